"""The process in which PDF documents are read: the same comes back, and what goes wrong in it stays in it."""

import sys

import pytest

from reader.errors import UnreadableArticleError
from reader.formats.pdf_pages import pages_of
from reader.formats.pdf_worker import pages_apart
from tests.formats.pdf_making import Words, crowd, pdf


def test_what_comes_back_is_what_is_read_here() -> None:
    data = pdf([Words("Late"), Words("雾😀", bottom=500, wide=True)], [], info="/Title (A)", language="en").getvalue()
    assert pages_apart(data) == pages_of(data)


def test_a_refusal_comes_back_with_its_reason() -> None:
    with pytest.raises(UnreadableArticleError, match="it is not a PDF document, or it is damaged"):
        pages_apart(b"none")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process so")
def test_a_small_document_that_would_fill_the_memory_is_refused() -> None:
    bomb = pdf(crowd(300_000)).getvalue()
    assert len(bomb) < 3_000_000
    with pytest.raises(UnreadableArticleError, match="more memory or time than a document should"):
        pages_apart(bomb)


def test_where_no_process_can_be_started_the_document_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(UnreadableArticleError, match="cannot be read"):
        pages_apart(pdf([Words("Late")]).getvalue())


@pytest.mark.parametrize("name", ["executable", "frozen"])
def test_a_bundle_that_is_no_python_reads_documents_itself(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(sys, name, "" if name == "executable" else True, raising=False)
    assert pages_apart(pdf([Words("Late")]).getvalue()).lines[0][0].text == "Late"
