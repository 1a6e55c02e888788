"""One frame at random places of an article of 1 MB with 10,000 annotations, against a QTextEdit."""

from contextlib import ExitStack
from pathlib import Path
from random import Random

from benchmarks.children import BARE, GLOSS, Child, milliseconds
from benchmarks.figures import Figure, percentile, within
from benchmarks.libraries import GIANTS, copied, workshop
from benchmarks.open_articles import last_ids

_FRAMES = 400


def measure() -> list[Figure]:
    """Jump to places all over the text, the same ones in both."""
    with workshop() as folder:
        ours, limit = frame_times(copied(GIANTS, folder), (GLOSS, BARE))
    return [within("scroll", ours, "ms", limit, 16)]


def frame_times(library: Path, windows: tuple[str, ...]) -> list[float]:
    """The 95th percentile of a frame of the library's last article in each of the windows, in milliseconds."""
    rng = Random(5)
    (giant,) = last_ids(library, 1)
    with ExitStack() as stack:
        children = [stack.enter_context(Child(window, library, library.parent)) for window in windows]
        times: list[list[int]] = [[] for _ in children]
        for child in children:
            child.ask("open", giant)
            child.ask("scroll", 1)
        for _ in range(_FRAMES):
            share = rng.random()
            for child, found in zip(children, times, strict=True):
                found.append(child.ask("scroll", share))
    return [milliseconds(percentile(found, 95)) for found in times]
