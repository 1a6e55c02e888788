"""What keys are called: by Qt, in the table of keys, and to people."""

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_MODIFIERS = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_MAKES_SIGNS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.GroupSwitchModifier
# How Windows tells the AltGr key; a shortcut with both gives no character that can be printed.
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_LOCKS_AND_MODIFIERS = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_ScrollLock,
}
# Codes from here on stand for no character (enum Qt::Key). Those without a name, such as AltGr and accents that wait
# for a letter, are given a wrong one of a single character by Qt 6.
_FIRST_WITHOUT_CHARACTER = 0x01000000


def plain(keys: str) -> str:
    """The one name of keys that go by several: both Enter keys, Tab with Shift, signs that are typed with Shift.

    Plus and equals are one key too: on most keyboards the one is the other with Shift.
    """
    key = "+" if keys.endswith("+") else keys.rpartition("+")[2]
    modifiers = keys.removesuffix(key)
    if key == "Enter":
        return f"{modifiers}Return"
    if key == "Backtab":
        return f"{modifiers.replace('Shift+', '')}Shift+Tab"
    if _is_sign(key):
        return f"{modifiers.replace('Shift+', '')}{'+' if key == '=' else key}"
    return keys


def name_of(event: QKeyEvent) -> str:
    """The plain name of the pressed key in Qt's portable form; empty for Shift and the like, and for dead keys."""
    others = event.modifiers() & _MODIFIERS & ~_MAKES_SIGNS
    if _is_sign(event.text()) and (not others or others == _ALT_GR):
        return plain(event.text())  # by whatever keys this keyboard makes it
    key = Qt.Key(event.key())
    name = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
    if key in _LOCKS_AND_MODIFIERS or (key >= _FIRST_WITHOUT_CHARACTER and len(name) < 2):
        return ""
    pressed = QKeySequence(QKeyCombination(event.modifiers() & _MODIFIERS, key))
    return plain(pressed.toString(QKeySequence.SequenceFormat.PortableText))


def character_of(event: QKeyEvent) -> str:
    """The character that the pressed key types; empty where it types none, or is part of a shortcut."""
    others = event.modifiers() & _MODIFIERS & ~_MAKES_SIGNS
    return event.text() if event.text().isprintable() and (not others or others == _ALT_GR) else ""


def spoken(keys: str) -> str:
    """Keys as people write them."""
    if len(keys) == 1:
        return keys.lower()
    told_as = {"Return": "Enter", "Del": "Delete", "Ins": "Insert", "+": "plus", "-": "minus"}
    key = "+" if keys.endswith("+") else keys.rpartition("+")[2]
    return f"{keys.removesuffix(key)}{told_as.get(key, key)}"


def every_name(keys: str) -> tuple[str, ...]:
    """The names by which shortcuts must be given to Qt for a key that has several."""
    if keys.endswith("+"):
        return (keys, f"{keys[:-1]}=")
    return (keys, f"{keys.removesuffix('Return')}Enter") if keys.endswith("Return") else (keys,)


def _is_sign(text: str) -> bool:
    return len(text) == 1 and text.isprintable() and not text.isalnum() and not text.isspace()
