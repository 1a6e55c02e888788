"""What PDFium tells of pages, and what is done when it takes too long or finds nothing."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from reader.errors import UnreadableArticleError
from reader.formats import pdf_pages
from tests.formats.pdf_making import Words, crowd, pdf


def test_a_line_is_told_with_its_place_and_its_size() -> None:
    (lines,) = pdf_pages.pages_of(pdf([Words("Late", left=72, bottom=700, size=10)]).getvalue()).lines
    (line,) = lines
    assert (line.text, line.size, line.left) == ("Late", 10, 72)
    assert 72 < line.right < 100
    assert line.bottom < 700 < line.top


def test_a_hyphen_at_the_end_of_a_line_parts_the_lines() -> None:
    (lines,) = pdf_pages.pages_of(pdf([Words("a fer-", bottom=700), Words("ry", bottom=686)]).getvalue()).lines
    assert [line.text for line in lines] == ["a fer" + pdf_pages.LINE_END_HYPHEN, "ry"]


def test_ligatures_become_their_letters() -> None:
    (lines,) = pdf_pages.pages_of(pdf([Words("of\ufb01ce", wide=True)]).getvalue()).lines
    assert lines[0].text == "office"


def test_a_document_that_takes_too_long_is_refused_and_says_how_far_it_came(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "_SECONDS", -1.0)
    with pytest.raises(UnreadableArticleError, match="takes too long to read: 0 of its 2 pages"):
        pdf_pages.pages_of(pdf([Words("a")], [Words("b")]).getvalue())


def test_a_page_beyond_any_page_is_refused() -> None:
    with pytest.raises(UnreadableArticleError, match="more text than a page can"):
        pdf_pages.pages_of(pdf(crowd(50_000)).getvalue())


def test_a_damaged_document_is_refused_or_read_and_never_more() -> None:
    whole = pdf([Words("Late. " * 5), Words("雾", bottom=500, wide=True)], [Words("b")]).getvalue()
    given = 0
    for place in range(0, len(whole), 23):
        for broken in (whole[:place], whole[:place] + b"\xff9 <<" + whole[place + 5 :]):
            try:
                given += bool(pdf_pages.pages_of(broken).lines)
            except UnreadableArticleError:
                continue
    assert given


def test_documents_may_be_read_in_many_threads_at_once() -> None:
    data = pdf([Words("Late.")], [Words("b")]).getvalue()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: pdf_pages.pages_of(data), range(200)))
    assert all(one == found[0] for one in found)
