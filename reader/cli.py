"""The command line: everything that can be done without a window."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader import __version__
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.services.outcomes import ImportReport
    from reader.storage.library import Library

OpenWindow = Callable[[Path | None], int]

_LIBRARY = click.Path(dir_okay=False, path_type=Path)
_ANY_PATH = click.Path(path_type=Path)


def run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Run a command; its exit code: 0, 1 where some of the work failed, 2 where nothing could be done."""
    try:
        code = gloss.main(list(arguments), prog_name="gloss", standalone_mode=False, obj=_Session(open_window))
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


class _Session:
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
    session: _Session = context.obj
    session.path = library
    return session.open_window(library) if context.invoked_subcommand is None else None


@gloss.command("import")
@click.argument("paths", nargs=-1, required=True, type=_ANY_PATH)
@click.pass_obj
def import_(session: _Session, paths: tuple[Path, ...]) -> int:
    """Take in text files, and all text files in folders.

    The last line tells `imported N, duplicates N, failed N`; the exit code is 1 if any failed.
    """
    from reader.services.import_articles import import_paths

    with session.library(make=True) as library, _ProgressBar("Importing") as progress:
        report = import_paths(library, paths, progress=progress)
    return _tell_report(report)


def _tell_report(report: "ImportReport") -> int:
    """Say what became of all; the exit code."""
    from reader.services.outcomes import Result

    for outcome in report.outcomes:
        if outcome.result in (Result.FAILED, Result.DUPLICATE):
            click.echo(f"{outcome.result}: {outcome.where}: {outcome.reason}", err=True)
    passed_over = report.count(Result.PASSED_OVER)
    if passed_over:
        files = "1 file" if passed_over == 1 else f"{passed_over} files"
        click.echo(f"passed over {files} in formats that are not taken in from folders", err=True)
    click.echo(report.sentence())
    return 1 if report.count(Result.FAILED) else 0


