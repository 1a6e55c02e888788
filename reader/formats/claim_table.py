"""Claims as CSV: RFC 4180 in UTF-8, one row a claim; several values in a cell as `joined_cells` joins them."""

import codecs
import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from reader.domain.joined_cells import as_cell
from reader.domain.ledger import Claim
from reader.domain.questions import Field
from reader.formats.annotations_csv import guarded

#: A promise: more may be added at the end.
COLUMNS = (
    "claim_id", "claim", "claimant_id", "claimant", "cue", "quote_type", "addressee", "topics", "about", "made_on",
    "made_at", "certainty", "checkworthiness", "reason", "stance", "scale", "verdict", "rationale", "checked_by",
    "checked_on", "evidence", "sightings", "articles", "first", "last", "annotation_ids", "quotes", "sources", "urls",
    "supported_by", "contradicted_by",
)  # fmt: skip


def write_table(claims: Iterable[Claim], file: BinaryIO, *, excel: bool = False) -> int:
    """Write the claims, and say how many they were; `excel` is that of `annotations_csv.write`."""
    if excel:
        file.write(codecs.BOM_UTF8)
    lines = io.TextIOWrapper(file, encoding="utf-8", newline="")
    count = 0
    try:
        writer = csv.writer(lines, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for count, claim in enumerate(claims, 1):  # noqa: B007 - the last one is told
            writer.writerow(guarded(row_of(claim)) if excel else row_of(claim))
        lines.flush()
    finally:
        lines.detach()  # the file is closed by those who opened it
    return count


def row_of(claim: Claim) -> tuple[str | int, ...]:
    """The cells of a claim."""
    seen, value = claim.sightings, claim.value
    return (
        claim.uid,
        claim.text,
        claim.claimant.uid if claim.claimant else "",
        claim.claimant.name if claim.claimant else "",
        value(Field.CUE),
        value(Field.QUOTE_TYPE),
        claim.addressee.name if claim.addressee else "",
        _several(claim.values(Field.TOPICS)),
        _several(each.name for each in claim.about),
        claim.made_on,
        claim.made_at.name if claim.made_at else "",
        value(Field.CERTAINTY),
        value(Field.CHECKWORTHINESS),
        value(Field.REASON),
        value(Field.STANCE),
        value(Field.SCALE),
        claim.verdict,
        value(Field.RATIONALE),
        value(Field.CHECKER),
        value(Field.CHECKED_ON),
        as_cell(each.words for each in claim.evidence),
        len(seen),
        len({each.article_id for each in seen}),
        seen[0].published[:10],
        seen[-1].published[:10],
        as_cell(each.uid for each in seen),
        as_cell(each.quote for each in seen),
        _several(each.source for each in seen),
        _several(each.url for each in seen),
        _several(each.words for each in claim.reasons if each.supports),
        _several(each.words for each in claim.reasons if not each.supports),
    )


def _several(values: Iterable[str]) -> str:
    return as_cell(dict.fromkeys(value for value in values if value))
