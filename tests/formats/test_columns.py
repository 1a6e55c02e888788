"""Columns: which holds what is told by names and contents, and rows become articles."""

import pytest

from reader.domain.article import ArticleDraft
from reader.domain.intake import ArticleField, ColumnMapping
from reader.domain.structure import BlockKind
from reader.formats.columns import draft, guess
from reader.formats.table_dates import DayOrder

BODY = "The ferry is late again.\n\nIt will sail at noon, they say."
MAPPING = ColumnMapping(
    (
        (ArticleField.TITLE, "headline"),
        (ArticleField.TEXT, "body"),
        (ArticleField.SOURCE, "paper"),
        (ArticleField.AUTHOR, "by"),
        (ArticleField.URL, "link"),
        (ArticleField.PUBLISHED, "date"),
        (ArticleField.LANGUAGE, "lang"),
        (ArticleField.ID, "no"),
    )
)


def made(**cells: str) -> ArticleDraft:
    article = draft({"body": BODY} | cells, MAPPING, "/news.csv")
    assert isinstance(article, ArticleDraft)
    return article


def guessed(*rows: dict[str, str]) -> dict[str, str]:
    return {str(field): name for field, name in guess(list(rows[0]), rows).columns}


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        (
            {"Headline": "Late", "Full Text": "x", "publishedAt": "2025-05-30", "byline": "A", "lang": "en", "id": "1"},
            {
                "title": "Headline",
                "text": "Full Text",
                "author": "byline",
                "published": "publishedAt",
                "language": "lang",
                "id": "id",
            },
        ),
        (
            {"标题": "渡轮", "正文": "渡轮今天又晚点了", "来源": "日报", "日期": "2025年5月30日"},
            {"title": "标题", "text": "正文", "source": "来源", "published": "日期"},
        ),
        (
            {"titre": "Retard", "texte": "Le bac", "auteur": "A"},
            {"title": "titre", "text": "texte", "author": "auteur"},
        ),
        (
            {"Заголовок": "Паром", "Текст": "Паром", "дата": "30.05.2025"},
            {"title": "Заголовок", "text": "Текст", "published": "дата"},
        ),
        (
            {"title": "Late", "data.text": "x", "meta.source": "Daily"},
            {"title": "title", "text": "data.text", "source": "meta.source"},
        ),
        ({"text": "x", "content": "y"}, {"text": "text"}),
        ({"description": "x", "content": "y"}, {"text": "content"}),
    ],
)
def test_columns_are_known_by_their_names_in_many_languages(row: dict[str, str], columns: dict[str, str]) -> None:
    assert guessed(row) == columns


def test_a_column_without_a_name_that_tells_is_known_by_its_content() -> None:
    row = {"a": "7", "b": BODY, "c": "https://port.example/ferry", "d": "2025-05-30", "e": "a short remark of words"}
    assert guessed(row) == {"text": "b", "url": "c", "published": "d"}


def test_a_name_does_not_count_where_the_content_speaks_against_it() -> None:
    rows = [
        {"date": "soon", "url": "none", "id": "1", "body": "One."},
        {"date": "", "url": "", "id": "1", "body": "Two."},
    ]
    assert guessed(*rows) == {"text": "body"}


def test_an_empty_column_gives_way_to_the_next_likely_one() -> None:
    assert guessed({"text": " ", "body": "x"}) == {"text": "body"}


def test_the_day_a_record_was_made_is_not_that_of_its_article() -> None:
    assert guessed({"text": "x", "created_at": "2025-05-30T00:00:00Z"})["published"] == "created_at"
    both = {"text": "x", "created_at": "2025-05-30T00:00:00Z", "updated_at": "2025-05-31T00:00:00Z"}
    assert "published" not in guessed(both)


def test_short_words_and_data_in_cells_are_not_taken_for_texts() -> None:
    assert guessed({"name": "cat.png", "label": "cat"}) == {}
    assert guessed({"points": '["first point of many", "second point of many"]'}) == {}


def test_a_row_becomes_an_article_whose_text_begins_with_its_title() -> None:
    article = made(
        headline=" Ferry  late ", paper="Daily", by="Ana Ruiz\n\nBo Li", link="https://port.example/1", no="n-7"
    )
    assert article.text == f"Ferry late\n\n{BODY}"
    assert (article.title, article.source, article.author) == ("Ferry late", "Daily", "Ana Ruiz, Bo Li")
    assert (article.url, article.source_id, article.origin) == ("https://port.example/1", "n-7", "/news.csv")
    assert [(block.kind, block.span.of(article.text)) for block in article.structure] == [
        (BlockKind.TITLE, "Ferry late"),
        (BlockKind.PARAGRAPH, "The ferry is late again."),
        (BlockKind.PARAGRAPH, "It will sail at noon, they say."),
    ]


def test_a_text_that_begins_with_its_title_is_left_as_it_is() -> None:
    article = made(headline="Ferry late", body=f"Ferry late\n\n{BODY}")
    assert article.text == f"Ferry late\n\n{BODY}"
    assert article.structure[0] == (BlockKind.TITLE, 0, 10, 0, "")


