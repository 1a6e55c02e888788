"""Bytes to text: the byte order mark, UTF-8, UTF-16 and UTF-32 without a mark, then the encodings of one country.

Text of any of the older encodings holds no control characters, UTF-16 and UTF-32 hold plenty, and so do files that
are no text at all. That is what parts the three.
"""

import codecs
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from reader.errors import UnreadableArticleError
from reader.formats.binary import binary_kind, is_a_document_in_ascii
from reader.formats.latin import latin_encoding

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BY_ESCAPES = ("iso2022_kr", "iso2022_jp_ext", "iso2022_jp_2")
# What is really met: the Encoding Standard of the Web, and the machines of before.
_OLDER = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949", "koi8_r", "koi8_u"),
    *("iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "iso8859_15", "iso8859_16"),
    *("mac_roman", "mac_cyrillic", "cp866", "cp850", "cp852"),
)
_CONTROLS = bytes(code for code in (*range(0x20), 0x7F) if code not in b"\t\n\v\f\r\x1a\x1b")
_MOST_CONTROLS = 0.01
_MOST_DAMAGE = 0.05  # of the characters beyond ASCII
_MOST_LOST = 0.001  # of all characters
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC", "HALFWIDTH"})
_SAMPLE = 200_000
_JUDGED = 32_768
_UNLIKELY = frozenset({"Cc", "Cn", "Co", "Cs"})
_FAMILIAR = frozenset("\t\n\r\u3000、。，：「」" + "".join(map(chr, range(0x20, 0x7F))))


def decode(data: bytes) -> str:
    """The text that the bytes stand for, without its byte order mark; line ends as they are.

    A few damaged bytes become U+FFFD where the encoding is beyond doubt. Raises UnreadableArticleError where the
    bytes are no text, or text in no encoding that makes sense of them.
    """
    if is_a_document_in_ascii(data):
        raise _not_text(data)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _marked(data, encoding, len(mark))
    for attempt in (_escaped, _utf8, _wide, _older):
        text = attempt(data)
        if text is not None:
            return text
    raise UnreadableArticleError("it is in an encoding that Gloss does not know")


