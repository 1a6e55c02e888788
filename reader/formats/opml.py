"""OPML, the list of feeds that readers of feeds exchange (opml.org/spec2.opml)."""

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, BinaryIO
from xml.sax.saxutils import escape, quoteattr

from reader.domain.feeds import Subscription, tidy_folder
from reader.domain.intake import Rules
from reader.errors import UnreadableArticleError
from reader.formats.encoding import decode
from reader.formats.found import Found, Refused, all_of
from reader.formats.xml_root import root_name

MOST_BYTES = 20 * 1024**2

#: Why such a file gives no articles.
IS_OPML = (
    "it is a list of feeds (OPML), which holds no articles; to subscribe to them, choose it in the window of feeds, "
    "or give it to “gloss feeds add”"
)
_DEEPEST = 50
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']""")
_DECLARATION = re.compile(r"^\s*<\?xml.*?\?>", re.DOTALL)
_ANY_ELEMENT = re.compile(rb"<\s*(?:opml|outline)\b", re.IGNORECASE)
# What XML 1.0 cannot hold.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read(file: BinaryIO, origin: str, rules: Rules) -> Iterator[Found | Refused]:  # noqa: ARG001
    """Nothing: such a file holds no articles. Raises UnreadableArticleError, which says how to subscribe."""
    raise UnreadableArticleError(IS_OPML if is_opml(all_of(file, MOST_BYTES)) else "it is no list of feeds (OPML)")


def is_opml(data: bytes) -> bool:
    """Whether this is a list of feeds, by its first element."""
    return root_name(data) == "opml"


def parse(data: bytes) -> list[Subscription]:
    """The feeds of the list in their order, each URL once; outlines around them are their folder.

    What can be read of a damaged file is read; entities from outside and the network are left alone. Raises
    UnreadableArticleError where it is no list of feeds.
    """
    from lxml import etree  # noqa: PLC0415 - loaded with the first list

    if not data.strip():
        raise UnreadableArticleError("it is empty")
    if not is_opml(data) and not _ANY_ELEMENT.search(data[: 64 * 1024].replace(b"\0", b"")):
        raise UnreadableArticleError("it is no list of feeds (OPML)")
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring(_text(data).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise UnreadableArticleError("it is damaged, so that nothing of it can be read")
    found: dict[str, Subscription] = {}
    for subscription in _subscriptions(root):
        found.setdefault(subscription.url, subscription)
    return list(found.values())


def write(subscriptions: Iterable[Subscription], title: str = "Feeds of Gloss") -> str:
    """The list as OPML 2.0: folders as outlines, in the order given; the text of a file in UTF-8."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += [f"  <head><title>{escape(_fit(title))}</title></head>", "  <body>"]
    in_order = list(subscriptions)
    lines += _outlines([(tuple(filter(None, one.folder.split("/"))), one) for one in in_order], "    ")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _text(data: bytes) -> str:
    """The text of the file, without its declaration, in which some tell another encoding than they have."""
    declared = _DECLARED.match(data)
    name = declared[1].decode("ascii", "replace") if declared else ""
    try:
        # A declaration that reads as ASCII does not stand in UTF-16 or UTF-32, whatever it says.
        wide = codecs.lookup(name).name.startswith(("utf-16", "utf-32"))
        text = decode(data) if wide else data.decode(name, "replace")
    except LookupError:
        text = decode(data)
    return _DECLARATION.sub("", text.lstrip("\ufeff"), count=1)


def _subscriptions(root: Any) -> Iterator[Subscription]:
    waiting: list[tuple[Any, tuple[str, ...]]] = [(root, ())]
    while waiting:
        element, folders = waiting.pop()
        inside = folders
        if isinstance(element.tag, str) and element.tag.lower() == "outline":
            said = {name.lower(): " ".join(value.split()) for name, value in element.attrib.items()}
            name = said.get("title") or said.get("text", "")
            url = said.get("xmlurl") or (said.get("url", "") if said.get("type", "").lower() in ("rss", "atom") else "")
            if url:
                yield Subscription(url, name, tidy_folder("/".join(folders)))
            elif name:
                inside = (*folders, name)[:_DEEPEST]
        waiting += [(child, inside) for child in reversed(element)]


def _outlines(placed: list[tuple[tuple[str, ...], Subscription]], indent: str) -> Iterator[str]:
    """The outlines of the feeds: those without a folder first, then each folder with what is in it."""
    for folders, one in placed:
        if not folders:
            name = quoteattr(_fit(one.title or one.url))
            yield f'{indent}<outline type="rss" text={name} title={name} xmlUrl={quoteattr(_fit(one.url))}/>'
    inner = sorted((item for item in placed if item[0]), key=lambda item: item[0][0])
    for name, group in groupby(inner, key=lambda item: item[0][0]):
        told = quoteattr(_fit(name))
        yield f"{indent}<outline text={told} title={told}>"
        yield from _outlines([(folders[1:], one) for folders, one in group], f"{indent}  ")
        yield f"{indent}</outline>"


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)
