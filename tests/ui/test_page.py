"""The page of an article: what is set how, and the bridge between its positions and the text."""

from array import array
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor
from pytestqt.qtbot import QtBot

from reader.domain.article import Article, ArticleState
from reader.domain.span import Span
from reader.domain.structure import Block, BlockKind, Mark, MarkKind, plain_structure
from reader.ui.painting.page import Page, build_page
from reader.ui.painting.positions import Positions
from reader.ui.theme import ThemeChoice, load_theme
from reader.ui.typography import Face, Typography
from tests.making import spans_of

TEXT = (
    "A title\n\nFirst heading\n\nOne goes\nover two lines.\n\n- not a bullet\n\nalpha\nbeta\ngamma\n\n"
    "“So he\nsaid.”\n\nEnd."
)


def block(kind: BlockKind, quote: str, level: int = 0, marker: str = "") -> Block:
    (span,) = spans_of(TEXT, quote)
    return Block(kind, span.start, span.stop, level, marker)


STRUCTURE = (
    block(BlockKind.TITLE, "A title"),
    block(BlockKind.HEADING, "First heading", 1),
    block(BlockKind.PARAGRAPH, "One goes\nover two lines."),
    block(BlockKind.PARAGRAPH, "- not a bullet"),
    block(BlockKind.ITEM, "alpha", 1),
    block(BlockKind.ITEM, "beta", 1),
    block(BlockKind.ITEM, "gamma", 2, "3."),
    block(BlockKind.QUOTE, "“So he\nsaid.”", 1),
    block(BlockKind.PARAGRAPH, "End."),
)


def article(text: str = TEXT, structure: tuple[Block, ...] = STRUCTURE, marks: tuple[Mark, ...] = ()) -> Article:
    return Article(1, "uid", "", "", "", "", "", "", text, structure, 0, ArticleState.UNREAD, False, 0, marks)


@pytest.fixture
def parent(qtbot: QtBot) -> QObject:
    return QObject()


def built(parent: QObject, shown: Article, typography: Typography | None = None) -> Page:
    return build_page(shown, typography or Typography(), load_theme(ThemeChoice.LIGHT), parent)


def line(page: Page, quote: str) -> QTextBlock:
    (span,) = spans_of(page.article.text, quote)
    return page.document.findBlock(page.positions.to_position(span.start))


def format_of(page: Page, quote: str) -> QTextCharFormat:
    """How the last character of a quote is set."""
    (span,) = spans_of(page.article.text, quote)
    cursor = QTextCursor(page.document)
    cursor.setPosition(page.positions.to_position(span.stop))
    return cursor.charFormat()


def test_the_page_holds_the_text_and_nothing_else(parent: QObject) -> None:
    page = built(parent, article())
    assert page.document.toRawText().replace("\u2029", "\n") == TEXT


def test_headings_are_larger_and_items_and_quotes_stand_in(parent: QObject) -> None:
    page = built(parent, article())
    sizes = [format_of(page, quote).font().pixelSize() for quote in ("A title", "First heading")]
    assert sizes[0] > sizes[1] > page.document.defaultFont().pixelSize()
    indents = [line(page, quote).blockFormat().indent() for quote in ("One goes", "beta", "gamma", "said.”")]
    assert indents == [0, 1, 2, 1]


def test_bullets_and_bars_are_painted_beside_the_lines_they_belong_to(parent: QObject) -> None:
    page = built(parent, article())
    beside = {position: shown.kind for position, shown in page.ornaments.items()}
    assert beside == {
        line(page, "alpha").position(): BlockKind.ITEM,
        line(page, "beta").position(): BlockKind.ITEM,
        line(page, "gamma").position(): BlockKind.ITEM,
        line(page, "“So he").position(): BlockKind.QUOTE,
        line(page, "said.”").position(): BlockKind.QUOTE,
    }


def test_gaps_are_as_high_as_they_should_be_with_blank_lines_and_without(parent: QObject) -> None:
    page = built(parent, article())
    blank = line(page, "over two lines.").next()
    assert blank.blockFormat().lineHeight() == 16
    assert line(page, "One goes").blockFormat().bottomMargin() == 0
    assert line(page, "alpha").blockFormat().bottomMargin() == 6
    assert line(page, "End.").blockFormat().bottomMargin() == 0


