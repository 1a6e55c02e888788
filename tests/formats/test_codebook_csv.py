"""Codebooks as CSV: what is written, and all that spreadsheets and people make of it."""

import csv
from pathlib import Path

import pytest

from reader.domain.codebook import LabelDraft, LabelKind
from reader.errors import CodebookError
from reader.formats import codebook_csv

UID = "0197b0a4-5a7e-7c3e-9f0a-3c1d2e4f5a6b"
HEADER = "kind,name,key,colour,description,parent,archived,uid\r\n"
DRAFTS = (
    LabelDraft(LabelKind.ENTITY, "Actor, or “agent”", "#ABCDEF", "x", 'Who "acts".\nAlso: groups.', UID),
    LabelDraft(LabelKind.ENTITY, "=cmd|' /C calc'!A0", "#123456", "=", parent="Actor, or “agent”", archived=True),
    LabelDraft(LabelKind.CLAIM, "شائعة 🗣️", "#123456", ","),
)


def read(folder: Path, text: str | bytes) -> tuple[LabelDraft, ...]:
    path = folder / "codebook.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return codebook_csv.read(path)


def refusal(folder: Path, text: str | bytes) -> str:
    with pytest.raises(CodebookError) as caught:
        read(folder, text)
    begin = f"Nothing was taken in from “{folder / 'codebook.csv'}”. "
    assert str(caught.value).startswith(begin)
    return str(caught.value).removeprefix(begin)


def test_what_is_written_is_rfc_4180_with_a_header(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    codebook_csv.write(DRAFTS, path)
    assert path.read_bytes().startswith(HEADER.encode() + b'entity,"Actor, or ')
    assert path.read_bytes().count(b"\r\n") == 4
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows[1] == {
        "kind": "entity",
        "name": "=cmd|' /C calc'!A0",
        "key": "=",
        "colour": "#123456",
        "description": "",
        "parent": "Actor, or “agent”",
        "archived": "true",
        "uid": "",
    }


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    codebook_csv.write(DRAFTS, path)
    assert codebook_csv.read(path) == DRAFTS


@pytest.mark.parametrize(
    "text",
    [
        "kind,name\nentity,Café\n",
        "\ufeffkind,name\r\nentity,Café\r\n",
        "kind;name\nentity;Café",
        "kind\tname\nentity\tCafé\n",
        "kind,name\rentity,Café\r",
        '\n\n"Name", KIND ,shape\nCafé,Entity,"round, green"\n,,\n\n',
        "kind,name,,\nentity,Café,,\n",
        "kind,name\nentity,Café,,,\n",
        "kind,name\n Entity , Café \n",
        "kind;name\nentity;Café\n".encode("cp1252"),
        "kind\tname\nentity\tCafé\n".encode("utf-16"),
    ],
)
def test_what_spreadsheets_and_people_write_is_read(tmp_path: Path, text: str | bytes) -> None:
    assert read(tmp_path, text) == (LabelDraft(LabelKind.ENTITY, "Café", ""),)


def test_columns_that_are_missing_say_nothing(tmp_path: Path) -> None:
    (draft,) = read(tmp_path, "key,kind,colour,name\n,entity,,Actor\n")
    assert draft.unsaid == {"colour", "description", "parent", "archived", "uid"}


@pytest.mark.parametrize(
    ("cell", "archived"), [("", False), ("false", False), ("0", False), ("No", False), (" TRUE ", True), ("1", True)]
)
def test_archived_is_yes_or_no(tmp_path: Path, cell: str, archived: bool) -> None:
    (draft,) = read(tmp_path, f"kind,name,archived\nentity,Actor,{cell}\n")
    assert draft.archived is archived


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "It is not a codebook: its first line has no column “kind”."),
        ("kind,key\n", "It is not a codebook: its first line has no column “name”."),
        ("Dear diary,\nkind and name", "It is not a codebook: its first line has no column “kind”."),
        ("\nkind,name,name\n", "Line 2: The column “name” stands there twice."),
        ("kind,name\nentity\n", "Line 2: The row has 1 cell, and line 1 has 2."),
        ("kind,name\nentity,A,b\n", "Line 2: The row has 3 cells, and line 1 has 2."),
        ("kind,name\n,Actor\n", "Line 2, column kind: “” is neither “entity” nor “claim”."),
        ("kind,name\nentity,\n", "Line 2, column name: A label needs a name that can be seen."),
        (
            'kind,name,description\nentity,A,"1\n2\n3"\n\nentity,B,"4\n5"\nthing,C,\n',
            "Line 8, column kind: “thing” is neither “entity” nor “claim”.",
        ),
        ("kind,name,colour\nclaim,A,red\n", "Line 2, column colour: “red” is not a colour of the form #rrggbb."),
        ("kind,name,archived\nclaim,A,maybe\n", "Line 2, column archived: This is neither true nor false."),
        (
            "kind,name\nclaim,A\nclaim,B\nclaim,a\n",
            "Line 4, column name: “a” has come before: line 2, column name.",
        ),
        ('kind,name\nclaim,"A\n', "Line 2: The quotation marks do not match."),
        ('kind,name\nclaim,A\nclaim,"B"C\n', "Line 3: The quotation marks do not match."),
        ("kind,name\nclaim," + "A" * 200_000, "Line 2: A cell is too long."),
        (b"kind,name\nclaim,\x1b[31m\n", "Line 2, column name: The name of a label is one line, without tabs"),
        (b"kind,name\nclaim,A\0\n", "It cannot be read as text: it is a binary file."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "It cannot be read as text: it is a PNG picture, not text."),
        (b"kind,name\n" + b"claim,A\xc3\xa9B\n" * 100 + b"claim,\xff\n", "It cannot be read as text: "),
    ],
)
def test_what_is_no_codebook_is_refused_with_its_line_and_column(
    tmp_path: Path, text: str | bytes, sentence: str
) -> None:
    assert refusal(tmp_path, text).startswith(sentence)


def test_a_file_over_5_mb_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="cannot be read: it is larger than 5 MB"):
        read(tmp_path, "kind,name\n" + "\n" * 5 * 1024 * 1024)
