"""An unread article of 900 words with 60 annotations: from the request to painted, against a QTextEdit."""

from benchmarks.figures import Figure, within
from benchmarks.libraries import HUNDRED_THOUSAND, copied, workshop
from benchmarks.open_articles import last_ids, opening_times

_WARM_UPS = 5


def measure() -> list[Figure]:
    """Open one article after the other in a library of 100,000."""
    with workshop() as folder:
        library = copied(HUNDRED_THOUSAND, folder)
        article_ids = last_ids(library, HUNDRED_THOUSAND.usual, unread=True)
        ours, limit = opening_times(library, article_ids, _WARM_UPS)
    return [within("open, usual", ours, "ms", limit, 30)]
