"""Pages whose article is known, beside the checkout: how much of it is found, and that nothing is fetched for it.

The measure is the F1 of the words (runs of letters, digits and underscores, in small letters, counted as often as
they occur) of the body, without the title, against the gold's; a title is right where it is the gold's to the letter,
"" where the page has none. `pytest -s` prints both for each page.
"""

import json
import re
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from reader.domain.article import ArticleDraft
from reader.domain.structure import BlockKind
from reader.formats import web_page
from reader.formats.building import Building
from reader.formats.html_blocks import add_html, parse

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
GOLD = sorted((SAMPLES / "html_readability").glob("*/source.html"))
HANDBOOK = sorted((SAMPLES / "html_debian_handbook").glob("*/*.html"))

pytestmark = pytest.mark.skipif(not GOLD, reason="the samples are not beside the checkout")


class NoSocket(socket.socket):
    """No connection at all can be made with this one."""

    def __init__(self, *_arguments: object, **_more: object) -> None:
        raise AssertionError("a page asked for the network")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", NoSocket)


def parts(article: ArticleDraft) -> tuple[str, str]:
    """The title that the text begins with, empty if there is none, and the rest."""
    first = article.structure[0]
    stop = first.stop if first.kind is BlockKind.TITLE else 0
    return article.text[:stop], article.text[stop:]


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def f1(text: str, gold: str) -> float:
    found, expected = (Counter(re.findall(r"\w+", words.lower())) for words in (text, gold))
    shared = (found & expected).total()
    return 2 * shared / (found.total() + expected.total()) if shared else 0.0


def test_bodies_and_titles_are_those_of_the_gold() -> None:
    scores, right = [], 0
    for source in GOLD:
        gold = json.loads((source.parent / "expected-metadata.json").read_text("utf-8"))
        body = Building()
        add_html(body, (source.parent / "expected.html").read_text("utf-8"))
        title, text = parts(web_page.article(source.read_bytes(), str(source)))
        scores.append(f1(text, body.built().text))
        right += title == gold["title"]
        say(f"{scores[-1]:.3f} {'=' if title == gold['title'] else '!'} {source.parent.name}: {title!r}")
    average = sum(scores) / len(scores)
    say(f"{average:.4f} on average, {right} of {len(GOLD)} titles")
    assert average >= 0.99
    assert min(scores) >= 0.95
    assert right >= 20


@pytest.mark.parametrize("source", [*GOLD, *HANDBOOK], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_each_page_is_read_in_time_and_without_what_it_does(source: Path) -> None:
    begun = time.process_time()
    article = web_page.article(source.read_bytes(), str(source))
    assert time.process_time() - begun < 5
    page = parse(source.read_text("utf-8", "replace"))
    done = [" ".join((element.text or "").split())[:60] for element in page.iter("script", "style")]
    words = " ".join(article.text.split())
    assert not [each for each in done if len(each) > 20 and each in words]
    assert all(mark.target.startswith(("http:", "https:", "mailto:")) for mark in article.marks if mark.target)


def test_items_of_lists_are_kept() -> None:
    kept = expected = 0
    for source in GOLD:
        gold = Building()
        add_html(gold, (source.parent / "expected.html").read_text("utf-8"))
        ours = web_page.article(source.read_bytes(), str(source))
        in_gold, in_ours = (
            Counter(block.span.of(text) for block in structure if block.kind is BlockKind.ITEM)
            for text, structure in ((gold.built().text, gold.built().structure), (ours.text, ours.structure))
        )
        kept += (in_gold & in_ours).total()
        expected += in_gold.total()
    say(f"{kept} of {expected} items")
    assert kept >= 0.85 * expected  # a table of contents and a list of bare addresses are left out


@pytest.mark.skipif(sys.platform == "win32", reason="the system does not say how much room a program took")
def test_all_pages_together_take_less_than_500_mb() -> None:
    program = (
        "import resource, sys; from pathlib import Path; from reader.formats.web_page import article\n"
        "for path in sys.argv[1:]: article(Path(path).read_bytes(), path)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    command = [sys.executable, "-c", program, *map(str, [*GOLD, *HANDBOOK])]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    kilobytes = int(told.stdout) // (1024 if sys.platform == "darwin" else 1)
    say(f"{kilobytes // 1024} MB")
    assert kilobytes < 500 * 1024


@pytest.mark.skipif(not HANDBOOK, reason="the handbook is not beside the checkout")
@pytest.mark.parametrize("source", HANDBOOK, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_chapters_of_a_book_are_articles_with_their_direction(source: Path) -> None:
    article = web_page.article(source.read_bytes(), str(source))
    language = source.parent.name
    assert article.direction == ("rtl" if language in {"ar-MA", "fa-IR"} else "")
    assert article.url.startswith(f"https://debian-handbook.info/browse/{language}/")
    assert {BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH} <= {block.kind for block in article.structure}
