"""News text as scrapers leave it: what becomes metadata, and that all else stays."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.article import ArticleDraft
from reader.domain.structure import BlockKind
from reader.domain.text import normalise
from reader.errors import UnreadableArticleError
from reader.formats import plain_text

BODY = "PORT TOWN, May 29 -- The ferry is late.\n\n  It will sail at noon,  they say.\n\nNobody minds."


def read(text: str) -> ArticleDraft:
    return plain_text.article(text.encode(), "/news/ferry.txt")


def paragraphs(article: ArticleDraft) -> list[str]:
    return [block.span.of(article.text) for block in article.structure if block.kind is BlockKind.PARAGRAPH]


def test_the_first_line_is_the_title_and_stays_in_the_text() -> None:
    article = read(f"Ferry late\n\n{BODY}")
    assert (article.title, article.source, article.published) == ("Ferry late", "", "")
    assert article.text == f"Ferry late\n\n{BODY}"
    assert article.origin == "/news/ferry.txt"
    assert article.structure[0].kind is BlockKind.TITLE


def test_only_white_space_around_the_whole_is_dropped() -> None:
    article = read("\n \t\n\u3000 Ferry late \n  One.  \n\n\tTwo. \n\n \n")
    assert article.text == "Ferry late \n  One.  \n\n\tTwo."
    assert article.title == "Ferry late"


@pytest.mark.parametrize(
    "line", ["date 2025-05-30 Ferry late", " \tdate  2025-05-30\tFerry late  ", "\xa0date 2025-05-30 Ferry late"]
)
def test_a_line_of_date_and_title_gives_way_to_the_title(line: str) -> None:
    article = read(f"\n{line}\n{BODY}")
    assert (article.title, article.published) == ("Ferry late", "2025-05-30")
    assert article.text == f"Ferry late\n{BODY}"


@pytest.mark.parametrize(
    "line",
    [
        "date 2025-02-30 Ferry late",
        "date 0000-01-01 Ferry late",
        "date 2025-5-30 Ferry late",
        "date 2025-05-30",
        "date 2025-05-30Ferry late",
        "dated 2025-05-30 Ferry late",
        "Date 2025-05-30 Ferry late",
        "date ２０２５-05-30 Ferry late",
        "2025-05-30 Ferry late",
    ],
)
def test_a_line_that_only_looks_like_date_and_title_is_the_title(line: str) -> None:
    article = read(f"{line}\n{BODY}")
    assert (article.title, article.published) == (line, "")
    assert article.text == f"{line}\n{BODY}"


def test_a_line_of_date_and_title_further_down_is_text() -> None:
    assert read(f"Ferry late\n\ndate 2025-05-30 Ferry late\n{BODY}").published == ""


@pytest.mark.parametrize(
    "line",
    [
        "(Xinhua) 13:03, May 30, 2025",
        "Xinhua) 13:03, May 30, 2025",
        "  (Xinhua)  13:03, may 30, 2025 ",
        "(Xinhua) 13:03, MAY 30, 2025",
        "（Xinhua） 13:03, May 30, 2025",
        "( Xinhua ) 13:03, May  30, 2025",
    ],
)
def test_a_line_of_source_and_time_below_the_title_becomes_metadata(line: str) -> None:
    article = read(f"Ferry late\n\n{line}\n\n\n{BODY}")
    assert (article.title, article.source, article.published) == ("Ferry late", "Xinhua", "2025-05-30T13:03")
    assert article.text == f"Ferry late\n\n{BODY}"


@pytest.mark.parametrize(
    ("month", "number"),
    [
        *(("January", 1), ("Jan", 1), ("Feb.", 2), ("march", 3), ("APR", 4), ("June", 6), ("Jul.", 7), ("aug", 8)),
        *(("September", 9), ("Sept.", 9), ("Sep", 9), ("Oct", 10), ("November", 11), ("Dec.", 12)),
    ],
)
def test_a_month_may_be_written_in_full_or_short(month: str, number: int) -> None:
    assert read(f"Ferry late\n(Daily) 09:05, {month} 4, 2024\n{BODY}").published == f"2024-{number:02}-04T09:05"


def test_what_parted_the_title_from_the_source_parts_it_from_the_text() -> None:
    assert read(f"Ferry late\n(Daily) 13:03, May 30, 2025\n\n{BODY}").text == f"Ferry late\n{BODY}"
    assert read(f"Ferry late\n \n(Daily) 13:03, May 30, 2025\n{BODY}").text == f"Ferry late\n \n{BODY}"


def test_the_first_lines_white_space_below_the_source_stays() -> None:
    assert read("Ferry late\n\n(Daily) 13:03, May 30, 2025\n\n   One.\nTwo.").text == "Ferry late\n\n   One.\nTwo."


def test_the_date_of_the_source_wins_over_that_of_the_title() -> None:
    article = read(f"date 2025-05-30 Ferry late\n\n(Daily) 00:10, May 31, 2025\n\n{BODY}")
    assert (article.title, article.published) == ("Ferry late", "2025-05-31T00:10")


def test_a_source_may_be_of_several_words() -> None:
    assert read(f"Ferry late\n\n(The Port's Own Daily) 13:03, May 30, 2025\n\n{BODY}").source == "The Port's Own Daily"


@pytest.mark.parametrize(
    "line",
    [
        "(Xinhua) 24:00, May 30, 2025",
        "(Xinhua) 13:60, May 30, 2025",
        "(Xinhua) 13:03, May 32, 2025",
        "(Xinhua) 13:03, Mayo 30, 2025",
        "(Xinhua) 13:03, May 30, 2025.",
        "(Xinhua) 1:03 pm, May 30, 2025",
        "They said (Xinhua) 13:03, May 30, 2025",
        "(Xinhua) 13:03, May 30, 2025 and more",
        "() 13:03, May 30, 2025",
        "(1) 13:03, May 30, 2025",
        "(Xinhua 13:03, May 30, 2025",
        "Xinhua 13:03, May 30, 2025",
        "(" + "Xinhua " * 60 + ") 13:03, May 30, 2025",
    ],
)
def test_a_line_that_only_looks_like_source_and_time_stays(line: str) -> None:
    article = read(f"Ferry late\n\n{line}\n\n{BODY}")
    assert (article.source, article.published) == ("", "")
    assert article.text == f"Ferry late\n\n{line}\n\n{BODY}"


def test_a_line_of_source_and_time_that_is_not_right_below_the_title_stays() -> None:
    text = f"Ferry late\n\nOne.\n\n(Xinhua) 13:03, May 30, 2025\n\n{BODY}"
    assert read(text).text == text


def test_a_line_of_source_and_time_in_the_first_place_is_the_title() -> None:
    assert read(f"(Xinhua) 13:03, May 30, 2025\n\n{BODY}").title == "(Xinhua) 13:03, May 30, 2025"


def test_only_the_first_of_two_lines_of_source_and_time_goes() -> None:
    line = "(Xinhua) 13:03, May 30, 2025"
    assert read(f"Ferry late\n\n{line}\n{line}\n\nOne.").text == f"Ferry late\n\n{line}\n\nOne."


@pytest.mark.parametrize(
    "text", ["date 2025-05-30 Ferry late", "date 2025-05-30 Ferry late \n\n(Daily) 13:03, May 30, 2025\n"]
)
def test_an_article_may_be_no_more_than_its_title(text: str) -> None:
    article = read(text)
    assert (article.text, article.title, len(article.structure)) == ("Ferry late", "Ferry late", 1)


def test_line_ends_of_any_kind_are_line_ends() -> None:
    article = read("date 2025-05-30 Ferry late\r\n\r\n(Daily) 13:03, May 30, 2025\r\n\r\nOne.\u2028Two.\rThree.")
    assert article.text == "Ferry late\n\nOne.\nTwo.\nThree."
    assert (article.source, paragraphs(article)) == ("Daily", ["One.", "Two.", "Three."])


def test_an_overlong_title_is_cut_at_a_character_and_the_text_is_not() -> None:
    line = "x" * 298 + "👨‍👩‍👧" + "y" * 50
    article = read(f"{line}\n\n{BODY}")
    assert article.title == "x" * 298
    assert article.text == f"{line}\n\n{BODY}"


def test_a_title_of_one_endless_character_is_cut_too() -> None:
    assert len(read("e" + "\u0301" * 5000).title) == 300


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"\xef\xbb\xbf", "it is empty"),
        (b" \r\n\t\n", "it holds no text"),
        ("\ufeff\u3000\n\xa0".encode(), "it holds no text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "it is a PNG picture, not text"),
    ],
)
def test_a_file_without_text_fails_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableArticleError) as caught:
        plain_text.article(data, "")
    assert str(caught.value) == reason


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t\f\x85")))
def test_a_text_that_nothing_is_recognised_in_is_stored_as_it_is(text: str) -> None:
    article = read(f"Title\n{text}\nend")
    assert article.text == normalise(f"Title\n{text}\nend")


@given(st.text(st.sampled_from(" \n\tdate2025-301:May,()Xinhuað́👨‍🇫🇷"), min_size=1))
def test_blocks_cover_all_but_white_space_whatever_the_text(text: str) -> None:
    if not text.strip():
        return
    article = read(text)
    assert article.text == article.text.strip()
    inside = "".join(block.span.of(article.text) for block in article.structure)
    assert "".join(inside.split()) == "".join(article.text.split())
    assert article.text.startswith(article.title)
    assert article.title == article.title.strip() != ""


def test_the_xinhua_sample_gives_its_title_source_and_time_and_nine_paragraphs(samples: Path) -> None:
    data = (samples / "xinhua-2025-05-30.txt").read_bytes()
    article = plain_text.article(data, "")
    assert article.title == "Senior CPC official attends meetings in Russia"
    assert (article.source, article.published) == ("Xinhua", "2025-05-30T13:03")
    assert len(paragraphs(article)) == 9
    assert paragraphs(article)[0].startswith("MOSCOW, May 29 (Xinhua) --")
    assert paragraphs(article)[-1].endswith("into the world.")
    body = data.decode().split("\n\n", 2)[2].strip()
    assert article.text == f"{article.title}\n\n{body}"
    assert "\n\n".join(paragraphs(article)) == body


def test_all_dated_samples_agree_with_what_is_known_of_them(samples: Path) -> None:
    folder = samples / "derived_date_title" / "zh_cctv"
    known = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    assert len(known) == 40
    for gold in known:
        article = plain_text.article((folder / gold["file"]).read_bytes(), "")
        assert (article.published, article.title) == (gold["date"], gold["title"])
        assert paragraphs(article) == gold["paragraphs"]
