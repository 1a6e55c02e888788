"""The command for the claims ledger."""

from pathlib import Path

import click

from reader.cli.session import ANY_PATH, ProgressBar, Session, printable


@click.command()
@click.option(
    "--search", "query", default="", metavar="QUERY", help="Only what this finds, as the ledger's field does."
)
@click.option("--to-be-checked", is_flag=True, help="Only claims without a verdict, those most worth checking first.")
@click.option("--claim", "uids", multiple=True, metavar="UID", help="Only this claim; may be repeated.")
@click.option("--out", type=ANY_PATH, metavar="FILE", help="Write them to FILE: .csv, .md, .html or .jsonld.")
@click.option("--url", default="", metavar="URL", help="The page that ClaimReviews are going to stand on.")
@click.option("--excel", is_flag=True, help="For spreadsheets: a byte order mark, and no cell that runs as a formula.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@click.pass_obj
def claims(
    session: Session,
    query: str,
    to_be_checked: bool,
    uids: tuple[str, ...],
    out: Path | None,
    url: str,
    excel: bool,
    force: bool,
) -> int:
    """List the claims, each once: uid, day, sightings, check-worthiness, verdict, claimant, claim.

    With --out they are written to a file instead.
    """
    from reader.domain.ledger import ClaimSort, LedgerQuery, Queue
    from reader.services.export_claims import export_claims
    from reader.services.ledger import Ledger, ids_with_uids, listed_ids

    which = LedgerQuery(query, Queue.TO_CHECK, ClaimSort.TO_CHECK) if to_be_checked else LedgerQuery(query)
    with session.library() as library:
        ids = ids_with_uids(library, uids) if uids else listed_ids(library, which)
        if out is not None:
            with ProgressBar("Exporting") as progress:
                done = export_claims(
                    library, out, ids if uids else which, page=url, excel=excel, replace=force, progress=progress
                )
            click.echo(done.sentence(printable(out)))
            return 0
        ledger = Ledger(library)
        for start in range(0, len(ids), 500):
            for claim in ledger.some(ids[start : start + 500]).values():
                cells = (
                    claim.uid,
                    claim.made_on,
                    str(len(claim.sightings)),
                    str(claim.check) if claim.check >= 0 else "",
                    claim.verdict or "unchecked",
                    claim.claimant.name if claim.claimant else "",
                    claim.text,
                )
                click.echo("\t".join(" ".join(cell.split()) for cell in cells))
    return 0
