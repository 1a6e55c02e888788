"""Word documents (DOCX): their text, structure and properties, read from the XML in them; changes count as accepted."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from reader.domain.article import ArticleDraft
from reader.domain.intake import Rules
from reader.domain.structure import BlockKind
from reader.domain.text import normalise
from reader.errors import UnreadableArticleError
from reader.formats.building import Building
from reader.formats.found import Found, Refused
from reader.formats.packed import Packed, attribute, name_of, packed, resolved, type_of_element
from reader.formats.titles import shortened, title_of, titled
from reader.formats.word_body import Body
from reader.formats.word_styles import Numberings, Styles
from reader.formats.written_dates import written_date

MOST_BYTES = 100 * 1024**2

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
# What programs write where nobody has said anything.
_NO_TITLE = re.compile(r"word document|document\d*|untitled.*|microsoft word - .*", re.IGNORECASE)
_NO_AUTHOR = frozenset({"python-docx", "microsoft office user", "user", "admin", "administrator", "author", "unknown"})


def read(file: BinaryIO, origin: str, rules: Rules) -> Iterator[Found | Refused]:  # noqa: ARG001 - a document is one
    """The article that the document holds. Raises UnreadableArticleError.

    Footnotes, headers and footers, comments, hidden and deleted text and tables of contents are left out.
    """
    with packed(file, "a Word document") as archive:
        yield Found(_article(archive, origin))


def _article(archive: Packed, origin: str) -> ArticleDraft:
    links = _Relationships(archive, "")
    main = links.first("officeDocument", "word/document.xml")
    if main not in archive:
        raise UnreadableArticleError("it is a ZIP archive, but not a Word document")
    body = _Relationships(archive, main)
    styles, numberings = (_part(archive, body.first(kind)) for kind in ("styles", "numbering"))
    building = Building()
    walker = Body(building, Styles(styles), Numberings(numberings), body.external)
    root = _part(archive, main)
    if name_of(root) != "document":
        raise UnreadableArticleError("it is an Office document, but not a Word document")
    walker.add(root)
    told = _properties(_part(archive, links.first("core-properties", "docProps/core.xml")))
    built = building.built()
    if not built.text:
        raise UnreadableArticleError("it holds no text")
    first = built.structure[0].kind
    title = told.get("title", "")
    has_own = first in {BlockKind.TITLE, BlockKind.HEADING} or _NO_TITLE.fullmatch(title)
    built = titled(built, "" if has_own else title)
    author, created, language = (told.get(name, "") for name in ("creator", "created", "language"))
    date = written_date(created)
    return ArticleDraft(
        text=built.text,
        structure=built.structure,
        marks=built.marks,
        title=shortened(title_of(built)),
        author="" if author.lower() in _NO_AUTHOR else author,
        published=date.iso if date and author.lower() != "python-docx" else "",
        language=language if _LANGUAGE.fullmatch(language) else "",
        direction="rtl" if walker.flows_from_the_right else "",
        origin=origin,
    )


def _part(archive: Packed, name: str) -> type_of_element:
    """The root of a part that a document may lack, None where it does. Raises UnreadableArticleError."""
    if not name or name not in archive:
        return None
    root = archive.xml(name)
    if root.getroottree().docinfo.internalDTD is not None:  # ECMA-376, part 2, forbids it, and nobody means well by it
        raise UnreadableArticleError("its XML declares entities of its own, which no Word document does")
    return root


def _properties(root: type_of_element) -> dict[str, str]:
    """What the document says of itself, by the names of Dublin Core."""
    if root is None:
        return {}
    return {name_of(one): " ".join(normalise(one.text or "").split()) for one in root}


class _Relationships:
    """What a part points to: other parts by what they are to it, and addresses outside by their ids."""

    def __init__(self, archive: Packed, part: str) -> None:
        folder, _, name = part.rpartition("/")
        root = _part(archive, f"{folder}/_rels/{name}.rels".lstrip("/"))
        self._parts: dict[str, str] = {}
        self.external: dict[str, str] = {}
        for one in root if root is not None else ():
            kind, target = attribute(one, "Type").rpartition("/")[2], attribute(one, "Target")
            if attribute(one, "TargetMode") == "External":
                self.external[attribute(one, "Id")] = target
            else:
                self._parts.setdefault(kind, resolved(part, target))

    def first(self, kind: str, otherwise: str = "") -> str:
        """The name of the first part of the kind."""
        return self._parts.get(kind, otherwise)
