"""An entry of a feed, whatever the feed's format, as an article."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from urllib.parse import urljoin, urlsplit

from reader.domain.article import ArticleDraft
from reader.domain.page_key import page_key
from reader.domain.structure import BlockKind, plain_structure
from reader.domain.text import normalise
from reader.errors import UnreadableArticleError
from reader.formats.building import Building
from reader.formats.html_blocks import add_html
from reader.formats.titles import shortened

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Markup:
    """Words as a feed has them: HTML, or plain text."""

    words: str = ""
    is_html: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a feed says of one entry; `published` is ISO 8601, `language` as the feed writes it."""

    id: str = ""
    link: str = ""
    title: Markup = Markup()
    content: Markup = Markup()
    author: str = ""
    published: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: `key` tells it from all others of its feed, for ever. `draft` is None where `reason` says why."""

    key: str
    draft: ArticleDraft | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, the page that it belongs to, its language (BCP 47, or empty) and its entries in order."""

    title: str
    link: str
    language: str
    entries: tuple[FeedEntry, ...]


def feed_of(title: Markup, link: str, language: str, said: Iterable[Said], base: str, origin: str) -> Feed:
    """The feed whose entries say so. Links in them are resolved against their own, else against `base`."""
    said = list(said)
    told = _line(title, base)
    spoken = language_tag(language)
    ids = Counter(entry.id for entry in said)
    # Where many entries lead to one page, or to the front page, their link says nothing of which one it is, and an
    # article with it would be taken for a newer version of another.
    pages = Counter(page_key(entry.link) for entry in said)
    pages[page_key(link)] += 1
    return Feed(
        told,
        link,
        spoken,
        tuple(
            _entry(
                replace(entry, id=entry.id if ids[entry.id] == 1 else "", language=entry.language or spoken),
                entry.link if pages[page_key(entry.link)] == 1 else "",
                told,
                base,
                origin,
            )
            for entry in said
        ),
    )


def language_tag(language: str) -> str:
    """The language as BCP 47 writes it, empty where it is none."""
    tag = language.strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else ""


def web_link(link: str) -> str:
    """The link where it leads to the web, else empty."""
    try:
        parts = urlsplit(link.strip())
        return link.strip() if parts.scheme.lower() in ("http", "https") and parts.netloc else ""
    except ValueError:
        return ""


def joined(base: str, link: str | None) -> str:
    """The link, resolved against the base, where it leads to the web; else empty, as where there is none."""
    try:
        return web_link(urljoin(base, link.strip())) if link and link.strip() else ""
    except ValueError:
        return ""


def _entry(said: Said, own_link: str, source: str, base: str, origin: str) -> FeedEntry:
    key = said.id or own_link or _fingerprint(said)
    try:
        draft = _draft(said, source, base, origin)
    except UnreadableArticleError as error:
        return FeedEntry(key, None, str(error))
    if draft is None:
        return FeedEntry(key, None, "it has neither a title nor a text")
    return FeedEntry(key, replace(draft, url=own_link, source_id=said.id or own_link))


def _draft(said: Said, source: str, base: str, origin: str) -> ArticleDraft | None:
    base = said.link or base
    building = Building()
    title = _line(said.title, base)
    building.begin(BlockKind.TITLE)
    building.add(title)
    building.end()
    _add(building, said.content, base)
    built = building.built()
    if not built.text:
        return None
    return ArticleDraft(
        text=built.text,
        structure=built.structure,
        title=shortened(title or built.text.partition("\n")[0]),
        source=source,
        author=" ".join(normalise(said.author).split()),
        published=said.published,
        language=language_tag(said.language),
        origin=origin,
        marks=built.marks,
    )


def _add(building: Building, markup: Markup, base: str) -> None:
    if markup.is_html:
        add_html(building, markup.words, base)
        return
    text = normalise(markup.words)
    for block in plain_structure(text, titled=False):
        building.begin(BlockKind.PARAGRAPH)
        building.add_verbatim(block.span.of(text))


def _line(markup: Markup, base: str) -> str:
    """The words alone, in one line."""
    building = Building()
    try:
        _add(building, markup, base)
    except UnreadableArticleError:
        return ""
    return " ".join(building.built().text.split())


def _fingerprint(said: Said) -> str:
    # No U+0000 in it, for the library's columns are text that other programs read.
    whole = "\x1f".join((said.link, said.title.words, said.content.words, said.published))
    return f"sha256:{sha256(whole.encode('utf-8', 'replace')).hexdigest()}"
