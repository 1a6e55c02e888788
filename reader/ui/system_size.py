"""How large the letters are that a person has chosen for the whole system, and what that makes of our own sizes."""

import sys
from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

#: How large the letters of an interface usually are, in points; elsewhere than here as GNOME has them, the largest.
_USUAL = {"win32": 9.0, "darwin": 13.0}
_USUAL_ELSEWHERE = 11.0
_LARGEST = 2.0


def scaled(pixels: float) -> int:
    """What is so many pixels large or high where letters have their usual size, for those that the system has."""
    return round(pixels * system_scale())


@lru_cache
def system_scale() -> float:
    """How much larger than usual the letters of the system are when Gloss starts: 1.0 to 2.0, never smaller."""
    return scale_of(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont), sys.platform)


def scale_of(font: QFont, platform: str) -> float:
    """How much larger than usual this font is on a platform; 1.0 where its size is not told in points."""
    return max(1.0, min(_LARGEST, font.pointSizeF() / _USUAL.get(platform, _USUAL_ELSEWHERE)))
