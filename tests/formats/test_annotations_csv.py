"""Annotations as CSV: what is written is what Python's csv and pandas read."""

import csv
import errno
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.annotation import AnnotationRecord, Status
from reader.domain.codebook import LabelKind
from reader.errors import CancelledError, FileError
from reader.formats import annotations_csv

NASTY = [
    "plain",
    "",
    " leading and trailing ",
    "comma, semicolon; tab\there",
    'she said "no", twice',
    '"',
    "two\nlines",
    "three\r\nlines\r\n",
    "a lone \r return",
    "\r",
    "\n",
    "no\u00a0break and narrow\u202fspace",
    "line\u2028separator\u2029and\x85more",
    "شرح عربي، و«اقتباس»",
    "ציטוט בעברית",
    "\u202eturned around\u202c",
    "引用一句话。",
    "👨‍👩‍👧‍👦 🇫🇷 👍🏽",
    "e\u0301 and é",
    "\ufeffmark",
    "\ufffd",
    "\x01\x1b\x7f",
    "=1+1",
    "NA",
    "null",
    "007",
    "1e5",
    "back\\slash \\n",
    "'apostrophe",
]


def record(**cells: Any) -> AnnotationRecord:
    empty = dict.fromkeys(AnnotationRecord._fields, "")
    return AnnotationRecord(**{**empty, "start": 0, "stop": 0, **cells})


def with_quotes(quotes: list[str]) -> list[AnnotationRecord]:
    return [record(quote=quote, title=quote, text_sha256=quote, start=n, stop=n + 1) for n, quote in enumerate(quotes)]


