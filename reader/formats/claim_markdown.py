"""Claims as Markdown (CommonMark): a heading a claim, what is known of it as lists."""

import re
from collections.abc import Iterable
from typing import BinaryIO

from reader.domain.ledger import Claim
from reader.formats.claim_facts import facts, place_of, safe_url

_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|<>~&])")


def write_markdown(claims: Iterable[Claim], file: BinaryIO, title: str) -> int:
    """Write the claims, and say how many they were."""
    file.write(f"# {_plain(title)}\n".encode())
    count = 0
    for count, claim in enumerate(claims, 1):  # noqa: B007 - the last one is told
        file.write(_claim(claim).encode())
    return count


def _claim(claim: Claim) -> str:
    lines = ["", f"## {_plain(claim.text)}", ""]
    lines += [f"- **{name}:** {_plain(value)}" for name, value in facts(claim)]
    if claim.reasons:
        lines += ["", "### For and against", ""]
        lines += [
            f"- {'For' if each.supports else 'Against'}: {_plain(each.words)}"
            + (f" ({_plain(each.source)})" if each.source and each.source != each.words else "")
            for each in claim.reasons
        ]
    if claim.evidence:
        lines += ["", "### Evidence", ""]
        for each in claim.evidence:
            said = f"{each.stance}: " if each.stance else ""
            lines.append(f"- {said}{_linked(each.quote or each.url, each.url)}")
    lines += ["", "### Sightings", ""]
    lines += [f"- “{_plain(each.quote)}” — {_linked(place_of(each), each.url)}" for each in claim.sightings]
    return "\n".join([*lines, ""])


def _linked(words: str, url: str) -> str:
    return f"[{_plain(words)}](<{safe_url(url)}>)" if safe_url(url) else _plain(words)


def _plain(words: str) -> str:
    """Words on one line, none of them markup; a number at their beginning is no list."""
    line = _MARKS.sub(r"\\\1", " ".join(words.split()))
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", line) if not line.startswith("-") else "\\" + line
