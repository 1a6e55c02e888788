"""Commands for feeds."""

from pathlib import Path

import click

from reader.cli.session import ANY_PATH, ProgressBar, Session, printable, written_as_json
from reader.errors import ReaderError


@click.group()
def feeds() -> None:
    """Subscribe to feeds, refresh them, list them, let them go."""


@feeds.command("add")
@click.argument("what", nargs=-1, required=True, metavar="URL|FILE.opml...")
@click.option("--folder", default="", metavar="NAME", help="The folder for them, such as News/Asia; not for files.")
@click.pass_obj
def add_feeds(session: Session, what: tuple[str, ...], folder: str) -> int:
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
def list_feeds(session: Session, as_json: bool) -> int:
    """List the feeds by folder: folder, unread articles, title, URL, when refreshed, trouble."""
    from dataclasses import asdict

    from reader.services.feeds import EditFeeds

    with session.library() as library:
        rows = EditFeeds(library).rows()
    if as_json:
        click.echo(written_as_json([asdict(row) for row in rows]))
        return 0
    for row in rows:
        cells = (row.folder, str(row.unread), row.name, row.url, row.checked_at, row.trouble)
        click.echo("\t".join(" ".join(cell.split()) for cell in cells))
    return 0


@feeds.command("refresh")
@click.argument("which", nargs=-1, metavar="[URL|TITLE]...")
@click.pass_obj
def refresh_feeds(session: Session, which: tuple[str, ...]) -> int:
    """Take in what is new in all feeds, or in some.

    The last line tells `new N, feeds N`; the exit code is 1 if any feed could not be had.
    """
    from reader.services.feeds import EditFeeds
    from reader.services.refresh_feeds import refresh

    with session.library() as library, ProgressBar("Refreshing") as progress:
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
def remove_feeds(session: Session, which: tuple[str, ...]) -> int:
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
@click.argument("file", type=ANY_PATH)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@click.pass_obj
def export_feeds(session: Session, file: Path, force: bool) -> int:
    """Write all feeds with their folders to a list (OPML), whole or not at all."""
    from reader.services.feeds import EditFeeds

    with session.library() as library:
        written = EditFeeds(library).export_file(file, replace=force)
    click.echo(f"exported {written} feed{'' if written == 1 else 's'} to {printable(file)}")
    return 0
