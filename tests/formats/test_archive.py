"""ZIP archives: each member in its own format, and nothing that an archive says is believed."""

import io
import stat
import zipfile
from pathlib import Path

import pytest

from reader.domain.intake import GUESSED
from reader.errors import UnreadableArticleError
from reader.formats import archive, files
from reader.formats.found import Found, Refused


def packed(*members: tuple[str | zipfile.ZipInfo, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as made:
        for name, data in members:
            made.writestr(name, data, compress_type=method)
    return file.getvalue()


def read(data: bytes) -> list[Found | Refused]:
    return list(archive.read(io.BytesIO(data), "/news.zip", GUESSED))


def told(data: bytes) -> list[tuple[str, str]]:
    return [(item.place, item.draft.text if isinstance(item, Found) else item.reason) for item in read(data)]


def reason(data: bytes) -> str:
    with pytest.raises(UnreadableArticleError) as caught:
        read(data)
    return str(caught.value)


def test_each_member_is_read_in_its_own_format_and_its_name_begins_the_place() -> None:
    data = packed(
        ("May/ferry.txt", "Ferry late"), ("table.csv", "text\nOne.\nTwo.\n"), ("a.JSON", '{"text": "Three."}')
    )
    assert told(data) == [
        ("May/ferry.txt", "Ferry late"),
        ("table.csv, line 2", "One."),
        ("table.csv, line 3", "Two."),
        ("a.JSON", "Three."),
    ]
    (first, *_) = read(data)
    assert isinstance(first, Found)
    assert first.draft.origin == "/news.zip/May/ferry.txt"


def test_folders_hidden_files_and_other_formats_are_passed_over() -> None:
    data = packed(
        ("May/", ""), ("__MACOSX/May/._ferry.txt", "x"), (".DS_Store", "x"), ("a/.git/x.txt", "x"), ("cat.png", "x"),
        ("May/ferry.txt", "Ferry late"),
    )  # fmt: skip
    assert told(data) == [("May/ferry.txt", "Ferry late")]


@pytest.mark.parametrize(
    "name", ["../ferry.txt", "a/../../ferry.txt", "/etc/ferry.txt", "C:/ferry.txt", "..\\ferry.txt"]
)
def test_a_name_that_leads_out_of_the_archive_is_refused(name: str) -> None:
    found = told(packed((name, "x"), ("b.txt", "Ferry late")))
    assert [text for _, text in found] == ["its name leads out of the archive", "Ferry late"]


def test_a_link_is_refused() -> None:
    link = zipfile.ZipInfo("passwd.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert told(packed((link, "/etc/passwd"))) == [("passwd.txt", "it is a link, not a file")]


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(packed(("a.txt", "Ferry late"), method=zipfile.ZIP_STORED))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert told(bytes(data)) == [("a.txt", "it is encrypted")]


def test_a_member_that_unpacks_to_a_thousand_times_its_size_is_refused() -> None:
    data = packed(("bomb.txt", b"a" * 20 * 1024**2), ("b.txt", "Ferry late"))
    assert told(data) == [
        ("bomb.txt", "it would unpack to more than 200 times its size, as no text does"),
        ("b.txt", "Ferry late"),
    ]


def test_a_member_that_tells_a_smaller_size_than_it_has_does_not_fill_the_memory() -> None:
    data = bytearray(packed(("bomb.txt", b"a" * 20 * 1024**2)))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (1000).to_bytes(4, "little")
    assert told(bytes(data)) == [("bomb.txt", "it is broken, or packed in a way that is not known here")]


def test_a_member_larger_than_its_format_may_be_is_refused() -> None:
    import os

    (item,) = read(packed(("a.txt", os.urandom(51 * 1024**2)), method=zipfile.ZIP_STORED))
    assert item == Refused("it is larger than 50 MB", "a.txt")


def test_what_unpacks_to_too_much_in_all_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_MOST_UNPACKED", 4000)
    assert reason(packed(*[(f"{n}.txt", b"word " * 300) for n in range(3)])).startswith("it unpacks to more than")


def test_what_archives_in_an_archive_unpack_to_counts_for_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_MOST_UNPACKED", 5000)
    inner = packed(*[(f"{n}.txt", b"word " * 400) for n in range(2)])
    found = told(packed(("one.zip", inner), ("two.txt", b"word " * 50)))
    assert [place for place, _ in found] == ["one.zip, 0.txt", "one.zip, 1.txt", "two.txt"]
    assert "more than" in reason(packed(("one.zip", inner), ("two.txt", b"word " * 200)))


def test_an_archive_of_too_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_MOST_MEMBERS", 2)
    assert reason(packed(*[(f"{n}.txt", "x") for n in range(3)])) == "it holds more than 2 files"


def test_an_archive_in_an_archive_is_read_and_one_in_that_is_refused() -> None:
    inmost = packed(("c.txt", "Three."))
    inner = packed(("b.txt", "Two."), ("inmost.zip", inmost))
    assert told(packed(("a.txt", "One."), ("inner.zip", inner))) == [
        ("a.txt", "One."),
        ("inner.zip, b.txt", "Two."),
        ("inner.zip, inmost.zip", "it is an archive in an archive in an archive"),
    ]


def test_a_member_without_an_article_is_told_and_the_others_are_taken() -> None:
    assert told(packed(("a.txt", ""), ("b.csv", "a,b\n1,2\n"), ("c.txt", "Three."))) == [
        ("a.txt", "it is empty"),
        ("b.csv", "none of its columns is known to hold the text; they are “a”, “b”"),
        ("c.txt", "Three."),
    ]


def test_a_damaged_member_is_told_and_the_others_are_taken() -> None:
    data = bytearray(packed(("a.txt", "One is lost."), ("b.txt", "Two."), method=zipfile.ZIP_STORED))
    data[data.index(b"lost")] ^= 1
    assert told(bytes(data)) == [
        ("a.txt", "it is broken, or packed in a way that is not known here"),
        ("b.txt", "Two."),
    ]


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"no archive", packed(("a.txt", "One."))[:-10], packed(("a.txt", "x"))[:30]]
)
def test_a_broken_archive_is_refused_with_the_reason(data: bytes) -> None:
    assert reason(data) == "it is no ZIP archive, or a broken one"


@pytest.mark.parametrize("data", [packed(), packed(("cat.png", "x"), ("empty/", ""))])
def test_an_archive_without_a_known_file_is_refused(data: bytes) -> None:
    assert reason(data) == "it holds no file in a format that Gloss reads"


def test_names_in_utf_8_are_understood_though_the_archive_does_not_say_so() -> None:
    data = packed(("渡轮.txt", "One.")).replace("渡轮".encode(), "渡轮".encode())
    flagless = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = flagless.index(mark) + offset
        flagless[at + 1] &= ~0x08
    assert told(bytes(flagless)) == [("渡轮.txt", "One.")]


def test_no_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(archive, "_IN_MEMORY", 1)
    path = tmp_path / "news.zip"
    path.write_bytes(packed(("a.txt", "One."), ("b.txt", "Two.")))
    assert len(list(files.read(path))) == 2
    assert list(tmp_path.iterdir()) == [path]
