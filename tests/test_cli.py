"""The command line as a person or a script meets it: what it prints, where, and with which exit code."""

import csv
import json
import os
import pty
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from reader import __version__, cli
from reader.__main__ import run as run_gloss
from reader.errors import ReaderError
from reader.places import resources
from reader.services.annotate import Annotate
from reader.services.libraries import open_library
from reader.services.read import Read
from reader.services.register import Register
from reader.services.same_or_new import keep
from reader.storage import library as library_module
from reader.storage.library import Library
from reader.ui.screen import missing_library
from tests.making import TEXT, draft_of, label_of, tag
from tests.recording import entity, mentions
from tests.services.test_same_or_new import LATER, page

ROOT = Path(__file__).parent.parent
NO_SCREEN = {
    name: value
    for name, value in os.environ.items()
    if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "GLOSS_LIBRARY"}
}


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Gloss = Callable[..., Ran]


@pytest.fixture
def gloss(library_path: Path, capsys: pytest.CaptureFixture[str]) -> Gloss:
    """Runs a command on the library, in this process."""

    def run(*arguments: object, library: Path = library_path) -> Ran:
        code = cli.run(["--library", str(library), *map(str, arguments)], lambda _library: 77)
        return Ran(code, *capsys.readouterr())

    return run


@pytest.fixture
def clock_of() -> Iterator[Callable[[str], None]]:
    """Sets the clock of this process to a time zone, until the test ends."""
    with pytest.MonkeyPatch.context() as patch:

        def set_zone(zone: str) -> None:
            patch.setenv("TZ", zone)
            time.tzset()

        yield set_zone
    time.tzset()


def python(*arguments: object) -> Ran:
    """Runs Python in another process, without a screen."""
    ran = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        env=NO_SCREEN,
        capture_output=True,
        text=True,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def fill(path: Path, *quotes: str) -> Library:
    """A library with the article of the tests, each quote tagged as a person; it is open."""
    library = open_library(path)
    with library.transaction():
        article = library.articles.add(draft_of(TEXT))
    for quote in quotes:
        tag(library, article, quote)
    return library


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


# Which command


def test_without_a_command_the_window_opens_on_the_library_that_was_named(library_path: Path) -> None:
    opened: list[Path | None] = []

    def open_window(library: Path | None) -> int:
        opened.append(library)
        return 0

    for arguments in (["--library", str(library_path)], []):
        assert cli.run(arguments, open_window) == 0
    assert opened == [library_path, None]


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["import"], ["export"], ["--nonsense"], ["export", "a", "--kind", "x"], ["codebook", "x"]],
)
def test_a_command_that_is_not_understood_ends_with_2_and_says_why(gloss: Gloss, arguments: list[str]) -> None:
    ran = gloss(*arguments)
    assert ran.code == 2
    assert "Error: " in ran.err
    assert ran.out == ""


# Import


