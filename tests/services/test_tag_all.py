"""Tagging all occurrences of a quote: what is found, and that it is one action."""

import sqlite3
from array import array
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reader.domain.changes import AnnotationsChanged, Change
from reader.domain.span import Span
from reader.errors import AnnotationError, CancelledError, LibraryError
from reader.services import tag_all
from reader.services.libraries import open_library
from reader.services.read import Read
from reader.services.tag_all import Found, Occurrence, TagAll, Wanted
from reader.services.undo import Undo
from reader.storage import library as library_module
from reader.storage.check import troubles
from reader.storage.library import Library
from tests.making import TEXT, draft_of, label_of, tables_of, tag

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
THOUSANDS = 10_000

Rows = dict[str, list[object]]


def add(library: Library, *texts: str) -> list[int]:
    with library.transaction():
        return [library.articles.add(draft_of(text)) for text in texts]


def find(
    library: Library,
    quote: str,
    articles: Sequence[int] | None = None,
    *,
    match_case: bool = True,
    whole_words: bool = True,
    label: str = "Person",
    cancelled: Callable[[], bool] = lambda: False,
) -> Found:
    wanted = Wanted(quote, match_case, whole_words, articles)
    return TagAll(library).find(wanted, label_of(library, label), lambda done, total: None, cancelled)


def tag_all_of(
    library: Library,
    found: Sequence[Occurrence],
    label: str = "Person",
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Change, ...]:
    return TagAll(library).tag(found, label_of(library, label), lambda done, total: None, cancelled)


def tagged(library: Library, article: int) -> list[str]:
    return [annotation.quote for annotation in library.annotations.of_article(article)]


def rows(library: Library, *, history: bool = True) -> Rows:
    """All rows of all tables, if wanted those of the history too."""
    left_out = set() if history else {"action", "change", "recording"}
    return {
        name: library.rows(f"SELECT * FROM {name} ORDER BY 1, 2") for name in tables_of(library) if name not in left_out
    }


def ids(changes: Sequence[Change]) -> dict[int, set[int]]:
    """The changed annotations by article."""
    found = [change for change in changes if isinstance(change, AnnotationsChanged)]
    return {change.article_id: set(change.annotation_ids) for change in found}


# Finding


def test_what_is_found_has_its_place_and_the_text_around_it(library: Library) -> None:
    text = "Chen said\n\n" + "x" * 100 + " Chen spoke"
    (article,) = add(library, text)
    first, second = find(library, "Chen").occurrences
    assert first == Occurrence(article, Span(0, 4), "Chen", "", text[4:84], tagged=False)
    assert (second.span.of(text), second.before, second.after) == ("Chen", text[32:112], " spoke")


def test_the_articles_come_in_the_order_they_were_asked_for(library: Library) -> None:
    one, two, three = add(library, "Chen one", "Chen two, Chen", "Chen three")
    found = find(library, "Chen", array("q", [three, one, two, three]))
    assert [hit.article_id for hit in found.occurrences] == [three, one, two, two]
    assert (found.articles, found.cut) == (3, False)


def test_in_the_whole_library_the_newest_articles_come_first_and_the_bin_is_left_out(library: Library) -> None:
    with library.transaction():
        old, binned, new = (
            library.articles.add(draft_of(f"Chen {day}", published=f"2026-05-{day}")) for day in (10, 11, 12)
        )
    Read(library).bin(binned)
    assert [hit.article_id for hit in find(library, "Chen").occurrences] == [new, old]
    assert [hit.article_id for hit in find(library, "Chen", [binned, old, 999]).occurrences] == [old]


def test_the_choices_of_case_and_words_count(library: Library) -> None:
    add(library, "Chen, CHEN, Cheng")
    assert len(find(library, "Chen").occurrences) == 1
    assert len(find(library, "Chen", match_case=False).occurrences) == 2
    assert len(find(library, "Chen", whole_words=False).occurrences) == 2
    assert len(find(library, "Chen", match_case=False, whole_words=False).occurrences) == 3


