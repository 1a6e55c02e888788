"""Web pages: the article of a page, without what stands around it."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from reader.domain.article import ArticleDraft
from reader.domain.intake import Rules
from reader.domain.structure import BlockKind
from reader.errors import UnreadableArticleError
from reader.formats.building import Building, Built
from reader.formats.encoding import decode
from reader.formats.found import Found, Refused, all_of
from reader.formats.html_blocks import Element, is_unseen, parse
from reader.formats.titles import shortened, under_title
from reader.formats.web_extraction import chosen, is_large, link_lengths, main_content
from reader.formats.web_metadata import metadata_of
from reader.formats.xml_root import root_name

MOST_BYTES = 20 * 1024**2

_MOST_ELEMENTS = 100_000
_MOST_DEPTHS = 3_000_000  # the depths of all elements together; of a real page about 100,000
_FEEDS = frozenset({"rss", "feed", "rdf"})
_LEAST_WORDS = 20  # code points that are no links, in one block
_LONGEST_OF_A_LOGIN = 600
_LONGEST_OF_A_NOTICE = 200
_META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]+encoding\s*=\s*[\"']([A-Za-z0-9_:.-]+)", re.IGNORECASE)
# Browsers show nothing of them, and what looks for the article in a page stumbles over them.
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f]"
    "|&#0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|127|6553[45])(?![0-9]);?"
    "|&#x0*(?:[0-8bcef]|1[0-9a-f]|7f|d[89a-f][0-9a-f]{2}|fff[ef])(?![0-9a-f]);?",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
_MOST_LOST = 0.001
_LEGACY = ("ascii", "iso", "cp", "koi8", "euc", "gb", "big5", "shift", "mac", "hz", "johab", "tis", "utf-8", "utf_8")
# The Encoding Standard of the Web reads these names as what is really meant.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}


def read(file: BinaryIO, origin: str, rules: Rules) -> Iterator[Found | Refused]:  # noqa: ARG001
    """The article of the page that the file holds. Raises UnreadableArticleError."""
    data = all_of(file, MOST_BYTES)
    if root_name(data) in _FEEDS:
        raise UnreadableArticleError("it is a feed, not a page: with the suffix .xml its entries are taken in")
    yield Found(article(data, origin))


def article(data: bytes, origin: str, url: str = "", charset: str = "") -> ArticleDraft:
    """The article of a page that came from the URL, in the charset that was told with it.

    The text begins with the title of the page, if it has one, as a block of its own; a heading that repeats it is
    left out. A page without a title gets the first line of its text as a title that is metadata alone. Raises
    UnreadableArticleError where there is no article.
    """
    return article_of_markup(decoded(data, charset), origin, url)


def article_of_markup(markup: str, origin: str, url: str = "") -> ArticleDraft:
    """The article of a page that is decoded. Raises UnreadableArticleError."""
    markup = _CONTROLS.sub("", markup)
    root = parse(markup)
    if root is None:
        raise UnreadableArticleError("it is an empty page")
    _refuse_what_is_too_much(root)
    told = metadata_of(root, url, large=is_large(root))
    body = main_content(markup, told.base)
    _refuse_what_is_no_article(body, root)
    title = told.title
    built = _titled(title, body) if title else body
    return ArticleDraft(
        text=built.text,
        structure=built.structure,
        title=shortened(title or built.text.partition("\n")[0]),
        source=told.site,
        author=told.author,
        url=told.url,
        published=told.published,
        language=told.language,
        origin=origin,
        marks=built.marks,
        direction=told.direction,
    )


def decoded(data: bytes, charset: str = "") -> str:
    """The markup of a page: after its byte order mark, the charset told with it, that it declares, or what it is.

    Bytes beyond ASCII that are valid UTF-8 are UTF-8, whatever was declared. Raises UnreadableArticleError.
    """
    if not data.strip():
        raise UnreadableArticleError("it is empty")
    head = data[:_DECLARED_WITHIN]
    declared = [found[1].decode() for found in (_META_CHARSET.search(head), _XML_ENCODING.search(head)) if found]
    if head.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _is_utf8_beyond_ascii(data):
        return decode(data)
    for name in (charset, *declared):
        encoding = _encoding(name)
        if encoding:
            text = data.decode(encoding, "replace")
            if text.count("\ufffd") <= len(text) * _MOST_LOST + 1:
                return text
    return decode(data)


def _is_utf8_beyond_ascii(data: bytes) -> bool:
    if data.isascii():
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _encoding(label: str) -> str:
    """What Python calls the encoding of a label; empty for one that no page is written in."""
    try:
        name = codecs.lookup(label.strip()).name if label else ""
    except LookupError:
        return ""
    name = _MEANT.get(name, name)
    return name if name.startswith(_LEGACY) else ""


def _titled(title: str, body: Built) -> Built:
    """The body below its title; a heading, or a first line, that says the same is left out."""
    first = next(
        (
            index
            for index, block in enumerate(body.structure[:5])
            if (block.kind is BlockKind.HEADING or index == 0) and _folded(block.span.of(body.text)) == _folded(title)
        ),
        None,
    )
    rest = chosen(body, [index != first for index in range(len(body.structure))])
    building = Building()
    building.begin(BlockKind.TITLE)
    building.add(title)
    return under_title(building.built().text, rest)


def _folded(words: str) -> str:
    return "".join(filter(str.isalnum, words)).casefold()


def _refuse_what_is_too_much(root: Element) -> None:
    """Far beyond any article, finding it would take minutes: some steps cost elements times depth."""
    from lxml import etree  # noqa: PLC0415 - loaded when the first page is met

    elements = depth = depths = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        elements += 1
        depths += depth
        if elements > _MOST_ELEMENTS:
            raise UnreadableArticleError(f"it is a page of more than {_MOST_ELEMENTS:,} elements")
        if depths > _MOST_DEPTHS:
            raise UnreadableArticleError("too many of its elements are nested too deeply")


def _refuse_what_is_no_article(body: Built, root: Element) -> None:
    length = len(body.text)
    logs_in = any(not is_unseen(field.getparent()) for field in root.xpath("//input[@type='password']"))
    if length < _LONGEST_OF_A_LOGIN and logs_in:
        raise UnreadableArticleError("it asks to log in, and holds no article")
    if length < _LONGEST_OF_A_NOTICE and "javascript" in body.text.lower():
        raise UnreadableArticleError("it shows its article only where scripts run")
    words = (block.stop - block.start - links for block, links in zip(body.structure, link_lengths(body), strict=True))
    if max(words, default=0) < _LEAST_WORDS:
        raise UnreadableArticleError("no article was found in it")
