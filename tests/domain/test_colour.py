"""Contrast, colour blindness, and the difference between colours."""

from math import atan2, degrees

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.colour import (
    Sight,
    Triple,
    blend,
    ciede2000,
    contrast,
    difference,
    lab,
    luminance,
    reaching,
    seen_by,
    toned,
)

COLOURS = st.binary(min_size=3, max_size=3).map(lambda parts: f"#{parts.hex()}")
RATIOS = st.floats(1.01, 4.58)

# The 34 pairs of Sharma, Wu and Dalal (2005), table 1: L*, a*, b* twice, and their difference.
PAIRS = [
    (50.0, 2.6772, -79.7751, 50.0, 0.0, -82.7485, 2.0425),
    (50.0, 3.1571, -77.2803, 50.0, 0.0, -82.7485, 2.8615),
    (50.0, 2.8361, -74.0200, 50.0, 0.0, -82.7485, 3.4412),
    (50.0, -1.3802, -84.2814, 50.0, 0.0, -82.7485, 1.0000),
    (50.0, -1.1848, -84.8006, 50.0, 0.0, -82.7485, 1.0000),
    (50.0, -0.9009, -85.5211, 50.0, 0.0, -82.7485, 1.0000),
    (50.0, 0.0, 0.0, 50.0, -1.0, 2.0, 2.3669),
    (50.0, -1.0, 2.0, 50.0, 0.0, 0.0, 2.3669),
    (50.0, 2.4900, -0.0010, 50.0, -2.4900, 0.0009, 7.1792),
    (50.0, 2.4900, -0.0010, 50.0, -2.4900, 0.0010, 7.1792),
    (50.0, 2.4900, -0.0010, 50.0, -2.4900, 0.0011, 7.2195),
    (50.0, 2.4900, -0.0010, 50.0, -2.4900, 0.0012, 7.2195),
    (50.0, -0.0010, 2.4900, 50.0, 0.0009, -2.4900, 4.8045),
    (50.0, -0.0010, 2.4900, 50.0, 0.0010, -2.4900, 4.8045),
    (50.0, -0.0010, 2.4900, 50.0, 0.0011, -2.4900, 4.7461),
    (50.0, 2.5, 0.0, 50.0, 0.0, -2.5, 4.3065),
    (50.0, 2.5, 0.0, 73.0, 25.0, -18.0, 27.1492),
    (50.0, 2.5, 0.0, 61.0, -5.0, 29.0, 22.8977),
    (50.0, 2.5, 0.0, 56.0, -27.0, -3.0, 31.9030),
    (50.0, 2.5, 0.0, 58.0, 24.0, 15.0, 19.4535),
    (50.0, 2.5, 0.0, 50.0, 3.1736, 0.5854, 1.0000),
    (50.0, 2.5, 0.0, 50.0, 3.2972, 0.0, 1.0000),
    (50.0, 2.5, 0.0, 50.0, 1.8634, 0.5757, 1.0000),
    (50.0, 2.5, 0.0, 50.0, 3.2592, 0.3350, 1.0000),
    (60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644),
    (63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.2630),
    (61.2901, 3.7196, -5.3901, 61.4292, 2.2480, -4.9620, 1.8731),
    (35.0831, -44.1164, 3.7933, 35.0232, -40.0716, 1.5901, 1.8645),
    (22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373),
    (36.4612, 47.8580, 18.3852, 36.2715, 50.5065, 21.2231, 1.4146),
    (90.8027, -2.0831, 1.4410, 91.1528, -1.6435, 0.0447, 1.4441),
    (90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381),
    (6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377),
    (2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082),
]


def _differ_by(first: str, second: str) -> int:
    """The largest difference of a channel, 0 to 255."""
    pairs = zip(bytes.fromhex(first[1:]), bytes.fromhex(second[1:]), strict=True)
    return max(abs(one - other) for one, other in pairs)


def test_black_on_white_has_a_contrast_of_21_either_way() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)


def test_the_grey_that_is_just_enough_on_white_is_as_published() -> None:
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#FFFFFF") < 4.5


def test_green_gives_more_light_than_red_and_red_more_than_blue() -> None:
    given_light = [luminance(colour) for colour in ("#00FF00", "#FF0000", "#0000FF")]
    assert given_light == pytest.approx([0.7152, 0.2126, 0.0722])


@pytest.mark.parametrize("wrong", ["", "#12345", "#1234567", "123456x", "#12 34 ", "blue", "#12345g"])
def test_what_is_not_six_hexadecimal_digits_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"#rrggbb|fromhex"):
        luminance(wrong)


def test_a_blend_lies_between_the_colour_and_its_ground() -> None:
    assert blend("#ff0000", "#ffffff", 0.2) == "#ffcccc"
    assert blend("#ff0000", "#ffffff", 0) == "#ffffff"
    assert blend("#ff0000", "#ffffff", 1) == "#ff0000"


