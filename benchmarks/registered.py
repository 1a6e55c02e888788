"""A register for generated articles: 5,000 entities, each with the names by which texts call it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from benchmarks.vocabulary import COINED_SURNAMES, ENGLISH, pairs

#: How much of all mentions of people the two have that are mentioned most.
_FAMOUS = 0.56
#: How much of the others goes by rank; what is left falls on all of them alike, so that all are mentioned.
_BY_RANK = 0.6
_PEOPLE, _ORGANIZATIONS, _PLACES, _EVENTS, _LAWS, _WORKS = 1_200, 1_800, 1_620, 160, 110, 110


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity: its name, and what else it is called."""

    name: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name, then the aliases."""
        return (self.name, *self.aliases)


def _people() -> tuple[Entry, ...]:
    """The first of each surname is also called by it alone, so those who are mentioned often."""
    entries, known = [], set[str]()
    for name in ENGLISH.words["person"][:_PEOPLE]:
        surname = name.partition(" ")[2]
        entries.append(Entry(name, () if surname in known else (surname,)))
        known.add(surname)
    return tuple(entries)


def _entries(count: int, *names: Iterable[str]) -> tuple[Entry, ...]:
    return tuple(Entry(name) for name in islice((name for some in names for name in some), count))


def _register() -> dict[str, tuple[Entry, ...]]:
    words, places = ENGLISH.words, ", ".join(ENGLISH.words["place"])
    return {
        "person": _people(),
        "org": _entries(_ORGANIZATIONS, words["org"], pairs(COINED_SURNAMES, "Bank, Institute, Shipping, Trust")),
        "place": _entries(_PLACES, words["place"], pairs(COINED_SURNAMES, "Bay, Bridge, Hill, Valley")),
        "event": _entries(_EVENTS, words["event"], pairs(places, "Games, Summit, Fair")),
        "law": _entries(_LAWS, words["law"], pairs(places, "Accord, Treaty")),
        "work": _entries(_WORKS, words["work"], pairs(COINED_SURNAMES, "turbine")),
    }


#: The entities by the gap of a sentence that they fill, those first that are mentioned most.
REGISTER = _register()


def drawn_name(gap: str, drawn: float) -> str:
    """A name for the gap by a number from 0 to 1; how often one comes falls with its rank, as Zipf found of words.

    Two of the people are mentioned far more often than all others, one as often as the other.
    """
    entries = REGISTER[gap]
    if gap == "person":
        if drawn < _FAMOUS:
            entry = entries[int(drawn / _FAMOUS * 2)]
        else:
            entry = _by_rank(entries[2:], (drawn - _FAMOUS) / (1 - _FAMOUS))
    else:
        entry = _by_rank(entries, drawn)
    return entry.names[int(drawn * 1e6) % 5 // 3 % len(entry.names)]


def _by_rank(entries: tuple[Entry, ...], drawn: float) -> Entry:
    if drawn < _BY_RANK:
        return entries[int((len(entries) + 1) ** (drawn / _BY_RANK)) - 1]
    return entries[int((drawn - _BY_RANK) / (1 - _BY_RANK) * len(entries))]
