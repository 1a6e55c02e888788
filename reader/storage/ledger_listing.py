"""Which claims a ledger shows, in which order: each once, by the id of its earliest sighting."""

import json
from array import array
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from reader.domain.folding import folded
from reader.domain.ledger import DISPUTED, ClaimSort, LedgerCounts, LedgerQuery, Listed, Queue
from reader.domain.link import LinkRole
from reader.domain.query import Query, parse
from reader.domain.query_tree import And, Node, Not, Or, Words
from reader.domain.questions import Field
from reader.domain.sightings import joined
from reader.domain.times import MOMENTS_A_MINUTE, start_of
from reader.storage.annotation_search import searched_annotations
from reader.storage.ledger import SAME
from reader.storage.listed import LISTED, listed
from reader.storage.named import named_entities

if TYPE_CHECKING:
    from reader.storage.library import Library

_CLAIMS = "annotation.label_id IN (SELECT id FROM label WHERE kind = 'claim')"
_NOBODY = "\U0010ffff"
_MOST_QUOTE = 200


class Groups:
    """The claims of a library: `heads` are the earliest sightings of all, in the order of time."""

    def __init__(self, library: "Library") -> None:
        # Both without a look into the rows of articles, which are long: an index has what is asked for. And each as one
        # row: the thread that asks would stand back behind the window's at every single one.
        articles, minutes = _columns(
            library,
            f"id, moment / {MOMENTS_A_MINUTE}",
            "article INDEXED BY article_listed WHERE binned_at IS NULL AND newer_id IS NULL",
        )
        ids, places = _columns(library, "id, article_id", f"annotation WHERE {_CLAIMS} AND status = 'accepted'")
        minute_of = dict(zip(articles, minutes, strict=True))
        if not minute_of.keys() >= set(places):
            seen = [(number, place) for number, place in zip(ids, places, strict=True) if place in minute_of]
            ids, places = [number for number, _ in seen], [place for _, place in seen]
        #: The moment of each sighting, in minutes.
        self.moments = dict(zip(ids, map(minute_of.__getitem__, places), strict=True))
        ids.sort()
        ids.sort(key=self.moments.__getitem__)  # by one small number after the other: twice as quick as by both
        self.members: dict[int, list[int]] = {}
        self._head: dict[int, int] = {}
        for group in joined(library.rows(f"SELECT from_id, to_id FROM link WHERE type = {SAME}")):
            shown = sorted((self.moments[number], number) for number in group if number in self.moments)
            if len(shown) > 1:
                members = [number for _moment, number in shown]
                self.members[members[0]] = members
                self._head.update(dict.fromkeys(members, members[0]))
        of = self._head
        self.heads = [number for number in ids if number not in of or of[number] == number]

    def head(self, annotation_id: int) -> int | None:
        """The claim of a sighting; None for an annotation that is none."""
        return self._head.get(annotation_id, annotation_id) if annotation_id in self.moments else None

    def heads_of(self, annotation_ids: Iterable[int]) -> set[int]:
        """The claims of those that are sightings."""
        return {head for number in annotation_ids if (head := self.head(number)) is not None}

    def values(self, rows: Iterable[Any]) -> dict[int, Any]:
        """Of pairs of an annotation and a value: that of each claim, from its earliest sighting that has one."""
        own: dict[int, Any] = {}
        for annotation_id, value in rows:
            own.setdefault(annotation_id, value)
        if not self.members:
            return {number: value for number, value in own.items() if number in self.moments}
        found = {number: value for number, value in own.items() if number in self.moments and number not in self._head}
        for head, members in self.members.items():
            value = next((own[number] for number in members if number in own), None)
            if value is not None:
                found[head] = value
        return found


def _columns(library: "Library", columns: str, of: str) -> list[list[int]]:
    """Columns of numbers, each as a list."""
    arrays = ", ".join(f"json_group_array({column})" for column in columns.split(", "))
    return [json.loads(column) for column in library.row(f"SELECT {arrays} FROM {of}")]


def listed_claims(library: "Library", query: LedgerQuery, groups: Groups | None = None) -> Listed:
    """The claims that the query asks for, in order, and how many there are. Raises QueryError, LibraryError.

    `groups` may be those of before, while nothing has changed.
    """
    parsed = parse(query.words)
    groups = groups or Groups(library)
    verdicts = groups.values(_answers(library, Field.VERDICT))
    disputed = {head for head, verdict in verdicts.items() if verdict.lower() in DISPUTED}
    disputed |= _contradicted(library, groups)
    counts = LedgerCounts(len(groups.heads), len(groups.heads) - len(verdicts), len(disputed))
    wanted = groups.heads
    if query.queue is Queue.TO_CHECK:
        wanted = [head for head in wanted if head not in verdicts]
    elif query.queue is Queue.DISPUTED:
        wanted = [head for head in wanted if head in disputed]
    if parsed.root is not None:
        asked = _asked(library, groups, parsed.root)
        wanted = [head for head in wanted if head in asked]
    return Listed(array("q", _sorted(library, groups, wanted, query, verdicts)), counts)


