"""How the names of entities are compared: what a mention and a name have in common where they mean the same.

Two names have the same key where they differ only in what a careful person overlooks, and in case and accents, which
that person overlooks sometimes: `agrees` says whether here.
"""

import re
from functools import lru_cache
from unicodedata import category, normalize

from reader.domain.folding import RUN, folded

#: The longest name of an entity, in code points.
LONGEST_NAME = 200

_APOSTROPHES = "'’‘‛ʼʻʹ`´′＇"
_MIDDLE_DOTS = "·•‧・･"
_POSSESSIVE = re.compile(rf"(?<=\w)[{_APOSTROPHES}][sS]$")
_OUTER = '"“”„‟«»‹›「」『』《》〈〉,;:!?¿¡،؛؟、。，；：！？…*_~|'
_PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "‘": "’", "'": "'", "‚": "’"}
_GAP_IN_RUN = re.compile(f"(?<=[{RUN}]) (?=[{RUN}])")
_INITIALS = re.compile(r"(?<![^ ])([^\W\d_]) (?=[^\W\d_](?: |$))")
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 2, 4


class _Table(dict[int, str]):
    """What becomes of each character of a name, found out when it is met first."""

    def __missing__(self, code: int) -> str:
        self[code] = made = _piece(chr(code))
        return made


def _piece(character: str) -> str:
    if character in _APOSTROPHES or character in _MIDDLE_DOTS or character in ".．｡":
        return ""
    if character in "&＆":
        return " and "
    kind = category(character)
    if kind == "Cf":  # not seen
        return ""
    return " " if kind[0] in "PZC" else character


_TABLE = _Table()


@lru_cache(4096)
def name_key(name: str) -> str:
    """What two names share that are the same name: stored beside each name and alias, so that they are found by it.

    Case, accents, punctuation, the forms of Unicode, spaces between initials and in scripts that have none, and a
    leading “the” make no difference. It is empty for white space alone.
    """
    text = folded(name)
    return _joined(text) or " ".join(text.split())


def _joined(text: str) -> str:
    """The words of a text, with a space between."""
    words = " ".join(text.translate(_TABLE).split())
    if not words.isascii():
        words = _GAP_IN_RUN.sub("", words)
    words = _INITIALS.sub(r"\1", words)
    return words[4:] if words[:4].lower() == "the " else words


def agrees(mention: str, name: str) -> bool:
    """Whether a mention and a name of the same key differ in nothing that could mislead.

    Case misleads where a short word is all capitals (`US`, `us`; `WHO`, `Who`), and where the mention has no capital at
    all (`turkey`). Accents mislead where both have them, and different ones: agencies leave them out (`Erdogan`).
    """
    one, other = _form(mention), _form(name)
    if one == other:
        return True
    if _is_acronym(one) or _is_acronym(other):
        return False
    if one == one.lower() and other != other.lower():
        return False
    low, other_low = one.casefold(), other.casefold()
    return low == other_low or folded(low) == low or folded(other_low) == other_low


def _form(name: str) -> str:
    """A name as its key is made, with case and accents."""
    return _joined(normalize("NFKC", name))


def _is_acronym(form: str) -> bool:
    return _SHORTEST_ACRONYM <= len(form) <= _LONGEST_ACRONYM and form.isupper() and " " not in form


@lru_cache(4096)
def plain_name(quote: str) -> str:
    """What somebody would be called who is mentioned so: on one line, without possessive, quotation marks, brackets."""
    name = " ".join(quote.split())
    before = ""
    while name != before:
        before = name
        name = name.strip(_OUTER).strip()
        name = _POSSESSIVE.sub("", name)
        if len(name) > 2 and _PAIRS.get(name[0]) == name[-1]:
            name = name[1:-1].strip()
        if name[-1:] in _APOSTROPHES and name[-2:-1] in ("s", "S"):
            name = name[:-1]
        if name[-1:] == "." and name.count(".") == 1 and len(name.rpartition(" ")[2]) > _LONGEST_ACRONYM:
            name = name[:-1]  # the end of a sentence, not of an abbreviation
    return name or " ".join(quote.split())
