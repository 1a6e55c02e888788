"""How a mention may be read: with and without possessive and honorific; and which part of a name it may be."""

import re
from dataclasses import dataclass
from functools import lru_cache

from reader.domain.entity_names import name_key, plain_name
from reader.domain.folding import RUN
from reader.domain.honorifics import without_honorific

_ALL_RUN = re.compile(f"[{RUN}]+")
# A case ending, set off by an apostrophe as in Turkish (Erdoğan'ın); in Arabic "and", "with", "to", "like" and "the",
# which are written in one with the word.
_ENDING = re.compile(r"(?<=\w\w)['’][^\W\d_A-Z]{1,6}$")
_ARABIC_PREFIX = re.compile("^(?:[وف]?[بلك]?ال|[وفبلك]|لل)(?=[\u0620-\u064a]{3})")
_SMALL = frozenset(("of", "and", "the", "for", "in", "on", "de", "la", "du", "des", "der", "die", "und", "et", "y"))
#: No entity is called by more than this.
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a mention: `whole`, or without what is not part of a name.

    `sure`: what has this very name is meant; `here`: so is what was mentioned by it in the same article.
    """

    text: str
    key: str
    whole: bool
    sure: bool
    here: bool


@lru_cache(4096)
def readings(quote: str) -> tuple[Reading, ...]:
    """The ways to read a mention, the likeliest first, no key twice."""
    if len(quote) > _LONGEST:
        return ()
    found: dict[str, Reading] = {}

    def read(text: str, *, whole: bool = False, sure: bool = False, here: bool = False) -> None:
        key = name_key(text)
        if key and key not in found:
            found[key] = Reading(text, key, whole, sure, here)

    bare = " ".join(quote.split())
    plain = plain_name(quote)
    read(bare, whole=True, sure=True, here=True)
    read(plain, whole=True, sure=True, here=True)
    rest, alone = without_honorific(plain)
    if rest:
        several = " " in name_key(rest)
        read(rest, sure=alone or several, here=several)
    for text in (plain, rest):
        read(_ENDING.sub("", text))
        read(_ARABIC_PREFIX.sub("", text))
    return tuple(found.values())


def words_of(key: str) -> frozenset[str]:
    """The words by which part of a name may be told."""
    return frozenset(word for word in key.split() if word not in _SMALL)


def is_part(mention: str, name: str) -> bool:
    """Whether one of two keys is part of the other: some of its words, its beginning or end where there are no
    spaces, or its initials."""
    if mention == name or not mention or not name:
        return False
    if _ALL_RUN.fullmatch(mention) and _ALL_RUN.fullmatch(name):
        short, long = sorted((mention, name), key=len)
        return long.startswith(short) or long.endswith(short)
    one, other = words_of(mention), words_of(name)
    if one and other and (one <= other or other <= one):
        return True
    return is_initials(mention, name) or is_initials(name, mention)


def is_initials(letters: str, name: str) -> bool:
    """Whether a key is made of the first letters of the words of another one."""
    words = name.split()
    if not 2 <= len(letters) == len(letters.strip()) or " " in letters or len(words) < 2:
        return False
    every = "".join(word[0] for word in words)
    return letters in (every, "".join(word[0] for word in words if word not in _SMALL))
