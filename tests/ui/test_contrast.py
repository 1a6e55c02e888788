"""What is written can be read and what is marked can be seen, in every theme, with any label and for every sight."""

import tomllib
from dataclasses import replace
from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from reader.domain.codebook import Label, LabelKind
from reader.domain.colour import MARK_CONTRAST, TEXT_CONTRAST, Sight, blend, contrast, reaching
from reader.domain.overlaps import AnnotationIndex
from reader.domain.span import Span
from reader.domain.structure import Mark, MarkKind
from reader.places import resources
from reader.storage.library import Library
from reader.ui.keys import Keys
from reader.ui.painting.marks import paint_mark
from reader.ui.panes.reading.reading_pane import ReadingPane
from reader.ui.theme import Theme, every_theme, palette, style_sheet
from reader.ui.typography import Typography
from tests.ui.conftest import PaneOnArticle, add_article

SURFACES = ("window", "pane", "field", "faint", "hover", "selection")
COLOURS = st.binary(min_size=3, max_size=3).map(lambda parts: f"#{parts.hex()}")

Named = tuple[str, str]


def _labels(kind: LabelKind) -> dict[str, list[Named]]:
    """The names and colours of the labels of a kind, by codebook."""
    books = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in _CODEBOOKS}
    return {
        name: [(label["name"], label["colour"]) for label in book["labels"] if label["kind"] == kind]
        for name, book in books.items()
    }


_CODEBOOKS = sorted((resources() / "codebooks").glob("*.toml"))
ENTITIES, CLAIMS = _labels(LabelKind.ENTITY), _labels(LabelKind.CLAIM)
ENTITY_COLOURS = sorted({colour for labels in ENTITIES.values() for _, colour in labels})
CLAIM_COLOURS = sorted({colour for labels in CLAIMS.values() for _, colour in labels})

in_every_theme = pytest.mark.parametrize("theme", every_theme(), ids=lambda theme: theme.name)
to_every_sight = pytest.mark.parametrize("sight", Sight)


def _of(theme: Theme, role: str) -> str:
    colour = getattr(theme, role)
    assert isinstance(colour, QColor)
    return colour.name()


def _over(colour: QColor, ground: str) -> str:
    """What is seen where a colour, which may let the ground shine through, lies on it."""
    return blend(colour.name(), ground, colour.alphaF())


def test_every_theme_and_every_codebook_is_looked_at() -> None:
    assert [theme.name for theme in every_theme()] == ["Dark", "Light", "Sepia"]
    assert [len(ENTITIES["news"]), len(CLAIMS["news"])] == [9, 7]


@in_every_theme
@pytest.mark.parametrize("role", ["text", "muted", "accent", "warning", "error"])
@pytest.mark.parametrize("surface", SURFACES)
def test_what_is_written_on_a_surface_can_be_read(theme: Theme, role: str, surface: str) -> None:
    assert contrast(_of(theme, role), _of(theme, surface)) >= TEXT_CONTRAST


@in_every_theme
@pytest.mark.parametrize(("role", "ground"), [("accent_text", "accent"), ("text", "text_selection")])
def test_what_is_written_on_a_state_can_be_read(theme: Theme, role: str, ground: str) -> None:
    assert contrast(_of(theme, role), _of(theme, ground)) >= TEXT_CONTRAST


@in_every_theme
@pytest.mark.parametrize(
    "group", [QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled]
)
@pytest.mark.parametrize(
    ("role", "ground"),
    [
        (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window),
        (QPalette.ColorRole.Text, QPalette.ColorRole.Base),
        (QPalette.ColorRole.Text, QPalette.ColorRole.AlternateBase),
        (QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.Base),
        (QPalette.ColorRole.ButtonText, QPalette.ColorRole.Button),
        (QPalette.ColorRole.ToolTipText, QPalette.ColorRole.ToolTipBase),
        (QPalette.ColorRole.HighlightedText, QPalette.ColorRole.Highlight),
        (QPalette.ColorRole.Link, QPalette.ColorRole.Base),
        (QPalette.ColorRole.Link, QPalette.ColorRole.Window),
        (QPalette.ColorRole.LinkVisited, QPalette.ColorRole.Base),
    ],
)
def test_what_widgets_write_can_be_read_enabled_or_not(
    theme: Theme, group: QPalette.ColorGroup, role: QPalette.ColorRole, ground: QPalette.ColorRole
) -> None:
    colours = palette(theme)
    assert contrast(colours.color(group, role).name(), colours.color(group, ground).name()) >= TEXT_CONTRAST


@in_every_theme
@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_the_hint_in_an_empty_field_can_be_read(
    qtbot: QtBot, theme: Theme, kind: type[QLineEdit] | type[QPlainTextEdit]
) -> None:
    field = kind()
    qtbot.addWidget(field)
    field.setStyleSheet(style_sheet(theme))
    field.ensurePolished()
    hint = field.palette().color(QPalette.ColorRole.PlaceholderText)
    assert contrast(_over(hint, _of(theme, "field")), _of(theme, "field")) >= TEXT_CONTRAST


