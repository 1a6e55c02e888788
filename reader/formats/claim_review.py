"""Claims with a verdict as schema.org `ClaimReview`, in JSON-LD.

Sources: schema.org/ClaimReview, /Claim and /Rating for what each property may hold; Google Search Central, "Fact check
(ClaimReview) structured data", for what is required (`claimReviewed`, `reviewRating` with `alternateName`, `url`) and
what is recommended (`author`, `itemReviewed` with `author`, `datePublished`, `appearance` and `firstAppearance`; in a
rating `ratingValue`, `bestRating`, `worstRating`, where a greater value is nearer to the truth).

A review has a `url`: the page that it stands on. Gloss knows of none before it is published: where the person gives
one, each review is an anchor on it, as the HTML export writes them; else it is the name of the claim, `urn:uuid:…`,
which is a URI and valid, but has to be replaced before Google will show it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO

from reader.domain.ledger import Claim, Named, ratings_of
from reader.domain.questions import Field
from reader.domain.record import AUTHOR, UNNAMED
from reader.errors import FileError
from reader.formats.claim_facts import safe_url

_CONTEXT = "https://schema.org"
_PERSON, _ORGANIZATION = "Person", "Organization"


class ReviewMaker:
    """Makes reviews. `kinds` are the names of labels by id, `choices` the scales of verdicts, `page` a URL or empty."""

    def __init__(self, kinds: Mapping[int, str], choices: Sequence[str], page: str = "") -> None:
        self._kinds, self._choices, self._page = kinds, choices, page.partition("#")[0]

    def review(self, claim: Claim) -> dict[str, Any]:
        """The review of one claim. Raises FileError where it has no verdict."""
        if not claim.verdict:
            raise FileError(
                f"“{_line(claim.text)}” has no verdict: a ClaimReview tells what a check has found. "
                "Give it a verdict first; nothing was written."
            )
        found = {
            "@type": "ClaimReview",
            "@id": f"urn:uuid:{claim.uid}",
            "url": f"{self._page}#claim-{claim.uid}" if self._page else f"urn:uuid:{claim.uid}",
            "claimReviewed": _line(claim.text),
            "author": {"@type": _PERSON, "name": claim.value(Field.CHECKER) or _annotator(claim)},
            "datePublished": claim.value(Field.CHECKED_ON),
            "reviewBody": claim.value(Field.RATIONALE),
            "reviewRating": self._rating(claim),
            "itemReviewed": self._item(claim),
            "citation": [url for each in claim.evidence if (url := safe_url(each.url))],
        }
        return {name: value for name, value in found.items() if value not in ("", [], None)}

    def _rating(self, claim: Claim) -> dict[str, Any]:
        scale, ratings = ratings_of(self._choices, claim.value(Field.SCALE), claim.verdict)
        rating: dict[str, Any] = {"@type": "Rating", "alternateName": claim.verdict}
        if claim.verdict in ratings:
            value = ratings.index(claim.verdict) + 1
            rating |= {"ratingValue": value, "worstRating": 1, "bestRating": len(ratings)}
        return rating | ({"ratingExplanation": f"{scale}: {', '.join(ratings)}"} if ratings else {})

    def _item(self, claim: Claim) -> dict[str, Any]:
        first, *others = claim.sightings
        works = [
            {"@type": "CreativeWork", "url": url, "name": each.title} for each in others if (url := safe_url(each.url))
        ]
        begun = safe_url(first.url)
        found = {
            "@type": "Claim",
            "name": _line(claim.text),
            "author": self._author(claim.claimant),
            "datePublished": claim.made_on,
            "firstAppearance": {"@type": "CreativeWork", "url": begun, "name": first.title} if begun else None,
            "appearance": works,
        }
        return {name: value for name, value in found.items() if value not in ("", [], None)}

    def _author(self, claimant: Named | None) -> dict[str, Any] | None:
        """Who makes the claim: somebody whose name is not known is nobody that could be told."""
        if claimant is None or not claimant.name or (claimant.name in (AUTHOR, UNNAMED) and not claimant.entity_id):
            return None
        kind = self._kinds.get(claimant.label_id, _PERSON)
        author = {"@type": _PERSON if kind.casefold() == "person" else _ORGANIZATION, "name": claimant.name}
        return author | ({"sameAs": claimant.uri} if safe_url(claimant.uri) else {})


def write_review(claim: Claim, file: BinaryIO, maker: ReviewMaker) -> None:
    """Write the review of one claim. Raises FileError where it has no verdict."""
    file.write(_encoded({"@context": _CONTEXT, **maker.review(claim)}))


def write_reviews(claims: Iterable[Claim], file: BinaryIO, maker: ReviewMaker) -> tuple[int, int]:
    """Write the reviews of those that have a verdict; how many they are, and how many were left out."""
    reviews, left = [], 0
    for claim in claims:
        if claim.verdict:
            reviews.append(maker.review(claim))
        else:
            left += 1
    file.write(_encoded({"@context": _CONTEXT, "@graph": reviews}))
    return len(reviews), left


def _encoded(document: dict[str, Any]) -> bytes:
    # “<” escaped: it may be put into a page as it is, and can never end the script element there.
    return (json.dumps(document, ensure_ascii=False, indent=2).replace("<", "\\u003c") + "\n").encode()


def _annotator(claim: Claim) -> str:
    return next((each.annotator for each in claim.sightings if each.annotator), "")


def _line(words: str) -> str:
    return " ".join(words.split())
