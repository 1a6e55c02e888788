"""Feeds that a person has subscribed to: what a file of them says, and what a list of them shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed as a list of feeds names it; `folder` is a path such as `News/Asia`, empty for none."""

    url: str
    title: str = ""
    folder: str = ""


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed of the library.

    `minutes` is how often it is to be refreshed, 0 for by hand alone. `checked_at` is when it was asked last (UTC,
    ISO 8601, empty for never), `failures` how often in a row that failed, `trouble` why, as a sentence, empty where
    all is well. `unread` counts its articles outside the bin.
    """

    id: int
    url: str
    title: str
    folder: str
    minutes: int
    checked_at: str = ""
    failures: int = 0
    trouble: str = ""
    unread: int = 0

    @property
    def name(self) -> str:
        """What the feed is called: its title, else its URL."""
        return self.title or self.url


def tidy_folder(folder: str) -> str:
    """The path of a folder without empty parts and white space around its names."""
    return "/".join(filter(None, (" ".join(name.split()) for name in folder.split("/"))))


@dataclass(frozen=True, slots=True)
class FeedState:
    """How it went when a feed was asked last: what its server said to know it again by, and when to ask again.

    Times are UTC, ISO 8601, empty for never. With `trouble` and no `failures` the server itself wants to be left
    alone until `next_at`.
    """

    etag: str = ""
    modified: str = ""
    checked_at: str = ""
    next_at: str = ""
    failures: int = 0
    trouble: str = ""
