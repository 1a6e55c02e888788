"""Which entity a mention means: what is linked by itself, and what is offered in which order."""

from collections.abc import Iterable, Mapping, Sequence

from reader.domain.annotation import Annotation
from reader.domain.entity import Candidate, Entity, Proposal, Why
from reader.domain.entity_names import agrees, name_key, plain_name
from reader.domain.mentions import Reading, is_part, readings, words_of
from reader.storage.entities import Entities, Linked, Name
from reader.storage.library import Library

#: No more are offered.
MOST_CANDIDATES = 9

_MOST_WORDS = 6


class EntityMatching:
    """Finds the entities that mentions may mean, by what is stored; it writes nothing."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._entities = Entities(library)

    def sure(self, label_id: int, quotes: Mapping[int, Iterable[str]]) -> dict[tuple[int, str], int]:
        """The ids of the entities that quotes, given by their articles, mean, for those where that is beyond doubt."""
        if self._entities.is_empty():
            return {}
        ways = {quote: readings(quote) for of_article in quotes.values() for quote in of_article}
        named = self._entities.named({reading.key for each in ways.values() for reading in each})
        types = self._library.labels.codebook().line_of(label_id)
        by_key = _by_key(name for name in named if name.label_id in types)
        by_article: dict[int, list[Linked]] = {}
        for each in self._entities.linked_in(quotes, types):
            by_article.setdefault(each.article_id, []).append(each)
        found = {}
        for article_id, of_article in quotes.items():
            here = by_article.get(article_id, ())
            for quote in of_article:
                entity_id = _sure(ways[quote], by_key, here)
                if entity_id is not None:
                    found[article_id, quote] = entity_id
        return found

    def is_there(self, entity_id: int) -> bool:
        """Whether there is an entity with this id."""
        return entity_id in self._entities.some((entity_id,))

    def name(self, entity_id: int) -> str:
        """What an entity is called that is there."""
        return self._entities.some((entity_id,))[entity_id].name

    def after_relabelling(self, annotations: Sequence[Annotation], label_id: int) -> dict[int, int | None]:
        """The entities of annotations that get another label, by their ids, for those that get another entity.

        They keep one that may have the label. They lose one that may not, and where the label is of another type
        than before, they get what they mean beyond doubt as if they were tagged now.
        """
        if self._entities.is_empty():
            return {}
        types = self._library.labels.codebook().line_of(label_id)
        had = self._entities.some({each.entity_id for each in annotations if each.entity_id is not None})
        new = [
            each
            for each in annotations
            if (each.label_id not in types if each.entity_id is None else had[each.entity_id].label_id not in types)
        ]
        quotes: dict[int, list[str]] = {}
        for each in new:
            quotes.setdefault(each.article_id, []).append(each.words)
        sure = self.sure(label_id, quotes)
        found = {each.id: sure.get((each.article_id, each.words)) for each in new}
        return {each.id: found[each.id] for each in new if found[each.id] != each.entity_id}

    def proposal(self, article_id: int, label_id: int, quote: str, but: int = 0) -> Proposal:
        """What a mention may mean; `but` is an annotation that does not count as having been mentioned before."""
        ways = readings(quote)
        types = self._library.labels.codebook().line_of(label_id)
        by_key = _by_key(
            name for name in self._entities.named(reading.key for reading in ways) if name.label_id in types
        )
        linked = self._entities.linked_in((article_id,), types, but)
        sure = _sure(ways, by_key, linked)
        why: dict[int, Why] = {} if sure is None else {sure: Why.HERE if _here(ways, linked) else Why.ALIAS}
        here = (each.entity_id for each in linked if _alike(ways, each.quote, loosely=True))
        why = _with(why, self._lately(here), Why.HERE)
        for exact in (True, False):
            alike = [
                name.entity_id
                for reading in ways
                for name in by_key.get(reading.key, ())
                if not exact or agrees(reading.text, name.name)
            ]
            why = _with(why, self._lately(alike), Why.ALIAS)
        near = self._entities.names_in(article_id, types, but)
        why = _with(why, self._lately(_parts(ways, near)), Why.SURNAME)
        far = [name for name in self._entities.like(_patterns(ways)) if name.label_id in types]
        why = _with(why, self._lately(_parts(ways, far)), Why.RECENT)
        ids = sorted(why, key=lambda entity_id: _ORDER[why[entity_id]])[:MOST_CANDIDATES]
        if sure is not None:
            ids = [sure, *(each for each in ids if each != sure)]
        found = self._entities.some(ids)
        candidates = tuple(Candidate(entity, why[entity_id]) for entity_id, entity in found.items())
        return Proposal(plain_name(quote), None if sure is None else found.get(sure), candidates)

    def find(self, words: str, label_id: int | None, limit: int) -> list[Entity]:
        """The entities whose names have these words, the likeliest first; all of them where no word is given."""
        key = name_key(words)
        names = self._entities.like([f"%{_escaped(word)}%" for word in key.split()[:1]] or ["%"])
        if label_id is not None:
            types = self._library.labels.codebook().line_of(label_id)
            names = [name for name in names if name.label_id in types]
        ranks: dict[int, int] = {}
        for name in names:
            rank = _rank(key, name.key)
            if rank is not None:
                ranks[name.entity_id] = min(rank, ranks.get(name.entity_id, rank))
        counts = self._entities.mentioned(ranks)
        order = sorted(ranks, key=lambda each: (ranks[each], -counts.get(each, (0, 0))[0], each))
        return list(self._entities.some(order[:limit]).values())

    def _lately(self, ids: Iterable[int]) -> list[int]:
        """The ids, those mentioned last first."""
        ids = list(dict.fromkeys(ids))
        if len(ids) < 2:
            return ids
        last = self._entities.mentioned(ids)
        return sorted(ids, key=lambda each: -last.get(each, (0, 0))[1])


def likely(proposal: Proposal) -> int | None:
    """The entity that a mention means as far as anybody would say who has read the article; None where several may be.

    Of the parts of names, one word alone tells enough: a committee of a party is not the party.
    """
    if proposal.sure is not None:
        return proposal.sure.id
    near = [candidate for candidate in proposal.candidates if candidate.why is not Why.RECENT]
    if len(near) != 1 or (near[0].why is not Why.SURNAME and len(proposal.candidates) > 1):
        return None
    one_word = any(" " not in reading.key for reading in readings(proposal.name))
    return near[0].entity.id if one_word or near[0].why is not Why.SURNAME else None


_ORDER = {why: number for number, why in enumerate(Why)}


def _with(before: dict[int, Why], ids: Iterable[int], why: Why) -> dict[int, Why]:
    """The reasons so far, then this one for those that have none yet."""
    return before | {entity_id: why for entity_id in ids if entity_id not in before}


def _by_key(names: Iterable[Name]) -> dict[str, list[Name]]:
    found: dict[str, list[Name]] = {}
    for name in names:
        found.setdefault(name.key, []).append(name)
    return found


def _sure(ways: Sequence[Reading], by_key: dict[str, list[Name]], linked: Sequence[Linked]) -> int | None:
    """What is meant beyond doubt: what the article has called so before, else the only one that has this name."""
    here = _here(ways, linked)
    if here:
        return _only(here)
    for whole in (True, False):
        having = {
            name.entity_id
            for reading in ways
            if reading.sure and reading.whole is whole
            for name in by_key.get(reading.key, ())
            if agrees(reading.text, name.name)
        }
        if having:
            return _only(having)
    return None


def _here(ways: Sequence[Reading], linked: Sequence[Linked]) -> set[int]:
    return {each.entity_id for each in linked if _alike(ways, each.quote)}


def _alike(ways: Sequence[Reading], quote: str, *, loosely: bool = False) -> bool:
    """Whether another quote is the same name; loosely also where that may mislead."""
    others = [other for other in readings(quote) if other.whole]
    return any(
        reading.key == other.key and (loosely or (reading.here and agrees(reading.text, other.text)))
        for reading in ways
        for other in others
    )


def _only(ids: set[int]) -> int | None:
    return next(iter(ids)) if len(ids) == 1 else None


def _parts(ways: Sequence[Reading], names: Sequence[Name]) -> list[int]:
    """The entities of which the mention is part of a name, or a name part of it."""
    return [name.entity_id for name in names if any(is_part(reading.key, name.key) for reading in ways)]


def _patterns(ways: Sequence[Reading]) -> list[str]:
    """For LIKE: what names may look like of which the mention is a part, or which are part of it."""
    patterns: dict[str, None] = {}
    for reading in ways:
        for word in sorted(words_of(reading.key), key=len, reverse=True)[:_MOST_WORDS]:
            patterns[f"% {_escaped(word)} %"] = None
        if " " not in reading.key:
            if not reading.key.isascii():  # perhaps of a script without spaces
                patterns |= {f" {_escaped(reading.key)}%": None, f"%{_escaped(reading.key)} ": None}
            if reading.text.isupper() and 2 <= len(reading.key) <= _MOST_WORDS:
                patterns[" " + "% ".join(map(_escaped, reading.key)) + "%"] = None
    return list(patterns)


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _rank(words: str, key: str) -> int | None:
    """How well a name fits what is typed, 0 the best; None where it does not."""
    if key == words:
        return 0
    if key.startswith(words):
        return 1
    if f" {words}" in key:
        return 2
    each = words.split()
    if all(f" {word}" in f" {key}" for word in each):
        return 3
    return 4 if all(word in key for word in each) else None
