"""Watched folders: what is new or changed in them comes in, once."""

import os
import time
from pathlib import Path

import pytest

from reader.errors import FileError
from reader.services.outcomes import ImportReport, Result
from reader.services.undo import Undo
from reader.services.watch_folders import GONE, WatchFolders, look
from reader.storage.library import Library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "News"
    made.mkdir()
    return made


@pytest.fixture
def watch(library: Library) -> WatchFolders:
    return WatchFolders(library)


def put(path: Path, text: str, *, ago: float = 60) -> None:
    """A file that was written so many seconds ago."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    moment = time.time() - ago
    os.utime(path, (moment, moment))


def told(report: ImportReport) -> list[tuple[str, str]]:
    return [(outcome.result.value, Path(outcome.origin).name) for outcome in report.outcomes]


def test_what_lies_in_a_watched_folder_and_the_folders_in_it_comes_in_once(
    library: Library, watch: WatchFolders, folder: Path
) -> None:
    put(folder / "a.txt", "First\n\nOne.")
    put(folder / "deeper" / "b.txt", "Second\n\nTwo.")
    put(folder / "c.bin", "no article")
    watch.add(folder)
    assert told(look(library)) == [("imported", "a.txt"), ("imported", "b.txt")]
    assert look(library) == ImportReport(())
    put(folder / "d.txt", "Third\n\nThree.")
    assert told(look(library)) == [("imported", "d.txt")]


def test_a_file_that_changed_is_read_again_and_one_that_was_only_touched_is_a_duplicate(
    library: Library, watch: WatchFolders, folder: Path
) -> None:
    put(folder / "a.txt", "First\n\nOne.")
    watch.add(folder)
    look(library)
    put(folder / "a.txt", "First\n\nOne.", ago=30)
    assert told(look(library)) == [("duplicate", "a.txt")]
    put(folder / "a.txt", "First\n\nOne, and more.", ago=20)
    assert len(look(library).imported_ids()) == 1
    assert look(library).outcomes == ()


def test_a_file_that_may_be_written_still_waits_for_the_next_look(
    library: Library, watch: WatchFolders, folder: Path
) -> None:
    watch.add(folder)
    put(folder / "a.txt", "First\n\nHal", ago=0)
    assert look(library).outcomes == ()
    put(folder / "a.txt", "First\n\nHalf and whole.", ago=3)
    assert told(look(library)) == [("imported", "a.txt")]


def test_a_file_from_the_future_does_not_wait_for_ever(library: Library, watch: WatchFolders, folder: Path) -> None:
    watch.add(folder)
    put(folder / "a.txt", "First\n\nOne.", ago=-3600)
    assert told(look(library)) == [("imported", "a.txt")]


def test_a_folder_that_is_gone_is_told_and_looked_at_again_when_it_is_back(
    library: Library, watch: WatchFolders, folder: Path
) -> None:
    watch.add(folder)
    folder.rename(folder.with_name("away"))
    assert [(outcome.result, outcome.reason) for outcome in look(library).outcomes] == [(Result.FAILED, GONE)]
    folder.with_name("away").rename(folder)
    put(folder / "a.txt", "First\n\nOne.")
    assert told(look(library)) == [("imported", "a.txt")]


def test_a_file_that_cannot_be_read_is_told_once(library: Library, watch: WatchFolders, folder: Path) -> None:
    watch.add(folder)
    put(folder / "a.txt", "")
    assert told(look(library)) == [("failed", "a.txt")]
    assert look(library).outcomes == ()


def test_after_a_cancel_the_next_look_takes_the_rest(library: Library, watch: WatchFolders, folder: Path) -> None:
    for number in range(450):
        put(folder / f"{number:03}.txt", f"Title {number}\n\nText {number}.")
    watch.add(folder)
    seen: list[int] = []
    first = look(library, lambda done, _total: seen.append(done), lambda: bool(seen) and seen[-1] > 0)
    assert first.cancelled
    rest = look(library)
    assert 0 < len(first.imported_ids()) < 450
    assert len(first.imported_ids()) + len(rest.imported_ids()) == 450
    assert rest.count(Result.DUPLICATE) == 0


def test_what_came_in_is_one_action_and_does_not_come_again_when_that_is_undone(
    library: Library, watch: WatchFolders, folder: Path
) -> None:
    put(folder / "a.txt", "First\n\nOne.")
    put(folder / "b.txt", "Second\n\nTwo.")
    watch.add(folder)
    look(library)
    undone = Undo(library).undo()
    assert undone is not None
    assert undone.title == "Import 2 articles"
    assert look(library).outcomes == ()
    assert library.articles.counts().all == 0


def test_adding_and_removing_a_folder_can_be_undone(library: Library, watch: WatchFolders, folder: Path) -> None:
    put(folder / "a.txt", "First\n\nOne.")
    watch.add(folder)
    look(library)
    watch.remove(folder)
    assert watch.folders() == []
    undo = Undo(library)
    undo.undo()
    assert [found.path for found in watch.folders()] == [folder.resolve()]
    assert look(library).outcomes == ()
    undo.redo()
    assert watch.folders() == []


def test_what_is_no_folder_is_not_watched_and_none_twice(watch: WatchFolders, folder: Path) -> None:
    put(folder / "a.txt", "First\n\nOne.")
    with pytest.raises(FileError, match="is not a folder"):
        watch.add(folder / "a.txt")
    with pytest.raises(FileError, match="is not a folder"):
        watch.add(folder / "missing")
    watch.add(folder)
    (folder / "inner").mkdir()
    with pytest.raises(FileError, match="is watched already"):
        watch.add(folder)
    with pytest.raises(FileError, match=r"lies in .* which is watched already"):
        watch.add(folder / "inner")
    with pytest.raises(FileError, match="is not watched"):
        watch.remove(folder / "inner")
    assert [found.path for found in watch.folders()] == [folder.resolve()]


def test_a_look_from_another_thread_has_a_connection_of_its_own(
    library: Library, watch: WatchFolders, folder: Path
) -> None:
    put(folder / "a.txt", "First\n\nOne.")
    watch.add(folder)
    assert told(watch.look_aside(lambda _done, _total: None, lambda: False)) == [("imported", "a.txt")]
    assert library.articles.counts().all == 1
