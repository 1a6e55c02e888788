"""Claims as one HTML page for people: all in it, nothing fetched, no script; light or dark as the reader's system."""

from collections.abc import Iterable
from html import escape
from typing import BinaryIO

from reader.domain.ledger import Claim
from reader.formats.claim_facts import facts, place_of, safe_url

_STYLE = """
:root { color-scheme: light dark; --text: #1c1f23; --muted: #5f656d; --line: #e1e1dc; --page: #fff; --bar: #7a5cc0; }
@media (prefers-color-scheme: dark) {
  :root { --text: #d9dbdf; --muted: #9096a0; --line: #33363c; --page: #212327; --bar: #a48fd8; }
}
body { background: var(--page); color: var(--text); font: 15px/1.5 Inter, "Noto Sans", sans-serif;
  max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
a { color: inherit; }
article { border-top: 1px solid var(--line); padding: 1.2rem 0; }
h2 { font: 400 1.2rem/1.45 "Noto Serif", Charter, Georgia, serif; margin: 0 0 .8rem;
  border-inline-start: 3px solid var(--bar); padding-inline-start: .7rem; overflow-wrap: anywhere; }
h3 { font-size: .85rem; font-weight: 600; color: var(--muted); margin: 1rem 0 .3rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; }
dt { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
ul { margin: 0; padding-inline-start: 1.2rem; }
q, cite { overflow-wrap: anywhere; }
q { font-family: "Noto Serif", Charter, Georgia, serif; }
cite { font-style: normal; color: var(--muted); }
"""


def write_page(claims: Iterable[Claim], file: BinaryIO, title: str) -> int:
    """Write the claims, and say how many they were. Each has an anchor, `claim-` and its id."""
    file.write(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n".encode()
    )
    count = 0
    for count, claim in enumerate(claims, 1):  # noqa: B007 - the last one is told
        file.write(_claim(claim).encode())
    file.write(b"</body>\n</html>\n")
    return count


def _claim(claim: Claim) -> str:
    known = "".join(f'<dt>{escape(name)}</dt><dd dir="auto">{escape(value)}</dd>\n' for name, value in facts(claim))
    made = [f'<article id="claim-{escape(claim.uid)}">\n<h2 dir="auto">{_line(claim.text)}</h2>\n<dl>\n{known}</dl>\n']
    if claim.reasons:
        made.append(_list("For and against", (
            f"{'For' if each.supports else 'Against'}: <q>{_line(each.words)}</q>"
            + (f" <cite>{_line(each.source)}</cite>" if each.source and each.source != each.words else "")
            for each in claim.reasons
        )))  # fmt: skip
    if claim.evidence:
        made.append(_list("Evidence", (
            f"{escape(f'{each.stance}: ' if each.stance else '')}{_linked(each.quote or each.url, each.url)}"
            for each in claim.evidence
        )))  # fmt: skip
    made.append(_list("Sightings", (
        f"<q>{_line(each.quote)}</q> <cite>{_linked(place_of(each), each.url)}</cite>" for each in claim.sightings
    )))  # fmt: skip
    return "".join((*made, "</article>\n"))


def _list(title: str, items: Iterable[str]) -> str:
    rows = "".join(f'<li dir="auto">{item}</li>\n' for item in items)
    return f"<h3>{title}</h3>\n<ul>\n{rows}</ul>\n"


def _linked(words: str, url: str) -> str:
    address = safe_url(url)
    if not address:
        return _line(words)
    return f'<a href="{escape(address)}" rel="noreferrer">{_line(words)}</a>'


def _line(words: str) -> str:
    return escape(" ".join(words.split()))
