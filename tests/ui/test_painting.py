"""How annotations are painted: seen whatever overlaps, in their own room, the same however the page is scrolled."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from reader.domain.annotation import Annotation, Status
from reader.domain.codebook import Label
from reader.domain.graphemes import snap
from reader.domain.span import Span
from reader.ui.painting.claims import bracket_of
from reader.ui.painting.drawn import Drawn
from reader.ui.painting.geometry import LineBox
from reader.ui.painting.page import MARGIN
from tests.ui.pages import CLAIMS, ENTITIES, TOP, PageOf, annotation, rows_of

TEXT = (
    "The mayor of Kello met the board on Monday, and they spoke of the harbour wall that the flood had broken.\n\n"
    "قال الوزير إن Water Board 2030 ستدعم مصر في القاهرة يوم الاثنين وان الأمم المتحدة سوف تعمل.\n\n"
    "中国愿与俄罗斯合作，落实两国元首达成的重要共识。They would, he said, build it anew before the winter comes again."
)
SENTENCE = "They would, he said, build it anew."


def colours_in(picture: QImage, rect: QRectF) -> set[int]:
    """The colours of the pixels in a rectangle, without their alpha."""
    left, right = max(0, int(rect.left())), int(rect.right()) + 1
    return {pixel for row in rows_of(picture, int(rect.top()), int(rect.bottom())) for pixel in row[left:right]}


def rgb(colour: QColor) -> int:
    return colour.rgb() & 0xFFFFFF


def all_of(page: PageOf) -> QRectF:
    return QRectF(0, 0, page.width, page.height)


def place(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


@st.composite
def many(draw: st.DrawFn, labels: list[Label], most: int, longest: int = 90) -> list[Annotation]:
    """Annotations of TEXT, each with a label of its own; some have two fragments."""
    found = []
    for number, label in enumerate(draw(st.permutations(labels))[: draw(st.integers(1, most))], 1):
        start = draw(st.integers(0, len(TEXT) - 2))
        spans = [snap(TEXT, Span(start, min(len(TEXT), start + draw(st.integers(1, longest)))))]
        if draw(st.booleans()) and spans[0].stop + 12 < len(TEXT):
            spans.append(snap(TEXT, Span(spans[0].stop + 5, spans[0].stop + 5 + draw(st.integers(1, 6)))))
        found.append(annotation(number, label, *spans))
    return found


@settings(max_examples=40)
@given(annotations=many(ENTITIES, 6), width=st.sampled_from((300, 460, 700)), zoom=st.sampled_from((80, 100, 200)))
def test_no_entity_is_hidden_by_others_however_they_nest_and_cross(
    qapp: object, annotations: list[Annotation], width: int, zoom: int
) -> None:
    page = PageOf(TEXT, width, zoom)
    highlights = page.painter(annotations)
    picture = page.painted(highlights)
    for one in annotations:
        label = ENTITIES[one.label_id - 1]
        own = {rgb(page.theme.entity_fill(label.colour)), rgb(page.theme.entity_edge(label.colour))}
        for rect in highlights.rects_of(one):
            if rect.width() > 12:
                assert own & colours_in(picture, rect.adjusted(-2, -2, 2, 2)), (one.parts, rect)


@settings(max_examples=40)
@given(
    annotations=st.tuples(many(ENTITIES, 6), many(CLAIMS, 8)),
    width=st.sampled_from((300, 700)),
    zoom=st.sampled_from((70, 100, 150)),
    heights=st.lists(st.integers(1, 90), min_size=1, max_size=30),
    current=st.integers(0, 12),
    label_tags=st.booleans(),
    suggested=st.booleans(),
)
def test_a_page_painted_in_strips_is_the_same_as_one_painted_at_once(
    qapp: object,
    annotations: tuple[list[Annotation], list[Annotation]],
    width: int,
    zoom: int,
    heights: list[int],
    current: int,
    label_tags: bool,
    suggested: bool,
) -> None:
    status = Status.SUGGESTED if suggested else Status.ACCEPTED
    entities, claims = annotations
    together = [annotation(n, _label(a), *a.parts, status=status) for n, a in enumerate([*entities, *claims], 1)]
    page = PageOf(TEXT, width, zoom)
    at_once = page.painted(page.painter(together, label_tags=label_tags), current)
    highlights = page.painter(together, label_tags=label_tags)
    strips, top = page.picture(), 0
    painter = QPainter(strips)
    while top < page.height:
        strip = QRectF(0, top, page.width, heights[top % len(heights)])
        painter.setClipRect(strip)
        highlights.paint(painter, strip, current)
        top = round(strip.bottom())
    painter.end()
    differing = [y for y, (one, other) in enumerate(zip(_rows(at_once), _rows(strips), strict=True)) if one != other]
    assert not differing


def _label(one: Annotation) -> Label:
    return next(label for label in (*ENTITIES, *CLAIMS) if label.id == one.label_id)


def _rows(picture: QImage) -> list[list[int]]:
    return rows_of(picture, 0, picture.height())


@settings(max_examples=40)
@given(annotations=many(CLAIMS, 8), width=st.sampled_from((300, 460, 700)))
def test_no_bar_in_the_margin_stands_on_another_or_leaves_it(
    qapp: object, annotations: list[Annotation], width: int
) -> None:
    page = PageOf(TEXT, width)
    highlights = page.painter(annotations)
    picture = page.painted(highlights)
    for one in annotations:
        colour = rgb(page.theme.claim_line(_label(one).colour))
        for rect in highlights.rects_of(one):
            beside = QRectF(0, rect.center().y(), MARGIN - 3, 0)
            assert colour in colours_in(picture, beside), one.parts


def test_claims_that_share_a_line_and_no_letter_have_bars_beside_each_other(qapp: object) -> None:
    page = PageOf("One is said. Two is said. And a third one.")
    claims = [
        annotation(n, CLAIMS[n], place(page.text, quote)) for n, quote in ((1, "One is said."), (2, "Two is said."))
    ]
    row = rows_of(page.painted(page.painter(claims)), 52, 52)[0][:MARGIN]
    assert {rgb(page.theme.claim_line(CLAIMS[n].colour)) for n in (1, 2)} <= set(row)


@given(
    lanes=st.integers(1, 14),
    ascent=st.floats(6, 60),
    gap=st.floats(0, 60),
    unit=st.floats(0.6, 1.6),
)
def test_brackets_keep_their_order_in_the_room_above_the_letters_of_the_next_line(
    lanes: int, ascent: float, gap: float, unit: float
) -> None:
    line = LineBox(0, 10, 0, 100, 0, ascent * 1.27, ascent, gap)
    made = annotation(1, CLAIMS[0], Span(0, 5))
    drawn = [Drawn(made, CLAIMS[0], (), (False, False), n, 0, False, [], [], None, None) for n in range(lanes)]
    brackets = [bracket_of(one, line, {0: lanes - 1}, unit) for one in drawn]
    assert brackets[0][0] > line.baseline
    assert sum(brackets[-1]) <= line.bottom + gap + 0.1 * ascent + 0.5
    room = gap + 0.1 * ascent + 0.4 * (line.bottom - line.baseline)
    if room > lanes:
        assert all(below > above for (above, _), (below, _) in pairwise(brackets))
    if room > 3 * lanes * max(1.0, unit):
        assert all(below >= above + thick + 1 for (above, thick), (below, _) in pairwise(brackets))


@pytest.mark.parametrize("label", [ENTITIES[0], CLAIMS[0]])
def test_fragments_are_joined_by_a_thin_dotted_line(qapp: object, label: Label) -> None:
    page = PageOf(SENTENCE)
    parts = [place(SENTENCE, quote) for quote in ("They would", "build it anew")]
    alone = page.painted(page.painter([annotation(n, label, part) for n, part in enumerate(parts, 1)]))
    joined = page.painted(page.painter([annotation(1, label, *parts)]))
    first = page.painter([]).rects_of(annotation(1, label, *parts))
    between = QRectF(
        first[0].right() + 4, first[0].top(), first[1].left() - first[0].right() - 8, first[0].height() + 5
    )
    assert colours_in(alone, between) == {rgb(page.theme.pane)}
    marked = [sum(pixel != rgb(page.theme.pane) for pixel in row) for row in _part(joined, between)]
    lines = [count for count in marked if count]
    assert 1 <= len(lines) <= 2
    assert max(lines) < between.width()


def _part(picture: QImage, rect: QRectF) -> list[list[int]]:
    rows = rows_of(picture, int(rect.top()), int(rect.bottom()))
    return [row[int(rect.left()) : int(rect.right())] for row in rows]


def test_what_is_rejected_is_not_drawn(qapp: object) -> None:
    page = PageOf(SENTENCE)
    both = [
        annotation(n, label, place(SENTENCE, "he said"), status=Status.REJECTED)
        for n, label in ((1, ENTITIES[0]), (2, CLAIMS[0]))
    ]
    assert page.painted(page.painter(both)) == page.picture()


def test_a_suggestion_has_a_dashed_edge_and_no_fill(qapp: object) -> None:
    page = PageOf(SENTENCE)
    made = annotation(1, ENTITIES[0], place(SENTENCE, "he said"), status=Status.SUGGESTED)
    highlights = page.painter([made])
    picture = page.painted(highlights)
    (rect,) = highlights.rects_of(made)
    assert colours_in(picture, rect.adjusted(2, 4, -2, -4)) == {rgb(page.theme.pane)}
    edges = [
        row[int(rect.left()) + 6 : int(rect.right()) - 6]
        for row in rows_of(picture, int(rect.top()) - 2, int(rect.top()))
    ]
    assert any(len(set(row)) > 1 for row in edges)


def test_an_entity_without_an_edge_of_its_own_within_another_is_inside_it(qapp: object) -> None:
    page = PageOf(SENTENCE)
    outer, inner = annotation(1, ENTITIES[0], Span(0, 20)), annotation(2, ENTITIES[1], place(SENTENCE, "would"))
    highlights = page.painter([outer, inner])
    picture = page.painted(highlights)
    (rect,) = highlights.rects_of(inner)
    column = [row[int(rect.center().x())] for row in rows_of(picture, 0, page.height)]
    fills = [rgb(page.theme.entity_fill(ENTITIES[n].colour)) for n in (0, 1)]
    order = [colour for colour, following in pairwise([*column, 0]) if colour != following and colour in fills]
    assert order == [fills[0], fills[1], fills[0]]


@pytest.mark.parametrize("label", [ENTITIES[0], CLAIMS[0]])
def test_the_current_annotation_is_outlined_in_the_accent_with_handles_at_its_edges(qapp: object, label: Label) -> None:
    page = PageOf(SENTENCE)
    made, other = annotation(1, label, place(SENTENCE, "he said")), annotation(2, ENTITIES[1], place(SENTENCE, "said,"))
    highlights = page.painter([made, other])
    (rect,) = highlights.rects_of(made)
    accent = rgb(page.theme.accent)
    around = rect.adjusted(-6, -4, 6, 4)
    assert accent not in colours_in(page.painted(highlights), around)
    picture = page.painted(highlights, 1)
    for edge in (rect.left(), rect.right()):
        assert accent in colours_in(picture, QRectF(edge - 5, rect.center().y(), 10, 0))
    assert accent not in colours_in(picture, rect.adjusted(4, 4, -4, -4))


@pytest.mark.parametrize(
    ("text", "quote", "from_right"),
    [
        (SENTENCE, "he said", False),
        ("قال الوزير إن Water Board 2030 ستدعم مصر.", "الوزير", True),
        ("قال الوزير إن Water Board 2030 ستدعم مصر.", "Board", False),
        ("They said קול אחד and left.", "קול אחד", True),
    ],
)
@pytest.mark.parametrize("label", [ENTITIES[0], CLAIMS[0]])
def test_the_handles_lie_at_the_edges_that_the_text_begins_and_ends_at(
    qapp: object, text: str, quote: str, from_right: bool, label: Label
) -> None:
    page = PageOf(text)
    made = annotation(1, label, place(text, quote))
    highlights = page.painter([made])
    (rect,) = highlights.rects_of(made)
    left, right = ("stop", "start") if from_right else ("start", "stop")
    y = rect.center().y()
    assert highlights.handle_at(QPointF(rect.left() - 3, y), 1) == left
    assert highlights.handle_at(QPointF(rect.right() + 3, y), 1) == right
    assert highlights.handle_at(rect.center(), 1) is None
    assert highlights.handle_at(QPointF(rect.left() - 3, y), 0) is None
    assert highlights.handle_at(QPointF(rect.left() - 3, rect.bottom() + 12), 1) is None


def test_the_handles_of_a_discontinuous_annotation_lie_at_its_outer_edges(qapp: object) -> None:
    page = PageOf(SENTENCE)
    made = annotation(1, CLAIMS[0], *(place(SENTENCE, quote) for quote in ("They would", "build")))
    highlights = page.painter([made])
    first, second = highlights.rects_of(made)
    found = [
        highlights.handle_at(QPointF(x, first.center().y()), 1)
        for x in (first.left(), first.right(), second.left(), second.right())
    ]
    assert found == ["start", None, None, "stop"]


def test_a_very_short_annotation_has_the_handle_that_is_nearer(qapp: object) -> None:
    page = PageOf("A b c")
    made = annotation(1, ENTITIES[0], Span(2, 3))
    highlights = page.painter([made])
    (rect,) = highlights.rects_of(made)
    y = rect.center().y()
    assert [highlights.handle_at(QPointF(x, y), 1) for x in (rect.left(), rect.right())] == ["start", "stop"]


def test_rects_are_told_of_lines_that_are_not_in_view(qapp: object) -> None:
    page = PageOf("\n\n".join([TEXT] * 4), 400)
    start = len(page.text) - 60
    made = annotation(1, ENTITIES[0], Span(start, start + 50))
    rects = page.painter([made]).rects_of(made)
    assert len(rects) >= 2
    assert all(rect.top() > page.height - 4 * TOP - 100 for rect in rects)
    assert all(above.bottom() <= below.top() for above, below in pairwise(rects))


# Label tags


def _difference(one: QImage, other: QImage) -> Iterable[tuple[int, int]]:
    for y, (row, other_row) in enumerate(zip(_rows(one), _rows(other), strict=True)):
        if row != other_row:
            yield from ((x, y) for x in range(len(row)) if row[x] != other_row[x])


def test_a_tag_stands_above_the_start_of_a_span_and_below_the_letters_of_the_line_above(qapp: object) -> None:
    page = PageOf(TEXT, 400)
    made = [annotation(1, ENTITIES[0], place(TEXT, "they spoke")), annotation(2, ENTITIES[2], place(TEXT, "الأمم"))]
    with_tags = page.painter(made, label_tags=True)
    points = list(_difference(page.painted(page.painter(made)), page.painted(with_tags)))
    assert points
    starts = [with_tags.rects_of(one)[0] for one in made]
    for x, y in points:
        near = min(starts, key=lambda rect: abs(rect.top() - y))
        assert near.top() - 6 <= y <= near.top() + 6
        assert near.left() - 60 <= x <= near.right() + 60
    arabic = [x for x, y in points if abs(y - starts[1].top()) < 10]
    assert max(arabic) <= starts[1].right() + 3


def test_a_tag_gives_way_to_the_bracket_of_the_line_above(qapp: object) -> None:
    text = "They say that it is so and that it will always be so and that nothing can be done about it."
    page = PageOf(text, 300)
    second = list(page.places())[1]
    start = text.index(" ", second.line.textStart() + 4) + 1
    made = [annotation(1, CLAIMS[0], Span(0, len(text))), annotation(2, ENTITIES[0], Span(start, start + 6))]
    points = list(_difference(page.painted(page.painter(made)), page.painted(page.painter(made, label_tags=True))))
    assert points
    assert all(y < second.top - 6 for _, y in points)


def test_where_lines_stand_close_there_are_no_tags(qapp: object) -> None:
    page = PageOf(TEXT, 300, 60)
    made = [annotation(1, ENTITIES[0], place(TEXT, "harbour wall"))]
    assert page.painter(made).rects_of(made[0])[0].top() > TOP + 10
    assert page.painted(page.painter(made)) == page.painted(page.painter(made, label_tags=True))


def test_of_an_annotation_of_line_breaks_alone_nothing_is_drawn(qapp: object) -> None:
    page = PageOf("One.\n\nTwo.")
    made = [annotation(n, label, Span(4, 6)) for n, label in ((1, ENTITIES[0]), (2, CLAIMS[0]))]
    highlights = page.painter(made, label_tags=True)
    assert page.painted(highlights, 1) == page.painted(highlights, 2) == page.picture()
    assert highlights.rects_of(made[0]) == []
    assert highlights.handle_at(QPointF(MARGIN, TOP), 1) is None
