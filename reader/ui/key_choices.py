"""Other keys than the usual ones: what a person chooses, why some choices are refused, how they are remembered."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from reader.domain.codebook import Label
from reader.ui.key_names import plain, spoken
from reader.ui.keys import Binding, Keys, Where, distinct
from reader.ui.settings import Settings

_ESCAPE = "Esc"
_LETTERS_ARE_KEYS = {Where.LIST, Where.ANNOTATIONS, Where.TEXT, Where.TABLE, Where.HISTORY, Where.UNPLACED}
_CHARACTERS_ARE_LABELS = {Where.TEXT, Where.EVERYWHERE}
_MOVING = {
    f"{modifiers}{key}"
    for modifiers in ("", "Shift+", "Ctrl+", "Ctrl+Shift+")
    for key in ("Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown")
}
_LEADING_ON = {"Tab", "Shift+Tab"}
_EDITING = {
    *("Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Ins", "Shift+Ins", "Shift+Del"),
    *("Ctrl+Backspace", "Ctrl+Del"),
}
_NEVER_ALONE = ("Shift", "Alt", "Meta", "CapsLock", "NumLock", "ScrollLock")
_TYPING = {"Space", "Return", "Backspace", "Del", "Ins"}

Bindings = tuple[Binding, ...]


class KeyChoices(QObject):
    """Changes the keys in force and remembers the differences to the usual ones.

    What changes keys gives a sentence where it refuses, and has then changed nothing; otherwise an empty one.
    `labels` gives the labels of the codebook that can be tagged with.
    """

    def __init__(
        self, keys: Keys, settings: Settings, labels: Callable[[], tuple[Label, ...]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._settings = settings
        self._labels = labels
        self._before: list[Bindings] = []

    def give(self, binding: Binding, key: str, instead_of: str = "") -> str:
        """Give the key, by its plain name, to this binding: one more, or in the place of one that it has."""
        held = distinct(binding)
        if key == instead_of:
            return ""
        if key in held:
            return self.tr("{0} does this already.").format(spoken(key))
        if instead_of == _ESCAPE:
            return self._kept()
        refused = self._needed(binding, key) or self._taken(binding, key)
        if not refused:
            keys = tuple(key if one == instead_of else one for one in held)
            self._use({binding: keys if instead_of in held else (*held, key)})
        return refused

    def take_away(self, binding: Binding, key: str) -> str:
        """Take the key, by its plain name, from this binding."""
        if key == _ESCAPE:
            return self._kept()
        self._use({binding: tuple(one for one in distinct(binding) if one != key)})
        return ""

    def bring_back(self, binding: Binding) -> str:
        """Give the binding its usual keys again."""
        usual = self.usual(binding)
        for key in distinct(usual):
            if refused := self._taken(binding, key):
                return refused
        self._use({binding: usual.keys})
        return ""

    def bring_all_back(self) -> str:
        """Put the usual keys in force again, all of them."""
        for usual in self._keys.usual:
            for key in distinct(usual):
                if refused := self._label_with(usual, key):
                    return refused
        self._use({binding: self.usual(binding).keys for binding in self._keys.bindings})
        return ""

    def undo(self) -> bool:
        """Take the last choice back; whether there was one."""
        if not self._before:
            return False
        self._put(self._before.pop())
        return True

    def usual(self, binding: Binding) -> Binding:
        """The binding as it stands in the table."""
        return next(one for one in self._keys.usual if _same(one, binding))

    def differs(self, binding: Binding) -> bool:
        """Whether the binding has other keys than usual."""
        return distinct(binding) != distinct(self.usual(binding))

    def label_over(self, binding: Binding) -> str:
        """Says where a label of this codebook has a key of this binding: in the text the label goes first."""
        return next((said for key in distinct(binding) if (said := self._label_with(binding, key))), "")

    def _kept(self) -> str:
        return self.tr("Esc stays: it always leads out. Add another key beside it.")

    def _needed(self, binding: Binding, key: str) -> str:
        told, where = spoken(key), binding.where
        match _need(where, key, self._keys.usual):
            case "named":
                return self.tr("That key has no name that could be remembered, or belongs to the system.")
            case "leave":
                return self.tr("Esc always leads out: it cannot be chosen for anything else.")
            case "move":
                return self.tr("{0} is needed to move and to select: it cannot be chosen here.").format(told)
            case "lead on":
                return self.tr("{0} leads from one part to the next: it cannot be chosen here.").format(told)
            case "edit":
                return self.tr("{0} is needed to edit, copy and select: it cannot be chosen.").format(told)
            case "type" if where is Where.EVERYWHERE:
                return self.tr("{0} alone would be taken from every field: choose it with Ctrl or Alt.").format(told)
            case "type":
                return self.tr("{0} is needed to type {1}: choose it with Ctrl or Alt.").format(told, where)
        return ""

    def _taken(self, binding: Binding, key: str) -> str:
        other = _holder(binding, key, self._keys.bindings)
        if other is None:
            return self._label_with(binding, key)
        elsewhere = "" if other.where is binding.where else f" ({other.where})"
        return self.tr("{0} is already: {1}{2}.").format(spoken(key), self.tr(other.words), elsewhere)

    def _label_with(self, binding: Binding, key: str) -> str:
        if binding.where not in _CHARACTERS_ARE_LABELS or len(key) > 1:
            return ""
        label = next((label for label in self._labels() if plain(label.key) == key.lower()), None)
        words = self.tr("{0} is the key of the label {1}; change one of the two.")
        return words.format(spoken(key), label.name) if label else ""

    def _use(self, chosen: dict[Binding, tuple[str, ...]]) -> None:
        now = {_place(binding): replace(binding, keys=keys) for binding, keys in chosen.items()}
        bindings = tuple(now.get(_place(binding), binding) for binding in self._keys.bindings)
        if bindings != self._keys.bindings:
            self._before.append(self._keys.bindings)
            self._put(bindings)

    def _put(self, bindings: Bindings) -> None:
        self._settings.set_keys(
            {_place(binding): " ".join(binding.keys) if self.differs(binding) else None for binding in bindings}
        )
        self._keys.use(bindings)


def restore(keys: Keys, settings: Settings) -> None:
    """Put the remembered keys in force; what makes no sense, or clashes, gives way to the usual keys."""
    stored = settings.keys()
    usual = keys.usual
    chosen: dict[str, Binding] = {}
    for binding in usual:
        found = _read(stored[_place(binding)]) if _place(binding) in stored else None
        if found is not None and (_ESCAPE in found or _ESCAPE not in binding.keys):
            own = distinct(binding)
            if all(key in own or not _need(binding.where, key, usual) for key in found):
                chosen[_place(binding)] = replace(binding, keys=found)
    while True:
        bindings = tuple(chosen.get(_place(binding), binding) for binding in usual)
        clashing = [
            place for place, binding in chosen.items() if any(_holder(binding, key, bindings) for key in binding.keys)
        ]
        if not clashing:
            break
        for place in clashing:
            del chosen[place]
    if chosen:
        keys.use(bindings)


def _place(binding: Binding) -> str:
    """By what a binding is remembered."""
    return f"{binding.where.name.lower()}.{binding.name}"


def _same(one: Binding, other: Binding) -> bool:
    return one.name == other.name and one.where is other.where


def _read(words: str) -> tuple[str, ...] | None:
    """The plain names of keys that are written with spaces between them; None where they are not keys."""
    names = []
    for word in words.split():
        keys = QKeySequence(word)
        name = keys.toString(QKeySequence.SequenceFormat.PortableText)
        if keys.count() != 1 or not name:
            return None
        names.append(plain(name))
    return tuple(dict.fromkeys(names))


def _need(where: Where, key: str, usual: Bindings) -> str:
    """For what the key is needed where it works; empty where it is free, or the table itself has it there."""
    if key == _ESCAPE:
        return "leave"
    if any(binding.where is where and key in distinct(binding) for binding in usual):
        return ""
    if not key or " " in key or key.endswith(_NEVER_ALONE):
        return "named"
    if key in _MOVING:
        return "move"
    if key in _LEADING_ON:
        return "lead on"
    if key in _EDITING:
        return "edit"
    alone = key.removeprefix("Shift+")
    types = len(alone) == 1 or alone in _TYPING
    return "type" if types and where not in _LETTERS_ARE_KEYS else ""


def _holder(binding: Binding, key: str, bindings: Bindings) -> Binding | None:
    """Who else has the key, in the same place or everywhere."""
    for other in bindings:
        if _same(other, binding) or key not in distinct(other):
            continue
        if other.where is binding.where or Where.EVERYWHERE in (other.where, binding.where):
            return other
    return None
