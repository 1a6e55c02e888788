"""Commands that bring articles in: from files, from the web."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.session import ANY_PATH, ProgressBar, Session, printable, tell_report

if TYPE_CHECKING:
    from reader.domain.intake import ColumnMapping, Parting, Rules


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=ANY_PATH)
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
def import_(session: Session, paths: tuple[Path, ...], columns: tuple[str, ...], parting: str | None) -> int:
    """Take in files of articles, and all of them in folders.

    Which column of a table holds what is guessed, and told, unless it is given. The last line tells
    `imported N, duplicates N, failed N`; the exit code is 1 if any failed.
    """
    from reader.domain.intake import Rules
    from reader.services.import_articles import import_paths

    rules = Rules(columns=_columns(columns), parting=_parting(parting))
    with session.library(make=True) as library:
        _tell_columns(paths, rules)
        with ProgressBar("Importing") as progress:
            report = import_paths(library, paths, rules, progress=progress)
    return tell_report(report)


@click.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.pass_obj
def add(session: Session, urls: tuple[str, ...]) -> int:
    """Fetch pages and documents from the web, and take in their articles.

    The last line and the exit code are those of `import`.
    """
    from reader.services.add_from_web import add_from_web

    with session.library(make=True) as library, ProgressBar("Fetching") as progress:
        report = add_from_web(library, urls, progress=progress)
    return tell_report(report)


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
                    click.echo(f"{printable(path)}: {told}", err=True)
