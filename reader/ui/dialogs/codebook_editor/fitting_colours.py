"""The colours that are offered for labels."""

from collections.abc import Iterable

from reader.domain.codebook import LabelKind

#: Names and colours for each kind: Okabe and Ito's and those of the news codebook, then such as stay furthest apart
#: from all before them, as they are drawn in every theme, for every sight. The last ones do so less than the first.
FITTING = {
    LabelKind.ENTITY: (
        ("blue", "#0072B2"),
        ("orange", "#E69F00"),
        ("green", "#009E73"),
        ("pink", "#CC79A7"),
        ("sky blue", "#56B4E9"),
        ("vermilion", "#D55E00"),
        ("yellow", "#F0E442"),
        ("slate", "#44505C"),
        ("grey", "#A8A8A0"),
        ("leaf green", "#78BF60"),
        ("dark green", "#24803B"),
        ("pale green", "#C3D9AD"),
        ("turquoise", "#3DD9D9"),
        ("purple", "#6C3080"),
        ("indigo", "#3D3DD9"),
        ("lime", "#9DBF36"),
    ),
    LabelKind.CLAIM: (
        ("violet", "#7A5CC0"),
        ("red", "#C8020E"),
        ("vermilion", "#D55E00"),
        ("teal", "#4C8595"),
        ("purple", "#790EA8"),
        ("olive", "#617C50"),
        ("crimson", "#9E2A5C"),
        ("dusty pink", "#A68585"),
        ("maroon", "#592230"),
        ("dark brown", "#594A3A"),
        ("steel blue", "#406080"),
        ("aubergine", "#4B2259"),
        ("rose", "#A65368"),
        ("lavender", "#9E7CBF"),
        ("dark violet", "#504080"),
        ("bright violet", "#643DD9"),
    ),
}


def unused_colour(kind: LabelKind, taken: Iterable[str]) -> str:
    """The first fitting colour for a kind that is not in use; the first of all where every one is."""
    used = {colour.casefold() for colour in taken}
    fitting = [colour for _, colour in FITTING[kind]]
    return next((colour for colour in fitting if colour.casefold() not in used), fitting[0])
