"""Taking articles in from files and folders."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from reader.domain.intake import GUESSED, Rules
from reader.errors import UnreadableArticleError
from reader.formats import files
from reader.formats.found import Refused
from reader.formats.reasons import shown
from reader.services.intake import Incoming, Intake
from reader.services.outcomes import ImportReport, Outcome, Result
from reader.storage.library import Library

_Item = Path | files.Failure | files.PassedOver


def import_paths(
    library: Library,
    paths: Iterable[Path],
    rules: Rules = GUESSED,
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Take in files and all that is in folders: one action, whatever fails on the way.

    Progress is told in files. A text that is in the library already is a duplicate; where it lies in the bin, it
    comes out again. Raises LibraryError, which tells how many articles were kept.
    """
    found: list[_Item] = []
    for item in files.find(paths):
        if cancelled():
            return ImportReport((), cancelled=True)
        found.append(item)
    return import_found(library, found, rules, progress=progress, cancelled=cancelled)


def import_found(
    library: Library,
    found: Sequence[_Item],
    rules: Rules = GUESSED,
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Take in what was found, as `import_paths` does. The files that progress tells of are stored by then."""
    progress(0, len(found))
    reading = _Reading(found, rules, cancelled)
    outcomes = Intake(library).store_all(reading.items(), lambda _done: progress(reading.files_read, len(found)))
    return ImportReport(tuple(outcomes), cancelled=reading.stopped)


class _Reading:
    """Reads one file after the other, until the person cancels."""

    def __init__(self, found: Sequence[_Item], rules: Rules, cancelled: Callable[[], bool]) -> None:
        self._found = found
        self._rules = rules
        self._cancelled = cancelled
        self.files_read = 0
        self.stopped = False

    def items(self) -> Iterator[Incoming | Outcome]:
        """The articles in the files, and what became of those that give none."""
        for number, item in enumerate(self._found, 1):
            if self._cancelled():
                self.stopped = True
                return
            match item:
                case files.Failure(path, reason):
                    self.files_read = number
                    yield Outcome(shown(path), Result.FAILED, reason)
                case files.PassedOver(path):
                    self.files_read = number
                    yield Outcome(shown(path), Result.PASSED_OVER, "it is in no format that is taken in from folders")
                case path:
                    yield from self._articles(path, number)

    def _articles(self, path: Path, number: int) -> Iterator[Incoming | Outcome]:
        # One item behind, so that the file counts as read with its last article.
        waiting: Incoming | Outcome | None = None
        try:
            for item in files.read(path, self._rules.for_file(str(path))):
                if waiting is not None:
                    yield waiting
                    if self._cancelled():
                        self.stopped = True
                        return
                waiting = (
                    Outcome(shown(path), Result.FAILED, item.reason, place=item.place)
                    if isinstance(item, Refused)
                    else Incoming(item.draft, shown(path), item.place)
                )
        except UnreadableArticleError as error:
            if waiting is not None:
                yield waiting
            waiting = Outcome(shown(path), Result.FAILED, str(error))
        self.files_read = number
        yield waiting or Outcome(shown(path), Result.FAILED, "it holds no article")