def test_a_title_that_is_the_beginning_of_the_text_cut_short_is_not_said_twice() -> None:
    article = made(headline="The ferry is…")
    assert (article.text, article.title, article.structure[0].kind) == (BODY, "The ferry is…", BlockKind.PARAGRAPH)


def test_an_article_without_a_title_is_called_by_its_first_line() -> None:
    article = made()
    assert (article.title, article.text) == ("The ferry is late again.", BODY)
    assert all(block.kind is BlockKind.PARAGRAPH for block in article.structure)
    assert len(made(body="x" * 5000).title) == 300


def test_the_text_is_normalised() -> None:
    assert made(body="\ufeff One.\r\nTwo\0.\u2028Three. \n").text == "One.\nTwo\ufffd.\nThree."
    assert made(headline="One\ud800").title == "One\ufffd"


def test_a_cell_that_a_spreadsheet_would_run_stays_text() -> None:
    assert made(headline="=SUM(A1)", body="=1+1\n@x").text == "=SUM(A1)\n\n=1+1\n@x"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "port.example", "https://a b", "http://" + "x" * 5000]
)
def test_what_is_no_url_of_the_web_is_left_out(url: str) -> None:
    assert made(link=url).url == ""


@pytest.mark.parametrize(
    ("told", "language"), [("en", "en"), ("zh_Hans", "zh-Hans"), ("pt-BR", "pt-BR"), ("English!", ""), ("x", "")]
)
def test_only_codes_of_languages_are_taken(told: str, language: str) -> None:
    assert made(lang=told).language == language


def test_a_date_that_may_be_two_is_left_out_unless_its_order_is_known() -> None:
    assert made(date="03/04/2025").published == ""
    article = draft({"body": "x", "date": "03/04/2025"}, MAPPING, "", DayOrder.DAY_FIRST)
    assert isinstance(article, ArticleDraft)
    assert article.published == "2025-04-03"


@pytest.mark.parametrize("body", ["", "  \r\n", "\ufeff"])
def test_a_row_without_text_is_refused_with_its_column(body: str) -> None:
    assert draft({"body": body}, MAPPING, "") == "the column “body” is empty"
    assert draft({"headline": "Late"}, MAPPING, "") == "the column “body” is empty"


def test_a_row_without_a_column_of_text_is_refused_with_the_columns() -> None:
    reason = draft({"a": "1", "b": "2"}, ColumnMapping(), "")
    assert reason == "none of its columns is known to hold the text; they are “a”, “b”"


def test_a_text_in_html_becomes_text_with_its_structure() -> None:
    body = (
        '<h2>At sea</h2><p>The <b>ferry</b> is <a href="/late">late</a> &amp; slow.</p><script>x()</script><li>One</li>'
    )
    article = made(headline="Ferry late", body=body, link="https://port.example/1")
    assert article.text == "Ferry late\n\nAt sea\n\nThe ferry is late & slow.\n\nOne"
    assert [block.kind for block in article.structure] == ["title", "heading", "paragraph", "item"]
    assert [(mark.kind, article.text[mark.start : mark.stop], mark.target) for mark in article.marks] == [
        ("strong", "ferry", ""),
        ("link", "late", "https://port.example/late"),
    ]


def test_html_that_begins_with_its_title_is_not_given_it_twice() -> None:
    article = made(headline="Ferry late", body="<h1>Ferry  late</h1><p>One.</p>")
    assert (article.text, [block.kind for block in article.structure]) == ("Ferry late\n\nOne.", ["title", "paragraph"])


@pytest.mark.parametrize(
    "body", ["a < b, and b > c", "Close it with </p>, they say.", "5 &amp; 6", "x <br", "<no tag>"]
)
def test_a_text_that_only_tells_of_markup_stays_as_it_is(body: str) -> None:
    assert made(body=body).text == body


def test_markup_without_words_is_refused() -> None:
    assert draft({"body": "<p><img src='x'></p>"}, MAPPING, "") == "the column “body” holds no text, only markup"


def test_a_title_in_the_first_line_of_a_paragraph_is_a_block_of_its_own() -> None:
    article = made(headline="Ferry late", body="Ferry late\nIt is.\n\nTwo.")
    assert [(block.kind, block.span.of(article.text)) for block in article.structure] == [
        ("title", "Ferry late"),
        ("paragraph", "It is."),
        ("paragraph", "Two."),
    ]


def test_a_url_that_most_rows_share_is_not_that_of_their_articles() -> None:
    rows = [{"url": "https://port.example/all", "text": f"No. {n}"} for n in range(4)]
    assert guessed(*rows) == {"text": "text"}
    assert guessed(*[{"x": "https://port.example/all", "text": f"No. {n}"} for n in range(4)]) == {"text": "text"}
    rows[0]["url"], rows[1]["url"] = "https://port.example/1", "https://port.example/2"
    assert guessed(*rows) == {"text": "text", "url": "url"}


def test_an_id_is_never_cut() -> None:
    assert made(no=" n 7 ").source_id == "n 7"
    assert made(no="n" * 501).source_id == ""
