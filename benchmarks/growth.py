"""Each of the above at 1 x, 10 x and 100 x the work: ten times the work takes ten times as long, or less."""

import itertools
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.children import GLOSS, Child, milliseconds
from benchmarks.figures import Figure, within_times
from benchmarks.import_files import import_into, written
from benchmarks.libraries import MILLION, TEN_THOUSAND, Recipe, copied, kept, workshop
from benchmarks.million_search import first_hits
from benchmarks.open_articles import last_ids
from benchmarks.scroll import frame_times
from benchmarks.size import sizes
from benchmarks.tag import tagging_times
from benchmarks.workload import BRIEF, GIANT, Size
from reader.domain.annotation import AnnotationFilter
from reader.services.export_annotations import export_annotations
from reader.services.libraries import open_library

_TIMES = 10
#: What the noise of a machine adds to the straight line.
_STRAIGHT = 1.1
_OPENINGS, _TAGS = 7, 120

_BRIEFS = (
    Recipe("ten-thousand-briefs", 10_000, size=BRIEF, tagged_every=10),
    Recipe("hundred-thousand-briefs", 100_000, size=BRIEF, tagged_every=10),
    MILLION,
)
_ARTICLES = (Recipe("hundred", 100), Recipe("thousand", 1_000), TEN_THOUSAND)
_GIANTS = (
    Recipe("giant-10-kb", 10, giants=1, giant_size=Size((0, 0), 87, 13, 10_000)),
    Recipe("giant-100-kb", 10, giants=1, giant_size=Size((0, 0), 870, 130, 100_000)),
    Recipe("giant-1-mb", 10, giants=1, giant_size=GIANT),
)
_COMMON = ("common word", "harbour", '"harbour"')


def measure() -> list[Figure]:
    """A figure for each step of ten: the limit is ten times what the step before took."""
    figures: list[Figure] = []
    for name, unit, work, recipes in (
        ("start", "ms", _start, _BRIEFS),
        ("list", "ms", _list, _BRIEFS),
        ("search", "ms", _search, _BRIEFS),
        ("memory", "MB", _memory, _BRIEFS),
        ("open", "ms", _open, _GIANTS),
        ("scroll", "ms", lambda library: frame_times(library, (GLOSS,))[0], _GIANTS),
        ("tag", "ms", lambda library: tagging_times(library, _TAGS)[0], _GIANTS),
        ("export", "ms", _export, _ARTICLES),
    ):
        figures += _steps(name, unit, [_on_a_copy(recipe, work) for recipe in recipes])
    figures += _steps("size", "MB", [sizes(kept(recipe))[0] / 1e6 for recipe in _ARTICLES])
    return figures + _steps("import", "ms", [_import(files) for files in (100, 1_000, 10_000)])


def _steps(name: str, unit: str, values: list[float]) -> list[Figure]:
    return [
        within_times(f"growth, {name}, {_TIMES**step} x", value, unit, before * _TIMES, _STRAIGHT)
        for step, (before, value) in enumerate(itertools.pairwise(values), 1)
    ]


def _on_a_copy(recipe: Recipe, work: Callable[[Path], float]) -> float:
    with workshop() as folder:
        return work(copied(recipe, folder))


def _start(library: Path) -> float:
    times = []
    for _ in range(_OPENINGS):
        with Child(GLOSS, library, library.parent) as child:
            times.append(child.painted_after)
    return milliseconds(median(times[1:]))


def _list(library: Path) -> float:
    """Until the first rows of another order are painted."""
    with Child(GLOSS, library, library.parent) as gloss:
        gloss.ask("settle")
        times = []
        for sort in ("title", "length", "date") * 3:
            times.append(gloss.ask("arrange", sort))
            gloss.ask("settle")
    return milliseconds(median(times))


def _search(library: Path) -> float:
    (found,) = first_hits(library, [_COMMON])
    return found.value


def _memory(library: Path) -> float:
    with Child(GLOSS, library, library.parent) as gloss:
        gloss.ask("settle")
        gloss.ask("search", _COMMON[1])
        gloss.ask("settle")
        return gloss.ask("resident") / 1e6


def _open(library: Path) -> float:
    giant, other = last_ids(library, 1)[0], 1
    times = []
    with Child(GLOSS, library, library.parent) as gloss:
        for _ in range(_OPENINGS):
            times.append(gloss.ask("open", giant))
            gloss.ask("open", other)
    return milliseconds(median(times[1:]))


def _export(library: Path) -> float:
    opened = open_library(library, make=False)
    times = []
    for run in range(3):
        begin = time.monotonic_ns()
        export_annotations(opened, library.with_name(f"{run}.csv"), AnnotationFilter())
        times.append(time.monotonic_ns() - begin)
    opened.close()
    return milliseconds(median(times))


def _import(files: int) -> float:
    with workshop() as folder:
        return milliseconds(import_into(folder / "library.db", written(folder / "news", files)))
