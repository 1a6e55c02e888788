"""What stands before a Markdown text between two lines `---`: lines `key: value`."""

import re
from typing import NamedTuple

_FENCE = re.compile(r"---[ \t]*\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_PAIR = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_COMMENT = re.compile(r"(?:^|[ \t])#.*")
_MOST_CHARACTERS = 20_000


class FrontMatter(NamedTuple):
    """The pairs, their keys in small letters, and at which code point of the text the rest begins."""

    pairs: dict[str, str]
    stop: int

    def first(self, *keys: str) -> str:
        """The value of the first of the keys that has one, empty where none has."""
        return next((self.pairs[key] for key in keys if self.pairs.get(key)), "")


def front_matter(text: str) -> FrontMatter:
    """The front matter of a normalised text; without one, no pairs, and the rest begins at 0.

    Only what is plainly meant is read: values of one line, in quotation marks or bare, and lists, which are joined by
    commas. Of anything else the value is passed over, so that no half of it becomes the metadata of an article.
    """
    begin = _FENCE.match(text)
    end = _END.search(text, begin.end(), begin.end() + _MOST_CHARACTERS) if begin else None
    if not begin or not end:
        return FrontMatter({}, 0)
    lines = text[begin.end() : end.start()].split("\n")
    pairs = _pairs(lines)
    if not pairs and any(map(str.strip, lines)):  # two rules with a text between them
        return FrontMatter({}, 0)
    return FrontMatter(pairs, min(end.end() + 1, len(text)))


def _pairs(lines: list[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    key = ""
    for line in lines:
        pair, item = _PAIR.fullmatch(line), _ITEM.fullmatch(line)
        if pair:
            key = pair[1].strip().lower()
            pairs[key] = _value(pair[2] or "")
        elif item and key:
            pairs[key] = ", ".join(filter(None, (pairs[key], _value(item[1]))))
        elif line.strip() and not line.lstrip().startswith("#") and not line[0].isspace():
            return {}
    return pairs


def _value(written: str) -> str:
    written = written.strip()
    if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'":
        quote = written[0]
        return written[1:-1].replace('\\"' if quote == '"' else "''", quote).strip()
    written = _COMMENT.sub("", written).strip()
    if written.startswith("[") and written.endswith("]"):
        return ", ".join(filter(None, (_value(item) for item in written[1:-1].split(","))))
    return "" if written[:1] in {"|", ">", "{", "&", "*", "!"} else written
