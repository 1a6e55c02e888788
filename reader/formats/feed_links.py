"""Which feeds a web page names as its own."""

from reader.errors import UnreadableArticleError
from reader.formats.feed_entry import joined
from reader.formats.html_blocks import parse
from reader.formats.web_page import decoded

_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})


def feed_links(data: bytes, url: str, charset: str = "") -> list[str]:
    """The URLs of the feeds that the page at the URL names, those of comments last.

    By `<link rel="alternate">` with the type of a feed, resolved against the page (HTML Standard, 4.6.7.1).
    """
    try:
        root = parse(decoded(data, charset))
    except UnreadableArticleError:
        return []
    if root is None:
        return []
    base = next((joined(url, element.get("href", "")) for element in root.iter("base")), "") or url
    found = [
        joined(base, element.get("href", ""))
        for element in root.iter("link")
        if "alternate" in element.get("rel", "").lower().split()
        and element.get("type", "").partition(";")[0].strip().lower() in _TYPES
    ]
    return sorted(dict.fromkeys(filter(None, found)), key=lambda link: "comment" in link.lower())
