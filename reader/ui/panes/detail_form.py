"""The form of the current annotation: its label, its quote, its note, saved as it is written."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reader.domain.annotation import Annotation, Status
from reader.domain.codebook import Codebook
from reader.domain.text import normalise
from reader.ui.keys import Keys, Where
from reader.ui.named_rows import NamedRows
from reader.ui.names import named, override
from reader.ui.painting.marks import LabelMark
from reader.ui.system_size import scaled
from reader.ui.theme import Theme, reading_font

_SAVE_DELAY = 400
_LONGEST = 150
_AROUND = 40


@runtime_checkable
class Writing(Protocol):
    """A section in which one writes."""

    def save(self) -> None:
        """Tell now what is written."""

    def unsaved(self) -> bool:
        """Whether something is written that is not saved."""


class DetailForm(QWidget):
    """Shows one annotation. A note is told as it is written, and at the latest when the focus leaves.

    With each note comes the number of the sitting in which it was written, from focus to focus. `shown` tells which
    annotation is shown now, as it is in the library, or None: what others have added as sections shows the same.
    """

    note_written = Signal(int, str, int)
    left = Signal()
    shown = Signal(object)

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detailForm")
        self.setAccessibleName(self.tr("Details of the annotation"))
        self._keys = keys
        self._theme = theme
        self._codebook = Codebook(())
        self._annotation: Annotation | None = None
        self._sitting = 0
        self._writing: list[Writing] = []
        self._drafts: dict[int, str] = {}
        self._timer = QTimer(self, singleShot=True, interval=_SAVE_DELAY)
        self._timer.timeout.connect(self.save)
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._settle)
        self._revealing = QTimer(self, singleShot=True, interval=0)
        self._revealing.timeout.connect(self._reveal_focus)
        layout = self._build_room()
        layout.addLayout(self._build_head())
        layout.addWidget(self._build_quote())
        # There before the note is: Tab goes through the form as it is read.
        self._sections, self._last_sections = _Sections(), _Sections()
        layout.addWidget(self._sections)
        layout.addWidget(self._last_sections)
        layout.addLayout(self._build_fields())
        layout.addStretch(1)
        self.show_annotation(None)

    def _build_room(self) -> QVBoxLayout:
        """Where all stands: it scrolls where it is higher than the form."""
        self._inside = inside = QWidget()
        inside.setAutoFillBackground(False)
        # As wide as the form, whatever stands in it: long names are cut, chips go below each other.
        inside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._scroll = named(QScrollArea(widgetResizable=True), "details")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._scroll.viewport().setAutoFillBackground(False)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self._scroll)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._reveal_soon)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(10)
        return layout

    def settle_soon(self) -> None:
        """Take the height that a section asks for that shows something else now."""
        self._settling.start()

    def _settle(self) -> None:
        """Take the height that all has at this width: Qt does not hear of all that grows deep inside."""
        inside, room = self._inside, self._scroll.viewport()
        layouts = [layout for each in self._held() if (layout := each.layout()) is not None]
        for layout in layouts:
            layout.invalidate()
        for held in self._held():
            held.updateGeometry()
        wanted = max(room.height(), inside.heightForWidth(room.width()))
        if inside.height() != wanted:
            QApplication.sendEvent(self._scroll, QEvent(QEvent.Type.LayoutRequest))
            inside.resize(inside.width(), wanted)
        for layout in reversed(layouts):
            layout.activate()
        if inside.isAncestorOf(QApplication.focusWidget() or self):
            self._revealing.start()

    def _held(self) -> list[QWidget]:
        """What grows with what it shows, the innermost first."""
        groups = (self._sections, self._last_sections)
        return [*(section for group in groups for section in group.sections), *groups, self._inside]

    def _reveal_soon(self, _before: QWidget | None, holder: QWidget | None) -> None:
        if holder is not None and self._scroll.isAncestorOf(holder):
            self._settling.start()
            self._revealing.start()  # once what grows with the focus has its height

    def _reveal_focus(self) -> None:
        holder = QApplication.focusWidget()
        if holder is not None and self._scroll.isAncestorOf(holder):
            self._scroll.ensureWidgetVisible(holder, 0, scaled(_AROUND))

    def _build_head(self) -> QHBoxLayout:
        self._mark = LabelMark(self._theme)
        self._name = named(QLabel(), "heading")
        self._status = named(QLabel(), "muted")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self._name)
        row.addStretch()
        row.addWidget(self._status)
        return row

    def _build_quote(self) -> QLabel:
        self._quote = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._quote.setFont(reading_font(scaled(14)))
        self._quote.setAlignment(Qt.AlignmentFlag.AlignTop)
        return self._quote

    def _build_fields(self) -> NamedRows:
        self.note = _NoteField(self._keys)
        self.note.setAccessibleName(self.tr("Note"))
        self._name_key()
        self._keys.changed.connect(self._name_key)
        self.note.textChanged.connect(self._save_soon)
        self.note.focus_left.connect(self._end_sitting)
        self.note.escaped.connect(self._leave)
        label = named(QLabel(self.tr("Note")), "muted")
        label.setBuddy(self.note)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(0, scaled(6), 0, 0)
        fields = NamedRows()
        fields.add_row(label, self.note)
        return fields

    def _name_key(self) -> None:
        self.note.setPlaceholderText(self.tr("{0} to write one").format(self._keys.first("Note", Where.TEXT)))

    def set_codebook(self, codebook: Codebook) -> None:
        """Name the label after this codebook."""
        self._codebook = codebook
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._mark.set_theme(theme)

    def show_annotation(self, annotation: Annotation | None) -> None:
        """Show this annotation, or nothing; what was being written of another is told first.

        A note that could not be saved is kept as a draft, and stands here again with its annotation.
        """
        same = annotation is not None and self._annotation is not None and annotation.id == self._annotation.id
        if not same:
            self._scroll.verticalScrollBar().setValue(0)
            self._end_sitting()
            if self._annotation is not None and self._differs():
                self._drafts[self._annotation.id] = self._written()
        self._annotation = annotation
        self._show()
        document = self.note.document()
        if same and annotation is not None and self._written() == annotation.note:
            document.setModified(False)
        elif annotation is None or not same or not document.isModified():
            draft = self._drafts.pop(annotation.id, None) if annotation else None
            self._write(annotation.note if annotation else "", draft)
        self.shown.emit(annotation)

    def _write(self, note: str, draft: str | None) -> None:
        blocked = self.note.blockSignals(True)
        self.note.setPlainText(note if draft is None else draft)
        self.note.blockSignals(blocked)
        if draft is not None:
            self.note.document().setModified(True)
            self._save_soon()

    def add_section(self, section: QWidget, *, last: bool = False) -> None:
        """Add a part between the quote and the note, below those that are there; the `last` ones stay below others."""
        (self._last_sections if last else self._sections).add(section)
        if isinstance(section, Writing):
            self._writing.append(section)

    def begin_note(self) -> None:
        """Put the focus in the note."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.note.moveCursor(self.note.textCursor().MoveOperation.End)

    def save(self) -> None:
        """Tell the note now, where it differs from what is saved, and what is written in the sections."""
        for section in self._writing:
            section.save()
        self._timer.stop()
        annotation, document = self._annotation, self.note.document()
        if annotation is None or not self._differs():
            return
        document.setModified(False)  # whoever saves it may show another annotation at once
        self.note_written.emit(annotation.id, self._written(), self._sitting)
        if self._annotation is annotation:  # it was not saved
            document.setModified(True)

    def unsaved(self) -> bool:
        """Whether something was written that is not saved, here or in a draft."""
        return self._differs() or bool(self._drafts) or any(section.unsaved() for section in self._writing)

    def _differs(self) -> bool:
        if self._annotation is None or not self.note.document().isModified():
            return False
        return self._written() != self._annotation.note

    def _written(self) -> str:
        # Not `toPlainText`: it turns hard spaces into common ones.
        return normalise(self.note.document().toRawText()).strip()

    def _save_soon(self) -> None:
        # Not started anew by each key: who writes without a pause is saved as well.
        if not self._timer.isActive():
            self._timer.start()

    def _end_sitting(self) -> None:
        self.save()
        self._sitting += 1

    def _leave(self) -> None:
        self.save()
        self.left.emit()

    def _show(self) -> None:
        annotation = self._annotation
        if annotation is None and self.note.hasFocus():
            self.left.emit()  # or Qt gives the focus to whatever stands next to the form
        self.setVisible(annotation is not None)
        if annotation is None:
            return
        label = self._codebook.shown(annotation.label_id)
        self._mark.show_label(label)
        self._name.setText(label.name)
        self._status.setText("" if annotation.status is Status.ACCEPTED else self.tr(str(annotation.status)))
        quote = " … ".join(" ".join(part.split()) for part in annotation.quotes)
        self._quote.setText(quote if len(quote) <= _LONGEST else quote[:_LONGEST].rstrip() + "…")


class _Sections(QWidget):
    """Parts of the form below each other; nothing before there are any."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.sections: list[QWidget] = []
        self.hide()

    def add(self, section: QWidget) -> None:
        """Add one at the end."""
        self.sections.append(section)
        self._column.addWidget(section)
        self.show()


class _NoteField(QPlainTextEdit):
    """A field that says when the focus leaves it, or Esc does."""

    focus_left = Signal()
    escaped = Signal()

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys
        self.setTabChangesFocus(True)
        self.setFixedHeight(scaled(96))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keys.pressed(event, Where.FORM) == "Back":
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_left.emit()
