"""What a file of articles gives: articles, and parts of it that are none; and what reads such a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from reader.domain.article import ArticleDraft
from reader.domain.intake import Rules
from reader.errors import UnreadableArticleError


@dataclass(frozen=True, slots=True)
class Found:
    """An article; `place` says where in its file it stands (`line 12`, `entry 3`), empty where it is the file."""

    draft: ArticleDraft
    place: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A part of a file that gives no article; the reason is a sentence without capital and full stop."""

    reason: str
    place: str = ""


class Format(Protocol):
    """What each module of a format offers."""

    #: Larger files are refused before they are read.
    MOST_BYTES: int

    @staticmethod
    def read(file: BinaryIO, origin: str, rules: Rules) -> Iterator[Found | Refused]:
        """The articles of a file that stands at its start and can be sought in, one after the other.

        `origin` is where it came from: a path as text, or a URL. Raises UnreadableArticleError, at the first article
        or later, where nothing more can be had of the file: its text is a reason such as `it is empty`.
        """


def all_of(file: BinaryIO, most: int) -> bytes:
    """All bytes of the file. Raises UnreadableArticleError where there are more than `most`."""
    data = file.read(most + 1)
    if len(data) > most:
        raise UnreadableArticleError(too_large(most))
    return data


def too_large(most: int) -> str:
    """The reason why a file of more bytes is refused."""
    return f"it is larger than {most // 1024**2} MB"