def encoding_of(data: bytes) -> tuple[str, int]:
    """The encoding of a text, by Python's name, and the length of its byte order mark; the data may be its beginning.

    For texts too long to be decoded as a whole: what `decode` would take, told by a part. Raises as `decode` does.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            decode(data)
            return encoding, len(mark)
    text = decode(data)
    if data.isascii() and "\0" not in text and text.isascii():
        return "utf-8", 0
    candidates = chain(("utf-8", "utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"), _BY_ESCAPES, _guesses(data))
    return next((name for name in candidates if data.decode(name, "replace") == text), "utf-8"), 0


def _marked(data: bytes, encoding: str, mark: int) -> str:
    text = data[mark:].decode(encoding, "replace")
    if _unlikely_share(text[:_JUDGED]) > _MOST_CONTROLS or text.count("\ufffd") > len(text) * _MOST_CONTROLS + 1:
        raise _not_text(data)
    return text


def _escaped(data: bytes) -> str | None:
    """East Asian text in seven bits, as in old mail: valid ASCII, with escapes in it."""
    if b"\x1b$" in data and data.isascii():
        for encoding in _BY_ESCAPES:
            text = _strictly(data, encoding)
            if text is not None and "\x1b" not in text:
                return text
    return None


def _utf8(data: bytes) -> str | None:
    """UTF-8, all of it or all but a torn end or a little damage."""
    if _control_share(data) > _MOST_CONTROLS:
        return None
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    if not damaged:
        return text
    sound = len(text) - len(data.translate(None, _BEYOND_ASCII)) - damaged
    torn = damaged == 1 and sound and text.endswith("\ufffd")
    return text if torn or damaged <= sound * _MOST_DAMAGE else None


def _wide(data: bytes) -> str | None:
    """UTF-32 or UTF-16 without a mark; raises UnreadableArticleError where only a file that is no text is left."""
    controls = _control_share(data)
    if not controls:
        return None
    for encoding in ("utf-32-le", "utf-32-be"):
        text = _strictly(data, encoding)
        if text is not None and _unlikely_share(text[:_JUDGED]) <= _MOST_CONTROLS:
            return text
    likely = {encoding: _likeness(data, encoding) for encoding in ("utf-16-le", "utf-16-be")}
    best = max(likely, key=likely.__getitem__)
    if likely[best]:
        text = data.decode(best, "replace")
        if text.count("\ufffd") <= len(text) * _MOST_LOST + 1:
            return text
    if controls > _MOST_CONTROLS:
        raise _not_text(data)
    return None


def _likeness(data: bytes, encoding: str) -> int:
    """How many of the first characters every text has, such as spaces; 0 where the encoding makes no text.

    In the wrong order of bytes a Latin text looks Chinese, but its spaces and line ends are none any more.
    """
    sample = data[: _JUDGED * 2]
    if sample.isascii() and not _alternates(sample):
        return 0
    text = sample.decode(encoding, "replace").rstrip("\ufffd")
    familiar = sum(character in _FAMILIAR for character in text)
    if "\ufffd" in text or _unlikely_share(text) > 0.005:
        return 0
    return familiar if _in_one_script(text) else 0


def _alternates(sample: bytes) -> bool:
    """Whether every other byte is mostly the same, as in UTF-16 of any alphabet."""
    return any(Counter(half).most_common(1)[0][1] > len(half) * 0.5 for half in (sample[0::2], sample[1::2]) if half)


def _in_one_script(text: str) -> bool:
    """Whether nearly all letters are of one script, or Latin; the scripts of China, Japan and Korea are one."""
    scripts: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if character.isalpha():
            script = unicodedata.name(character, "?").split(" ")[0].split("-")[0]
            scripts["CJK" if script in _EAST_ASIAN else script] += count
    latin = scripts.pop("LATIN", 0)
    return max(scripts.values(), default=0) + latin >= 0.9 * (scripts.total() + latin)


def _older(data: bytes) -> str | None:
    sample = _sample(data)
    half = sample.find(b"\n", len(sample) // 2) + 1
    tried = []
    for part in filter(None, (sample, sample[:half], sample[half:])):  # a damaged byte spoils only one half
        for encoding in _guesses(part):
            text = _strictly(data, encoding)
            if text is not None:
                return text
            tried.append(encoding)
    for encoding in tried:
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") <= len(text) * _MOST_LOST + 1:
            return text
    return None


def _guesses(sample: bytes) -> Iterator[str]:
    """The encodings that make sense of the sample, best first."""
    latin = latin_encoding(sample)
    if latin:
        yield latin
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only for the few texts that need it

    for match in from_bytes(sample, cp_isolation=list(_OLDER), enable_fallback=False):
        yield match.encoding


def _sample(data: bytes) -> bytes:
    """The first part of a long text, and one from its middle, cut at line ends so that no character is split."""
    if len(data) <= _SAMPLE * 2:
        return data
    middle = data.find(b"\n", len(data) // 2) + 1
    parts = (data[start : data.rfind(b"\n", start, start + _SAMPLE) + 1] for start in (0, middle))
    return b"".join(parts) or data[:_SAMPLE]


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _control_share(data: bytes) -> float:
    return (len(data) - len(data.translate(None, _CONTROLS))) / max(1, len(data))


def _unlikely_share(text: str) -> float:
    unlikely = sum(
        count
        for character, count in Counter(text).items()
        if character not in "\t\n\v\f\r" and unicodedata.category(character) in _UNLIKELY
    )
    return unlikely / max(1, len(text))


def _not_text(data: bytes) -> UnreadableArticleError:
    kind = binary_kind(data)
    return UnreadableArticleError(f"it is {kind}, not text" if kind else "it is a binary file, not text")
