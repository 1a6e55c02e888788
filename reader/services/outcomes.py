"""What became of all that an import met."""

from dataclasses import dataclass
from enum import StrEnum


class Result(StrEnum):
    """What became of an article, or of a file that gave none."""

    IMPORTED = "imported"
    NEW_VERSION = "new version"
    DUPLICATE = "duplicate"
    FAILED = "failed"
    PASSED_OVER = "passed over"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: its id (or that of which it is a duplicate), or why there is none.

    `origin` is the path or the URL it came from, `place` where in that file it stands, empty where it is the file.
    """

    origin: str
    result: Result
    reason: str = ""
    article_id: int = 0
    title: str = ""
    place: str = ""

    @property
    def where(self) -> str:
        """Origin and place, as sentences say them."""
        return f"{self.origin}, {self.place}" if self.place else self.origin


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of everything, and whether the person cancelled before the end."""

    outcomes: tuple[Outcome, ...]
    cancelled: bool = False

    def count(self, result: Result) -> int:
        """How many had this result."""
        return sum(outcome.result is result for outcome in self.outcomes)

    @property
    def failed(self) -> bool:
        """Whether anything failed."""
        return self.count(Result.FAILED) > 0

    def imported_ids(self) -> tuple[int, ...]:
        """The articles that came in, new versions too, in the order they were met."""
        come = (Result.IMPORTED, Result.NEW_VERSION)
        return tuple(outcome.article_id for outcome in self.outcomes if outcome.result in come)

    def sentence(self, *, passed_over: bool = False) -> str:
        """The counts, as the last line of the command says them; also of the files passed over, where asked for."""
        counts = [(Result.IMPORTED, "imported"), (Result.DUPLICATE, "duplicates"), (Result.FAILED, "failed")]
        if self.count(Result.NEW_VERSION):
            counts.insert(1, (Result.NEW_VERSION, "new versions"))
        if passed_over and self.count(Result.PASSED_OVER):
            counts.append((Result.PASSED_OVER, "passed over"))
        return ", ".join(f"{name} {self.count(result)}" for result, name in counts)
