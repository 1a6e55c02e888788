"""The title that a file gives its article, in its metadata and at the beginning of its text."""

from reader.domain.graphemes import previous_edge
from reader.domain.structure import Block, BlockKind, Structure
from reader.domain.text import normalise
from reader.formats.building import Built

_LONGEST = 300


def shortened(title: str) -> str:
    """The title without white space around it; of more than 300 code points cut at a space, or at a character."""
    title = title.strip()
    if len(title) <= _LONGEST:
        return title
    cut = title[: previous_edge(title[: 2 * _LONGEST], _LONGEST + 1) or _LONGEST]
    if not title[len(cut)].isspace():
        cut = cut.rpartition(" ")[0] or cut
    return cut.rstrip()


def under_title(title: str, body: Built) -> Built:
    """The body with a title before it, as a block of its own."""
    head = Block(BlockKind.TITLE, 0, len(title))
    if not body.text:
        return Built(title, (head,), ())
    shift = len(title) + 2
    return Built(
        f"{title}\n\n{body.text}",
        (head, *(block._replace(start=block.start + shift, stop=block.stop + shift) for block in body.structure)),
        tuple(mark._replace(start=mark.start + shift, stop=mark.stop + shift) for mark in body.marks),
    )


def titled(built: Built, title: str = "") -> Built:
    """The text with its title as its first block, and no other such block.

    A text that begins with a title, with the words of the title that is told, or, where none is told, with a heading,
    has it already; else the title that is told comes before it. Without all of these the text stays as it is.
    """
    title = " ".join(normalise(title).split())
    first = built.structure[0] if built.structure else None
    words = " ".join(first.span.of(built.text).split()) if first else ""
    if first and (first.kind is BlockKind.TITLE or words == title or (not title and first.kind is BlockKind.HEADING)):
        own = first._replace(kind=BlockKind.TITLE, level=0, marker="")
        return Built(built.text, (own, *_headings_of_titles(built.structure[1:])), built.marks)
    body = Built(built.text, _headings_of_titles(built.structure), built.marks)
    return under_title(title, body) if title else body


def title_of(built: Built) -> str:
    """The title in a text: the block that is one, else its first heading of level 1, else its first line."""
    for kind, levels in ((BlockKind.TITLE, (0,)), (BlockKind.HEADING, (1,))):
        for block in built.structure:
            if block.kind is kind and block.level in levels:
                return " ".join(block.span.of(built.text).split())
    return " ".join(built.text.partition("\n")[0].split())


def _headings_of_titles(structure: Structure) -> Structure:
    return tuple(
        block._replace(kind=BlockKind.HEADING, level=1) if block.kind is BlockKind.TITLE else block
        for block in structure
    )
