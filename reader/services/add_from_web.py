"""Adding from the web: each URL one page, or one document, as the articles that it holds."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from reader.domain.intake import GUESSED
from reader.errors import CancelledError, UnreadableArticleError
from reader.formats.binary import binary_kind
from reader.formats.feed import looks_like_feed
from reader.formats.found import Refused
from reader.formats.opml import IS_OPML, is_opml
from reader.formats.readers import SUFFIXES, reader_of
from reader.formats.xml_root import root_name
from reader.services.fetch import Fetched, fetch, web_address
from reader.services.from_web import IS_FEED
from reader.services.intake import Incoming, Intake
from reader.services.outcomes import ImportReport, Outcome, Result
from reader.services.web_errors import FetchError
from reader.storage.library import Library

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_SUFFIX_OF = {
    "application/pdf": ".pdf",
    "application/epub+zip": ".epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/json": ".json",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/zip": ".zip",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "multipart/related": ".mhtml",
}
#: What servers say of files that they know nothing of.
_SAYS_NOTHING = frozenset({"", "application/octet-stream", "binary/octet-stream", "text/plain"})


def add_from_web(
    library: Library,
    urls: Sequence[str],
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Fetch each URL and take in what lies there: one action, whatever fails on the way.

    Progress is told in URLs. Raises LibraryError, which tells how many articles were kept.
    """
    progress(0, len(urls))
    adding = _Adding(urls, progress, cancelled)
    # One URL at a time, so that the next one's server does not keep back what has come.
    intake = Intake(library, "Add")
    outcomes = [outcome for items in adding.by_url() for outcome in intake.store_all(items)]
    return ImportReport(tuple(outcomes), cancelled=adding.stopped)


class _Adding:
    """Fetches one URL after the other, until the person cancels."""

    def __init__(
        self, urls: Sequence[str], progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> None:
        self._urls = urls
        self._progress = progress
        self._cancelled = cancelled
        self.stopped = False

    def by_url(self) -> Iterator[list[Incoming | Outcome]]:
        """What each URL gave: articles, or why there are none."""
        for number, typed in enumerate(self._urls, 1):
            try:
                yield self._at(typed)
            except CancelledError:
                self.stopped = True
                return
            self._progress(number, len(self._urls))

    def _at(self, typed: str) -> list[Incoming | Outcome]:
        url = web_address(typed)
        if not url:
            return [Outcome(typed.strip(), Result.FAILED, "it is no address of the web (http or https)")]
        if self._cancelled():
            raise CancelledError("Stopped. Nothing was changed.")
        try:
            return list(_articles(fetch(url, cancelled=self._cancelled), url))
        except FetchError as error:
            return [Outcome(url, Result.FAILED, error.reason)]
        except UnreadableArticleError as error:
            return [Outcome(url, Result.FAILED, str(error))]


def _articles(fetched: Fetched, url: str) -> Iterator[Incoming | Outcome]:
    data, kind = fetched.body, fetched.content_type
    if looks_like_feed(data, kind):
        raise UnreadableArticleError(IS_FEED)
    if is_opml(data):
        raise UnreadableArticleError(IS_OPML)
    suffix = _suffix(fetched)
    if suffix not in SUFFIXES and (kind in _PAGES or root_name(data) == "html"):
        from reader.formats.web_page import article  # noqa: PLC0415 - loaded with the first page

        yield Incoming(article(data, url, fetched.url, fetched.charset), url)
        return
    if suffix not in SUFFIXES:
        found = binary_kind(data)
        raise UnreadableArticleError(
            f"it is {found}, not a web page" if found else f"it is no web page (its server calls it “{kind or '?'}”)"
        )
    any_article = False
    for item in reader_of(suffix).read(io.BytesIO(data), url, GUESSED):
        any_article = True
        if isinstance(item, Refused):
            yield Outcome(url, Result.FAILED, item.reason, place=item.place)
        else:
            # The URL of the whole is that of an article only where it is the whole.
            own = item.draft.url or ("" if item.place else fetched.url)
            yield Incoming(replace(item.draft, url=own), url, item.place)
    if not any_article:
        raise UnreadableArticleError("it holds no article")


def _suffix(fetched: Fetched) -> str:
    """By which suffix a file with the same in it would be read; of a page none, or that of its own."""
    if fetched.content_type in _PAGES:
        return ""
    of_path = PurePosixPath(urlsplit(fetched.url).path).suffix.lower()
    if fetched.content_type in _SAYS_NOTHING and of_path in SUFFIXES:
        return of_path if root_name(fetched.body) != "html" else ""
    if fetched.content_type == "text/plain" and root_name(fetched.body) == "html":
        return ""
    return _SUFFIX_OF.get(fetched.content_type, "")