def _contradicted(library: "Library", groups: Groups) -> set[int]:
    """The claims that another one contradicts, and those."""
    found: set[int] = set()
    for one, other in library.rows(
        "SELECT from_id, to_id FROM link WHERE type IN (SELECT name FROM link_type WHERE role = ?)",
        (LinkRole.CONTRADICTS.value,),
    ):
        heads = groups.heads_of((one, other))
        if len(heads) == 2:
            found |= heads
    return found


def _answers(library: "Library", field: Field) -> list[Any]:
    return library.rows(
        "SELECT annotation_id, value FROM annotation_value WHERE attribute_id = "
        "(SELECT id FROM attribute WHERE field = ?) AND value <> '' ORDER BY annotation_id",
        (field.value,),
    )


def _names(library: "Library", field: Field) -> list[Any]:
    """The first entity, or word, that each annotation names in answer to this."""
    return library.rows(
        "SELECT annotation_id, coalesce(entity.name, value) FROM annotation_value LEFT JOIN entity "
        "ON entity.id = annotation_value.entity_id WHERE attribute_id = (SELECT id FROM attribute WHERE field = ?) "
        "ORDER BY annotation_id, position",
        (field.value,),
    )


def _sorted(
    library: "Library", groups: Groups, wanted: list[int], query: LedgerQuery, verdicts: Mapping[int, str]
) -> list[int]:
    """In the order that is asked for; equal ones, and those that are not to be sorted, the latest first."""
    key, falls = _key(library, groups, query.sort, verdicts)
    latest = wanted[::-1]
    return sorted(latest, key=key, reverse=falls is not query.reverse)


def _key(
    library: "Library", groups: Groups, sort: ClaimSort, verdicts: Mapping[int, str]
) -> tuple[Callable[[int], Any], bool]:
    """By what claims are sorted, and whether the greatest comes first."""
    match sort:
        case ClaimSort.MADE:
            made = groups.values(_answers(library, Field.MADE_ON))
            starts = {day: start_of(day) // MOMENTS_A_MINUTE for day in set(made.values())}
            days = groups.moments | {head: starts[day] for head, day in made.items() if starts[day]}
            return days.__getitem__, True
        case ClaimSort.SIGHTINGS:
            return (lambda head: len(groups.members.get(head, (head,)))), True
        case ClaimSort.CHECK | ClaimSort.TO_CHECK:
            worth = groups.values(_answers(library, Field.CHECKWORTHINESS))
            many = groups.members
            return (lambda head: (worth.get(head, ""), len(many.get(head, (head,))))), True
        case ClaimSort.VERDICT:
            return (lambda head: verdicts.get(head, _NOBODY).lower()), False
        case ClaimSort.CLAIMANT | ClaimSort.ABOUT:
            field = Field.CLAIMANT if sort is ClaimSort.CLAIMANT else Field.ABOUT
            names = {head: folded(name) for head, name in groups.values(_names(library, field)).items()}
            return (lambda head: names.get(head, _NOBODY)), False
    texts = {head: _sortable(text) for head, text in _texts(library, groups).items()}
    return (lambda head: texts.get(head, "")), False


def _texts(library: "Library", groups: Groups) -> dict[int, str]:
    """The words of each claim, or their beginning: as answered, else the quote of its earliest sighting."""
    quotes = dict(library.rows(f"SELECT id, substr(quote, 1, {_MOST_QUOTE}) FROM annotation WHERE {_CLAIMS}"))
    told = groups.values(_answers(library, Field.CLAIM))
    return {head: told.get(head) or quotes.get(head, "") for head in groups.heads}


def _sortable(text: str) -> str:
    return folded(text).lstrip(" \"'“”„«([‘—-")


# What is searched for


def _asked(library: "Library", groups: Groups, node: Node) -> set[int]:
    """The claims that meet what is asked: of several conditions, one sighting may meet one, and another another."""
    match node:
        case And(parts):
            return set.intersection(*(_asked(library, groups, part) for part in parts))
        case Or(parts):
            return set[int]().union(*(_asked(library, groups, part) for part in parts))
        case Not(part):
            return set(groups.heads) - _asked(library, groups, part)
        case Words(_, "", _):
            return groups.heads_of([*_found(library, node), *_answered(library, node)])
    return groups.heads_of(_found(library, node))


def _found(library: "Library", node: Node) -> Iterable[int]:
    """The claim annotations that the search of annotations finds."""
    conditions = searched_annotations(library, Query("", node)).as_conditions()
    sql = " AND ".join((_CLAIMS, *(condition for condition, _ in conditions)))
    values = tuple(value for _, given in conditions for value in given)
    return [row[0] for row in library.rows(f"SELECT annotation.id FROM annotation WHERE {sql}", values)]


def _answered(library: "Library", words: Words) -> Iterable[int]:
    """The annotations whose claim in plain words has these words, or whose claimant or subject is called so."""
    looked_for = folded(words.text)
    told = [number for number, text in _answers(library, Field.CLAIM) if looked_for in folded(text)]
    named = library.rows(
        f"SELECT annotation_id FROM annotation_value WHERE entity_id IN {LISTED} AND attribute_id IN "
        "(SELECT id FROM attribute WHERE field IN (?, ?))",
        (listed(named_entities(library, words.text)), Field.CLAIMANT.value, Field.ABOUT.value),
    )
    return [*told, *(row[0] for row in named)]
