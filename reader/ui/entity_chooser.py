"""A choice of entities beside a place: those proposed in order, what the register has of the name typed, a new one."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from reader.domain.codebook import Codebook, LabelKind
from reader.domain.entity import Candidate, Entity
from reader.domain.entity_names import name_key
from reader.ui.announcing import announce
from reader.ui.entity_rows import EntityDelegate, EntityRows, Known, New, Nobody, Row
from reader.ui.floating import Floating, FloatingField, FloatingRows, row_height
from reader.ui.keys import Keys
from reader.ui.names import named, override
from reader.ui.system_size import scaled
from reader.ui.theme import Theme, interface_font

_WIDTH = 440
_MARGIN, _SPACE = 8, 8
_MOST_ROWS, _LEAST_ROWS = 9, 3
_LONGEST_NAME = 300
#: With more of the type that is meant nobody looks for those of other types.
_ENOUGH = 20
_SMALL = 12


def _no_counts(_ids: Sequence[int]) -> Mapping[int, int]:
    return {}


class EntityChooser(Floating):
    """Opens beside a place with the first row selected; closes when one is chosen, at Esc, or at a press elsewhere.

    It closes first, then tells what was chosen, then that it has closed. `find` gives the entities of a name or a
    part of it, of one type or of all, the best first; `mentions` how often entities are mentioned.
    """

    chosen = Signal(int)
    new_requested = Signal(str, int)
    none_chosen = Signal()

    def __init__(
        self,
        keys: Keys,
        theme: Theme,
        parent: QWidget,
        find: Callable[[str, int | None], Sequence[Entity]],
        codebook: Callable[[], Codebook],
        mentions: Callable[[Sequence[int]], Mapping[int, int]] = _no_counts,
    ) -> None:
        super().__init__(theme, parent)
        self.setObjectName("entityChooser")
        self._find, self._codebook, self._mentions = find, codebook, mentions
        self._candidates: Sequence[Candidate] = ()
        self._name = ""
        self._offers_new = True
        self._label_id: int | None = None
        self._linked: Entity | None = None
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(_SPACE)
        self._title = named(QLabel(), "muted")
        self._title.setFont(interface_font(_SMALL))
        self._title.setContentsMargins(2, 0, 2, 0)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._field = named(FloatingField(keys), "entityField")
        self._field.setFont(interface_font())
        self._field.setMaxLength(_LONGEST_NAME)
        self._field.setPlaceholderText(self.tr("Find an entity by one of its names, or make one"))
        self._field.setAccessibleName(self.tr("Find an entity by one of its names, or make one"))
        self._field.textChanged.connect(self._show_rows)
        self._field.pressed_key.connect(self._obey)
        self._field.lost.connect(self.leave_with_focus)
        self._rows = EntityRows(self)
        self._delegate = EntityDelegate(self._rows, theme)
        self._view = named(FloatingRows(self._rows, self._delegate), "entityRows")
        self._view.setAccessibleName(self.tr("Entities"))
        self._view.clicked.connect(lambda index: self._choose(self._rows.row(index.row())))
        self._view.selectionModel().currentChanged.connect(self._tell)
        for widget in (self._title, self._field, self._view):
            layout.addWidget(widget)
        layout.addStretch()

    def offer_no_new(self) -> None:
        """Offer those alone that are in the register, from now on."""
        self._offers_new = False
        self._field.setPlaceholderText(self.tr("Find an entity by one of its names"))
        self._field.setAccessibleName(self.tr("Find an entity by one of its names"))

    @override
    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._delegate.theme = theme

    def open_at(
        self,
        beside: QRect,
        title: str,
        candidates: Sequence[Candidate],
        *,
        name: str = "",
        label_id: int | None = None,
        linked: Entity | None = None,
        typed: str = "",
    ) -> None:
        """Open beside a rectangle of the screen; the title says what choosing will do, `typed` is typed already.

        `name` and `label_id` are those of the new entity that is offered; without a type each one of the codebook is.
        Where an entity is `linked` now it stands first, and the choice of none stands last.
        """
        self._candidates, self._name, self._label_id, self._linked = candidates, name, label_id, linked
        inner = scaled(_WIDTH) - 2 * _MARGIN - 4
        metrics = QFontMetrics(self._title.font())
        self._title.setText(metrics.elidedText(" ".join(title.split()), Qt.TextElideMode.ElideMiddle, inner))
        self.setAccessibleName(title)
        self._field.setAccessibleDescription(title)
        blocked = self._field.blockSignals(True)
        self._field.setText(typed)
        self._field.blockSignals(blocked)
        self.float_beside(beside)
        self._show_rows()
        self.place()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show_rows(self) -> None:
        typed = " ".join(self._field.text().split())
        codebook = self._codebook()
        known = self._matching(typed) if typed else self._proposed()
        rows: list[Row] = [*known, *self._new(typed or self._name, known, codebook)]
        if self._linked is not None and not typed:
            rows.append(Nobody())
        mentions = self._mentions([row.entity.id for row in known])
        self._rows.show_entities(rows, codebook, self._label_id, mentions)
        self._view.setVisible(bool(rows))
        self._take_height(len(rows))
        self._select(0)

    def _proposed(self) -> list[Known]:
        rows = [Known(candidate.entity, candidate.why) for candidate in self._candidates]
        if self._linked is not None:
            meant = self._linked
            rows = [Known(meant, linked=True), *(row for row in rows if row.entity.id != meant.id)]
        return rows or [Known(entity) for entity in ([] if self._name else self._find("", self._label_id))]

    def _matching(self, typed: str) -> list[Known]:
        """What has the name typed, then the proposed ones that it fits, those of the type that is meant, all others."""
        key = name_key(typed)
        rows = [row for row in self._proposed() if _fits(row.entity, key)]
        found = list(self._find(typed, self._label_id))
        if self._label_id is not None and len(found) < _ENOUGH:
            found += self._find(typed, None)
        rows += [Known(entity) for entity in found]
        once = {row.entity.id: row for row in reversed(rows)}  # the first of each
        of_type = [once.pop(row.entity.id) for row in rows if row.entity.id in once]
        return sorted(of_type, key=lambda row: (not _is_named(row.entity, key), self._is_other(row.entity)))

    def _is_other(self, entity: Entity) -> bool:
        return self._label_id is not None and entity.label_id != self._label_id

    def _new(self, name: str, known: Sequence[Known], codebook: Codebook) -> list[New]:
        if not name or not self._offers_new:
            return []
        if self._label_id is None:
            types = [label for label in codebook.active if label.kind is LabelKind.ENTITY]
            return [New(name, label.id, typed=True) for label in types]
        key = name_key(name)
        named_so = any(name_key(row.entity.name) == key and not self._is_other(row.entity) for row in known)
        return [New(name, self._label_id, named_so)]

    def _take_height(self, rows: int) -> None:
        head = 2 * _MARGIN + self._title.sizeHint().height() + self._field.sizeHint().height() + 2 * _SPACE
        most = max(_LEAST_ROWS, min(_MOST_ROWS, (self.room_beside() - head) // row_height()))
        self._view.setFixedHeight(min(max(rows, 1), most) * row_height())
        self._column.activate()
        self.fit()

    def _select(self, number: int) -> None:
        if self._rows.rowCount():
            self._view.setCurrentIndex(self._rows.index(number % self._rows.rowCount(), 0))

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid() and self.is_open():
            announce(self._field, str(current.data(Qt.ItemDataRole.AccessibleTextRole)))

    def _obey(self, name: str) -> None:
        last, current = self._rows.rowCount() - 1, self._view.currentIndex().row()
        page = max(1, self._view.height() // row_height() - 1)
        match name:
            case "Choose":
                self._choose(self._rows.row(current))
            case "Close":
                self.leave()
            case "Down" | "Up":  # round at the ends: a new one is the first above the first
                self._select(current + (1 if name == "Down" else -1))
            case "PageDown":
                self._select(min(current + page, last))
            case "PageUp":
                self._select(max(current - page, 0))
            case "First":
                self._select(0)
            case "Last":
                self._select(last)

    def _choose(self, row: Row | None) -> None:
        if row is None:
            return
        self.put_away()
        match row:
            case Known(entity):
                self.chosen.emit(entity.id)
            case New(name, label_id):
                self.new_requested.emit(name, label_id)
            case Nobody():
                self.none_chosen.emit()
        self.closed.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(scaled(_WIDTH), super().sizeHint().height())


def _is_named(entity: Entity, key: str) -> bool:
    return any(name_key(name) == key for name in entity.names)


def _fits(entity: Entity, key: str) -> bool:
    """Whether one of the names holds what is typed, or a word of it begins with each word typed."""
    for name in map(name_key, entity.names):
        words = name.split()
        if key in name or all(any(word.startswith(part) for word in words) for part in key.split()):
            return True
    return False
