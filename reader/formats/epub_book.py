"""What an EPUB book says of itself and of its chapters: container, package document, table of contents."""

from collections.abc import Iterator
from dataclasses import dataclass

from reader.domain.text import normalise
from reader.errors import UnreadableArticleError
from reader.formats.packed import Packed, attribute, child, name_of, packed_xml, resolved, type_of_element
from reader.formats.written_dates import written_date

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_RIGHTS = "META-INF/rights.xml"
# Fonts may be obfuscated without the book being protected (EPUB 3.3, 4.4; Adobe's older form).
_OF_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_MARKUP = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"})
_MOST_CHAPTERS = 5_000


@dataclass(frozen=True, slots=True)
class Chapter:
    """A piece of the book: the member that holds it, its number from 1, what the contents and the guide call it."""

    name: str
    number: int
    title: str = ""
    kind: str = ""
    is_contents: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """What the book says of itself; `direction` is that in which its pages are turned, if it is told."""

    chapters: tuple[Chapter, ...]
    title: str
    author: str
    language: str
    published: str
    identity: str
    direction: str


def book_of(archive: Packed) -> Book:
    """The book in an archive. Raises UnreadableArticleError where it is none, or protected."""
    _refuse_protected(archive)
    name = _package_name(archive)
    package = archive.xml(name)
    metadata, manifest, spine = (child(package, one) for one in ("metadata", "manifest", "spine"))
    if manifest is None or spine is None:
        raise UnreadableArticleError("it does not tell which chapters it has")
    told = _told(metadata)
    files = {
        attribute(item, "id"): (resolved(name, attribute(item, "href")), item)
        for item in manifest
        if name_of(item) == "item"
    }
    titles, kinds = _contents(archive, files, attribute(spine, "toc")), _guide(package, name)
    turned = attribute(spine, "page-progression-direction")
    return Book(
        tuple(_chapters(spine, files, titles, kinds)),
        title=" ".join(told.get("title", [""])[0].split()),
        author=", ".join(told.get("creator", [])),
        language=told.get("language", [""])[0],
        published=_date(told.get("date", [])),
        identity=told.get("identifier", [""])[0],
        direction=turned if turned in {"ltr", "rtl"} else "",
    )


def _refuse_protected(archive: Packed) -> None:
    root = archive.xml(_ENCRYPTION) if _ENCRYPTION in archive else None
    methods = [one for one in root.iter() if name_of(one) == "EncryptionMethod"] if root is not None else []
    if any(attribute(method, "Algorithm") not in _OF_FONTS for method in methods) or _RIGHTS in archive:
        raise UnreadableArticleError("it is protected by its seller (DRM), so only the seller's programs can read it")


def _package_name(archive: Packed) -> str:
    if _CONTAINER in archive:
        for element in archive.xml(_CONTAINER).iter():
            if name_of(element) == "rootfile":
                return resolved("", attribute(element, "full-path"))
    found = next((name for name in archive.names if name.lower().endswith(".opf")), "")
    if not found:
        raise UnreadableArticleError("it is a ZIP archive, but not an EPUB book")
    return found


def _told(metadata: type_of_element) -> dict[str, list[str]]:
    """The values of each property by its name in Dublin Core, empty ones left out."""
    told: dict[str, list[str]] = {}
    for element in metadata.iter() if metadata is not None else ():
        words = normalise(element.text or "").strip() if name_of(element) else ""
        if words:
            told.setdefault(name_of(element), []).append(words)
    return told


def _date(written: list[str]) -> str:
    """The first whole date, else the first year and month, or year, that is told."""
    for one in written:
        found = written_date(one[:10])
        if found:
            return found.iso
    return ""


def _chapters(
    spine: type_of_element,
    files: dict[str, tuple[str, type_of_element]],
    titles: dict[str, str],
    kinds: dict[str, str],
) -> Iterator[Chapter]:
    references = [attribute(one, "idref") for one in spine if name_of(one) == "itemref"]
    if len(references) > _MOST_CHAPTERS:
        raise UnreadableArticleError(f"it has more than {_MOST_CHAPTERS} chapters")
    for number, identity in enumerate(dict.fromkeys(references), 1):
        name, item = files.get(identity, ("", None))
        if item is not None and attribute(item, "media-type") in _MARKUP:
            is_contents = "nav" in attribute(item, "properties").split()
            yield Chapter(name, number, titles.get(name, ""), kinds.get(name, ""), is_contents)


def _contents(archive: Packed, files: dict[str, tuple[str, type_of_element]], old: str) -> dict[str, str]:
    """The titles of chapters by the names of their members, from the navigation document or its older form."""
    for name, item in files.values():
        if "nav" in attribute(item, "properties").split() and name in archive:
            found = _linked(archive, name)
            if found:
                return found
    name = files[old][0] if old in files else ""
    root = packed_xml(archive, name)
    titles: dict[str, str] = {}
    for point in root.iter() if root is not None else ():
        label, content = (child(point, *path) for path in (("navLabel", "text"), ("content",)))
        if name_of(point) == "navPoint" and label is not None and content is not None:
            titles.setdefault(resolved(name, attribute(content, "src")), _words(label))
    return titles


def _linked(archive: Packed, name: str) -> dict[str, str]:
    """The titles in the table of contents of a navigation document."""
    root = packed_xml(archive, name)
    titles: dict[str, str] = {}
    for navigation in root.iter() if root is not None else ():
        if name_of(navigation) == "nav" and attribute(navigation, "type", "toc") == "toc":
            for link in navigation.iter():
                if name_of(link) == "a" and attribute(link, "href"):
                    titles.setdefault(resolved(name, attribute(link, "href")), _words(link))
    return titles


def _guide(package: type_of_element, name: str) -> dict[str, str]:
    """What the guide of EPUB 2 says a member is, by its name."""
    guide = child(package, "guide")
    return {
        resolved(name, attribute(one, "href")): attribute(one, "type").lower()
        for one in (guide if guide is not None else ())
        if name_of(one) == "reference"
    }


def _words(element: type_of_element) -> str:
    return " ".join(normalise("".join(element.itertext(with_tail=False))).split())
