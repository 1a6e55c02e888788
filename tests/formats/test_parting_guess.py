"""Which files are plainly collections of articles, and what a person may choose from."""

from pathlib import Path

import pytest

from reader.domain.intake import Parting, PartingKind
from reader.domain.text import normalise
from reader.errors import UnreadableArticleError
from reader.formats.parting_guess import WHOLE, choice, describe, describe_with, guess, original_link

TEXT = "The harbour master said on Monday that no ferry would sail before noon, for the fog was too thick.\n\n"
LONG = TEXT * 12
HEADINGS = PartingKind.HEADINGS


def digest(ending: str, level: int = 2) -> str:
    sign = "#" * level
    return "# Port News\n\n" + "".join(f"{sign} Harbour story {name}\n\n{TEXT}{ending}\n\n" for name in "abc")


@pytest.mark.parametrize(
    "ending",
    [
        "[查看原文](https://port.example/1)",
        "[Read more](https://port.example/1_(a))",
        '<a class="x" href="https://port.example/1">Original</a>',
    ],
)
def test_sections_that_each_end_with_a_link_to_their_original_are_articles(ending: str) -> None:
    assert guess(digest(ending)) == Parting(HEADINGS, level=2)
    assert guess(digest(ending, level=3)) == Parting(HEADINGS, level=3)


def test_sections_that_end_with_another_link_are_not() -> None:
    assert guess(digest("[Download](https://port.example/1)")) == WHOLE
    assert guess(digest("Read more")) == WHOLE


def test_sections_that_each_carry_a_date_of_their_own_are_articles() -> None:
    text = "".join(f"## Harbour story {day}\n\nMay {day}, 2025\n\n{TEXT}" for day in (28, 29, 30))
    assert guess(text) == Parting(HEADINGS, level=2)
    text = "".join(f"## 2025-05-{day} No ferry sails\n\n{TEXT}" for day in (28, 29, 30))
    assert guess(text) == Parting(HEADINGS, level=2)


@pytest.mark.parametrize("heading", ["2025-05-{}", "[1.2.{}] - 2025-05-30", "Version 3 of the program (2025-05-{})"])
def test_a_diary_or_a_list_of_changes_is_one_article(heading: str) -> None:
    assert guess("# Title\n\n" + "".join(f"## {heading.format(day)}\n\n{TEXT}" for day in (28, 29, 30))) == WHOLE


def test_three_largest_headings_each_with_a_full_text_are_articles() -> None:
    text = "".join(f"# Harbour story {name}\n\n{LONG}" for name in "abc")
    assert guess(text) == Parting(HEADINGS, level=1)


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"# Harbour story {name}\n\n{LONG}" for name in "ab"),
        "".join(f"# Harbour story {name}\n\n{TEXT}" for name in "abc"),
        "".join(f"# {number}. Harbour story\n\n{LONG}" for number in (1, 2, 3)),
        "".join(f"# Release 3.{number} of the program\n\n{LONG}" for number in (1, 2, 3)),
        "".join(f"# 第{number}章 港口的故事\n\n{LONG}" for number in "一二三"),
        "---\ntitle: Port\n---\n" + "".join(f"# Harbour story {name}\n\n{LONG}" for name in "abc"),
        "# Port\n\n" + "".join(f"## Harbour story {name}\n\n{LONG}" for name in "abc"),
        LONG * 3 + "".join(f"## Story {day}\n\nMay {day}, 2025\n\n{TEXT}" for day in (28, 29)),
        "",
        "#\n#\n#\n",
    ],
)
def test_an_ordinary_text_with_headings_is_one_article(text: str) -> None:
    assert guess(text) == WHOLE


def test_lines_of_date_and_title_each_with_a_text_begin_articles() -> None:
    text = f"\n date 2025-05-29 One\n\n{TEXT}date 2025-05-30 Two\n{TEXT}"
    assert guess(text).kind is PartingKind.LINES
    assert [preview.title for preview in choice(text).option.previews] == ["date 2025-05-29 One", "date 2025-05-30 Two"]


@pytest.mark.parametrize(
    "text",
    [
        f"date 2025-05-29 One\n{TEXT}",
        f"Title\ndate 2025-05-29 One\n{TEXT}date 2025-05-30 Two\n{TEXT}",
        "date 2025-05-29 One\ndate 2025-05-30 Two\n",
        f"2025-05-29 One\n{TEXT}2025-05-30 Two\n{TEXT}",
    ],
)
def test_other_lines_of_dates_do_not(text: str) -> None:
    assert guess(text) == WHOLE


def test_a_choice_offers_the_rules_that_make_sense_each_with_what_it_gives() -> None:
    found = choice("# Port (2025-05-30)\n\n## One\n\na\n\n## Two\n\n2025-05-29: b\n2025-05-30: c\n")
    assert found.guessed == WHOLE
    assert [(option.parting.kind, option.parting.level, option.count) for option in found.options] == [
        (PartingKind.WHOLE, 0, 1),
        (HEADINGS, 2, 2),
        (PartingKind.LINES, 0, 2),
    ]
    by_headings = found.options[1]
    assert (by_headings.source, by_headings.published) == ("Port", "2025-05-30")
    assert [(preview.title, preview.place) for preview in by_headings.previews] == [
        ("One", "line 3"),
        ("Two", "line 7"),
    ]


def test_a_file_is_described_as_its_text_is(tmp_path: Path) -> None:
    path = tmp_path / "port.md"
    path.write_text(digest("[Original](https://port.example/1)"), "utf-8")
    assert describe(path).option.count == 3
    assert describe_with(path, Parting(PartingKind.LINES, pattern="## .*b")).count == 1


@pytest.mark.parametrize(
    ("data", "reason"), [(b" \n", "no text"), (b"\x89PNG\r\n\x1a\n\0\0", "PNG"), (None, "no file")]
)
def test_a_file_that_cannot_be_described_fails_with_its_reason(tmp_path: Path, data: bytes | None, reason: str) -> None:
    path = tmp_path / "port.md"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UnreadableArticleError, match=reason):
        describe(path)


def test_only_a_link_alone_in_its_line_leads_to_the_original() -> None:
    assert original_link(" [原文](https://port.example/1) ") == "https://port.example/1"
    assert original_link("[Source](https://port.example/a b)") == ""
    assert original_link("[Source](javascript:alert)") == ""
    assert original_link("See [source](https://port.example/1)") == ""


def test_all_programmes_of_the_samples_are_parted_into_their_items(samples: Path) -> None:
    files = sorted((samples / "news_zh_xinwenlianbo").glob("*.md"))
    assert len(files) == 10
    for path in files:
        found = describe(path)
        assert found.guessed == Parting(HEADINGS, level=3)
        assert found.option.count == path.read_text("utf-8").count("\n### ")
        assert found.option.source == "新闻联播"
        assert found.option.published.replace("-", "") == path.stem


def test_all_single_articles_of_the_samples_stay_whole(samples: Path) -> None:
    folders = ("derived_date_title", "text_public_domain", "nasty_blns", "nasty_payloads")
    files = [path for folder in folders for path in (samples / folder).rglob("*") if path.suffix in {".txt", ".md"}]
    assert len(files) > 60
    for path in files:
        assert guess(normalise(path.read_text("utf-8", "replace"))) == WHOLE, path
