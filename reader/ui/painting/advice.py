"""What is to be said of the colour that somebody chooses for a label, before others have to see it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from reader.domain.codebook import LabelKind
from reader.domain.colour import MARK_CONTRAST, Sight, blend, contrast, difference, seen_by
from reader.ui.theme import Theme

#: How far apart (CIEDE2000) two labels' colours are at least as they are drawn, in every theme and for every sight.
#: The fills of entities are pale and large: 3 is seen at once where both are in view, and not much more can be had
#: of nine fills that text stands on. The lines of claims are thin and far from each other, so they need more.
APART = {LabelKind.ENTITY: 3.0, LabelKind.CLAIM: 8.0}
_OFF_THE_PAGE = 3.0


def drawn_apart(kind: LabelKind, first: str, second: str, theme: Theme, sight: Sight) -> float:
    """How far apart (CIEDE2000) the fills or lines of two labels with these colours look to this sight."""
    drawn = (_drawn(kind, colour, theme) for colour in (first, second))
    return difference(*(seen_by(colour, sight) for colour in drawn))


def colour_advice(kind: LabelKind, colour: str, others: Sequence[tuple[str, str]], themes: Sequence[Theme]) -> str:
    """What is wrong with a colour (`#rrggbb`) for a label of this kind, in a sentence; empty where nothing is.

    `others` are names and colours of the other labels of this kind. No sentence need be obeyed: whatever the colour,
    text stays readable and lines stay visible.
    """
    return (
        _near(kind, colour, others, themes, (Sight.FULL,), _tr("Looks almost like “{0}”{1}."))
        or _faint(kind, colour, themes)
        or _near(
            kind,
            colour,
            others,
            themes,
            (Sight.PROTANOPIA, Sight.DEUTERANOPIA),
            _tr("To people who cannot tell red from green it looks almost like “{0}”{1}."),
        )
        or _near(
            kind,
            colour,
            others,
            themes,
            (Sight.TRITANOPIA,),
            _tr("To people who cannot tell blue from green it looks almost like “{0}”{1}."),
        )
    )


def _drawn(kind: LabelKind, colour: str, theme: Theme) -> str:
    return (theme.entity_fill(colour) if kind is LabelKind.ENTITY else theme.claim_line(colour)).name()


def _near(
    kind: LabelKind,
    colour: str,
    others: Sequence[tuple[str, str]],
    themes: Sequence[Theme],
    sights: Sequence[Sight],
    words: str,
) -> str:
    """That the colour is near another one for one of these sights; the nearest is named."""
    found = [
        (apart, name, theme)
        for name, other in others
        for theme in themes
        for sight in sights
        if (apart := drawn_apart(kind, colour, other, theme, sight)) < APART[kind]
    ]
    if not found:
        return ""
    nearest = min(found, key=lambda near: near[0])[1]
    return words.format(nearest, _where([theme for _, name, theme in found if name == nearest], themes))


def _faint(kind: LabelKind, colour: str, themes: Sequence[Theme]) -> str:
    """That the colour is near that of the page."""
    if kind is LabelKind.ENTITY:
        weak = [theme for theme in themes if difference(_drawn(kind, colour, theme), theme.pane.name()) < _OFF_THE_PAGE]
        words = _tr("Hardly to be told from the page{0}: only its edge will show.")
    else:
        weak = [
            theme
            for theme in themes
            if contrast(blend("#ffffff", colour, theme.claim_lighten), theme.pane.name()) < MARK_CONTRAST
        ]
        words = _tr("Hardly to be seen as a line{0}: it will be drawn stronger.")
    return words.format(_where(weak, themes)) if weak else ""


def _where(some: Sequence[Theme], themes: Sequence[Theme]) -> str:
    """In which of the themes, where it is not in all of them."""
    names = [theme.name.lower() for theme in themes if theme in some]
    if len(names) == len(themes):
        return ""
    words = _tr(" in the {0} theme") if len(names) == 1 else _tr(" in the {0} themes")
    return words.format(_tr(" and ").join(names))


def _tr(words: str) -> str:
    return QCoreApplication.translate("ColourAdvice", words)
