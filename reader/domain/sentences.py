"""Sentences of one paragraph, for selecting and for the context of a quote.

The rule:

- A sentence ends at . ! ? … and their relatives in other scripts. Marks in a row are one end, and so is a
  spaced ellipsis (. . .). Closing quotes and brackets, and footnote numbers such as [3], go along with it.
- After the marks of Latin, Greek, Cyrillic and Armenian script, white space or the end of the paragraph must
  follow (so 3.5 and example.com hold together), and what follows must not begin in lower case ("Stop!" he
  said), a name such as eBay apart. The marks of other scripts (。！？ ؟ ۔ । ။ ። and so on) need neither.
- Nothing ends before a comma, semicolon, colon or closing bracket, nor between a question or an exclamation in
  quotes and its speaker ("Why?" Ms Lee asked).
- A period does not end a sentence after a title (Mr. Dr. Gen.), after "vs." and the like, after "No." and the
  like before a digit, after the number of a list's item (1. First), nor between a day and its month in German
  (3. Oktober). After an acronym with periods (U.S., a.m.), a month, a state, "Inc.", "Jr.", "etc." and the
  like it ends one only before a word that commonly opens an English sentence (The, He, In, But); after a
  single letter (J. Smith) only before those of them that are nobody's name.
- The end of the paragraph ends its last sentence. A line break inside a paragraph is white space.

All of it is decided from the characters near a mark, so one sentence is found without reading the rest. Spans
are in code points and without white space at their edges; all that is outside of them is white space.
"""

import re
from collections.abc import Iterator

from reader.domain.span import Span, trimmed

# With white space after them; the last two are the Armenian full stop and the Greek question mark.
_SPACED = ".!?…‼⁇⁈⁉\u0589\u037e"
# Without: Chinese and Japanese, Arabic and Urdu, Indic, Burmese, Khmer, Ethiopic, Tibetan, Mongolian, Syriac.
_UNSPACED = "。！？｡．؟۔।॥။។៕።፧፨།༎᠃᠉܀܁܂"
_MARK = rf"[{re.escape(_SPACED + _UNSPACED)}][\ufe00\ufe0f]?"
_CLOSING = "\"'”’»›)\\]}」』】〉》）］｝｠〕〗〙〛＂＇〞፡"
_END = re.compile(
    rf"""(?x) (?P<marks> {_MARK} (?: {_MARK} | [ \xa0]\.(?!\w) )* )
    (?: {_MARK} | [{_CLOSING}] | \[\d{{1,3}}\]
      | [ \xa0\u202f]»(?=[\s,;:]|$)   # « Oui. »
      | [“«‘](?=[\s,;:]|$)            # „Ja.“
    )*"""
)
_MARK_WITHOUT_SPACE = re.compile(rf"[{_UNSPACED}]")
_VISIBLE = re.compile(r"\S")
_GOES_ON = frozenset(",;:，、；：،؛)]}）］｝」』】》〉")
_DASHES = re.compile(r"[-–—―]+\s*")
_LETTERS_BEFORE = re.compile(r"\w[\w.]*$")
_NEXT_WORD = re.compile(r"[\"'“‘«„‚(\[]*([^\W\d_]+)(?![\w-])")
_NAME = r"[^\W\d_a-z][\w.'’-]*"
_SPEAKER = re.compile(
    rf"""(?x) {_NAME} \s+ (?: (?: {_NAME} | al | bin | da | de | del | der | di | la | of | van | von ) \s+ ){{0,5}}
    (?: said | says | asked | asks | added | replied | told | wrote | cried | shouted | wondered ) \b"""
)
_MARK_AT_END = re.compile(rf"{_MARK}[{_CLOSING}]*$")
_TOKEN_REACH = 24
_QUOTE_REACH = 1000

_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|Ph\.D|[BM]\.Sc|Ed\.D|LL\.[BM]")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES = _listed(
    "Mr Mrs Ms Mx Messrs Dr Drs Prof Gen Gens Sen Sens Rep Reps Gov Lt Col Capt Cpl Sgt Maj Adm Cmdr Brig "
    "Rev Hon Fr Pres Supt Insp Amb Atty Mme Mlle Mt Ft"
)
_NEVER = _listed("vs cf ca viz approx incl resp e.g i.e z.b d.h т.е т.к т.н")
_BEFORE_NUMBERS = _listed("no nos nr vol vols pp fig figs art arts sec ch")
_SHORTENED = _listed(
    "etc al St Ave Blvd Rd Inc Corp Co Cos Ltd Bros Jr Sr Dept Univ Assn "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec "
    "Ala Ariz Calif Colo Conn Fla Ga Kan Ky Md Mass Mich Minn Mont Neb Nev Okla Pa Tenn Tex Va Vt Wis Wyo"
)
_OPENERS = _listed(
    "A After All Also Although An And Another As At Because Before Both But By Despite Each For From He Her "
    "Here His How However I If In It Its Many Meanwhile Moreover Most My Nor Now On Or Our She Since So Some "
    "Still That The Their Then There These They This Those Though We What When Where While Who Why With Yet "
    "You Your"
)
_OPENERS_AND_NO_NAMES = _listed("And But However It Its Meanwhile That The Their These They This Those")
_GERMAN_MONTHS = _listed("Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember")