def test_import_ends_with_the_counts(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One")
    (tmp_path / "b.txt").write_text("One")
    assert gloss("import", tmp_path / "a.txt") == (0, "imported 1, duplicates 0, failed 0\n", "")
    ran = gloss("import", tmp_path / "b.txt")
    assert (ran.code, ran.out) == (0, "imported 0, duplicates 1, failed 0\n")
    assert ran.err == f"duplicate: {tmp_path / 'b.txt'}: the same text is in the library as “One”\n"


def test_import_tells_which_column_of_a_table_was_taken_for_what(gloss: Gloss, tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text("headline,body,when\nLate,One.,2025-05-30\nEarly,,2025-05-31\n")
    ran = gloss("import", table)
    assert (ran.code, ran.out) == (1, "imported 1, duplicates 0, failed 1\n")
    assert ran.err == (
        f"{table}: title from “headline”, text from “body”, published from “when”\n"
        f"failed: {table}, line 3: the column “body” is empty\n"
    )


def test_import_takes_the_columns_that_are_given(gloss: Gloss, library_path: Path, tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text("headline,body,kicker\nLate,One.,Harbour\n")
    ran = gloss("import", table, "--column", "text=body", "--column", "title=kicker")
    assert (ran.code, ran.err) == (0, f"{table}: text from “body”, title from “kicker”\n")
    library = open_library(library_path)
    assert library.articles.text(1) == "Harbour\n\nOne."
    library.close()


@pytest.mark.parametrize(
    ("rule", "titles"),
    [
        ("whole", ["# One"]),
        ("headings:1", ["One", "Two"]),
        ("lines:It is.*", ["It is one.", "It is two."]),
    ],
)
def test_import_parts_a_text_by_the_rule_that_is_given(
    gloss: Gloss, tmp_path: Path, rule: str, titles: list[str]
) -> None:
    (tmp_path / "many.txt").write_text("# One\n\nIt is one.\n\n# Two\n\nIt is two.\n")
    assert gloss("import", tmp_path / "many.txt", "--parting", rule).code == 0
    listed = json.loads(gloss("articles", "--json").out)
    assert sorted(article["title"] for article in listed) == titles


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--column", "text"], "“text” is not FIELD=NAME with one of the fields title, text, source,"),
        (["--column", "body=text"], "“body=text” is not FIELD=NAME"),
        (["--column", "title=a"], "text=NAME is missing: without a text there is no article."),
        (["--parting", "headings"], "“headings” is none of whole, headings:1 to headings:6, lines:REGEX."),
        (["--parting", "headings:9"], "“headings:9” is none of"),
        (["--parting", "lines:"], "“lines:” is none of"),
    ],
)
def test_import_refuses_rules_that_are_none(gloss: Gloss, tmp_path: Path, options: list[str], sentence: str) -> None:
    ran = gloss("import", tmp_path / "a.csv", *options)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in " ".join(ran.err.split())


def test_import_ends_with_1_if_any_file_failed(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One")
    (tmp_path / "empty.txt").touch()
    ran = gloss("import", tmp_path / "a.txt", tmp_path / "empty.txt", tmp_path / "missing.txt")
    assert (ran.code, ran.out) == (1, "imported 1, duplicates 0, failed 2\n")
    assert ran.err == (
        f"failed: {tmp_path / 'empty.txt'}: it is empty\nfailed: {tmp_path / 'missing.txt'}: it is not there\n"
    )


def test_import_tells_how_many_files_of_a_folder_it_passed_over(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("One")
    (tmp_path / "in" / "b.jpeg").write_text("Two")
    ran = gloss("import", tmp_path / "in")
    assert ran == (
        0,
        "imported 1, duplicates 0, failed 0\n",
        "passed over 1 file in formats that are not taken in from folders\n",
    )


def test_a_file_whose_name_is_in_no_encoding_is_told_all_the_same(gloss: Gloss, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.touch()
    ran = gloss("import", path)
    assert (ran.code, ran.err) == (1, f"failed: {tmp_path}/caf�.txt: it is empty\n")


@pytest.mark.parametrize("command", [("import",), ("watch", "add"), ("export",)])
def test_an_empty_path_is_not_the_folder_here(gloss: Gloss, command: tuple[str, ...]) -> None:
    ran = gloss(*command, "")
    assert ran.code == 2
    assert "it is empty" in ran.err


def test_import_makes_a_library_where_there_is_none(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One")
    assert gloss("import", tmp_path / "a.txt", library=tmp_path / "new.db").code == 0
    assert gloss("articles", library=tmp_path / "new.db").out.endswith("\tOne\n")


@pytest.mark.parametrize(
    "command",
    [["articles"], ["check"], ["export", "out.csv"], ["codebook", "export", "x.csv"]],
)
def test_other_commands_make_no_library(gloss: Gloss, tmp_path: Path, command: list[str]) -> None:
    path = tmp_path / "new.db"
    assert gloss(*command, library=path) == (2, "", f"gloss: There is no library at {path}.\n")
    assert not path.exists()


def test_a_full_disk_is_told_with_what_came_in(
    gloss: Gloss, library_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = library_module._connect

    def connect_to_full_disk(path: Path, mode: str = "rw") -> sqlite3.Connection:
        connection = connect(path, mode)
        connection.execute(f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0]}")
        return connection

    monkeypatch.setattr(library_module, "_connect", connect_to_full_disk)
    (tmp_path / "a.txt").write_text("word " * 20_000)
    ran = gloss("import", tmp_path / "a.txt")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"gloss: The disk that holds {library_path} is full. The last change was not saved; all before it was. "
        "Make room and try again. No articles had come in before.\n"
    )


# Export


def test_export_writes_a_file_and_says_so(gloss: Gloss, library_path: Path, tmp_path: Path) -> None:
    fill(library_path, "Ines Duarte", "Omar Haddad").close()
    out = tmp_path / "out.csv"
    assert gloss("export", out) == (0, f"exported 2 annotations to {out}\n", "")
    assert [row["quote"] for row in cells(out)] == ["Ines Duarte", "Omar Haddad"]


@pytest.mark.parametrize(
    ("table", "told"),
    [("mentions", "1 mention"), ("entities", "1 entity"), ("articles", "1 article"), ("links", "0 links")],
)
def test_export_writes_the_table_that_is_named(
    gloss: Gloss, library_path: Path, tmp_path: Path, table: str, told: str
) -> None:
    library = fill(library_path, "Ines Duarte")
    mentions(library, 1, entity(library, "Ines Duarte"))
    library.close()
    out = tmp_path / "out.csv"
    assert gloss("export", "--table", table, out) == (0, f"exported {told} to {out}\n", "")


def test_export_says_what_a_table_cannot_be_chosen_by(gloss: Gloss, tmp_path: Path) -> None:
    ran = gloss("export", "--table", "entities", tmp_path / "out.csv", "--since", "2026-01-01")
    assert ran == (2, "", "gloss: The rows of table entities cannot be chosen by date. Nothing was written.\n")


def test_export_leaves_a_file_alone_unless_forced(gloss: Gloss, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("mine")
    ran = gloss("export", out)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"gloss: Nothing was written to “{out}”: it is there already and stays as it was.\n"
    assert out.read_text() == "mine"
    assert gloss("export", out, "--force").code == 0
    assert cells(out) == []


def test_export_to_a_missing_folder_ends_with_2(gloss: Gloss, tmp_path: Path) -> None:
    out = tmp_path / "missing" / "out.csv"
    assert gloss("export", out) == (2, "", f"gloss: Nothing was written to “{out}”: its folder is not there.\n")


def test_export_takes_filters(gloss: Gloss, library_path: Path, tmp_path: Path) -> None:
    with_tags = fill(library_path, "Ines Duarte")
    with with_tags.transaction():
        other = with_tags.articles.add(draft_of("Another\n\nKello is a town."))
    tag(with_tags, other, "Kello", label="Place")
    tag(with_tags, other, "Kello is a town.", label="Statement")
    uid = Read(with_tags).open(other).uid
    with_tags.close()

    def exported(*options: str) -> list[str]:
        assert gloss("export", tmp_path / "out.csv", "--force", *options).code == 0
        return [row["quote"] for row in cells(tmp_path / "out.csv")]

    assert exported("--kind", "claim") == ["Kello is a town."]
    assert exported("--label", "Place", "--label", "Person") == ["Ines Duarte", "Kello"]
    assert exported("--article", uid) == ["Kello", "Kello is a town."]
    assert exported("--article", uid, "--kind", "entity") == ["Kello"]
    assert exported("--annotator", "tester", "--label", "Person") == ["Ines Duarte"]


def test_export_leaves_older_versions_out_and_says_so(gloss: Gloss, library_path: Path, tmp_path: Path) -> None:
    library = open_library(library_path)
    for text in (TEXT, LATER):
        with library.action("Import"):
            brought = keep(library, page(text), "here").article_id
        if text == TEXT:
            tag(library, brought, "126 shops", label="Quantity")
    library.close()
    ran = gloss("export", tmp_path / "newest.csv")
    told = "1 annotation of an older version waits for a place and was left out; --versions exports all versions"
    assert (ran.err.strip(), ran.out.split()[1]) == (told, "0")
    assert gloss("export", "--versions", tmp_path / "all.csv").out.split()[1] == "1"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--label", "Persn"], "There is no label “Persn”; there are: "),
        (["--annotator", "nobody"], "There is no annotator “nobody”; there are: tester"),
        (["--article", "nobody"], "There is no article with the uid nobody in "),
    ],
)
def test_export_says_which_filter_names_what_is_not_there(
    gloss: Gloss, tmp_path: Path, options: list[str], sentence: str
) -> None:
    ran = gloss("export", tmp_path / "out.csv", *options)
    assert ran.code == 2
    assert ran.err.startswith(f"gloss: {sentence}")
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("zone", "last_before", "first"),
    [
        ("UTC0", "2026-05-09T23:59:59.999Z", "2026-05-10T00:00:00.000Z"),
        ("Tokyo-9", "2026-05-09T14:59:59.999Z", "2026-05-09T15:00:00.000Z"),
        ("Lima5", "2026-05-10T04:59:59.999Z", "2026-05-10T05:00:00.000Z"),
    ],
)
def test_since_is_a_day_by_the_clock_of_this_place(
    gloss: Gloss,
    library_path: Path,
    tmp_path: Path,
    clock_of: Callable[[str], None],
    zone: str,
    last_before: str,
    first: str,
) -> None:
    library = fill(library_path, "Ines Duarte", "Omar Haddad")
    with library.transaction():
        library.write("UPDATE annotation SET updated_at = iif(quote = 'Ines Duarte', ?, ?)", (last_before, first))
    library.close()
    clock_of(zone)
    gloss("export", tmp_path / "out.csv", "--since", "2026-05-10")
    assert [row["quote"] for row in cells(tmp_path / "out.csv")] == ["Omar Haddad"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("zone", ["UTC-9", "UTC+9"])
def test_since_may_be_the_first_or_the_last_day_there_is(
    gloss: Gloss, tmp_path: Path, clock_of: Callable[[str], None], day: str, zone: str
) -> None:
    clock_of(zone)
    assert gloss("export", tmp_path / "out.csv", "--since", day).code == 0


def test_export_for_a_spreadsheet_has_a_mark_and_no_formulas(gloss: Gloss, library_path: Path, tmp_path: Path) -> None:
    library = fill(library_path, "Ines Duarte")
    Annotate(library).note(1, "@SUM(A1)")
    library.close()
    gloss("export", tmp_path / "out.csv", "--excel")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert cells(tmp_path / "out.csv")[0]["note"] == "'@SUM(A1)"


# Codebooks


def test_a_codebook_is_exported_and_imported(gloss: Gloss, new_library: Callable[[str], Path], tmp_path: Path) -> None:
    for name in ("book.toml", "book.csv"):
        out = tmp_path / name
        assert gloss("codebook", "export", out) == (0, f"exported 16 labels to {out}\n", "")
        assert gloss("codebook", "import", out) == (0, "added 0, changed 0, unchanged 16\n", "")
    other = new_library("other.db")
    (tmp_path / "new.csv").write_text("kind,name,key\nentity,Person,x\nclaim,Rumour,g\n")
    ran = gloss("codebook", "import", tmp_path / "new.csv", library=other)
    assert ran == (
        0,
        "added 1, changed 1, unchanged 0\n",
        "“Rumour” came without its key g: the text uses it itself.\n",
    )
    library = open_library(other)
    assert label_of(library, "Person").key == "x"
    library.close()


def test_one_label_is_exported_in_the_singular(gloss: Gloss, library_path: Path, tmp_path: Path) -> None:
    library = open_library(library_path)
    with library.transaction():
        library.write("DELETE FROM asked")
        library.write("DELETE FROM label WHERE id > 1")
    library.close()
    assert gloss("codebook", "export", tmp_path / "out.toml").out == f"exported 1 label to {tmp_path / 'out.toml'}\n"


def test_a_codebook_leaves_a_file_alone_unless_forced(gloss: Gloss, tmp_path: Path) -> None:
    out = tmp_path / "out.toml"
    out.write_text("mine")
    sentence = f"gloss: Nothing was written to “{out}”: it is there already and stays as it was.\n"
    assert gloss("codebook", "export", out) == (2, "", sentence)
    assert out.read_text() == "mine"
    assert gloss("codebook", "export", out, "--force").code == 0
    assert out.read_text().count("[[labels]]") == 16


def test_a_codebook_with_one_wrong_row_ends_with_2_and_changes_nothing(gloss: Gloss, tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text("kind,name,colour\nentity,Actor,#123456\nentity,Agent,blue\n")
    sentence = "Line 3, column colour: “blue” is not a colour of the form #rrggbb."
    assert gloss("codebook", "import", path) == (2, "", f"gloss: Nothing was taken in from “{path}”. {sentence}\n")
    gloss("codebook", "export", tmp_path / "out.csv")
    assert "Actor" not in [row["name"] for row in cells(tmp_path / "out.csv")]


@pytest.mark.parametrize("command", ["import", "export"])
def test_a_codebook_in_another_format_ends_with_2_and_names_the_formats(
    gloss: Gloss, tmp_path: Path, command: str
) -> None:
    path = tmp_path / "book.json"
    sentence = f"gloss: A codebook is a file whose name ends in .toml or .csv; “{path}” does not.\n"
    assert gloss("codebook", command, path) == (2, "", sentence)


def test_a_codebook_that_is_not_there_ends_with_2(gloss: Gloss, tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    sentence = f"gloss: The codebook “{path}” cannot be read: it is not there.\n"
    assert gloss("codebook", "import", path) == (2, "", sentence)


# Articles and check


def test_articles_lists_one_article_a_line(gloss: Gloss, library_path: Path) -> None:
    library = fill(library_path, "Ines Duarte")
    with library.transaction():
        library.write("UPDATE article SET source = 'Coastal' || char(9) || 'Post'")
    uid = Read(library).open(1).uid
    library.close()
    line = f"{uid}\t2026-05-12\tunread\t1\tCoastal Post\tHarbour towns count the cost\n"
    assert gloss("articles") == (0, line, "")


def test_articles_as_json_have_names_for_their_values(gloss: Gloss, library_path: Path) -> None:
    fill(library_path, "Ines Duarte").close()
    ran = gloss("articles", "--json")
    (article,) = json.loads(ran.out)
    assert re.fullmatch(r"[0-9a-f-]{36}", article.pop("uid"))
    assert article == {
        "published": "2026-05-12",
        "source": "Coastal Post",
        "title": "Harbour towns count the cost",
        "state": "unread",
        "starred": 0,
        "annotations": 1,
    }


def test_articles_can_be_searched(gloss: Gloss, library_path: Path) -> None:
    with closing(open_library(library_path)) as library, library.transaction():
        for number, text in enumerate(("The flood", "The wall", "The flood wall", "The flood gate"), 1):
            library.articles.add(draft_of(text, published=f"2025-01-0{number}"))
    for arguments, titles in (
        (["--search", "flood"], ["The flood gate", "The flood wall", "The flood"]),
        (["--search", "flood -wall", "--limit", "1"], ["The flood gate"]),
        (["--search", "date:2025-01-02"], ["The wall"]),
        (["--limit", "2"], ["The flood gate", "The flood wall"]),
        (["--search", "storm"], []),
    ):
        ran = gloss("articles", *arguments)
        assert ran.code == 0
        assert [line.split("\t")[-1] for line in ran.out.splitlines()] == titles


def test_a_wrong_query_is_explained(gloss: Gloss) -> None:
    ran = gloss("articles", "--search", "lable:person")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("gloss: There is no field “lable:”; did you mean “label:”?")
    ran = gloss("articles", "--search", "label:persn")
    assert (ran.code, ran.out, ran.err) == (2, "", "gloss: No label is called “persn”; did you mean “Person”?\n")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_titles_of_any_script_are_listed_where_the_output_has_few(library_path: Path, encoding: str) -> None:
    with closing(open_library(library_path)) as library, library.action("Import"):
        keep(library, draft_of("港口重新开放 😀\n\nText."), "here")
    named = ["--library", str(library_path), "articles", "--limit", "1"]
    command = [sys.executable, "-m", "reader", *named]
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    lines = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert "\\u6e2f\\u53e3" in lines.stdout
    rows = subprocess.run([*command, "--json"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert json.loads(rows.stdout)[0]["title"] == "港口重新开放 😀"


def test_more_articles_than_any_library_has_cannot_be_asked_for(gloss: Gloss) -> None:
    assert gloss("articles", "--limit", "9" * 30).code == 2


def test_no_articles_are_an_empty_list(gloss: Gloss) -> None:
    assert gloss("articles") == (0, "", "")
    assert json.loads(gloss("articles", "--json").out) == []


def test_check_says_that_a_library_is_whole(gloss: Gloss, library_path: Path) -> None:
    fill(library_path, "Ines Duarte").close()
    assert gloss("check") == (0, f"{library_path} is whole.\n", "")


def test_check_ends_with_1_on_trouble(gloss: Gloss, library_path: Path) -> None:
    library = fill(library_path, "Ines Duarte")
    library.write("UPDATE annotation SET quote = 'Ines'")
    library.close()
    ran = gloss("check")
    assert (ran.code, ran.err) == (1, "")
    assert re.fullmatch(
        r"The quote of annotation [0-9a-f-]{36} is not the text from 53 to 64 of its article\.\n", ran.out
    )


# The register


def test_the_register_is_exported_and_imported(
    gloss: Gloss, library_path: Path, new_library: Callable[[str], Path], tmp_path: Path
) -> None:
    out, other = tmp_path / "register.csv", new_library("other.db")
    library = fill(library_path, "Ines Duarte")
    Register(library).link_new((1,), "Ines Duarte")
    library.close()
    assert gloss("entities", "export", out) == (0, f"exported 1 entity to {out}\n", "")
    assert gloss("entities", "export", out).code == 2
    assert gloss("entities", "export", out, "--force", "--excel").code == 0
    assert cells(out)[0]["name"] == "Ines Duarte"
    assert gloss("entities", "import", out, library=other) == (0, "added 1, changed 0, unchanged 0\n", "")
    assert gloss("entities", "import", out, library=other) == (0, "added 0, changed 0, unchanged 1\n", "")


def test_a_register_with_a_wrong_row_ends_with_2(gloss: Gloss, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("name,type\nSea,Place\nKello,\n")
    sentence = "Line 3: A new entity needs a type, which is a label of the codebook."
    assert gloss("entities", "import", path) == (2, "", f"gloss: Nothing was taken in from “{path}”. {sentence}\n")


# Libraries that cannot be opened


def newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()


BAD_COMMANDS = [
    ["import", "pyproject.toml"],
    ["articles"],
    ["check"],
    ["export", "/dev/null"],
    ["codebook", "export", "/dev/null/x.csv"],
    ["codebook", "import", str(resources() / "codebooks" / "news.toml")],
    ["entities", "export", "/dev/null/x.csv"],
]
BAD_LIBRARIES: dict[str, tuple[Callable[[Path], object], str]] = {
    "text": (lambda path: path.write_text("Dear diary"), "is not a Gloss library. It was left untouched."),
    "empty": (lambda path: path.write_bytes(b""), "is empty, not a Gloss library."),
    "cut short": (lambda path: os.truncate(path, path.stat().st_size // 2), "is cut short:"),
    "newer": (newer, "was made by a newer Gloss"),
    "foreign": (
        lambda path: path.write_bytes(path.read_bytes()[:68] + b"\0" * 4 + path.read_bytes()[72:]),
        "is a SQLite file, but not a Gloss library.",
    ),
}


@pytest.mark.parametrize("bad", BAD_LIBRARIES)
@pytest.mark.parametrize("command", BAD_COMMANDS)
def test_a_bad_library_ends_with_2_and_one_sentence_and_stays_as_it_is(
    gloss: Gloss, library_path: Path, bad: str, command: list[str]
) -> None:
    spoil, sentence = BAD_LIBRARIES[bad]
    spoil(library_path)
    before = library_path.read_bytes(), library_path.stat().st_mtime_ns, sorted(library_path.parent.iterdir())
    ran = gloss(*command)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"gloss: {library_path} {sentence}")
    assert ran.err.count("\n") == 1
    assert (library_path.read_bytes(), library_path.stat().st_mtime_ns, sorted(library_path.parent.iterdir())) == before


@pytest.mark.parametrize("command", BAD_COMMANDS)
def test_a_library_that_another_program_keeps_locked_ends_with_2(
    gloss: Gloss, library_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setattr(library_module, "_BUSY_SECONDS", 0.01)
    other = sqlite3.connect(library_path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    sentence = f"Another program keeps {library_path} locked. Nothing was changed; try again when it is done."
    assert gloss(*command) == (2, "", f"gloss: {sentence}\n")
    other.close()


def test_a_library_in_a_missing_folder_ends_with_2(gloss: Gloss, tmp_path: Path) -> None:
    path = tmp_path / "missing" / "library.db"
    sentence = f"A library cannot be made at {path}: there is no folder {path.parent}."
    assert gloss("import", "x.txt", library=path) == (2, "", f"gloss: {sentence}\n")


def test_a_library_on_a_read_only_place_ends_with_2(gloss: Gloss, unprivileged: Path) -> None:
    path = unprivileged / "library.db"
    open_library(path).close()
    before = path.read_bytes()
    unprivileged.chmod(0o500)
    for command in (["import", "x.txt"], ["articles"], ["check"]):
        ran = gloss(*command, library=path)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"gloss: {path} cannot be ")
        assert ran.err.count("\n") == 1
    assert path.read_bytes() == before
    new = gloss("import", "x.txt", library=unprivileged / "new.db")
    assert (new.code, new.err.count("\n")) == (2, 1)
    assert "no right to write" in new.err


def test_a_folder_in_place_of_a_library_ends_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GLOSS_LIBRARY", str(tmp_path))
    assert cli.run(["articles"], lambda _library: 0) == 2
    assert capsys.readouterr().err == f"gloss: {tmp_path} is a folder, not a Gloss library.\n"


# The window that cannot open


@pytest.mark.parametrize("command", [["main.py"], ["-m", "reader"], ["main.py", "--library=missing/library.db"]])
def test_without_a_screen_the_window_ends_with_2_and_a_sentence(command: list[str]) -> None:
    ran = python(*command)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("gloss: Gloss needs a screen to open its window, and there is none here.")
    assert ran.err.count("\n") == 1


def test_a_display_that_does_not_answer_is_no_screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISPLAY", ":9876")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    for arguments in ([], ["--library", "x.db"], ["--library=x.db"]):
        assert run_gloss(arguments) == 2
        assert capsys.readouterr().err.startswith("gloss: ")


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libEGL.so.1", "libegl1"),
        ("libGL.so.1", "libgl1"),
    ],
)
def test_a_system_library_that_qt_misses_is_named_with_its_package(library: str, package: str) -> None:
    error = missing_library(f"{library}: cannot open shared object file: No such file or directory")
    assert isinstance(error, ReaderError)
    assert str(error) == (
        f"Qt needs the system library {library}, and it is not installed: on Debian and Ubuntu, "
        f"`apt install {package}` brings it."
    )


def test_a_system_library_of_no_known_package_is_named_by_itself() -> None:
    error = missing_library("libnovel.so.7: cannot open shared object file: No such file or directory")
    assert str(error) == (
        "Qt needs the system library libnovel.so.7, and it is not installed: install it, then try again."
    )


def test_qt_that_is_not_there_at_all_is_told_in_the_words_of_python() -> None:
    assert str(missing_library("No module named 'PySide6'")) == "Qt cannot be loaded: No module named 'PySide6'."


# Another process


def test_commands_and_all_below_them_load_no_qt() -> None:
    code = (
        "import importlib, pkgutil, sys, reader.cli\n"
        "for room in ('domain', 'formats', 'storage', 'services'):\n"
        "    package = importlib.import_module(f'reader.{room}')\n"
        "    for module in pkgutil.walk_packages(package.__path__, f'{package.__name__}.'):\n"
        "        importlib.import_module(module.name)\n"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))])"
    )
    assert python("-c", code) == (0, "[]\n", "")


def test_the_version_is_printed() -> None:
    assert python("main.py", "--version") == (0, f"gloss, version {__version__}\n", "")


def test_a_pipe_gets_no_progress_bar_and_a_terminal_does(library_path: Path, tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(f"Article {number}")
    ran = python("-m", "reader", "--library", library_path, "import", *sorted(tmp_path.glob("*.txt")))
    assert ran == (0, "imported 30, duplicates 0, failed 0\n", "")

    ours, theirs = pty.openpty()
    command = ["-m", "reader", "--library", library_path, "export", tmp_path / "out.csv"]
    subprocess.run([sys.executable, *map(str, command)], cwd=ROOT, env=NO_SCREEN, stderr=theirs, check=True)
    os.close(theirs)
    assert b"Exporting" in os.read(ours, 1000)
    os.close(ours)


def test_a_reader_who_leaves_the_pipe_early_is_no_error(library_path: Path) -> None:
    library = open_library(library_path)
    with library.transaction():
        for number in range(2000):
            library.articles.add(draft_of(f"Article {number}"))
    library.close()
    command = f"{sys.executable} -m reader --library {library_path} articles | head -n 1"
    ran = subprocess.run(["sh", "-c", command], cwd=ROOT, env=NO_SCREEN, capture_output=True, text=True, check=True)
    assert ran.stdout.count("\n") == 1
    assert ran.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to write to")
def test_an_output_that_cannot_be_written_ends_with_2_and_a_sentence(library_path: Path) -> None:
    fill(library_path).close()
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "reader", "--library", library_path, "articles"],
            cwd=ROOT,
            env=NO_SCREEN,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ran.returncode == 2
    assert ran.stderr == "gloss: the output cannot be written: No space left on device.\n"