def test_marks_are_set_and_the_characters_stay(parent: QObject) -> None:
    strong, link, emphasis = spans_of(TEXT, "goes", "over", "two lines")
    marks = (
        Mark(MarkKind.STRONG, strong.start, strong.stop),
        Mark(MarkKind.LINK, link.start, link.stop, "https://post.example/"),
        Mark(MarkKind.EMPHASIS, emphasis.start, 10_000),
    )
    page = built(parent, article(marks=marks))
    assert format_of(page, "goes").fontWeight() >= 700
    assert format_of(page, "over").fontUnderline()
    assert format_of(page, "two lines.").fontItalic()
    assert format_of(page, "One").fontWeight() < 700


def test_the_typography_that_was_chosen_is_used(parent: QObject) -> None:
    page = built(parent, article(), Typography(zoom=200, face=Face.SANS, line_height=2.0))
    assert page.document.defaultFont().pixelSize() == 34
    assert "Noto Serif" not in page.document.defaultFont().families()
    assert line(page, "One goes").blockFormat().lineHeight() == 68


def test_all_of_an_article_from_the_right_flows_from_there(parent: QObject) -> None:
    text = "عنوان\n\nNATO قال الحلف\n\nبند"
    structure = (
        Block(BlockKind.TITLE, 0, 5),
        Block(BlockKind.PARAGRAPH, 7, text.index("\n\nبند")),
        Block(BlockKind.ITEM, text.index("بند"), len(text), 1),
    )
    for direction, of_paragraph in (("", "LeftToRight"), ("rtl", "RightToLeft")):
        page = built(parent, replace(article(text, structure), direction=direction))
        assert line(page, "NATO").textDirection().name == of_paragraph
        assert line(page, "بند").textDirection().name == "RightToLeft"


def test_a_stored_structure_that_passes_the_text_is_shown_all_the_same(parent: QObject) -> None:
    wrong = (Block(BlockKind.TITLE, 0, 7), Block(BlockKind.QUOTE, 9, 90_000))
    marks = (Mark(MarkKind.STRONG, 50_000, 90_000),)
    assert built(parent, article("A title\n\nEnd.", wrong, marks)).document.blockCount() == 3


@given(
    text=st.text(alphabet=st.sampled_from("ab 👍\n中"), min_size=1, max_size=30),
    wanted=st.sets(st.integers(1, 29), max_size=5),
)
def test_positions_and_indexes_lead_to_each_other_over_shown_breaks(text: str, wanted: set[int]) -> None:
    shown_breaks = array("I", sorted(index for index in wanted if index < len(text)))
    positions = Positions(text, shown_breaks)
    edges = [0, *shown_breaks, len(text)]
    shown = "\n".join(text[start:stop] for start, stop in pairwise(edges))
    units = shown.encode("utf-16-le")
    assert positions.last == len(units) // 2
    for index in range(len(text)):
        position = positions.to_position(index)
        assert units[2 * position :].decode("utf-16-le").startswith(text[index])
        assert positions.to_index(position) == index
        assert positions.span(position, positions.to_position(index + 1)) == Span(index, index + 1)
    for index in shown_breaks:
        before = positions.to_position(index) - 1
        assert positions.to_index(before) == index
        assert not positions.span(before, before + 1)


def test_of_a_long_article_the_rest_is_set_before_it_is_gone_to(parent: QObject) -> None:
    text = "A title\n\n" + "\n\n".join(f"Paragraph {number}." for number in range(2000))
    long = article(text, plain_structure(text, titled=True))
    page = built(parent, long)
    near, far = line(page, "Paragraph 20.").next(), line(page, "Paragraph 1990.").next()
    assert (near.blockFormat().lineHeight(), far.blockFormat().lineHeight()) == (16, 28)
    page.reach(text.index("Paragraph 30."))
    assert far.blockFormat().lineHeight() == 28
    page.reach(text.index("Paragraph 1990."))
    assert far.blockFormat().lineHeight() == 16
    assert line(page, "Paragraph 1999.").blockFormat().lineHeight() == 28
