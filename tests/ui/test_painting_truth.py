"""Painting equals truth: highlights are held against where Qt itself draws each character, pixel by pixel.

Qt puts selections on whole pixels, and so do fills, by half a pixel, with their edges: a pixel at the edge of a span
may go either way. Beyond it a fill has a pad of 2 pixels, larger with the type, and smoothing may tint one pixel of the
screen more.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from reader.domain.graphemes import snap
from reader.domain.span import Span
from tests.ui.pages import CLAIMS, ENTITIES, NOTHING, PageOf, Place, annotation, rows_of

SCRIPTS = {
    "latin": ("The mayor", "of", "Kello", "office", "ffl", "“yes,”", "(no)", "é", "AV"),
    "arabic and English": ("قال", "الوزير", "سامي نصر", "Water Board", "2030", "12,5%", "(مصر)", "لا إلا", "الله", "A"),
    "hebrew and numbers": ("שלום", "עולם", "123", "3-4", "(אבג)", "–", "שָׁלוֹם", "א"),
    "chinese": ("中国", "愿与俄罗斯合作", "，", "。", "“安全”", "2025年", "GDP"),
    "thai": ("ภาษาไทย", "น้ำ", "กรุงเทพฯ", "2568"),
    "emoji": ("👩\u200d👩\u200d👧", "🇨🇳🇷🇺", "👍🏽", "ok", "❤️"),
    "combining": ("e\u0301\u0323", "o\u0308", "Vie\u0323\u0302t", "n\u0303o", "a\u0301b"),
}
# No tabs: in a paragraph of several lines Qt takes another width for one after it was asked about another line.
BETWEEN = (" ", " ", " ", "", "  ", ", ", "\n", "\n\n")
_LIGATURE = re.compile("ل[اأإآ]|f+[fil]")
_PAD, _WHOLE, _SMOOTHED = 2.0, 1.5, 1.0


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Paragraphs of one script, or of all of them."""
    words = draw(st.sampled_from([*SCRIPTS.values(), tuple(word for words in SCRIPTS.values() for word in words)]))
    pairs = draw(st.lists(st.tuples(st.sampled_from(words), st.sampled_from(BETWEEN)), min_size=1, max_size=30))
    return "".join(word + between for word, between in pairs)


class Truth:
    """Where the characters of a page are drawn in its lines, in pixels of a picture."""

    def __init__(self, page: PageOf, dpr: float) -> None:
        self._page = page
        self._dpr = dpr
        self._clusters = page.clusters()
        self._ligatures = {index for found in _LIGATURE.finditer(page.text) for index in range(*found.span())}
        drawn = page.drawn_characters(dpr)
        self.places = [(place, self._row(drawn, place)) for place in page.places() if place.line.textLength()]

    def trouble(self, span: Span, place: Place, row: list[int], painted: list[bool], reach: float) -> str:
        """What is wrong with the pixels painted in a line for a span; empty where nothing is."""
        hanging = self._hanging(place)
        inside = [number > 0 and span.start <= self._clusters[number - 1].start < span.stop for number in row]
        shared = self._shared(row)
        sure = [
            within and not doubtful and self._clusters[number - 1].start not in hanging
            for number, within, doubtful in zip(row, inside, shared, strict=True)
        ]
        edge = math.ceil(self._dpr)
        for x in range(edge, len(row) - edge):
            if all(sure[x - edge : x + edge + 1]) and not painted[x]:
                return f"{self._quote(row[x])} is not marked at {x}"
        near = [x for x in range(len(row)) if inside[x] or shared[x]]
        beyond_end = hanging.overlaps(span)
        if beyond_end:
            near += [x for x in range(len(row) - 1) if row[x] > 0 >= row[x + 1] or row[x + 1] > 0 >= row[x]]
        for x, marked in enumerate(painted):
            allowed = inside[x] or shared[x] or (beyond_end and row[x] == 0)
            if marked and not allowed and not any(abs(x - other) <= reach for other in near):
                return f"marked at {x}, where {self._quote(row[x])} stands"
        return ""

    def _row(self, drawn: QImage, place: Place) -> list[int]:
        """The number of the cluster at each pixel, 0 where there is none, -1 where a picture of an emoji hides it."""
        rows = rows_of(drawn, int(place.top * self._dpr) + 1, int(place.bottom * self._dpr))
        line = self._line(place)
        own = {NOTHING + number for number, cluster in enumerate(self._clusters, 1) if cluster.start in line}
        return [_seen(column, own) for column in zip(*rows, strict=True)]

    def _shared(self, row: list[int]) -> list[bool]:
        """Which pixels are hidden, or belong to letters that share a glyph: Qt draws a part of it beside its place."""
        shared = [number < 0 or (number > 0 and self._clusters[number - 1].start in self._ligatures) for number in row]
        for order in (range(1, len(row)), range(len(row) - 2, -1, -1)):
            for x in order:
                shared[x] = shared[x] or (row[x] == 0 and shared[x - order.step])
        return shared

    def _line(self, place: Place) -> Span:
        start = place.block.position() + place.line.textStart()
        to_index = self._page.page.positions.to_index
        return Span(to_index(start), to_index(start + place.line.textLength()))

    def _hanging(self, place: Place) -> Span:
        """The white space that hangs over the end of a line, which no highlight need cover."""
        line = self._line(place)
        return Span(line.start + len(line.of(self._page.text).rstrip()), line.stop)

    def _quote(self, number: int) -> str:
        return repr(self._clusters[number - 1].of(self._page.text)) if number else "nothing"


