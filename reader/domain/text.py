"""The text of an article: how it is normalised once, its hash, its words counted, its context quoted."""

import re
from functools import cache, lru_cache

from reader.domain.span import Span

# All but CR LF, which comes first so that it counts as one.
_LINE_BREAKS = ("\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")
_BOM = "\ufeff"
_REPLACEMENT = "\ufffd"
# Exact in the first plane; above it, of the characters that may be meant, it stops only at rare ones.
_PERHAPS_UNFIT = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]")

_ONE_BY_ONE = r"\p{Han}\p{Hiragana}\p{Katakana}"
_RUNS_OF_ONES = rf"[{_ONE_BY_ONE}]+"

# Most texts are of Latin, Greek or Cyrillic letters and the punctuation below. As bytes of UTF-8, with all that parts
# words made a space, their words are counted five times as fast: an import counts those of every article.
_PARTING = re.compile("[“”„‘‚«»‹›–—―…·•\u00a0\u2009\u202f€£§©®™°]")
_OF_OTHER_SCRIPTS = re.compile(
    "[^\x00-\x7f\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u0481"
    "\u048a-\u052f]"
)
_BYTES_OF_WORDS = bytes(byte if byte > 0x7F or chr(byte).isalnum() else 0x20 for byte in range(256))
_RUN = rf"[[\p{{L}}\p{{N}}]--[{_ONE_BY_ONE}]][[\p{{L}}\p{{M}}\p{{N}}'’]--[{_ONE_BY_ONE}]]*+"


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, by the rules (version 1) of the `regex` module, which knows Unicode's properties and `\\X`.

    The module is loaded at the first call, for no import may slow down the start of the program. What
    comes back is used as the standard library's patterns are.
    """
    import regex  # type: ignore[import-untyped]  # noqa: PLC0415

    made: re.Pattern[str] = regex.compile(pattern, regex.VERSION1)
    return made


def normalise(raw: str) -> str:
    """The text as it is stored, for good; normalising it once more changes nothing.

    CR LF, CR, VT, FF, U+0085, U+2028 and U+2029 become a line feed; NUL, lone surrogates and noncharacters
    (The Unicode Standard, section 23.7; Qt keeps U+FDD0..U+FDEF for itself) become U+FFFD; byte order marks
    at the very start go. Nothing else changes.
    """
    text = raw
    for line_break in _LINE_BREAKS:
        text = text.replace(line_break, "\n")
    # All of them: were one left at the start, a second pass would take it and move every offset.
    text = text.lstrip(_BOM).replace("\0", _REPLACEMENT)
    return text if text.isascii() else _PERHAPS_UNFIT.sub(_fit, text)


@lru_cache(maxsize=1)
def sha256(text: str) -> str:
    """The SHA-256 of the text in UTF-8, in hexadecimal."""
    import hashlib  # noqa: PLC0415 - it brings OpenSSL; a start needs no hash

    return hashlib.sha256(text.encode()).hexdigest()


def count_words(text: str) -> int:
    """How many words, for lists and reading times: runs of letters and digits, each Han or kana character one.

    An apostrophe does not part a run. Scripts that put no space between words (Thai, Khmer) come out too low.
    """
    plain = text if text.isascii() else _PARTING.sub(" ", text.replace("’", ""))
    if plain.isascii() or not _OF_OTHER_SCRIPTS.search(plain):
        return len(plain.encode().translate(_BYTES_OF_WORDS, b"'").split())
    runs = len(compiled(_RUN).findall(text))
    return runs + sum(map(len, compiled(_RUNS_OF_ONES).findall(text)))


def context(text: str, span: Span, size: int = 40) -> tuple[str, str]:
    """Up to `size` code points before the span, and after it."""
    return text[max(0, span.start - size) : span.start], text[span.stop : span.stop + size]


def _fit(found: re.Match[str]) -> str:
    character = found[0]
    fit = character > "\uffff" and ord(character) & 0xFFFE != 0xFFFE
    return character if fit else _REPLACEMENT
