"""Which encoding of one byte a letter makes the best sense of a text in Latin letters.

A statistical detector has little to go by here: most bytes are ASCII, and every encoding makes letters of the few
others. But each language uses few letters beyond ASCII, and they are well known (the exemplar characters of
Unicode's CLDR). So: the encoding is the one in which the others are letters of a single language, or marks of
print, standing where such marks can stand.
"""

import re
from collections import Counter
from functools import cache

_WESTERN = (
    "àâæçéèêëîïôœùûü",  # French
    "äöüßé",  # German
    "áéíóúüñªº",  # Spanish
    "ãáâàçéêíõóôúüªº",  # Portuguese
    "àèéìíîòóù",  # Italian
    "àçèéíïòóúü",  # Catalan
    "áâäèéêëíïóôöúü",  # Dutch
    "åäöæøéü",  # Danish, Finnish, Norwegian, Swedish
    "àâáãäåçéèêëíïñóôöøúü",  # names from abroad in English
)
_CENTRAL = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîşţșț",  # Romanian
    "čćđšž",  # Bosnian, Croatian, Serbian, Slovene
)
_TURKISH = ("çğıöşüâîû",)
_BALTIC = ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž")  # Lithuanian, Latvian, Estonian
_VIETNAMESE = ("ăâđêôơưáàéèíóòúùã\u0300\u0301\u0303\u0309\u0323",)
_ICELANDIC = ("áéíóúýþæöð",)

# Likelier ones first: a later one is taken only where it is better. Turkish and Icelandic share their bytes.
_CANDIDATES = (
    ("cp1252", _WESTERN),
    ("cp1250", _CENTRAL),
    ("cp1254", _TURKISH),
    ("cp1257", _BALTIC),
    ("cp1258", _VIETNAMESE),
    ("cp1252", _ICELANDIC),
    ("iso8859_15", _WESTERN),
    ("iso8859_2", _CENTRAL),
    ("iso8859_16", _CENTRAL),
    ("cp852", _CENTRAL),
    ("mac_roman", _WESTERN),
    ("cp850", _WESTERN),
)
_MARKS = frozenset("\xa0“”‘’„‚«»‹›–—…•·§©®™°€£¥¢±²³×÷½¼¾¿¡µ¶†‡´")
_OTHER = re.compile(r"[^\x00-\x7f]")
_LETTER = r"[^\W\d_]"
_MISPLACED = re.compile(
    rf"[¿¡„‚£¥¢¤](?<={_LETTER}.)"  # an opening mark or a currency behind a letter
    rf"|[±×÷¶†‡´](?={_LETTER})"  # a sign before a letter
    rf"|[“”«»‹›…•·§©®™°€±²³×÷½¼¾µ¶†‡´](?<={_LETTER}.)(?={_LETTER})"  # a mark inside a word, no apostrophe or dash
)
_BEHIND_A_SMALL_LETTER = re.compile(r"[a-z]([^\x00-\x7f])")
_MOSTLY = 0.9
_CLEARLY = 0.001
_MOST_HIGH_BYTES_PER_LETTER = 0.5
_NO_ASCII = bytes(range(0x80))
_ASCII_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def latin_encoding(sample: bytes) -> str:
    """The encoding of a text in Latin letters, by Python's name; empty where the text seems to be no such text."""
    high = len(sample.translate(None, _NO_ASCII))
    letters = len(sample) - len(sample.translate(None, _ASCII_LETTERS))
    if not high or high > letters * _MOST_HIGH_BYTES_PER_LETTER:
        return ""
    best, best_share = "", _MOSTLY
    for encoding, alphabets in _CANDIDATES:
        share = _sensible_share(sample, high, encoding, alphabets)
        if share == 1.0:
            return encoding
        if share > best_share + _CLEARLY:
            best, best_share = encoding, share
    return best


def _sensible_share(sample: bytes, high: int, encoding: str, alphabets: tuple[str, ...]) -> float:
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    counts: Counter[str] = Counter(_OTHER.findall(text))
    misplaced = len(_MISPLACED.findall(text))
    misplaced += sum(other.isupper() for other in _BEHIND_A_SMALL_LETTER.findall(text))
    marks = sum(count for other, count in counts.items() if other in _MARKS)
    known: int = max(sum(counts[letter] for letter in _both_cases(alphabet)) for alphabet in alphabets)
    return float(known + marks - misplaced) / high


@cache
def _both_cases(letters: str) -> frozenset[str]:
    return frozenset(letters + letters.upper())