@gloss.command()
@click.argument("out", type=_ANY_PATH)
@click.option("--article", "articles", multiple=True, metavar="UID", help="Only this article; may be repeated.")
@click.option("--label", "labels", multiple=True, metavar="NAME", help="Only this label; may be repeated.")
@click.option("--kind", type=click.Choice(["entity", "claim"]), help="Only entities, or only claims.")
@click.option("--annotator", default="", metavar="NAME", help="Only what this annotator has tagged.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only what was made or changed on this day or later.")
@click.option("--excel", is_flag=True, help="For spreadsheets: a byte order mark, and no cell that runs as a formula.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@click.pass_obj
def export(
    session: _Session,
    out: Path,
    articles: tuple[str, ...],
    labels: tuple[str, ...],
    kind: str | None,
    annotator: str,
    since: datetime | None,
    excel: bool,
    force: bool,
) -> int:
    """Write the annotations to a CSV file, whole or not at all."""
    from reader.domain.annotation import AnnotationFilter
    from reader.domain.codebook import LabelKind
    from reader.services.export_annotations import check_filter, export_annotations
    from reader.services.read import Read

    with session.library() as library:
        which = AnnotationFilter(
            article_ids=Read(library).articles_with_uids(articles) if articles else None,
            kind=LabelKind(kind) if kind else None,
            labels=labels,
            annotator=annotator,
            since=_utc(since) if since else "",
        )
        check_filter(library, which)
        with _ProgressBar("Exporting") as progress:
            written = export_annotations(library, out, which, excel=excel, replace=force, progress=progress)
    click.echo(f"exported {written} annotations to {_printable(out)}")
    return 0


@gloss.command()
@click.option("--search", "query", default="", metavar="QUERY", help="Only what this finds, as the search field does.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the newest N of them.")
@click.option("--json", "as_json", is_flag=True, help="A list of objects instead of columns.")
@click.pass_obj
def articles(session: _Session, query: str, limit: int | None, as_json: bool) -> int:
    """List the articles, newest first: uid, date, state, number of annotations, source, title.

    A query is made of words, "phrases", beginnings (harb*), AND, OR, NOT and fields: title:flood label:person
    date:2025-05..2025-06 is:unread.
    """
    from reader.services.index_library import index_library
    from reader.services.read import Read

    with session.library() as library:
        if query:
            with _ProgressBar("Indexing") as progress:
                index_library(library, progress)
        summaries = Read(library).summaries(query, -1 if limit is None else limit)
        if as_json:
            click.echo(json.dumps([summary._asdict() for summary in summaries], ensure_ascii=False, indent=1))
            return 0
        for row in summaries:
            cells = (row.uid, row.published, row.state, str(row.annotations), row.source, row.title)
            click.echo("\t".join(" ".join(cell.split()) for cell in cells))
    return 0


@gloss.group()
def codebook() -> None:
    """Write the codebook to a file, or take one in: TOML or CSV, as the file's name ends."""


@codebook.command("export")
@click.argument("file", type=_ANY_PATH)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@click.pass_obj
def export_codebook(session: _Session, file: Path, force: bool) -> int:
    """Write all labels to a .toml or .csv file, whole or not at all."""
    from reader.services.edit_codebook import EditCodebook

    with session.library() as library:
        written = EditCodebook(library).export_file(file, replace=force)
    click.echo(f"exported {written} label{'' if written == 1 else 's'} to {_printable(file)}")
    return 0


@codebook.command("import")
@click.argument("file", type=_ANY_PATH)
@click.pass_obj
def import_codebook(session: _Session, file: Path) -> int:
    """Take the labels of a .toml or .csv file in: all of them, or none where one is wrong.

    Labels that are there, by uid or else by kind and name, become what the file says; none is deleted. The last line
    tells `added N, changed N, unchanged N`.
    """
    from reader.services.edit_codebook import EditCodebook

    with session.library() as library:
        done = EditCodebook(library).import_file(file)
    for note in done.notes:
        click.echo(note, err=True)
    click.echo(done.sentence())
    return 0


@gloss.group()
def watch() -> None:
    """Folders that are watched: what comes to lie in them is taken in by the window, and by `gloss watch look`."""


@watch.command("add")
@click.argument("folder", type=_ANY_PATH)
@click.pass_obj
def watch_folder(session: _Session, folder: Path) -> int:
    """Watch a folder and the folders in it."""
    from reader.services.watch_folders import WatchFolders

    with session.library(make=True) as library:
        added = WatchFolders(library).add(folder)
    click.echo(f"watching {_printable(added.path)}")
    return 0


@watch.command("list")
@click.pass_obj
def list_watched(session: _Session) -> int:
    """List the watched folders."""
    from reader.services.watch_folders import WatchFolders

    with session.library() as library:
        for folder in WatchFolders(library).folders():
            click.echo(_printable(folder.path))
    return 0


@watch.command("remove")
@click.argument("folder", type=_ANY_PATH)
@click.pass_obj
def unwatch_folder(session: _Session, folder: Path) -> int:
    """Watch a folder no more. The articles that came from it stay."""
    from reader.services.watch_folders import WatchFolders

    with session.library() as library:
        WatchFolders(library).remove(folder)
    click.echo(f"not watching {_printable(folder)} any more")
    return 0


@watch.command("look")
@click.pass_obj
def look_at_watched(session: _Session) -> int:
    """Take in what is new or changed in the watched folders; the last line and the exit code are as of `import`."""
    from reader.services.watch_folders import look

    with session.library() as library, _ProgressBar("Importing") as progress:
        report = look(library, progress)
    return _tell_report(report)


@gloss.command()
@click.pass_obj
def check(session: _Session) -> int:
    """Check that the library is whole: the file, its references, its quotes. Exit code 1 if it is not."""
    from reader.services.check import troubles

    with session.library() as library:
        found = False
        for trouble in troubles(library):
            found = True
            click.echo(trouble)
        if not found:
            click.echo(f"{_printable(library.path)} is whole.")
    return 1 if found else 0


def _utc(moment: datetime) -> str:
    """A moment by the clock of this place, as the library writes it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _printable(path: Path) -> str:
    """The path for a terminal, whatever bytes are in its name."""
    return str(path).encode(errors="replace").decode()


class _ProgressBar:
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
