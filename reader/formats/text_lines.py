"""A file of text as a stream of lines, however long the file is: for tables, which may be gigabytes."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from reader.errors import UnreadableArticleError
from reader.formats.encoding import encoding_of

#: The longest line that is read, in characters: a longer one is refused, so that memory stays bounded.
LONGEST_LINE = 20_000_000

_SAMPLE = 256 * 1024


@contextmanager
def opened_as_text(file: BinaryIO) -> Iterator[TextIO]:
    """The file, at its first character, as text with its line ends as they are; it stays open afterwards.

    The encoding is judged by the beginning, or by the first part that is not plain ASCII. What is damaged becomes
    U+FFFD. Raises UnreadableArticleError where it is empty or no text.
    """
    encoding, start = encoding_of(_sample(file))
    file.seek(start)
    lines = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    try:
        yield lines
    finally:
        if not file.closed:  # where reading has failed, the file may be closed before the lines are let go
            lines.detach()


def lines_of(text: TextIO) -> Iterator[str]:
    """The lines, each with its end. Raises UnreadableArticleError at one that is too long."""
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) >= LONGEST_LINE and line[-1] not in "\r\n":
            most = LONGEST_LINE // 1_000_000
            raise UnreadableArticleError(f"line {number:,} is longer than {most} million characters")
        yield line


def _sample(file: BinaryIO) -> bytes:
    """The bytes that tell the encoding: from the beginning on, or from the first that is beyond ASCII."""
    first = sample = file.read(_SAMPLE)
    if not first:
        raise UnreadableArticleError("it is empty")
    while sample.isascii() and b"\0" not in sample and b"\x1b" not in sample:
        sample = file.read(_SAMPLE)
        if not sample:
            sample = first
            break
    return _cut_at_a_line(sample) if len(sample) == _SAMPLE else sample


def _cut_at_a_line(sample: bytes) -> bytes:
    """The sample without a torn line at its end, which may end within a character; wide characters are not torn."""
    return sample if b"\0" in sample else sample[: sample.rfind(b"\n") + 1] or sample
