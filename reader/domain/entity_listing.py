"""Which entities a list shows, and what a page tells of one of them: mentions, claims, whom it is met with."""

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from reader.domain.entity import Entity
from reader.domain.times import MOMENTS_A_DAY

#: Into how many parts of equal length the time of a library is cut, to show how often an entity is met in each.
SPARK_PARTS = 16

#: The most bars of a timeline: from then on it counts by a longer unit.
_MOST_BARS = 45
_FEWEST_BARS = 6

# Words; of scripts that put no space between them, each character by itself.
_WORDS = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]|[^\W\u2e80-\u9fff\uf900-\ufaff]+")


class EntitySort(StrEnum):
    """What a list of entities is sorted by."""

    MENTIONS = "mentions"
    ARTICLES = "articles"
    MET = "met"
    NAME = "name"


class MentionOrder(StrEnum):
    """What a concordance is sorted by: the date of the article, or the words before or after the mention."""

    DATE = "date"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class EntityQuery:
    """Which entities are listed: those that meet all that is not empty.

    `words` each stand in a name or an alias. `doubles`: those alone that share a name with another one of their type,
    one after the other. By mentions and articles the most come first, by when they were met last the newest; by name
    those that come first in the alphabet.
    """

    words: str = ""
    label_id: int = 0
    doubles: bool = False
    sort: EntitySort = EntitySort.MENTIONS


@dataclass(frozen=True, slots=True)
class EntityTally:
    """How often an entity is mentioned, in how many articles, and when last: a moment, 0 for never.

    `spark` are mentions in each of SPARK_PARTS parts of the time that the mentions of the library take.
    Articles in the bin and older versions do not count.
    """

    mentions: int = 0
    articles: int = 0
    last: int = 0
    spark: tuple[int, ...] = ()


NEVER_MET = EntityTally()


