"""The record of the current annotation: shown in the details, and what a person answers there."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.domain.annotation import Annotation
from reader.domain.changes import AnnotationsChanged, CodebookChanged, EntitiesChanged
from reader.domain.codebook import Label
from reader.domain.entity import Candidate, Why
from reader.domain.questions import AttributeType, Field, Questions
from reader.domain.record import Answer, Evidence
from reader.errors import ReaderError
from reader.ui.after_paint import AfterPaint
from reader.ui.keys import Where
from reader.ui.main_window.doing import Changes, Doing
from reader.ui.main_window.entity_names import EntityNames
from reader.ui.main_window.frame import Frame
from reader.ui.main_window.services import Services

if TYPE_CHECKING:
    from reader.services.records import Records
    from reader.ui.entity_chooser import EntityChooser
    from reader.ui.panes.details.record_field import Answers
    from reader.ui.panes.details.record_section import RecordSection, RecordView


class Recording(QObject):
    """Shows what is known and proposed of an annotation, and writes what is answered. All is built at first use."""

    def __init__(self, services: Services, frame: Frame, doing: Doing, names: EntityNames, window: QWidget) -> None:
        super().__init__(window)
        self._services, self._frame, self._doing, self._names = services, frame, doing, names
        self._window = window
        self._pane = frame.pane
        self._questions: Questions | None = None
        self._section: RecordSection | None = None
        self._chooser: EntityChooser | None = None
        self._choosing = 0
        self._shown: Annotation | None = None
        self._soon = AfterPaint(self)
        self._soon.reached.connect(self._show)
        frame.form.shown.connect(self._show_soon)
        self._pane.record_requested.connect(self._go_to_record)
        self._pane.record_at_once_requested.connect(self._fill_in)
        self._pane.cue_requested.connect(self._take_cue)
        doing.changed.connect(self._renew)

    @cached_property
    def _records(self) -> "Records":
        return self._services.records()

    # What is shown

    def _show_soon(self, annotation: Annotation | None) -> None:
        """Show it when all is painted that changes now: what is proposed takes a look into the library."""
        before, self._shown = self._shown, annotation
        if self._section is not None and (annotation is None or before is None or annotation.id != before.id):
            self._section.keep()
        if annotation is None:
            self._soon.stop()
            if self._section is not None:
                self._section.show_record(None)
        else:
            self._soon.start()

    def _show(self) -> None:
        self._soon.stop()
        annotation = self._shown
        if annotation is None:
            return
        try:
            view = self._view_of(annotation)
        except ReaderError as error:
            self._doing.told.emit(str(error))
            return
        if view.attributes or self._section is not None:
            self._the_section().show_record(view if view.attributes else None)
            self._frame.form.settle_soon()
            self._frame.order_focus()

    def _asked(self) -> Questions:
        if self._questions is None:
            self._questions = self._records.questions()
        return self._questions

    def _view_of(self, annotation: Annotation) -> "RecordView":
        from reader.ui.panes.details.record_section import RecordView  # noqa: PLC0415

        asked, record = self._asked(), self._records.record(annotation.id)
        label = self._pane.codebook.shown(annotation.label_id)
        possible = {each.id for each in asked.of_kind(label.kind)} | set(record.answers)
        asks = frozenset(each.id for each in asked.asked_by(label.id))
        found, wanted = self._records.to_show(annotation.id, record)
        offered = {
            attribute_id: tuple(each for each in answers if each not in record.answers.get(attribute_id, ()))
            for attribute_id, answers in wanted.items()
        }
        attributes = tuple(each for each in asked.attributes if each.id in possible)
        return RecordView(record, attributes, asks, offered, found.claimants, found.made_on)

    def _the_section(self) -> "RecordSection":
        if self._section is None:
            from reader.ui.panes.details.record_section import RecordSection  # noqa: PLC0415

            self._section = made = RecordSection(
                self._frame.keys, self._pane.theme(), self._name_of, self._records.words_used
            )
            made.answered.connect(self._answer)
            made.evidence_written.connect(self._write_evidence)
            made.search_requested.connect(self._search)
            made.selection_requested.connect(lambda: self._take_cue(made.annotation_id()))
            made.all_requested.connect(lambda: self._fill_in(made.annotation_id()))
            made.left.connect(self._frame.focus_text)
            self._frame.form.add_section(made)
        return self._section

    def set_theme(self) -> None:
        """Paint in the colours of the text."""
        if self._section is not None:
            self._section.set_theme(self._pane.theme())
        if self._chooser is not None:
            self._chooser.set_theme(self._pane.theme())

    def _name_of(self, entity_id: int) -> tuple[str, Label | None]:
        entity = self._names.entity(entity_id)
        if entity is None:
            return "?", None
        return entity.name, self._pane.codebook.shown(entity.label_id)

    def _renew(self, changes: Changes) -> None:
        if any(isinstance(change, CodebookChanged) for change in changes):
            self._questions = None
            self._show_soon(self._shown)
        if any(isinstance(change, EntitiesChanged) for change in changes) and self._section is not None:
            self._section.renew_names()
        shown = self._shown
        near = shown is not None and any(
            isinstance(change, AnnotationsChanged) and change.article_id == shown.article_id for change in changes
        )
        if near and shown is not None:  # what is mentioned near it may be proposed now
            self._soon.start()

    # What is answered

    def _answer(self, annotation_id: int, attribute_id: int, answers: "Answers", sitting: int) -> None:
        told = (annotation_id, attribute_id, sitting) if sitting else None
        try:
            changes = self._records.answer(annotation_id, attribute_id, answers, told)
        except ReaderError as error:
            self._tell_trouble(annotation_id, attribute_id, error)
            return
        self._show_done(annotation_id, changes)

    def _write_evidence(self, annotation_id: int, evidence: tuple[Evidence, ...]) -> None:
        try:
            changes = self._records.set_evidence(annotation_id, evidence)
        except ReaderError as error:
            self._tell_trouble(annotation_id, self._section.evidence_id() if self._section else 0, error)
            return
        self._show_done(annotation_id, changes)

    def _tell_trouble(self, annotation_id: int, attribute_id: int, error: ReaderError) -> None:
        if self._section is not None and self._section.annotation_id() == annotation_id:
            self._section.show_trouble(attribute_id, str(error))
        self._doing.told.emit(str(error))

    def _show_done(self, annotation_id: int, changes: Changes) -> None:
        """Show at once what was stored: the next key may follow."""
        self._doing.show(changes, "")
        if self._shown is not None and self._shown.id == annotation_id:
            self._show()

    def _go_to_record(self, annotation_id: int) -> None:
        self._pane.set_current(annotation_id)
        self._frame.show_details()
        self._show()
        if self._section is None or not self._section.take_focus():
            self._doing.told.emit(self.tr("Nothing is asked about annotations with this label."))

    def _fill_in(self, annotation_id: int) -> None:
        told = self.tr("Filled in. {0} takes it back.").format(self._frame.keys.first("Undo"))
        if self._doing.do(lambda: self._records.accept_proposed(annotation_id), told) is not None:
            self._show()

    def _take_cue(self, annotation_id: int) -> None:
        """Take what is selected in the text as the cue."""
        selected = self._pane.selection()
        if not selected:
            key = self._frame.keys.first("TakeCue", Where.TEXT)
            self._doing.told.emit(
                self.tr("Select the words in the text that say that it is said, then press {0}.").format(key)
            )
            return
        try:
            cue = self._asked().of_field(Field.CUE)
        except KeyError:
            self._doing.told.emit(self.tr("The codebook does not ask for a cue."))
            return
        self._answer(annotation_id, cue.id, (Answer(span=selected),), 0)

    # Choosing an entity

    def _search(self, attribute_id: int, words: str) -> None:
        section, annotation = self._section, self._shown
        if section is None or annotation is None:
            return
        self._choosing = attribute_id
        attribute = self._asked().by_id(attribute_id)
        found = self._records.proposed(annotation.id)
        near = [each.entity_id for each in found.claimants if each.entity_id is not None]
        ids = [*found.about, *near] if attribute.type is not AttributeType.CLAIMANT else [*near, *found.about]
        entities = [self._names.entity(each) for each in dict.fromkeys(ids)]
        candidates = [Candidate(entity, Why.HERE) for entity in entities if entity is not None]
        title = self.tr("{0} of “{1}”").format(attribute.name, annotation.quote)
        self._the_chooser().open_at(section.place_of(attribute_id), title, candidates, typed=words)

    def _the_chooser(self) -> "EntityChooser":
        if self._chooser is None:
            from reader.ui.entity_chooser import EntityChooser  # noqa: PLC0415

            register = self._services.register()
            self._chooser = EntityChooser(
                self._frame.keys, self._pane.theme(), self._window, register.find, lambda: self._pane.codebook
            )
            self._chooser.chosen.connect(self._add_chosen)
            self._chooser.new_requested.connect(self._add_new)
        return self._chooser

    def _add_chosen(self, entity_id: int) -> None:
        if self._section is not None:
            self._section.add_chip(self._choosing, Answer(entity_id=entity_id))

    def _add_new(self, name: str, label_id: int) -> None:
        annotation, attribute_id = self._shown, self._choosing
        if annotation is None:
            return
        several = self._asked().by_id(attribute_id).type is AttributeType.ENTITIES
        known = self._records.record(annotation.id).answers.get(attribute_id, ()) if several else ()
        changes = self._doing.do(lambda: self._records.answer_new(annotation.id, attribute_id, known, name, label_id))
        if changes is not None:
            self._show()
