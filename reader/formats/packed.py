"""Documents that are ZIP archives inside (DOCX, EPUB): opened within limits, their XML read without harm."""

import posixpath
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO
from urllib.parse import unquote
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from reader.errors import UnreadableArticleError

# Elements of lxml have no types.
type_of_element = Any

_MOST_MEMBERS = 20_000
_MOST_UNPACKED = 300 * 1024**2
_MOST_XML = 15 * 1024**2
# XML packs well, 10 to 60 times; Deflate ends at about 1,030 times.
_MOST_RATIO = 300
_RATIO_FROM = 1024**2
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Packed:
    """The members of an archive."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._infos = {info.filename: info for info in archive.infolist()}

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all members."""
        return tuple(self._infos)

    def size(self, name: str) -> int:
        """How many bytes a member has unpacked, 0 where there is none."""
        return self._infos[name].file_size if name in self._infos else 0

    def data(self, name: str, most: int = _MOST_XML) -> bytes:
        """The bytes of a member, no more than `most`. Raises UnreadableArticleError."""
        info = self._infos.get(name)
        if info is None:
            raise UnreadableArticleError(f"a part of it is missing: {name[:200]}")
        if info.flag_bits & 1:
            raise UnreadableArticleError("it is protected with a password")
        if info.file_size > most:
            raise UnreadableArticleError(f"a part of it is larger than {most // 1024**2} MB")
        try:
            return self._archive.read(info)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
            raise UnreadableArticleError(f"a part of it is damaged: {name[:200]}") from error

    def xml(self, name: str) -> type_of_element:
        """The root element of a member that is XML. Raises UnreadableArticleError, as `data` and `xml_of` do."""
        root = xml_of(self.data(name))
        if root is None:
            raise UnreadableArticleError(f"a part of it is damaged: {name[:200]}")
        return root


@contextmanager
def packed(file: BinaryIO, what: str) -> Iterator[Packed]:
    """The archive that the file is, within limits; `what` names the format, such as `a Word document`.

    Nothing is unpacked yet. Raises UnreadableArticleError where it is no archive, has too many members or would be too
    large unpacked, all of it or one member against its packed size.
    """
    if file.read(len(_OLD_OFFICE)) == _OLD_OFFICE:
        raise UnreadableArticleError("it is in an old format of Office, or protected with a password")
    file.seek(0)
    try:
        archive = ZipFile(file)
    except (BadZipFile, LargeZipFile, NotImplementedError, ValueError, OSError) as error:
        raise UnreadableArticleError(f"it is not {what}, or it is damaged") from error
    with archive:
        _check(archive.infolist())
        yield Packed(archive)


def xml_of(data: bytes) -> type_of_element:
    """The root element of XML, read without network, external entities or any of its own; None where it is broken."""
    from lxml import etree  # noqa: PLC0415 - loaded when the first document is met

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, dtd_validation=False, no_network=True, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    # What is only not in order, such as a prefix without its namespace, costs no word; what is fatal may cost them all.
    return None if len(parser.error_log.filter_from_fatals()) else root


def packed_xml(archive: Packed, name: str) -> type_of_element:
    """The root element of a member that can be done without; None where it is missing or broken."""
    with suppress(UnreadableArticleError):
        return xml_of(archive.data(name))
    return None


def name_of(element: type_of_element) -> str:
    """The name of an element without its namespace; empty for a comment, an entity and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: type_of_element, name: str, otherwise: str = "") -> str:
    """The value of an attribute, whatever its namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), otherwise)


def child(element: type_of_element, *path: str) -> type_of_element:
    """The first child of the name, then its first child of the next; None where one is missing."""
    for name in path:
        element = next((one for one in element if name_of(one) == name), None)
        if element is None:
            return None
    return element


def resolved(base: str, target: str) -> str:
    """The name of a member that another one, `base`, points to, `..` and escapes resolved; its fragment is left out."""
    target = unquote(target.partition("#")[0])
    path = target.lstrip("/") if target.startswith("/") else posixpath.join(posixpath.dirname(base), target)
    return posixpath.normpath(path) if path else ""


def _check(members: list[ZipInfo]) -> None:
    if len(members) > _MOST_MEMBERS:
        raise UnreadableArticleError(f"it has more than {_MOST_MEMBERS} parts")
    if sum(member.file_size for member in members) > _MOST_UNPACKED:
        raise UnreadableArticleError(f"it would be larger than {_MOST_UNPACKED // 1024**2} MB unpacked")
    for member in members:
        if member.file_size > _RATIO_FROM and member.file_size > _MOST_RATIO * max(1, member.compress_size):
            raise UnreadableArticleError("a part of it is packed so small that it may be meant to do harm")
