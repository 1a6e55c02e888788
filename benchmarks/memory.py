"""Memory of the window on 1,000,000 articles, after scrolling and a search, against an empty Qt window."""

from benchmarks.children import BARE, GLOSS, Child
from benchmarks.figures import Figure, within_more
from benchmarks.libraries import MILLION, copied, workshop
from benchmarks.million_search import questions

_MEGABYTE = 1e6


def measure() -> list[Figure]:
    """Scroll through the list, search for a common word, and look: what of each process is in RAM."""
    with workshop() as folder:
        library = copied(MILLION, folder)
        common = {name: typed for name, typed, _ in questions(library)}["common word"]
        with Child(GLOSS, library, folder) as gloss:
            gloss.ask("settle")
            for share in range(1, 11):
                gloss.ask("scroll-list", share / 10)
            gloss.ask("search", common)
            gloss.ask("settle")
            for share in range(1, 11):
                gloss.ask("scroll-list", share / 10)
            ours = gloss.ask("resident")
        with Child(BARE, library, folder) as bare:
            limit = bare.ask("resident")
    return [within_more("memory", ours / _MEGABYTE, "MB", limit / _MEGABYTE, 150)]
