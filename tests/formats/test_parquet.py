"""Parquet tables, and what is told where pyarrow is missing."""

import io
import sys
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reader.domain.intake import GUESSED
from reader.errors import UnreadableArticleError
from reader.formats import parquet
from reader.formats.found import Found


def packed(columns: dict[str, Any]) -> io.BytesIO:
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file)
    file.seek(0)
    return file


def test_each_row_is_an_article_and_other_kinds_of_columns_are_no_trouble() -> None:
    moment = datetime(2025, 5, 30, 13, 3, 7, tzinfo=UTC)
    file = packed(
        {
            "title": ["Late", "Early"],
            "text": ["One.", None],
            "published": [moment, moment],
            "meta": [{"source": "Daily"}, None],
            "embedding": [[0.1, 0.2], [0.3]],
            "raw": [b"\xff", b""],
            "authors": [["Ana Ruiz", "Bo Li"], []],
        }
    )
    first, second = parquet.read(file, "/news.parquet", GUESSED)
    assert isinstance(first, Found)
    draft = first.draft
    assert (first.place, draft.text, draft.source, draft.author) == (
        "row 1",
        "Late\n\nOne.",
        "Daily",
        "Ana Ruiz, Bo Li",
    )
    assert draft.published == "2025-05-30T13:03:07Z"
    assert (second.place, getattr(second, "reason", "")) == ("row 2", "the column “text” is empty")


def test_rows_of_many_batches_are_counted_through() -> None:
    numbers = [f"Row {n}." for n in range(1, 1302)]
    places = [item.place for item in parquet.read(packed({"text": numbers}), "", GUESSED)]
    assert places == [f"row {n}" for n in range(1, 1302)]
    assert parquet.count_rows(packed({"text": numbers})) == 1301


def test_a_broken_file_is_refused_with_the_reason() -> None:
    for data in (b"", b"PAR1", b"PAR1" + b"\0" * 100 + b"PAR1", packed({"text": ["x"]}).getvalue()[:-20]):
        with pytest.raises(UnreadableArticleError, match="it is no Parquet file that can be read"):
            list(parquet.read(io.BytesIO(data), "", GUESSED))


def test_without_pyarrow_the_reason_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UnreadableArticleError, match=r'pip install "gloss-reader\[parquet\]"'):
        list(parquet.read(packed({"text": ["x"]}), "", GUESSED))
