"""Web archives (RFC 2557): a page and all it shows in one file, as browsers save it; only the page is read."""

from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from typing import BinaryIO

from reader.domain.article import ArticleDraft
from reader.domain.intake import Rules
from reader.errors import UnreadableArticleError
from reader.formats import web_page
from reader.formats.found import Found, Refused, all_of

MOST_BYTES = 50 * 1024**2

_PAGES = ("text/html", "application/xhtml+xml")


def read(file: BinaryIO, origin: str, rules: Rules) -> Iterator[Found | Refused]:  # noqa: ARG001
    """The article of the page that the file holds. Raises UnreadableArticleError."""
    yield Found(article(all_of(file, MOST_BYTES), origin))


def article(data: bytes, origin: str) -> ArticleDraft:
    """The article of the archive's page, with the address that it was saved from. Raises UnreadableArticleError."""
    if not data.strip():
        raise UnreadableArticleError("it is empty")
    try:
        archive = message_from_bytes(data)
        page = _page(archive)
    except RecursionError as error:
        raise UnreadableArticleError("its parts are nested too deeply") from error
    if page is None:
        raise UnreadableArticleError("it is no web archive: there is no web page in it")
    body = page.get_payload(decode=True)
    if not isinstance(body, bytes) or not body.strip():
        raise UnreadableArticleError("the web page in it is empty")
    return web_page.article(body, origin, _address(page, archive), page.get_content_charset() or "")


def _page(archive: Message) -> Message | None:
    """The part that the archive says is its page, else the first page in it."""
    pages = [part for part in archive.walk() if part.get_content_type() in _PAGES]
    start = archive.get_param("start")
    return next((part for part in pages if start and _header(part, "Content-ID") == start), next(iter(pages), None))


def _address(page: Message, archive: Message) -> str:
    said = (_header(page, "Content-Location"), _header(archive, "Snapshot-Content-Location"))
    return next((address for address in said if address.lower().startswith(("http://", "https://"))), "")


def _header(part: Message, name: str) -> str:
    """A header in one line, decoded; browsers write addresses with other than ASCII letters as words of mail."""
    said = str(part.get(name, ""))
    with suppress(ValueError, LookupError):  # a broken word of mail stays as it is
        said = str(make_header(decode_header(said)))
    return "".join(said.split())
