"""What stands between two lines of hyphens before a Markdown text."""

import pytest

from reader.formats.front_matter import front_matter


def test_pairs_of_one_line_are_read_and_the_rest_begins_below() -> None:
    text = "---\nTitle: Ferry late\ndate: 2025-05-30 # local\nauthor: \"A. Mole\"\nsource: 'Port''s Own'\n---\n# One"
    found = front_matter(text)
    assert found.pairs == {"title": "Ferry late", "date": "2025-05-30", "author": "A. Mole", "source": "Port's Own"}
    assert text[found.stop :] == "# One"


def test_lists_are_joined_and_what_is_no_plain_value_is_passed_over() -> None:
    text = "---\nauthors:\n  - A. Mole\n  - B. Rat\ntags: [x, 'y']\ntext: |\n  folded: words\nmore: {a: b}\n---\n"
    found = front_matter(text)
    assert found.pairs["authors"] == "A. Mole, B. Rat"
    assert found.pairs["tags"] == "x, y"
    assert found.pairs["text"] == found.pairs["more"] == ""


@pytest.mark.parametrize(
    "text",
    [
        "# One\n---\na: b\n---\n",
        "---\na: b\n",
        "---\nThe ferry is late.\n---\nMore.",
        "---\nThe ferry: late.\nNobody minds.\n---\nMore.",
        "",
    ],
)
def test_a_text_without_front_matter_begins_at_once(text: str) -> None:
    assert front_matter(text) == ({}, 0)


def test_an_address_keeps_its_colon_and_its_number_sign() -> None:
    assert front_matter("---\nurl: https://port.example/a#b\n---\n").pairs["url"] == "https://port.example/a#b"


def test_the_first_key_with_a_value_is_taken() -> None:
    found = front_matter("---\nby: A\nauthor:\n---\n")
    assert (found.first("author", "by"), found.first("none")) == ("A", "")
