"""Lines of a PDF to paragraphs and headings: what belongs together, and what only stands on every page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from reader.formats.pdf_pages import LINE_END_HYPHEN, Line

_AT_AN_EDGE = 3  # lines that may be a running header or footer
_ON_MANY = 0.4  # of the pages
_LARGER = 1.15  # than the letters of most of the text
_AS_LARGE = 1.12
_LONGEST_HEADING = 250
_MOST_LEADING = 1.45  # of the usual distance between lines: beyond it a paragraph ends
_DIGITS = re.compile(r"[0-9]+|\b[ivxlc]+\b", re.IGNORECASE)
_NUMBER_ALONE = re.compile(
    r"\W*(?:page|seite|página|pagina|стр\.?|第)?\s*([0-9]{1,4})(?:\s*(?:/|of|von|de|из)\s*[0-9]{1,4}|\s*页)?\W*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_LAST_WORD = re.compile(r"([^\W\d_]+)$")
_FIRST_WORD = re.compile(r"^([^\W\d_]+)")
_LEADERS = re.compile(r"(?:\.\s?){5,}\s*\w{1,5}$")  # of a table of contents
_BULLET = re.compile(r"[•‣◦▪●∙·■□–—*-]\s+(?=\S)")
_ENDS = tuple('.!?:;…。！？：；؟۔।”’»)"')
# Scripts that put no space between words, and their punctuation.
_NO_SPACE = re.compile(
    r"[\u2e80-\u303f\u3040-\u30ff\u31c0-\u31ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u0e00-\u0eff\u1780-\u17ff]"
)


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, as one text; `level` is that of a heading, from 1, and 0 for any other."""

    text: str
    size: float
    level: int = 0
    is_item: bool = False


class _Flow(NamedTuple):
    """Lines that run down one column of a page, and between which edges; a few lines may go beyond the right one."""

    lines: list[Line]
    left: float
    right: float


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """The paragraphs of all pages in order, without running headers, footers and page numbers."""
    kept = _without_edges(pages)
    lines = [line for page in kept for line in page]
    if not lines:
        return []
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    usual = sizes.most_common(1)[0][0]
    words = _Vocabulary(lines)
    paragraphs: list[Paragraph] = []
    for group in _groups(kept, usual):
        text = words.joined([line.text for line in group])
        size = group[0].size
        is_large = size >= usual * _LARGER and len(text) <= _LONGEST_HEADING
        bullet = None if is_large else _BULLET.match(text)
        paragraphs.append(
            Paragraph(text[bullet.end() :] if bullet else text, size, int(is_large), is_item=bullet is not None)
        )
    _rank(paragraphs)
    return paragraphs


def _rank(paragraphs: list[Paragraph]) -> None:
    """Give headings their levels: the largest letters are level 1."""
    sizes = sorted({paragraph.size for paragraph in paragraphs if paragraph.level}, reverse=True)
    for paragraph in paragraphs:
        if paragraph.level:
            paragraph.level = min(6, sizes.index(paragraph.size) + 1)


