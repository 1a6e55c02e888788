"""Commands for the register of entities."""

from pathlib import Path

import click

from reader.cli.session import ANY_PATH, ProgressBar, Session, printable


@click.group()
def entities() -> None:
    """Write the register of entities to a CSV file, or take one in."""


@entities.command("export")
@click.argument("file", type=ANY_PATH)
@click.option("--excel", is_flag=True, help="For spreadsheets: a byte order mark, and no cell that runs as a formula.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@click.pass_obj
def export_entities(session: Session, file: Path, excel: bool, force: bool) -> int:
    """Write all entities, whole or not at all, with how often and since when each is mentioned."""
    from reader.domain.annotation import AnnotationFilter
    from reader.domain.tables import Table
    from reader.services.export_tables import export_table

    with session.library() as library, ProgressBar("Exporting") as progress:
        written = export_table(
            library, file, Table.ENTITIES, AnnotationFilter(), excel=excel, replace=force, progress=progress
        )
    click.echo(f"exported {written} {Table.ENTITIES.one if written == 1 else Table.ENTITIES} to {printable(file)}")
    return 0


@entities.command("import")
@click.argument("file", type=ANY_PATH)
@click.pass_obj
def import_entities(session: Session, file: Path) -> int:
    """Take the entities of a CSV file in: all of them, or none where one is wrong.

    Entities that are there, by id or else by name and type, get the aliases of the file and what else it says of them;
    none is deleted. The last line tells `added N, changed N, unchanged N`.
    """
    from reader.services.import_register import import_register

    with session.library() as library:
        done, _changes = import_register(library, file)
    click.echo(done.sentence())
    return 0
