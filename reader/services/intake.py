"""Articles on their way into a library, stored in short batches that are one action."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from reader.domain.article import ArticleDraft
from reader.errors import LibraryError
from reader.formats.languages import detected
from reader.services.outcomes import Outcome, Result
from reader.services.same_or_new import keep
from reader.storage.indexing import index_articles
from reader.storage.library import Library

#: A batch is read, then stored in one short transaction: others can write between two of them.
_BATCH_SECONDS = 0.15
_BATCH_MOST = 120


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article that waits to be stored: from which file or URL it came, and where it stands there."""

    draft: ArticleDraft
    origin: str
    place: str = ""


class Intake:
    """Stores what comes in, as one action of a person: its articles that came in before are kept if it fails."""

    def __init__(self, library: Library, verb: str = "Import") -> None:
        self._library = library
        self._verb = verb
        self._articles = 0
        self._action: int | None = None
        self._of_action = 0

    def store_all(
        self, items: Iterable[Incoming | Outcome], after_batch: Callable[[int], None] = lambda _done: None
    ) -> list[Outcome]:
        """Store what comes, in batches; what became of each, in the same order. `after_batch` is told how many so far.

        Raises LibraryError, which tells how many articles were kept.
        """
        outcomes: list[Outcome] = []
        for batch in _batches(items):
            try:
                outcomes += self._store(batch)
            except LibraryError as error:
                raise LibraryError(f"{error} {self._kept()}") from error
            after_batch(len(outcomes))
        return outcomes

    def _store(self, batch: list[Incoming | Outcome]) -> list[Outcome]:
        if all(isinstance(item, Outcome) for item in batch):
            return [item for item in batch if isinstance(item, Outcome)]
        library = self._library
        # Before the lock is taken: the first text that needs the model waits half a second for it.
        told = [item if isinstance(item, Outcome) else _told(item) for item in batch]
        with library.action(self._verb, continues=self._action) as action:
            stored = [
                item if isinstance(item, Outcome) else keep(library, item.draft, item.origin, item.place)
                for item in told
            ]
            titles = [outcome.title for outcome in stored if outcome.result in (Result.IMPORTED, Result.NEW_VERSION)]
            count = len(titles) + (self._of_action if action == self._action else 0)
            if titles:
                title = f"{self._verb} “{titles[0]}”" if count == 1 else f"{self._verb} {count} articles"
                library.history.rename(action, title)
                index_articles(library, _BATCH_MOST)
        self._articles, self._action, self._of_action = self._articles + len(titles), action, count
        return stored

    def _kept(self) -> str:
        if self._articles == 1:
            return "One article had come in before and is kept."
        return f"{self._articles or 'No'} articles had come in before{' and are kept' if self._articles else ''}."


def _told(item: Incoming) -> Incoming:
    """The same with the language that its text is in, where its source does not tell."""
    if item.draft.language:
        return item
    language = detected(item.draft.text)
    return replace(item, draft=replace(item.draft, language=language)) if language else item


def _batches(items: Iterable[Incoming | Outcome]) -> Iterator[list[Incoming | Outcome]]:
    batch: list[Incoming | Outcome] = []
    since = time.monotonic()
    for item in items:
        batch.append(item)
        if len(batch) >= _BATCH_MOST or time.monotonic() - since > _BATCH_SECONDS:
            yield batch
            batch, since = [], time.monotonic()
    if batch:
        yield batch