@pytest.mark.parametrize("quote", ["Nobody", "", " ", "x" * 20_000])
def test_nothing_is_found_of_what_is_not_there(library: Library, article: int, quote: str) -> None:
    assert find(library, quote) == Found((), 0, cut=False)


def test_what_this_annotator_has_tagged_so_already_is_marked(library: Library, library_path: Path) -> None:
    (article,) = add(library, "Chen one Chen two Chen three Chen")
    places = [hit.span for hit in find(library, "Chen").occurrences]
    tag(library, article, "Chen")
    tag(library, article, "Chen one")  # not this very span
    assert [hit.span for hit in find(library, "Chen").occurrences if hit.tagged] == places[:1]
    assert not any(hit.tagged for hit in find(library, "Chen", label="Place").occurrences)
    library.annotator_id = library.insert("INSERT INTO annotator (uid, name) VALUES ('u', 'other')", ())
    assert not any(hit.tagged for hit in find(library, "Chen").occurrences)


def test_what_a_discontinuous_annotation_spans_is_not_tagged_by_it(library: Library) -> None:
    (article,) = add(library, "Chen, he said, Wenqing")
    tag(library, article, "Chen", "Wenqing")
    (hit,) = find(library, "Chen, he said, Wenqing").occurrences
    assert not hit.tagged
    assert len(tag_all_of(library, [hit])) == 1


def test_no_more_are_found_than_a_person_looks_over(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tag_all, "MOST", 5)
    one, two = add(library, "a b a b a", "a c a c")
    found = find(library, "a", [two, one])
    assert (len(found.occurrences), found.cut) == (5, False)
    add(library, "a")
    found = find(library, "a")
    assert (len(found.occurrences), found.articles, found.cut) == (5, 2, True)


def test_a_cut_that_leaves_nothing_of_an_article_does_not_count_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tag_all, "MOST", 2)
    one, _two = add(library, "a b a", "a d")
    found = find(library, "a")
    assert ([hit.article_id for hit in found.occurrences], found.articles, found.cut) == ([one, one], 1, True)


def test_a_search_that_is_cancelled_ends_and_changes_nothing(library: Library) -> None:
    add(library, *(f"Chen {number}" for number in range(20)))
    before, asked = rows(library), iter([False] * 10 + [True] * 20)
    with pytest.raises(CancelledError, match="nothing was changed"):
        find(library, "Chen", cancelled=lambda: next(asked))
    assert rows(library) == before


def test_progress_counts_articles_from_nothing_to_all(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tag_all, "_ARTICLES", 2)
    add(library, *(f"Chen {number}" for number in range(5)))
    seen: list[tuple[int, int]] = []
    TagAll(library).find(
        Wanted("Chen", True, True, None),
        label_of(library, "Person"),
        lambda done, total: seen.append((done, total)),
        lambda: False,
    )
    assert seen == [(0, 5), (2, 5), (4, 5), (5, 5)]


def test_titles_are_told_of_the_articles_that_are_there(library: Library) -> None:
    one, two = add(library, "One\n\nbody", "Two\n\nbody")
    assert TagAll(library).titles([two, one, 999]) == {one: "One", two: "Two"}


# Tagging


