"""How articles are set: face, size, line height and measure."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Face(StrEnum):
    """Which of the two families of type an article is set in."""

    SERIF = "serif"
    SANS = "sans"


@dataclass(frozen=True, slots=True)
class Typography:
    """`zoom` in percent; `line_height` in sizes of the type; `measure` in pixels at 100 percent.

    `system` is how much larger than usual the letters of the whole system are; no choice of Gloss, so never saved.
    """

    zoom: int = 100
    face: Face = Face.SERIF
    line_height: float = 1.65
    measure: int = 608
    system: float = 1.0

    @property
    def scale(self) -> float:
        """How much larger all is than usual."""
        return self.zoom / 100 * self.system

    def bounded(self) -> "Typography":
        """The same within what can be read."""
        return replace(
            self,
            zoom=min(300, max(50, self.zoom)),
            line_height=min(2.5, max(1.2, self.line_height)),
            measure=min(1000, max(360, self.measure)),
        )
