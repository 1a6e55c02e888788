"""The command line: everything that can be done without a window."""

from reader.cli.gloss import run

__all__ = ["run"]
