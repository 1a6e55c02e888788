"""The choices of an attribute, and the scales of verdicts: what they may be, and which line took whose place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reader.domain.label_rules import proper_name, quoted, same_name
from reader.errors import CodebookError

_SCALE_MARK, _RATING_MARK = ":", ","


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of verdicts: its ratings from the worst to the best."""

    name: str
    ratings: tuple[str, ...]

    def line(self) -> str:
        """The scale as it stands among the choices of the verdict."""
        return f"{self.name}{_SCALE_MARK} {f'{_RATING_MARK} '.join(self.ratings)}"


def proper_choices(raw: Iterable[str]) -> tuple[str, ...]:
    """The choices, trimmed, those left out that are empty. Raises CodebookError where two are the same to a reader."""
    return _distinct(
        (proper_name(each, "a choice") for each in raw if each.strip()), "The choice {} stands there twice."
    )


def proper_scales(raw: Iterable[str]) -> tuple[str, ...]:
    """The lines of scales, `Name: worst, …, best`, each written in one way. Raises CodebookError."""
    found = [_proper_scale(line) for line in raw if line.strip()]
    if not found:
        raise CodebookError("A verdict needs a scale, such as “Truth: false, half true, true”.")
    _distinct((scale.name for scale in found), "The scale {} stands there twice.")
    return tuple(scale.line() for scale in found)


def scales_of(lines: Iterable[str]) -> tuple[Scale, ...]:
    """The scales that the choices of the verdict hold; a line that is no scale is one without ratings."""
    return tuple(_parted(line) for line in lines)


def paired(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """Which line has which other one in its place: those between the same neighbours, where there are as many."""
    renamed: dict[str, str] = {}
    for kind, start, stop, other_start, other_stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "replace" and stop - start == other_stop - other_start:
            pairs = zip(old[start:stop], new[other_start:other_stop], strict=True)
            renamed |= {before: after for before, after in pairs if before not in new and after not in old}
    return renamed


def paired_scales(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """Which scale, and which `Scale: rating`, is called what instead."""
    before, after = ({scale.name: scale.ratings for scale in scales_of(lines)} for lines in (old, new))
    renamed = paired(tuple(before), tuple(after))
    for name, ratings in before.items():
        now = after.get(renamed.get(name, name), ())
        renamed |= {f"{name}{_SCALE_MARK} {one}": other for one, other in paired(ratings, now).items()}
    return renamed


def rated_otherwise(
    scale: str, rating: str, old: Sequence[str], new: Sequence[str], renamed: Mapping[str, str]
) -> tuple[str, str]:
    """What a verdict is once there are other scales: the scale and the rating, empty where there is none any more.

    A verdict that names no scale is on the first one that has its rating.
    """
    before, after = ({each.name: each.ratings for each in scales_of(lines)} for lines in (old, new))
    own = scale or next((name for name, ratings in before.items() if rating in ratings), "")
    scale_now = renamed.get(own, own)
    if scale_now not in after:
        return "", ""
    now = renamed.get(f"{own}{_SCALE_MARK} {rating}", rating)
    return scale_now if scale else "", now if now in after[scale_now] else ""


def _proper_scale(line: str) -> Scale:
    scale = _parted(line)
    if not scale.ratings:
        raise CodebookError(f"{quoted(line)} is not a scale, such as “Truth: false, half true, true”.")
    name = proper_name(scale.name, "a scale")
    ratings = tuple(proper_name(each, "a rating") for each in scale.ratings)
    if len(ratings) < 2:
        raise CodebookError(f"The scale “{name}” needs two ratings or more, the worst first.")
    return Scale(name, _distinct(ratings, f"The scale “{name}” has the rating {{}} twice."))


def _parted(line: str) -> Scale:
    name, _, ratings = line.partition(_SCALE_MARK)
    return Scale(name.strip(), tuple(each.strip() for each in ratings.split(_RATING_MARK) if each.strip()))


def _distinct(names: Iterable[str], refusal: str) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for name in names:
        if same_name(name) in seen:
            raise CodebookError(refusal.format(f"“{name}”"))
        seen[same_name(name)] = name
    return tuple(seen.values())
