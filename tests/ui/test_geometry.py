"""Where highlights stand, in text of both directions: held against where Qt puts the caret."""

import pytest
from PySide6.QtCore import QPointF

from reader.ui.painting.geometry import Piece, pieces
from tests.ui.conftest import PaneOnArticle

LATIN = "The mayor of Kello met the board on Monday."
ARABIC = "التقى وزير الخارجية سامي نصر وفدا من الأمم المتحدة."
MIXED = "قال الوزير إن Water Board 2030 ستدعم مصر."


def pieces_of(on_article: PaneOnArticle, line: str, quote: str) -> list[Piece]:
    """The pieces of a quote in a paragraph that fits into one line."""
    on_article.show(f"Title\n\n{line}")
    document = on_article.pane.document()
    block = document.findBlockByNumber(2)
    rect = document.documentLayout().blockBoundingRect(block)
    start = block.position() + line.index(quote)
    return list(pieces(block, QPointF(rect.left(), rect.top()), start, start + len(quote)))


def caret_x(on_article: PaneOnArticle, line: str, index: int) -> float:
    cursor = on_article.pane.textCursor()
    cursor.setPosition(on_article.pane.document().findBlockByNumber(2).position() + index)
    return on_article.pane.cursorRect(cursor).center().x()


@pytest.mark.parametrize(("line", "quote"), [(LATIN, "Kello"), (ARABIC, "سامي نصر"), (ARABIC, "التقى")])
def test_start_and_stop_stand_where_the_caret_does_before_and_behind(
    on_article: PaneOnArticle, line: str, quote: str
) -> None:
    (piece,) = pieces_of(on_article, line, quote)
    assert piece.start is not None
    assert piece.stop is not None
    start, stop = (caret_x(on_article, line, line.index(quote) + n) for n in (0, len(quote)))
    assert piece.start == pytest.approx(start, abs=2.5)
    assert piece.stop == pytest.approx(stop, abs=2.5)
    assert (piece.start > piece.stop) is (line is ARABIC)
    assert {round(piece.rect.left()), round(piece.rect.right())} == {round(piece.start), round(piece.stop)}


def test_a_span_over_both_directions_covers_each_of_its_runs_and_nothing_between(on_article: PaneOnArticle) -> None:
    found = pieces_of(on_article, MIXED, "إن Water")
    widths = sum(piece.rect.width() for piece in found)
    arabic = pieces_of(on_article, MIXED, "إن ")
    latin = pieces_of(on_article, MIXED, "Water")
    parts = sum(piece.rect.width() for piece in (*arabic, *latin))
    assert widths == pytest.approx(parts, abs=3)
    assert len(found) == 2
    assert [piece.start is not None for piece in found].count(True) == 1
    assert [piece.stop is not None for piece in found].count(True) == 1
