"""Back to any action after any sequence of actions: every row is as it was right after that one."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from typing_extensions import override

from reader.domain.article import ArticleFilter, ArticleState
from reader.domain.span import Span
from reader.errors import AnnotationError
from reader.services import intake
from reader.services.annotate import Annotate
from reader.services.import_articles import import_paths
from reader.services.libraries import open_library
from reader.services.read import Read
from reader.services.undo import Undo
from reader.storage.check import troubles
from tests.making import TEXT, draft_of
from tests.services.test_history import all_rows

_PICKS = st.integers(0, 1000)
_TEXTS = (TEXT, "Kello\n\nThe wall stands.", "a b c", "نص عربي")


class Travels(RuleBasedStateMachine):
    """Actions in any order, and in between back to any of them; the library is then as it was right after that one."""

    template: Path

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="gloss-history-"))
        self.path = Path(shutil.copy(self.template, self.folder / "library.db"))
        self._open()
        with self.library.transaction():
            for text in _TEXTS[:2]:
                self.library.articles.add(draft_of(text))
        self.known = {0: self._tables()}
        self.files = 0

    def _open(self) -> None:
        self.library = open_library(self.path)
        self.library.write("PRAGMA synchronous = OFF")  # no power cut is tested here
        self.annotate, self.read, self.history = Annotate(self.library), Read(self.library), Undo(self.library)

    @rule(pick=_PICKS, places=st.lists(st.tuples(_PICKS, st.integers(1, 30)), min_size=1, max_size=2), label=_PICKS)
    def tag(self, pick: int, places: list[tuple[int, int]], label: int) -> None:
        def tag(article: int) -> None:
            end = len(self.library.articles.text(article))
            spans = (Span(start % end, min(end, start % end + length)) for start, length in places)
            with suppress(AnnotationError):
                self.annotate.tag(article, tuple(spans), self.read.codebook().labels[label % 3])

        self._to_article(pick, tag)

    @rule(pick=_PICKS, note=st.sampled_from(["", "a", "the mayor\nof “Kello” 👍🏽"]), sitting=st.integers(0, 1))
    def write_note(self, pick: int, note: str, sitting: int) -> None:
        self._to_annotation(pick, lambda found: self.annotate.note(found, note, (found, sitting)))

    @rule(pick=_PICKS)
    def delete(self, pick: int) -> None:
        self._to_annotation(pick, self.annotate.delete)

    @rule(pick=_PICKS, starred=st.booleans())
    def star(self, pick: int, starred: bool) -> None:
        self._to_article(pick, lambda found: self.read.star(found, starred=starred))

    @rule(pick=_PICKS, state=st.sampled_from(ArticleState))
    def mark(self, pick: int, state: ArticleState) -> None:
        self._to_article(pick, lambda found: self.read.mark(found, state))

    @rule(pick=_PICKS)
    def bin(self, pick: int) -> None:
        self._to_article(pick, self.read.bin)

    @rule(texts=st.lists(st.sampled_from(_TEXTS), min_size=2, max_size=3), pick=_PICKS, way=st.integers(0, 2))
    def bring_in_while_others_work(self, texts: list[str], pick: int, way: int) -> None:
        """Batches of one file, each its own transaction; what lies between two of them is of no one action."""
        paths = []
        for text in texts:
            self.files += 1
            paths.append(self.folder / f"{self.files}.txt")
            paths[-1].write_text(text, "utf-8")

        ways: list[Callable[[], object]] = [
            lambda: self.star(pick, starred=True),
            lambda: self.bin(pick),
            lambda: self._go(pick),
        ]

        def act(done: int, _total: int) -> None:
            if done == 1:
                ways[way]()

        before = set(self.history.action_ids())
        with closing(self.library.another()) as aside:
            import_paths(aside, paths, progress=act)
        self.known = {at: tables for at, tables in self.known.items() if at in before or not at}
        self._know()

    @rule(pick=_PICKS)
    def go(self, pick: int) -> None:
        self._go(pick)
        self._compare()

    @rule(forwards=st.booleans())
    def step(self, forwards: bool) -> None:
        (self.history.redo if forwards else self.history.undo)()
        self._compare()

    @rule()
    def restart(self) -> None:
        self.library.close()
        self._open()

    @override
    def teardown(self) -> None:
        if not hasattr(self, "library"):
            return
        for action_id in (*self.history.action_ids()[:1], 0, *reversed(self.history.action_ids()), 0):
            self.history.back_to(action_id)
            self._compare()
        assert list(troubles(self.library)) == []
        self.library.close()
        shutil.rmtree(self.folder)

    def _go(self, pick: int) -> None:
        places = [*self.history.action_ids(), 0]
        there, here = places[pick % len(places)], self._here()
        went = self.history.back_to(there)
        assert (went is None) == (there == here)
        assert self._here() == there

    def _to_article(self, pick: int, act: Callable[[int], object]) -> None:
        ids = sorted(self.read.ids(ArticleFilter()))
        if ids:
            act(ids[pick % len(ids)])
            self._know()

    def _to_annotation(self, pick: int, act: Callable[[int], object]) -> None:
        ids = [row[0] for row in self.library.rows("SELECT id FROM annotation ORDER BY id")]
        if ids:
            act(ids[pick % len(ids)])
            self._know()

    def _here(self) -> int:
        """The last action that is done, 0 where none is."""
        return [*self.history.action_ids(), 0][self.history.undone_count()]

    def _know(self) -> None:
        there = {0, *self.history.action_ids()}
        self.known = {at: tables for at, tables in self.known.items() if at in there}
        self.known[self._here()] = self._tables()

    def _compare(self) -> None:
        assert self._tables() == self.known.setdefault(self._here(), self._tables())

    def _tables(self) -> dict[str, list[tuple[object, ...]]]:
        """All rows but those of the history, and of articles in the bin, where an import goes that is undone."""
        tables = {name: found for name, found in all_rows(self.library).items() if name not in {"action", "change"}}
        # Not its moment: what is indexed anew gets another one.
        columns = [row[1] for row in self.library.rows("PRAGMA table_info(article)") if row[1] != "moment"]
        articles = f"SELECT {', '.join(columns)} FROM article WHERE binned_at IS NULL ORDER BY id"
        return tables | {"article": self.library.rows(articles)}


def test_back_to_any_action_finds_every_row_as_it_was_right_after_it(
    empty_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "_BATCH_MOST", 1)
    monkeypatch.setattr(Travels, "template", empty_library, raising=False)
    run_state_machine_as_test(Travels, settings=settings(max_examples=40, stateful_step_count=40, deadline=None))