def sentences(text: str, within: Span) -> Iterator[Span]:
    """The sentences of the paragraph in their order."""
    start = within.start
    for end in _ends(text, start, within):
        yield trimmed(Span(start, end), text)
        start = end
    last = trimmed(Span(start, within.stop), text)
    if last:
        yield last


def sentence_at(text: str, index: int, within: Span) -> Span:
    """The sentence of the paragraph that holds the index; in the white space between two, the one before it.

    Before the first sentence it is the first; empty where the paragraph is blank. Raises ValueError when the
    index is outside the paragraph, whose end is inside.
    """
    if not within.start <= index <= within.stop:
        raise ValueError(f"index {index} is outside the paragraph {within.start}-{within.stop}")
    reach = 1000
    while True:
        begin = _after_a_letter(text, index - reach, within)
        start = begin if begin == within.start else None
        stop = within.stop
        for end in _ends(text, begin, within):
            following = _VISIBLE.search(text, end, within.stop)
            if following is None or following.start() > index:
                stop = end
                break
            start = end
        if start is not None:
            return trimmed(Span(start, stop), text)
        reach *= 4


def _after_a_letter(text: str, index: int, within: Span) -> int:
    """An index not after the given one that no end reaches over, for ends hold no letters."""
    while index > within.start and not text[index - 1].isalpha():
        index -= 1
    return max(index, within.start)


def _ends(text: str, begin: int, within: Span) -> Iterator[int]:
    """Where sentences end after `begin`, white space not included."""
    for found in _END.finditer(text, begin, within.stop):
        end = _end(text, found, within)
        if end is not None:
            yield end


def _end(text: str, found: re.Match[str], within: Span) -> int | None:
    spaced = not _MARK_WITHOUT_SPACE.search(found[0])
    end = found.end() if spaced else _before_an_opening_quote(text, found, within)
    following = _VISIBLE.search(text, end, within.stop)
    if following is None:
        return end
    at = following.start()
    if text[at] in _GOES_ON or (spaced and at == end):
        return None
    if not spaced:
        return None if _is_decimal(text, found, within) else end
    if _begins_in_lower_case(text, at, within) or _is_speech(text, found, at, within):
        return None
    if found["marks"] == "." and _is_abbreviated(text, found.start(), at, within):
        return None
    return end


def _before_an_opening_quote(text: str, found: re.Match[str], within: Span) -> int:
    """The end, less a straight quote that opens: without white space only its number tells which it is."""
    quote = text.find('"', found.start(), found.end())
    if quote < 0 or not text[quote + 1 : min(quote + 2, within.stop)].strip():
        return found.end()
    closes = text.count('"', max(within.start, found.start() - _QUOTE_REACH), quote) % 2
    return found.end() if closes else quote


def _is_decimal(text: str, found: re.Match[str], within: Span) -> bool:
    before, after = found.start() - 1, found.end()
    return found[0] == "．" and before >= within.start and text[before].isdigit() and text[after].isdigit()


def _begins_in_lower_case(text: str, at: int, within: Span) -> bool:
    dashes = _DASHES.match(text, at, within.stop)
    at = dashes.end() if dashes and dashes.end() < within.stop else at
    first, second = text[at], text[at + 1 : min(at + 2, within.stop)]
    # Georgian has upper case in Unicode, but writes sentences without it.
    return first.islower() and not second.isupper() and not "\u10d0" <= first <= "\u10ff"


def _is_speech(text: str, found: re.Match[str], at: int, within: Span) -> bool:
    quoted = found[0][-1] in "\"'”’" and found["marks"][-1] in "!?"
    return quoted and _SPEAKER.match(text, at, within.stop) is not None


def _is_abbreviated(text: str, period: int, at: int, within: Span) -> bool:
    """Whether the period belongs to an abbreviation or a number, and no sentence begins at `at`."""
    token = _token_before(text, period, within)
    word = _NEXT_WORD.match(text, at, within.stop)
    opener = word[1] if word else ""
    if token in _TITLES or token.lower() in _NEVER:
        return True
    if token.lower() in _BEFORE_NUMBERS:
        return text[at].isdigit()
    if token.isdigit() and len(token) <= 2:
        return opener in _GERMAN_MONTHS or _opens_item(text, period - len(token), within)
    if len(token) == 1:
        return opener not in _OPENERS_AND_NO_NAMES
    if not token.isascii() and token.islower():
        return False  # the openers are English; here upper case says enough, and it follows
    return (token in _SHORTENED or _ACRONYM.fullmatch(token) is not None) and opener not in _OPENERS


def _opens_item(text: str, index: int, within: Span) -> bool:
    """Whether a number at the index stands where a sentence begins, and so counts the items of a list."""
    begin = max(within.start, index - _TOKEN_REACH)
    before = text[begin:index].rstrip()
    if not before:
        return begin == within.start
    mark = _MARK_AT_END.search(before)
    if mark is None:
        return False
    # The number of "Jan. 5." follows a period, but it does not begin a sentence.
    token = _token_before(text, begin + mark.start(), within) if mark[0][0] == "." else ""
    return not (token in _SHORTENED or token.lower() in _BEFORE_NUMBERS or "." in token)


def _token_before(text: str, period: int, within: Span) -> str:
    """The letters, digits and inner periods before a period, as far as they matter; MR as Mr."""
    found = _LETTERS_BEFORE.search(text[max(within.start, period - _TOKEN_REACH) : period])
    if found is None:
        return ""
    return found[0].title() if found[0].isupper() and "." not in found[0] else found[0]
