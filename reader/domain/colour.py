"""Colours as people see them: contrast, colour blindness, and how far apart two colours look.

A colour is a text `#rrggbb` in sRGB here, as it is in a library, a codebook and a theme. A text of another form
raises ValueError.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from math import atan2, ceil, cos, degrees, exp, floor, hypot, radians, sin, sqrt

Triple = tuple[float, float, float]

#: What WCAG 2.2 asks for: text (success criterion 1.4.3), and marks that carry a meaning (1.4.11).
TEXT_CONTRAST = 4.5
MARK_CONTRAST = 3.0


class Sight(StrEnum):
    """How somebody sees colours: all of them, or without the cones for red, for green or for blue."""

    FULL = "full"
    PROTANOPIA = "protanopia"
    DEUTERANOPIA = "deuteranopia"
    TRITANOPIA = "tritanopia"


# Machado, Oliveira, Fernandes: A Physiologically-based Model for Simulation of Color Vision Deficiency,
# IEEE TVCG 15 (6), 2009, at severity 1.0; for linear RGB.
_SEEN: dict[Sight, tuple[Triple, Triple, Triple]] = {
    Sight.PROTANOPIA: (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    Sight.DEUTERANOPIA: (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    Sight.TRITANOPIA: (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}

# Linear sRGB to CIE XYZ under D65 (IEC 61966-2-1). The middle row is the luminance that WCAG means.
_XYZ: tuple[Triple, Triple, Triple] = (
    (0.4124, 0.3576, 0.1805),
    (0.2126, 0.7152, 0.0722),
    (0.0193, 0.1192, 0.9505),
)


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2, from 0 (black) to 1 (white)."""
    return _dot(_XYZ[1], _linear(colour))


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21, whichever of the two is the lighter."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def blend(colour: str, ground: str, alpha: float) -> str:
    """What is seen where a colour lies over a ground with this alpha (0 to 1), mixed as screens mix."""
    pairs = zip(_bytes(colour), _bytes(ground), strict=True)
    return _text(round(over * alpha + under * (1 - alpha)) for over, under in pairs)


def seen_by(colour: str, sight: Sight) -> str:
    """What a colour looks like to people with this sight, shown to those who see all colours."""
    if sight is Sight.FULL:
        return colour
    linear = _linear(colour)
    return _text(round(_encoded(_dot(row, linear))) for row in _SEEN[sight])


def reaching(colour: str, ground: str, ratio: float) -> str:
    """The nearest colour with at least this contrast on a ground: the colour itself, a darker or a lighter one.

    Its light is dimmed, or white light added, both of which keep its hue. Where neither is enough (never up to a
    ratio of 4.58) it is black or white, whichever stands out more.
    """
    if contrast(colour, ground) >= ratio:
        return colour
    behind = luminance(ground) + 0.05
    made = []
    if (dark := behind / ratio - 0.05) >= 0:
        made.append(_dimmed(colour, dark, floor))
    if (light := behind * ratio - 0.05) <= 1:
        made.append(_whitened(colour, light, ceil))
    if not made:
        return max("#000000", "#ffffff", key=lambda extreme: contrast(extreme, ground))
    return min(made, key=lambda near: difference(near, colour))


def toned(colour: str, ground: str, ratio: float) -> str:
    """The colour with about this contrast on a ground and no less: `reaching` it, or weakened down to it."""
    if contrast(colour, ground) <= ratio:
        return reaching(colour, ground, ratio)
    behind = luminance(ground) + 0.05
    if luminance(colour) < luminance(ground):
        return _whitened(colour, behind / ratio - 0.05, floor)
    return _dimmed(colour, behind * ratio - 0.05, ceil)


def difference(first: str, second: str) -> float:
    """How far apart two colours look, by CIEDE2000: 1 is just seen side by side, white and black are 100 apart."""
    return ciede2000(lab(first), lab(second))


