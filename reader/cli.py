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
    from reader.domain.intake import ColumnMapping, Parting, Rules
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
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    help="Which column of a table holds a field, as in text=body; may be repeated. Fields: title, text, source, "
    "author, url, published, language, id.",
)
@click.option(
    "--parting",
    metavar="RULE",
    help="How a file of text is parted into articles: whole, headings:LEVEL, or lines:REGEX for lines that begin one.",
)
@click.pass_obj
def import_(session: _Session, paths: tuple[Path, ...], columns: tuple[str, ...], parting: str | None) -> int:
    """Take in files of articles, and all of them in folders.

    Which column of a table holds what is guessed, and told, unless it is given. The last line tells
    `imported N, duplicates N, failed N`; the exit code is 1 if any failed.
    """
    from reader.domain.intake import Rules
    from reader.services.import_articles import import_paths

    rules = Rules(columns=_columns(columns), parting=_parting(parting))
    with session.library(make=True) as library:
        _tell_columns(paths, rules)
        with _ProgressBar("Importing") as progress:
            report = import_paths(library, paths, rules, progress=progress)
    return _tell_report(report)


@gloss.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.pass_obj
def add(session: _Session, urls: tuple[str, ...]) -> int:
    """Fetch pages and documents from the web, and take in their articles.

    The last line and the exit code are those of `import`.
    """
    from reader.services.add_from_web import add_from_web

    with session.library(make=True) as library, _ProgressBar("Fetching") as progress:
        report = add_from_web(library, urls, progress=progress)
    return _tell_report(report)


@gloss.command()
@click.argument("out", type=_ANY_PATH)
@click.option("--article", "articles", multiple=True, metavar="UID", help="Only this article; may be repeated.")
@click.option("--label", "labels", multiple=True, metavar="NAME", help="Only this label; may be repeated.")
@click.option("--kind", type=click.Choice(["entity", "claim"]), help="Only entities, or only claims.")
@click.option("--annotator", default="", metavar="NAME", help="Only what this annotator has tagged.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only what was made or changed on this day or later.")
@click.option("--versions", is_flag=True, help="Older versions of articles too, not only the newest.")
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
    versions: bool,
    excel: bool,
    force: bool,
) -> int:
    """Write the annotations to a CSV file, whole or not at all."""
    from reader.domain.annotation import AnnotationFilter
    from reader.domain.codebook import LabelKind
    from reader.services.export_annotations import check_filter, export_annotations, left_waiting
    from reader.services.read import Read

    with session.library() as library:
        which = AnnotationFilter(
            article_ids=Read(library).articles_with_uids(articles) if articles else None,
            kind=LabelKind(kind) if kind else None,
            labels=labels,
            annotator=annotator,
            since=_utc(since) if since else "",
            versions=versions,
        )
        check_filter(library, which)
        with _ProgressBar("Exporting") as progress:
            written = export_annotations(library, out, which, excel=excel, replace=force, progress=progress)
        waiting = left_waiting(library, which)
    if waiting:
        click.echo(f"{waiting}; --versions exports all versions", err=True)
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
def feeds() -> None:
    """Subscribe to feeds, refresh them, list them, let them go."""


@feeds.command("add")
@click.argument("what", nargs=-1, required=True, metavar="URL|FILE.opml...")
@click.option("--folder", default="", metavar="NAME", help="The folder for them, such as News/Asia; not for files.")
@click.pass_obj
def add_feeds(session: _Session, what: tuple[str, ...], folder: str) -> int:
    """Subscribe to feeds, to those that pages name, or to all of a list (OPML).

    What a feed holds comes in at once, what the feeds of a list hold with `gloss feeds refresh`.
    """
    from reader.services.feeds import EditFeeds
    from reader.services.subscribe import subscribe

    failed = False
    with session.library(make=True) as library:
        for one in what:
            try:
                if one.lower().endswith((".opml", ".xml")) and Path(one).is_file():
                    click.echo(f"{one}: {EditFeeds(library).import_file(Path(one)).sentence()}")
                    continue
                done = subscribe(library, one, folder)
            except ReaderError as error:
                failed = True
                click.echo(f"gloss: {error}", err=True)
                continue
            new = len(done.new_ids())
            told = "there before" if done.was_there else f"subscribed, new {new}"
            click.echo(f"{done.title}: {told}")
    return 1 if failed else 0


