"""`gloss` and `python -m reader`: the command line, and the window where no command is given."""

import sys
from pathlib import Path

from reader import cli
from reader.ui.screen import missing_library, require_screen


def main() -> None:
    """Run Gloss; ends the process with 0, 1 (some of the work failed) or 2 (nothing could be done)."""
    sys.exit(cli.run(sys.argv[1:], _open_window))


def _open_window(library: Path | None) -> int:
    require_screen()
    try:
        from reader.app import run  # noqa: PLC0415 - commands do not wait for Qt
    except ImportError as error:
        raise missing_library(str(error)) from error
    return run(library)


if __name__ == "__main__":
    main()