class EntityTallies:
    """The tallies of the entities of a library, by id, worked out as they are asked for.

    They are made of the moments of the articles in which each is mentioned, one a mention; no two articles share one.
    """

    def __init__(self, moments: Mapping[int, list[int]] | None = None) -> None:
        self._moments = moments or {}
        self._edges: list[int] = []
        self._known: dict[int, EntityTally] = {}

    def mentions(self, entity_id: int) -> int:
        """How often an entity is mentioned."""
        return len(self._moments.get(entity_id, ()))

    def articles(self, entity_id: int) -> int:
        """In how many articles it is."""
        return len(set(self._moments.get(entity_id, ())))

    def last(self, entity_id: int) -> int:
        """The moment of the newest article in which it is, 0 without one."""
        return max(self._moments.get(entity_id, (0,)))

    def of(self, entity_id: int) -> EntityTally:
        """All of this."""
        if entity_id not in self._known:
            self._known[entity_id] = self._worked_out(entity_id)
        return self._known[entity_id]

    def _worked_out(self, entity_id: int) -> EntityTally:
        when = sorted(self._moments.get(entity_id, ()))
        if not when:
            return NEVER_MET
        if not self._edges:
            first = min(map(min, self._moments.values()))
            time = max(map(max, self._moments.values())) - first + 1
            self._edges = [first + time * part // SPARK_PARTS for part in range(1, SPARK_PARTS)]
        # Counted by where the parts begin among the sorted moments: there may be thousands of these.
        places = [0, *(bisect_left(when, edge) for edge in self._edges), len(when)]
        spark = tuple(after - before for before, after in pairwise(places))
        return EntityTally(len(when), len(set(when)), when[-1], spark)


@dataclass(frozen=True, slots=True)
class EntityList:
    """The entities of a list in its order, with the tallies of all.

    `by_label` counts the entities of the register by type, `doubles` those that share a name with another one.
    """

    ids: "array[int]"
    tallies: EntityTallies
    by_label: Mapping[int, int]
    doubles: int

    @property
    def all(self) -> int:
        """How many entities there are."""
        return sum(self.by_label.values())


@dataclass(frozen=True, slots=True)
class EntityRow:
    """What a list shows of an entity beside its tally."""

    id: int
    name: str
    label_id: int


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A mention in its context: `before` and `after` are what is read before and after it in its paragraph.

    `direction` is that of the whole article, empty where that is not known.
    """

    id: int
    article_id: int
    label_id: int
    quote: str
    before: str
    after: str
    title: str
    source: str
    published: str
    direction: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as a page lists it: in plain words where it has them, or its quote. `claimant` is empty for nobody."""

    id: int
    article_id: int
    label_id: int
    words: str
    is_quote: bool
    claimant: str
    title: str
    source: str
    published: str


class Unit(StrEnum):
    """What one bar of a timeline stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Timeline:
    """How often something was met in each day, week, month or year, from the first to the last: days they begin on."""

    unit: Unit
    days: tuple[date, ...] = ()
    counts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityPage:
    """What a page tells of an entity: ids of annotations, the newest article first, and of entities met with it.

    `met_articles` says of each of `met` in how many articles both are. `doubles` share a name with it.
    """

    entity: Entity
    mentions: "array[int]"
    articles: int
    made: "array[int]"
    about: "array[int]"
    met: "array[int]"
    met_articles: Mapping[int, int]
    timeline: Timeline
    doubles: tuple[Entity, ...] = field(default=())


def timeline_of(moments: Iterable[int]) -> Timeline:
    """The timeline of what happened at these moments of a library, by the shortest unit that makes few enough bars."""
    days = Counter(moment // MOMENTS_A_DAY for moment in moments if moment > 0)
    if not days:
        return Timeline(Unit.DAY)
    first, last = _date(min(days)), _date(max(days))
    unit = next((unit for unit in Unit if _bars(unit, first, last) <= _MOST_BARS), Unit.YEAR)
    counts: Counter[date] = Counter()
    for day, count in days.items():
        counts[_begin(unit, _date(day))] += count
    begins = [_begin(unit, first)]
    while begins[-1] < _begin(unit, last):
        begins.append(_next(unit, begins[-1]))
    while len(begins) < _FEWEST_BARS and begins[0].year > 1:  # a lone bar would tell nothing of its time
        begins.insert(0, _begin(unit, begins[0] - timedelta(days=1)))
    return Timeline(unit, tuple(begins), tuple(counts[begin] for begin in begins))


def words_before(text: str) -> list[str]:
    """What a mention is sorted by that follows this text: its words, read backwards."""
    return _WORDS.findall(text.casefold())[::-1]


def words_after(text: str) -> list[str]:
    """What a mention is sorted by that stands before this text: its words."""
    return _WORDS.findall(text.casefold())


def _bars(unit: Unit, first: date, last: date) -> int:
    match unit:
        case Unit.DAY:
            return (last - first).days + 1
        case Unit.WEEK:
            return (_begin(unit, last) - _begin(unit, first)).days // 7 + 1
        case Unit.MONTH:
            return (last.year - first.year) * 12 + last.month - first.month + 1
        case Unit.YEAR:
            return last.year - first.year + 1


def _begin(unit: Unit, day: date) -> date:
    match unit:
        case Unit.DAY:
            return day
        case Unit.WEEK:
            return date.fromordinal(max(1, day.toordinal() - day.weekday()))
        case Unit.MONTH:
            return day.replace(day=1)
        case Unit.YEAR:
            return day.replace(month=1, day=1)


def _next(unit: Unit, begin: date) -> date:
    match unit:
        case Unit.DAY:
            return begin + timedelta(days=1)
        case Unit.WEEK:
            return begin + timedelta(days=7)
        case Unit.MONTH:
            return _begin(unit, begin + timedelta(days=31))
        case Unit.YEAR:
            return begin.replace(year=begin.year + 1)


def _date(day: int) -> date:
    return date.fromordinal(day + 1)
