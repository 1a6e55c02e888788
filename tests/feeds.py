"""Feeds for tests: made of titles, served on this machine."""

from html import escape

from reader.storage.library import Library
from tests.serving import Asked, Reply


def rss(*entries: str, title: str = "Coastal Post", texts: dict[str, str] | None = None) -> bytes:
    """A feed with entries of these titles, each with a text that begins with it, or the one that is given."""
    items = "".join(
        f"<item><guid isPermaLink='false'>id:{escape(entry)}</guid><title>{escape(entry)}</title>"
        f"<link>https://post.example/{escape(entry)}</link>"
        f"<description>{escape((texts or {}).get(entry, f'{entry} and what came of it.'))}</description></item>"
        for entry in entries
    )
    head = f"<title>{escape(title)}</title><link>https://post.example/</link>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


def reply(*entries: str, title: str = "Coastal Post", texts: dict[str, str] | None = None) -> Reply:
    """An answer with the feed of these entries."""
    return Reply(rss(*entries, title=title, texts=texts), "application/rss+xml")


class Tagged:
    """Answers as a server does that knows the conditions of HTTP."""

    def __init__(self, body: bytes, etag: str) -> None:
        self._body = body
        self._etag = etag

    def __call__(self, asked: Asked) -> Reply:
        if asked.fields.get("if-none-match") == self._etag:
            return Reply(status=304)
        return Reply(self._body, "application/rss+xml", fields={"ETag": self._etag, "Last-Modified": "yesterday"})


def newest_action(library: Library) -> str:
    """The title of what undo would take back, empty for nothing."""
    row = library.row("SELECT title FROM action WHERE NOT undone ORDER BY id DESC LIMIT 1")
    return row[0] if row else ""
