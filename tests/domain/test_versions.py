"""Which articles are versions of one, and which of two dates is the earlier."""

from dataclasses import replace

import pytest

from reader.domain.versions import Known, is_earlier, is_related, is_trivial, is_version

ONE = Known(1, "Flood", "Post", "2026-05-12", "post.example/flood", "tag:1", "feed")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"source_id": ""},
        {"page_key": "post.example/flood-2"},
        {"page_key": "", "title": "FLOOD", "origin": "x"},
        {"page_key": "other.example/a", "source": "", "title": "Other"},
    ],
)
def test_the_same_page_or_the_same_id_of_one_source_is_a_version(changes: dict[str, str]) -> None:
    assert is_version(ONE, replace(ONE, article_id=2, **changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"source_id": "tag:2"},
        {"source_id": "", "page_key": "post.example/flood-2"},
        {"page_key": "other.example/flood", "origin": "x", "title": "Other"},
        {"page_key": "", "origin": "x", "source": "Courier"},
    ],
)
def test_what_differs_more_is_another_article(changes: dict[str, str]) -> None:
    assert not is_version(ONE, replace(ONE, article_id=2, **changes))


@pytest.mark.parametrize(
    ("one", "other", "earlier"),
    [
        ("2026-05-12", "2026-05-13", True),
        ("2026-05-13", "2026-05-12", False),
        ("2026-05-12", "2026-05-12T18:00", False),
        ("2026-05-12T17:00Z", "2026-05-12T18:00Z", True),
        ("2026-05-11T17:00", "2026-05-12", True),
        ("", "2026-05-12", False),
        ("2026-05-12", "", False),
        ("last week", "2026-05-12", False),
    ],
)
def test_a_date_is_earlier_only_where_both_tell_so(one: str, other: str, earlier: bool) -> None:
    assert is_earlier(one, other) is earlier


def test_white_space_punctuation_and_case_are_trivial_and_a_digit_is_not() -> None:
    assert is_trivial("“The wall”, she\n\nsaid.", '"The Wall" she said')
    assert not is_trivial("126 shops", "128 shops")


OLD = "Flood\n\n" + " ".join(f"The board of the harbour counted {n} boats in basin {n * 7 % 31}." for n in range(40))
OTHER = "Choir\n\n" + " ".join(f"In the hall of Kello {n} singers met for song {n * 5 % 37}." for n in range(40))


def test_an_edit_is_related_whatever_its_title() -> None:
    newer = OLD.replace("Flood", "After the flood").replace("counted", "found") + " It rained."
    assert is_related(ONE, OLD, replace(ONE, title="After the flood"), newer)


def test_a_summary_is_related_to_the_whole() -> None:
    assert is_related(ONE, OLD, replace(ONE, title="Other"), OLD[:200])


def test_another_article_at_the_same_address_is_not_related() -> None:
    assert not is_related(ONE, OLD, replace(ONE, title="Choir"), OTHER)
    assert not is_related(
        replace(ONE, title="洪水"), "洪水\n\n港务局说", replace(ONE, title="合唱"), "合唱\n\n在凯洛唱歌"
    )


def test_a_text_that_was_written_anew_under_the_same_title_is_related_where_it_comes_from_the_web() -> None:
    assert not is_related(ONE, OLD, replace(ONE, origin="again.html"), OTHER)
    assert not is_related(ONE, OLD, ONE, OTHER)
    web = replace(ONE, origin="https://post.example/flood")
    assert is_related(web, OLD, web, OTHER)
