"""Files and folders that a person has no right to; the superuser steps down for it."""

from pathlib import Path

import pytest

from reader.errors import FileError, UnreadableArticleError
from reader.formats.files import Failure, find, read_article
from reader.formats.whole_file import whole_file


def test_a_folder_without_rights_fails_and_the_rest_is_found(unprivileged: Path) -> None:
    (unprivileged / "closed").mkdir()
    (unprivileged / "closed" / "a.txt").write_text("Closed", "utf-8")
    (unprivileged / "open.txt").write_text("Open", "utf-8")
    (unprivileged / "closed").chmod(0)
    assert list(find([unprivileged])) == [
        Failure(unprivileged / "closed", "you have no right to read it"),
        unprivileged / "open.txt",
    ]
    assert list(find([unprivileged / "closed" / "a.txt"])) == [
        Failure(unprivileged / "closed" / "a.txt", "you have no right to read it")
    ]


def test_a_file_without_rights_says_so(unprivileged: Path) -> None:
    (unprivileged / "a.txt").write_text("Secret", "utf-8")
    (unprivileged / "a.txt").chmod(0)
    with pytest.raises(UnreadableArticleError) as caught:
        read_article(unprivileged / "a.txt")
    assert str(caught.value) == "you have no right to read it"


@pytest.mark.parametrize("replace", [False, True])
def test_a_folder_that_may_not_be_written_in_says_so(unprivileged: Path, replace: bool) -> None:
    (unprivileged / "closed").mkdir()
    (unprivileged / "closed").chmod(0o500)
    path = unprivileged / "closed" / "out.csv"
    with pytest.raises(FileError) as caught, whole_file(path, replace=replace):
        pass
    assert str(caught.value) == f"Nothing was written to “{path}”: you have no right to write in its folder."


def test_a_file_that_is_protected_against_writing_is_not_replaced(unprivileged: Path) -> None:
    path = unprivileged / "out.csv"
    path.write_bytes(b"old")
    path.chmod(0o400)
    with pytest.raises(FileError) as caught, whole_file(path, replace=True):
        pass
    assert str(caught.value) == f"Nothing was written to “{path}”: it is protected against writing."
    assert path.read_bytes() == b"old"
