"""Tagging all occurrences of a quote: found first, so that a person can look them over, then tagged as one action."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from reader.domain.article import ArticleFilter
from reader.domain.changes import AnnotationsChanged, Change
from reader.domain.codebook import Label
from reader.domain.occurrences import occurrences
from reader.domain.span import Span
from reader.domain.text import context
from reader.errors import AnnotationError, CancelledError
from reader.services.annotate import quoted
from reader.services.entity_matching import EntityMatching
from reader.storage.library import Library

#: No more are found at once: nobody looks over more of them.
MOST = 50_000

_CONTEXT = 80
_ARTICLES, _ROWS = 200, 1000

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, by the rules of `domain/occurrences.py`, and in which articles; None: in all of them."""

    quote: str
    match_case: bool
    whole_words: bool
    article_ids: Sequence[int] | None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One hit, with the text around it; `tagged`: this annotator has tagged this very span with the label before."""

    article_id: int
    span: Span
    quote: str
    before: str
    after: str
    tagged: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The hits, article by article as these were asked for; whether there are more than MOST of them."""

    occurrences: tuple[Occurrence, ...]
    articles: int
    cut: bool


class TagAll:
    """Finds and tags from another thread than the window's: each call opens a connection of its own."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def titles(self, article_ids: Sequence[int]) -> dict[int, str]:
        """The titles of these articles, by id; for the window's thread."""
        return self._library.articles.titles(article_ids)

    def find(self, wanted: Wanted, label: Label, progress: Progress, cancelled: Cancelled) -> Found:
        """Look for a quote; articles in the bin are left out. Raises LibraryError, CancelledError."""
        with self._library.aside() as library:
            return _find(library, wanted, label, progress, cancelled)

    def tag(
        self, found: Sequence[Occurrence], label: Label, progress: Progress, cancelled: Cancelled
    ) -> tuple[Change, ...]:
        """Tag what was found, all of it or nothing, as one action, and link it where its entity is beyond doubt.

        What was tagged meanwhile is passed over, and so is an article that went to the bin. Raises AnnotationError
        where the label is gone, LibraryError, CancelledError.
        """
        with self._library.aside() as library:
            return _tag(library, found, label, progress, cancelled)


def _find(library: Library, wanted: Wanted, label: Label, progress: Progress, cancelled: Cancelled) -> Found:
    order = library.articles.ids(ArticleFilter()) if wanted.article_ids is None else wanted.article_ids
    ids = sorted(set(order))  # as they lie in the file
    hits: dict[int, list[Occurrence]] = {}
    left = MOST + 1
    for first in range(0, len(ids), _ARTICLES):
        progress(first, len(ids))
        batch = list(islice(_hits(library, ids[first : first + _ARTICLES], wanted, cancelled), left))
        tagged = library.annotations.spans({hit[0] for hit in batch}, label.id) if batch else set()
        for article_id, span, quote, before, after in batch:
            there = (article_id, span.start, span.stop) in tagged
            hits.setdefault(article_id, []).append(Occurrence(article_id, span, quote, before, after, there))
        left -= len(batch)
        if not left:
            hits[article_id].pop()
            break
    progress(len(ids), len(ids))
    found = tuple(hit for article_id in order for hit in hits.pop(article_id, ()))
    return Found(found, len({hit.article_id for hit in found}), cut=not left)


def _hits(
    library: Library, ids: Sequence[int], wanted: Wanted, cancelled: Cancelled
) -> Iterator[tuple[int, Span, str, str, str]]:
    """Article, span, quote and the text around it."""
    for article_id, text in library.articles.texts(ids):
        if cancelled():
            raise CancelledError("The search was cancelled; nothing was changed.")
        for span in occurrences(text, wanted.quote, match_case=wanted.match_case, whole_words=wanted.whole_words):
            yield article_id, span, span.of(text), *context(text, span, _CONTEXT)


def _tag(
    library: Library, found: Sequence[Occurrence], label: Label, progress: Progress, cancelled: Cancelled
) -> tuple[Change, ...]:
    changed: dict[int, list[int]] = {}
    matching = EntityMatching(library)
    with library.action(_title(found, label)) as action:
        if label.id not in {active.id for active in library.labels.codebook().active}:
            raise AnnotationError(f"There is no label “{label.name}” to tag with any more: nothing was tagged.")
        fresh = _fresh(library, found, label)
        for first in range(0, len(fresh), _ROWS):
            if cancelled():
                raise CancelledError("Tagging was cancelled: nothing was tagged.")
            progress(first, len(fresh))
            rows = fresh[first : first + _ROWS]
            quotes: dict[int, dict[str, None]] = {}
            for hit in rows:
                quotes.setdefault(hit.article_id, {})[hit.quote] = None
            sure = matching.sure(label.id, quotes)
            ids = library.annotations.add_many(
                label.id,
                [(hit.article_id, hit.span, hit.quote) for hit in rows],
                [sure.get((hit.article_id, hit.quote)) for hit in rows],
            )
            for hit, annotation_id in zip(rows, ids, strict=True):
                changed.setdefault(hit.article_id, []).append(annotation_id)
        if fresh:
            library.history.rename(action, _title(fresh, label))
        progress(len(fresh), len(fresh))
    return tuple(AnnotationsChanged(article_id, tuple(ids)) for article_id, ids in changed.items())


def _fresh(library: Library, found: Sequence[Occurrence], label: Label) -> list[Occurrence]:
    """What can still be tagged of what was found."""
    there = library.articles.there({hit.article_id for hit in found})
    tagged = library.annotations.spans(there, label.id)
    fresh = []
    for hit in found:
        place = (hit.article_id, hit.span.start, hit.span.stop)
        if hit.article_id in there and place not in tagged:
            tagged.add(place)
            fresh.append(hit)
    return fresh


def _title(found: Sequence[Occurrence], label: Label) -> str:
    """The title of the action, after what is said most often."""
    quote = Counter(hit.quote for hit in found).most_common(1)[0][0] if found else ""
    times = f"{len(found):,} × " if len(found) != 1 else ""
    return f"Tag {times}{quoted(quote)} as {label.name}"
