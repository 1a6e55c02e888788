"""Opening a library: what is not one is refused with a sentence, and left as it was."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import LibraryError, NewerLibraryError
from reader.storage import library as library_module
from reader.storage.check import troubles
from reader.storage.library import Library
from tests.making import TEXT, draft_of, tag


def refusal(path: Path) -> str:
    """What opening the file says; the file and its folder are as before."""
    before = path.read_bytes(), path.stat().st_mtime_ns, sorted(path.parent.iterdir())
    with pytest.raises(LibraryError) as caught:
        Library.open(path, "tester")
    assert (path.read_bytes(), path.stat().st_mtime_ns, sorted(path.parent.iterdir())) == before
    return str(caught.value)


def test_what_was_saved_is_there_when_the_library_is_opened_again(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    library.close()
    again = Library.open(library.path, "tester")
    assert again.annotations.of_article(article) == [made]
    assert again.annotator_id == library.annotator_id
    again.close()


def test_each_annotator_signs_in_under_a_name_of_their_own(library: Library) -> None:
    other = Library.open(library.path, "somebody else")
    assert other.annotator_id != library.annotator_id
    assert other.annotators() == ["somebody else", "tester"]
    other.close()


def test_a_text_file_is_no_library(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_text("Dear diary, " * 100)
    assert refusal(path) == f"{path} is not a Gloss library. It was left untouched."


def test_an_empty_file_is_no_library(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.touch()
    assert refusal(path) == f"{path} is empty, not a Gloss library. Remove it to begin a new one there."


def test_the_sqlite_file_of_another_program_is_no_library(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    foreign = sqlite3.connect(path)
    foreign.execute("PRAGMA journal_mode = WAL")
    foreign.execute("CREATE TABLE bookmark (url)")
    foreign.close()
    assert refusal(path) == f"{path} is a SQLite file, but not a Gloss library. It was left untouched."


def test_a_foreign_file_keeps_the_log_that_its_program_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    foreign = sqlite3.connect(path)
    foreign.execute("PRAGMA journal_mode = WAL")
    foreign.execute("CREATE TABLE bookmark (url)")
    left = path.read_bytes(), path.with_name("places.sqlite-wal").read_bytes()
    foreign.close()
    path.write_bytes(left[0])
    path.with_name("places.sqlite-wal").write_bytes(left[1])
    refusal(path)
    assert path.with_name("places.sqlite-wal").read_bytes() == left[1]


def test_a_library_of_a_newer_gloss_is_left_to_it(library_path: Path) -> None:
    connection = sqlite3.connect(library_path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    sentence = refusal(library_path)
    assert "was made by a newer Gloss (its format is 999" in sentence
    with pytest.raises(NewerLibraryError):
        Library.open(library_path, "tester")


def test_a_newer_format_is_also_seen_in_the_log_of_a_library(library_path: Path) -> None:
    connection = sqlite3.connect(library_path)
    connection.execute("PRAGMA user_version = 999")
    with pytest.raises(NewerLibraryError):
        Library.open(library_path, "tester")
    connection.close()


@pytest.mark.parametrize("share", [0.2, 0.5, 0.99])
def test_a_library_cut_short_is_told_with_its_sizes(library_path: Path, share: float) -> None:
    whole = library_path.stat().st_size
    left = int(whole * share)
    os.truncate(library_path, left)
    assert f"is cut short: {left:,} of {whole:,} bytes are there" in refusal(library_path)


def test_a_library_of_which_only_a_few_bytes_are_left_is_none_any_more(library_path: Path) -> None:
    os.truncate(library_path, 50)
    assert "is not a Gloss library" in refusal(library_path)


def test_a_library_that_was_being_written_when_the_power_went_is_made_whole_from_its_log(
    library: Library, tmp_path: Path
) -> None:
    size = library.path.stat().st_size
    with library.action("Import"):
        for number in range(50):
            library.articles.add(draft_of(f"{number}\n\n{TEXT * 10}"))
    log = library.path.with_name("library.db-wal").read_bytes()
    library.row("PRAGMA wal_checkpoint(TRUNCATE)")
    (tmp_path / "cut.db").write_bytes(library.path.read_bytes()[:size])
    (tmp_path / "cut.db-wal").write_bytes(log)
    again = Library.open(tmp_path / "cut.db", "tester")
    assert again.articles.counts().all == 50
    assert list(troubles(again)) == []
    again.close()


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="is a folder, not a Gloss library"):
        Library.open(tmp_path, "tester")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(LibraryError, match="is a device or a pipe"):
        Library.open(tmp_path / "pipe", "tester")


def test_a_library_that_is_not_there_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="There is no library at"):
        Library.open(tmp_path / "library.db", "tester")
    assert list(tmp_path.iterdir()) == []


def test_a_library_that_has_gone_is_not_replaced_by_an_empty_one(library: Library) -> None:
    library.path.unlink()
    with pytest.raises(LibraryError, match="cannot be opened"):
        library.another().row("SELECT count(*) FROM article")
    assert not library.path.exists()


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="cannot be read: File name too long"):
        Library.open(tmp_path / ("x" * 300), "tester")


@pytest.mark.parametrize("name", ["what? 50% #1 & more.db", "文庫.db", os.fsdecode(b"caf\xe9.db")])
def test_any_name_of_a_file_will_do(new_library: Callable[[str], Path], name: str) -> None:
    library = Library.open(new_library(name), "tester")
    library.another().close()
    library.close()


def test_a_library_without_rights_is_told(unprivileged: Path) -> None:
    Library.create(unprivileged / "library.db", "tester", lambda library: None)
    (unprivileged / "library.db").chmod(0)
    with pytest.raises(LibraryError, match="You have no right to read"):
        Library.open(unprivileged / "library.db", "tester")


def test_a_library_in_a_read_only_folder_is_told(unprivileged: Path) -> None:
    Library.create(unprivileged / "library.db", "tester", lambda library: None)
    unprivileged.chmod(0o500)
    assert "cannot be written: the file or its folder is read-only" in refusal(unprivileged / "library.db")


def test_a_read_only_library_is_told(unprivileged: Path) -> None:
    Library.create(unprivileged / "library.db", "tester", lambda library: None)
    (unprivileged / "library.db").chmod(0o400)
    assert "cannot be written: the file is read-only" in refusal(unprivileged / "library.db")


def test_a_library_that_another_program_keeps_locked_is_told(
    library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "_BUSY_SECONDS", 0.01)
    other = sqlite3.connect(library_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryError, match=r"Another program keeps .* locked"):
        Library.open(library_path, "tester")
    other.close()


def test_a_lock_that_is_let_go_in_time_goes_unnoticed(library: Library, article: int) -> None:
    other = library.another()
    with other.snapshot():
        other.rows("SELECT * FROM annotation")
        tag(library, article, "Ines Duarte")
    other.close()
    assert len(library.annotations.of_article(article)) == 1


def test_a_damaged_library_is_told_once_the_damage_is_met(library: Library, article: int) -> None:
    library.close()
    content = library.path.read_bytes()
    library.path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with pytest.raises(LibraryError, match="is damaged"):
        Library.open(library.path, "tester")


def test_a_text_that_is_no_utf_8_any_more_is_damage_too(library: Library, article: int) -> None:
    library.write("UPDATE article SET text = CAST(x'ff41' AS TEXT) WHERE id = ?", (article,))
    with pytest.raises(LibraryError, match="is damaged"):
        library.articles.text(article)