@in_every_theme
def test_selected_text_can_be_read_on_the_page_and_on_every_entity(qtbot: QtBot, theme: Theme) -> None:
    pane = ReadingPane(Keys(), theme, Typography())
    qtbot.addWidget(pane)
    text = pane.palette().color(QPalette.ColorRole.HighlightedText).name()
    selection = pane.palette().color(QPalette.ColorRole.Highlight)
    grounds = [_of(theme, "pane"), *(theme.entity_fill(colour).name() for colour in ENTITY_COLOURS)]
    assert min(contrast(text, _over(selection, ground)) for ground in grounds) >= TEXT_CONTRAST


@in_every_theme
def test_a_link_can_be_read_on_the_page_and_on_every_entity(qtbot: QtBot, theme: Theme, library: Library) -> None:
    pane = ReadingPane(Keys(), theme, Typography())
    qtbot.addWidget(pane)
    article = library.articles.get(add_article(library, "Title\n\nSee the post."))
    assert article is not None
    pane.show_article(replace(article, marks=(Mark(MarkKind.LINK, 7, 19, "https://post.example/"),)), AnnotationIndex())
    pane.select(Span(12, 12))
    link = pane.textCursor().charFormat()
    assert link.fontUnderline()
    own = link.foreground()
    words = pane.palette().color(QPalette.ColorRole.Text) if own.style() is Qt.BrushStyle.NoBrush else own.color()
    grounds = [_of(theme, "pane"), *(theme.entity_fill(colour).name() for colour in ENTITY_COLOURS)]
    assert min(contrast(words.name(), ground) for ground in grounds) >= TEXT_CONTRAST
    assert min(contrast(link.underlineColor().name(), ground) for ground in grounds) >= MARK_CONTRAST


@in_every_theme
@pytest.mark.parametrize("current", [False, True])
@given(colour=COLOURS)
def test_the_text_of_an_entity_of_any_colour_can_be_read(theme: Theme, current: bool, colour: str) -> None:
    fill = theme.entity_fill(colour, current=current)
    assert contrast(_of(theme, "text"), _over(fill, _of(theme, "pane"))) >= TEXT_CONTRAST


@in_every_theme
@pytest.mark.parametrize("colours", list(combinations_with_replacement(ENTITY_COLOURS, 2)), ids="-".join)
def test_text_can_be_read_where_entities_lie_over_each_other(theme: Theme, colours: Named) -> None:
    outer, inner = colours
    for below, above in ((outer, inner), (inner, outer)):
        ground = _over(theme.entity_fill(below), _of(theme, "pane"))
        for current in (False, True):
            seen = _over(theme.entity_fill(above, current=current), ground)
            assert contrast(_of(theme, "text"), seen) >= TEXT_CONTRAST


@in_every_theme
@given(colours=st.lists(COLOURS, min_size=2, max_size=6))
def test_text_can_be_read_however_many_entities_of_any_colour_lie_there(theme: Theme, colours: list[str]) -> None:
    seen = _of(theme, "pane")
    for colour in colours:
        seen = _over(theme.entity_fill(colour), seen)
    assert contrast(_of(theme, "text"), seen) >= TEXT_CONTRAST


def test_an_entity_is_not_hidden_by_one_that_begins_later_and_lies_further_out(on_article: PaneOnArticle) -> None:
    article = on_article.show("Title\n\nOne two three four five.")
    on_article.annotate(article, "One two", "Person")
    crossing = on_article.annotate(article, "two three four", "Place")
    on_article.annotate(article, "four five", "Date or time")
    pane = on_article.pane
    pane.set_current(0)
    fill = pane.theme().entity_fill(on_article.label("Place").colour).name()
    image = pane.viewport().grab().toImage()
    left, right = _x_of(pane, crossing.hull.stop - len("four")), _x_of(pane, crossing.hull.stop)
    seen = [image.pixelColor(x, y).name() for x in range(left + 3, right - 3) for y in range(image.height())]
    assert seen.count(fill) > right - left


def _x_of(pane: ReadingPane, index: int) -> int:
    pane.select(Span(index, index))
    return pane.cursorRect().left()


@in_every_theme
@given(colour=COLOURS)
def test_a_fill_is_as_strong_as_promised_and_the_current_one_no_weaker(theme: Theme, colour: str) -> None:
    page = _of(theme, "pane")
    base = reaching(colour, page, MARK_CONTRAST) if theme.dark else colour
    strengths = {blend(base, page, hundredths / 100): hundredths for hundredths in range(40, 17, -1)}
    usual, current = (theme.entity_fill(colour, current=current).name() for current in (False, True))
    assert strengths[usual] <= strengths[current]


