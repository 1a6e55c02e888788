"""Opening a library, and making one where there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader import places
from reader.domain.codebook import LabelKind
from reader.errors import LibraryError
from reader.services.libraries import open_library


def test_a_named_library_begins_with_the_codebook_and_no_article(tmp_path: Path) -> None:
    library = open_library(tmp_path / "mine.db")
    labels = library.labels.codebook().labels
    assert {label.key: label.name for label in labels if label.kind is LabelKind.ENTITY} == {
        "1": "Person",
        "2": "Organization",
        "3": "Place",
        "4": "Event",
        "5": "Law or policy",
        "6": "Product or work",
        "7": "Date or time",
        "8": "Quantity",
        "9": "Other",
    }
    assert {label.key: label.name for label in labels if label.kind is LabelKind.CLAIM} == {
        "s": "Statement",
        "q": "Quotation",
        "p": "Promise or plan",
        "f": "Forecast",
        "n": "Statistic",
        "j": "Judgement",
        "u": "Accusation",
    }
    assert library.articles.counts().all == 0
    library.close()


def test_the_first_start_makes_a_library_with_three_samples_that_cannot_be_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "not" / "yet"))
    library = open_library()
    assert library.path == tmp_path / "not" / "yet" / "gloss" / "library.db"
    assert library.articles.counts().all == 3
    assert library.history.undo() is None
    library.close()
    again = open_library()
    assert again.articles.counts().all == 3
    again.close()


def test_the_environment_names_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLOSS_LIBRARY", str(tmp_path / "mine.db"))
    library = open_library()
    assert (library.path, library.articles.counts().all) == (tmp_path / "mine.db", 0)
    library.close()


def test_a_path_is_taken_from_where_one_is_and_from_ones_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("a.db", "~/b.db", "~no-such-person-here/c.db"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        open_library(Path(name)).close()
    assert {path.name for path in tmp_path.rglob("*.db")} == {"a.db", "b.db", "c.db"}
    assert (tmp_path / "b.db").exists()


def test_a_missing_folder_is_told_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "library.db"
    with pytest.raises(LibraryError) as caught:
        open_library(path)
    assert str(caught.value) == f"A library cannot be made at {path}: there is no folder {path.parent}."
    assert not path.parent.exists()


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match="there is no folder"):
        open_library(tmp_path / "file" / "library.db")


def test_a_library_is_not_made_where_it_is_only_to_be_read(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="There is no library at"):
        open_library(tmp_path / "library.db", make=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_rights_is_told(unprivileged: Path) -> None:
    (unprivileged / "closed").mkdir(mode=0)
    with pytest.raises(LibraryError, match="You have no right to read"):
        open_library(unprivileged / "closed" / "library.db")


def test_a_data_folder_that_cannot_be_made_is_told(unprivileged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unprivileged.chmod(0o500)
    monkeypatch.setenv("XDG_DATA_HOME", str(unprivileged / "data"))
    with pytest.raises(LibraryError, match="for the library cannot be made: Permission denied"):
        open_library()


def test_a_link_to_a_library_that_has_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "gone.db")
    with pytest.raises(LibraryError, match="There is no library at"):
        open_library(tmp_path / "link.db")


def test_the_annotator_has_the_name_that_the_environment_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLOSS_ANNOTATOR", " Zoë ")
    library = open_library(tmp_path / "library.db")
    assert library.annotators() == ["Zoë"]
    library.close()


def test_a_name_in_no_encoding_is_taken_as_well_as_it_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLOSS_ANNOTATOR", os.fsdecode(b"Zo\xeb"))
    library = open_library(tmp_path / "library.db")
    assert library.annotators() == ["Zo\ufffd"]
    library.close()


def test_without_resources_no_library_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "resources", lambda: tmp_path / "nowhere")
    with pytest.raises(Exception, match="cannot be read"):
        open_library(tmp_path / "library.db")
    assert list(tmp_path.iterdir()) == []


def test_of_two_first_starts_at_the_same_moment_both_open_the_one_library(tmp_path: Path) -> None:
    start = (
        "import sys, pathlib; from reader.services.libraries import open_library; sys.stdin.readline(); "
        "print(open_library(pathlib.Path(sys.argv[1])).row('SELECT count(*), min(uid) FROM label'))"
    )
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", start, str(tmp_path / "mine.db")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(4)
    ]
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    told = [program.communicate()[0] for program in programs]
    assert told[0].startswith("(16, ")
    assert set(told) == {told[0]}
