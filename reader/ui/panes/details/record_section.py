"""The record of the current annotation in the details: a row for each question, filled in by keys."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from reader.domain.answering import OF_ENTITIES, scales_of
from reader.domain.questions import Attribute, AttributeType, Field
from reader.domain.record import AUTHOR, UNNAMED, Answer, Record
from reader.ui.chips import ChipFlow
from reader.ui.keys import Keys, Where
from reader.ui.named_rows import NamedRows
from reader.ui.names import named, override
from reader.ui.panes.details.chips_field import ChipsField, NameOf
from reader.ui.panes.details.choice_field import ChoiceField
from reader.ui.panes.details.evidence_field import EvidenceField
from reader.ui.panes.details.record_field import Answers, RecordField
from reader.ui.panes.details.text_fields import LineField, TextField
from reader.ui.plain import as_tip
from reader.ui.system_size import scaled
from reader.ui.theme import Theme

_CHOOSING = frozenset({AttributeType.CHOICE, AttributeType.CHOICES, AttributeType.YES_NO, AttributeType.RATING})
#: Of the focus chain: more widgets than these are not looked at for the one behind the record.
_MOST_STEPS = 1000
_CHIPS = OF_ENTITIES | {AttributeType.WORDS}


@dataclass(frozen=True, slots=True)
class RecordView:
    """What is shown of one annotation: what may be asked, what its label asks, what is answered and proposed.

    `offered` are new answers, by the ids of attributes; `claimants` all who may make the claim, the likeliest first.
    `made_on` is the day that counts where none is answered.
    """

    record: Record
    attributes: tuple[Attribute, ...]
    asked: frozenset[int]
    offered: Mapping[int, Answers]
    claimants: Answers = ()
    made_on: str = ""


class RecordSection(QWidget):
    """A row a question: those that the label asks, those that are answered or proposed, and at a wish all others.

    It changes nothing itself. What could not be kept stays here, and comes back with its annotation. Answers are told
    with the ids of annotation and attribute, and the number of the sitting in which a text was written.
    """

    answered = Signal(int, int, object, int)
    evidence_written = Signal(int, object)
    search_requested = Signal(int, str)
    selection_requested = Signal()
    all_requested = Signal()
    left = Signal()

    def __init__(
        self,
        keys: Keys,
        theme: Theme,
        name_of: NameOf,
        words_of: Callable[[int], Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("recordSection")
        self.setAccessibleName(self.tr("Record"))
        self._keys, self._theme = keys, theme
        self._name_of, self._words_of = name_of, words_of
        self._view: RecordView | None = None
        self._long = False
        self._fields: dict[int, RecordField] = {}
        self._drafts: dict[tuple[int, int], str] = {}
        self._rows = NamedRows(self)
        self._rows.add_row(None, self._build_foot())
        keys.changed.connect(self._name_keys)
        self._name_keys()
        self.hide()

    def _build_foot(self) -> QWidget:
        self._all = named(_FootButton(self._keys), "keyButton")
        self._all.entered.connect(self.all_requested)
        self._all.left.connect(self.left)
        self._all.clicked.connect(self.all_requested)
        self._more = named(_FootButton(self._keys), "keyButton")
        self._more.clicked.connect(self._turn)
        self._more.entered.connect(self._show_more)
        self._more.left.connect(self.left)
        self._foot = QWidget()
        flow = ChipFlow(self._foot)
        flow.addWidget(self._all)
        flow.addWidget(self._more)
        return self._foot

    def _name_keys(self) -> None:
        self._all.setText(self.tr("Fill in  {0}").format(self._keys.first("RecordAtOnce", Where.TEXT)))
        self._all.setAccessibleName(self.tr("Fill in all that is proposed"))
        self._all.setToolTip(self.tr("Take all that has an edge of dashes"))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        for field in self._fields.values():
            field.set_theme(theme)

    def annotation_id(self) -> int:
        """Whose record is shown, 0 for none."""
        return self._view.record.annotation_id if self._view else 0

    def field(self, attribute_id: int) -> RecordField:
        """The field that answers this. Raises KeyError where it is not shown."""
        return self._fields[attribute_id]

    def show_record(self, view: RecordView | None) -> None:
        """Show a record, or none. What was being written of another one is told first, and kept where it must be."""
        before = self.annotation_id()
        fresh = view is None or view.record.annotation_id != before
        if fresh:
            self.keep()
        if view is None:
            self._leave_if_focused()
            self._view = None
            self.hide()
            return
        self._view = view
        self._show_rows()
        for attribute_id, field in self._fields.items():
            self._show_field(view, attribute_id, field, fresh=fresh)
        self.setVisible(bool(view.attributes))

    def keep(self) -> None:
        """Tell what is written, and keep what could not be stored until its annotation is shown again."""
        shown = self.annotation_id()
        if not shown:
            return
        self.save()
        for attribute_id, field in self._fields.items():
            draft = field.draft()
            if draft is not None and not isinstance(field, EvidenceField):
                self._drafts[shown, attribute_id] = draft

    def save(self) -> None:
        """Tell now what is written."""
        for field in tuple(self._fields.values()):
            field.save()

    def unsaved(self) -> bool:
        """Whether something is written that is not stored, here or in a draft."""
        return bool(self._drafts) or any(field.draft() is not None for field in self._fields.values())

    def take_focus(self) -> bool:
        """Go to the first field; whether there is one."""
        if not self._fields or self.isHidden():
            return False
        next(iter(self._fields.values())).editor().setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    # Rows

    def _visible(self, view: RecordView) -> list[Attribute]:
        known = {*view.record.answers, *view.offered} | {
            each for shown, each in self._drafts if shown == self.annotation_id()
        }
        if view.record.evidence:
            known |= {each.id for each in view.attributes if each.type is AttributeType.EVIDENCE}
        return [each for each in view.attributes if self._long or each.id in view.asked or each.id in known]

    def _show_rows(self) -> None:
        assert self._view is not None
        wanted = self._visible(self._view)
        if [field.attribute for field in self._fields.values()] != wanted:
            self._build_rows(wanted)
        hidden = len(self._view.attributes) - len(wanted)
        self._more.setText(self.tr("Fewer fields") if self._long else self.tr("More fields"))
        self._more.setVisible(bool(hidden) or self._long)
        self._all.setVisible(bool(self._view.offered))

    def _build_rows(self, wanted: Sequence[Attribute]) -> None:
        holder = next((each for each, field in self._fields.items() if _holds_focus(field)), None)
        kept = {each.id: self._fields.pop(each.id) for each in wanted if self._is_same(each)}
        for field in self._fields.values():
            if _holds_focus(field):
                self._more.setFocus(Qt.FocusReason.OtherFocusReason)
            field.hide()
            field.deleteLater()
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QLabel):
                widget.deleteLater()
                widget.hide()
        self._fields = {each.id: kept.get(each.id) or self._build(each) for each in wanted}
        before: QWidget | None = None
        for attribute, field in zip(wanted, self._fields.values(), strict=True):
            self._rows.add_row(self._name(attribute, field), field)
            field.show()
            if before is not None:
                QWidget.setTabOrder(before, field.editor())
            before = field.editor()
        self._rows.add_row(None, self._foot)
        if before is not None:
            QWidget.setTabOrder(before, self._all)
        QWidget.setTabOrder(self._all, self._more)
        if holder in self._fields and not _holds_focus(self._fields[holder]):
            self._fields[holder].editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_same(self, attribute: Attribute) -> bool:
        field = self._fields.get(attribute.id)
        return field is not None and field.attribute == attribute

    def _name(self, attribute: Attribute, field: RecordField) -> QLabel:
        name = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "recordName")
        name.setText(attribute.name)
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        name.setContentsMargins(0, scaled(6), 0, 0)
        name.setToolTip(as_tip(attribute.description))
        name.setBuddy(field.editor())
        return name

    def _build(self, attribute: Attribute) -> RecordField:
        field: RecordField
        if attribute.type in _CHOOSING:
            field = ChoiceField(attribute, self._keys, self._theme)
        elif attribute.type in _CHIPS:
            field = ChipsField(attribute, self._keys, self._theme, self._name_of)
            field.search_requested.connect(lambda words: self.search_requested.emit(attribute.id, words))
        elif attribute.type is AttributeType.EVIDENCE:
            field = EvidenceField(attribute, self._keys, self._theme)
            field.evidence_written.connect(self._tell_evidence)
        elif attribute.type is AttributeType.TEXT:
            field = TextField(attribute, self._keys, self._theme)
        else:
            field = LineField(attribute, self._keys, self._theme)
            field.selection_requested.connect(self.selection_requested)
        field.setParent(self)
        field.answered.connect(lambda answers, sitting: self._tell(attribute.id, answers, sitting))
        field.next_requested.connect(lambda: self._go_to_next(attribute.id))
        field.left.connect(self.left)
        return named(field, f"record{attribute.type.title().replace('_', '')}")

    def _show_field(self, view: RecordView, attribute_id: int, field: RecordField, *, fresh: bool) -> None:
        attribute, answers = field.attribute, view.record.answers.get(attribute_id, ())
        if isinstance(field, EvidenceField):
            field.show_evidence(view.record.evidence, fresh=fresh)
            return
        if isinstance(field, ChoiceField) and attribute.type is AttributeType.RATING:
            field.show_choices(_ratings(view, attribute))
        if isinstance(field, ChipsField) and attribute.type is AttributeType.CLAIMANT:
            field.show_others((*view.claimants[:3], Answer(AUTHOR), Answer(UNNAMED)))
        elif isinstance(field, ChipsField) and field.of_words:
            field.show_known(self._words_of(attribute_id))
        elif isinstance(field, LineField) and attribute.field is Field.MADE_ON:
            field.show_usual(view.made_on)
        field.show_answers(answers, view.offered.get(attribute_id, ()), fresh=fresh)
        draft = self._drafts.pop((view.record.annotation_id, attribute_id), None) if fresh else None
        if draft is not None:
            field.restore(draft)

    def renew_names(self) -> None:
        """Show the names of entities as they are now."""
        for field in self._fields.values():
            if isinstance(field, ChipsField):
                field.look_again()

    # What a person does

    def _turn(self) -> None:
        self._long = not self._long
        if self._view is not None:
            known = set(self._fields)
            self._show_rows()
            for attribute_id, field in self._fields.items():
                if attribute_id not in known:
                    self._show_field(self._view, attribute_id, field, fresh=True)

    def _tell(self, attribute_id: int, answers: Answers, sitting: int) -> None:
        if self._view is not None:
            self.answered.emit(self.annotation_id(), attribute_id, answers, sitting)

    def _tell_evidence(self, evidence: object) -> None:
        if self._view is not None:
            self.evidence_written.emit(self.annotation_id(), evidence)

    def show_trouble(self, attribute_id: int, sentence: str) -> None:
        """Say why an answer could not be kept."""
        if attribute_id in self._fields:
            self._fields[attribute_id].show_trouble(sentence)

    def add_chip(self, attribute_id: int, answer: Answer) -> None:
        """Answer with what was chosen beside the field."""
        field = self._fields.get(attribute_id)
        if isinstance(field, ChipsField):
            field.add(answer)

    def place_of(self, attribute_id: int) -> QRect:
        """Where a field is on the screen."""
        field = self._fields.get(attribute_id)
        return field.place() if isinstance(field, ChipsField) else QRect()

    def evidence_id(self) -> int:
        """The attribute that evidence answers, 0 where it is not shown."""
        return next((each for each, field in self._fields.items() if isinstance(field, EvidenceField)), 0)

    def _go_to_next(self, attribute_id: int) -> None:
        ids = list(self._fields)
        following = ids[ids.index(attribute_id) + 1 :] if attribute_id in ids else []
        if following:
            self._fields[following[0]].editor().setFocus(Qt.FocusReason.TabFocusReason)
        elif not self._long and not self._more.isHidden():
            self._more.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._go_behind()

    def _go_behind(self) -> None:
        """Go to what stands next in the form: never to the text, where the same key would tag something."""
        after: QWidget = self._more
        for _ in range(_MOST_STEPS):
            following = after.nextInFocusChain()
            if following is None:
                return
            after = following
            takes = after.focusPolicy() & Qt.FocusPolicy.TabFocus and after.isVisible() and after.isEnabled()
            if takes and not self.isAncestorOf(after):
                after.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _show_more(self) -> None:
        """Show all fields, or few again; to the first of those that were not there."""
        known = set(self._fields)
        self._turn()
        new = [field for attribute_id, field in self._fields.items() if attribute_id not in known]
        if new:
            new[0].editor().setFocus(Qt.FocusReason.TabFocusReason)

    def _leave_if_focused(self) -> None:
        """Or Qt gives the focus to whatever stands next to what vanishes."""
        holder = QApplication.focusWidget()
        if holder is not None and self.isAncestorOf(holder):
            self.left.emit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.take_focus()


class _FootButton(QPushButton):
    """A button below the fields, with their keys: Enter presses it, Esc goes back to the text."""

    entered = Signal()
    left = Signal()

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match self._keys.pressed(event, Where.FORM):
            case "Next":
                self.entered.emit()
            case "Back":
                self.left.emit()
            case _:
                super().keyPressEvent(event)


def _holds_focus(field: RecordField) -> bool:
    holder = QApplication.focusWidget()
    return holder is not None and (holder is field or field.isAncestorOf(holder))


def _ratings(view: RecordView, attribute: Attribute) -> tuple[str, ...]:
    """The ratings of the scale that is chosen, else of the first one."""
    scales = scales_of(attribute)
    by_field = {each.field: each.id for each in view.attributes}
    chosen = view.record.answers.get(by_field.get(Field.SCALE, 0), ())
    return scales.get(chosen[0].value if chosen else "", next(iter(scales.values()), ()))
