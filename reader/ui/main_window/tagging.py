"""What a person wishes of annotations: tagging and all that is done with a tag."""

from PySide6.QtCore import QObject, Signal

from reader.domain.changes import AnnotationsChanged
from reader.domain.codebook import Label
from reader.domain.span import Fragments, Span
from reader.services.annotate import Annotate
from reader.ui.main_window.doing import Doing
from reader.ui.main_window.frame import Frame


class Tagging(QObject):
    """Asks the service for what is wished in the text, the label bar, the table and the form.

    `tagged` tells the annotation that has been made, once it is the current one.
    """

    tagged = Signal(int)

    def __init__(self, annotate: Annotate, frame: Frame, doing: Doing, parent: QObject) -> None:
        super().__init__(parent)
        self._annotate = annotate
        self._frame = frame
        self._pane = frame.pane
        self._doing = doing
        self._unsaved_note = False
        self._connect()

    def _connect(self) -> None:
        pane, frame = self._pane, self._frame
        pane.tag_requested.connect(self.tag)
        pane.relabel_requested.connect(self._relabel)
        pane.move_requested.connect(self._move)
        pane.fragment_requested.connect(self._add_fragment)
        pane.take_out_requested.connect(self._take_out)
        pane.delete_requested.connect(self._delete)
        pane.note_requested.connect(self._begin_note)
        pane.armed_changed.connect(frame.labels.show_armed)
        frame.labels.label_chosen.connect(self._tag_by_chip)
        frame.labels.label_armed.connect(self._arm_by_chip)
        frame.table.current_changed.connect(lambda annotation: pane.set_current(annotation, reveal=True))
        frame.table.wished.connect(self._do_with_annotation)
        frame.form.note_written.connect(self._write_note)
        frame.form.left.connect(frame.focus_text)

    def may_leave(self) -> bool:
        """Whether nothing written would be lost, or the person was told once already that it would."""
        self._frame.form.save()
        may = self._unsaved_note or not self._frame.form.unsaved()
        self._unsaved_note = True
        return may

    def tag(self, spans: Fragments, label: Label, entity_id: int | None = None) -> None:
        """Tag the spans of the article that is shown, as a mention of an entity where one is given."""
        article = self._pane.article()
        if article is None:
            return
        changes = self._doing.do(lambda: self._annotate.tag(article.id, spans, label, entity_id=entity_id))
        if changes and isinstance(changes[0], AnnotationsChanged):
            self._pane.let_go()
            self._pane.set_current(changes[0].annotation_ids[0])
            self.tagged.emit(changes[0].annotation_ids[0])

    def _tag_by_chip(self, label: Label) -> None:
        sees_the_caret = self._pane.hasFocus()
        self._pane.setFocus()
        if sees_the_caret or self._pane.selection() or self._pane.is_relabelling():
            self._pane.tag_with(label)
        else:
            words = self.tr("Select something in the text, or put the caret there, then choose a label.")
            self._doing.told.emit(words)

    def _arm_by_chip(self, label: Label) -> None:
        self._pane.setFocus()
        self._pane.arm(label)

    def _relabel(self, annotation_id: int, label: Label) -> None:
        self._doing.do(lambda: self._annotate.relabel(annotation_id, label))

    def _move(self, annotation_id: int, spans: Fragments, sitting: object) -> None:
        self._doing.do(lambda: self._annotate.move(annotation_id, spans, sitting))

    def _add_fragment(self, annotation_id: int, span: Span) -> None:
        if self._doing.do(lambda: self._annotate.add_fragment(annotation_id, span)):
            self._pane.let_go()

    def _take_out(self, annotation_id: int, span: Span) -> None:
        if self._doing.do(lambda: self._annotate.take_out(annotation_id, span)):
            self._pane.let_go()

    def _delete(self, annotation_id: int) -> None:
        told = self.tr("Deleted. {0} brings it back.").format(self._frame.keys.first("Undo"))
        self._doing.do(lambda: self._annotate.delete(annotation_id), told)

    def _write_note(self, annotation_id: int, note: str, sitting: int) -> None:
        saved = self._doing.do(lambda: self._annotate.note(annotation_id, note, (annotation_id, sitting)))
        self._unsaved_note = self._unsaved_note and saved is None

    def _begin_note(self, annotation_id: int) -> None:
        self._pane.set_current(annotation_id)
        self._frame.focus_note()

    def _do_with_annotation(self, name: str, annotation_id: int) -> None:
        match name:
            case "Go":
                self._pane.set_current(annotation_id, reveal=True)
                self._pane.setFocus()
            case "Delete":
                self._delete(annotation_id)
            case "Note":
                self._begin_note(annotation_id)
            case "Back":
                self._pane.setFocus()
