"""Codebooks as TOML, written and read."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.codebook import LabelDraft, LabelKind
from reader.errors import CodebookError, FileError
from reader.formats import codebook_toml
from reader.formats.codebook_toml import basic_string

UID = "0197b0a4-5a7e-7c3e-9f0a-3c1d2e4f5a6b"
LABEL = '[[labels]]\nkind = "entity"\nname = "Actor"\n'


def read(folder: Path, text: str | bytes) -> tuple[LabelDraft, ...]:
    path = folder / "codebook.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return codebook_toml.read(path)


def refusal(folder: Path, text: str | bytes) -> str:
    with pytest.raises(CodebookError) as caught:
        read(folder, text)
    sentence = str(caught.value)
    begin = f"Nothing was taken in from “{folder / 'codebook.toml'}”. "
    assert sentence.startswith(begin)
    return sentence.removeprefix(begin)


def test_a_label_needs_a_kind_and_a_name_alone(tmp_path: Path) -> None:
    (draft,) = read(tmp_path, LABEL)
    assert draft == LabelDraft(LabelKind.ENTITY, "Actor", "")
    assert draft.unsaid == {"colour", "key", "description", "parent", "archived", "uid"}


def test_all_fields_are_read(tmp_path: Path) -> None:
    (draft,) = read(
        tmp_path,
        'name = "Mine"\n[[labels]]\nkind = "claim"\nname = "Rumour"\ncolour = "#abcdef"\nkey = "X"\n'
        f'description = "What people say."\nparent = "Statement"\narchived = true\nuid = "{UID}"\nshape = "round"\n',
    )
    assert draft == LabelDraft(
        LabelKind.CLAIM, "Rumour", "#ABCDEF", "x", "What people say.", UID, "Statement", archived=True
    )
    assert draft.unsaid == frozenset()


def test_what_is_empty_is_said_but_for_the_colour(tmp_path: Path) -> None:
    (draft,) = read(tmp_path, LABEL + 'key = ""\ncolour = ""\n')
    assert draft.unsaid == {"colour", "description", "parent", "archived", "uid"}


def test_a_byte_order_mark_and_the_line_ends_of_windows_are_read(tmp_path: Path) -> None:
    (draft,) = read(tmp_path, b"\xef\xbb\xbf" + LABEL.replace("\n", "\r\n").encode())
    assert draft.name == "Actor"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "labels",
            "It is not TOML that can be read: expected '=' after a key in a key/value pair (at end of document).",
        ),
        ("", "It is not a codebook: it has no [[labels]]."),
        ("labels = 3", "It is not a codebook: it has no [[labels]]."),
        ("labels = [3]", "Label 1: This is not a table."),
        ('[[labels]]\nname = "Actor"', "Label 1 (“Actor”): It has no kind."),
        ('[[labels]]\nkind = "entity"', "Label 1: It has no name."),
        (
            LABEL + '[[labels]]\nkind = "thing"\nname = "Org"',
            "Label 2 (“Org”), kind: “thing” is neither “entity” nor “claim”.",
        ),
        (LABEL + "key = 1", "Label 1 (“Actor”), key: This is not a text."),
        (LABEL + 'archived = "no"', "Label 1 (“Actor”), archived: This is neither true nor false."),
        (LABEL + 'colour = "red"', "Label 1 (“Actor”), colour: “red” is not a colour of the form #rrggbb."),
        (LABEL + 'uid = "7"', "Label 1 (“Actor”), uid: “7” is not a uid; a label that has none gets one."),
        (LABEL + 'key = " "', "Label 1 (“Actor”), key: White space cannot be the key of a label."),
        (
            '[[labels]]\nkind = "entity"\nname = "a\\u001b[31mb"',
            "Label 1 (“a\ufffd[31mb”), name: The name of a label is one line, without tabs and other control",
        ),
        (
            LABEL + LABEL.replace("Actor", "ACTOR"),
            "Label 2 (“ACTOR”), name: “ACTOR” has come before: label 1 (“Actor”), name.",
        ),
        (b"\xff\xfe[\0", "It is not a text in UTF-8, as TOML must be."),
        (b"labels = [\0]", "It is not TOML that can be read: invalid value (at line 1, column 11)."),
        ("labels = " + "[" * 100_000, "It is nested too deeply to be a codebook."),
        ("labels = " + "9" * 10_000, "It is not TOML that can be read: "),
    ],
)
def test_what_is_no_codebook_is_refused_with_its_place(tmp_path: Path, text: str | bytes, sentence: str) -> None:
    assert refusal(tmp_path, text).startswith(sentence)


def test_two_labels_of_different_kinds_may_have_one_name(tmp_path: Path) -> None:
    assert len(read(tmp_path, LABEL + LABEL.replace("entity", "claim"))) == 2


def test_two_labels_with_one_uid_are_refused(tmp_path: Path) -> None:
    uid = f'uid = "{UID}"\n'
    assert f"The uid {UID} has come before" in refusal(tmp_path, LABEL + uid + LABEL.replace("Actor", "Org") + uid)


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "codebook.toml"
    with pytest.raises(CodebookError) as caught:
        codebook_toml.read(path)
    assert str(caught.value) == f"The codebook “{path}” cannot be read: it is not there."


def test_a_file_over_5_mb_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "codebook.toml"
    path.write_bytes(LABEL.encode() + b"#" * 5 * 1024 * 1024)
    with pytest.raises(CodebookError, match="cannot be read: it is larger than 5 MB"):
        codebook_toml.read(path)


def test_nothing_written_is_read_as_nothing(tmp_path: Path) -> None:
    codebook_toml.write([], tmp_path / "out.toml")
    assert codebook_toml.read(tmp_path / "out.toml") == ()


def test_a_file_that_is_there_is_replaced_only_when_told(tmp_path: Path) -> None:
    path = tmp_path / "out.toml"
    path.write_text("mine")
    with pytest.raises(FileError, match="it is there already"):
        codebook_toml.write([], path)
    assert path.read_text() == "mine"
    codebook_toml.write([], path, replace=True)
    assert codebook_toml.read(path) == ()


@given(st.text())
def test_any_text_comes_back_from_a_basic_string(text: str) -> None:
    assert tomllib.loads(f"a = {basic_string(text)}") == {"a": text}


def test_all_marks_and_control_characters_come_back_from_a_basic_string() -> None:
    text = "".join(map(chr, range(0x110))) + "\\u0041\"\"\"'''"
    assert tomllib.loads(f"a = {basic_string(text)}") == {"a": text}
