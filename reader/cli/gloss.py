"""`gloss` and its commands."""

import io
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from reader import __version__
from reader.cli.claims import claims
from reader.cli.codebooks import codebook
from reader.cli.entities import entities
from reader.cli.feeds import feeds
from reader.cli.looking import articles, check, export
from reader.cli.session import OpenWindow, Session
from reader.cli.taking_in import add, import_
from reader.cli.watch import watch
from reader.errors import ReaderError

_LIBRARY = click.Path(dir_okay=False, path_type=Path)


def run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Run a command; its exit code: 0, 1 where some of the work failed, 2 where nothing could be done."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # titles are in any script, a pipe on Windows is not
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code = gloss.main(list(arguments), prog_name="gloss", standalone_mode=False, obj=Session(open_window))
    except click.ClickException as error:
        error.show()
        return 2
    except ReaderError as error:
        click.echo(f"gloss: {error}", err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("gloss: stopped; what was done is kept.", err=True)
        return 1
    except OSError as error:
        return _tell_lost_output(error)
    return int(code or 0)


def _tell_lost_output(error: OSError) -> int:
    """Where standard output cannot be written: all else that may fail outside comes as a ReaderError."""
    sys.stdout = None  # what waits there would fail once more at the end
    click.echo(f"gloss: the output cannot be written: {error.strerror}.", err=True)
    return 2


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--library",
    type=_LIBRARY,
    help="The library to work on; else GLOSS_LIBRARY, or the one in your data folder.",
)
@click.version_option(__version__, prog_name="gloss")
@click.pass_context
def gloss(context: click.Context, library: Path | None) -> int | None:
    """Read news articles, mark who and what is in them and what is claimed. Without a command: open the window."""
    session: Session = context.obj
    session.path = library
    return session.open_window(library) if context.invoked_subcommand is None else None


for _command in (import_, add, export, articles, claims, codebook, entities, feeds, watch, check):
    gloss.add_command(_command)
