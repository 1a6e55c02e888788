"""What a label may be called, which colour and key it may have; what is refused is a CodebookError with the reason."""

import re
import unicodedata

from reader.domain.graphemes import cluster_ends
from reader.domain.text import compiled, normalise
from reader.errors import CodebookError

#: The longest name, in code points.
LONGEST_NAME = 60

# Marks that turn the direction of what follows: names stand inside sentences, menus and rows of other text.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSEEN = r"\p{Default_Ignorable_Code_Point}"
_SEEN = rf"[[\p{{L}}\p{{N}}\p{{P}}\p{{S}}]--[{_UNSEEN}\u2800]]"
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_UID = re.compile("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")
_NOT_SENT = rf"[\p{{Emoji_Presentation}}\p{{Co}}\ufffd{_UNSEEN}]"
_LONGEST_KEY = 4
_QUOTED = 30
_BREAKS_LINES = frozenset({"Cc", "Zl", "Zp"})
# Accents that stand alone: where they are on a keyboard they wait for the letter that they go on. `^`, "`" and `~`
# do so on some keyboards and not on others.
_ACCENT_ALONE = r"[[\p{Sk}ˆˇ]--[\^`]]"


def quoted(text: str) -> str:
    """What a person or a file has written, for a sentence about it: on one line, shortened, no control character."""
    line = "".join("\ufffd" if unicodedata.category(each) in _BREAKS_LINES else each for each in text.strip())
    return f"“{line if len(line) <= _QUOTED else line[:_QUOTED] + '…'}”"


def proper_name(raw: str, thing: str = "a label") -> str:
    """The name, trimmed, without marks that turn the direction of a text. Raises CodebookError.

    `thing` says in a sentence what it is the name of.
    """
    if any(unicodedata.category(character) in _BREAKS_LINES for character in raw.strip()):
        raise CodebookError(f"The name of {thing} is one line, without tabs and other control characters.")
    name = _TURNS.sub("", normalise(raw)).strip()
    if not compiled(_SEEN).search(name):
        raise CodebookError(f"{thing[:1].upper()}{thing[1:]} needs a name that can be seen.")
    if len(name) > LONGEST_NAME:
        raise CodebookError(
            f"The name of {thing} has at most {LONGEST_NAME} characters; {quoted(name)} has {len(name)}."
        )
    return name


def same_name(name: str) -> str:
    """What two names have in common that are the same to a reader: case, form and unseen characters do not count.

    NFKC_Casefold of the Unicode Standard, section 3.13 (D146 applied to NFKC), with white space as one space.
    """
    folded = unicodedata.normalize("NFD", name)
    for _ in range(2):
        folded = unicodedata.normalize("NFKC", folded.casefold())
    return " ".join(compiled(_UNSEEN).sub("", folded).split())


def proper_colour(raw: str) -> str:
    """The colour as `#RRGGBB`. Raises CodebookError."""
    colour = raw.strip()
    if not _COLOUR.fullmatch(colour):
        raise CodebookError(f"{quoted(colour)} is not a colour of the form #rrggbb.")
    return colour.upper()


def proper_key(raw: str) -> str:
    """The key as a keyboard sends it without Shift, or an empty text. Raises CodebookError."""
    if not raw:
        return ""
    if raw.isspace():
        raise CodebookError("White space cannot be the key of a label.")
    key = _lowered(unicodedata.normalize("NFC", normalise(raw)))
    one = len(key) <= _LONGEST_KEY and len(list(cluster_ends(key, 0))) == 1
    if not one or not compiled(_SEEN).match(key) or compiled(_NOT_SENT).search(key):
        raise CodebookError(f"{quoted(key)} is not a key: it takes one character that a keyboard sends.")
    if compiled(_ACCENT_ALONE).fullmatch(key):
        raise CodebookError(f"{quoted(key)} is not a key: on a keyboard it waits for the letter that it goes on.")
    return key


def proper_description(raw: str) -> str:
    """The description, trimmed; it may have several lines."""
    return normalise(raw).strip()


def proper_uid(raw: str) -> str:
    """The uid in small letters, or an empty text. Raises CodebookError where it is not written as a UUID is."""
    uid = raw.strip().lower()
    if uid and not _UID.fullmatch(uid):
        raise CodebookError(f"{quoted(uid)} is not a uid; a label that has none gets one.")
    return uid


def _lowered(key: str) -> str:
    # Where Shift and the key of i give this letter, the key alone gives an i.
    return "i" if key == "İ" else unicodedata.normalize("NFC", key.lower())
