"""The annotations that wait for a place, as rows of a list."""

from array import array
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QObject, Qt

from reader.domain.codebook import Codebook, Label
from reader.domain.versions import Unplaced
from reader.services.annotate import quoted
from reader.ui.names import override
from reader.ui.paged_rows import Index, PagedRows
from reader.ui.plain import as_tip


class UnplacedRole(IntEnum):
    """What the model tells beside Qt's own roles."""

    UNPLACED = Qt.ItemDataRole.UserRole
    LABEL = Qt.ItemDataRole.UserRole + 1
    PROPOSED = Qt.ItemDataRole.UserRole + 2


class UnplacedRows(PagedRows[Unplaced]):
    """What waits, in the order in which it is given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda ids: {one: self._some[one] for one in ids if one in self._some}, parent)
        self._some: dict[int, Unplaced] = {}
        self._text = ""
        self._codebook = Codebook(())

    def show_some(self, some: list[Unplaced], text: str, codebook: Codebook) -> None:
        """Show these, which wait for a place in the text."""
        self._some = {one.id: one for one in some}
        self._text = text
        self._codebook = codebook
        self.set_ids(array("q", self._some))

    def at(self, row: int) -> Unplaced | None:
        """What waits in a row; None outside the list."""
        return self._some.get(self._ids[row]) if 0 <= row < len(self._ids) else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.at(index.row()) if index.isValid() else None
        if one is None:
            return None
        match role:
            case UnplacedRole.UNPLACED:
                return one
            case UnplacedRole.LABEL:
                return self._label(one)
            case UnplacedRole.PROPOSED:
                return self._proposed(one)
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._label(one).name}: {quoted(one.annotation.quote)}. {self._proposed(one)}"
            case Qt.ItemDataRole.ToolTipRole:
                where = f"…{one.before}[{one.annotation.quote}]{one.after}…"
                return as_tip("\n\n".join(filter(None, (where, one.annotation.note))))
        return None

    def _label(self, one: Unplaced) -> Label:
        return self._codebook.shown(one.annotation.label_id)

    def _proposed(self, one: Unplaced) -> str:
        """A sentence on where it may stand now."""
        if not one.proposal:
            return QCoreApplication.translate("UnplacedRows", "No place is proposed")
        quote = " … ".join(part.of(self._text) for part in one.proposal)
        if quote == " … ".join(one.annotation.quotes):
            return QCoreApplication.translate("UnplacedRows", "Proposed: the same words")
        return QCoreApplication.translate("UnplacedRows", "Proposed: {0}").format(quoted(quote))
