"""What an export for people tells of a claim: names and values, in the order of the ledger's columns."""

from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from reader.domain.ledger import Claim, Sighting
from reader.domain.questions import Field

_WORTH = {"0": "not worth checking", "1": "little", "2": "much", "3": "at once"}


def facts(claim: Claim) -> Iterator[tuple[str, str]]:
    """What is known of a claim, without what is not known; the verdict is told also where there is none."""
    known = (
        ("Claimant", claim.claimant.name if claim.claimant else ""),
        ("About", ", ".join(each.name for each in claim.about)),
        ("First made", claim.made_on),
        ("Topics", ", ".join(claim.values(Field.TOPICS))),
        ("Check-worthiness", _told_worth(claim)),
        ("Verdict", claim.verdict or "unchecked"),
        ("Scale", claim.value(Field.SCALE) if claim.verdict else ""),
        ("Rationale", claim.value(Field.RATIONALE)),
        ("Checked by", claim.value(Field.CHECKER)),
        ("Checked on", claim.value(Field.CHECKED_ON)),
    )
    return ((name, value) for name, value in known if value)


def place_of(sighting: Sighting) -> str:
    """Where and when a claim was sighted."""
    return ", ".join(part for part in (sighting.source, sighting.title, sighting.published[:10]) if part)


def safe_url(url: str) -> str:
    """An address that may be followed, with nothing in it that could end a link; empty for any other."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return quote(url.strip(), safe=":/?#[]@!$&'()*+,;=%~-._")


def _told_worth(claim: Claim) -> str:
    value = claim.value(Field.CHECKWORTHINESS)
    return f"{value}, {_WORTH[value]}" if value in _WORTH else value
