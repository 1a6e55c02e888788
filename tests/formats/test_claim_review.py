"""Claims as schema.org ClaimReview: valid by what schema.org and Google ask for."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reader.domain.ledger import Claim, Named, Sighting
from reader.domain.questions import SCALES, Field
from reader.domain.record import Answer, Evidence, EvidenceStance
from reader.errors import FileError
from reader.formats.claim_review import ReviewMaker, write_review, write_reviews

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "claim-review.schema.json").read_text(encoding="utf-8"))
CHOICES = tuple(f"{name}: {', '.join(ratings)}" for name, ratings in SCALES.items())
UID = "01890000-0000-7000-8000-00000000000"
FIRST = Sighting(
    1, f"{UID}1", 1, 9, "the wall failed", "Wall fails", "Coastal Post", "", "https://post.example/a", "2026-05-12", 1,
    "ann",
)  # fmt: skip
SECOND = replace(FIRST, id=2, uid=f"{UID}2", article_id=2, title="Again", url="https://post.example/b")


def claim(verdict: str = "disputed", scale: str = "Gloss", **answers: str) -> Claim:
    given = {Field.VERDICT: verdict, Field.SCALE: scale} | {Field(name): value for name, value in answers.items()}
    known = {field: (Answer(value),) for field, value in given.items() if value}
    evidence = (Evidence(1, "https://log.example/1", "one trip", EvidenceStance.SUPPORTS),)
    claimant = Named("Harbour Board", 3, 5, "", "https://www.wikidata.org/entity/Q1")
    return Claim(1, f"{UID}1", 9, "The wall failed.", (FIRST, SECOND), known, {}, claimant, (), evidence, ())


def maker(page: str = "") -> ReviewMaker:
    return ReviewMaker({4: "Person", 5: "Organization"}, CHOICES, page)


def written(tmp_path: Path, one: Claim, page: str = "") -> Any:
    path = tmp_path / "review.jsonld"
    with path.open("wb") as file:
        write_review(one, file, maker(page))
    return json.loads(path.read_text(encoding="utf-8"))


def check(document: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(
        document, SCHEMA, cls=jsonschema.Draft202012Validator, format_checker=jsonschema.FormatChecker()
    )


def test_a_full_review_is_valid(tmp_path: Path) -> None:
    found = written(tmp_path, claim(rationale="The log shows one trip.", checker="Ines", checked_on="2026-06-02"))
    check(found)
    assert found["claimReviewed"] == "The wall failed."
    assert found["reviewRating"]["alternateName"] == "disputed"
    assert [found["reviewRating"][name] for name in ("worstRating", "ratingValue", "bestRating")] == [1, 2, 4]
    assert found["itemReviewed"]["author"] == {
        "@type": "Organization", "name": "Harbour Board", "sameAs": "https://www.wikidata.org/entity/Q1",
    }  # fmt: skip
    assert found["itemReviewed"]["firstAppearance"]["url"] == "https://post.example/a"
    assert [work["url"] for work in found["itemReviewed"]["appearance"]] == ["https://post.example/b"]
    assert found["author"]["name"] == "Ines"
    assert found["citation"] == ["https://log.example/1"]


@pytest.mark.parametrize(("scale", "ratings"), SCALES.items())
def test_every_rating_of_every_scale_is_valid(tmp_path: Path, scale: str, ratings: tuple[str, ...]) -> None:
    for value, rating in enumerate(ratings, 1):
        found = written(tmp_path, claim(rating, scale))
        check(found)
        assert found["reviewRating"]["ratingValue"] == value


def test_the_least_that_is_known_is_valid(tmp_path: Path) -> None:
    bare = replace(claim("odd", ""), claimant=None, evidence=(), sightings=(replace(FIRST, url="", published=""),))
    found = written(tmp_path, bare)
    check(found)
    assert found["url"] == f"urn:uuid:{UID}1"
    assert found["author"]["name"] == "ann"
    assert "ratingValue" not in found["reviewRating"]


@pytest.mark.parametrize("name", ["author", "unnamed"])
def test_somebody_whose_name_nobody_knows_is_no_person(tmp_path: Path, name: str) -> None:
    found = written(tmp_path, replace(claim(), claimant=Named(name)))
    check(found)
    assert "author" not in found["itemReviewed"]


def test_reviews_of_a_page_are_anchors_on_it(tmp_path: Path) -> None:
    found = written(tmp_path, claim(), "https://checks.example/page#top")
    check(found)
    assert found["url"] == f"https://checks.example/page#claim-{UID}1"


def test_a_claim_without_verdict_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="has no verdict"):
        written(tmp_path, claim(""))


def test_of_several_those_without_a_verdict_are_left_out_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonld"
    with path.open("wb") as file:
        assert write_reviews([claim(), claim(""), claim("confirmed")], file, maker()) == (2, 1)
    document = json.loads(path.read_text(encoding="utf-8"))
    check(document)
    assert len(document["@graph"]) == 2


def test_nothing_in_a_review_can_end_a_script_element(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonld"
    with path.open("wb") as file:
        write_review(replace(claim(), text="</script><b>"), file, maker())
    assert b"<" not in path.read_bytes()
    assert json.loads(path.read_bytes())["claimReviewed"] == "</script><b>"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://", "//x", "ftp://x/y", "file:///etc"])
def test_an_address_that_is_none_of_the_web_is_left_out(tmp_path: Path, url: str) -> None:
    found = written(tmp_path, replace(claim(), sightings=(replace(FIRST, url=url),)))
    check(found)
    assert "firstAppearance" not in found["itemReviewed"]


@pytest.mark.parametrize("name", ["claimReviewed", "reviewRating", "url", "author"])
def test_the_schema_misses_what_is_required(tmp_path: Path, name: str) -> None:
    found = written(tmp_path, claim())
    del found[name]
    with pytest.raises(jsonschema.ValidationError):
        check(found)
