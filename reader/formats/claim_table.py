"""Claims as CSV: RFC 4180 in UTF-8, one row a claim; several values in a cell are parted by “; ”."""

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from reader.domain.ledger import Claim
from reader.domain.questions import Field

COLUMNS = (
    "claim_id", "claim", "claimant_id", "claimant", "about", "made_on", "sightings", "articles", "sources", "urls",
    "quotes", "topics", "certainty", "checkworthiness", "reason", "scale", "verdict", "rationale", "checked_by",
    "checked_on", "evidence", "supported_by", "contradicted_by",
)  # fmt: skip


def write_table(claims: Iterable[Claim], file: BinaryIO) -> int:
    """Write the claims, and say how many they were."""
    lines = io.TextIOWrapper(file, encoding="utf-8", newline="")
    count = 0
    try:
        writer = csv.writer(lines, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for count, claim in enumerate(claims, 1):  # noqa: B007 - the last one is told
            writer.writerow(_row(claim))
        lines.flush()
    finally:
        lines.detach()  # the file is closed by those who opened it
    return count


def _row(claim: Claim) -> tuple[str | int, ...]:
    seen = claim.sightings
    return (
        claim.uid,
        claim.text,
        claim.claimant.uid if claim.claimant else "",
        claim.claimant.name if claim.claimant else "",
        _several(each.name for each in claim.about),
        claim.made_on,
        len(seen),
        len({each.article_id for each in seen}),
        _several(each.source for each in seen),
        _several(each.url for each in seen),
        _several(" ".join(each.quote.split()) for each in seen),
        _several(claim.values(Field.TOPICS)),
        claim.value(Field.CERTAINTY),
        claim.value(Field.CHECKWORTHINESS),
        claim.value(Field.REASON),
        claim.value(Field.SCALE),
        claim.verdict,
        claim.value(Field.RATIONALE),
        claim.value(Field.CHECKER),
        claim.value(Field.CHECKED_ON),
        _several(" ".join(part for part in (each.stance, each.url, each.quote) if part) for each in claim.evidence),
        _several(each.words for each in claim.reasons if each.supports),
        _several(each.words for each in claim.reasons if not each.supports),
    )


def _several(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(value for value in values if value))
