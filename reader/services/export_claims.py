"""Taking claims out: as a table, for people to read, and as reviews that other programs know."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reader.domain.ledger import Claim, LedgerQuery
from reader.errors import CancelledError, FileError
from reader.storage.ledger import claims, label_names, verdict_choices
from reader.storage.ledger_listing import listed_claims
from reader.storage.library import Library

_BATCH = 200


class ClaimFormat(StrEnum):
    """What claims may be written as: the ending of the file's name."""

    CSV = ".csv"
    MARKDOWN = ".md"
    HTML = ".html"
    REVIEW = ".jsonld"


@dataclass(frozen=True, slots=True)
class Exported:
    """How many claims were written, and how many were left out for want of a verdict."""

    written: int
    left_out: int = 0

    def sentence(self, where: str) -> str:
        """What is told of it."""
        told = f"exported {self.written:,} {'claim' if self.written == 1 else 'claims'} to {where}"
        if not self.left_out:
            return told
        return f"{told}; {self.left_out:,} without a verdict {'was' if self.left_out == 1 else 'were'} left out"


def export_claims(
    library: Library,
    path: Path,
    which: LedgerQuery | Sequence[int],
    *,
    page: str = "",
    excel: bool = False,
    replace: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Exported:
    """Write the claims that are asked for, or those of these annotations, to a file, whole or not at all.

    The ending of its name says as what. `page` is where reviews are going to be published, `excel` makes a
    table fit for spreadsheets. One claim alone as a review
    is refused where it has no verdict; of several, those without one are left out. Raises FileError, QueryError,
    LibraryError, CancelledError.
    """
    from reader.formats.claim_facts import safe_url  # noqa: PLC0415
    from reader.formats.claim_html import write_page  # noqa: PLC0415 - a window that opens a ledger does without
    from reader.formats.claim_markdown import write_markdown  # noqa: PLC0415
    from reader.formats.claim_review import ReviewMaker, write_review, write_reviews  # noqa: PLC0415
    from reader.formats.claim_table import write_table  # noqa: PLC0415
    from reader.formats.whole_file import whole_file  # noqa: PLC0415

    kind = format_of(path)
    if page and not safe_url(page):
        raise FileError(f"“{page}” is no address of a page, such as https://example.org/checks: nothing was written.")
    with library.snapshot():
        ids = listed_claims(library, which).ids if isinstance(which, LedgerQuery) else which
        found = _watched(library, ids, progress, cancelled)
        single = not isinstance(which, LedgerQuery) and len(ids) == 1
        with whole_file(path, replace=replace) as file:
            match kind:
                case ClaimFormat.CSV:
                    return Exported(write_table(found, file, excel=excel))
                case ClaimFormat.MARKDOWN:
                    return Exported(write_markdown(found, file, "Claims"))
                case ClaimFormat.HTML:
                    return Exported(write_page(found, file, "Claims"))
            maker = ReviewMaker(label_names(library), verdict_choices(library), page)
            if single:
                write_review(_only(found), file, maker)
                return Exported(1)
            return Exported(*write_reviews(found, file, maker))


def format_of(path: Path) -> ClaimFormat:
    """As what claims are written to a file of this name. Raises FileError."""
    endings = {".json": ClaimFormat.REVIEW, ".htm": ClaimFormat.HTML, ".markdown": ClaimFormat.MARKDOWN}
    ending = path.suffix.lower()
    if ending in endings:
        return endings[ending]
    try:
        return ClaimFormat(ending)
    except ValueError:
        known = ", ".join(ClaimFormat)
        raise FileError(f"Claims are written to files that end in {known}; “{path.name}” does not.") from None


def _only(found: Iterator[Claim]) -> Claim:
    for claim in found:
        return claim
    raise FileError("This claim is not there any more: nothing was written.")


def _watched(
    library: Library, ids: Sequence[int], progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> Iterator[Claim]:
    for start in range(0, len(ids), _BATCH):
        if cancelled():
            raise CancelledError("The export was cancelled: no file was written.")
        progress(start, len(ids))
        yield from claims(library, ids[start : start + _BATCH]).values()
    progress(len(ids), len(ids))