def _seen(column: tuple[int, ...], own: set[int]) -> int:
    counted = Counter(colour for colour in column if colour in own)
    if counted:
        return counted.most_common(1)[0][0] - NOTHING
    return 0 if column.count(NOTHING) > len(column) / 2 else -1


def _columns(picture: QImage, top: int, bottom: int, ground: int) -> list[bool]:
    return [any(pixel != ground for pixel in column) for column in zip(*rows_of(picture, top, bottom), strict=True)]


def _troubles(page: PageOf, span: Span, dpr: float, truth: Truth, *, claim: bool) -> Iterator[str]:
    """What is wrong with the highlight of a span: the fill of an entity half way up, a claim's bracket below."""
    made = annotation(1, (CLAIMS if claim else ENTITIES)[0], span)
    picture = page.painted(page.painter([made]), 0, dpr)
    ground = page.theme.pane.rgb() & 0xFFFFFF
    unit = max(1.0, page.page.document.defaultFont().pixelSize() / 17)
    for place, row in truth.places:
        if claim:
            descent = place.bottom - place.baseline
            top, bottom = int((place.bottom - descent * 0.5) * dpr), int((place.bottom + 3 * unit) * dpr)
            beside = int(page.bars_end * dpr)
            painted = [marked and x >= beside for x, marked in enumerate(_columns(picture, top, bottom, ground))]
        else:
            middle = int((place.top + place.bottom) / 2 * dpr)
            painted = _columns(picture, middle, middle, ground)
        reach = _SMOOTHED + (_WHOLE + (0 if claim else _PAD * unit)) * dpr
        trouble = truth.trouble(span, place, row, painted, reach)
        if trouble:
            yield f"{trouble} ({span.of(page.text)!r} in {page.text!r}, line at {place.top})"


@settings(max_examples=60)
@given(
    text=texts(),
    edges=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 12)), min_size=1, max_size=4),
    width=st.sampled_from((260, 420, 700)),
    zoom=st.sampled_from((50, 80, 100, 130, 200, 300)),
    dpr=st.sampled_from((1.0, 1.25, 2.0)),
    claim=st.booleans(),
)
def test_all_characters_of_a_span_lie_in_its_highlight_and_no_others(
    qapp: object, text: str, edges: list[tuple[int, int]], width: int, zoom: int, dpr: float, claim: bool
) -> None:
    page = PageOf(text, width, zoom)
    truth = Truth(page, dpr)
    for start, length in edges:
        span = snap(text, Span(start % len(text), min(len(text), start % len(text) + 1 + length)))
        assert not list(_troubles(page, span, dpr, truth, claim=claim))


@pytest.mark.parametrize("text", ["a\tbc\tde", "קול\tab\tגד", "ab\tقال\t12"])
@pytest.mark.parametrize("claim", [False, True])
def test_tabs_are_highlighted_as_all_characters_are(qapp: object, text: str, claim: bool) -> None:
    page = PageOf(text)
    truth = Truth(page, 1.0)
    for start in range(len(text)):
        for stop in range(start + 1, len(text) + 1):
            assert not list(_troubles(page, Span(start, stop), 1.0, truth, claim=claim))
