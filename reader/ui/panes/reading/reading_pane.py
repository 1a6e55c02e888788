"""The reading pane: keys and clicks on an article, turned into wishes; it changes nothing itself."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from reader.domain.annotation import Annotation
from reader.domain.article import Article
from reader.domain.codebook import Codebook, Label, LabelKind
from reader.domain.overlaps import AnnotationIndex
from reader.domain.span import Span
from reader.ui.key_names import name_of
from reader.ui.keys import Keys, Where
from reader.ui.names import override
from reader.ui.painting.cursors import armed_cursor
from reader.ui.panes.reading.edge_keys import EdgeKeys
from reader.ui.panes.reading.growing import Growing
from reader.ui.panes.reading.linking import LinkMode
from reader.ui.panes.reading.meaning import meant_span
from reader.ui.panes.reading.mode_sign import ModeSign
from reader.ui.panes.reading.page_view import PageView
from reader.ui.panes.reading.pointer import Pointer
from reader.ui.panes.reading.stepping import Stepping
from reader.ui.panes.reading.tapping import Tapping
from reader.ui.panes.reading.telling import shortened
from reader.ui.theme import Theme
from reader.ui.typography import Typography

_REPEATING = {"Grow", "Shrink", "NextAnnotation", "PreviousAnnotation", "Cycle", None}


class ReadingPane(PageView):
    """The page of an article, and what a person does there."""

    tag_requested = Signal(tuple, Label)
    relabel_requested = Signal(int, Label)
    move_requested = Signal(int, tuple, object)
    fragment_requested = Signal(int, Span)
    take_out_requested = Signal(int, Span)
    take_back_requested = Signal()
    delete_requested = Signal(int)
    note_requested = Signal(int)
    entity_requested = Signal(int)
    entity_at_once_requested = Signal(int)
    entities_requested = Signal()
    record_requested = Signal(int)
    record_at_once_requested = Signal(int)
    cue_requested = Signal(int)
    tag_all_requested = Signal(str, Label)
    claim_labels_requested = Signal()
    link_requested = Signal(int, int)
    link_search_requested = Signal(int, str)
    end_reached = Signal()
    overlaps_found = Signal(list, QPoint)
    armed_changed = Signal(object)
    link_activated = Signal(str)
    announced = Signal(str)
    told = Signal(str)

    def __init__(self, keys: Keys, theme: Theme, typography: Typography, parent: QWidget | None = None) -> None:
        super().__init__(theme, typography, parent)
        self._keys = keys
        self.setObjectName("readingPane")
        self.setAccessibleName(self.tr("Text of the article"))
        self._last_label: Label | None = None
        self._armed: Label | None = None
        self._relabelling = 0
        self._edge = EdgeKeys(self)
        self.linking = LinkMode(self, keys)
        self._growing = Growing(self)
        self._selecting = False
        self._taps = Tapping(self)
        self._stepping = Stepping(self)
        self._pointer = Pointer(self)
        self._wishes = {
            "Delete": self.delete_requested,
            "Note": self.note_requested,
            "Entity": self.entity_requested,
            "EntityAtOnce": self.entity_at_once_requested,
            "Record": self.record_requested,
            "RecordAtOnce": self.record_at_once_requested,
            "TakeCue": self.cue_requested,
        }
        self._sign = ModeSign(self.viewport())
        self.cursorPositionChanged.connect(self._stepping.tell_caret)

    @override
    def show_article(self, article: Article | None, annotations: AnnotationIndex) -> None:
        self.leave_modes()
        super().show_article(article, annotations)

    @override
    def set_codebook(self, codebook: Codebook) -> None:
        super().set_codebook(codebook)
        active = {label.id: label for label in codebook.active}
        self._last_label = active.get(self._last_label.id) if self._last_label is not None else None
        if self._armed is not None:
            self.arm(active.get(self._armed.id))

    # Tagging

    def tag_with(self, label: Label) -> None:
        """Ask for the label on the selection, or on the word (entity) or sentence (claim) at the caret.

        While a new label for the current annotation is awaited, it is given to that.
        """
        self._last_label = label
        if self._relabelling:
            annotation_id = self._relabelling
            self.leave_modes()
            self.relabel_requested.emit(annotation_id, label)
            return
        if self.article() is None:
            return
        span = self.meant(label.kind)
        if not span:
            self.told.emit(
                self.tr("There is no word at the caret: nothing was tagged.")
                if label.kind is LabelKind.ENTITY
                else self.tr("There is no sentence at the caret: nothing was tagged.")
            )
            return
        self.tag_requested.emit((span,), label)

    def quote_to_tag(self, kind: LabelKind = LabelKind.ENTITY) -> str:
        """What a label would be given to: the annotation that is relabelled, the selection, what is at the caret."""
        article = self.article()
        annotation, span = self.annotation(self._relabelling), self.meant(kind)
        if annotation is not None:
            return annotation.quote
        return span.of(article.text) if article and span else ""

    def is_relabelling(self) -> bool:
        """Whether the next label is for the current annotation."""
        return bool(self._relabelling)

    def meant(self, kind: LabelKind) -> Span | None:
        """What a label of this kind would be given to: the selection as it is taken, or the word or sentence."""
        return meant_span(self.article(), self.selection(), self.caret(), kind, exact=self.is_exact())

    def arm(self, label: Label | None) -> None:
        """Tag every selection with this label from now on, until it is laid down with None."""
        if label != self._armed:
            self._armed = label
            self.viewport().setCursor(self._usual_shape())
            self.armed_changed.emit(label)
        self.show_mode()

    def finish_selection(self) -> None:
        """Take the selection as done: an armed label is given to it."""
        if self._armed is not None and self.selection() and not self._relabelling:
            self.tag_with(self._armed)

    def add_fragment(self) -> None:
        """Ask for the selection to become a fragment of the current annotation."""
        span = self.meant(LabelKind.ENTITY) if self.selection() else None
        if self.current_id() and span:
            self.fragment_requested.emit(self.current_id(), span)
        else:
            self.told.emit(self.tr("Select what to add, with the annotation to add it to as the current one."))

    # Keys

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.linking.wants(event):
            event.accept()  # it begins a search, and is no shortcut of the window now
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = self._keys.pressed(event, Where.TEXT)
        if not name_of(event) or (event.isAutoRepeat() and name not in _REPEATING):
            return
        if self.linking.annotation_id():
            if not self.linking.take(event, name):
                self._move(event)
                self.linking.caret_moved()
            return
        if self._edge.words():
            taken = self._edge.take(event, name)
            self.show_mode()
            if taken:
                return
        label = self._taps.label_of(event)
        if label is not None:
            if not event.isAutoRepeat():
                self._taps.tap(label)
            return
        self._taps.forget()
        if name is None:
            self._lead_caret(event)
        else:
            self._obey(name)

    def _lead_caret(self, event: QKeyEvent) -> None:
        before = self.selection()
        self._move(event)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._selecting = True
        elif self.selection() != before:
            self.finish_selection()

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_Shift and not event.isAutoRepeat():
            if self._selecting:
                self.finish_selection()
            self._selecting = False

    def _obey(self, name: str) -> None:
        match name:
            case "Repeat" if self._last_label is not None:
                self.tag_with(self._last_label)
            case "Repeat":
                self.told.emit(self.tr("This repeats the last label: tag something with a label's key first."))
            case "Grow" | "Shrink":
                self._selecting = self._growing.take(name) or self._selecting
            case "NextAnnotation" | "PreviousAnnotation":
                self._stepping.step(1 if name == "NextAnnotation" else -1)
            case "Cycle":
                self._stepping.cycle()
            case "TagAll":
                self._tag_all()
            case "ClaimLabels" | "EntitiesOfArticle":
                (self.claim_labels_requested if name == "ClaimLabels" else self.entities_requested).emit()
            case "Follow":
                self._follow()
            case "AddFragment":
                self.add_fragment()
            case "Leave":
                self._leave()
            case _ if self.current_id():
                self._do_with_current(name)
            case _:
                following = self._keys.first("NextAnnotation", Where.TEXT)
                self.told.emit(self.tr("No annotation is current: {0} goes to the next one.").format(following))

    def _do_with_current(self, name: str) -> None:
        annotation = self.annotation(self.current_id())
        match name:
            case _ if name in self._wishes:
                self._wishes[name].emit(self.current_id())
            case "Relabel":
                self._relabelling = self.current_id()
                self.show_mode()
            case "Link":
                self.leave_modes()
                self.linking.begin(self.current_id())
            case "TakeOut" if self.selection():
                self.take_out_requested.emit(self.current_id(), self.selection())
            case "TakeOut":
                self.told.emit(self.tr("Select what to take out of the current annotation."))
            case "HoldStart" | "HoldStop" if annotation is not None:
                self.leave_modes()
                self._edge.hold(name, annotation)
                self.show_mode()

    def _follow(self) -> None:
        link = self.link_at(self.caret())
        (self.link_activated if link else self.told).emit(link or self.tr("No link is at the caret."))

    def _leave(self) -> None:
        if self._relabelling or self._pointer.annotation_id():
            self.leave_modes()
        elif self._armed is not None:
            self.arm(None)
        elif self.selection():
            self.let_go()
        else:
            self.set_current(0)

    def _tag_all(self) -> None:
        annotation = None if self.selection() else self.annotation(self.current_id())
        label = self._last_label
        if annotation is not None:
            label = next((label for label in self.codebook.labels if label.id == annotation.label_id), None)
        quote = annotation.quote if annotation else self.quote_to_tag()
        if not quote or label is None:
            self.told.emit(self.tr("Tag one occurrence first: g then finds all others of it."))
        else:
            self.tag_all_requested.emit(quote, label)

    # Modes and their sign

    def leave_modes(self) -> None:
        """Leave what waits for more keys, with nothing changed."""
        self.linking.leave()
        self._edge.let_go()
        self._pointer.let_go()
        self._relabelling = 0
        self.show_mode()

    def show_mode(self) -> None:
        """Show the sign of the mode, or none."""
        if self.linking.annotation_id():
            words = self.linking.words()
        elif self._relabelling:
            quote = shortened(self.quote_to_tag())
            palette = self._keys.first("Palette")
            words = self.tr("New label for “{0}”: press its key, or {1} · Esc").format(quote, palette)
        elif self._armed is not None and not self._edge.words():
            words = self.tr("Every selection becomes {0} · Esc").format(self._armed.name)
        else:
            words = self._edge.words()
        self._sign.show_words(words)

    @override
    def set_current(self, annotation_id: int, *, reveal: bool = False) -> None:
        held = (each.annotation_id() for each in (self._edge, self._pointer, self.linking))
        if {self._relabelling, *held} - {0, annotation_id}:
            self.leave_modes()
        super().set_current(annotation_id, reveal=reveal)

    def come_to(self, annotation: Annotation) -> None:
        """Take the caret to an annotation that does not become the current one; what it has come to is not told."""
        self._stepping.come_to(annotation.hull.start)
        self.select(Span(annotation.hull.start, annotation.hull.start))

    # The mouse

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.linking.press(event):
            return
        self.leave_modes()
        if not self._pointer.press(event):
            super().mousePressEvent(event)
            self._pointer.after_press(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.linking.annotation_id():
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
            return
        super().mouseMoveEvent(event)  # it scrolls as well, where the mouse leaves the text
        if not self._pointer.move(event):
            self._pointer.drag(event)
        shape = self._pointer.shape(event.position())
        self.viewport().setCursor(self._usual_shape() if shape is None else shape)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.linking.release(event):
            return
        pulled = self._pointer.release(event)
        super().mouseReleaseEvent(event)
        if not pulled:
            self._pointer.after_release(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.article() is not None and event.button() is Qt.MouseButton.LeftButton:
            self._pointer.double_click(event)

    def click(self, point: QPointF, *, follow: bool) -> None:
        """Make what lies under a point the current annotation, the next one there with each click.

        The link under the title is followed by a click, one in the text only where `follow` says so.
        """
        link = self.link_under(point)
        if link and (follow or self.is_header(point)):
            self.link_activated.emit(link)
            return
        found = self.under(point)
        if found:
            self._stepping.take_turns(found, point.toPoint())
        else:
            self.set_current(0)

    def _usual_shape(self) -> Qt.CursorShape | QCursor:
        return armed_cursor(self._armed, self.theme()) if self._armed else Qt.CursorShape.IBeamCursor
