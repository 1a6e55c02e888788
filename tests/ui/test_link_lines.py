"""Links drawn beside the text: no letter is covered, and what is out of view is pointed to."""

from typing import cast

import pytest
from PySide6.QtGui import QImage

from reader.domain.annotation import Annotation
from reader.ui.painting.links import LinkLine
from tests.ui.conftest import PaneOnArticle

LONG = "Title\n\n" + "\n\n".join(
    f"Paragraph {number} tells at some length what was said by Person {number} to all who came to the harbour that day."
    for number in range(40)
)
ARABIC = "وزير الخارجية\n\nالتقى وزير الخارجية سامح شكري اليوم وفدا من الأمم المتحدة برئاسة أنطونيو غوتيريش في القاهرة."


def drawn_by_links(on_article: PaneOnArticle, links: list[LinkLine]) -> set[tuple[int, int]]:
    """The pixels of the view that links change."""
    pane = on_article.pane
    pane.show_links([])
    before = pane.viewport().grab().toImage()
    pane.show_links(links)
    after = pane.viewport().grab().toImage()
    return {(x, y) for y in range(after.height()) for x in _changed(before, after, y)}


def _changed(before: QImage, after: QImage, y: int) -> list[int]:
    width, depth = before.width(), before.depth() // 8
    one, other = (_row(image, y)[: width * depth] for image in (before, after))
    if one == other:
        return []
    return [x for x in range(width) if one[x * depth : (x + 1) * depth] != other[x * depth : (x + 1) * depth]]


def _row(image: QImage, y: int) -> bytes:
    return cast("memoryview", image.constScanLine(y)).tobytes()


def line(here: Annotation, other: Annotation, *, outgoing: bool = True, proposed: bool = False) -> LinkLine:
    return LinkLine(here, other, outgoing, "about", proposed)


@pytest.mark.parametrize(
    ("text", "claim", "mentions"),
    [
        (LONG, "Paragraph 3 tells at some length", ("Person 0", "Person 3", "Person 5", "harbour")),
        (ARABIC, "وفدا من الأمم المتحدة", ("سامح شكري", "أنطونيو غوتيريش")),
    ],
)
def test_lines_run_between_the_lines_of_the_text_and_in_the_margin(
    on_article: PaneOnArticle, text: str, claim: str, mentions: tuple[str, ...]
) -> None:
    article = on_article.show(text)
    here = on_article.annotate(article, claim, "Statement")
    ends = [on_article.annotate(article, mention, "Person") for mention in mentions]
    links = [line(here, end, outgoing=number % 2 == 0, proposed=number == 1) for number, end in enumerate(ends)]
    pane = on_article.pane
    pane.set_current(here.id)
    changed = drawn_by_links(on_article, links)
    painter, page = pane._painter, pane._page
    assert painter is not None
    assert page is not None
    frame = page.document.rootFrame().frameFormat()
    right = page.document.textWidth() - frame.rightMargin()
    tops = [painter.rects_of(one)[0].top() for one in (here, *ends)]
    within = {(x, y) for x, y in changed if x < right}
    assert within
    assert all(x >= frame.leftMargin() for x, _ in changed)
    assert all(any(-6 <= y - top <= 3 for top in tops) for _, y in within)


def test_what_is_out_of_view_is_pointed_to_at_the_edge(on_article: PaneOnArticle) -> None:
    article = on_article.show(LONG)
    here = on_article.annotate(article, "Person 1 to", "Person")
    below = on_article.annotate(article, "Person 39", "Person")
    pane = on_article.pane
    pane.set_current(here.id)
    bottom = pane.viewport().height() - 1
    assert max(y for _, y in drawn_by_links(on_article, [line(here, below)])) >= bottom - 2
    pane.verticalScrollBar().setValue(pane.verticalScrollBar().maximum())
    assert min(y for _, y in drawn_by_links(on_article, [line(here, below)])) <= 2


def test_two_ends_out_of_view_on_either_side_leave_a_line_in_the_margin(on_article: PaneOnArticle) -> None:
    article = on_article.show(LONG)
    here = on_article.annotate(article, "Person 1 to", "Person")
    below = on_article.annotate(article, "Person 39", "Person")
    pane = on_article.pane
    pane.set_current(here.id)
    pane.verticalScrollBar().setValue(pane.verticalScrollBar().maximum() // 2)
    changed = drawn_by_links(on_article, [line(here, below)])
    rows = {y for _, y in changed}
    assert rows == set(range(min(rows), max(rows) + 1))
    assert (min(rows) <= 2, max(rows) >= pane.viewport().height() - 3) == (True, True)


def test_an_end_that_is_no_more_than_line_breaks_draws_nothing_wrong(on_article: PaneOnArticle) -> None:
    article = on_article.show(LONG)
    here = on_article.annotate(article, "Person 1 to", "Person")
    pane = on_article.pane
    pane.set_current(here.id)
    assert drawn_by_links(on_article, [line(here, here)])
    assert drawn_by_links(on_article, []) == set()
