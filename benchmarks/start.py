"""Process start to the window painted, 100,000 articles in the library, against an empty window with a QTextEdit."""

from statistics import median

from benchmarks.children import BARE, GLOSS, Child, milliseconds
from benchmarks.figures import Figure, within_times
from benchmarks.libraries import HUNDRED_THOUSAND, copied, workshop

_WARM_UPS, _RUNS = 2, 11


def measure() -> list[Figure]:
    """Start the two in turn. The window closes properly each time, so that its place comes back at the next start."""
    times: dict[str, list[int]] = {GLOSS: [], BARE: []}
    with workshop() as folder:
        library = copied(HUNDRED_THOUSAND, folder)
        for run in range(_WARM_UPS + _RUNS):
            for script, found in times.items():
                with Child(script, library, folder) as child:
                    if run >= _WARM_UPS:
                        found.append(child.painted_after)
    ours, limit = (milliseconds(median(found)) for found in times.values())
    return [within_times("start", ours, "ms", limit, 1.6)]