def rows_of(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out.csv"


def test_the_header_is_the_promised_columns_in_their_order(path: Path) -> None:
    assert annotations_csv.write([], path) == 0
    assert path.read_bytes() == (
        b"annotation_id,article_id,title,source,author,published,url,language,kind,label,start,stop,fragments,quote,"
        b"context_before,context_after,entity_id,entity,entity_uri,note,status,origin,annotator,created_at,updated_at,"
        b"text_sha256,claim_id,claim,claimant_id,claimant,claimant_quote,cue,quote_type,made_on,made_at,topics,about,"
        b"certainty,checkworthiness,stance,verdict,evidence\r\n"
    )


def test_attributes_of_ones_own_are_further_columns(path: Path) -> None:
    columns = (*AnnotationRecord._fields, "attr.Hedged", "attr.naïve, or not")
    assert annotations_csv.write([(*record(), "yes", "=1+1")], path, columns, excel=True) == 1
    (row,) = rows_of(path, "utf-8-sig")
    assert list(row) == list(columns)
    assert (row["attr.Hedged"], row["attr.naïve, or not"]) == ("yes", "'=1+1")


def test_a_row_may_be_shorter_than_the_columns(path: Path) -> None:
    columns = ("a", "b", "c")
    assert annotations_csv.write([("1", "x,y", "3"), ("4", "=5"), ("6",)], path, columns, excel=True) == 3
    assert path.read_bytes().decode("utf-8-sig") == 'a,b,c\r\n1,"x,y",3\r\n4,\'=5,\r\n6,,\r\n'


def test_a_row_ends_in_crlf_and_doubles_its_quotation_marks(path: Path) -> None:
    assert annotations_csv.write([record(title='A "b", c', start=3, stop=14)], path) == 1
    assert path.read_bytes().split(b"\r\n", 1)[1] == b',,"A ""b"", c",,,,,,,,3,14,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\r\n'


def test_kinds_and_states_are_written_as_their_values(path: Path) -> None:
    annotations_csv.write([record(kind=LabelKind.CLAIM, status=Status.ACCEPTED)], path)
    assert (rows_of(path)[0]["kind"], rows_of(path)[0]["status"]) == ("claim", "accepted")


def test_any_text_comes_back_from_the_csv_module(path: Path) -> None:
    assert annotations_csv.write(with_quotes(NASTY), path) == len(NASTY)
    rows = rows_of(path)
    for column in ("quote", "title", "text_sha256"):
        assert [row[column] for row in rows] == NASTY
    assert [row["stop"] for row in rows] == [str(n + 1) for n in range(len(NASTY))]


def test_any_text_comes_back_from_pandas(path: Path) -> None:
    annotations_csv.write(with_quotes(NASTY), path)
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    for column in ("quote", "title", "text_sha256"):
        assert frame[column].tolist() == NASTY


@given(quotes=st.lists(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('\r\n", ')), max_size=5))
def test_every_text_comes_back(quotes: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("csv") / "out.csv"
    annotations_csv.write(with_quotes(quotes), path)
    assert [row["quote"] for row in rows_of(path)] == quotes


def test_records_are_written_as_they_come_and_counted(path: Path) -> None:
    assert annotations_csv.write((record(start=n) for n in range(2503)), path) == 2503
    assert [row["start"] for row in rows_of(path)] == [str(n) for n in range(2503)]


def test_without_excel_the_file_has_no_mark_and_no_guard(path: Path) -> None:
    annotations_csv.write(with_quotes(["=1+1", "-5", "@you"]), path)
    assert path.read_bytes().startswith(b"annotation_id,")
    assert [row["quote"] for row in rows_of(path)] == ["=1+1", "-5", "@you"]


def test_for_excel_the_file_begins_with_a_byte_order_mark(path: Path) -> None:
    annotations_csv.write(with_quotes(["شرح"]), path, excel=True)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfannotation_id,")
    assert rows_of(path, "utf-8-sig")[0]["quote"] == "شرح"
    assert pd.read_csv(path, dtype=str, keep_default_na=False)["quote"][0] == "شرح"


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_for_excel_a_text_that_would_run_is_guarded_in_every_column(path: Path, first: str) -> None:
    texts = {name: f"{first}SUM(1,1)" for name in AnnotationRecord._fields if name not in {"start", "stop"}}
    annotations_csv.write([record(start=-1, **texts)], path, excel=True)
    row = rows_of(path, "utf-8-sig")[0]
    assert (row.pop("start"), row.pop("stop")) == ("-1", "0")
    assert set(row.values()) == {f"'{first}SUM(1,1)"}


def test_for_excel_texts_that_do_not_run_stay_exact(path: Path) -> None:
    harmless = ["", "a=b", " =1+1", "'quoted", "1-2", "—dash", "“=”"]
    annotations_csv.write(with_quotes(harmless), path, excel=True)
    assert [row["quote"] for row in rows_of(path, "utf-8-sig")] == harmless


def test_for_excel_no_known_injection_stays_a_formula(path: Path, samples: Path) -> None:
    page = (samples / "nasty_payloads" / "CSV Injection" / "README.md").read_text("utf-8")
    payloads = [line for line in page.splitlines() if re.match(r"\s*[=+@-]", line)]
    payloads += [line.strip() for line in payloads]
    assert len(payloads) > 20
    annotations_csv.write(with_quotes(payloads), path, excel=True)
    quotes = [row["quote"] for row in rows_of(path, "utf-8-sig")]
    assert not [quote for quote in quotes if quote.startswith(tuple("=+-@\t\r\n＝＋－＠"))]
    assert [quote.removeprefix("'") for quote in quotes] == payloads


@dataclass
class Interrupted:
    """Records that end in an error after some thousand."""

    error: BaseException

    def __iter__(self) -> Iterator[AnnotationRecord]:
        yield from with_quotes(NASTY) * 100
        raise self.error


@pytest.mark.parametrize("error", [CancelledError("The export was cancelled."), KeyboardInterrupt(), RuntimeError()])
def test_an_export_that_is_cancelled_leaves_nothing(path: Path, error: BaseException) -> None:
    with pytest.raises(type(error)):
        annotations_csv.write(Interrupted(error), path)
    assert list(path.parent.iterdir()) == []


def test_an_existing_file_is_replaced_only_when_asked_for(path: Path) -> None:
    path.write_bytes(b"old")
    with pytest.raises(FileError, match=r"Nothing was written .* it is there already"):
        annotations_csv.write([record()], path)
    assert path.read_bytes() == b"old"
    assert annotations_csv.write([record()], path, replace=True) == 1
    assert len(rows_of(path)) == 1


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        annotations_csv.write([record()], tmp_path / "gone" / "out.csv")
    assert str(caught.value) == f"Nothing was written to “{tmp_path / 'gone' / 'out.csv'}”: its folder is not there."


def test_a_full_disk_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "")

    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FileError, match=r"Nothing was written .* the disk is full\."):
        annotations_csv.write([record()], path, replace=True)
    assert path.read_bytes() == b"old"
