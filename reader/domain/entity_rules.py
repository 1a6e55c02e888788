"""What an entity may be called and how it is identified; what is refused is an EntityError with the reason."""

import re
import unicodedata
from collections.abc import Iterable

from reader.domain.entity_names import LONGEST_NAME, name_key
from reader.domain.text import normalise
from reader.errors import EntityError

_LONGEST_URI = 2000
_WIKIDATA = re.compile(
    r"(?:(?:wd|wikidata):|https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/)?([QqPpLl][1-9]\d{0,11})"
)
# RFC 3986, section 3: a scheme, a host, and no white space or angle bracket after it.
_URI = re.compile(r"https?://[^\s/?#<>\"\\^`{|}]+[^\s<>\"\\^`{|}]*", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def proper_name(raw: str) -> str:
    """The name on one line, without marks that turn the direction of a text. Raises EntityError."""
    name = " ".join(_TURNS.sub("", normalise(raw)).split())
    if not name_key(name) or all(unicodedata.category(each)[0] in "CZM" for each in name):
        raise EntityError("An entity needs a name that can be seen.")
    if any(unicodedata.category(each) == "Cc" for each in name):
        raise EntityError("The name of an entity has no control characters.")
    if len(name) > LONGEST_NAME:
        raise EntityError(
            f"The name of an entity has at most {LONGEST_NAME} characters; “{name[:30]}…” has {len(name)}."
        )
    return name


def proper_aliases(raw: Iterable[str]) -> tuple[str, ...]:
    """The aliases, each once and none empty. Raises EntityError."""
    return tuple(dict.fromkeys(proper_name(alias) for alias in raw if alias.strip()))


def proper_note(raw: str) -> str:
    """The note, trimmed and without control characters; it may have several lines."""
    return _CONTROLS.sub("", normalise(raw)).strip()


def proper_uri(raw: str) -> str:
    """The URI, or an empty text; a number of Wikidata is made one. Only its form is looked at. Raises EntityError."""
    uri = raw.strip()
    if not uri:
        return ""
    item = _WIKIDATA.fullmatch(uri)
    if item:
        return f"https://www.wikidata.org/entity/{item[1].upper()}"
    if not _URI.fullmatch(uri) or len(uri) > _LONGEST_URI:
        shown = uri if len(uri) <= 60 else uri[:60] + "…"
        raise EntityError(f"“{shown}” is no identifier: it takes an address such as https://… or an item such as Q42.")
    return uri
