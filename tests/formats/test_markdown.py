"""Markdown: its title, its structure, what is told of it, and files with many articles."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.article import ArticleDraft
from reader.domain.intake import GUESSED, Parting, PartingKind, Rules
from reader.domain.structure import Block, BlockKind, Mark, MarkKind
from reader.domain.text import normalise
from reader.errors import UnreadableArticleError
from reader.formats import files, markdown
from reader.formats.found import Found, Refused

TEXT = "The harbour master said on Monday that no ferry would sail before noon, for the fog was too thick.\n\n"


def read_all(text: str, rules: Rules = GUESSED) -> list[Found | Refused]:
    return list(markdown.read(BytesIO(text.encode()), "/news/port.md", rules))


def read(text: str) -> ArticleDraft:
    (found,) = read_all(text)
    assert isinstance(found, Found)
    return found.draft


def kinds(article: ArticleDraft) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(article.text)) for block in article.structure]


def test_the_first_heading_is_the_title_and_the_text_begins_with_it() -> None:
    article = read("# Ferry *late*\n\nIt is late.")
    assert (article.title, article.text) == ("Ferry late", "Ferry late\n\nIt is late.")
    assert article.structure[0] == Block(BlockKind.TITLE, 0, 10)
    assert article.origin == "/news/port.md"


def test_headings_lists_quotations_links_and_emphasis_become_structure() -> None:
    article = read(
        "Title\n===\n\n## Why\n\n3. fog\n4. *wind*\n\n- tide\n\n> So **they** say [here](https://port.example/a)."
    )
    assert article.text == "Title\n\nWhy\n\nfog\nwind\ntide\n\nSo they say here."
    assert article.structure[1:] == (
        Block(BlockKind.HEADING, 7, 10, 2),
        Block(BlockKind.ITEM, 12, 15, 1, "3."),
        Block(BlockKind.ITEM, 16, 20, 1, "4."),
        Block(BlockKind.ITEM, 21, 25, 1),
        Block(BlockKind.QUOTE, 27, 44, 1),
    )
    assert article.marks == (
        Mark(MarkKind.EMPHASIS, 16, 20),
        Mark(MarkKind.STRONG, 30, 34),
        Mark(MarkKind.LINK, 39, 43, "https://port.example/a"),
    )


def test_html_in_it_is_understood() -> None:
    article = read("# A\n\n<p><strong>One</strong> two</p><p>Three</p>\n\nMore <em>words</em> &amp;<br>lines.")
    assert article.text == "A\n\nOne two\n\nThree\n\nMore words &\nlines."
    assert [mark.kind for mark in article.marks] == [MarkKind.STRONG, MarkKind.EMPHASIS]


def test_rows_of_a_table_are_paragraphs_with_tabs() -> None:
    article = read("# A\n\n| Name | Age |\n|---|---|\n| Mole | 3 |")
    assert kinds(article)[1:] == [("paragraph", "Name\tAge"), ("paragraph", "Mole\t3")]


def test_code_keeps_its_lines_and_spaces() -> None:
    assert read("# A\n\n```py\nif x:\n    y <b>\n```").text == "A\n\nif x:\n    y <b>"


def test_scripts_and_what_leads_to_them_are_gone() -> None:
    article = read("# A\n\n<script>alert(1)</script>\n\n<a href='javascript:alert'>y</a> <b onclick=z>w</b>")
    assert article.text == "A\n\ny w"
    assert [mark.kind for mark in article.marks] == [MarkKind.STRONG]


@pytest.mark.parametrize("tag", ["script", "style", "title", "textarea", "plaintext", "iframe"])
def test_a_tag_that_is_never_closed_swallows_nothing(tag: str) -> None:
    article = read(f"# A\n\nOne <{tag}> two.\n\nThree.")
    assert article.text == f"A\n\nOne <{tag}> two.\n\nThree."


def test_front_matter_tells_of_the_article() -> None:
    article = read(
        "---\ntitle: Ferry late\nauthor: A. Mole\ndate: 30 May 2025\nsource: Daily\nurl: https://port.example/a\n"
        "lang: en_GB\ndir: rtl\n---\n\nIt is late."
    )
    assert (article.title, article.author, article.published) == ("Ferry late", "A. Mole", "2025-05-30")
    assert (article.source, article.url, article.language) == ("Daily", "https://port.example/a", "en-GB")
    assert article.direction == "rtl"
    assert kinds(article) == [("title", "Ferry late"), ("paragraph", "It is late.")]


def test_a_heading_that_repeats_the_title_of_the_front_matter_is_the_title() -> None:
    assert kinds(read("---\ntitle: Ferry late\n---\n# Ferry late\n\nA.")) == [
        ("title", "Ferry late"),
        ("paragraph", "A."),
    ]
    assert kinds(read("---\ntitle: Ferry late\n---\n# Fog\n\nA."))[:2] == [("title", "Ferry late"), ("heading", "Fog")]


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2025-05-30", "2025-05-30"),
        ("2025-05-30T13:03:07Z", "2025-05-30T13:03+00:00"),
        ("2025-05-30 13:03", "2025-05-30T13:03"),
        ("'May 30, 2025'", "2025-05-30"),
        ("yesterday", ""),
        ("3/4/2025", ""),
    ],
)
def test_a_date_is_taken_where_it_is_one(written: str, published: str) -> None:
    assert read(f"---\ndate: {written}\n---\nA.").published == published


def test_an_address_or_a_language_that_is_none_is_passed_over() -> None:
    article = read("---\nurl: javascript:alert(1)\nlang: the tongue of ports\n---\nA.")
    assert (article.url, article.language) == ("", "")


def test_without_a_heading_at_its_start_the_title_is_the_first_largest_heading_or_the_first_line() -> None:
    assert read("Words.\n\n## Two\n\n# One").title == "One"
    article = read("Words\nand more.\n\n## Two")
    assert article.title == "Words and more."
    assert article.structure[0].kind is BlockKind.PARAGRAPH


def test_an_overlong_title_is_cut_and_the_text_is_not() -> None:
    article = read("# " + "x" * 500)
    assert (len(article.title), len(article.text)) == (300, 500)


def test_a_last_line_that_leads_to_the_original_gives_the_address() -> None:
    article = read("# A\n\nText.\n\n[Read the original](https://port.example/a)\n")
    assert (article.url, article.text) == ("https://port.example/a", "A\n\nText.")


def digest(*addresses: str) -> str:
    items = (f"## Story {n}\n\n{TEXT}[Original]({address})\n\n" for n, address in enumerate(addresses, 1))
    return "# Port News (20250530)\n\n" + "".join(items)


def test_a_collection_gives_each_article_with_its_place_and_what_its_head_tells() -> None:
    found = read_all(digest("https://port.example/1", "https://port.example/2"))
    drafts = [item.draft for item in found if isinstance(item, Found)]
    assert [item.place for item in found] == ["line 3", "line 9"]
    assert [(draft.title, draft.url) for draft in drafts] == [
        ("Story 1", "https://port.example/1"),
        ("Story 2", "https://port.example/2"),
    ]
    assert {(draft.source, draft.published) for draft in drafts} == {("Port News", "2025-05-30")}
    assert drafts[0].text == f"Story 1\n\n{TEXT.strip()}"


def test_articles_of_a_file_that_share_an_address_have_none() -> None:
    found = read_all(digest("https://port.example/1", "https://port.example/1", "https://port.example/2"))
    assert [item.draft.url for item in found if isinstance(item, Found)] == ["", "", "https://port.example/2"]


def test_a_link_may_be_defined_in_another_part_of_the_file() -> None:
    found = read_all("# One\n\n[a]\n\n# Two\n\nb\n\n[a]: https://port.example/a", by_headings(1))
    assert isinstance(found[0], Found)
    assert [mark.target for mark in found[0].draft.marks] == ["https://port.example/a"]


def by_headings(level: int) -> Rules:
    return Rules(parting=Parting(PartingKind.HEADINGS, level=level))


def test_a_part_without_text_is_refused_with_its_place() -> None:
    found = read_all("# One\n\na\n\n#\n\n<!-- nothing -->\n", by_headings(1))
    assert found[1] == Refused("it holds no text", "line 5")


def test_a_file_may_be_kept_whole() -> None:
    (found,) = read_all(digest("https://port.example/1", "https://port.example/2"), Rules(parting=Parting()))
    assert isinstance(found, Found)
    assert found.draft.title == "Port News (20250530)"
    assert found.place == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty"),
        (" \n", "it holds no text"),
        ("---\ntitle:\n---\n<!-- x -->", "it holds no text"),
        (">" * 500 + " a", "nested too deeply"),
        ("".join(" " * 2 * depth + "- a\n" for depth in range(200)), "nested too deeply"),
        ("![" * 20_000, "too long for Markdown"),
        ("a " * 300_000, "too long for Markdown"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(UnreadableArticleError, match=reason):
        read(text)


def test_a_file_whose_markup_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "_SECONDS", 0.05)
    with pytest.raises(UnreadableArticleError, match="takes too long to read"):
        read(("![" * 2000 + "\n\n") * 30)


@given(st.text(st.sampled_from("ab#*_`[]()<>!-+1.\n\t |~=&;:/\\\"'")))
def test_any_text_gives_an_article_whose_blocks_hold_all_of_it_or_a_reason(text: str) -> None:
    try:
        found = read_all(text)
    except UnreadableArticleError:
        return
    for item in found:
        if isinstance(item, Found):
            article = item.draft
            assert article.text == normalise(article.text).strip()
            inside = "".join(block.span.of(article.text) for block in article.structure)
            assert "".join(inside.split()) == "".join(article.text.split())
            assert all(0 <= mark.start < mark.stop <= len(article.text) for mark in article.marks)
            assert article.title


def test_all_items_of_the_samples_agree_with_what_is_known_of_them(samples: Path) -> None:
    lines = (samples / "derived_date_title" / "zh_cctv" / "gold.jsonl").read_text("utf-8").splitlines()
    known = {gold["title"]: gold for gold in map(json.loads, lines)}
    met = 0
    for path in sorted((samples / "news_zh_xinwenlianbo").glob("*.md")):
        drafts = [found.draft for found in files.read(path) if isinstance(found, Found)]
        assert len(drafts) == path.read_text("utf-8").count("\n### ")
        for draft in drafts:
            assert (draft.source, draft.published.replace("-", "")) == ("新闻联播", path.stem)
            assert draft.url.startswith("https://tv.cctv.com/")
            assert "更新时间戳" not in draft.text
            assert "查看原文" not in draft.text
            gold = known.get(draft.title)
            if gold and gold["date"] == draft.published:
                met += 1
                assert [words for kind, words in kinds(draft) if kind == "paragraph"] == gold["paragraphs"]
    assert met == len(known)
