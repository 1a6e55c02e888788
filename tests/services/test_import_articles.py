"""Taking in files and folders: one action, whatever fails on the way."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.domain.article import ArticleFilter
from reader.errors import LibraryError
from reader.services import intake
from reader.services.annotate import Annotate
from reader.services.import_articles import import_paths
from reader.services.outcomes import ImportReport, Result
from reader.services.read import Read
from reader.storage.library import Library
from tests.making import TEXT, tag


@pytest.fixture
def file_by_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file is a batch of its own."""
    monkeypatch.setattr(intake, "_BATCH_MOST", 1)


def write(folder: Path, *texts: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = []
    for text in texts:
        paths.append(folder / f"{text.split(chr(10))[0]}.txt")
        paths[-1].write_text(text, "utf-8")
    return paths


def results(report: ImportReport) -> dict[str, str]:
    return {Path(outcome.origin).name: outcome.result.value for outcome in report.outcomes}


def titles(library: Library) -> set[str]:
    return {row.title for row in library.articles.rows(library.articles.ids(ArticleFilter())).values()}


def test_a_file_comes_in_with_its_title_and_where_it_came_from(library: Library, tmp_path: Path) -> None:
    (path,) = write(tmp_path, TEXT)
    report = import_paths(library, [path])
    (article_id,) = report.imported_ids()
    found = library.articles.get(article_id)
    assert found is not None
    assert (found.title, found.text) == ("Harbour towns count the cost", TEXT)
    assert library.row("SELECT origin FROM article") == (str(path),)
    assert report.sentence() == "imported 1, duplicates 0, failed 0"


def test_the_same_text_comes_in_once(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"One\r\n\r\nTwo")
    (tmp_path / "b.txt").write_bytes(b"\xef\xbb\xbfOne\n\nTwo\n")
    report = import_paths(library, [tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "a.txt"])
    assert report.sentence() == "imported 1, duplicates 2, failed 0"
    assert report.outcomes[1].reason == "the same text is in the library as “One”"
    assert report.outcomes[1].article_id == report.outcomes[0].article_id
    assert import_paths(library, [tmp_path / "b.txt"]).sentence() == "imported 0, duplicates 1, failed 0"


def test_a_text_in_the_bin_comes_out_of_it_with_its_annotations(library: Library, tmp_path: Path) -> None:
    paths = write(tmp_path, TEXT)
    (article,) = import_paths(library, paths).imported_ids()
    made = tag(library, article, "Ines Duarte")
    Read(library).bin(article)
    report = import_paths(library, paths)
    assert (report.imported_ids(), report.outcomes[0].reason) == ((article,), "it lay in the bin")
    assert library.annotations.of_article(article) == [made]
    library.history.undo()
    assert library.articles.counts().all == 0


def test_folders_are_taken_with_all_that_is_in_them(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "a", "One", "Two")
    write(tmp_path / "a" / "b", "Three")
    (tmp_path / "a" / "notes.doc").write_text("Four")
    report = import_paths(library, [tmp_path / "a"])
    assert titles(library) == {"One", "Two", "Three"}
    assert results(report)["notes.doc"] == "passed over"
    assert report.sentence() == "imported 3, duplicates 0, failed 0"


def test_what_fails_is_told_and_the_rest_comes_in(library: Library, tmp_path: Path) -> None:
    paths = write(tmp_path, "One", "Two")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10)
    report = import_paths(
        library, [tmp_path / "missing.txt", paths[0], tmp_path / "empty.txt", tmp_path / "picture.txt", paths[1]]
    )
    assert [
        (Path(outcome.origin).name, outcome.reason) for outcome in report.outcomes if outcome.result is Result.FAILED
    ] == [
        ("missing.txt", "it is not there"),
        ("empty.txt", "it is empty"),
        ("picture.txt", "it is a PNG picture, not text"),
    ]
    assert titles(library) == {"One", "Two"}
    assert report.sentence() == "imported 2, duplicates 0, failed 3"


def test_a_file_that_vanishes_on_the_way_fails_and_the_rest_comes_in(
    library: Library, tmp_path: Path, file_by_file: None
) -> None:
    one, two, three = write(tmp_path, "One", "Two", "Three")

    def remove(done: int, _total: int) -> None:
        if done == 1:
            two.unlink()

    report = import_paths(library, [one, two, three], progress=remove)
    assert [(outcome.result.value, outcome.reason) for outcome in report.outcomes] == [
        ("imported", ""),
        ("failed", "it is no longer there"),
        ("imported", ""),
    ]


def test_a_folder_without_rights_fails_and_the_rest_comes_in(library: Library, unprivileged: Path) -> None:
    write(unprivileged / "closed", "One")
    write(unprivileged / "open", "Two")
    (unprivileged / "closed").chmod(0)
    # The library lies in a place of the superuser, who had it open before.
    report = import_paths(library, [unprivileged])
    assert results(report) == {"closed": "failed", "Two.txt": "imported"}


def test_an_import_is_one_action_named_by_what_came_in(library: Library, tmp_path: Path, file_by_file: None) -> None:
    import_paths(library, write(tmp_path, "One"))
    assert library.history.next_undo() == "Import “One”"
    import_paths(library, write(tmp_path, "One", "Two", "Three"))
    assert library.history.next_undo() == "Import 2 articles"
    library.history.undo()
    assert titles(library) == {"One"}
    library.history.undo()
    assert titles(library) == set()