def lab(colour: str) -> Triple:
    """CIE L*a*b* under D65: lightness (0 to 100), green to red, blue to yellow."""
    linear = _linear(colour)
    x, y, z = (_compressed(_dot(row, linear) / sum(row)) for row in _XYZ)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(first: Triple, second: Triple) -> float:
    """The CIEDE2000 difference of two L*a*b* colours, its three weights 1.

    After Sharma, Wu, Dalal: The CIEDE2000 Color-Difference Formula, Color Research and Application 30 (1), 2005.
    """
    (l1, a1, b1), (l2, a2, b2) = first, second
    stretch = 1.5 - 0.5 * _saturation((hypot(a1, b1) + hypot(a2, b2)) / 2)
    a1, a2 = a1 * stretch, a2 * stretch
    chroma1, chroma2 = hypot(a1, b1), hypot(a2, b2)
    hue, turn = _hue_and_turn(degrees(atan2(b1, a1)), degrees(atan2(b2, a2)), grey=chroma1 * chroma2 == 0)
    off_middle = ((l1 + l2) / 2 - 50) ** 2
    chroma = (chroma1 + chroma2) / 2
    in_lightness = (l2 - l1) / (1 + 0.015 * off_middle / sqrt(20 + off_middle))
    in_chroma = (chroma2 - chroma1) / (1 + 0.045 * chroma)
    in_hue = 2 * sqrt(chroma1 * chroma2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * _hue_weight(hue))
    rotation = -2 * _saturation(chroma) * sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    return sqrt(in_lightness**2 + in_chroma**2 + in_hue**2 + rotation * in_chroma * in_hue)


def _hue_and_turn(hue1: float, hue2: float, *, grey: bool) -> tuple[float, float]:
    """The hue between two hues and the way from one to the other, in degrees; a grey has no hue of its own."""
    hue1, hue2 = hue1 % 360, hue2 % 360
    if grey:
        return hue1 + hue2, 0.0
    turn = hue2 - hue1
    if abs(turn) <= 180:
        return (hue1 + hue2) / 2, turn
    return (hue1 + hue2 + 360) / 2 % 360, turn - 360 if turn > 0 else turn + 360


def _hue_weight(hue: float) -> float:
    return (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )


def _saturation(chroma: float) -> float:
    return sqrt(chroma**7 / (chroma**7 + 25.0**7))


def _compressed(share: float) -> float:
    return share ** (1 / 3) if share > 216 / 24389 else (24389 / 27 * share + 16) / 116


def _bytes(colour: str) -> bytes:
    parts = bytes.fromhex(colour[1:])
    if len(colour) != 7 or colour[0] != "#" or len(parts) != 3:
        raise ValueError(f"not a colour of the form #rrggbb: {colour!r}")
    return parts


def _text(parts: Iterable[int]) -> str:
    return f"#{bytes(parts).hex()}"


def _linear(colour: str) -> Triple:
    """The light of red, green and blue, each 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (byte / 255 for byte in _bytes(colour))
    )
    return red, green, blue


def _encoded(light: float) -> float:
    """Light as sRGB from 0 to 255, not yet rounded; what no screen can show is cut off."""
    light = min(max(light, 0.0), 1.0)
    return 255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055)


def _dot(row: Triple, light: Triple) -> float:
    return row[0] * light[0] + row[1] * light[1] + row[2] * light[2]


def _dimmed(colour: str, target: float, rounded: Callable[[float], int]) -> str:
    """The colour with less light, down to a luminance; rounding up or down says on which side of it to end."""
    share = target / luminance(colour)
    return _text(rounded(_encoded(part * share)) for part in _linear(colour))


def _whitened(colour: str, target: float, rounded: Callable[[float], int]) -> str:
    """The colour with white light added, up to a luminance; rounding says on which side of it to end."""
    before = luminance(colour)
    share = (target - before) / (1 - before)
    return _text(rounded(_encoded(part + (1 - part) * share)) for part in _linear(colour))
