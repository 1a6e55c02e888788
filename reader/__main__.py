"""`gloss` and `python -m reader`: the command line, and the window where no command is given."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from reader.errors import ReaderError
from reader.ui.screen import missing_library, require_screen


def main() -> None:
    """Run Gloss; ends the process with 0, 1 (some of the work failed) or 2 (nothing could be done)."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name, or open the window; the exit code."""
    match arguments:
        case []:
            return _open_window_or_tell(None)
        case ["--library", path] if path and not path.startswith("-"):
            return _open_window_or_tell(Path(path))
        case _:
            from reader import cli  # noqa: PLC0415 - the window shows sooner without it

            return cli.run(arguments, _open_window)


def _open_window_or_tell(library: Path | None) -> int:
    try:
        return _open_window(library)
    except ReaderError as error:
        print(f"gloss: {error}", file=sys.stderr)  # noqa: T201 - as the command line tells it
        return 2


def _open_window(library: Path | None) -> int:
    require_screen()
    gc.disable()  # what is loaded now stays: to look through it for garbage costs a twentieth of a start
    try:
        from reader.app import run as run_app  # noqa: PLC0415 - commands do not wait for Qt
    except ImportError as error:
        raise missing_library(str(error)) from error
    return run_app(library)


if __name__ == "__main__":
    main()