@pytest.mark.parametrize(
    ("text", "quote", "quotes"),
    [
        ("aa aaaa", "aa", ["aa"]),
        ("Mayor\nDuarte, Mayor Duarte", "Mayor Duarte", ["Mayor\nDuarte", "Mayor Duarte"]),
        ("Straße, STRASSE", "Strasse", ["Straße", "STRASSE"]),
        ("İzmir, izmir, IZMIR", "izmir", ["izmir", "IZMIR"]),
        ("caf\u00e9 cafe\u0301 cafe", "café", ["caf\u00e9", "cafe\u0301"]),
        ("what? (a+b)* what", "(a+b)*", ["(a+b)*"]),
        ("中国，新中国", "中国", ["中国", "中国"]),
        ("ไทย ประเทศไทย", "ไทย", ["ไทย"]),
        ("السَّلام ثم السَّلام", "السَّلام", ["السَّلام", "السَّلام"]),
        (f"{FAMILY} 👩 {FAMILY}", FAMILY, [FAMILY, FAMILY]),
    ],
)
def test_what_was_found_is_tagged_as_it_stands(library: Library, text: str, quote: str, quotes: list[str]) -> None:
    (article,) = add(library, text)
    made = tag_all_of(library, find(library, quote, match_case=False).occurrences)
    assert made == (AnnotationsChanged(article, tuple(a.id for a in library.annotations.of_article(article))),)
    assert tagged(library, article) == quotes
    assert list(troubles(library)) == []


def test_an_annotation_made_so_is_like_one_made_by_hand(library: Library) -> None:
    one, two = add(library, "Chen one", "Chen two")
    by_hand = tag(library, one, "Chen")
    tag_all_of(library, find(library, "Chen", [two]).occurrences)
    columns = (
        "label_id, start, stop, quote, entity_id, note, annotator_id, status, origin, length(uid), length(created_at), "
        "created_at = updated_at"
    )
    made = library.rows(f"SELECT {columns} FROM annotation WHERE id != ?", (by_hand.id,))
    assert made == library.rows(f"SELECT {columns} FROM annotation WHERE id = ?", (by_hand.id,))


def test_all_of_it_is_one_action_whose_title_tells_how_many(library: Library) -> None:
    one, two = add(library, "Chen Wenqing, CHEN WENQING", "Chen Wenqing")
    changes = tag_all_of(library, find(library, "Chen Wenqing", [two, one], match_case=False).occurrences)
    assert list(ids(changes)) == [two, one]
    assert library.rows("SELECT title FROM action") == [("Tag 3 × “Chen Wenqing” as Person",)]


def test_one_alone_has_the_title_of_a_single_tag(library: Library, article: int) -> None:
    tag_all_of(library, find(library, "Omar Haddad").occurrences)
    assert library.history.next_undo() == "Tag “Omar Haddad” as Person"


def test_what_was_tagged_meanwhile_is_passed_over(library: Library) -> None:
    (article,) = add(library, "Chen one Chen two Chen")
    found = find(library, "Chen").occurrences
    tag(library, article, "Chen")
    (change,) = tag_all_of(library, [*found, *found])
    assert isinstance(change, AnnotationsChanged)
    assert len(change.annotation_ids) == 2
    assert tagged(library, article) == ["Chen"] * 3
    assert library.history.next_undo() == "Tag 2 × “Chen” as Person"


def test_an_article_that_went_to_the_bin_meanwhile_is_passed_over(library: Library) -> None:
    one, two = add(library, "Chen one", "Chen two")
    found = find(library, "Chen").occurrences
    Read(library).bin(one)
    assert list(ids(tag_all_of(library, found))) == [two]
    assert tagged(library, one) == []


def test_to_tag_nothing_leaves_no_trace(library: Library) -> None:
    (article,) = add(library, "Chen")
    found = find(library, "Chen").occurrences
    tag(library, article, "Chen")
    Undo(library).undo()
    Undo(library).redo()
    before = rows(library)
    assert tag_all_of(library, found) == tag_all_of(library, ()) == ()
    assert rows(library) == before


def test_a_label_that_is_not_used_any_more_is_not_tagged_with(library: Library, article: int) -> None:
    found = find(library, "Duarte").occurrences
    label = label_of(library, "Person")
    library.write("UPDATE label SET archived = 1 WHERE id = ?", (label.id,))
    before = rows(library)
    with pytest.raises(AnnotationError, match="no label “Person” to tag with any more: nothing was tagged"):
        TagAll(library).tag(found, label, lambda done, total: None, lambda: False)
    assert rows(library) == before


