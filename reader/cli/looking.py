"""Commands that look into a library: articles, annotations as a file, a check."""

from datetime import UTC, datetime
from pathlib import Path

import click

from reader.cli.session import ANY_PATH, ProgressBar, Session, printable, written_as_json


@click.command()
@click.argument("out", type=ANY_PATH)
@click.option(
    "--table",
    type=click.Choice(["annotations", "claims", "entities", "links", "articles", "mentions"]),
    default="annotations",
    show_default=True,
    help="What the rows are.",
)
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
    session: Session,
    out: Path,
    table: str,
    articles: tuple[str, ...],
    labels: tuple[str, ...],
    kind: str | None,
    annotator: str,
    since: datetime | None,
    versions: bool,
    excel: bool,
    force: bool,
) -> int:
    """Write the annotations, or another table, to a CSV file, whole or not at all.

    Links are those with an end among the annotations that are chosen, claims those with a sighting among them; entities
    can be chosen by label, articles by uid.
    """
    from reader.domain.annotation import AnnotationFilter
    from reader.domain.codebook import LabelKind
    from reader.domain.tables import Table
    from reader.services.export_annotations import left_waiting
    from reader.services.export_tables import check_table_filter, export_table
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
        rows = Table(table)
        check_table_filter(library, rows, which)
        with ProgressBar("Exporting") as progress:
            written = export_table(library, out, rows, which, excel=excel, replace=force, progress=progress)
        waiting = left_waiting(library, which) if rows is Table.ANNOTATIONS else ""
    if waiting:
        click.echo(f"{waiting}; --versions exports all versions", err=True)
    click.echo(f"exported {written} {rows.one if written == 1 else rows} to {printable(out)}")
    return 0


@click.command()
@click.option("--search", "query", default="", metavar="QUERY", help="Only what this finds, as the search field does.")
@click.option("--limit", type=click.IntRange(1, 1_000_000_000), metavar="N", help="Only the newest N of them.")
@click.option("--json", "as_json", is_flag=True, help="A list of objects instead of columns.")
@click.pass_obj
def articles(session: Session, query: str, limit: int | None, as_json: bool) -> int:
    """List the articles, newest first: uid, date, state, number of annotations, source, title.

    A query is made of words, "phrases", beginnings (harb*), AND, OR, NOT and fields: title:flood label:person
    date:2025-05..2025-06 claimant:duarte check:>=2 is:unread.
    """
    from reader.services.index_library import index_library
    from reader.services.read import Read

    with session.library() as library:
        if query:
            with ProgressBar("Indexing") as progress:
                index_library(library, progress)
        summaries = Read(library).summaries(query, -1 if limit is None else limit)
        if as_json:
            click.echo(written_as_json([summary._asdict() for summary in summaries]))
            return 0
        for row in summaries:
            cells = (row.uid, row.published, row.state, str(row.annotations), row.source, row.title)
            click.echo("\t".join(" ".join(cell.split()) for cell in cells))
    return 0


@click.command()
@click.pass_obj
def check(session: Session) -> int:
    """Check that the library is whole: the file, its references, quotes and indexes. Exit code 1 if it is not."""
    from reader.services.check import troubles

    with session.library() as library:
        found = False
        for trouble in troubles(library):
            found = True
            click.echo(trouble)
        if not found:
            click.echo(f"{printable(library.path)} is whole.")
    return 1 if found else 0


def _utc(moment: datetime) -> str:
    """A moment by the clock of this place, as the library writes it."""
    try:
        moment = moment.astimezone(UTC)
    except (OverflowError, ValueError):  # the first and the last day that there are
        moment = moment.replace(tzinfo=UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
