"""What the pages of attributes and of types of links share: a list, and the form of the current one beside it."""

from abc import abstractmethod
from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from reader.domain.changes import Change
from reader.errors import ReaderError
from reader.ui.dialogs.codebook_editor.loss import Loss
from reader.ui.dialogs.codebook_editor.row_list import RowList
from reader.ui.dialogs.enter_button import EnterButton
from reader.ui.dialogs.fields import DescriptionField, FieldRow, SavedLine, Told
from reader.ui.keys import Keys
from reader.ui.names import named, override
from reader.ui.system_size import scaled
from reader.ui.theme import Theme

Changes = tuple[Change, ...]

#: Under this width captions stand over their fields.
_NARROW = 400


class LinesField(DescriptionField):
    """Lines that are told when the focus leaves, not while they are written: they may cost answers."""

    @override
    def _save_soon(self) -> None:
        """Wait for the focus to leave."""


class _Area(QScrollArea):
    resized = Signal(int)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit(self.width())


class ThingPage(QWidget):
    """A page of the editor. `done` tells changes and a sentence, as `changed` of the dialog does."""

    done = Signal(object, str)

    def __init__(self, name: str, spoken: str, keys: Keys, theme: Theme) -> None:
        super().__init__()
        self.list = named(RowList(keys, theme), f"{name}List")
        self.list.setAccessibleName(spoken)
        self.new = named(QLineEdit(), f"new{name.capitalize()}")
        self.new.setPlaceholderText(self.tr("Name, then Enter"))
        self.new_row = FieldRow(self.new)
        self.new_row.hide()
        self.name, self.description = named(SavedLine(), f"{name}Name"), named(DescriptionField(), f"{name}Description")
        self.name_row = FieldRow(self.name)
        self.head, self.under = named(QLabel(), "thingHead"), named(QLabel(), "muted")
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.under.setWordWrap(True)
        self.trouble, self.loss = Told("trouble"), Loss()
        self.archive = named(EnterButton(self.tr("Archive")), f"{name}Archive")
        self.delete = named(EnterButton(self.tr("Delete")), f"{name}Delete")
        self.fields = QFormLayout()
        self.adders = self.build_adders()
        self.extra_actions = self.build_actions()
        self._build()
        self.list.chosen.connect(lambda _id: self._show_current())
        self.list.wished.connect(self._wish)
        self.new.returnPressed.connect(self._add)
        self.name.written.connect(self.rename)
        self.name.entered.connect(lambda: None if self.name_row.refused() else self.list.setFocus())
        self.description.written.connect(self.describe)
        self.archive.clicked.connect(self.put_away)
        self.delete.clicked.connect(self.ask_to_delete)

    def _build(self) -> None:
        for words, widget, row in self.build_fields():
            caption = named(QLabel(words), "muted")
            caption.setContentsMargins(0, 6, 0, 0)
            caption.setBuddy(widget)
            caption.setAlignment(Qt.AlignmentFlag.AlignTop)
            widget.setAccessibleName(words)
            row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            self.fields.addRow(caption, row)
        self.fields.setHorizontalSpacing(12)
        self.fields.setVerticalSpacing(12)
        self.fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setHandleWidth(1)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self._build_left())
        halves.addWidget(self._build_right())
        halves.setStretchFactor(1, 1)
        halves.setSizes([scaled(288), scaled(592)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(halves)

    def _build_left(self) -> QWidget:
        left = QWidget()
        left.setMinimumWidth(scaled(272))
        below = QVBoxLayout()
        below.setContentsMargins(16, 8, 16, 12)
        below.setSpacing(8)
        below.addWidget(self.new_row)
        buttons = QGridLayout()
        buttons.setSpacing(8)
        for place, button in enumerate(self.adders):
            buttons.addWidget(button, 0, place)
        below.addLayout(buttons)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addLayout(below)
        return left

    def _build_right(self) -> QWidget:
        self.form = named(QWidget(), "labelForm")
        inside = QVBoxLayout(self.form)
        inside.setContentsMargins(20, 16, 20, 16)
        inside.setSpacing(12)
        inside.addWidget(self.head)
        inside.addWidget(self.under)
        inside.addLayout(self.fields)
        inside.addStretch()
        self.area = _Area(widgetResizable=True)
        self.area.resized.connect(self._fit)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.form)
        self._actions = QWidget()
        line = QHBoxLayout(self._actions)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for button in (*self.extra_actions, self.archive, self.delete):
            line.addWidget(button)
        line.addStretch()
        self.loss.asking.connect(self._actions.setHidden)
        right = QWidget()
        right.setMinimumWidth(scaled(288))
        below = QVBoxLayout()
        below.setContentsMargins(20, 8, 20, 12)
        below.setSpacing(8)
        for widget in (self.trouble, self.loss, self._actions):
            below.addWidget(widget)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addLayout(below)
        return right

    def order_stops(self) -> None:
        """Let Tab go from the list through the form to what is done with it, and to what adds."""
        fields = [widget for _, widget, _ in self.build_fields()]
        asking = (self.loss.lines, self.loss.to_notes, self.loss.target, self.loss.yes, self.loss.no)
        stops = (self.list, *fields, *asking, *self.extra_actions, self.archive, self.delete, self.new, *self.adders)
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def _fit(self, width: int) -> None:
        narrow = width < _NARROW
        policy = QFormLayout.RowWrapPolicy.WrapAllRows if narrow else QFormLayout.RowWrapPolicy.DontWrapRows
        self.fields.setRowWrapPolicy(policy)
        self.fields.setVerticalSpacing(4 if narrow else 12)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.list.set_theme(theme)

    def take_focus(self) -> None:
        """Put the focus in the list."""
        self.list.setFocus()

    def save(self) -> None:
        """Tell what is written and not saved."""
        self.name.save()
        self.description.end_sitting()

    def unsaved(self) -> bool:
        """Whether something is written that could not be saved, or is asked about."""
        return self.name.unsaved() or self.description.unsaved() or not self.loss.isHidden()

    def step_back(self) -> bool:
        """Leave what is asked, or bring back what is saved where something was refused; whether there was such."""
        if not self.loss.isHidden():
            self.loss.leave()
        elif not self.new_row.isHidden():
            self._end_adding()
        elif self.name_row.refused():
            self.name_row.refuse("")
            self.name.restore()
        else:
            return False
        return True

    def do(self, act: Callable[[], Changes], told: str, refuse: Callable[[str], None] | None = None) -> bool:
        """Do one action and tell it, or say why it was refused; whether it was done."""
        try:
            changes = act()
        except ReaderError as error:
            (refuse or self.trouble.say)(str(error))
            return False
        self.trouble.say("")
        self.name_row.refuse("")
        self.loss.hide()
        self.reload()
        self.done.emit(changes, told if changes else "")
        return True

    def show_thing(self, head: str, under: str, name: str, description: str, *, archived: bool, anew: bool) -> None:
        """Fill in what all things have."""
        self.head.setText(head)
        self.under.setText(under)
        self.name.show_saved(name, anew=anew)
        self.description.show_saved(description, anew=anew)
        self.archive.setText(self.tr("Bring back") if archived else self.tr("Archive"))

    def ask_for_name(self, words: str) -> None:
        """Show the line for the name of a new thing."""
        self.new.setAccessibleName(words)
        self.new.setPlaceholderText(self.tr("{0}: name, then Enter").format(words))
        self.new_row.show()
        self.new.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add(self) -> None:
        text, before = self.new.text(), set(self.list.rows.ids())
        if not text.strip():
            self._end_adding()
        elif self.add(text):
            self._end_adding()
            self.list.set_current(next((each for each in self.list.rows.ids() if each not in before), 0))

    def _end_adding(self) -> None:
        self.new.clear()
        self.new_row.refuse("")
        self.new_row.hide()
        self.list.setFocus()

    def _show_current(self) -> None:
        self.save()
        self.trouble.say("")
        self.name_row.refuse("")
        self.loss.hide()
        self.show_current(anew=True)
        self.area.verticalScrollBar().setValue(0)

    def _wish(self, name: str) -> None:
        match name:
            case "Add":
                self.adders[0].click()
            case "Name":
                self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.name.selectAll()
            case "Delete" if self.delete.isEnabled():
                self.ask_to_delete()
            case "Up" | "Down":
                self._move(-1 if name == "Up" else 1)

    def _move(self, step: int) -> None:
        row_id, ids = self.list.current_id(), self.siblings()
        if row_id not in ids:
            return
        place = ids.index(row_id)
        if 0 <= place + step < len(ids):
            following = ids[place - 1 :] if step < 0 else ids[place + 2 :]
            self.move_before(row_id, next(iter(following), None))

    # What each page has of its own

    @abstractmethod
    def build_adders(self) -> tuple[EnterButton, ...]:
        """The buttons that add."""

    def build_actions(self) -> tuple[EnterButton, ...]:
        """Buttons before those that archive and delete."""
        return ()

    @abstractmethod
    def build_fields(self) -> list[tuple[str, QWidget, QWidget]]:
        """The captions of the form, the fields that they name, and what stands in the rows."""

    @abstractmethod
    def reload(self) -> None:
        """Show what there is now; what is being written stays."""

    @abstractmethod
    def show_current(self, *, anew: bool) -> None:
        """Show the current thing."""

    @abstractmethod
    def siblings(self) -> list[int]:
        """The ids among which the current thing moves, in order."""

    @abstractmethod
    def add(self, name: str) -> bool:
        """Add a thing of this name; whether it was added."""

    @abstractmethod
    def rename(self, name: str) -> None:
        """Give the current thing another name."""

    @abstractmethod
    def describe(self, text: str, sitting: int) -> None:
        """Give the current thing another description."""

    @abstractmethod
    def move_before(self, thing_id: int, before_id: int | None) -> None:
        """Move a thing before another one, or last."""

    @abstractmethod
    def put_away(self) -> None:
        """Archive the current thing, or bring it back."""

    @abstractmethod
    def ask_to_delete(self) -> None:
        """Delete the current thing, once what is lost with it is agreed to."""
