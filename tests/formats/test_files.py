"""Finding the files that a person names or that lie in folders, and reading them."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import UnreadableArticleError
from reader.formats import delimited, plain_text
from reader.formats.files import Failure, PassedOver, find, read_article


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"About {name}\n\nText.\n", "utf-8")


def reason(path: Path) -> str:
    with pytest.raises(UnreadableArticleError) as caught:
        read_article(path)
    return str(caught.value)


def test_folders_are_walked_by_name_and_all_the_way_down(tmp_path: Path) -> None:
    make(tmp_path, "c.txt", "a.txt", "b/z.text", "b/a/deep.TXT", "b.txt")
    names = [path.relative_to(tmp_path).as_posix() for path in find([tmp_path]) if isinstance(path, Path)]
    assert names == ["a.txt", "b/a/deep.TXT", "b/z.text", "b.txt", "c.txt"]


def test_a_file_that_is_named_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    make(tmp_path, "notes", "article.html", ".hidden")
    named = [tmp_path / "notes", tmp_path / "article.html", tmp_path / ".hidden"]
    assert list(find(named)) == named


def test_other_files_in_a_folder_are_told_as_passed_over(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "picture.png", "notes")
    assert list(find([tmp_path])) == [
        tmp_path / "a.txt",
        PassedOver(tmp_path / "notes"),
        PassedOver(tmp_path / "picture.png"),
    ]


def test_hidden_files_and_folders_are_not_even_mentioned(tmp_path: Path) -> None:
    make(tmp_path, ".a.txt", ".git/b.txt", "c.txt")
    assert list(find([tmp_path])) == [tmp_path / "c.txt"]


def test_a_hidden_folder_that_is_named_is_walked(tmp_path: Path) -> None:
    make(tmp_path, ".drafts/a.txt")
    assert list(find([tmp_path / ".drafts"])) == [tmp_path / ".drafts" / "a.txt"]


def test_what_is_not_there_fails_and_the_rest_is_found(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    found = list(find([tmp_path / "gone.txt", tmp_path / "a.txt" / "inside", tmp_path / "a.txt"]))
    assert found == [
        Failure(tmp_path / "gone.txt", "it is not there"),
        Failure(tmp_path / "a.txt" / "inside", "a part of its path is not a folder"),
        tmp_path / "a.txt",
    ]


def test_a_name_that_no_file_can_have_fails(tmp_path: Path) -> None:
    assert list(find([tmp_path / "a\0b"])) == [Failure(tmp_path / "a\0b", "no file can have this name")]
    assert reason(tmp_path / "a\0b") == "no file can have this name"
    assert list(find([tmp_path / ("x" * 5000)])) == [Failure(tmp_path / ("x" * 5000), "its path is too long")]


def test_linked_folders_are_passed_over_so_that_no_walk_is_endless(tmp_path: Path) -> None:
    make(tmp_path, "in/a.txt")
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    assert list(find([tmp_path])) == [tmp_path / "in" / "a.txt", PassedOver(tmp_path / "in" / "up")]


def test_a_linked_folder_that_is_named_is_walked(tmp_path: Path) -> None:
    make(tmp_path, "in/a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "in")
    assert list(find([tmp_path / "link"])) == [tmp_path / "link" / "a.txt"]


def test_a_linked_file_is_taken(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert list(find([tmp_path])) == [tmp_path / "a.txt", tmp_path / "b.txt"]
    assert read_article(tmp_path / "b.txt").title == "About a.txt"


def test_a_circle_of_links_fails(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert reason(tmp_path / "a.txt") == "its path is a circle of links"
    assert list(find([tmp_path / "a.txt"])) == [Failure(tmp_path / "a.txt", "its path is a circle of links")]


def test_a_folder_named_twice_is_walked_once(tmp_path: Path) -> None:
    make(tmp_path, "in/a.txt")
    assert list(find([tmp_path / "in", tmp_path, tmp_path / "in" / "."])) == [tmp_path / "in" / "a.txt"]


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """A file in more folders than Python lets a function call itself; they go again, for pytest could not."""
    folders = [Path(str(tmp_path) + "/d" * depth) for depth in range(1, 1201)]
    for folder in folders:
        folder.mkdir()
    path = folders[-1] / "a.txt"
    path.touch()
    yield path
    path.unlink()
    for folder in reversed(folders):
        folder.rmdir()


def test_folders_a_thousand_deep_are_walked_to_their_end(tmp_path: Path, deep: Path) -> None:
    assert list(find([tmp_path])) == [deep]


def test_a_file_is_read_with_its_path_as_origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.txt")
    monkeypatch.chdir(tmp_path)
    article = read_article(Path("a.txt"))
    assert (article.title, article.origin) == ("About a.txt", str(tmp_path / "a.txt"))


def test_a_name_that_is_no_unicode_gives_an_origin_that_can_be_stored(tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt"))
    path.write_bytes(b"About a coffee")
    assert read_article(path).origin.endswith("/caf\ufffd.txt")
    assert list(find([tmp_path])) == [path]


def test_a_file_of_an_unknown_suffix_is_tried_as_plain_text(tmp_path: Path) -> None:
    make(tmp_path, "notes.md")
    assert read_article(tmp_path / "notes.md").title == "About notes.md"


def test_a_picture_that_is_called_a_text_says_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0")
    assert reason(tmp_path / "a.txt") == "it is a PNG picture, not text"


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert reason(tmp_path / "a.txt") == "it is empty"


def test_a_file_that_has_vanished_since_it_was_found_says_so(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.txt")
    found = find([tmp_path])
    (tmp_path / "a.txt").unlink()
    assert [path for path in found if isinstance(path, Path)] == [tmp_path / "b.txt"]
    assert reason(tmp_path / "a.txt") == "it is no longer there"


def test_a_folder_that_vanishes_while_it_is_walked_is_a_failure(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b/c.txt")
    found = find([tmp_path])
    assert next(found) == tmp_path / "a.txt"
    (tmp_path / "b" / "c.txt").unlink()
    (tmp_path / "b").rmdir()
    assert list(found) == [Failure(tmp_path / "b", "it is not there")]


def test_a_file_over_50_mb_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)
    monkeypatch.setattr(os, "open", lambda *_args: pytest.fail("it was opened"))
    assert reason(tmp_path / "a.txt") == "it is larger than 50 MB"


def test_a_file_of_just_50_mb_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"title\n" + b"x" * (50 * 1024 * 1024 - 6))
    assert len(read_article(tmp_path / "a.txt").text) == 50 * 1024 * 1024


def test_a_file_that_grows_beyond_the_most_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "a.txt")
    small = (tmp_path / "a.txt").stat()
    monkeypatch.setattr(plain_text, "MOST_BYTES", 1024**2)
    (tmp_path / "a.txt").write_text("x" * 5_000_000, "utf-8")
    monkeypatch.setattr(Path, "stat", lambda _path: small)
    monkeypatch.setattr(os, "fstat", lambda _descriptor: small)
    assert reason(tmp_path / "a.txt") == "it is larger than 1 MB"


def test_a_file_that_tells_no_size_is_read_to_its_end() -> None:
    path = Path("/proc/self/status")
    if not path.exists():
        pytest.skip("this system has no /proc")
    assert "Threads:" in read_article(path).text


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert reason(tmp_path / "a.txt") == "it is a device or a pipe, not a file"
    assert list(find([tmp_path])) == [tmp_path / "a.txt"]


def test_a_pipe_that_takes_the_place_of_a_file_is_refused_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.txt")
    before = (tmp_path / "a.txt").stat()
    os.mkfifo(tmp_path / "b.txt")
    monkeypatch.setattr(Path, "stat", lambda _path: before)
    assert reason(tmp_path / "b.txt") == "it is a device or a pipe, not a file"


def test_devices_sockets_and_folders_are_refused(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(os.path.relpath(tmp_path / "s.txt"))
        assert reason(tmp_path / "s.txt") == "it is a device or a pipe, not a file"
    assert reason(Path(os.devnull)) == "it is a device or a pipe, not a file"
    assert reason(tmp_path) == "it is a folder"


@pytest.mark.parametrize("name", ["page.txt", "article.php", "index.html?id=3", "saved"])
def test_a_page_that_is_named_without_its_suffix_is_read_as_a_page(tmp_path: Path, name: str) -> None:
    words = "The ferry sails at noon, they say, and nobody in the town minds the wait."
    page = f"<!doctype html><html><head><title>Ferry late</title></head><body><article>{f'<p>{words}</p>' * 5}"
    (tmp_path / name).write_text(page, "utf-8")
    draft = read_article(tmp_path / name)
    assert draft.title == "Ferry late"
    assert draft.text.startswith(f"Ferry late\n\n{words}")


def test_a_feed_that_is_named_without_its_suffix_is_read_as_a_feed(tmp_path: Path) -> None:
    (tmp_path / "feed").write_text(
        '<?xml version="1.0"?><rss version="2.0"><channel><item><title>Ferry late</title></item></channel></rss>'
    )
    assert read_article(tmp_path / "feed").text == "Ferry late"


def test_a_text_that_only_begins_with_an_element_stays_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("<p> is the element of a paragraph.\n\nThe other is <br>.")
    assert read_article(tmp_path / "a.txt").title == "<p> is the element of a paragraph."


def test_a_feed_under_the_name_of_a_page_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<?xml version="1.0"?><rss version="2.0"><channel><item><title>Late</title></item></channel></rss>'
    )
    assert reason(tmp_path / "a.html").startswith("it is a feed, not a page")


def test_a_long_table_without_texts_is_let_go_of_quietly(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,size\n" + "".join(f"{number},{number * 7}\n" for number in range(2_000)))
    with (tmp_path / "a.csv").open("rb") as file:
        rows = delimited.rows(file)
        next(rows)
    rows.close()  # type: ignore[attr-defined]  # as the collector does, after an error has closed the file
