"""The labels that Gloss brings are told apart by everybody, and advice is given on the colours of others."""

import tomllib
from itertools import combinations

import pytest

from reader.domain.codebook import LabelKind
from reader.domain.colour import Sight, difference, seen_by
from reader.places import resources
from reader.ui.painting.advice import APART, colour_advice, drawn_apart
from reader.ui.theme import Theme, every_theme

Named = tuple[str, str]

CODEBOOKS = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))["labels"]
    for path in sorted((resources() / "codebooks").glob("*.toml"))
}


def _labels(kind: LabelKind) -> dict[str, list[Named]]:
    """The names and colours of the labels of a kind, by codebook."""
    return {
        book: [(label["name"], label["colour"]) for label in labels if label["kind"] == kind]
        for book, labels in CODEBOOKS.items()
    }


ENTITIES, CLAIMS = _labels(LabelKind.ENTITY), _labels(LabelKind.CLAIM)

in_every_theme = pytest.mark.parametrize("theme", every_theme(), ids=lambda theme: theme.name)
to_every_sight = pytest.mark.parametrize("sight", Sight)


@pytest.mark.parametrize("book", ENTITIES)
@to_every_sight
def test_the_colours_of_entities_are_far_apart(book: str, sight: Sight) -> None:
    for (_, first), (_, second) in combinations(ENTITIES[book], 2):
        assert difference(seen_by(first, sight), seen_by(second, sight)) >= 10


@in_every_theme
@pytest.mark.parametrize("book", ENTITIES)
@to_every_sight
def test_the_marks_of_entities_in_the_legend_are_told_apart(theme: Theme, book: str, sight: Sight) -> None:
    for (_, first), (_, second) in combinations(ENTITIES[book], 2):
        marks = (theme.solid_fill(colour, theme.pane).name() for colour in (first, second))
        assert difference(*(seen_by(mark, sight) for mark in marks)) >= 6


@in_every_theme
@pytest.mark.parametrize("book", ENTITIES)
@to_every_sight
def test_the_fills_of_entities_are_told_apart(theme: Theme, book: str, sight: Sight) -> None:
    for (_, first), (_, second) in combinations(ENTITIES[book], 2):
        assert drawn_apart(LabelKind.ENTITY, first, second, theme, sight) >= APART[LabelKind.ENTITY]


@in_every_theme
@pytest.mark.parametrize("book", ENTITIES)
@to_every_sight
def test_the_fills_of_entities_are_told_from_the_page(theme: Theme, book: str, sight: Sight) -> None:
    page = seen_by(theme.pane.name(), sight)
    for _, colour in ENTITIES[book]:
        assert difference(seen_by(theme.entity_fill(colour).name(), sight), page) >= 4.5


@in_every_theme
@pytest.mark.parametrize("book", CLAIMS)
@to_every_sight
def test_the_lines_of_claims_are_far_apart(theme: Theme, book: str, sight: Sight) -> None:
    for (_, first), (_, second) in combinations(CLAIMS[book], 2):
        assert drawn_apart(LabelKind.CLAIM, first, second, theme, sight) >= 10


@in_every_theme
@pytest.mark.parametrize("book", CLAIMS)
@to_every_sight
def test_the_marks_of_claims_in_the_legend_are_told_apart(theme: Theme, book: str, sight: Sight) -> None:
    for (_, first), (_, second) in combinations(CLAIMS[book], 2):
        marks = (theme.claim_line(colour, anywhere=True).name() for colour in (first, second))
        assert difference(*(seen_by(mark, sight) for mark in marks)) >= APART[LabelKind.CLAIM]


def test_entities_have_the_colours_of_okabe_and_ito() -> None:
    assert [colour for _, colour in ENTITIES["news"]][:7] == [
        "#0072B2",
        "#E69F00",
        "#009E73",
        "#CC79A7",
        "#56B4E9",
        "#D55E00",
        "#F0E442",
    ]


@pytest.mark.parametrize("kind", LabelKind)
@pytest.mark.parametrize("book", CODEBOOKS)
def test_nothing_is_said_against_a_label_that_gloss_brings(kind: LabelKind, book: str) -> None:
    labels = _labels(kind)[book]
    for name, colour in labels:
        others = [other for other in labels if other[0] != name]
        assert not colour_advice(kind, colour, others, every_theme())


@pytest.mark.parametrize(
    ("kind", "colour", "sentence"),
    [
        (
            LabelKind.ENTITY,
            "#ffffff",
            "Hardly to be told from the page in the light and sepia themes: only its edge will show.",
        ),
        (LabelKind.ENTITY, "#0072B4", "Looks almost like “Person”."),
        (LabelKind.ENTITY, "#888888", "Looks almost like “Other” in the light and sepia themes."),
        (
            LabelKind.ENTITY,
            "#ff0000",
            "To people who cannot tell red from green it looks almost like “Product or work” in the dark theme.",
        ),
        (
            LabelKind.ENTITY,
            "#c0392b",
            "To people who cannot tell blue from green it looks almost like “Product or work”.",
        ),
        (LabelKind.CLAIM, "#000000", "Hardly to be seen as a line in the dark theme: it will be drawn stronger."),
        (
            LabelKind.CLAIM,
            "#808000",
            "To people who cannot tell red from green it looks almost like “Promise or plan”.",
        ),
    ],
)
def test_what_is_wrong_with_a_colour_is_said_in_a_sentence(kind: LabelKind, colour: str, sentence: str) -> None:
    assert colour_advice(kind, colour, _labels(kind)["news"], every_theme()) == sentence


def test_the_nearest_of_several_labels_is_named() -> None:
    others = [("Near", "#0072b2"), ("Nearer", "#0273b1"), ("Far", "#F0E442")]
    assert colour_advice(LabelKind.ENTITY, "#0373b0", others, every_theme()) == "Looks almost like “Nearer”."


@pytest.mark.parametrize("kind", LabelKind)
def test_a_colour_that_is_given_twice_looks_like_the_other(kind: LabelKind) -> None:
    assert colour_advice(kind, "#7A5CC0", [("First", "#7A5CC0")], every_theme()) == "Looks almost like “First”."
