"""CSV and TSV as they are met: any delimiter and encoding, line breaks in cells, and what is broken is told."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.intake import GUESSED, ArticleField, ColumnMapping, Rules
from reader.errors import UnreadableArticleError
from reader.formats import annotations_csv, delimited, text_lines
from reader.formats.found import Found, Refused


def read(data: str | bytes, rules: Rules = GUESSED) -> list[Found | Refused]:
    file = io.BytesIO(data.encode() if isinstance(data, str) else data)
    found = list(delimited.read(file, "/news.csv", rules))
    assert not file.closed
    return found


def texts(data: str | bytes) -> list[str]:
    return [item.draft.text if isinstance(item, Found) else f"{item.place}: {item.reason}" for item in read(data)]


def cells(data: str) -> list[dict[str, str]]:
    return [dict(row.cells) for row in delimited.rows(io.BytesIO(data.encode())) if not isinstance(row, Refused)]


def reason(data: str | bytes) -> str:
    with pytest.raises(UnreadableArticleError) as caught:
        read(data)
    return str(caught.value)


def test_each_row_is_an_article_placed_at_the_line_it_starts_on() -> None:
    found = read('title,text\r\nLate,"One.\r\n\r\nTwo."\r\n\r\nEarly,Three.\r\n')
    assert [(item.place, item.draft.text) for item in found if isinstance(item, Found)] == [
        ("line 2", "Late\n\nOne.\n\nTwo."),
        ("line 6", "Early\n\nThree."),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_parts_the_cells_is_told_by_the_lines(delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(
        [["title", "text", "source"]]
        + [[f"No. {n}", f"Rain, wind; and a tab\there | there, {'x; ' * n}", "The Daily"] for n in range(9)]
    )
    assert [len(row) for row in cells(out.getvalue())] == [3] * 9


def test_excel_may_say_what_parts_the_cells() -> None:
    assert cells("sep=;\ntext;a\nOne, two;3\n") == [{"text": "One, two", "a": "3"}]


def test_a_table_of_one_column_is_not_parted_at_its_commas() -> None:
    assert texts("text\nRain, wind and snow\nNo more\nWind, they say, and rain, and hail\n") == [
        "Rain, wind and snow",
        "No more",
        "Wind, they say, and rain, and hail",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251"])
def test_a_table_may_be_in_any_encoding(encoding: str) -> None:
    text = "Паром опять опаздывает, говорят в порту. Он отправится в полдень."
    assert texts(f"текст,источник\n{text.replace(',', ' -')},Вестник\n".encode(encoding)) == [text.replace(",", " -")]


def test_the_encoding_is_told_by_the_first_part_that_is_not_ascii() -> None:
    rows = "A plain remark of no weight\n" * 20_000
    data = ("text\n" + rows).encode() + "Das Fährschiff läuft später aus, hört man\n".encode("cp1252") * 50
    assert texts(data)[-1] == "Das Fährschiff läuft später aus, hört man"


def test_a_first_row_of_values_is_no_row_of_names() -> None:
    text = "The ferry is late again. " * 5
    (first, _) = read(f"{text},2025-05-30\n{text}more,2025-05-31\n")
    assert isinstance(first, Found)
    assert (first.place, first.draft.text, first.draft.published) == ("line 1", text.strip(), "2025-05-30")


def test_columns_of_one_name_or_none_are_told_apart() -> None:
    assert cells("a,a,,a\n1,2,3,4\n") == [{"a": "1", "a (2)": "2", "column 3": "3", "a (3)": "4"}]


def test_a_row_with_too_many_cells_is_refused_and_the_others_are_taken() -> None:
    assert texts("title,text\nLate,One,two\nEarly,Three\nNow,Four,\n") == [
        "line 2: it has 3 cells where the table has 2 columns",
        "Early\n\nThree",
        "Now\n\nFour",
    ]


def test_a_row_with_too_few_cells_has_empty_ones() -> None:
    assert texts("text,title\nOne\n,Late\n") == ["One", "line 3: the column “text” is empty"]


def test_a_quotation_mark_that_is_never_closed_is_told_with_its_line() -> None:
    assert texts('title,text\nEarly,One\nLate,"Two\nNow,Three\n') == [
        "Early\n\nOne",
        "line 3: a quotation mark that is opened there is never closed",
    ]


def test_a_row_that_never_ends_is_refused_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "LONGEST_LINE", 1_000_000)
    monkeypatch.setattr(text_lines, "LONGEST_LINE", 1_000_000)
    assert reason('text\n"' + "One.\n" * 400_000).startswith("the row in line 2 is longer than 1 million characters")
    cell = '"' + "One.\n" * 120_000 + '"'
    assert reason(f"text,more\n{cell},{cell}\n").startswith("the row in line 2 is longer than 1 million characters")
    assert reason("text\n" + "One. " * 400_000) == "line 2 is longer than 1 million characters"


def test_cells_longer_than_the_csv_module_usually_takes_are_read() -> None:
    assert texts(f"text\n{'word ' * 100_000}\n") == [("word " * 100_000).strip()]


def test_the_limit_of_the_csv_module_is_raised_only_while_tables_are_read() -> None:
    before = csv.field_size_limit()
    first, second = (delimited.rows(io.BytesIO(b"text\nOne\nTwo\n")) for _ in range(2))
    next(first)
    next(second)
    assert csv.field_size_limit() > before
    first.close()  # type: ignore[attr-defined]
    assert csv.field_size_limit() > before
    assert len(list(second)) == 1
    assert csv.field_size_limit() == before


def test_a_chosen_mapping_goes_before_a_guess_where_its_column_of_text_is_there() -> None:
    rules = Rules(columns=ColumnMapping(((ArticleField.TEXT, "summary"), (ArticleField.TITLE, "kicker"))))
    (chosen,) = read("kicker,summary,text\nPort,Short,Long\n", rules)
    assert isinstance(chosen, Found)
    assert chosen.draft.text == "Port\n\nShort"
    (guessed,) = read("kicker,text\nPort,Long\n", rules)
    assert isinstance(guessed, Found)
    assert guessed.draft.text == "Long"


def test_days_and_months_are_told_apart_by_the_other_rows() -> None:
    found = read("text,date\nOne,03/04/2025\nTwo,30/04/2025\n")
    assert [item.draft.published for item in found if isinstance(item, Found)] == ["2025-04-03", "2025-04-30"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "it is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "it is a PNG picture, not text"),
        ("a,b\n1,2\n", "none of its columns is known to hold the text; they are “a”, “b”"),
        ("#FORMAT=WebAnno TSV 3.3\n1-1\t0-4\tTest\n", "in WebAnno's format, not a table of articles"),
        (",".join(f"c{n}" for n in range(15)) + "\n" + "1," * 14 + "1\n", "“c11” and 3 more"),
    ],
)  # fmt: skip
def test_what_is_no_table_of_articles_is_refused_with_the_reason(data: str | bytes, told: str) -> None:
    assert reason(data).endswith(told)


def test_annotations_that_gloss_has_exported_are_no_articles(tmp_path: Path) -> None:
    path = tmp_path / "annotations.csv"
    annotations_csv.write([], path)
    data = path.read_bytes() + b",".join(b"1" for _ in path.read_bytes().split(b",")) + b"\r\n"
    assert reason(data) == "it is a table of annotations that Gloss has exported, not of articles"


def test_a_table_with_names_alone_gives_no_article() -> None:
    assert read("title,text\n") == []


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]) | st.sampled_from("\n\r\t\",;|'")).filter(
            str.strip
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_the_csv_module_writes_is_read_back(bodies: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(
        [["number", "text"], *([str(n), body] for n, body in enumerate(bodies))]
    )
    assert [row["text"] for row in cells(out.getvalue())] == [body.encode().decode() for body in bodies]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ("<!DOCTYPE html>\n<html><body><p>Rain, wind, and a night at the harbour.</p></body></html>", "a web page"),
        ('<?xml version="1.0"?>\n<rss version="2.0"><channel><title>A, b</title></channel></rss>', "a feed"),
    ],
)  # fmt: skip
def test_a_page_under_the_name_of_a_table_is_not_cut_at_its_commas(data: str, kind: str) -> None:
    assert reason(data) == f"it is {kind}, not a table"
