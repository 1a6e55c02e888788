"""`gloss claims`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from reader import cli
from reader.domain.questions import Field
from reader.services.libraries import open_library
from tests.claims import AGAIN, HARBOUR, answer, answer_by, article_with, claim_in, join


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Gloss = Callable[..., Ran]


@pytest.fixture
def gloss(library_path: Path, capsys: pytest.CaptureFixture[str]) -> Gloss:
    """Runs a command on a library with two claims, one of them sighted twice and checked."""
    library = open_library(library_path)
    harbour, again = article_with(library, HARBOUR, "2026-05-12"), article_with(library, AGAIN, "2026-05-15")
    first = claim_in(library, harbour, "The wall failed at one point")
    cost = claim_in(library, harbour, "Repairs will cost nine million crowns")
    join(library, first.id, claim_in(library, again, "The harbour wall failed at one point").id)
    answer_by(library, first.id, Field.CLAIMANT, "Harbour Board")
    answer(library, first.id, Field.SCALE, "Gloss")
    answer(library, first.id, Field.VERDICT, "disputed")
    answer(library, cost.id, Field.CHECKWORTHINESS, "3")
    library.close()

    def run(*arguments: object) -> Ran:
        code = cli.run(["--library", str(library_path), "claims", *map(str, arguments)], lambda _library: 77)
        return Ran(code, *capsys.readouterr())

    return run


def test_claims_are_listed_each_once_with_what_is_known(gloss: Gloss) -> None:
    rows = [line.split("\t")[1:] for line in gloss().out.splitlines()]
    assert rows == [
        ["2026-05-12", "1", "3", "unchecked", "", "Repairs will cost nine million crowns"],
        ["2026-05-12", "2", "", "disputed", "Harbour Board", "The wall failed at one point"],
    ]


def test_what_is_to_be_checked_and_what_is_searched_for(gloss: Gloss) -> None:
    assert "Repairs" in gloss("--to-be-checked").out
    assert "wall" not in gloss("--to-be-checked").out
    assert gloss("--search", 'claimant:"Harbour Board"').out.count("\n") == 1
    assert gloss("--search", "check:>=2").out.count("\n") == 1


def test_reviews_leave_out_what_has_no_verdict_and_say_so(gloss: Gloss, tmp_path: Path) -> None:
    out = tmp_path / "reviews.jsonld"
    ran = gloss("--out", out, "--url", "https://checks.example/page")
    assert ran.out == f"exported 1 claim to {out}; 1 without a verdict was left out\n"
    (review,) = json.loads(out.read_text("utf-8"))["@graph"]
    assert review["url"].startswith("https://checks.example/page#claim-")


def test_a_table_is_made_for_spreadsheets(gloss: Gloss, tmp_path: Path) -> None:
    out = tmp_path / "claims.csv"
    assert gloss("--out", out, "--excel").code == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")


def test_one_claim_without_a_verdict_is_refused_with_the_reason(gloss: Gloss, tmp_path: Path) -> None:
    uid = next(line.split("\t")[0] for line in gloss("--to-be-checked").out.splitlines())
    ran = gloss("--claim", uid, "--out", tmp_path / "one.jsonld")
    assert ran.code == 2
    assert "has no verdict" in ran.err
    assert not (tmp_path / "one.jsonld").exists()


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(gloss: Gloss, tmp_path: Path) -> None:
    out = tmp_path / "claims.md"
    assert gloss("--out", out).code == 0
    assert gloss("--out", out).code == 2
    assert gloss("--out", out, "--force").code == 0


@pytest.mark.parametrize(
    "arguments", [["--claim", "nobody"], ["--out", "claims.docx"], ["--search", "label:nobody"], ["--url", "no page"]]
)
def test_what_cannot_be_done_is_said(gloss: Gloss, arguments: list[str], tmp_path: Path) -> None:
    out = [] if arguments[0] != "--url" else ["--out", tmp_path / "x.jsonld"]
    ran = gloss(*arguments, *out)
    assert ran.code == 2
    assert ran.err.startswith("gloss: ")
