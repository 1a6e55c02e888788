"""The right side of the editor: the form of the current label, and what merges, archives and deletes it."""

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from reader.domain.codebook import Label
from reader.ui.dialogs.codebook_editor.confirmation import Confirmation
from reader.ui.dialogs.codebook_editor.label_form import Field, LabelForm
from reader.ui.dialogs.enter_button import EnterButton
from reader.ui.dialogs.fields import Told
from reader.ui.flow import Flow
from reader.ui.names import named
from reader.ui.system_size import scaled
from reader.ui.theme import Theme


class FormSide(QWidget):
    """Holds its parts; the dialog connects them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.form = LabelForm(theme)
        self.trouble = Told("trouble")
        self.confirmation = Confirmation()
        self.merge = named(EnterButton(self.tr("Merge into…")), "mergeLabel")
        self.archive = named(EnterButton(self.tr("Archive")), "archiveLabel")
        self.delete = named(EnterButton(self.tr("Delete")), "deleteLabel")
        self.setMinimumWidth(scaled(288))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_area(), 1)
        column.addLayout(self._build_below())

    def _build_area(self) -> QScrollArea:
        area = self._area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.form)
        return area

    def _build_below(self) -> QVBoxLayout:
        self._actions = QWidget()
        line = Flow(self._actions, row_gap=8)
        for button in (self.merge, self.archive, self.delete):
            line.addWidget(button)
        below = QVBoxLayout()
        below.setContentsMargins(20, 8, 20, 12)
        below.setSpacing(8)
        for widget in (self.trouble, self.confirmation, self._actions):
            below.addWidget(widget)
        return below

    def stops(self) -> tuple[QWidget, ...]:
        """Where the focus stops, in order."""
        asking = self.confirmation
        return *self.form.stops(), asking.target, asking.yes, asking.no, self.merge, self.archive, self.delete

    def focus_name(self) -> None:
        """Put the focus in the name, all of it selected."""
        self.form.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.form.name.selectAll()
        self._area.ensureWidgetVisible(self.form.name)

    def focus_key(self) -> None:
        """Put the focus in the field for the key."""
        self.form.key.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._area.ensureWidgetVisible(self.form.key)

    def show_place(self, widget: QWidget, rect: QRect) -> None:
        """Scroll so far that a part of a widget in the form is seen."""
        place = widget.mapTo(self.form, rect.center())
        self._area.ensureVisible(place.x(), place.y(), 0, rect.height())

    def refuse(self, field: Field, sentence: str) -> None:
        """Say at a field why what was written there was refused."""
        row = self.form.rows[field]
        self.form.refuse(field, sentence)
        # Later: the row is not yet as high as it is with the sentence.
        QTimer.singleShot(0, row, lambda: self._area.ensureWidgetVisible(row))

    def show_actions(self, label: Label | None, *, mergeable: bool) -> None:
        """Offer what can be done with this label."""
        self._actions.setVisible(label is not None and self.confirmation.isHidden())
        self.merge.setEnabled(mergeable)
        if label is not None:
            self.archive.setText(self.tr("Bring back") if label.archived else self.tr("Archive"))

    def begin_asking(self) -> None:
        """Make room for the confirmation."""
        self.trouble.say("")
        self._actions.hide()

    def stop_asking(self) -> bool:
        """Ask no more; whether anything was asked."""
        asked = not self.confirmation.isHidden()
        self.confirmation.hide()
        self._actions.setVisible(bool(self.form.label_id()))
        return asked
