"""Taking articles in from files and folders."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reader.domain.article import ArticleDraft
from reader.errors import LibraryError, UnreadableArticleError
from reader.formats import files
from reader.storage.library import Library

#: A batch is read, then stored in one short transaction: others can write between two of them.
_BATCH_SECONDS = 0.05
_BATCH_MOST = 200


class Result(StrEnum):
    """What became of a file."""

    IMPORTED = "imported"
    DUPLICATE = "duplicate"
    FAILED = "failed"
    PASSED_OVER = "passed over"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: the article it gave (or is a duplicate of), or why it failed."""

    path: Path
    result: Result
    reason: str = ""
    article_id: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of all files, and whether the person cancelled before the end."""

    outcomes: tuple[Outcome, ...]
    cancelled: bool = False

    def count(self, result: Result) -> int:
        """How many files had this result."""
        return sum(outcome.result is result for outcome in self.outcomes)

    @property
    def failed(self) -> bool:
        """Whether any file failed."""
        return self.count(Result.FAILED) > 0

    def imported_ids(self) -> tuple[int, ...]:
        """The articles that came in, in the order of the files."""
        return tuple(outcome.article_id for outcome in self.outcomes if outcome.result is Result.IMPORTED)

    def sentence(self, *, passed_over: bool = False) -> str:
        """The counts, as the last line of the command says them; also of the files passed over, where asked for."""
        counts = [(Result.IMPORTED, "imported"), (Result.DUPLICATE, "duplicates"), (Result.FAILED, "failed")]
        if passed_over and self.count(Result.PASSED_OVER):
            counts.append((Result.PASSED_OVER, "passed over"))
        return ", ".join(f"{name} {self.count(result)}" for result, name in counts)


def import_paths(
    library: Library,
    paths: Iterable[Path],
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Take in files and all that is in folders: one action, whatever fails on the way.

    A text that is in the library already is a duplicate; where it lies in the bin, it comes out again.
    Raises LibraryError, which tells how many articles were kept.
    """
    found = []
    for item in files.find(paths):
        if cancelled():
            return ImportReport((), cancelled=True)
        found.append(item)
    outcomes: list[Outcome] = []
    kept = _Kept()
    progress(0, len(found))
    for batch in _batches(found, cancelled):
        try:
            outcomes += _store(library, batch, kept)
        except LibraryError as error:
            raise LibraryError(f"{error} {kept.sentence()}") from error
        progress(len(outcomes), len(found))
    return ImportReport(tuple(outcomes), cancelled=len(outcomes) < len(found))


@dataclass(slots=True)
class _Kept:
    """How many articles have come in so far, and the action that they came in by, with its own number."""

    articles: int = 0
    action: int | None = None
    of_action: int = 0

    def sentence(self) -> str:
        if self.articles == 1:
            return "One article had come in before and is kept."
        return f"{self.articles or 'No'} articles had come in before{' and are kept' if self.articles else ''}."


def _batches(
    found: list[Path | files.Failure | files.PassedOver], cancelled: Callable[[], bool]
) -> Iterator[list[tuple[Path, ArticleDraft] | Outcome]]:
    batch: list[tuple[Path, ArticleDraft] | Outcome] = []
    since = time.monotonic()
    for item in found:
        if cancelled():
            break
        batch.append(_read(item))
        if len(batch) >= _BATCH_MOST or time.monotonic() - since > _BATCH_SECONDS:
            yield batch
            batch, since = [], time.monotonic()
    if batch:
        yield batch


def _read(item: Path | files.Failure | files.PassedOver) -> tuple[Path, ArticleDraft] | Outcome:
    match item:
        case files.Failure(path, reason):
            return Outcome(path, Result.FAILED, reason)
        case files.PassedOver(path):
            return Outcome(path, Result.PASSED_OVER, "it is in no format that is taken in from folders")
    try:
        return item, files.read_article(item)
    except UnreadableArticleError as error:
        return Outcome(item, Result.FAILED, str(error))


def _store(library: Library, batch: list[tuple[Path, ArticleDraft] | Outcome], kept: _Kept) -> list[Outcome]:
    if all(isinstance(item, Outcome) for item in batch):
        return [item for item in batch if isinstance(item, Outcome)]
    with library.action("Import", continues=kept.action) as action:
        stored = [item if isinstance(item, Outcome) else _keep(library, *item) for item in batch]
        titles = [outcome.title for outcome in stored if outcome.result is Result.IMPORTED]
        count = len(titles) + (kept.of_action if action == kept.action else 0)
        if titles:
            library.history.rename(action, f"Import “{titles[0]}”" if count == 1 else f"Import {count} articles")
    kept.articles, kept.action, kept.of_action = kept.articles + len(titles), action, count
    return stored


def _keep(library: Library, path: Path, draft: ArticleDraft) -> Outcome:
    there = library.articles.with_text(draft.text)
    if there is None:
        return Outcome(path, Result.IMPORTED, "", library.articles.add(draft), draft.title)
    article_id, binned = there
    if binned:
        library.articles.set_binned(article_id, False)
        return Outcome(path, Result.IMPORTED, "it lay in the bin", article_id, draft.title)
    reason = f"the same text is in the library as “{library.articles.title(article_id)}”"
    return Outcome(path, Result.DUPLICATE, reason, article_id, draft.title)
