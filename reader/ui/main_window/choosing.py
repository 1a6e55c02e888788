"""Choosing by name and from a list: the palette, and the small list of annotations at one place."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

from reader.domain.codebook import LabelKind
from reader.errors import ReaderError
from reader.ui.keys import Keys
from reader.ui.main_window.frame import Frame
from reader.ui.main_window.naming import Naming
from reader.ui.panes.reading.telling import shortened

if TYPE_CHECKING:
    from reader.ui.panes.annotation_menu import AnnotationMenu
    from reader.ui.panes.palette.choices import Choice
    from reader.ui.panes.palette.palette import Palette

_LONGEST_QUOTE = 60


class Choosing(QObject):
    """Opens palette and list beside the text. Both are built when they are first asked for."""

    def __init__(self, frame: Frame, keys: Keys, naming: Naming, window: QWidget) -> None:
        super().__init__(window)
        self._naming = naming
        self._frame, self._pane = frame, frame.pane
        self._keys = keys
        self._window = window
        self._palette: Palette | None = None
        self._offered: tuple[object, ...] = ()
        self._menu: AnnotationMenu | None = None
        self._pane.claim_labels_requested.connect(lambda: self.open_palette(LabelKind.CLAIM))
        self._pane.overlaps_found.connect(self._name_overlaps)

    def open_palette(self, kind: LabelKind | None = None) -> None:
        """Choose a label of one kind, or any label or entity, for what is selected or stands at the caret."""
        if self._pane.article() is None:
            return
        self._pane.setFocus()
        palette = self._the_palette()
        palette.set_theme(self._pane.theme())
        self._offer(palette, kind)
        palette.open_at(self._pane.selection_rect(), self._title(kind))

    def _offer(self, palette: "Palette", kind: LabelKind | None) -> None:
        """Let it choose from labels, and from entities unless one kind of label is asked for; made anew on a change."""
        from reader.ui.panes.palette.choices import entity_choices, label_choices  # noqa: PLC0415

        names, codebook = self._naming.names, self._pane.codebook
        with_entities = kind is None and not self._pane.is_relabelling()
        offered = (codebook, kind, names.version if with_entities else -1)
        if offered == self._offered:
            return
        choices = label_choices(codebook, kind)
        try:
            entities = names.all() if with_entities else []
        except ReaderError as error:
            self._pane.told.emit(str(error))
            entities = []
        palette.set_choices([*choices, *entity_choices(entities, codebook)])
        self._offered = offered

    def _title(self, kind: LabelKind | None) -> str:
        quote = shortened(self._pane.quote_to_tag(kind or LabelKind.ENTITY), _LONGEST_QUOTE)
        if self._pane.is_relabelling():
            return self.tr("New label for “{0}”").format(quote)
        return self.tr("Tag “{0}”").format(quote) if quote else self.tr("Tag what is at the caret")

    def _the_palette(self) -> "Palette":
        from reader.ui.panes.palette.palette import Palette  # noqa: PLC0415 - most starts open none

        if self._palette is None:
            self._palette = Palette(self._keys, self._pane.theme(), self._window)
            self._palette.chosen.connect(self._tag)
            self._palette.closed.connect(self._pane.setFocus)
        return self._palette

    def _tag(self, choice: "Choice") -> None:
        from reader.ui.panes.palette.choices import ChoiceKind  # noqa: PLC0415

        if choice.kind is ChoiceKind.ENTITY:
            self._naming.tag_as(choice.id)
        elif choice.label is not None:
            self._pane.tag_with(choice.label)

    def _name_overlaps(self, ids: list[int], place: QPoint) -> None:
        from reader.ui.panes.annotation_menu import AnnotationMenu  # noqa: PLC0415

        if self._menu is None:
            self._menu = AnnotationMenu(self._pane.theme(), self._window)
            self._menu.chosen.connect(self._choose_annotation)
        self._menu.set_theme(self._pane.theme())
        found = [annotation for number in ids if (annotation := self._pane.annotation(number))]
        beside = QRect(place, QSize(1, self._pane.cursorRect().height() // 2))
        self._menu.show_at(beside, found, self._pane.current_id(), self._pane.codebook)

    def _choose_annotation(self, annotation_id: int) -> None:
        self._pane.set_current(annotation_id)
        self._pane.setFocus()
