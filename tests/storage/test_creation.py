"""A library is made whole or not at all, and holds what its documentation promises."""

import os
import sqlite3
from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.storage import schema
from reader.storage.library import Library

COLUMNS = {
    "article": "id uid title source author url published language text structure text_sha256 words state starred "
    "read_position added_at origin",
    "label": "id uid kind name colour key description parent_id position archived",
    "annotation": "id uid article_id label_id start stop quote entity_id note annotator_id status origin created_at "
    "updated_at",
    "fragment": "annotation_id start stop",
    "annotator": "id uid name",
    "entity": "id uid name label_id uri note",
    "entity_alias": "entity_id alias",
    "attribute": "id uid",
    "annotation_value": "annotation_id attribute_id value",
    "link": "id uid type from_id to_id",
    "action": "id title at annotator_id undone",
    "change": "action_id before after",
}


def test_a_new_library_is_the_only_file_in_its_folder(tmp_path: Path) -> None:
    Library.create(tmp_path / "library.db", "tester", lambda library: None)
    assert [path.name for path in tmp_path.iterdir()] == ["library.db"]


@pytest.mark.parametrize("table", COLUMNS)
def test_the_tables_have_the_columns_that_other_programs_read(library: Library, table: str) -> None:
    columns = [row[1] for row in library.rows(f"PRAGMA table_info({table})")]
    assert set(COLUMNS[table].split()) <= set(columns)


def test_every_table_refuses_values_of_the_wrong_type(library: Library) -> None:
    loose = library.rows(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict "
        "AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlite_%' AND name NOT LIKE '%_search%'"
    )
    assert loose == []


def test_a_library_tells_what_it_is_and_of_which_format(library: Library) -> None:
    assert library.row("PRAGMA application_id") == (schema.APPLICATION_ID,)
    assert library.row("PRAGMA user_version") == (schema.VERSION,)


def test_a_library_is_kept_safe_from_power_cuts_and_loose_references(library: Library) -> None:
    settings = {name: library.row(f"PRAGMA {name}")[0] for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_library_that_cannot_be_filled_is_not_made(tmp_path: Path) -> None:
    def fill(library: Library) -> None:
        raise LibraryError("no codebook")

    with pytest.raises(LibraryError, match="no codebook"):
        Library.create(tmp_path / "library.db", "tester", fill)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_appears_while_a_library_is_made_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "library.db"

    def fill(library: Library) -> None:
        path.write_text("mine")

    with pytest.raises(LibraryError, match="appeared"):
        Library.create(path, "tester", fill)
    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_library_is_made_where_the_file_system_knows_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(_draft: Path, _path: Path) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", no_links)
    Library.create(tmp_path / "library.db", "tester", lambda library: None)
    assert [path.name for path in tmp_path.iterdir()] == ["library.db"]
    Library.open(tmp_path / "library.db", "tester").close()


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="its folder is missing"):
        Library.create(tmp_path / "missing" / "library.db", "tester", lambda library: None)


def test_a_folder_that_may_not_be_written_in_is_told(unprivileged: Path) -> None:
    unprivileged.chmod(0o500)
    with pytest.raises(LibraryError, match="no right to write there"):
        Library.create(unprivileged / "library.db", "tester", lambda library: None)
    assert list(unprivileged.iterdir()) == []


def test_an_existing_library_does_not_lose_its_tables_to_a_second_creation(library_path: Path) -> None:
    before = library_path.read_bytes()
    with pytest.raises(LibraryError):
        Library.create(library_path, "tester", lambda library: None)
    assert library_path.read_bytes() == before


def test_a_state_that_gloss_does_not_know_is_refused(library: Library, article: int) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        library.write("UPDATE article SET state = 'lost' WHERE id = ?", (article,))
