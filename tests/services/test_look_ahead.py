"""A look into files before they are imported: what there is to choose, and what each choice would give."""

from pathlib import Path

import pytest

from reader.domain.intake import ArticleField, ColumnMapping, Parting, PartingKind
from reader.errors import UnreadableArticleError
from reader.services.look_ahead import (
    CollectionProspect,
    PreviewedRow,
    TableProspect,
    known_suffixes,
    look_ahead,
    may_leave_something_open,
    preview_parting,
    preview_rows,
)

TABLE = "headline,body,paper,day\nLate,The ferry is late.,Daily,30/05/2025\nEarly,,Daily,03/04/2025\n"
COLLECTION = "date 2025-05-30 Ferry late\n\nIt is.\n\ndate 2025-05-31 Ferry gone\n\nIt left.\n"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def table_of(path: Path) -> TableProspect:
    (prospect,) = look_ahead([path])
    assert isinstance(prospect, TableProspect)
    return prospect


def test_a_table_tells_its_columns_its_guess_and_its_first_rows(tmp_path: Path) -> None:
    table = table_of(write(tmp_path / "news.csv", TABLE))
    assert table.columns == ("headline", "body", "paper", "day")
    assert table.guessed.column(ArticleField.TEXT) == "body"
    assert (table.count, table.exact, len(table.rows)) == (2, True, 2)


def test_rows_are_previewed_as_the_articles_they_would_become(tmp_path: Path) -> None:
    table = table_of(write(tmp_path / "news.csv", TABLE))
    mapping = ColumnMapping((*table.guessed.columns, (ArticleField.SOURCE, "paper")))
    assert preview_rows(table, mapping) == [
        PreviewedRow("Late", "Daily", "", "2025-05-30", "The ferry is late."),
        PreviewedRow(reason="the column “body” is empty"),
    ]


def test_tables_with_the_same_columns_are_one(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        write(tmp_path / name, TABLE)
    write(tmp_path / "c.jsonl", '{"text": "One."}\n')
    first, second = look_ahead([tmp_path])
    assert isinstance(first, TableProspect)
    assert isinstance(second, TableProspect)
    assert ([path.name for path in first.paths], first.count) == (["a.csv", "b.csv"], 4)
    assert second.columns == ("text",)


def test_the_rows_of_a_long_table_are_estimated_from_its_first_megabyte(tmp_path: Path) -> None:
    table = table_of(write(tmp_path / "news.csv", "text,no\n" + "The ferry is late again today,1\n" * 100_000))
    assert not table.exact
    assert 95_000 < table.count < 105_000
    assert len(table.rows) == 50


def test_a_row_torn_by_the_end_of_the_first_megabyte_is_none_of_the_preview(tmp_path: Path) -> None:
    text = 'text\n"One."\n"' + "Long line.\n" * 150_000 + '"\n'
    table = table_of(write(tmp_path / "news.csv", text))
    assert ([dict(row) for row in table.rows], table.count) == ([{"text": "One."}], 2)


def test_a_table_without_a_known_text_is_shown_where_it_was_named_and_left_out_of_folders(tmp_path: Path) -> None:
    path = write(tmp_path / "odd.csv", "a,b\n1,2\n")
    assert table_of(path).guessed == ColumnMapping()
    assert look_ahead([tmp_path]) == []


def test_a_text_that_is_many_articles_tells_how_it_may_be_parted(tmp_path: Path) -> None:
    path = write(tmp_path / "may.txt", COLLECTION)
    (prospect,) = look_ahead([path])
    assert isinstance(prospect, CollectionProspect)
    assert [preview.title for preview in prospect.choice.option.previews] == [
        "date 2025-05-30 Ferry late",
        "date 2025-05-31 Ferry gone",
    ]
    assert preview_parting(path, Parting(PartingKind.LINES, pattern="It.*")).count == 2
    with pytest.raises(UnreadableArticleError):
        preview_parting(path, Parting(PartingKind.LINES, pattern="("))


def test_files_that_leave_nothing_open_are_no_prospects(tmp_path: Path) -> None:
    write(tmp_path / "one.txt", "Ferry late\n\nIt is.")
    write(tmp_path / "tags.csv", "annotation_id,start,stop,quote\na,1,2,x\n")
    write(tmp_path / "broken.json", "{")
    write(tmp_path / "empty.csv", "")
    (tmp_path / "x.parquet").write_bytes(b"PAR1")
    assert look_ahead([*tmp_path.iterdir(), tmp_path, tmp_path / "gone.csv", Path("a\0b.csv")]) == []


def test_names_tell_whether_a_look_is_worth_it(tmp_path: Path) -> None:
    assert may_leave_something_open([Path("a.pdf"), Path("b.CSV")])
    assert may_leave_something_open([tmp_path])
    assert not may_leave_something_open([Path("a.pdf"), Path("b.html")])


def test_a_cancelled_look_ends_at_once(tmp_path: Path) -> None:
    assert look_ahead([write(tmp_path / "news.csv", TABLE)], lambda: True) == []


def test_all_suffixes_that_can_be_taken_in_are_known() -> None:
    assert {".txt", ".csv", ".jsonl", ".parquet", ".zip"} <= set(known_suffixes())
