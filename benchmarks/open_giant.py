"""An article of 1 MB with 10,000 annotations: from the request to painted, against a QTextEdit."""

from benchmarks.figures import Figure, within_times
from benchmarks.libraries import GIANTS, copied, workshop
from benchmarks.open_articles import last_ids, opening_times

_WARM_UPS, _RUNS = 2, 14


def measure() -> list[Figure]:
    """Open the two giants in turn."""
    with workshop() as folder:
        library = copied(GIANTS, folder)
        giants = last_ids(library, GIANTS.giants)
        article_ids = [giants[number % len(giants)] for number in range(_WARM_UPS + _RUNS)]
        ours, limit = opening_times(library, article_ids, _WARM_UPS)
    return [within_times("open", ours, "ms", limit, 2, 150)]
