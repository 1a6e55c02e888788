"""One frame at random places of an article of 1 MB with 10,000 annotations, against a QTextEdit."""

from random import Random

from benchmarks.children import BARE, GLOSS, Child, milliseconds
from benchmarks.figures import Figure, percentile, within
from benchmarks.libraries import GIANTS, copied, workshop
from benchmarks.open_articles import last_ids

_FRAMES = 400


def measure() -> list[Figure]:
    """Jump to places all over the text, the same ones in both."""
    rng = Random(5)
    times: dict[str, list[int]] = {GLOSS: [], BARE: []}
    with workshop() as folder:
        library = copied(GIANTS, folder)
        (giant,) = last_ids(library, 1)
        with Child(GLOSS, library, folder) as gloss, Child(BARE, library, folder) as bare:
            for child in (gloss, bare):
                child.ask("open", giant)
                child.ask("scroll", 1)
            for _ in range(_FRAMES):
                share = rng.random()
                times[GLOSS].append(gloss.ask("scroll", share))
                times[BARE].append(bare.ask("scroll", share))
    ours, limit = (milliseconds(percentile(found, 95)) for found in times.values())
    return [within("scroll", ours, "ms", limit, 16)]
