"""The same while 10,000 articles are imported in the same window."""

from benchmarks.figures import Figure, within_more
from benchmarks.import_files import written
from benchmarks.libraries import GIANTS, copied, workshop
from benchmarks.tag import tagging_times

_FILES, _TAGS = 10_000, 2_000


def measure() -> list[Figure]:
    """Tag all over the text as long as the import goes on; 99th percentiles."""
    with workshop() as folder:
        files = written(folder / "news", _FILES)
        ours, limit = tagging_times(copied(GIANTS, folder), _TAGS, load=files)
    return [within_more("tag under load", ours, "ms", limit, 100)]