@in_every_theme
@pytest.mark.parametrize("colour", ENTITY_COLOURS)
def test_a_label_that_gloss_brings_has_the_full_strength_of_the_theme(theme: Theme, colour: str) -> None:
    page = _of(theme, "pane")
    base = reaching(colour, page, MARK_CONTRAST) if theme.dark else colour
    assert theme.entity_fill(colour).name() == blend(base, page, theme.entity_alpha)


@in_every_theme
@given(colour=COLOURS)
def test_the_edge_of_an_entity_of_any_colour_is_seen_and_stays_thin_to_the_eye(theme: Theme, colour: str) -> None:
    assert MARK_CONTRAST <= contrast(theme.entity_edge(colour).name(), _of(theme, "pane")) <= MARK_CONTRAST * 1.05


@in_every_theme
@given(colour=COLOURS)
def test_the_line_of_a_claim_of_any_colour_is_seen(theme: Theme, colour: str) -> None:
    assert contrast(theme.claim_line(colour).name(), _of(theme, "pane")) >= MARK_CONTRAST


@in_every_theme
def test_the_line_of_a_claim_is_seen_even_where_a_library_has_no_colour(theme: Theme) -> None:
    assert contrast(theme.claim_line("no colour").name(), _of(theme, "pane")) >= MARK_CONTRAST


@in_every_theme
@pytest.mark.parametrize("surface", SURFACES)
@given(colour=COLOURS)
def test_lines_for_anywhere_are_seen_on_every_surface(theme: Theme, surface: str, colour: str) -> None:
    for line in (theme.claim_line(colour, anywhere=True), theme.entity_edge(colour, anywhere=True)):
        assert contrast(line.name(), _of(theme, surface)) >= MARK_CONTRAST


@in_every_theme
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("kind", LabelKind)
def test_the_small_mark_of_every_label_is_seen_on_every_surface(theme: Theme, surface: str, kind: LabelKind) -> None:
    for colour in ENTITY_COLOURS if kind is LabelKind.ENTITY else CLAIM_COLOURS:
        image = QImage(20, 16, QImage.Format.Format_RGB32)
        image.fill(getattr(theme, surface))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, QRectF(3, 3, 14, 10), _label(kind, colour), theme)
        painter.end()
        assert _standing_out(image, _of(theme, surface)) >= 14


def _label(kind: LabelKind, colour: str) -> Label:
    return Label(1, "", kind, "Any", colour, "", "", None, 0, archived=False)


def _standing_out(image: QImage, ground: str) -> int:
    """How many pixels are seen on the ground."""
    pixels = [image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())]
    return sum(contrast(pixel, ground) >= MARK_CONTRAST for pixel in pixels)


@in_every_theme
@pytest.mark.parametrize("ground", [*SURFACES, "line"])
def test_the_ring_of_the_focus_and_the_bar_of_progress_are_seen(theme: Theme, ground: str) -> None:
    assert contrast(_of(theme, "accent"), _of(theme, ground)) >= MARK_CONTRAST


@in_every_theme
@pytest.mark.parametrize("default", [False, True])
def test_a_button_shows_that_it_has_the_focus(qtbot: QtBot, theme: Theme, default: bool) -> None:
    button = QPushButton("Go", default=default)
    without, with_focus = _grab(qtbot, button, theme), _grab(qtbot, button, theme, focus=True)
    places = [(x, y) for x in range(without.width()) for y in range(without.height())]
    changed = [
        contrast(without.pixelColor(x, y).name(), with_focus.pixelColor(x, y).name()) >= MARK_CONTRAST
        for x, y in places
    ]
    assert sum(changed) > without.width()


@in_every_theme
def test_a_box_without_a_tick_is_seen(qtbot: QtBot, theme: Theme) -> None:
    box = QCheckBox()
    assert _standing_out(_grab(qtbot, box, theme), _of(theme, "window")) > 30


def _grab(qtbot: QtBot, button: QAbstractButton, theme: Theme, *, focus: bool = False) -> QImage:
    button.setPalette(palette(theme))
    button.setStyleSheet(style_sheet(theme))
    button.setAutoFillBackground(True)
    qtbot.addWidget(button)
    button.show()
    qtbot.waitExposed(button)
    button.activateWindow()
    QApplication.processEvents()
    if focus:
        button.setFocus(Qt.FocusReason.TabFocusReason)
    else:
        button.clearFocus()
    QApplication.processEvents()
    assert button.hasFocus() is focus
    return button.grab().toImage()


@in_every_theme
def test_a_colour_that_was_asked_for_is_not_computed_again(theme: Theme) -> None:
    assert theme.claim_line("#7A5CC0") is theme.claim_line("#7A5CC0")
    assert theme.entity_fill("#7A5CC0") is theme.entity_fill("#7A5CC0")
    assert theme.entity_edge("#7A5CC0") is theme.entity_edge("#7A5CC0")
    assert theme.solid_fill("#7A5CC0", theme.pane) is theme.solid_fill("#7A5CC0", theme.pane)
