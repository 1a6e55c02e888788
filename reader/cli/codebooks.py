"""Commands for codebooks."""

from pathlib import Path

import click

from reader.cli.session import ANY_PATH, Session, printable


@click.group()
def codebook() -> None:
    """Write the codebook to a file, or take one in: TOML or CSV, as the file's name ends."""


@codebook.command("export")
@click.argument("file", type=ANY_PATH)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@click.pass_obj
def export_codebook(session: Session, file: Path, force: bool) -> int:
    """Write the codebook to a .toml file, or its labels alone to a .csv file, whole or not at all."""
    from reader.services.edit_codebook import EditCodebook

    with session.library() as library:
        written = EditCodebook(library).export_file(file, replace=force)
    click.echo(f"exported {written} label{'' if written == 1 else 's'} to {printable(file)}")
    return 0


@codebook.command("import")
@click.argument("file", type=ANY_PATH)
@click.pass_obj
def import_codebook(session: Session, file: Path) -> int:
    """Take the labels of a .toml or .csv file in: all of them, or none where one is wrong.

    Labels that are there, by uid or else by kind and name, become what the file says; none is deleted. A .toml file
    may tell what labels ask, and types of links, too. The last line tells `added N, changed N, unchanged N` of labels.
    """
    from reader.services.edit_codebook import EditCodebook

    with session.library() as library:
        done = EditCodebook(library).import_file(file)
    for note in done.notes:
        click.echo(note, err=True)
    for told in done.asked:
        click.echo(told)
    click.echo(done.sentence())
    return 0
