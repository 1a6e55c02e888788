"""ZIP archives of files with articles: each member is read in its own format, and nothing is written to its name."""

import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

from reader.domain.intake import Rules
from reader.domain.text import normalise
from reader.errors import UnreadableArticleError
from reader.formats.found import Found, Refused, too_large
from reader.formats.readers import SUFFIXES, reader_of

MOST_BYTES = 4 * 1024**3

_MOST_MEMBERS = 100_000
_MOST_UNPACKED = 4 * 1024**3
_MOST_RATIO = 200  # text packs to a tenth, the same line over and over to a hundredth
_SMALL_ENOUGH = 1024**2  # whatever its ratio
_IN_MEMORY = 16 * 1024**2
_PIECE = 256 * 1024
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, OverflowError)


def read(file: BinaryIO, origin: str, rules: Rules) -> Iterator[Found | Refused]:
    """The articles of the members that are in a known format; the place begins with the member's name.

    Folders, hidden files and files in other formats are passed over. A member is refused whose name leads out of the
    archive, that is a link or encrypted, or that would unpack to more than 200 times its size; an archive in the
    archive is read, one inside that is not. Raises UnreadableArticleError where it is broken, has more than 100,000
    members, or unpacks to more than 4 GB.
    """
    yield from _Archive(rules, deeper=True).read(file, origin)


class _Archive:
    def __init__(self, rules: Rules, *, deeper: bool) -> None:
        self._rules = rules
        self._deeper = deeper
        self._room = _MOST_UNPACKED

    def read(self, file: BinaryIO, origin: str) -> Iterator[Found | Refused]:
        try:
            archive = zipfile.ZipFile(file)
        except (*_BROKEN, ValueError, OSError) as error:
            raise UnreadableArticleError("it is no ZIP archive, or a broken one") from error
        with archive:
            members = archive.infolist()
            if len(members) > _MOST_MEMBERS:
                raise UnreadableArticleError(f"it holds more than {_MOST_MEMBERS:,} files")
            known = [member for member in members if _is_known(member)]
            if not known:
                raise UnreadableArticleError("it holds no file in a format that Gloss reads")
            for member in known:
                yield from self._articles(archive, member, origin)

    def _articles(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, origin: str) -> Iterator[Found | Refused]:
        name = _name(member)
        suffix = PurePosixPath(name).suffix
        trouble = _trouble(member, name)
        if not trouble and suffix.lower() == ".zip" and not self._deeper:
            trouble = "it is an archive in an archive in an archive"
        if trouble:
            yield Refused(trouble, name)
            return
        known = reader_of(suffix)
        if member.file_size > known.MOST_BYTES:
            yield Refused(too_large(known.MOST_BYTES), name)
            return
        self._room -= member.file_size
        if self._room < 0:
            raise UnreadableArticleError(f"it unpacks to more than {_MOST_UNPACKED // 1024**3} GB")
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as unpacked:  # without a name, where it is on disk at all
            try:
                _unpack(archive, member, unpacked)
                inner = cast("BinaryIO", unpacked)
                found = self._inner(inner, f"{origin}/{name}") if suffix.lower() == ".zip" else None
                for item in found or known.read(inner, f"{origin}/{name}", self._rules):
                    yield _placed(item, name)
            except UnreadableArticleError as error:
                yield Refused(str(error), name)
            except _BROKEN:
                yield Refused("it is broken, or packed in a way that is not known here", name)

    def _inner(self, file: BinaryIO, origin: str) -> Iterator[Found | Refused]:
        inner = _Archive(self._rules, deeper=False)
        inner._room = self._room
        yield from inner.read(file, origin)
        self._room = inner._room


def _is_known(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(_name(member)).parts
    hidden = any(part == "__MACOSX" or (part.startswith(".") and part != "..") for part in parts)
    return bool(parts) and not hidden and not member.is_dir() and PurePosixPath(parts[-1]).suffix.lower() in SUFFIXES


def _trouble(member: zipfile.ZipInfo, name: str) -> str:
    """Why the member is not even opened, empty where it is."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "its name leads out of the archive"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "it is a link, not a file"
    if member.flag_bits & _ENCRYPTED:
        return "it is encrypted"
    if member.file_size > max(_SMALL_ENOUGH, member.compress_size * _MOST_RATIO):
        return f"it would unpack to more than {_MOST_RATIO} times its size, as no text does"
    return ""


def _name(member: zipfile.ZipInfo) -> str:
    """The name, on one line; names that were packed in UTF-8 without saying so are understood."""
    name = member.filename
    if not member.flag_bits & _UTF8_NAME:
        try:
            name = name.encode("cp437").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = member.filename
    return " ".join(normalise(name).replace("\\", "/").split("\n"))


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: IO[bytes]) -> None:
    """Unpack to a file without a name; zipfile itself never gives more than the size that is told."""
    with archive.open(member) as packed:
        while piece := packed.read(_PIECE):
            target.write(piece)
    target.seek(0)


def _placed(item: Found | Refused, name: str) -> Found | Refused:
    place = f"{name}, {item.place}" if item.place else name
    return Found(item.draft, place) if isinstance(item, Found) else Refused(item.reason, place)
