"""Files of text with many articles in them."""

from io import BytesIO

import pytest

from reader.domain.intake import GUESSED, Parting, PartingKind, Rules
from reader.errors import UnreadableArticleError
from reader.formats import plain_text
from reader.formats.found import Found, Refused

TWO = """

date 2025-05-29 Ferry late

(Daily) 13:03, May 29, 2025

It is late.

date 2025-05-30 Bridge shut
It is shut.
"""


def read(text: str, parting: Parting | None = None) -> list[Found | Refused]:
    return list(
        plain_text.read(BytesIO(text.encode()), "/news/port.txt", Rules(parting=parting) if parting else GUESSED)
    )


def test_each_line_of_date_and_title_gives_an_article_with_its_place() -> None:
    first, second = read(TWO)
    assert isinstance(first, Found)
    assert isinstance(second, Found)
    assert (first.draft.title, first.draft.published, first.draft.source) == ("Ferry late", "2025-05-29T13:03", "Daily")
    assert first.draft.text == "Ferry late\n\nIt is late."
    assert first.place == "line 3"
    assert (second.draft.text, second.draft.published) == ("Bridge shut\nIt is shut.", "2025-05-30")
    assert second.place == "line 9"
    assert second.draft.origin == "/news/port.txt"


def test_a_rule_that_is_chosen_wins_over_the_guess() -> None:
    (whole,) = read(TWO, Parting())
    assert isinstance(whole, Found)
    assert (whole.draft.title, whole.place) == ("Ferry late", "")
    assert "Bridge shut" in whole.draft.text


def test_parted_by_headings_an_article_begins_with_the_words_of_its_heading() -> None:
    found = read("# Port (2025-05-30)\n## One\na\n## \n\n## Two\nb", Parting(PartingKind.HEADINGS, level=2))
    assert [item.draft.text if isinstance(item, Found) else item for item in found] == [
        "One\na",
        Refused("it holds no text", "line 4"),
        "Two\nb",
    ]
    assert isinstance(found[0], Found)
    assert (found[0].draft.source, found[0].draft.published) == ("Port", "2025-05-30")


def test_a_rule_that_does_not_fit_refuses_the_file_with_the_reason() -> None:
    with pytest.raises(UnreadableArticleError, match="no heading of level 1"):
        read(TWO, Parting(PartingKind.HEADINGS, level=1))
