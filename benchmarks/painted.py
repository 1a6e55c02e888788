"""In a child process: when widgets have been painted, told by their own paint events."""

import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from typing_extensions import override
else:  # the empty window would wait for it

    def override(method: object) -> object:
        return method


_PATIENCE_MILLISECONDS = 120_000
_AFTER_PAINT = QEvent.Type(QEvent.registerEventType())
_HIGH_PRIORITY = 1  # Qt.EventPriority; `Qt` as a whole takes PySide 12 ms to build


class Painted(QObject):
    """Calls `then` once, with the moment when all of the widgets had been painted (system's monotonic nanoseconds).

    That is the end of the pass in which a window paints itself, the last one if one follows the other without a
    pause. A paint counts only when `ready` says that what it should show was there.
    """

    def __init__(self, widgets: list[QWidget], then: Callable[[int], None], ready: Callable[[], bool] = lambda: True):
        super().__init__()
        self._widgets = widgets
        self._missing = list(widgets)
        self._then = then
        self._ready = ready
        self._moment = 0
        # Runs out when nothing else waits in the queue.
        self._quiet = QTimer(self, singleShot=True, interval=0)
        self._quiet.timeout.connect(self._tell)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MILLISECONDS)
        self._patience.timeout.connect(_give_up)
        self._patience.start()
        for widget in widgets:
            widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._ready():
            if watched in self._missing:
                self._missing.remove(watched)
            if not self._missing:
                # Comes right after the pass that this paint event belongs to, before all that waits.
                QCoreApplication.postEvent(self, QEvent(_AFTER_PAINT), _HIGH_PRIORITY)
        return False

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is not _AFTER_PAINT:
            return super().event(event)
        self._moment = time.monotonic_ns()
        self._quiet.start()
        return True

    def _tell(self) -> None:
        self._patience.stop()
        for widget in self._widgets:
            widget.removeEventFilter(self)
        self.deleteLater()
        self._then(self._moment)


def timed(widget: QWidget, request: Callable[[], None], then: Callable[[int], None]) -> None:
    """Tell `then` how many nanoseconds pass from the request until the widget is painted."""
    begin = 0
    _watched[0] = Painted([widget], lambda moment: then(moment - begin))
    begin = time.monotonic_ns()
    request()


#: Python forgets an object that only Qt knows.
_watched: list[Painted | None] = [None]


def _give_up() -> None:
    print("nothing was painted", file=sys.stderr, flush=True)
    os._exit(3)
