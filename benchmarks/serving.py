"""In a child process: commands that come in as lines of JSON, and answers that go out."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow


class Server(QObject):
    """Tells when the window was painted, then obeys commands; the end of the input closes the window."""

    _asked = Signal(str)
    _ended = Signal()

    def __init__(self, window: QMainWindow, painted: int) -> None:
        super().__init__(window)
        self._commands: dict[str, Callable[..., None]] = {}
        self._asked.connect(self._obey, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(window.close, Qt.ConnectionType.QueuedConnection)
        self.answer(painted)

    def serve(self, commands: dict[str, Callable[..., None]]) -> None:
        """Obey from now on. Each command answers in the end, once."""
        self._commands = {**commands, "resident": lambda: self.answer(_resident())}
        Thread(target=self._read, daemon=True).start()

    def learn(self, commands: dict[str, Callable[..., None]]) -> None:
        """Obey these too from now on."""
        self._commands |= commands
        self.answer(0)

    def answer(self, nanoseconds: int) -> None:
        """Tell a result."""
        sys.stdout.write(f"{nanoseconds}\n")
        sys.stdout.flush()

    def _read(self) -> None:
        for line in sys.stdin:
            self._asked.emit(line)
        self._ended.emit()

    def _obey(self, line: str) -> None:
        command: list[Any] = json.loads(line)
        self._commands[command[0]](*command[1:])


def _resident() -> int:
    """The memory of this process that is in RAM, in bytes (Linux: `VmRSS`)."""
    lines = (line.split() for line in Path("/proc/self/status").read_text("ascii").splitlines())
    return next(int(line[1]) * 1024 for line in lines if line[0] == "VmRSS:")
