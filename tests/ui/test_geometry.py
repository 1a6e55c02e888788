"""Where stretches of text stand on a page: their rectangles and edges, in text of both directions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from reader.ui.painting.geometry import Piece
from reader.ui.painting.lines import PageLines
from tests.ui.conftest import PaneOnArticle
from tests.ui.pages import PageOf

LATIN = "The mayor of Kello met the board on Monday."
ARABIC = "التقى وزير الخارجية سامي نصر وفدا من الأمم المتحدة."
MIXED = "قال الوزير إن Water Board 2030 ستدعم مصر."
LONG = "One paragraph of many words that are long enough to fill some lines of a narrow page. " * 3


def pieces_in(page: PageOf, quote: str) -> list[Piece]:
    """The pieces of the first place of a quote."""
    start = page.page.positions.to_position(page.text.index(quote))
    stop = page.page.positions.to_position(page.text.index(quote) + len(quote))
    return PageLines(page.page.document).between(start, stop).pieces(start, stop)


def edges(piece: Piece) -> tuple[float, float]:
    assert piece.start is not None
    assert piece.stop is not None
    return piece.start, piece.stop


@pytest.mark.parametrize(("line", "quote"), [(LATIN, "Kello"), (ARABIC, "سامي نصر"), (ARABIC, "التقى")])
def test_start_and_stop_stand_where_the_caret_does_before_and_behind(
    on_article: PaneOnArticle, line: str, quote: str
) -> None:
    on_article.show(f"Title\n\n{line}")
    pane = on_article.pane
    begin = pane.document().findBlockByNumber(2).position() + line.index(quote)
    (piece,) = PageLines(pane.document()).between(begin, begin + 1).pieces(begin, begin + len(quote))
    cursor = pane.textCursor()
    for edge, position in zip(edges(piece), (begin, begin + len(quote)), strict=True):
        cursor.setPosition(position)
        assert edge == pytest.approx(pane.cursorRect(cursor).center().x(), abs=2.5)
    assert (edges(piece)[0] > edges(piece)[1]) is (line is ARABIC)
    assert {piece.rect.left(), piece.rect.right()} == set(edges(piece))


def test_a_span_over_both_directions_covers_each_of_its_runs_and_nothing_between(qapp: object) -> None:
    page = PageOf(MIXED)
    found, (arabic,), (latin,) = (pieces_in(page, quote) for quote in ("إن Water", "إن ", "Water"))
    assert len(found) == 2
    assert sum(piece.rect.width() for piece in found) == pytest.approx(arabic.rect.width() + latin.rect.width(), abs=3)
    assert [piece.start for piece in found] == [None, arabic.rect.right()]
    assert [piece.stop for piece in found] == [latin.rect.right(), None]


def test_english_in_arabic_starts_at_its_left_and_stops_at_its_right(qapp: object) -> None:
    (piece,) = pieces_in(PageOf(MIXED), "Water Board 2030")
    assert edges(piece) == (piece.rect.left(), piece.rect.right())


def test_arabic_in_english_starts_at_its_right_and_stops_at_its_left(qapp: object) -> None:
    (piece,) = pieces_in(PageOf("They said قال الوزير and left."), "قال الوزير")
    assert edges(piece) == (piece.rect.right(), piece.rect.left())


@pytest.mark.parametrize("before", ["", "قال "])
def test_letters_that_share_a_glyph_have_equal_parts_of_it(qapp: object, before: str) -> None:
    page = PageOf(f"{before}office")
    (whole,) = pieces_in(page, "ffi")
    start = page.text.index("ffi")
    lines = PageLines(page.page.document).between(start, start + 3)
    parts = [lines.pieces(start + n, start + n + 1)[0].rect for n in range(3)]
    assert [part.left() for part in parts] == pytest.approx([whole.rect.left(), *(p.right() for p in parts[:2])])
    assert [part.width() for part in parts] == pytest.approx([whole.rect.width() / 3] * 3, abs=0.1)


@pytest.mark.parametrize("text", ["بلا ", "on لا", "قال لاon"])
def test_letters_that_share_a_glyph_from_the_right_have_halves_of_it(qapp: object, text: str) -> None:
    page = PageOf(text)
    start = text.index("لا")
    lines = PageLines(page.page.document).between(start, start + 2)
    (whole,), (lam,), (alef,) = (
        lines.pieces(a, b) for a, b in ((start, start + 2), (start, start + 1), (start + 1, start + 2))
    )
    assert lam.rect.right() == pytest.approx(whole.rect.right(), abs=0.1)
    assert lam.rect.left() == pytest.approx(whole.rect.center().x(), abs=0.1)
    assert alef.rect.right() == pytest.approx(whole.rect.center().x(), abs=0.1)
    assert alef.rect.left() == pytest.approx(whole.rect.left(), abs=0.1)


def test_a_span_that_stops_at_the_end_of_a_line_has_no_piece_in_the_next(qapp: object) -> None:
    page = PageOf(LONG, 300)
    first = next(page.places()).line
    (piece,) = PageLines(page.page.document).between(0, first.textLength()).pieces(0, first.textLength())
    assert edges(piece) == (piece.rect.left(), piece.rect.right())


def test_a_span_over_blank_lines_has_pieces_where_something_is_written(qapp: object) -> None:
    page = PageOf("First paragraph\n\nsecond one")
    found = pieces_in(page, "paragraph\n\nsecond")
    assert [piece.rect.width() > 20 for piece in found] == [True, True]
    assert [piece.start is None for piece in found] == [False, True]
    assert [piece.stop is None for piece in found] == [True, False]


def test_a_span_stops_before_the_line_break_that_it_ends_with(qapp: object) -> None:
    page = PageOf("First paragraph\nsecond one")
    (piece,) = pieces_in(page, "paragraph\n")
    assert piece.stop == piece.rect.right()


@settings(max_examples=30)
@given(heights=st.lists(st.tuples(st.floats(0, 4000), st.floats(1, 500)), min_size=1, max_size=8))
def test_the_lines_of_any_height_are_found_and_one_more_on_either_side(
    qapp: object, heights: list[tuple[float, float]]
) -> None:
    page = PageOf("\n\n".join([LONG] * 12), 300)
    lines = PageLines(page.page.document)
    everything = lines.between(0, len(page.text)).boxes
    for top, height in heights:
        found = lines.visible(QRectF(0, top, page.width, height)).boxes
        reaching = [box for box in everything if box.start < box.stop and box.bottom >= top and box.top <= top + height]
        assert set(reaching) <= set(found)
        for reached in reaching[:1]:
            assert found[0].start < reached.start or reached == everything[0]
            assert found[-1].start > reaching[-1].start or reaching[-1] == everything[-1]
            assert len(found) <= len(reaching) + 8
