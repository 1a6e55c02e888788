"""Which blocks of a web page are its article.

Two programs are asked, trafilatura and the readability that comes with it. Their own renderings of a page lose things
(numbers of lists, preformatted text, inline quotations), so they only point: the blocks are those of the page itself.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import pairwise

from reader.domain.structure import Block, BlockKind, Mark, MarkKind, Structure
from reader.errors import UnreadableArticleError
from reader.formats.building import Building, Built
from reader.formats.html_blocks import Element, add_element, is_unseen, parse

# A word; of the scripts without spaces between words, a character.
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
_RUN = 5  # tokens in a row that tell one place of a text from others
_AGAIN = 0.5  # of the runs of a block that is in an article, but not as a whole
_MOSTLY_LINKS = 0.5
_COVERED = 0.8  # of the first opinion, by a second one that is to add to it
_ADDED = 1.1  # the second opinion, in lengths of the first, that is to be followed
_MOST_ELEMENTS = 20_000
_MOST_TEXT = 1_000_000

# A link is a link, also where nobody knows where it leads: without a base it is taken for one, and dropped in the end.
_NOWHERE = "https://page.invalid/"

_Tokens = str  # with spaces between: a tuple would take ten times the room


def main_content(markup: str, base: str) -> Built:
    """The blocks of the page that are its article, with their marks; links are resolved against `base`.

    The text is empty where there is no article. The first opinion counts; the second one is added where it holds at
    least 0.8 of the first, weighed by words that are no links, and is at least 1.1 times as long.
    """
    root = _visible(markup)
    page = _blocks_of(root, base or _NOWHERE)
    tokens = [_tokens(block.span.of(page.text)) for block in page.structure]
    lengths = [block.stop - block.start for block in page.structure]
    links = link_lengths(page)
    linked = {index for index, length in enumerate(lengths) if links[index] > length * _MOSTLY_LINKS}
    first = _pointed_at(tokens, linked, _opinion(_by_trafilatura, deepcopy(root)))
    second = _pointed_at(tokens, linked, _opinion(_by_readability, root))
    weights = [length - link for length, link in zip(lengths, links, strict=True)]
    if _adds(first, second, weights):
        first |= second
    first |= _headings_of(first, page.structure, linked)
    article = chosen(page, [index in first for index in range(len(tokens))])
    return replace(article, marks=tuple(mark for mark in article.marks if not mark.target.startswith(_NOWHERE)))


def is_large(root: Element) -> bool:
    """Whether the page is more than any article, so that trafilatura, which would take too long, is not asked."""
    return sum(1 for _ in root.iter()) > _MOST_ELEMENTS or sum(map(len, root.itertext())) > _MOST_TEXT


def chosen(built: Built, is_chosen: Sequence[bool]) -> Built:
    """The text with the chosen blocks alone, parted as they would be had they been built alone."""
    parts: list[str] = []
    blocks: list[Block] = []
    marks: list[Mark] = []
    length = 0
    waiting = iter(built.marks)
    mark = next(waiting, None)
    for block, wanted in zip(built.structure, is_chosen, strict=True):
        inside = []
        while mark is not None and mark.start < block.stop:
            inside.append(mark)
            mark = next(waiting, None)
        if not wanted:
            continue
        if blocks:
            parting = "\n" if blocks[-1].kind is block.kind is BlockKind.ITEM else "\n\n"
            parts.append(parting)
            length += len(parting)
        shift = length - block.start
        parts.append(block.span.of(built.text))
        length = block.stop + shift
        blocks.append(block._replace(start=block.start + shift, stop=length))
        marks.extend(each._replace(start=each.start + shift, stop=each.stop + shift) for each in inside)
    return Built("".join(parts), tuple(blocks), tuple(marks))


def link_lengths(built: Built) -> list[int]:
    """How many code points of each block are links."""
    lengths = [0] * len(built.structure)
    at = 0
    for mark in built.marks:
        if mark.kind is MarkKind.LINK:
            while built.structure[at].stop <= mark.start:
                at += 1
            lengths[at] += mark.stop - mark.start
    return lengths


def _visible(markup: str) -> Element:
    """The page without what is not seen, so that neither program takes it for a part of the article."""
    root = parse(markup)
    if root is None:
        raise UnreadableArticleError("it is an empty page")
    kept = {root, root.find("body")}
    for element in [element for element in root.iter("*") if element not in kept and is_unseen(element)]:
        if element.getparent() is not None and element.tag not in {"title", "meta", "link"}:
            element.drop_tree()
    return root


def _blocks_of(root: Element, base: str) -> Built:
    building = Building()
    body = root.find("body")
    add_element(building, root if body is None else body, base)
    return building.built()


def _opinion(extract: Callable[[Element], str], root: Element) -> list[_Tokens]:
    """What a program takes for the article, as tokens by block. It changes the page."""
    extracted = extract(root)
    root = parse(extracted) if extracted else None
    if root is None:
        return []
    blocks = _blocks_of(root, "")
    return [_tokens(block.span.of(blocks.text)) for block in blocks.structure]


def _by_trafilatura(root: Element) -> str:
    if is_large(root):
        return ""
    from trafilatura import extract  # noqa: PLC0415 - loaded when the first page is met

    return extract(root, output_format="html", include_formatting=True, include_comments=False, fast=True) or ""


def _by_readability(root: Element) -> str:
    from trafilatura.readability_lxml import Document  # noqa: PLC0415 - loaded when the first page is met

    summary: str = Document(root).summary()
    return summary


def _tokens(text: str) -> _Tokens:
    return " ".join(_TOKEN.findall(text))


def _is_long(tokens: _Tokens) -> bool:
    return tokens.count(" ") + 1 >= _RUN


def _runs(tokens: _Tokens) -> Iterator[int]:
    each = tokens.split(" ")
    return (hash(tuple(each[start : start + _RUN])) for start in range(len(each) - _RUN + 1))


def _pointed_at(page: list[_Tokens], linked: set[int], article: list[_Tokens]) -> set[int]:
    """The blocks of the page that are in the article; `linked` are those that are mostly links.

    A long block is known by its words alone, as often as the article has it, or by half of its runs of five words;
    where the page has it more often than the article, a link (a table of contents) gives way. A short one ("Share",
    "Politics") may stand anywhere on a page, and is taken only where it lies between the same long ones as in the
    article.
    """
    places: dict[_Tokens, list[int]] = defaultdict(list)
    for place, tokens in enumerate(article):
        places[tokens].append(place)
    found: dict[int, int] = {}  # long blocks, and where in the article
    used: Counter[_Tokens] = Counter()
    for index in sorted(range(len(page)), key=linked.__contains__):
        tokens = page[index]
        if _is_long(tokens) and used[tokens] < len(places.get(tokens, ())):
            found[index] = places[tokens][used[tokens]]
            used[tokens] += 1
    changed = [
        index
        for index, tokens in enumerate(page)
        if _is_long(tokens) and tokens not in places and index not in linked and index not in found
    ]
    runs = set(_runs(" ".join(article))) if changed else set()
    found_again = {index for index in changed if _share(page[index], runs) >= _AGAIN}
    edges = [(-1, -1), *sorted(found.items()), (len(page), len(article))]
    short = {
        index
        for (before, first), (after, beyond) in pairwise(edges)
        for index in range(before + 1, after)
        if not _is_long(page[index]) and any(first <= place <= beyond for place in places.get(page[index], ()))
    }
    return {*found, *found_again, *short}


def _headings_of(found: set[int], structure: Structure, linked: set[int]) -> set[int]:
    """The headings right above what was found, but for those above the first of it: both programs lose some."""
    first = min(found, default=0)
    headings: set[int] = set()
    for index in range(len(structure) - 2, first, -1):
        is_heading = structure[index].kind is BlockKind.HEADING and index not in linked
        if is_heading and (index + 1 in found or index + 1 in headings):
            headings.add(index)
    return headings


def _share(tokens: _Tokens, runs: set[int]) -> float:
    shared = [run in runs for run in _runs(tokens)]
    return sum(shared) / len(shared)


def _adds(first: set[int], second: set[int], weights: list[int]) -> bool:
    """Whether the second opinion is the first one with more text."""
    alone = sum(weights[index] for index in first)
    both = sum(weights[index] for index in first & second)
    return both >= alone * _COVERED and sum(weights[index] for index in second) >= alone * _ADDED
