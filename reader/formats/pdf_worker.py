"""A process of its own for PDFium: a document can neither take Gloss down with it, nor its memory, nor its time.

Forty kilobytes of PDF can unpack to three gigabytes in the parser, and nothing in the library stops it on the way.
"""

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from reader.errors import UnreadableArticleError
from reader.formats.pdf_pages import Line, Pages, pages_of

_MOST_MEMORY = 450 * 1024**2  # beyond what the process has when it starts, the document included
_MOST_SECONDS = 6  # of the processor
_LONGEST_WAIT = 30.0  # seconds, on a machine that does other things too
_TOO_MUCH = "it needs more memory or time than a document should, or its PDF is broken in a way that cannot be read"


def pages_apart(data: bytes) -> Pages:
    """What `pages_of` gives, read by another process. Raises UnreadableArticleError, where that fails too."""
    if getattr(sys, "frozen", False) or not sys.executable:  # a bundle is no Python that could be started
        return pages_of(data)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "reader.formats.pdf_worker"],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_LONGEST_WAIT,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, map(os.path.abspath, sys.path)))},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        told = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        raise UnreadableArticleError(_TOO_MUCH) from error
    if "refused" in told:
        raise UnreadableArticleError(told["refused"])
    lines = tuple(tuple(Line(*line) for line in page) for page in told["lines"])
    return Pages(lines, told["told"], told["language"], told["has_pictures"])


def main() -> None:
    """Read a document from the standard input, and write what it holds, or why not, to the standard output as JSON."""
    _limit()
    try:
        pages = pages_of(sys.stdin.buffer.read())
    except UnreadableArticleError as error:
        told: dict[str, object] = {"refused": str(error)}
    else:
        told = {
            "lines": pages.lines,
            "told": pages.told,
            "language": pages.language,
            "has_pictures": pages.has_pictures,
        }
    sys.stdout.buffer.write(json.dumps(told).encode())
    sys.stdout.flush()
    os._exit(0)  # PDFium has nothing to tidy up that the system does not


def _limit() -> None:
    """Have the system end this process where it takes too much, on systems that can."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not there on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most = pages * resource.getpagesize() + _MOST_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main()
