"""Which format a file of a codebook has, and that both keep all there is."""

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.codebook import LabelDraft, LabelKind
from reader.domain.label_rules import proper_description, proper_key, proper_name, same_name
from reader.domain.uid import new_uid
from reader.errors import CodebookError
from reader.formats import codebooks
from reader.places import resources


def proper(text: str) -> bool:
    try:
        proper_name(text)
    except CodebookError:
        return False
    return True


NAMES = st.text(max_size=70).filter(proper).map(proper_name)
KEYS = st.sampled_from(["", "1", ";", '"', ",", "=", "ß", "é", "ش"]).map(proper_key)
DRAFTS = st.lists(
    st.builds(
        LabelDraft,
        kind=st.sampled_from(LabelKind),
        name=NAMES,
        colour=st.sampled_from(["#0072B2", "#FFFFFF"]),
        key=KEYS,
        description=st.text().map(proper_description),
        uid=st.builds(new_uid) | st.just(""),
        parent=NAMES | st.just(""),
        archived=st.booleans(),
    ),
    unique_by=lambda draft: (draft.kind, same_name(draft.name)),
).map(tuple)


@pytest.mark.parametrize("suffix", codebooks.SUFFIXES)
@given(drafts=DRAFTS)
def test_every_codebook_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, drafts: tuple[LabelDraft, ...]
) -> None:
    path = tmp_path_factory.getbasetemp() / f"round-trip{suffix}"
    codebooks.write(drafts, path, replace=True)
    read = codebooks.read(path)
    assert read == drafts
    assert all(draft.unsaid == frozenset() for draft in read)


CELLS = st.sampled_from(
    ["entity", "claim", "Actor", '"', "'", ",", ";", "\n", "\r", "=", "[[labels]]", "name", "true", "#"]
)
HEADS = st.sampled_from(
    ["", "kind,name,key,archived\n", "kind;name;parent;uid\n", '[[labels]]\nkind = "claim"\nname = "']
)


@pytest.mark.parametrize("suffix", codebooks.SUFFIXES)
@given(
    data=st.binary() | st.builds(lambda head, rest: (head + "".join(rest)).encode(), HEADS, st.lists(CELLS | st.text()))
)
def test_any_bytes_are_a_codebook_or_refused_with_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / f"bytes{suffix}"
    path.write_bytes(data)
    told = ""
    try:
        drafts = codebooks.read(path)
    except CodebookError as error:
        told = str(error)
    if told:
        assert told.startswith(f"Nothing was taken in from “{path}”. ")
        assert told.endswith(".")
        assert not {unicodedata.category(character) for character in told} & {"Cc", "Cs"}
    else:
        assert all(draft.name == proper_name(draft.name) for draft in drafts)


@pytest.mark.parametrize("name", ["book.TOML", "book.Csv"])
def test_the_ending_may_be_in_capitals(tmp_path: Path, name: str) -> None:
    codebooks.write([LabelDraft(LabelKind.CLAIM, "Rumour", "#123456")], tmp_path / name)
    assert [draft.name for draft in codebooks.read(tmp_path / name)] == ["Rumour"]


@pytest.mark.parametrize("name", ["book", "book.json", ".csv", "book.csv.bak"])
def test_another_ending_is_refused_with_the_endings_that_there_are(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    sentence = f"A codebook is a file whose name ends in .toml or .csv; “{path}” does not."
    for act in (lambda: codebooks.read(path), lambda: codebooks.write([], path)):
        with pytest.raises(CodebookError) as caught:
            act()
        assert str(caught.value) == sentence
    assert not path.exists()


@pytest.mark.parametrize("suffix", codebooks.SUFFIXES)
def test_a_folder_and_a_pipe_are_refused(tmp_path: Path, suffix: str) -> None:
    folder, pipe = tmp_path / f"folder{suffix}", tmp_path / f"pipe{suffix}"
    folder.mkdir()
    os.mkfifo(pipe)
    with pytest.raises(CodebookError, match="cannot be read: it is a folder"):
        codebooks.read(folder)
    with pytest.raises(CodebookError, match="cannot be read: it is a device or a pipe, not a file"):
        codebooks.read(pipe)
    with pytest.raises(CodebookError, match="cannot be read: no file can have this name"):
        codebooks.read(tmp_path / f"a\0b{suffix}")


def test_a_file_without_rights_is_refused(unprivileged: Path) -> None:
    path = unprivileged / "book.csv"
    path.write_text("kind,name\n")
    path.chmod(0)
    with pytest.raises(CodebookError, match="cannot be read: you have no right to read it"):
        codebooks.read(path)


def test_the_codebooks_that_come_with_gloss_can_be_read() -> None:
    for path in (resources() / "codebooks").glob("*.toml"):
        assert len(codebooks.read(path)) > 1


def test_the_codebooks_in_the_documentation_can_be_read(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    csv_text, toml_text = page.partition("## In and out: codebooks")[2].split("```")[1::2]
    (tmp_path / "book.csv").write_text(csv_text, "utf-8")
    (tmp_path / "book.toml").write_text(toml_text.removeprefix("toml\n"), "utf-8")
    politician, mayor = codebooks.read(tmp_path / "book.csv")
    assert (politician.key, mayor.parent) == ("m", politician.name)
    assert [draft.name for draft in codebooks.read(tmp_path / "book.toml")] == ["Rumour"]
