"""Files and folders that a person has no right to; the superuser steps down for it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import FileError, UnreadableArticleError
from reader.formats.files import Failure, find, read_article
from reader.formats.whole_file import whole_file

NOBODY = 65534


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder of a person without special rights, who runs the test."""
    path = Path(tempfile.mkdtemp(prefix="gloss-rights-"))
    superuser = os.geteuid() == 0
    if superuser:
        os.chown(path, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield path
    finally:
        if superuser:
            os.seteuid(0)
        for inside in (path, *path.iterdir()):
            inside.chmod(0o700)
        shutil.rmtree(path)


def test_a_folder_without_rights_fails_and_the_rest_is_found(folder: Path) -> None:
    (folder / "closed").mkdir()
    (folder / "closed" / "a.txt").write_text("Closed", "utf-8")
    (folder / "open.txt").write_text("Open", "utf-8")
    (folder / "closed").chmod(0)
    assert list(find([folder])) == [
        Failure(folder / "closed", "you have no right to read it"),
        folder / "open.txt",
    ]
    assert list(find([folder / "closed" / "a.txt"])) == [
        Failure(folder / "closed" / "a.txt", "you have no right to read it")
    ]


def test_a_file_without_rights_says_so(folder: Path) -> None:
    (folder / "a.txt").write_text("Secret", "utf-8")
    (folder / "a.txt").chmod(0)
    with pytest.raises(UnreadableArticleError) as caught:
        read_article(folder / "a.txt")
    assert str(caught.value) == "you have no right to read it"


@pytest.mark.parametrize("replace", [False, True])
def test_a_folder_that_may_not_be_written_in_says_so(folder: Path, replace: bool) -> None:
    (folder / "closed").mkdir()
    (folder / "closed").chmod(0o500)
    path = folder / "closed" / "out.csv"
    with pytest.raises(FileError) as caught, whole_file(path, replace=replace):
        pass
    assert str(caught.value) == f"Nothing was written to “{path}”: you have no right to write in its folder."


def test_a_file_that_is_protected_against_writing_is_not_replaced(folder: Path) -> None:
    path = folder / "out.csv"
    path.write_bytes(b"old")
    path.chmod(0o400)
    with pytest.raises(FileError) as caught, whole_file(path, replace=True):
        pass
    assert str(caught.value) == f"Nothing was written to “{path}”: it is protected against writing."
    assert path.read_bytes() == b"old"