def test_a_duplicate_after_the_only_article_leaves_its_name_in_the_title(
    library: Library, tmp_path: Path, file_by_file: None
) -> None:
    (path,) = write(tmp_path, "One")
    import_paths(library, [path, path])
    assert library.history.next_undo() == "Import “One”"


def test_an_import_of_duplicates_alone_is_no_action(library: Library, tmp_path: Path) -> None:
    paths = write(tmp_path, "One")
    import_paths(library, paths)
    import_paths(library, paths)
    library.history.undo()
    assert library.history.undo() is None


def test_tagging_goes_on_during_an_import_and_is_undone_by_itself(
    library: Library, article: int, tmp_path: Path, file_by_file: None
) -> None:
    window = library.another()

    def tag_between(done: int, _total: int) -> None:
        if done == 1:
            tag(window, article, "Ines Duarte")

    import_paths(library, write(tmp_path, "One", "Two", "Three"), progress=tag_between)
    window.history.undo()
    assert (window.articles.counts().all, Annotate(window).of_article(article)) == (4, [])
    window.history.undo()
    assert window.articles.counts().all == 1
    window.close()


def test_an_import_that_is_undone_while_it_runs_goes_on_as_a_new_action(
    library: Library, tmp_path: Path, file_by_file: None
) -> None:
    window = library.another()

    def undo_first(done: int, _total: int) -> None:
        if done == 1:
            window.history.undo()

    report = import_paths(library, write(tmp_path, "One", "Two", "Three"), progress=undo_first)
    assert report.sentence() == "imported 3, duplicates 0, failed 0"
    assert titles(library) == {"Two", "Three"}
    assert window.history.next_undo() == "Import 2 articles"
    window.close()


def test_an_import_that_is_cancelled_keeps_what_came_in(library: Library, tmp_path: Path, file_by_file: None) -> None:
    done = [0]

    def note(count: int, _total: int) -> None:
        done[0] = count

    report = import_paths(
        library, write(tmp_path, "One", "Two", "Three"), progress=note, cancelled=lambda: done[0] >= 2
    )
    assert report.cancelled
    assert report.sentence() == "imported 2, duplicates 0, failed 0"
    assert titles(library) == {"One", "Two"}


def test_an_import_that_is_cancelled_at_once_brings_nothing(library: Library, tmp_path: Path) -> None:
    assert import_paths(library, write(tmp_path, "One"), cancelled=lambda: True) == ImportReport((), cancelled=True)


def test_progress_goes_from_nothing_to_all(library: Library, tmp_path: Path, file_by_file: None) -> None:
    seen: list[tuple[int, int]] = []
    (tmp_path / "empty.txt").touch()
    import_paths(
        library,
        [*write(tmp_path, "One", "Two"), tmp_path / "empty.txt"],
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        (0, "No articles had come in before."),
        (1, "One article had come in before and is kept."),
        (3, "3 articles had come in before and are kept."),
    ],
)
def test_a_disk_that_fills_up_keeps_what_came_in_before(
    library: Library, tmp_path: Path, file_by_file: None, before: int, sentence: str
) -> None:
    paths = write(tmp_path, *(f"Article {number}" for number in range(before)), "Long\n" + "word " * 20_000, "Last")
    (pages,) = library.row("PRAGMA page_count")
    library.write(f"PRAGMA max_page_count = {pages + 10}")
    with pytest.raises(LibraryError) as caught:
        import_paths(library, paths)
    assert str(caught.value) == (
        f"The disk that holds {library.path} is full. The last change was not saved; all before it was. "
        f"Make room and try again. {sentence}"
    )
    assert titles(library) == {f"Article {number}" for number in range(before)}


def test_an_import_goes_on_after_room_was_made(library: Library, tmp_path: Path, file_by_file: None) -> None:
    paths = write(tmp_path, "One", "Long\n" + "word " * 20_000, "Last")
    (pages,) = library.row("PRAGMA page_count")
    library.write(f"PRAGMA max_page_count = {pages + 10}")
    with pytest.raises(LibraryError):
        import_paths(library, paths)
    library.write("PRAGMA max_page_count = 1000000")
    assert import_paths(library, paths).sentence() == "imported 2, duplicates 1, failed 0"


def test_many_files_come_in_in_few_transactions(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "_BATCH_SECONDS", 1000)
    seen: list[int] = []
    paths = write(tmp_path, *(f"Article {number}" for number in range(450)))
    import_paths(library, paths, progress=lambda done, _total: seen.append(done))
    assert seen == [0, 120, 240, 360, 450]


def test_slow_files_come_in_one_by_one(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "_BATCH_SECONDS", -1)
    seen: list[int] = []
    import_paths(library, write(tmp_path, "One", "Two"), progress=lambda done, _total: seen.append(done))
    assert seen == [0, 1, 2]


def test_others_can_write_while_the_language_of_what_comes_in_is_told(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def slowly(text: str) -> str:
        with closing(sqlite3.connect(library.path, timeout=0, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        asked.append(text)
        return "xx"

    monkeypatch.setattr(intake, "detected", slowly)
    report = import_paths(library, write(tmp_path, "One\n\nText.", "Two\n\nText."))
    assert len(asked) == 2
    rows = library.articles.rows(report.imported_ids()).values()
    assert [row.language for row in rows] == ["xx", "xx"]