@feeds.command("list")
@click.option("--json", "as_json", is_flag=True, help="A list of objects instead of columns.")
@click.pass_obj
def list_feeds(session: _Session, as_json: bool) -> int:
    """List the feeds by folder: folder, unread articles, title, URL, when refreshed, trouble."""
    from dataclasses import asdict

    from reader.services.feeds import EditFeeds

    with session.library() as library:
        rows = EditFeeds(library).rows()
    if as_json:
        click.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        cells = (row.folder, str(row.unread), row.name, row.url, row.checked_at, row.trouble)
        click.echo("\t".join(" ".join(cell.split()) for cell in cells))
    return 0


@feeds.command("refresh")
@click.argument("which", nargs=-1, metavar="[URL|TITLE]...")
@click.pass_obj
def refresh_feeds(session: _Session, which: tuple[str, ...]) -> int:
    """Take in what is new in all feeds, or in some.

    The last line tells `new N, feeds N`; the exit code is 1 if any feed could not be had.
    """
    from reader.services.feeds import EditFeeds
    from reader.services.refresh_feeds import refresh

    with session.library() as library, _ProgressBar("Refreshing") as progress:
        feeds = EditFeeds(library)
        ids = [feeds.find(one).id for one in which] if which else feeds.ids()
        report = refresh(library, ids, progress=progress)
    for trouble in report.troubles:
        click.echo(f"{trouble.name}: {trouble.sentence}", err=True)
    click.echo(report.sentence())
    return 1 if report.troubles else 0


@feeds.command("remove")
@click.argument("which", nargs=-1, required=True, metavar="URL|TITLE...")
@click.pass_obj
def remove_feeds(session: _Session, which: tuple[str, ...]) -> int:
    """Let feeds go; their articles stay."""
    from reader.services.feeds import EditFeeds

    with session.library() as library:
        feeds = EditFeeds(library)
        found = {row.id: row for row in map(feeds.find, which)}
        feeds.unsubscribe(list(found))
    for row in found.values():
        click.echo(f"unsubscribed from {row.name}")
    return 0


@feeds.command("export")
@click.argument("file", type=_ANY_PATH)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@click.pass_obj
def export_feeds(session: _Session, file: Path, force: bool) -> int:
    """Write all feeds with their folders to a list (OPML), whole or not at all."""
    from reader.services.feeds import EditFeeds

    with session.library() as library:
        written = EditFeeds(library).export_file(file, replace=force)
    click.echo(f"exported {written} feed{'' if written == 1 else 's'} to {_printable(file)}")
    return 0


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


def _columns(given: tuple[str, ...]) -> "ColumnMapping | None":
    """The mapping that was given, None where none was. Raises BadParameter."""
    from reader.domain.intake import ArticleField, ColumnMapping

    if not given:
        return None
    columns = {}
    for pair in given:
        field, _, name = pair.partition("=")
        if field not in set(ArticleField) or not name:
            fields = ", ".join(ArticleField)
            raise click.BadParameter(
                f"“{pair}” is not FIELD=NAME with one of the fields {fields}.", param_hint="--column"
            )
        columns[ArticleField(field)] = name
    if ArticleField.TEXT not in columns:
        raise click.BadParameter("text=NAME is missing: without a text there is no article.", param_hint="--column")
    return ColumnMapping(tuple(columns.items()))


def _parting(given: str | None) -> "Parting | None":
    """The rule that was given, None where none was. Raises BadParameter."""
    from reader.domain.intake import Parting, PartingKind

    if given is None:
        return None
    kind, _, told = given.partition(":")
    match kind:
        case "whole" if not told:
            return Parting()
        case "headings" if told in set("123456"):
            return Parting(PartingKind.HEADINGS, level=int(told))
        case "lines" if told:
            return Parting(PartingKind.LINES, pattern=told)
    raise click.BadParameter(
        f"“{given}” is none of whole, headings:1 to headings:6, lines:REGEX.", param_hint="--parting"
    )


def _tell_columns(paths: tuple[Path, ...], rules: "Rules") -> None:
    """Say of each table which of its columns is taken for what."""
    from reader.domain.intake import ArticleField
    from reader.services.look_ahead import TableProspect, look_ahead

    for table in look_ahead(paths):
        if isinstance(table, TableProspect):
            chosen = rules.columns
            given = chosen is not None and chosen.column(ArticleField.TEXT) in table.columns
            mapping = chosen if chosen is not None and given else table.guessed
            if mapping.columns:
                told = ", ".join(f"{field} from “{name}”" for field, name in mapping.columns)
                for path in table.paths:
                    click.echo(f"{_printable(path)}: {told}", err=True)


def _tell_report(report: "ImportReport") -> int:
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