@pytest.mark.parametrize("after", [0, 1, 2])
def test_tagging_that_is_cancelled_leaves_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(tag_all, "_ROWS", 10)
    add(library, "Chen " * 30)
    found = find(library, "Chen").occurrences
    tag_all_of(library, found[:3])
    Undo(library).undo()
    before, asked = rows(library), iter([False] * after + [True])
    with pytest.raises(CancelledError, match="nothing was tagged"):
        tag_all_of(library, found, cancelled=lambda: next(asked))
    assert rows(library) == before
    assert library.history.next_redo() == "Tag 3 × “Chen” as Person"


def test_one_undo_brings_back_all_row_for_row_after_a_restart_too(library_path: Path) -> None:
    library = open_library(library_path)
    articles = add(library, *(f"Chen {number}, Chen" for number in range(50)))
    tag(library, articles[7], "Chen")
    before = rows(library, history=False)
    changes = tag_all_of(library, find(library, "Chen").occurrences)
    after = rows(library, history=False)
    library.close()
    library = open_library(library_path)
    undone = Undo(library).undo()
    assert undone is not None
    assert undone.title == "Tag 99 × “Chen” as Person"
    assert ids(undone.changes) == ids(changes)
    assert rows(library, history=False) == before
    library.close()
    library = open_library(library_path)
    assert Undo(library).redo() is not None
    assert rows(library, history=False) == after
    assert list(troubles(library)) == []
    library.close()


def test_ten_thousand_in_one_article_are_found_and_tagged(library: Library) -> None:
    (article,) = add(library, "“Chen” said; " * THOUSANDS)
    before = rows(library, history=False)
    (change,) = tag_all_of(library, find(library, "Chen").occurrences)
    assert isinstance(change, AnnotationsChanged)
    assert len(set(change.annotation_ids)) == len(library.annotations.of_article(article)) == THOUSANDS
    assert find(library, "Chen").occurrences[-1].tagged
    Undo(library).undo()
    assert rows(library, history=False) == before


def test_ten_thousand_in_as_many_articles_are_found_and_tagged(library: Library) -> None:
    add(library, *(f"Chen {number}" for number in range(THOUSANDS)))
    found = find(library, "Chen")
    assert (len(found.occurrences), found.articles) == (THOUSANDS, THOUSANDS)
    assert len(tag_all_of(library, found.occurrences)) == THOUSANDS
    assert library.history.next_undo() == "Tag 10,000 × “Chen” as Person"


def test_the_window_tags_on_while_a_job_finds_and_tags(library: Library, article: int) -> None:
    label, service = label_of(library, "Place"), TagAll(library)
    with ThreadPoolExecutor() as pool:
        wanted = Wanted("Duarte", True, True, None)
        job = pool.submit(service.find, wanted, label, lambda done, total: None, lambda: False)
        tag(library, article, "Omar Haddad")
        found = job.result().occurrences
        pool.submit(service.tag, found, label, lambda done, total: None, lambda: False).result()
    assert tagged(library, article) == ["Duarte", "Omar Haddad", "Duarte"]


# Trouble


def test_a_full_disk_is_told_and_nothing_was_tagged(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    add(library, "Chen " * 5000)
    found = find(library, "Chen").occurrences
    connect = library_module._connect

    def connect_to_full_disk(path: Path, mode: str = "rw") -> sqlite3.Connection:
        connection = connect(path, mode)
        connection.execute(f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0] + 40}")
        return connection

    before = rows(library)
    monkeypatch.setattr(library_module, "_connect", connect_to_full_disk)
    with pytest.raises(LibraryError, match="is full"):
        tag_all_of(library, found)
    assert rows(library) == before


def test_a_locked_library_is_told_and_nothing_was_tagged(
    library: Library, article: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "_BUSY_SECONDS", 0.05)
    found = find(library, "Duarte").occurrences
    before = rows(library)
    other = sqlite3.connect(library.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryError, match="Another program keeps"):
        tag_all_of(library, found)
    other.close()
    assert rows(library) == before
    assert find(library, TEXT[:7]).articles == 1
