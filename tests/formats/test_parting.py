"""Files that hold many articles, parted by a rule."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.intake import Parting, PartingKind
from reader.domain.text import normalise
from reader.errors import UnreadableArticleError
from reader.formats import parting

DIGEST = """# “Port News” (20250420)

## In short

Two things.

## In full

### Ferry late

It is late.

#### Why

Fog.

### Bridge shut

It is shut.

---

(made by a machine)
"""


def by_headings(text: str, level: int) -> parting.Collection:
    return parting.collected(text, Parting(PartingKind.HEADINGS, level=level))


def by_lines(text: str, pattern: str) -> parting.Collection:
    return parting.collected(text, Parting(PartingKind.LINES, pattern=pattern))


def titles(collection: parting.Collection) -> list[str]:
    return [part.title for part in collection.parts]


def test_a_whole_file_is_one_part() -> None:
    (part,) = parting.parts("\n\nFerry late\n\nIt is late.", Parting())
    assert (part.text, part.title, part.place) == ("\n\nFerry late\n\nIt is late.", "Ferry late", "line 1")


def test_each_heading_of_the_level_begins_an_article_with_its_smaller_ones_in_it() -> None:
    first, second = by_headings(DIGEST, 3).parts
    assert (first.title, first.place) == ("Ferry late", "line 9")
    assert first.text.rstrip() == "### Ferry late\n\nIt is late.\n\n#### Why\n\nFog."
    assert (second.title, second.place) == ("Bridge shut", "line 17")


def test_a_short_end_below_a_rule_belongs_to_the_file() -> None:
    assert by_headings(DIGEST, 3).parts[-1].text.rstrip() == "### Bridge shut\n\nIt is shut."


def test_an_end_below_a_rule_stays_where_other_articles_hold_rules_or_it_is_long() -> None:
    assert by_headings(DIGEST.replace("Fog.", "Fog.\n\n---\n\nMore."), 3).parts[-1].text.endswith("machine)\n")
    assert by_headings(DIGEST.replace("(made", "(" + "made " * 60), 3).parts[-1].text.endswith("machine)\n")


def test_the_heading_above_tells_source_and_date() -> None:
    collection = by_headings(DIGEST, 3)
    assert (collection.source, collection.published) == ("Port News", "2025-04-20")


@pytest.mark.parametrize(
    ("head", "source", "published"),
    [
        ("《新闻联播》 (20250420)", "新闻联播", "2025-04-20"),
        ("Port News, 20 April 2025", "Port News", "2025-04-20"),
        ("2025-04-20 Port News", "Port News", "2025-04-20"),
        ("“Port” and “Sea”", "“Port” and “Sea”", ""),
        ("Port News 20251399", "Port News 20251399", ""),
    ],
)
def test_source_and_date_are_told_apart(head: str, source: str, published: str) -> None:
    collection = by_headings(f"# {head}\n\n## One\n\nText.", 2)
    assert (collection.source, collection.published) == (source, published)


def test_a_larger_heading_ends_an_article_and_what_is_between_is_left_out() -> None:
    collection = by_headings("# A\n\n## One\n\nText.\n\n# B\n\nBetween.\n\n## Two\n\nText.", 2)
    assert [part.text.rstrip() for part in collection.parts] == ["## One\n\nText.", "## Two\n\nText."]
    assert collection.left_out == len("# A# BBetween.")


@pytest.mark.parametrize(
    "text",
    [
        "```\n# none\n```\n# One\n\nText.",
        "~~~~\n# none\n~~~\n# none\n~~~~\n# One",
        "    # none\n# One #\nText.",
        "#none\n\n####### none\n\nOne\n===\n",
        "---\ntitle: x\n---\n# One",
    ],
)
def test_only_what_markdown_calls_a_heading_is_one(text: str) -> None:
    assert titles(by_headings(text, 1)) == ["One"]


def test_front_matter_and_its_line_of_hyphens_are_no_heading() -> None:
    with pytest.raises(UnreadableArticleError):
        by_headings("---\n\ntitle: x\n---\n\nText.", 2)


def test_a_line_that_matches_from_start_to_end_begins_an_article() -> None:
    collection = by_lines("Left out.\n* One\nText * Two\n\n* Two\n", r"\* \w+")
    assert [(part.title, part.text, part.line) for part in collection.parts] == [
        ("* One", "* One\nText * Two\n", 2),
        ("* Two", "* Two\n", 5),
    ]
    assert collection.left_out == len("Left out.")


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        (Parting(PartingKind.HEADINGS, level=2), "it has no heading of level 2, so it cannot be parted by these"),
        (Parting(PartingKind.LINES, pattern="x"), "it has no line that the regular expression"),
        (Parting(PartingKind.LINES, pattern="("), "“(” is no regular expression: missing )"),
        (Parting(PartingKind.LINES, pattern="a{99999999999}"), "is no regular expression"),
        (Parting(PartingKind.LINES, pattern="a" * 501), "the regular expression is longer than 500 characters"),
        (Parting(PartingKind.LINES), "there is no regular expression"),
    ],
)
def test_a_rule_that_is_none_or_finds_nothing_is_refused_with_the_reason(rule: Parting, reason: str) -> None:
    with pytest.raises(UnreadableArticleError) as caught:
        parting.collected("# One\n\nText.", rule)
    assert reason in str(caught.value)


def test_a_regular_expression_that_would_take_for_ever_is_stopped() -> None:
    with pytest.raises(UnreadableArticleError, match="takes too long"):
        by_lines("a" * 5000 + "!", r"(?:a|aa|a?a?)+(?:a|aa)+b|(.*)(.*)(.*)(.*)\1\2\3\4x")


def test_a_preview_tells_titles_places_and_lengths() -> None:
    first, second = parting.preview("# One\nText.\n# Two\n", Parting(PartingKind.HEADINGS, level=1))
    assert (first.title, first.place, first.length) == ("One", "line 1", len("# One\nText."))
    assert second.title == "Two"


@given(st.lists(st.sampled_from(["# One", "## Two", "text", "", "---", "===", "```", "~~~", "date 2025-05-30 X"])))
def test_parts_are_stretches_of_the_file_in_order_and_never_overlap(lines: list[str]) -> None:
    text = normalise("\n".join([*lines, "", "# Last"]))
    try:
        collection = by_headings(text, 1)
    except UnreadableArticleError:
        return
    whole = text.split("\n")
    for part in collection.parts:
        own = part.text.split("\n")
        assert whole[part.line - 1 : part.line - 1 + len(own)] == own
    for part, following in pairwise(collection.parts):
        assert part.line + part.text.count("\n") < following.line
    assert collection.left_out >= 0
