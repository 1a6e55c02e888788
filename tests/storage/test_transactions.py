"""Everything of a transaction is saved, or nothing; other connections see it when it is."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.storage import library as library_module
from reader.storage.library import Library
from tests.making import TEXT, draft_of, tag


def test_a_transaction_that_fails_leaves_nothing(library: Library) -> None:
    with suppress(ZeroDivisionError), library.transaction():
        library.articles.add(draft_of(TEXT))
        raise ZeroDivisionError
    assert library.articles.counts().all == 0


def test_after_a_failure_the_next_transaction_is_saved(library: Library) -> None:
    with suppress(ZeroDivisionError), library.transaction():
        raise ZeroDivisionError
    with library.transaction():
        library.articles.add(draft_of(TEXT))
    assert library.articles.counts().all == 1


def test_a_transaction_inside_another_is_part_of_it(library: Library) -> None:
    with suppress(ZeroDivisionError), library.transaction():
        with library.transaction():
            library.articles.add(draft_of(TEXT))
        raise ZeroDivisionError
    assert library.articles.counts().all == 0


def test_an_action_inside_a_transaction_is_our_mistake(library: Library) -> None:
    with pytest.raises(RuntimeError), library.transaction(), library.action("Tag"):
        pass
    with pytest.raises(RuntimeError), library.action("Tag"), library.action("Tag"):
        pass


def test_another_connection_sees_what_is_saved_and_nothing_else(library: Library) -> None:
    other = library.another()
    with library.transaction():
        library.articles.add(draft_of(TEXT))
        assert other.articles.counts().all == 0
    assert other.articles.counts().all == 1
    other.close()


def test_a_snapshot_sees_the_library_as_it_was(library: Library, article: int) -> None:
    other = library.another()
    with other.snapshot():
        assert other.annotations.of_article(article) == []
        tag(library, article, "Ines Duarte")
        assert other.annotations.of_article(article) == []
    assert len(other.annotations.of_article(article)) == 1
    other.close()


def test_a_write_that_another_program_holds_up_for_long_is_told(
    library: Library, article: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "_BUSY_SECONDS", 0.01)
    ours = library.another()
    with library.transaction(), pytest.raises(LibraryError, match=r"keeps .* locked"):
        tag(ours, article, "Ines Duarte")
    tag(ours, article, "Ines Duarte")
    ours.close()


def test_a_full_disk_keeps_what_was_saved_and_the_library_goes_on_when_there_is_room(library: Library) -> None:
    with library.transaction():
        library.articles.add(draft_of(TEXT))
    (pages,) = library.row("PRAGMA page_count")
    library.write(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LibraryError, match="The last change was not saved; all before it was"), library.transaction():
        library.articles.add(draft_of("long\n" * 10_000))
    assert library.articles.counts().all == 1
    library.write("PRAGMA max_page_count = 1000000")
    with library.transaction():
        library.articles.add(draft_of("long\n" * 10_000))
    assert library.articles.counts().all == 2


def test_a_query_that_is_stopped_says_so(library: Library) -> None:
    def stop(_value: object) -> int:
        library.interrupt()
        return 1

    library._connection.create_function("stop", 1, stop)
    with pytest.raises(LibraryError, match="was stopped"):
        library.rows("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + stop(i) FROM n LIMIT 1000) SELECT * FROM n")


def test_a_mistake_in_our_sql_is_no_trouble_of_the_user(library: Library) -> None:
    with pytest.raises(sqlite3.OperationalError):
        library.rows("SELECT nothing")


def test_a_log_without_its_end_is_read_up_to_there(library: Library, article: int, tmp_path: Path) -> None:
    made = tag(library, article, "Ines Duarte")
    copy = tmp_path / "copy.db"
    copy.write_bytes(library.path.read_bytes())
    log = library.path.with_name("library.db-wal").read_bytes()
    copy.with_name("copy.db-wal").write_bytes(log + b"\0" * 1000)
    again = Library.open(copy, "tester")
    assert again.annotations.of_article(article) == [made]
    again.close()


def test_a_stream_that_is_left_before_its_end_does_not_mind_that_the_library_was_closed(library: Library) -> None:
    rows = library.stream("SELECT id FROM label ORDER BY id")
    assert next(rows) == (1,)
    library.close()
    rows.close()


def test_nothing_is_written_to_a_library_that_was_moved_away(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    moved = library.path.rename(library.path.with_name("moved.db"))
    with pytest.raises(LibraryError, match=r"moved, removed or replaced\. Nothing was changed"):
        tag(library, article, "Omar Haddad")
    moved.rename(library.path)
    tag(library, article, "Omar Haddad")
    assert library.annotations.of_article(article)[0] == made


def test_nothing_is_written_to_a_library_that_was_replaced(
    library: Library, article: int, new_library: Callable[[str], Path]
) -> None:
    other = new_library("other.db")
    before = other.read_bytes()
    other.replace(library.path)
    with pytest.raises(LibraryError, match=r"moved, removed or replaced\. Nothing was changed"):
        tag(library, article, "Omar Haddad")
    assert library.path.read_bytes() == before
