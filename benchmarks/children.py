"""Windows in processes of their own, started and driven from here; nothing of the user's is touched by them."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

_ROOT = Path(__file__).parent.parent
_SCREEN = {"name": "screen", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}
_LEAVE_SECONDS = 30

GLOSS = "gloss_window.py"
BARE = "bare_window.py"


class ChildError(Exception):
    """A child process ended without an answer; what it said."""


class Child:
    """One window. It lives in the folder: settings, caches and all else that a program leaves behind."""

    def __init__(self, script: str, library: Path, folder: Path) -> None:
        self._errors = folder / f"{script}.log"
        command = [sys.executable, "-P", str(Path(__file__).with_name(script)), str(library)]
        environment = _environment(folder)
        with self._errors.open("w") as errors:
            started = time.monotonic_ns()
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                env=environment,
                cwd=folder,
            )
        #: Nanoseconds from just before the process was made to the window painted.
        self.painted_after = self._answer() - started

    def ask(self, command: str, *arguments: object) -> int:
        """Have something done; the nanoseconds it took, from the request to painted. Raises ChildError."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([command, *arguments]) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        """Close the window as a person does, and wait for the process to end."""
        if error is not None:
            self._process.kill()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        try:
            self._process.wait(_LEAVE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _answer(self) -> int:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            self._process.kill()
            self._process.wait()
            raise ChildError(f"{self._process.args!r} gave no answer:\n{self._errors.read_text()}")
        return int(line)


def milliseconds(nanoseconds: float) -> float:
    """Nanoseconds as milliseconds."""
    return nanoseconds / 1e6


def _environment(folder: Path) -> dict[str, str]:
    """The environment of a child: a home of its own, and no screen unless `QT_QPA_PLATFORM` names one."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GLOSS_", "PYTHON"))}
    home = folder / "home"
    for name, place in (
        ("HOME", home),
        ("USERPROFILE", home),
        ("XDG_CONFIG_HOME", home / ".config"),
        ("XDG_DATA_HOME", home / ".local" / "share"),
        ("XDG_STATE_HOME", home / ".local" / "state"),
        ("XDG_CACHE_HOME", home / ".cache"),
    ):
        place.mkdir(parents=True, exist_ok=True)
        environment[name] = str(place)
    environment["GLOSS_SETTINGS"] = str(folder / "gloss.ini")
    environment["GLOSS_LIBRARY"] = str(folder / "library.db")
    environment["PYTHONPATH"] = str(_ROOT)
    if environment.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
        screens = folder / "screens.json"
        screens.write_text(json.dumps({"screens": [_SCREEN]}))
        environment["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
    return environment