def _without_edges(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page but those that stand at the same edge of many, numbers in them aside."""
    if len(pages) < 2:
        return [list(page) for page in pages]
    numbers = _page_numbers(pages)
    pages = [[line for line in page if id(line) not in numbers] for page in pages]
    edges = [_edges(page) for page in pages]
    counts = Counter(key for edge in edges for key in {_key(*place) for place in edge})
    least = max(2, round(len(pages) * _ON_MANY)) if len(pages) > 3 else len(pages)

    def is_running(where: int, line: Line) -> bool:
        often = counts[_key(where, line)] >= least
        return often and len(pages) > 2

    kept = []
    for page, edge in zip(pages, edges, strict=True):
        running: set[int] = set()
        for side in (range(_AT_AN_EDGE), range(-1, -_AT_AN_EDGE - 1, -1)):
            lines = dict(edge_of for edge_of in edge if edge_of[0] in side)
            for where in side:  # from the edge inwards, as far as it goes
                if where not in lines or not is_running(where, lines[where]):
                    break
                running.add(id(lines[where]))
        kept.append([line for line in page if id(line) not in running])
    return kept


def _page_numbers(pages: Sequence[Sequence[Line]]) -> set[int]:
    """The ids of the lines at the outer edges of pages that are numbers alone, and grow as the pages do."""
    found = [
        (int(number[1]) - place, id(line))
        for place, page in enumerate(pages)
        if page
        for line in (max(page, key=lambda one: one.top), min(page, key=lambda one: one.bottom))
        if (number := _NUMBER_ALONE.fullmatch(line.text))
    ]
    counts = Counter(offset for offset, _ in found)
    return {identity for offset, identity in found if counts[offset] > 1}


def _edges(page: Sequence[Line]) -> list[tuple[int, Line]]:
    """The lines at the top of a page, counted from 0, and at its bottom, from -1 upwards."""
    ordered = sorted(page, key=lambda line: -line.top)
    top = list(enumerate(ordered[:_AT_AN_EDGE]))
    bottom = [(-number, line) for number, line in enumerate(reversed(ordered[len(top) :][-_AT_AN_EDGE:]), 1)]
    return [*top, *bottom]


def _key(where: int, line: Line) -> tuple[bool, str, int]:
    """What is the same for a running line on all pages: its edge, its words and its height on the page."""
    return where >= 0, _DIGITS.sub("#", line.text.casefold()), round(line.bottom / 6)


def _groups(pages: Iterable[Sequence[Line]], usual: float) -> Iterator[list[Line]]:
    """The lines of each paragraph."""
    running: list[Line] = []
    before: _Flow | None = None
    for flow in (flow for page in pages for flow in _flows(page)):
        leading = _leading(flow, usual)
        for number, line in enumerate(flow.lines):
            if running and (
                _goes_on_in(running[-1], before, line) if number == 0 else _is_next_line(running, number, flow, leading)
            ):
                running.append(line)
            else:
                if running:
                    yield running
                running = [line]
        before = flow
    if running:
        yield running


def _flows(page: Sequence[Line]) -> Iterator[_Flow]:
    """The columns of a page in the order of its lines: one ends where the next line stands higher, or beside it."""
    lines: list[Line] = []
    left = right = 0.0
    for line in page:
        if lines and (
            line.bottom > lines[-1].top
            or (line.left > lines[-1].right and line.top > lines[-1].bottom + 1)
            or line.left > right
            or line.right < left
        ):
            yield _flow(lines)
            lines = []
        left, right = (min(left, line.left), max(right, line.right)) if lines else (line.left, line.right)
        lines.append(line)
    if lines:
        yield _flow(lines)


def _flow(lines: list[Line]) -> _Flow:
    rights = sorted(line.right for line in lines)
    right = rights[-1] if len(rights) < 8 else rights[len(rights) * 9 // 10]
    return _Flow(lines, min(line.left for line in lines), right)


def _leading(flow: _Flow, usual: float) -> float:
    """The usual distance from line to line of the usual size."""
    distances = [a.bottom - b.bottom for a, b in pairwise(flow.lines) if a.size == b.size and a.bottom > b.bottom]
    near = [distance for distance in distances if distance < usual * 2.5]
    return median(near) if near else usual * 1.3


def _is_as_large(one: Line, other: Line) -> bool:
    return max(one.size, other.size) <= min(one.size, other.size) * _AS_LARGE


def _is_next_line(running: Sequence[Line], number: int, flow: _Flow, leading: float) -> bool:
    """Whether a line of the flow goes on in the paragraph of the lines above it."""
    above, line = running[-1], flow.lines[number]
    distance = above.bottom - line.bottom
    if not _is_as_large(above, line) or distance > max(leading, line.size * 1.1) * _MOST_LEADING:
        return False
    if distance < line.size * 0.3:  # the same line, in two pieces
        return True
    if above.text.endswith(LINE_END_HYPHEN):
        return True
    if _BULLET.match(line.text) or _LEADERS.search(above.text):
        return False
    hangs = len(running) == 1 and _BULLET.match(above.text) and line.left - above.left < line.size * 3
    if not hangs and _begins_indented(above, line, flow.lines[number + 1 : number + 2]):
        return False
    return not _would_have_fitted(above, line, flow)


def _begins_indented(above: Line, line: Line, following: Sequence[Line]) -> bool:
    """Whether a line is set in as the first of a paragraph is, and neither centred nor one of those that hang."""
    if not line.size * 0.8 < line.left - above.left < line.size * 8 or _is_centred(above, line):
        return False
    hangs = any(abs(other.left - line.left) < line.size * 0.5 for other in following)
    return not hangs and (above.text.endswith(_ENDS) or not line.text[:1].islower())


def _would_have_fitted(above: Line, line: Line, flow: _Flow) -> bool:
    """Whether the first word of a line had room in the line above it, so that somebody broke there on purpose."""
    width = (line.right - line.left) / max(1, len(line.text))
    first = 1 if _NO_SPACE.match(line.text) else len(line.text.split(None, 1)[0]) + 1
    if above.text.endswith(_ENDS):
        slack = line.size * 1.5
    else:
        slack = (flow.right - flow.left) / 2 if line.text[:1].islower() else line.size * 4
    room = max(flow.right - above.right, above.left - flow.left if _is_centred(above, line) else 0)
    from_the_right = abs(above.right - flow.right) < line.size and above.left - flow.left > line.size
    if from_the_right:
        room = above.left - flow.left
    return room > first * width + slack


def _is_centred(above: Line, line: Line) -> bool:
    return abs((above.left + above.right) - (line.left + line.right)) < line.size * 0.5


def _goes_on_in(last: Line, before: _Flow | None, line: Line) -> bool:
    """Whether a paragraph goes on at the top of the next column or page."""
    if before is None or not _is_as_large(last, line) or _BULLET.match(line.text):
        return False
    if last.text.endswith(LINE_END_HYPHEN):
        return True
    first = line.text[:1]
    is_full = last.right > before.right - last.size * 4 or last.left < before.left + last.size * 4
    return is_full and not last.text.endswith(_ENDS) and (first.islower() or not first.isupper())


class _Vocabulary:
    """The words of a document, by which it is told whether a hyphen at the end of a line is one."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._counts: dict[str, int] = defaultdict(int)
        for line in lines:
            for word in _WORD.findall(line.text):
                self._counts[word.casefold()] += 1

    def joined(self, lines: Sequence[str]) -> str:
        """The lines as one text. A hyphen at a line's end goes where the whole word stands elsewhere too."""
        text = lines[0]
        for line in lines[1:]:
            if text.endswith((LINE_END_HYPHEN, "\xad", "-")):
                text = self._with_word(text, line)
            elif _NO_SPACE.fullmatch(text[-1:]) and _NO_SPACE.match(line):
                text += line
            else:
                text += " " + line
        return text.replace(LINE_END_HYPHEN, "-")

    def _with_word(self, text: str, line: str) -> str:
        hyphen, bare = text[-1], text[:-1]
        head, tail = _LAST_WORD.search(bare), _FIRST_WORD.match(line)
        if not head or not tail:
            return f"{text} {line}" if hyphen == "-" and bare.endswith(" ") else text + line
        whole = (head[1] + tail[1]).casefold()
        if hyphen == "\xad" or (tail[1].islower() and self._counts[whole]):
            return bare + line
        return f"{bare}-{line}"
