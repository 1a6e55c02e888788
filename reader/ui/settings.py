"""What Gloss remembers of its window between two starts: nothing that belongs to the library."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from PySide6.QtCore import QByteArray, QSettings

from reader.domain.span import Span
from reader.ui.typography import Face, Typography

_KEYS = "keys/"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person was in a library: the article's uid, and what was selected (code points)."""

    article_uid: str
    selection: Span


class Settings:
    """The settings file. Values that make no sense are passed over: it is a file that people edit."""

    def __init__(self, path: Path) -> None:
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def theme(self) -> str:
        """The name of the chosen theme; empty where none was chosen."""
        return str(self._store.value("look/theme", ""))

    def set_theme(self, name: str) -> None:
        """Remember the chosen theme."""
        self._set("look/theme", name)

    def typography(self) -> Typography:
        """How articles are set."""
        usual = Typography()
        face = str(self._store.value("look/face", ""))
        return Typography(
            zoom=_whole(self._store.value("look/zoom", ""), usual.zoom),
            face=Face(face) if face in set(Face) else usual.face,
            line_height=_whole(self._store.value("look/line_height", ""), round(usual.line_height * 100)) / 100,
            measure=_whole(self._store.value("look/measure", ""), usual.measure),
        ).bounded()

    def set_typography(self, typography: Typography) -> None:
        """Remember how articles are set."""
        self._store.setValue("look/zoom", typography.zoom)
        self._store.setValue("look/face", typography.face)
        self._store.setValue("look/line_height", round(typography.line_height * 100))
        self._store.setValue("look/measure", typography.measure)
        self._store.sync()

    def label_tags(self) -> bool:
        """Whether a small label stands over each highlight."""
        return str(self._store.value("look/label_tags", "")).lower() == "true"

    def set_label_tags(self, shown: bool) -> None:
        """Remember whether a small label stands over each highlight."""
        self._set("look/label_tags", shown)

    def list_order(self) -> str:
        """How the list of articles is sorted and grouped, as it was remembered; empty where that was not."""
        return str(self._store.value("list/order", ""))

    def set_list_order(self, order: str) -> None:
        """Remember how the list of articles is sorted and grouped."""
        self._set("list/order", order)

    def view(self) -> str:
        """The name of the view that the list's place showed; empty where none was chosen."""
        return str(self._store.value("window/view", ""))

    def set_view(self, name: str) -> None:
        """Remember the view that the list's place shows."""
        self._set("window/view", name)

    def keys(self) -> dict[str, str]:
        """What the file says about keys that a person has chosen, as it stands there: it may make no sense."""
        found = {name: self._store.value(name) for name in self._store.allKeys() if name.startswith(_KEYS)}
        return {name.removeprefix(_KEYS): _text(value) for name, value in found.items()}

    def set_keys(self, chosen: Mapping[str, str | None]) -> None:
        """Remember the chosen keys by what they do; None: the usual ones, of which nothing is written."""
        for name, keys in chosen.items():
            if keys is not None:
                self._store.setValue(_KEYS + name, keys)
            elif self._store.contains(_KEYS + name):
                self._store.remove(_KEYS + name)
        self._store.sync()

    def bytes(self, key: str) -> QByteArray:
        """Geometry and the like, as Qt saves it; empty where nothing was saved."""
        value = self._store.value(f"window/{key}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_bytes(self, values: Mapping[str, QByteArray]) -> None:
        """Remember geometry and the like; written once for all of them, for a write takes milliseconds."""
        for key, value in values.items():
            self._store.setValue(f"window/{key}", value)
        self._store.sync()

    def place(self, library: Path) -> Place | None:
        """Where the person was in this library."""
        group = _group(library)
        uid = str(self._store.value(f"{group}/article", ""))
        start = _whole(self._store.value(f"{group}/start", 0), 0)
        stop = _whole(self._store.value(f"{group}/stop", 0), 0)
        return Place(uid, Span(max(0, start), max(0, start, stop))) if uid else None

    def set_place(self, library: Path, place: Place) -> None:
        """Remember where the person is in this library."""
        group = _group(library)
        self._store.setValue(f"{group}/article", place.article_uid)
        self._store.setValue(f"{group}/start", place.selection.start)
        self._store.setValue(f"{group}/stop", place.selection.stop)
        self._store.sync()

    def _set(self, key: str, value: object) -> None:
        self._store.setValue(key, value)
        self._store.sync()


def _group(library: Path) -> str:
    return f"library-{crc32(str(library).encode()):08x}"


def _text(value: object) -> str:
    # Qt reads a value with a comma that stands in no quotes as a list.
    return ",".join(str(part) for part in value) if isinstance(value, list) else str(value)


def _whole(value: object, otherwise: int) -> int:
    try:
        return int(str(value))
    except ValueError:
        return otherwise
