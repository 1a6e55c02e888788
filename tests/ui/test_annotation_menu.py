"""The small list of the annotations at one place."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QTextEdit, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from reader.domain.annotation import Annotation, Status
from reader.domain.codebook import Codebook, Label, LabelKind
from reader.domain.span import Span
from reader.ui.names import override
from reader.ui.painting.rows import floating_ground
from reader.ui.panes.annotation_menu import AnnotationMenu
from reader.ui.theme import ThemeChoice, load_theme

KEY, MODIFIER, BUTTON = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton
CODEBOOK = Codebook(
    (
        Label(1, "u1", LabelKind.ENTITY, "Person", "#0072B2", "1", "", None, 0, False),
        Label(2, "u2", LabelKind.CLAIM, "Quotation", "#C0392B", "q", "", None, 1, False),
    )
)


def annotation(number: int, label: int, quote: str, note: str = "") -> Annotation:
    return Annotation(number, f"a{number}", 1, label, (Span(0, len(quote)),), quote, note, Status.ACCEPTED)


HERE = [
    annotation(7, 1, "ليلى حداد"),
    annotation(8, 1, "Chen\nWenqing", "Seen twice"),
    annotation(9, 2, "Chen Wenqing said that " + "much was said " * 50),
]


class Stage(QWidget):
    """A text and the list over it; `o` in the text shows it as a cycling key does."""

    def __init__(self) -> None:
        super().__init__()
        self.text = _Text(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        self.menu = AnnotationMenu(load_theme(ThemeChoice.LIGHT), self.text)
        self.told: list[object] = []
        self.menu.chosen.connect(self.told.append)
        self.menu.closed.connect(lambda: self.told.append("closed"))

    def show_menu(self, current_id: int = 7, *, y: int = 100, focus: bool = False) -> None:
        beside = QRect(self.text.mapToGlobal(QPoint(60, y)), QSize(2, 20))
        self.menu.show_at(beside, HERE, current_id, CODEBOOK, focus=focus)

    @property
    def view(self) -> QTableView:
        found = self.menu.findChild(QTableView, "annotationMenuRows")
        assert isinstance(found, QTableView)
        return found

    def current(self) -> int:
        return HERE[self.view.currentIndex().row()].id


class _Text(QTextEdit):
    def __init__(self, stage: Stage) -> None:
        super().__init__("A text with some words in it. " * 400)
        self._stage = stage
        self.setReadOnly(True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "o":
            self._stage.show_menu(8, y=130)
            self._stage.told.append("cycled")
        else:
            self._stage.told.append("heard")


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    stage = Stage()
    qtbot.addWidget(stage)
    stage.resize(700, 600)
    stage.show()
    qtbot.waitExposed(stage)
    stage.activateWindow()
    stage.text.setFocus()
    return stage


def test_it_names_the_annotations_and_leaves_the_focus_in_the_text(stage: Stage) -> None:
    stage.show_menu(8)
    model = stage.view.model()
    assert [model.index(row, 0).data() for row in range(2)] == ["ليلى حداد", "Chen Wenqing"]
    assert stage.current() == 8
    assert stage.text.hasFocus()


def test_a_screen_reader_is_told_label_quote_and_note(stage: Stage) -> None:
    stage.show_menu()
    told = stage.view.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Person: Chen Wenqing, note: Seen twice"
    assert stage.view.accessibleName() == "Annotations at this place"


def test_a_click_on_a_row_chooses(qtbot: QtBot, stage: Stage) -> None:
    stage.show_menu()
    place = stage.view.visualRect(stage.view.model().index(2, 0)).center()
    qtbot.mouseClick(stage.view.viewport(), BUTTON.LeftButton, pos=place)
    assert stage.told == [9, "closed"]
    assert not stage.menu.isVisible()
    assert stage.text.hasFocus()


def test_the_next_key_is_for_the_text_and_closes_it(qtbot: QtBot, stage: Stage) -> None:
    stage.show_menu()
    qtbot.keyClick(stage.text, KEY.Key_X)
    qtbot.waitUntil(lambda: not stage.menu.isVisible())
    assert stage.told == ["heard", "closed"]


def test_a_key_that_cycles_keeps_it_where_it_is_with_the_current_one_moving(qtbot: QtBot, stage: Stage) -> None:
    stage.show_menu(7)
    before = stage.menu.geometry()
    qtbot.keyClick(stage.text, KEY.Key_O)
    qtbot.wait(5)
    assert stage.menu.isVisible()
    assert (stage.menu.geometry(), stage.current(), stage.told) == (before, 8, ["cycled"])


def test_a_modifier_alone_does_not_close_it(qtbot: QtBot, stage: Stage) -> None:
    stage.show_menu()
    qtbot.keyClick(stage.text, KEY.Key_Shift)
    qtbot.wait(5)
    assert stage.menu.isVisible()


def test_esc_closes_it_and_does_no_more(qtbot: QtBot, stage: Stage) -> None:
    stage.show_menu()
    qtbot.keyClick(stage.text, KEY.Key_Escape)
    assert stage.told == ["closed"]
    qtbot.keyClick(stage.text, KEY.Key_Escape)
    assert stage.told == ["closed", "heard"]


def test_a_click_elsewhere_closes_it_after_the_text_has_heard_of_it(qtbot: QtBot, stage: Stage) -> None:
    stage.show_menu()
    qtbot.mousePress(stage.text.viewport(), BUTTON.LeftButton, pos=QPoint(20, 400))
    qtbot.wait(5)
    assert stage.menu.isVisible()
    qtbot.mouseRelease(stage.text.viewport(), BUTTON.LeftButton, pos=QPoint(20, 400))
    qtbot.waitUntil(lambda: not stage.menu.isVisible())
    assert stage.text.textCursor().position() > 0


def test_a_drag_closes_it_as_it_begins(qtbot: QtBot, stage: Stage) -> None:
    stage.show_menu()
    qtbot.mousePress(stage.text.viewport(), BUTTON.LeftButton, pos=QPoint(20, 400))
    move = QPointF(60, 400)
    event = _moved(stage.text.viewport(), move)
    QApplication.sendEvent(stage.text.viewport(), event)
    assert not stage.menu.isVisible()
    qtbot.mouseRelease(stage.text.viewport(), BUTTON.LeftButton, pos=QPoint(60, 400))


def _moved(widget: QWidget, place: QPointF) -> QMouseEvent:
    return QMouseEvent(
        QMouseEvent.Type.MouseMove,
        place,
        QPointF(widget.mapToGlobal(place.toPoint())),
        BUTTON.NoButton,
        BUTTON.LeftButton,
        MODIFIER.NoModifier,
    )


def test_scrolling_closes_it(qtbot: QtBot, stage: Stage) -> None:
    stage.show_menu()
    place = QPointF(20, 400)
    turn = QWheelEvent(
        place,
        QPointF(stage.text.mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, -120),
        BUTTON.NoButton,
        MODIFIER.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(stage.text.viewport(), turn)
    qtbot.waitUntil(lambda: not stage.menu.isVisible())


def test_a_window_made_smaller_closes_it(qtbot: QtBot, stage: Stage) -> None:
    stage.show_menu()
    stage.resize(500, 500)
    qtbot.waitUntil(lambda: not stage.menu.isVisible())


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ([KEY.Key_Down], 8),
        ([KEY.Key_Down, KEY.Key_Down, KEY.Key_Down], 7),
        ([KEY.Key_Up], 9),
        ([KEY.Key_Up, KEY.Key_Up], 8),
    ],
)
def test_with_the_focus_keys_move_round_and_enter_chooses(
    qtbot: QtBot, stage: Stage, keys: list[Qt.Key], expected: int
) -> None:
    stage.show_menu(7, focus=True)
    assert stage.view.hasFocus()
    for key in keys:
        qtbot.keyClick(stage.view, key)
    qtbot.keyClick(stage.view, KEY.Key_Return)
    assert stage.told == [expected, "closed"]
    assert stage.text.hasFocus()


def test_with_the_focus_esc_goes_back_to_the_text_and_letters_do_nothing(qtbot: QtBot, stage: Stage) -> None:
    stage.show_menu(7, focus=True)
    qtbot.keyClick(stage.view, KEY.Key_X)
    assert stage.told == []
    qtbot.keyClick(stage.view, KEY.Key_Escape)
    assert stage.told == ["closed"]
    assert stage.text.hasFocus()
    stage.show_menu(7)
    assert stage.text.hasFocus()
    assert stage.view.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_with_the_focus_a_press_elsewhere_closes_it(qtbot: QtBot, stage: Stage) -> None:
    stage.show_menu(7, focus=True)
    qtbot.mouseClick(stage.text.viewport(), BUTTON.LeftButton, pos=QPoint(20, 400))
    assert stage.told == ["closed"]
    assert stage.text.hasFocus()


def test_no_row_is_marked_where_none_is_the_current_one(stage: Stage) -> None:
    stage.show_menu(0)
    assert not stage.view.selectionModel().hasSelection()


def test_it_stands_below_the_line_or_above_it_and_the_text_does_not_move(stage: Stage) -> None:
    before = stage.text.geometry()
    stage.show_menu(y=100)
    assert stage.menu.geometry().top() == 124
    stage.menu.leave()
    stage.show_menu(y=560)
    assert stage.menu.geometry().bottom() == 555
    assert stage.text.geometry() == before


def test_many_annotations_scroll(stage: Stage) -> None:
    many = [replace(HERE[0], id=number) for number in range(1, 40)]
    stage.menu.show_at(QRect(stage.mapToGlobal(QPoint(60, 60)), QSize(2, 20)), many, 39, CODEBOOK)
    assert stage.menu.height() < 300
    last = stage.view.visualRect(stage.view.model().index(38, 0))
    assert stage.view.viewport().rect().contains(last)


def test_the_rows_are_a_sound_model(stage: Stage, qtmodeltester: ModelTester) -> None:
    stage.show_menu()
    qtmodeltester.check(stage.view.model())


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.SEPIA, ThemeChoice.DARK])
def test_it_is_painted_in_every_theme(stage: Stage, theme: ThemeChoice) -> None:
    colours = load_theme(theme)
    stage.menu.set_theme(colours)
    stage.show_menu(8, focus=True)
    image = stage.menu.grab().toImage()
    found = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    wanted: list[QColor] = [colours.selection, colours.accent, floating_ground(colours), colours.claim_line("#C0392B")]
    assert {colour.name() for colour in wanted} <= found


def test_a_window_that_closes_under_it_leaves_nothing_behind(stage: Stage) -> None:
    stage.show_menu()
    stage.close()
    QTest.keyClick(stage.text, KEY.Key_A)
    assert not stage.menu.isVisible()
