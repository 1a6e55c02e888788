"""Markdown, as CommonMark has it, with tables, front matter and HTML in it: one article, or many in one file."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from time import thread_time
from typing import TYPE_CHECKING, Any, BinaryIO

from reader.domain.article import ArticleDraft
from reader.domain.intake import PartingKind, Rules
from reader.domain.text import normalise
from reader.errors import UnreadableArticleError
from reader.formats.building import Building, Built
from reader.formats.encoding import decode
from reader.formats.found import Found, Refused, all_of
from reader.formats.front_matter import FrontMatter, front_matter
from reader.formats.html_blocks import add_html, link_target
from reader.formats.parting import Collection, Part, collected
from reader.formats.parting_guess import guess, original_link
from reader.formats.titles import shortened, title_of, titled
from reader.formats.written_dates import written_date

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

MOST_BYTES = 10 * 1024**2

# The time that a paragraph takes may grow with the square of its markup, so all of it is limited.
_LONGEST_PARAGRAPH = 400_000
_MOST_BRACKETS = 10_000  # in a paragraph
_SECONDS = 3.0  # of the processor, for a file
_DEEPEST = 100
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
# `[name]: address`, which another part of the file may refer to.
_REFERENCE = re.compile(r"^ {0,3}\[[^\[\]\n]{1,999}\]:.*", re.MULTILINE)
# What swallows all that follows where it is not closed.
_SWALLOWS = re.compile(
    r"<(?=(script|style|title|textarea|xmp|iframe|noembed|noframes|noscript|plaintext)\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all articles of a file have from it: its path, its front matter, its references, and from its head."""

    origin: str
    matter: FrontMatter
    references: str
    collection: Collection


def read(file: BinaryIO, origin: str, rules: Rules) -> Iterator[Found | Refused]:
    """The articles of the file: one, unless the rules part it or it is plainly many. Raises UnreadableArticleError."""
    text = normalise(decode(all_of(file, MOST_BYTES)))
    if not text:
        raise UnreadableArticleError("it is empty")
    parting = guess(text) if rules.parting is None else rules.parting
    collection = collected(text, parting)
    references = "\n".join(_REFERENCE.findall(text)) if len(collection.parts) > 1 else ""
    shared = _Shared(origin, front_matter(text), references, collection)
    if parting.kind is PartingKind.WHOLE:
        yield Found(_article(text[shared.matter.stop :], shared))
        return
    addresses = Counter(_without_link(part.text)[1] for part in collection.parts)
    for part in collection.parts:
        # Articles of one address would be taken for versions of one another.
        yield _of_part(part, shared, is_alone=addresses[_without_link(part.text)[1]] == 1)


def _of_part(part: Part, shared: _Shared, *, is_alone: bool) -> Found | Refused:
    try:
        return Found(_article(part.text, shared, has_address=is_alone), part.place)
    except UnreadableArticleError as error:
        return Refused(str(error), part.place)


def _article(text: str, shared: _Shared, *, has_address: bool = True) -> ArticleDraft:
    is_part = len(shared.collection.parts) > 1
    matter = shared.matter
    text, address = _without_link(text)
    title = "" if is_part else matter.first("title")
    built = built_of(text, shared.references)
    if not built.text:
        raise UnreadableArticleError("it holds no text")
    built = titled(built, title)
    language = matter.first("language", "lang")
    own_address = "" if is_part else matter.first("url", "link", "canonical_url", "permalink", "original_url")
    return ArticleDraft(
        text=built.text,
        structure=built.structure,
        marks=built.marks,
        title=shortened(title or title_of(built)),
        source=matter.first("source", "publication", "publisher", "site", "sitename") or shared.collection.source,
        author=matter.first("author", "authors", "by", "creator"),
        url=link_target(own_address) or (address if has_address else ""),
        published=_moment(matter.first("date", "published", "pubdate", "created")) or shared.collection.published,
        language=language.replace("_", "-") if _LANGUAGE.fullmatch(language) else "",
        direction=direction if (direction := matter.first("dir", "direction").lower()) in {"ltr", "rtl"} else "",
        origin=shared.origin,
    )


def built_of(text: str, references: str = "") -> Built:
    """The text of Markdown with its structure. `references` are definitions of links from elsewhere in the file.

    Raises UnreadableArticleError where it goes beyond what can be read in reasonable time.
    """
    building = Building()
    add_html(building, _html(text, references))
    return building.built()


def _html(text: str, references: str) -> str:
    parser = _parser()
    environment: dict[str, Any] = {"until": thread_time() + _SECONDS}
    if references:
        parser.parse(references, environment)
    tokens = parser.parse(text, environment)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise UnreadableArticleError("its lists and quotations are nested too deeply")
    for token in tokens:
        for piece in token.children or (token,):
            if piece.type in {"html_inline", "html_block"}:
                piece.content = _SWALLOWS.sub(lambda tag: _shown_unless_closed(tag, text), piece.content)
    return str(parser.renderer.render(tokens, parser.options, environment))


def _shown_unless_closed(tag: re.Match[str], text: str) -> str:
    return "<" if re.search(rf"</{tag[1]}\b", text, re.IGNORECASE) else "&lt;"


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - loaded when the first file is met

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    parser.block.ruler.before("table", "in_time", _in_time)
    parser.core.ruler.at("inline", _inline)
    return parser


def _in_time(state: Any, *_where: object) -> bool:
    """No block, ever. Raises UnreadableArticleError where the time is over."""
    if thread_time() > state.env["until"]:
        raise UnreadableArticleError("its markup is so intricate that it takes too long to read")
    return False


def _inline(state: Any) -> None:
    """Read what stands in paragraphs. Raises UnreadableArticleError where one is too long, or the time is over."""
    for token in state.tokens:
        if token.type == "inline":
            _in_time(state)
            if len(token.content) > _LONGEST_PARAGRAPH or token.content.count("[") > _MOST_BRACKETS:
                raise UnreadableArticleError("one of its paragraphs is too long for Markdown")
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _without_link(text: str) -> tuple[str, str]:
    """The text without a last line that only leads to the original, and the address there; else the text as it is."""
    stripped = text.rstrip()
    body, _, last = stripped.rpartition("\n")
    address = link_target(original_link(last))
    return (body, address) if address and body.strip() else (text, "")


def _moment(written: str) -> str:
    """The moment in ISO 8601, with its zone if it has one; empty where it is none."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        found = written_date(written)
        return found.iso if found else ""
    return moment.date().isoformat() if len(written) <= len("2025-05-30") else moment.isoformat(timespec="minutes")
