"""Commands for watched folders."""

from pathlib import Path

import click

from reader.cli.session import ANY_PATH, ProgressBar, Session, printable, tell_report


@click.group()
def watch() -> None:
    """Folders that are watched: what comes to lie in them is taken in by the window, and by `gloss watch look`."""


@watch.command("add")
@click.argument("folder", type=ANY_PATH)
@click.pass_obj
def watch_folder(session: Session, folder: Path) -> int:
    """Watch a folder and the folders in it."""
    from reader.services.watch_folders import WatchFolders

    with session.library(make=True) as library:
        added = WatchFolders(library).add(folder)
    click.echo(f"watching {printable(added.path)}")
    return 0


@watch.command("list")
@click.pass_obj
def list_watched(session: Session) -> int:
    """List the watched folders."""
    from reader.services.watch_folders import WatchFolders

    with session.library() as library:
        for folder in WatchFolders(library).folders():
            click.echo(printable(folder.path))
    return 0


@watch.command("remove")
@click.argument("folder", type=ANY_PATH)
@click.pass_obj
def unwatch_folder(session: Session, folder: Path) -> int:
    """Watch a folder no more. The articles that came from it stay."""
    from reader.services.watch_folders import WatchFolders

    with session.library() as library:
        WatchFolders(library).remove(folder)
    click.echo(f"not watching {printable(folder)} any more")
    return 0


@watch.command("look")
@click.pass_obj
def look_at_watched(session: Session) -> int:
    """Take in what is new or changed in the watched folders; the last line and the exit code are as of `import`."""
    from reader.services.watch_folders import look

    with session.library() as library, ProgressBar("Importing") as progress:
        report = look(library, progress)
    return tell_report(report)
