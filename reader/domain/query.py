"""The query language: what is typed to find articles and annotations, read into a tree.

- Words are all to be found, in any order: `harbour wall`. A phrase stands in quotes of any language: `"harbour wall"`,
  `«…»`, `„…“`, `「…」`. A word or phrase with a star behind it may go on: `harb*`. Case and accents do not count.
- `AND`, `OR`, `NOT` in capitals, parentheses, and a hyphen before what is not wanted: `(flood OR storm) -insurance`.
  `OR` joins less closely than what merely stands side by side.
- Fields, in any case: `title:flood`, `label:person`, `entity:"Xi Jinping"`, `has:claim`, `check:>=2`, `date:2025-05`,
  `date:2025-01..2025-06`; of several values at once: `title:(flood OR storm)`. All of them stand in `query_fields`.

What is not complete yet, since somebody may be typing it, is taken as it will be: a last quote or parenthesis that is
not closed is closed at the end, an operator at the end waits for its word. Signs that are no words (&, –) are passed
over.
All else that is wrong raises a QueryError that says what, where, and what to write instead.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum, auto
from functools import lru_cache

from reader.domain.query_fields import FIELDS, WORD_FIELDS, Field, Value, field_named, nearest
from reader.domain.query_tree import And, Node, Not, Or, Words
from reader.domain.terms import asked
from reader.errors import QueryError

#: The longest query that is read, in code points, the most words and conditions in it, the deepest parentheses.
LONGEST, MOST, DEEPEST = 5_000, 100, 20

_LONG_ENOUGH = 3
_CLOSERS = {
    '"': '"', "＂": "＂", "“": '”“"', "”": "”", "„": '“”"', "«": "»", "»": "«»", "「": "」", "『": "』",
}  # fmt: skip
_UNFIT = re.compile("[\0\ud800-\udfff]")
_FIELD = re.compile(r"([A-Za-z]+)[:：](?!//)")
# A quotation mark between two Hebrew letters makes an acronym of them.
_WORD = re.compile(r"""(?:[^\s()（）"＂“”„«»「」『』] | (?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea]))+""", re.VERBOSE)


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood; without a root it asks for everything."""

    text: str
    root: Node | None


EVERYTHING = Query("", None)


def parse(text: str, today: date | None = None) -> Query:
    """Read a query. `today`, in UTC, is what days are counted from. Raises QueryError."""
    return _parsed(text, today or datetime.now(UTC).date())


@lru_cache(maxsize=64)
def _parsed(text: str, today: date) -> Query:
    if len(text) > LONGEST:
        raise QueryError(f"This query is longer than {LONGEST:,} characters. Look for less at once.", LONGEST)
    tokens, passed_over = _tokens(_UNFIT.sub("\ufffd", text))
    if not tokens:
        if passed_over is not None:
            raise QueryError(
                f"“{passed_over.text}” has neither letter nor digit to look for. Write a word.", passed_over.at
            )
        return Query(text, None)
    return Query(text, _Parser(tokens, today).parse())


def as_typed(text: str) -> str:
    """The query while it is being typed: its last word, from three letters on, may go on.

    With a space behind it the word is whole. In scripts without spaces a word may go on anyway.
    """
    try:
        tokens, _ = _tokens(text)
    except QueryError:
        return text
    if not tokens or tokens[-1].kind is not _Kind.WORD or tokens[-1].prefix or _end(tokens[-1]) != len(text):
        return text
    last = tokens[-1]
    if text[last.at] in _CLOSERS or len(last.text) < _LONG_ENOUGH or not last.text[-1].isalnum():
        return text
    before = tokens[-2] if len(tokens) > 1 and _end(tokens[-2]) == last.at else None
    if before is not None and before.kind is _Kind.FIELD and field_named(before.text[:-1]) not in WORD_FIELDS:
        return text
    return f"{text}*"


class _Kind(Enum):
    WORD = auto()
    FIELD = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()


_OPERATORS = {"AND": _Kind.AND, "OR": _Kind.OR, "NOT": _Kind.NOT}


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of a query: its kind, what it says, the code point where it begins, whether a star follows it."""

    kind: _Kind
    text: str
    at: int
    prefix: bool = False


def _tokens(text: str) -> tuple[list[_Token], _Token | None]:
    """The pieces of a query, and the first of those that are no words, which are passed over."""
    tokens: list[_Token] = []
    passed_over: _Token | None = None
    at = 0
    while at < len(text):
        character = text[at]
        if character.isspace():
            at += 1
            continue
        token, at = _token(text, at)
        behind_field = bool(tokens) and tokens[-1].kind is _Kind.FIELD and token.at == _end(tokens[-1])
        if behind_field and token.text in _OPERATORS:
            token = _Token(_Kind.WORD, token.text, token.at)
        if token.kind is _Kind.WORD and not behind_field and asked(token.text) is None:
            passed_over = passed_over or token
        else:
            tokens.append(token)
    return tokens, passed_over


def _end(token: _Token) -> int:
    return token.at + len(token.text)


def _token(text: str, at: int) -> tuple[_Token, int]:
    """The piece that begins here, and where it ends."""
    character = text[at]
    if character in "(（":
        return _Token(_Kind.OPEN, character, at), at + 1
    if character in ")）":
        return _Token(_Kind.CLOSE, character, at), at + 1
    if character in _CLOSERS:
        return _phrase(text, at)
    if character == "-" and at + 1 < len(text) and not text[at + 1].isspace() and text[at + 1] not in "-)）":
        return _Token(_Kind.NOT, character, at), at + 1
    if (found := _FIELD.match(text, at)) and _is_field(text, found):
        return _Token(_Kind.FIELD, found[0], at), found.end()
    found = _WORD.match(text, at)
    assert found is not None
    word, stop = found[0], found.end()
    if word in _OPERATORS:
        return _Token(_OPERATORS[word], word, at), stop
    bare = word.rstrip("*")
    if (star := bare.find("*")) >= 0 or not bare:
        raise QueryError(
            "A star stands only at the end of a word, for whatever follows: write “harb*”.", at + max(star, 0)
        )
    return _Token(_Kind.WORD, bare, at, bare != word), stop


def _is_field(text: str, found: re.Match[str]) -> bool:
    """Whether the name of a field stands here. Raises QueryError where it looks so, but there is no such field."""
    if field_named(found[1]) is not None:
        return True
    if found.end() == len(text) or text[found.end()].isspace():
        return False  # a word before a colon
    meant = nearest(found[1], FIELDS)
    instead = f"did you mean “{meant}:”?" if meant else f"there are {', '.join(f'{name}:' for name in FIELDS)}."
    raise QueryError(
        f"There is no field “{found[0]}”; {instead} To look for the words themselves, put them in quotes.",
        found.start(),
    )


def _phrase(text: str, at: int) -> tuple[_Token, int]:
    closers = _CLOSERS[text[at]]
    stop = next((index for index in range(at + 1, len(text)) if text[index] in closers), len(text))
    behind = stop + 1
    while behind < len(text) and text[behind] == "*":
        behind += 1
    return _Token(_Kind.WORD, text[at + 1 : stop], at, behind > stop + 1), min(behind, len(text))


@dataclass(slots=True)
class _Parser:
    """Goes through the tokens once, from the loosest operator down to the words."""

    tokens: list[_Token]
    today: date
    next: int = 0
    depth: int = 0
    count: int = 0
    fields: list[Field] = field(default_factory=list)  # of the parentheses that stand behind a colon

    def parse(self) -> Node:
        while self.tokens[-1].kind in _OPERATORS.values():  # waits for its word
            last = self.tokens.pop()
            if not self.tokens:
                raise QueryError(f"{last.text} stands between words: write “flood {last.text} storm”.", last.at)
        node = self._either()
        if (token := self._peek()) is not None:
            raise QueryError(f"Here a “{token.text}” closes what no parenthesis opened. Take it out.", token.at)
        return node

    def _peek(self) -> _Token | None:
        return self.tokens[self.next] if self.next < len(self.tokens) else None

    def _take(self, *kinds: _Kind) -> _Token | None:
        token = self._peek()
        if token is None or token.kind not in kinds:
            return None
        self.next += 1
        return token

    def _either(self) -> Node:
        parts = [self._all()]
        while self._take(_Kind.OR):
            parts.append(self._all())
        return _joined(Or, parts)

    def _all(self) -> Node:
        parts = [self._one()]
        while True:
            self._take(_Kind.AND)
            token = self._peek()
            if token is None or (token.kind in (_Kind.OR, _Kind.CLOSE) and not self._behind(_Kind.AND)):
                return _joined(And, parts)
            parts.append(self._one())

    def _behind(self, kind: _Kind) -> bool:
        return self.tokens[self.next - 1].kind is kind

    def _one(self) -> Node:
        denied = False
        while self._take(_Kind.NOT):
            denied = not denied
        node = self._group() or self._leaf()
        if not denied:
            return node
        return node.part if isinstance(node, Not) else Not(node)

    def _group(self) -> Node | None:
        opened = self._take(_Kind.OPEN)
        if opened is None:
            return None
        self.depth += 1
        if self.depth > DEEPEST:
            raise QueryError(f"More than {DEEPEST} parentheses stand within each other here.", opened.at)
        if self._peek() is None or self._take(_Kind.CLOSE):
            raise QueryError("Nothing stands in these parentheses. Write words there, or take them out.", opened.at)
        node = self._either()
        self._take(_Kind.CLOSE)  # or the end: somebody is typing
        self.depth -= 1
        return node

    def _leaf(self) -> Node:
        token = self._peek()
        if token is None or token.kind not in (_Kind.WORD, _Kind.FIELD):
            raise self._missing(token)
        self.next += 1
        self.count += 1
        if self.count > MOST:
            raise QueryError(f"These are more than {MOST} words and conditions. Look for less at once.", token.at)
        if token.kind is _Kind.FIELD:
            return self._of_field(token)
        if self.fields:
            return self._read(self.fields[-1], token)
        return Words(token.text, "", token.prefix)

    def _of_field(self, token: _Token) -> Node:
        name = token.text[:-1]
        found = field_named(name)
        assert found is not None
        value = self._peek()
        if value is None or value.at != _end(token) or value.kind not in (_Kind.WORD, _Kind.OPEN):
            raise QueryError(f"Behind “{token.text}” something is missing: {found.wanted}.", _end(token))
        if value.kind is _Kind.WORD:
            self.next += 1
            return self._read(found, value)
        self.fields.append(found)
        node = self._group()
        self.fields.pop()
        assert node is not None
        return node

    def _read(self, of: Field, token: _Token) -> Node:
        if not token.text.strip():
            raise QueryError(f"Behind “{of.name}:” something is missing: {of.wanted}.", token.at)
        return of.read(of, Value(token.text, token.at, token.prefix, self.today))

    def _missing(self, token: _Token | None) -> QueryError:
        before = self.tokens[self.next - 1] if self.next else None
        if before is not None and before.kind in _OPERATORS.values():
            return QueryError(f"Behind “{before.text}” a word is missing.", _end(before))
        assert token is not None
        if token.kind is _Kind.CLOSE:
            return QueryError(f"Here a “{token.text}” closes what no parenthesis opened. Take it out.", token.at)
        return QueryError(f"Before “{token.text}” a word is missing.", token.at)


def _joined(kind: type[And] | type[Or], parts: list[Node]) -> Node:
    """The parts as one node; those that are joined in the same way are not nested."""
    if len(parts) == 1:
        return parts[0]
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, kind):
            flat += part.parts
        else:
            flat.append(part)
    return kind(tuple(flat))
