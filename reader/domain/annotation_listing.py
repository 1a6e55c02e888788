"""Which annotations of a library a list shows, in which order, and what it tells of each."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reader.domain.article import ArticleState
from reader.domain.codebook import LabelKind


class AnnotationSort(StrEnum):
    """What a list of annotations is sorted by."""

    MADE = "made"
    CHANGED = "changed"
    DATE = "date"
    LABEL = "label"
    QUOTE = "quote"
    TITLE = "title"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class AnnotationQuery:
    """Which annotations are listed: those that meet all that is not empty; annotations of binned articles never are.

    `words` is a query as `domain/query.py` has it, `labels` are ids, `annotator` is a name, `since` and `until` (both
    included) are days of the articles, in UTC. Sorted by the moment they were made or changed and by date, the
    newest come first; by label, quote, title and place, those that come first there; `reverse` turns it round.
    """

    words: str = ""
    kind: LabelKind | None = None
    labels: tuple[int, ...] = ()
    entity_id: int = 0
    annotator: str = ""
    state: ArticleState | None = None
    since: date | None = None
    until: date | None = None
    sort: AnnotationSort = AnnotationSort.MADE
    reverse: bool = False


#: All of them, those that were made last first.
ALL_ANNOTATIONS = AnnotationQuery()


@dataclass(frozen=True, slots=True)
class AnnotationRow:
    """What a list shows of an annotation: `quotes` are the beginnings of its fragments, `note` is that of its note.

    `entity` is the name of the entity that it mentions, empty where that is not known.
    """

    id: int
    article_id: int
    label_id: int
    quotes: tuple[str, ...]
    note: str
    title: str
    source: str
    published: str
    entity: str = ""


@dataclass(frozen=True, slots=True)
class AnnotationCounts:
    """How many annotations there are with each label, by its id; those of binned articles are not counted."""

    by_label: tuple[tuple[int, int], ...]

    def of(self, label_id: int) -> int:
        """How many have the label."""
        return dict(self.by_label).get(label_id, 0)

    @property
    def all(self) -> int:
        """How many there are."""
        return sum(count for _, count in self.by_label)
