"""What a web page says of itself: title, author, date, site, language, direction, address."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from reader.domain.text import normalise
from reader.formats.html_blocks import Element, link_target

_LONGEST = 300
_SPACES = re.compile("[ \t\n]+")
_TITLES = ("parsely-title", "dc:title", "dcterms:title", "og:title", "twitter:title", "title")
_AUTHORS = ("dc:creator", "dcterms:creator", "parsely-author", "author", "article:author", "byl", "sailthru:author")
_DATES = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date"),
    *("sailthru:date", "dcterms:issued", "dc:date:issued", "dcterms:created", "dcterms:date", "dc:date", "pubdate"),
    *("publishdate", "publish-date", "publish_date", "publication_date", "date"),
)
_DATE_ELEMENTS = (
    "//*[@itemprop='datePublished']|//time[@pubdate]|//time[contains(concat(' ',@class,' '),' published ')]"
)
# `Title | Site`; marks that no title has in itself, and dashes, which titles do have.
_BARS = re.compile(r"\s+(?:[|¦│·•»«✩★☆]|::|[<>])\s+")
_DASHES = re.compile(r"\s+[-–—−/:]\s+|:\s+")
_DAY_IN_PATH = re.compile(r"/([12][0-9]{3})[/-]([0-9]{2})[/-]([0-9]{2})(?:[/-]|$)", re.ASCII)
_LEAST_TITLE = 10
_LONGEST_TITLE = 1_000  # what is longer is no title
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_ARTICLE_TYPES = ("Article", "Posting", "Report", "Review", "Blog")
_MOST_NODES = 2_000
_MOST_LANGUAGES = 50


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What is not told is empty. `base` is what links are resolved against; the rest is as in an ArticleDraft."""

    title: str
    site: str
    author: str
    published: str
    language: str
    direction: str
    url: str
    base: str


def metadata_of(root: Element, url: str, *, large: bool) -> PageMetadata:
    """What the page that came from the URL says of itself. Of a large page only the head is asked for the author."""
    told = _Told(root)
    own = _own_url(root, told, url)
    site = told.one("og:site_name") or told.name_in_graph("publisher") or told.one("application-name")
    return PageMetadata(
        title=_title(root, told, site or urlsplit(own).hostname or "", own),
        site=site or (urlsplit(own).hostname or "").removeprefix("www."),
        author=_author(told) or _byline(root, large=large),
        published=_published(root, told) or _day_in(own),
        language=_language(root, told),
        direction=_direction(root),
        url=own,
        base=_base(root, url or own),
    )


class _Told:
    """The meta elements of a page and the JSON-LD node of its article."""

    def __init__(self, root: Element) -> None:
        self._meta: dict[str, str] = {}
        for element in root.iter("meta"):
            content = _clean(element.get("content", ""))
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                for name in element.get(attribute, "").lower().split() if content else ():
                    self._meta.setdefault(name.replace(".", ":"), content)
        self.node = next(_articles_in_graph(root), {})

    def one(self, *names: str) -> str:
        """What the first of the meta elements says that says something."""
        return next((self._meta[name] for name in names if name in self._meta), "")

    def text_in_graph(self, key: str) -> str:
        """The text that the article's node in JSON-LD has."""
        value = self.node.get(key)
        return _clean(value) if isinstance(value, str) else ""

    def name_in_graph(self, key: str) -> str:
        """The name of what the article's node in JSON-LD names."""
        value = next(iter(_as_list(self.node.get(key))), None)
        name = value.get("name") if isinstance(value, dict) else value
        return _clean(name) if isinstance(name, str) else ""


def _articles_in_graph(root: Element) -> Iterator[dict[str, Any]]:
    """The nodes of JSON-LD that are articles, in the order of the page, the outer before the inner."""
    waiting: list[Any] = []
    for script in root.iter("script"):
        if script.get("type", "").strip().lower() == "application/ld+json":
            try:
                waiting.append(json.loads((script.text or "").strip().rstrip(";"), strict=False))
            except (ValueError, RecursionError):
                continue
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            types = node.get("@type")
            if any(isinstance(name, str) and name.endswith(_ARTICLE_TYPES) for name in _as_list(types)):
                yield node
            waiting.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node)


def _title(root: Element, told: _Told, site: str, url: str) -> str:
    """The title that is told to others; else that of the window, without the name of the site."""
    headlines = [_clean(heading.text_content()) for heading in root.iter("h1")]
    names = {_folded(name) for name in (site, *(urlsplit(url).hostname or "").split("."))} - {""}
    for title in (told.text_in_graph("headline"), told.one(*_TITLES)):
        if 0 < len(title) <= _LONGEST_TITLE:
            return _without_site(title, names, headlines, bars=False)
    window = next((element for element in root.iter("title") if element.getparent().tag in {"head", "html"}), None)
    title = _clean(window.text_content()) if window is not None else ""
    if 0 < len(title) <= _LONGEST_TITLE:
        return _without_site(title, names, headlines, bars=True)
    return headlines[0] if len(headlines) == 1 and len(headlines[0]) <= _LONGEST_TITLE else ""