@pytest.mark.parametrize("sight", Sight)
@pytest.mark.parametrize("grey", ["#000000", "#4d4d4d", "#808080", "#ffffff"])
def test_greys_look_the_same_to_everybody(sight: Sight, grey: str) -> None:
    assert _differ_by(seen_by(grey, sight), grey) <= 1


# What linear red, green and blue become: the columns of the published matrices, encoded as sRGB.
@pytest.mark.parametrize(
    ("sight", "red", "green", "blue"),
    [
        (Sight.PROTANOPIA, "#6d5f00", "#ffe500", "#0059ff"),
        (Sight.DEUTERANOPIA, "#a39000", "#efd63a", "#003dfb"),
        (Sight.TRITANOPIA, "#ff000f", "#00f7d9", "#006b96"),
    ],
)
def test_the_primary_colours_look_as_the_model_says(sight: Sight, red: str, green: str, blue: str) -> None:
    assert [seen_by(colour, sight) for colour in ("#ff0000", "#00ff00", "#0000ff")] == [red, green, blue]


def test_red_and_green_come_together_for_those_who_lack_the_cones_for_green() -> None:
    red, green = "#b04a3a", "#6a7326"
    apart = {sight: difference(seen_by(red, sight), seen_by(green, sight)) for sight in Sight}
    assert apart[Sight.DEUTERANOPIA] < 10
    assert min(apart[Sight.FULL], apart[Sight.TRITANOPIA]) > 25


def test_white_and_black_are_the_ends_of_lightness() -> None:
    assert lab("#ffffff") == pytest.approx((100, 0, 0), abs=0.02)
    assert lab("#000000") == pytest.approx((0, 0, 0), abs=1e-9)
    assert difference("#ffffff", "#000000") == pytest.approx(100, abs=0.01)


def test_pure_red_has_the_published_coordinates() -> None:
    assert lab("#ff0000") == pytest.approx((53.24, 80.09, 67.20), abs=0.05)


@pytest.mark.parametrize("row", PAIRS)
def test_the_difference_is_that_of_the_published_pairs(row: tuple[float, ...]) -> None:
    first, second, expected = _triple(row[:3]), _triple(row[3:6]), row[6]
    assert ciede2000(first, second) == pytest.approx(expected, abs=5e-5)
    assert ciede2000(second, first) == pytest.approx(expected, abs=5e-5)


def _triple(row: tuple[float, ...]) -> Triple:
    lightness, red, yellow = row
    return lightness, red, yellow


@given(COLOURS, COLOURS, RATIOS)
def test_any_colour_can_be_made_to_reach_a_ratio_on_any_ground(colour: str, ground: str, ratio: float) -> None:
    assert contrast(reaching(colour, ground, ratio), ground) >= ratio


@given(COLOURS, COLOURS, RATIOS)
def test_a_colour_that_reaches_the_ratio_is_left_as_it_is(colour: str, ground: str, ratio: float) -> None:
    made = reaching(colour, ground, ratio)
    assert reaching(made, ground, ratio) == made
    assert (made == colour) is (contrast(colour, ground) >= ratio)


@given(COLOURS, COLOURS, RATIOS)
def test_a_colour_is_changed_no_more_than_the_ratio_asks_for(colour: str, ground: str, ratio: float) -> None:
    made = reaching(colour, ground, ratio)
    assert made == colour or contrast(made, ground) <= _just_above(ratio)


def test_where_no_colour_reaches_the_ratio_the_stronger_end_is_taken() -> None:
    assert reaching("#808080", "#808080", 7) == "#000000"
    assert reaching("#707070", "#707070", 7) == "#ffffff"


@pytest.mark.parametrize(("colour", "ground"), [("#F0E442", "#ffffff"), ("#0000a0", "#212327")])
def test_a_colour_keeps_its_hue_when_it_is_made_darker_or_lighter(colour: str, ground: str) -> None:
    made = reaching(colour, ground, 3)
    assert difference(made, colour) > 10
    assert _hue(made) == pytest.approx(_hue(colour), abs=12)


def _hue(colour: str) -> float:
    """The hue of CIE L*a*b* in degrees."""
    _, red, yellow = lab(colour)
    return degrees(atan2(yellow, red))


@given(COLOURS, COLOURS, RATIOS)
def test_a_toned_colour_has_the_ratio_and_hardly_more(colour: str, ground: str, ratio: float) -> None:
    assert ratio <= contrast(toned(colour, ground, ratio), ground) <= _just_above(ratio)


def _just_above(ratio: float) -> float:
    """What a ratio may become because colours are bytes: steps are coarse in the dark."""
    return ratio * 1.04
