"""What tests of accessibility look at: what can take the focus, what a screen reader says of it, how it looks."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QButtonGroup, QWidget

from reader.domain.colour import MARK_CONTRAST, contrast

#: How far a ring may stand around what has the focus, in pixels.
_AROUND = 3
#: How much there must be to be seen, in pixels: the caret of a field is more.
ENOUGH = 12


def focusable(part: QWidget) -> list[QWidget]:
    """The widgets of a part, or the part itself, that Tab or an arrow key can bring the focus to now."""
    inside = [widget for widget in [part, *part.findChildren(QWidget)] if widget.window() is part.window()]
    return [widget for widget in inside if _takes_focus(widget)]


def _takes_focus(widget: QWidget) -> bool:
    by_key = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) or bool(alternatives(widget))
    return by_key and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def alternatives(widget: QWidget) -> list[QAbstractButton]:
    """The buttons one of which is always chosen, among them this one: Tab goes to one, arrows to the others."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if isinstance(group, QButtonGroup) and group.exclusive():
        return [button for button in group.buttons() if button.isVisible() and button.isEnabled()]
    if isinstance(widget, QAbstractButton) and widget.autoExclusive():
        parent = widget.parentWidget()
        beside = (
            []
            if parent is None
            else parent.findChildren(type(widget), options=Qt.FindChildOption.FindDirectChildrenOnly)
        )
        return [button for button in beside if button.autoExclusive() and button.isVisible() and button.isEnabled()]
    return []


def spoken_of(widget: QWidget) -> QAccessibleInterface:
    """What a screen reader is told of a widget."""
    return QAccessible.queryAccessibleInterface(widget)


def name_of(widget: QWidget) -> str:
    """The name that a screen reader says."""
    return spoken_of(widget).text(QAccessible.Text.Name)


def called(widget: QWidget) -> str:
    """A widget, so that a failed test tells which one it is."""
    return f"{type(widget).__name__} {widget.objectName()} “{name_of(widget)}”"


def rows_of(view: QAbstractItemView) -> Iterator[str]:
    """What a screen reader says of the first cell of each row."""
    model = view.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        found = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole)
        yield str(found or "")


def tabbed_from(widget: QWidget, most: int = 100) -> list[QWidget]:
    """The widgets that Tab leads to from this one, until it comes round; some take more than one Tab."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    for _ in range(most):
        held = QApplication.focusWidget()
        if held is None or held in seen[:-1]:
            break
        if held not in seen:
            seen.append(held)
        QTest.keyClick(held, Qt.Key.Key_Tab)
    return seen


def out_of_order(
    order: list[QWidget], group: Callable[[QWidget], object] = QWidget.parentWidget
) -> list[tuple[str, str]]:
    """Those of one group that follow each other otherwise than from left to right and from top to bottom."""
    pairs = [pair for pair in pairwise(order) if group(pair[0]) is group(pair[1])]
    return [(called(before), called(after)) for before, after in pairs if not _follows(before, after)]


def _follows(before: QWidget, after: QWidget) -> bool:
    first, second = _place(before), _place(after)
    beside = first.top() < second.center().y() < first.bottom()
    return first.left() < second.left() if beside else first.top() < second.top()


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def marks_of_focus(widget: QWidget, away: QWidget) -> int:
    """How many pixels are clearly other with the focus than without, while that is at another widget."""
    away.setFocus(Qt.FocusReason.TabFocusReason)
    without = _seen(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert widget.hasFocus(), f"{called(widget)} does not take the focus"
    return _clearly_other(without, _seen(widget))


def _seen(widget: QWidget) -> QImage:
    QApplication.processEvents()
    window = widget.window()
    around = _place(widget).adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
    return window.grab(around.intersected(window.rect())).toImage()


def _clearly_other(before: QImage, after: QImage) -> int:
    other = 0
    known: dict[tuple[int, int], bool] = {}
    for y in range(before.height()):
        for x in range(before.width()):
            pair = before.pixel(x, y), after.pixel(x, y)
            if pair[0] != pair[1]:
                if pair not in known:
                    colours = before.pixelColor(x, y).name(), after.pixelColor(x, y).name()
                    known[pair] = contrast(*colours) >= MARK_CONTRAST
                other += known[pair]
    return other
