"""docs/file-format.md, which other programs are written by: it names every table and every column."""

import re
from pathlib import Path

import pytest

from reader.storage.library import Library

_PAGE = Path(__file__).parents[2] / "docs" / "file-format.md"
#: What SQLite and its index of words keep for themselves, and what notes the steps of a library's growth.
_INNER = re.compile(r"sqlite_|_sqlite_migrations|(article|annotation)_search_")


def _columns(library: Library) -> dict[str, set[str]]:
    names = [name for (name,) in library.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: {column for (column,) in library.rows("SELECT name FROM pragma_table_info(?)", (name,))}
        for name in names
        if not _INNER.match(name)
    }


@pytest.fixture(scope="module")
def page() -> str:
    return _PAGE.read_text(encoding="utf-8")


def _told(page: str, table: str) -> set[str]:
    """The names that stand in the paragraphs and rows that name the table."""
    parts = re.split(r"\n\n|\n(?=\|)", page)
    return {name for part in parts if f"`{table}`" in part for name in re.findall(r"`([\w.]+)`", part)}


def test_every_table_is_described(library: Library, page: str) -> None:
    assert [table for table in _columns(library) if f"`{table}`" not in page] == []


def test_every_column_is_described_beside_its_table(library: Library, page: str) -> None:
    missing = {table: columns - _told(page, table) for table, columns in _columns(library).items()}
    assert {table: columns for table, columns in missing.items() if columns} == {}
