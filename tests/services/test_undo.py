"""Undo and redo of whatever was done, in whatever order: the library ends where it began, row by row."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule, run_state_machine_as_test
from typing_extensions import override

from reader.domain.article import ArticleFilter, ArticleState
from reader.domain.codebook import Label
from reader.domain.span import Fragments, Span
from reader.errors import AnnotationError, CodebookError, EntityError
from reader.services import intake
from reader.services.annotate import Annotate
from reader.services.edit_codebook import EditCodebook
from reader.services.import_articles import import_paths
from reader.services.libraries import open_library
from reader.services.read import Read
from reader.services.same_or_new import keep
from reader.services.tag_all import TagAll, Wanted
from reader.services.undo import Undo
from reader.services.versions import Versions
from reader.storage.check import troubles
from reader.storage.library import Library
from tests.making import TEXT, draft_of, spans_of, tables_of
from tests.services.codebook_rules import PICKS, CodebookRules
from tests.services.entity_rules import EntityRules
from tests.services.link_rules import LinkRules
from tests.services.question_rules import QuestionRules
from tests.services.record_rules import RecordRules

_HISTORY = {"action", "change", "recording"}
_URL = "https://post.example/flood"
#: Texts of one page, so that each but the first is a version of it.
_PAGES = (
    TEXT,
    TEXT.replace("126 shops", "130 small shops"),
    "An update came first.\n\n" + TEXT.replace("before the winter", "in time"),
    TEXT.replace("KELLO, May 12 -- ", ""),
)
_TEXTS = (TEXT, "Kello\n\nThe wall 👨‍👩‍👧 stands.", "a b c", "Sea", "نص عربي\n\n中文。", "e\u0301e\u0301")

SPANS = st.lists(st.tuples(PICKS, st.integers(1, 30)), min_size=1, max_size=3)

Row = dict[str, Any]
Tables = dict[str, list[Row]]


class Actions(RecordRules, CodebookRules, LinkRules, QuestionRules, EntityRules):
    """What a person may do in any order, and what must be so after each undo and redo."""

    template: Path

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="gloss-undo-"))
        self.path = Path(shutil.copy(self.template, self.folder / "library.db"))
        self._open()
        with self.library.transaction():
            self.library.articles.add(replace(draft_of(_TEXTS[0]), url=_URL))
            self.library.articles.add(draft_of(_TEXTS[1]))
        self.opened: set[int] = set()
        # What the library was like with so many actions done; where others came between batches, not all are known.
        self.known = {0: self._rows(bin_too=False)}
        self.numbers = 0

    def _open(self) -> None:
        self.library = open_library(self.path)
        self.library.write("PRAGMA synchronous = OFF")  # no power cut is tested here
        self.annotate, self.read, self.history = Annotate(self.library), Read(self.library), Undo(self.library)
        self.edit = EditCodebook(self.library)

    @rule(article=PICKS, spans=SPANS, label=PICKS)
    def tag(self, article: int, spans: list[tuple[int, int]], label: int) -> None:
        articles = self.read.ids(ArticleFilter())
        if articles and self.labels():
            article = articles[article % len(articles)]
            self.do(lambda: self.annotate.tag(article, self._spans(article, spans), self._label(label)))

    @rule(pick=PICKS, quote=st.sampled_from(["a", "the", "Kello", "é"]), label=PICKS, whole_words=st.booleans())
    def tag_all(self, pick: int, quote: str, label: int, whole_words: bool) -> None:
        if self.labels():
            service, wanted, chosen = TagAll(self.library), Wanted(quote, False, whole_words, None), self._label(label)
            found = service.find(wanted, chosen, lambda done, total: None, lambda: False).occurrences
            some = found[: pick % 7]
            self.do(lambda: service.tag(some, chosen, lambda done, total: None, lambda: False))

    @rule(pick=PICKS, label=PICKS)
    def relabel(self, pick: int, label: int) -> None:
        self._to_annotation(pick, lambda found: self.annotate.relabel(found, self._label(label)))

    @rule(pick=PICKS, into=PICKS, note=st.sampled_from(["", "a", "b"]))
    def tag_the_same_again_and_merge_the_labels(self, pick: int, into: int, note: str) -> None:
        def tag(found: int) -> None:
            annotation = self.library.annotations.get(found)
            assert annotation is not None
            made.extend(self.annotate.tag(annotation.article_id, annotation.parts, self._label(into)).annotation_ids)

        def merge(found: int) -> None:
            annotation = self.library.annotations.get(found)
            assert annotation is not None
            self.edit.merge(annotation.label_id, self._label(into).id)

        made: list[int] = []
        self._to_annotation(pick, tag)
        if made:
            self.do(lambda: self.annotate.note(made[0], note))
        self._to_annotation(pick, merge)

    @rule(pick=PICKS, spans=SPANS)
    def move(self, pick: int, spans: list[tuple[int, int]]) -> None:
        def move(found: int) -> None:
            annotation = self.library.annotations.get(found)
            assert annotation is not None
            self.annotate.move(found, self._spans(annotation.article_id, spans))

        self._to_annotation(pick, move)

    @rule(pick=PICKS, steps=st.lists(st.sampled_from([-1, 1]), min_size=1, max_size=4))
    def lead_an_edge_on(self, pick: int, steps: list[int]) -> None:
        def lead(found: int) -> None:
            for step in steps:
                annotation = self.library.annotations.get(found)
                assert annotation is not None
                *others, last = annotation.parts
                with suppress(AnnotationError):  # what was led on before stays one action
                    self.annotate.move(found, (*others, Span(last.start, max(last.start, last.stop + step))), steps)

        self._to_annotation(pick, lead)

    @rule(pick=PICKS, span=SPANS, takes_out=st.booleans())
    def change_fragments(self, pick: int, span: list[tuple[int, int]], takes_out: bool) -> None:
        def change(found: int) -> None:
            annotation = self.library.annotations.get(found)
            assert annotation is not None
            part = self._spans(annotation.article_id, span)[0]
            (self.annotate.take_out if takes_out else self.annotate.add_fragment)(found, part)

        self._to_annotation(pick, change)

    @rule(pick=PICKS, side=st.sampled_from([-1, 1]))
    def move_edge(self, pick: int, side: int) -> None:
        def move(found: int) -> None:
            annotation = self.library.annotations.get(found)
            assert annotation is not None
            *others, last = annotation.parts
            self.annotate.move(found, (*others, Span(last.start, last.stop + side)))

        self._to_annotation(pick, move)

    @rule(pick=PICKS, notes=st.lists(st.sampled_from(["", "a", "the mayor\nof “Kello” 👍🏽"]), min_size=1, max_size=3))
    def write_note(self, pick: int, notes: list[str]) -> None:
        def write(found: int) -> None:
            for note in notes:
                self.annotate.note(found, note, notes)

        self._to_annotation(pick, write)

    @rule(pick=PICKS)
    def delete(self, pick: int) -> None:
        self._to_annotation(pick, self.annotate.delete)

    @rule(pick=PICKS, state=st.sampled_from(ArticleState))
    def mark(self, pick: int, state: ArticleState) -> None:
        self._to_article(pick, lambda found: self.read.mark(found, state))

    @rule(pick=PICKS, starred=st.booleans())
    def star(self, pick: int, starred: bool) -> None:
        self._to_article(pick, lambda found: self.read.star(found, starred=starred))

    @rule(pick=PICKS)
    def bin(self, pick: int) -> None:
        self._to_article(pick, self.read.bin)

    @rule(pick=PICKS, index=PICKS)
    def open_article(self, pick: int, index: int) -> None:
        def open_it(found: int) -> None:
            if self.read.begin(found) is not None:
                self.opened.add(found)
            self.read.remember_position(found, index)

        self._to_article(pick, open_it)

    @rule(
        text=st.sampled_from(_PAGES),
        published=st.sampled_from(["", "2026-05-12", "2026-05-14"]),
        quotes=st.lists(st.sampled_from(["Ines Duarte", "126 shops", "before the winter", "KELLO"]), max_size=3),
        label=PICKS,
        ways=st.lists(st.sampled_from(["accept", "place", "reject", "accept all"]), max_size=2),
    )
    def tag_and_bring_a_version_in(
        self, text: str, published: str, quotes: list[str], label: int, ways: list[str]
    ) -> None:
        def bring() -> None:
            with self.library.action("Import"):
                keep(self.library, draft, "here")

        found = self.library.row("SELECT id, text FROM article WHERE url <> '' AND newer_id IS NULL ORDER BY id DESC")
        for quote in quotes if found and self.labels() else ():
            if quote in found[1]:
                parts = spans_of(found[1], quote)
                self.do(partial(self.annotate.tag, found[0], parts, self._label(label)))
        draft = replace(draft_of(text, published=published), url=_URL)
        self.do(bring)
        for way in ways:
            self.place_what_waits(label, [(label, 5)], way)

    @rule(pick=PICKS, spans=SPANS, way=st.sampled_from(["accept", "place", "reject", "accept all"]))
    def place_what_waits(self, pick: int, spans: list[tuple[int, int]], way: str) -> None:
        waiting = self.library.rows("SELECT id, article_id FROM unplaced ORDER BY id")
        if not waiting:
            return
        unplaced, article = waiting[pick % len(waiting)]
        versions = Versions(self.library)
        acts: dict[str, Callable[[], object]] = {
            "accept": lambda: versions.accept(unplaced),
            "place": lambda: versions.accept(unplaced, self._spans(article, spans)),
            "reject": lambda: versions.reject(unplaced),
            "accept all": lambda: versions.accept_all(article),
        }
        self.do(acts[way])

    @rule(texts=st.lists(st.sampled_from(_TEXTS), min_size=1, max_size=3))
    def bring_in(self, texts: list[str]) -> None:
        self.do(lambda: import_paths(self.library, self._files(texts)))

    @rule(texts=st.lists(st.sampled_from(_TEXTS), min_size=2, max_size=3), pick=PICKS, between=st.integers(0, 5))
    def bring_in_while_others_work(self, texts: list[str], pick: int, between: int) -> None:
        acts: list[Callable[[], object]] = [
            lambda: self.tag(pick, [(pick, 5)], pick),
            lambda: self.bin(pick),
            lambda: self.star(pick, starred=True),
            self.history.undo,
            lambda: self.merge_label(pick, pick + 1),
            lambda: self.delete_label(pick),
        ]
        aside = self.library.another()

        def act(done: int, _total: int) -> None:
            if done == 1:
                acts[between]()

        import_paths(aside, self._files(texts), progress=act)
        aside.close()
        self.known = {0: self.known[0], self._done(): self._rows(bin_too=False)}

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            self.history.undo()
            self._compare()

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            self.history.redo()
            self._compare()

    @rule()
    def restart(self) -> None:
        self.library.close()
        self._open()

    @override
    def teardown(self) -> None:
        if not hasattr(self, "library"):
            return
        while self.history.redo():
            self._compare()
        end = self._rows(bin_too=True)
        while self.history.undo():
            self._compare()
        assert self._done() == 0
        self.restart()
        while self.history.redo():
            self._compare()
        assert self._as_opened(self._rows(bin_too=True)) == self._as_opened(end)
        assert list(troubles(self.library)) == []
        self.library.close()
        shutil.rmtree(self.folder)

    @override
    def do(self, act: Callable[[], object]) -> None:
        done = self._done()
        try:
            act()
        except (AnnotationError, CodebookError, EntityError):
            assert self._done() == done
        else:
            self.known = {number: rows for number, rows in self.known.items() if number < self._done()}
        self.known.setdefault(self._done(), self._rows(bin_too=False))
        assert list(troubles(self.library)) == []

    def _to_annotation(self, pick: int, act: Callable[[int], object]) -> None:
        ids = [row[0] for row in self.library.rows("SELECT id FROM annotation ORDER BY id")]
        if ids:
            self.do(lambda: act(ids[pick % len(ids)]))

    def _to_article(self, pick: int, act: Callable[[int], object]) -> None:
        ids = sorted(self.read.ids(ArticleFilter()))
        if ids:
            self.do(lambda: act(ids[pick % len(ids)]))

    def _label(self, pick: int) -> Label:
        labels = self.labels()[:3]  # few, so that annotations meet
        return labels[pick % len(labels)]

    def _spans(self, article: int, picks: list[tuple[int, int]]) -> Fragments:
        end = len(self.library.articles.text(article))
        starts = ((start % end, length) for start, length in picks)
        return tuple(Span(start, min(end, start + length)) for start, length in starts)

    def _files(self, texts: list[str]) -> list[Path]:
        paths = []
        for text in texts:
            self.numbers += 1
            paths.append(self.folder / f"{self.numbers}.txt")
            paths[-1].write_text(text, "utf-8")
        return paths

    def _done(self) -> int:
        (count,) = self.library.row("SELECT count(*) FROM action WHERE NOT undone")
        return int(count)

    def _compare(self) -> None:
        known = self.known.get(self._done())
        assert list(troubles(self.library)) == []
        assert known is None or self._as_opened(self._rows(bin_too=False)) == self._as_opened(known)

    def _as_opened(self, tables: Tables) -> Tables:
        """The tables as they are if each article that was opened ever was not unread any more since the beginning."""
        articles = [
            row | {"state": "reading"} if row["id"] in self.opened and row["state"] == "unread" else row
            for row in tables["article"]
        ]
        return tables | {"article": articles}

    def _rows(self, *, bin_too: bool) -> Tables:
        """All rows of all tables but those of the history, without what no action records."""
        found = {name: _table(self.library, name) for name in tables_of(self.library) if name not in _HISTORY}
        found["article"] = [
            {column: value for column, value in row.items() if column not in ("read_position", "moment")}
            for row in found["article"]
            if bin_too or row["binned_at"] is None
        ]
        return found


#: What has little to do with the register: without it more is done to that in as many steps.
_ELSEWHERE = (
    *("move", "lead_an_edge_on", "change_fragments", "move_edge", "write_note", "mark", "star", "open_article"),
    *("tag_and_bring_a_version_in", "place_what_waits", "bring_in", "bring_in_while_others_work"),
    *("add_label", "rename_label", "recolour_label", "set_key_of_label", "describe_label", "archive_label"),
    *("import_codebook", "export_codebook", "retype_link", "remove_link"),
)
_WITHOUT = {name: None for name in _ELSEWHERE if hasattr(Actions, name)}
RegisterActions = type("RegisterActions", (Actions,), _WITHOUT)


def _table(library: Library, name: str) -> list[Row]:
    columns = [row[1] for row in library.rows(f"PRAGMA table_info({name})")]
    return [dict(zip(columns, row, strict=True)) for row in library.rows(f"SELECT * FROM {name} ORDER BY 1, 2")]


@pytest.mark.parametrize("machine", [Actions, RegisterActions])
def test_any_sequence_of_actions_is_undone_to_its_beginning_and_redone_to_its_end(
    empty_library: Path, monkeypatch: pytest.MonkeyPatch, machine: type[Actions]
) -> None:
    monkeypatch.setattr(intake, "_BATCH_MOST", 1)
    monkeypatch.setattr(Actions, "template", empty_library, raising=False)
    run_state_machine_as_test(machine, settings=settings(max_examples=60, stateful_step_count=40, deadline=None))
