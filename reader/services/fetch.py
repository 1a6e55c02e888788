"""Fetching one thing from the web: http and https only, with limits of time and size, each failure a sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from time import monotonic
from urllib.parse import urljoin, urlsplit, urlunsplit

from reader import __version__
from reader.services.exchange import Answer, Exchange
from reader.services.web_errors import FetchError, status_error

MOST_BYTES = 50 * 1024**2
MOST_SECONDS = 60.0

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_NOT_MODIFIED = 304
_ACCEPTED = "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, */*;q=0.8"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: `url` is where it lay after redirects, `moved_to` where it lies for good, if that is elsewhere.

    `status` is 304, and the body empty, where nothing has changed since the `etag` or the `modified` that was sent.
    `content_type` is in small letters and without parameters, `charset` empty where the server names none.
    """

    url: str
    status: int
    body: bytes
    content_type: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""
    moved_to: str = ""

    @property
    def unchanged(self) -> bool:
        """Whether there is nothing new, and no body."""
        return self.status == _NOT_MODIFIED


def fetch(
    url: str,
    *,
    etag: str = "",
    modified: str = "",
    most_bytes: int = MOST_BYTES,
    seconds: float = MOST_SECONDS,
    cancelled: Callable[[], bool] = lambda: False,
) -> Fetched:
    """Get what lies at the URL, within so many seconds for all of it, redirects too.

    With `etag` or `modified`, as an answer gave them before, the server is asked only for what is newer. Raises
    FetchError, CancelledError.
    """
    deadline = monotonic() + seconds
    fields = {"User-Agent": f"Gloss/{__version__}", "Accept": _ACCEPTED, "Accept-Encoding": "gzip"}
    if etag:
        fields["If-None-Match"] = etag
    if modified:
        fields["If-Modified-Since"] = modified
    here, seen, lasting, moved_to = _checked(url, url), set[str](), True, ""
    while True:
        seen.add(here)
        answer = Exchange(here, fields, most_bytes, deadline).run(cancelled)
        if answer.status not in _REDIRECTS or not answer.fields.get("location"):
            return _fetched(here, answer, moved_to)
        here = _checked(urljoin(here, _ascii(answer.fields["location"])), url)
        if here in seen:
            raise FetchError(url, "its server sends one round in a circle")
        if len(seen) > _MOST_REDIRECTS:
            raise FetchError(url, f"it was sent on more than {_MOST_REDIRECTS} times")
        lasting = lasting and answer.status in _FOR_GOOD
        moved_to = here if lasting else moved_to


def web_address(text: str) -> str:
    """What a person has typed or copied as a URL of the web, or empty where it cannot be one.

    `https://` is put before a name of a server that stands alone; `feed:` is what some programs call a feed's URL.
    """
    text = text.strip()
    if text.startswith("feed:"):
        text = text.removeprefix("feed:").removeprefix("//")
    if not text or any(character.isspace() for character in text):
        return ""
    if "://" not in text:
        if "." not in text.partition("/")[0] or text[0] in "./@" or "@" in text.partition("/")[0]:
            return ""
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return ""
    return text if parts.scheme.lower() in ("http", "https") and parts.hostname else ""


def _checked(url: str, asked: str) -> str:
    """The URL in ASCII, without fragment. Raises FetchError where it is none of the web."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        if host and not host.isascii():
            host = host.encode("idna").decode()
    except ValueError:  # a UnicodeError is one, too
        raise FetchError(asked, "its address is not written as a web address is") from None
    if parts.scheme.lower() not in ("http", "https"):
        how = "it was sent on to an address" if url != asked else "its address is one"
        raise FetchError(asked, f"{how} that is not of the web (only http and https are fetched)")
    if not host:
        raise FetchError(asked, "its address names no server")
    place = f"[{host}]" if ":" in host else host
    place = f"{place}:{port}" if port is not None else place
    return urlunsplit((parts.scheme.lower(), place, parts.path or "/", parts.query, ""))


def _ascii(location: str) -> str:
    """A redirect's target; some servers write UTF-8 there, which comes as Latin-1."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _fetched(url: str, answer: Answer, moved_to: str) -> Fetched:
    fields = answer.fields
    if answer.status != _NOT_MODIFIED and not 200 <= answer.status < 300:
        raise status_error(url, answer.status, fields.get("retry-after", ""))
    type_of = Message()
    type_of["content-type"] = fields.get("content-type", "")
    return Fetched(
        url,
        answer.status,
        answer.body,
        type_of.get_content_type() if fields.get("content-type") else "",
        str(type_of.get_param("charset") or "").lower(),
        fields.get("etag", ""),
        fields.get("last-modified", ""),
        moved_to,
    )
