"""Going from annotation to annotation in the text, and telling which one is reached."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint

from reader.domain.annotation import Annotation
from reader.ui.panes.reading.telling import spoken, spoken_one

if TYPE_CHECKING:
    from reader.ui.panes.reading.reading_pane import ReadingPane


class Stepping:
    """Makes other annotations of one reading pane the current one."""

    def __init__(self, pane: "ReadingPane") -> None:
        self._pane = pane
        self._at_caret: list[int] = []

    def step(self, step: int) -> None:
        """Go to the next or previous annotation from the current one, or from the caret; round at the ends."""
        found = self._pane.neighbour(step)
        if found is None:
            self._pane.told.emit(_tr("Nothing is tagged in this article yet."))
        else:
            # Told here, once: the caret may not move where two begin, and would name all that lie there.
            beside = self.come_to(found.hull.start)
            self._pane.set_current(found.id, reveal=True)
            self._pane.announced.emit(spoken_one(found, beside, self._pane.codebook, self._pane.name_of))

    def cycle(self) -> None:
        """Make the next of those that overlap at the caret the current one, or that overlap the current one."""
        pane = self._pane
        found = pane.at_caret()
        current = pane.annotation(pane.current_id())
        if current is not None and current not in found:
            found = pane.overlapping(current)
        if found:
            self.take_turns(found, pane.cursorRect().bottomLeft())
        else:
            pane.told.emit(_tr("No annotation lies at the caret."))

    def take_turns(self, found: list[Annotation], place: QPoint) -> None:
        """Make the one after the current one the current one; several are named at a place of the viewport."""
        pane = self._pane
        ids = [annotation.id for annotation in found]
        following = found[(ids.index(pane.current_id()) + 1) % len(ids) if pane.current_id() in ids else 0]
        pane.set_current(following.id)
        pane.announced.emit(spoken_one(following, found, pane.codebook, pane.name_of))
        if len(ids) > 1:
            pane.overlaps_found.emit(ids, pane.viewport().mapToGlobal(place))

    def come_to(self, index: int) -> list[Annotation]:
        """Say nothing of the annotations at an index when the caret comes there; which they are."""
        found = self._pane.at(index)
        self._at_caret = [annotation.id for annotation in found]
        return found

    def tell_caret(self) -> None:
        """Tell what the caret has come to."""
        found = self._pane.at_caret()
        ids = [annotation.id for annotation in found]
        if ids != self._at_caret:
            self._at_caret = ids
            self._pane.announced.emit(spoken(found, self._pane.codebook, self._pane.name_of))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Stepping", words)