def _without_site(title: str, names: set[str], headlines: list[str], *, bars: bool) -> str:
    """The title without the site's name at its end or its beginning.

    What stands behind a dash goes only where it is known to be the site's name, or where the rest is a headline of
    the page; what stands behind a bar goes too if `bars`, where enough is left.
    """
    partings = sorted([*_BARS.finditer(title), *_DASHES.finditer(title)], key=lambda found: found.start())
    for parting, rest, name in (
        *((found, title[: found.start()], title[found.end() :]) for found in partings[-1:]),
        *((found, title[found.end() :], title[: found.start()]) for found in partings[:1]),
    ):
        if rest and (_folded(name) in names or rest in headlines):
            return rest
        is_last = name == title[parting.end() :]
        if bars and is_last and _BARS.fullmatch(parting[0]) and len(rest) >= max(_LEAST_TITLE, len(name)):
            return rest
    return title


def _published(root: Element, told: _Told) -> str:
    """The first date that is one; with its time, where another place tells that of the same day."""
    elements = root.xpath(_DATE_ELEMENTS)
    times = root.xpath("//time[@datetime]")
    if len(times) == 1:
        elements = [*elements, *times]
    said = (
        told.text_in_graph("datePublished"),
        *(told.one(name) for name in _DATES),
        *(element.get("datetime") or element.get("content") or element.text_content() for element in elements),
    )
    moments = [moment for moment in map(iso_moment, said) if moment]
    return (
        next((moment for moment in moments if "T" in moment and moment[:10] == moments[0][:10]), moments[0])
        if (moments)
        else ""
    )


def iso_moment(said: str) -> str:
    """A date, or a date and time, in ISO 8601 to the second, from that or from the form of mail; empty if none."""
    said = said.strip()
    if not 8 <= len(said) <= 64:
        return ""
    try:
        return date.fromisoformat(said).isoformat()
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        try:
            moment = parsedate_to_datetime(said)
        except (ValueError, OverflowError):
            return ""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _author(told: _Told) -> str:
    """All who are named, with commas between; addresses of profiles are no names."""
    said = told.node.get("author")
    people = [person.get("name") if isinstance(person, dict) else person for person in _as_list(said)]
    names = [_clean(name) for name in people if isinstance(name, str)] or [told.one(name) for name in _AUTHORS]
    names = [name for name in names if name and "://" not in name and not name.startswith(("/", "@"))]
    return ", ".join(dict.fromkeys(names if said else names[:1]))[:_LONGEST]


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _byline(root: Element, *, large: bool) -> str:
    """The author whom trafilatura finds. It finds days too, but makes up some of them from years in the text."""
    from trafilatura import extract_metadata  # noqa: PLC0415 - loaded when the first page is met

    page = deepcopy(root.find("head")) if large else root  # within its page it would be searched from the root on
    told = None if page is None else extract_metadata(page, extensive=False).author
    return _clean(told or "")[:_LONGEST]


def _day_in(url: str) -> str:
    """The day that stands in the path of many addresses: `/2025/05/30/`."""
    found = _DAY_IN_PATH.search(urlsplit(url).path)
    return iso_moment("-".join(found.groups())) if found else ""


def _language(root: Element, told: _Told) -> str:
    said = (
        _said_of_most(root, "lang"),
        told.one("content-language", "language", "dc:language", "dcterms:language"),
        told.text_in_graph("inLanguage"),
        told.one("og:locale"),
    )
    for language in said:
        tag = language.split(",")[0].strip().replace("_", "-")
        if _LANGUAGE.fullmatch(tag):
            return tag
    return ""


def _direction(root: Element) -> str:
    direction = _said_of_most(root, "dir").strip().lower()
    return direction if direction in {"ltr", "rtl"} else ""


def _said_of_most(root: Element, attribute: str) -> str:
    """What is said of the page, of its body, or of an element that holds at least half of its words."""
    body = root.find("body")
    for element in (body, root):
        if element is not None and element.get(attribute):
            return str(element.get(attribute))
    if body is None:
        return ""
    half = len(body.text_content()) / 2
    for element in body.xpath(f"(.//*[@{attribute}])[position()<={_MOST_LANGUAGES}]"):
        if len(element.text_content()) >= half:
            return str(element.get(attribute))
    return ""


def _own_url(root: Element, told: _Told, url: str) -> str:
    """The address that the page gives itself; else the one it came from."""
    canonical = (link.get("href", "") for link in root.iter("link") if "canonical" in link.get("rel", "").split())
    for said in (*canonical, told.one("og:url")):
        target = link_target(said, url)
        if target.startswith(("http:", "https:")):
            return target
    return url


def _base(root: Element, url: str) -> str:
    for element in root.iter("base"):
        try:
            return urljoin(url, str(element.get("href", "")))
        except ValueError:
            continue
    return url


def _folded(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()


def _clean(text: str) -> str:
    return _SPACES.sub(" ", normalise(text)).strip()
