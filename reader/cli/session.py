"""What the commands share: the library that was named, paths and progress on a terminal, what became of an import."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reader.services.outcomes import ImportReport
    from reader.storage.library import Library

OpenWindow = Callable[[Path | None], int]


class _AnyPath(click.Path):
    """A path that may be anything but empty, as a variable of a shell that was never set: that is the folder here."""

    # Without the mark of an override, which would have to be installed.
    def convert(  # type: ignore[explicit-override]
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        if not os.fspath(value):
            self.fail("it is empty; “.” is the folder that you are in", param, ctx)
        return super().convert(value, param, ctx)


#: A path that may be anything.
ANY_PATH = _AnyPath(path_type=Path)


class Session:
    """What the commands share: which library was named, and how a window is opened."""

    def __init__(self, open_window: OpenWindow) -> None:
        self.open_window = open_window
        self.path: Path | None = None

    @contextmanager
    def library(self, *, make: bool = False) -> "Iterator[Library]":
        """The library that was named, open; with `make`, made where there is none."""
        from reader.services.libraries import open_library

        library = open_library(self.path, make=make)
        try:
            yield library
        finally:
            library.close()


def tell_report(report: "ImportReport") -> int:
    """Tell what gave no article, and the counts; the exit code."""
    from reader.services.outcomes import Result

    for outcome in report.outcomes:
        if outcome.result in (Result.FAILED, Result.DUPLICATE, Result.NEW_VERSION):
            click.echo(f"{outcome.result}: {outcome.where}: {outcome.reason}", err=True)
    passed_over = report.count(Result.PASSED_OVER)
    if passed_over:
        files = "1 file" if passed_over == 1 else f"{passed_over} files"
        click.echo(f"passed over {files} in formats that are not taken in from folders", err=True)
    click.echo(report.sentence())
    return 1 if report.count(Result.FAILED) else 0


def printable(path: Path) -> str:
    """The path for a terminal, whatever bytes are in its name."""
    return str(path).encode(errors="replace").decode()


def written_as_json(rows: object) -> str:
    """Values as JSON for standard output: escaped where that cannot hold all of Unicode."""
    encoding = (sys.stdout.encoding or "utf-8").lower().replace("_", "-")
    return json.dumps(rows, ensure_ascii=not encoding.startswith("utf-"), indent=1)


class ProgressBar:
    """A bar on a terminal, nothing in a pipe."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._bar: click._termui_impl.ProgressBar[int] | None = None
        self._done = 0

    def __enter__(self) -> Callable[[int, int], None]:
        return self._advance

    def __exit__(self, *_error: object) -> None:
        if self._bar is not None:
            self._bar.render_finish()

    def _advance(self, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        if self._bar is None:
            self._bar = click.progressbar(length=total, label=self._label, file=sys.stderr)
            self._bar.render_progress()
        self._bar.update(done - self._done)
        self._done = done
