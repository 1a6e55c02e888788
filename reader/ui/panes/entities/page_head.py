"""The head of an entity's page: its name, type, identifier, other names and note, each changed where it stands."""

from functools import lru_cache

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.domain.codebook import Codebook
from reader.domain.entity import Entity
from reader.domain.entity_listing import EntityPage
from reader.ui.flow import Flow
from reader.ui.keys import Keys, Where
from reader.ui.names import named
from reader.ui.panes.entities.in_place import InPlace
from reader.ui.panes.entities.type_chip import TypeChip
from reader.ui.plain import on_button
from reader.ui.system_size import scaled
from reader.ui.theme import Theme, interface_font, reading_font

_NAME_PIXELS, _LONG_PIXELS = 24, 17
_LONGEST_NAME, _LONGEST_URI = 60, 48


class PageHead(QWidget):
    """Tells what a person writes and wishes."""

    renamed = Signal(str)
    label_chosen = Signal(int)
    uri_written = Signal(str)
    aliases_written = Signal(object)
    note_written = Signal(str)
    merge_requested = Signal()
    split_requested = Signal()
    delete_requested = Signal()
    double_chosen = Signal(int)
    double_merge_requested = Signal(int)
    link_activated = Signal(str)
    left = Signal()

    def __init__(self, keys: Keys, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys, self._theme = keys, theme
        self._entity: Entity | None = None
        self._doubles: tuple[Entity, ...] = ()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._build_names(), 1)
        row.addLayout(self._build_actions())
        self._also = InPlace("entityAliases", interface_font())
        self._also.set_names(self.tr("Other names"), self.tr("Other names, with ; between them"))
        self._also.written.connect(lambda words: self.aliases_written.emit(_names_in(words)))
        self._note = InPlace("entityNote", interface_font(), lines=4)
        self._note.set_names(self.tr("Note"), self.tr("Note"))
        self._note.written.connect(self.note_written)
        for field in (self._also, self._note):
            field.left.connect(self.left)
        self._same = QWidget()
        self._same_flow = Flow(self._same, gap=6, row_gap=4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row)
        for widget in (self._also, self._note, self._same):
            layout.addWidget(widget)
        self.set_theme(theme)

    def _build_names(self) -> QWidget:
        names = QWidget()
        flow = Flow(names, gap=12)
        self._name = InPlace("entityName", _name_font())
        self._name.set_names(self.tr("Name"))
        self._name.written.connect(self.renamed)
        self._type = TypeChip(self._theme)
        self._type.label_chosen.connect(self.label_chosen)
        self._uri = InPlace("entityUri", interface_font())
        self._uri.set_names(self.tr("Identifier"), self.tr("A Wikidata number such as Q42, or any URI"))
        self._uri.written.connect(self.uri_written)
        self._uri.clicked.connect(self._follow)
        for field in (self._name, self._uri):
            field.left.connect(self.left)
        for widget in (self._name, self._type, self._uri):
            flow.addWidget(widget)
        return names

    def _build_actions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self._merge = self._button("entityMerge", self.tr("Merge"), "Merge")
        self._merge.clicked.connect(self.merge_requested)
        self._split = self._button("entitySplit", self.tr("Split"), "Split")
        self._split.clicked.connect(self.split_requested)
        self._delete = self._button("entityDelete", self.tr("Delete"), "Delete")
        self._delete.clicked.connect(self.delete_requested)
        for button in (self._merge, self._split, self._delete):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _button(self, name: str, words: str, key: str) -> QPushButton:
        button = named(QPushButton(words), name)
        button.setProperty("quiet", True)
        button.setFont(interface_font(11))
        told = self.tr(self._keys.binding(key, Where.ENTITIES).words)
        button.setToolTip(f"{told} ({self._keys.first(key, Where.ENTITIES)})")
        return button

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._type.set_theme(theme)
        self._name.set_colour(theme.text)
        self._also.set_colour(theme.muted)
        self._note.set_colour(theme.text)
        self._uri.set_colour(theme.accent if self._entity is not None and self._entity.uri else theme.muted)

    def show_page(self, page: EntityPage, codebook: Codebook) -> None:
        """Show this; what a person writes just now stays."""
        entity = self._entity = page.entity
        self._name.set_font(_name_font(_LONG_PIXELS if len(entity.name) > _LONGEST_NAME else _NAME_PIXELS))
        self._name.show_words(entity.name)
        self._type.show_label(codebook.shown(entity.label_id), codebook)
        mentions = len(page.mentions)
        words = self.tr("1 mention gets the type too") if mentions == 1 else self.tr("{0} mentions get the type too")
        self._type.heading = words.format(f"{mentions:,}") if mentions else self.tr("Type")
        self._uri.show_words(entity.uri, _short(entity.uri) or self.tr("no identifier"))
        self._uri.opens = not entity.uri
        self._uri.setToolTip(entity.uri)
        told = self.tr("also {0}").format(" · ".join(f"\u2068{alias}\u2069" for alias in entity.aliases))
        self._also.show_words("; ".join(entity.aliases), told)
        self._also.setVisible(bool(entity.aliases) or self._also.is_open())
        self._note.show_words(entity.note)
        self._note.setVisible(bool(entity.note) or self._note.is_open())
        self.show_selected(0)
        if page.doubles != self._doubles or self._same_flow.count() == 0:
            self._show_doubles(page.doubles)
        self.set_theme(self._theme)

    def show_selected(self, mentions: int) -> None:
        """Say how many mentions would be split off."""
        self._split.setEnabled(mentions > 0)
        self._split.setText(self.tr("Split {0}").format(f"{mentions:,}") if mentions else self.tr("Split"))

    def merge_button(self) -> QPushButton:
        """What opens the choice of an entity to merge into: it opens there."""
        return self._merge

    def begin(self, what: str) -> None:
        """Let a person change something."""
        match what:
            case "Rename":
                self._name.begin()
            case "Retype":
                self._type.offer()
            case "Identifier":
                self._uri.begin()
            case "Aliases":
                self._also.begin()
            case "Note":
                self._note.begin()

    def _show_doubles(self, doubles: tuple[Entity, ...]) -> None:
        self._doubles = doubles
        while item := self._same_flow.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._same.setVisible(bool(doubles))
        for entity in doubles:
            words = named(QLabel(self.tr("Perhaps the same as")), "muted")
            name = _cut(entity.name)
            go = self._small(on_button(name), self.tr("Go to {0}").format(entity.name))
            go.clicked.connect(lambda _=False, number=entity.id: self.double_chosen.emit(number))
            merge = self._small(self.tr("Merge it into this one"), self.tr("Merge {0} into this").format(entity.name))
            merge.clicked.connect(lambda _=False, number=entity.id: self.double_merge_requested.emit(number))
            for widget in (words, go, merge):
                widget.setParent(self._same)
                self._same_flow.addWidget(widget)
                widget.show()

    @staticmethod
    def _small(words: str, name: str) -> QPushButton:
        button = named(QPushButton(words), "entityDouble")
        button.setProperty("quiet", True)
        button.setFont(interface_font(11))
        button.setAccessibleName(name)
        return button

    def _follow(self) -> None:
        if self._entity is not None and self._entity.uri:
            self.link_activated.emit(self._entity.uri)


def _short(uri: str) -> str:
    """An identifier as it is shown: without what is the same for all."""
    for start in ("https://", "http://"):
        uri = uri.removeprefix(start)
    uri = uri.removeprefix("www.").removesuffix("/")
    return uri if len(uri) <= _LONGEST_URI else f"{uri[: _LONGEST_URI - 1]}…"


def _names_in(words: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in words.split(";") if name.strip())


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


@lru_cache
def _name_font(pixels: int = _NAME_PIXELS) -> QFont:
    font = QFont(reading_font(scaled(pixels)))
    font.setWeight(QFont.Weight.DemiBold)
    return font
