"""What the world does to texts, files and processes: every quote stays in its place, and nothing saved is lost."""

import csv
import json
import random
import re
import signal
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from reader.domain.annotation import AnnotationFilter
from reader.domain.span import Span
from reader.domain.text import normalise
from reader.errors import AnnotationError
from reader.services.annotate import Annotate
from reader.services.export_annotations import export_annotations
from reader.services.import_articles import import_paths
from reader.services.libraries import open_library
from reader.services.outcomes import Result
from reader.services.register import Register
from reader.storage.check import troubles
from reader.storage.library import Library
from tests.making import TEXT, draft_of, label_of

ROOT = Path(__file__).parent.parent

# Any text, any selection: what leaves is what was selected

PIECES = (
    *(
        "👨\u200d👩\u200d👧\u200d👦",
        "👍🏽",
        "❤\ufe0f\u200d🔥",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "🇨🇳",
        "🇷",
        "𝒢",
    ),
    *("e\u0301", "a\u0308\u0323", "\u0301", "\u200d", "\u200f", "\u202b", "\u2069", "\ufeff", "\u00ad", "\u200b"),
    *("السلام عليكم", "שָׁלוֹם", "中国愿意合作。", "한국", "क्षि", "ไทยนี้"),
    *("\r\n", "\r", "\n", "\n\n", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\u00a0", "\u3000", "\t", " "),
    *("word", "Kello", ",", ";", '"', "'", "“said”", "=1+1", "NA", "null", "-", "\ufffd", "\0", "\ufdd0", "\U0001ffff"),
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(codec="utf-8"), min_size=1, max_size=25).map("".join)


def exported(library: Library, path: Path) -> list[dict[str, str]]:
    """The rows of an export, which Python's csv and pandas read alike."""
    export_annotations(library, path, AnnotationFilter(), replace=True)
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8", engine="python")
    assert frame.to_dict("records") == rows
    return rows


def check_rows(library: Library, rows: list[dict[str, str]]) -> None:
    """Every quote and every context is the slice of the stored text that its row names."""
    for row in rows:
        (text,) = library.row("SELECT text FROM article WHERE uid = ?", (row["article_id"],))
        start, stop = int(row["start"]), int(row["stop"])
        assert row["quote"] == text[start:stop]
        assert row["context_before"] == text[max(0, start - 40) : start]
        assert row["context_after"] == text[stop : stop + 40]
        ends = [tuple(map(int, part.split("-"))) for part in row["fragments"].split(";") if part]
        assert not ends or (ends[0][0], ends[-1][1]) == (start, stop)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), data=st.data())
def test_any_text_from_a_file_and_any_selection_of_it_leave_as_they_are_stored(
    library: Library, tmp_path: Path, text: str, encoding: str, data: st.DataObject
) -> None:
    text += "\nKello is a town by the sea." * 40
    (tmp_path / "text.txt").write_bytes(text.encode(encoding))
    (outcome,) = import_paths(library, [tmp_path / "text.txt"]).outcomes
    assume(outcome.result is not Result.FAILED)  # too many control characters: that is no text
    stored = library.articles.text(outcome.article_id)
    assert stored == normalise(text).strip()
    ends = st.integers(0, len(normalise(text)) - 27 * 39)
    for pair in data.draw(st.lists(st.tuples(ends, ends), min_size=1, max_size=4)):
        try:
            Annotate(library).tag(outcome.article_id, (Span(*sorted(pair)),), label_of(library, "Person"))
        except AnnotationError:
            continue
    check_rows(library, exported(library, tmp_path / "out.csv"))
    assert list(troubles(library)) == []


def test_discontinuous_parts_of_a_text_in_many_scripts_leave_as_they_are_stored(
    library: Library, tmp_path: Path
) -> None:
    text = normalise(" ".join(PIECES * 3)).strip()
    with library.transaction():
        article = library.articles.add(draft_of(text))
    luck = random.Random(7)
    for _ in range(100):
        ends = sorted(luck.sample(range(len(text)), 6))
        parts = tuple(Span(*ends[at : at + 2]) for at in (0, 2, 4))
        Annotate(library).tag(article, parts, label_of(library, "Quotation"))
    rows = exported(library, tmp_path / "out.csv")
    assert len(rows) == 100
    check_rows(library, rows)


@pytest.mark.parametrize("excel", [False, True])
def test_notes_and_titles_come_back_from_the_csv_as_they_are(library: Library, tmp_path: Path, excel: bool) -> None:
    with library.transaction():
        article = library.articles.add(draft_of('"A", b;\tc\n\nbody'))
    made = Annotate(library).tag(article, (Span(0, 3),), label_of(library, "Person"))
    note = 'one, "two"\nthree\u00a0👨\u200d👩\u200d👧 NA \ufeff'
    Annotate(library).note(made.annotation_ids[0], note)
    export_annotations(library, tmp_path / "out.csv", AnnotationFilter(), excel=excel)
    frame = pd.read_csv(tmp_path / "out.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    assert (frame["title"][0], frame["note"][0]) == ('"A", b;\tc', note)


# Files that are not what they seem


def outcome_of(library: Library, path: Path) -> str:
    """Why the file failed; a good one beside it came in."""
    good = path.with_name("good.txt")
    good.write_text("A good one")
    report = import_paths(library, [path, good])
    assert report.sentence() == "imported 1, duplicates 0, failed 1"
    assert library.articles.counts().all == 1
    return report.outcomes[0].reason


def test_an_empty_file_fails_with_its_reason(library: Library, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").touch()
    assert outcome_of(library, tmp_path / "bad.txt") == "it is empty"


def test_a_file_of_white_space_fails_with_its_reason(library: Library, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xef\xbb\xbf \r\n\t\r\n")
    assert outcome_of(library, tmp_path / "bad.txt") == "it holds no text"


def test_a_picture_that_is_called_a_text_fails_with_its_reason(library: Library, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + random.Random(1).randbytes(5000))
    assert outcome_of(library, tmp_path / "bad.txt") == "it is a PNG picture, not text"


def test_sixty_megabytes_of_text_fail_without_being_read(library: Library, tmp_path: Path) -> None:
    with (tmp_path / "bad.txt").open("wb") as file:
        file.write(b"word " * 1000)
        file.truncate(60_000_000)
    assert outcome_of(library, tmp_path / "bad.txt") == "it is larger than 50 MB"


def test_a_file_that_has_vanished_fails_with_its_reason(library: Library, tmp_path: Path) -> None:
    assert outcome_of(library, tmp_path / "bad.txt") == "it is not there"


def test_a_folder_without_rights_fails_with_its_reason(library: Library, unprivileged: Path) -> None:
    (unprivileged / "closed").mkdir(mode=0)
    assert outcome_of(library, unprivileged / "closed") == "you have no right to read it"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", [TEXT, "中国愿意合作，陈说。\n\n他还出席了会议。" * 3, "Совет встретился в понедельник.\n\nСтена стоит."]
)
def test_utf_16_without_a_mark_is_read_or_refused_and_never_garbled(
    library: Library, tmp_path: Path, encoding: str, text: str
) -> None:
    (tmp_path / "wide.txt").write_bytes(text.encode(encoding))
    (outcome,) = import_paths(library, [tmp_path / "wide.txt"]).outcomes
    if outcome.result is Result.IMPORTED:
        assert library.articles.text(outcome.article_id) == text
    else:
        assert outcome.reason


# Processes that are killed

TAGGER = """
import sys
from pathlib import Path
from reader.domain.span import Span
from reader.services.annotate import Annotate
from reader.services.libraries import open_library

library = open_library(Path(sys.argv[1]))
annotate = Annotate(library)
label, other = library.labels.codebook().labels[:2]
text = library.articles.text(1)
done = library.row("SELECT count(*) FROM annotation")[0]
for number in range(done, 100_000):
    start = number % (len(text) - 40)
    parts = (Span(start, start + 2), Span(start + 4, start + 6 + number // len(text)))
    try:
        made = annotate.tag(1, parts, label).annotation_ids[0]
    except Exception:
        continue
    annotate.note(made, f"note {number}")
    annotate.relabel(made, other)
    print(library.annotations.get(made).uid, flush=True)
"""
IMPORTER = """
import sys
from pathlib import Path
from reader.services import intake
from reader.services.import_articles import import_paths
from reader.services.libraries import open_library

intake._BATCH_MOST = 20
library = open_library(Path(sys.argv[1]))
paths = [Path(sys.argv[2])]

def tell(done, total):
    for (uid,) in library.rows("SELECT uid FROM article WHERE id > ?", (tell.last,)):
        print(uid, flush=True)
    (tell.last,) = library.row("SELECT coalesce(max(id), 0) FROM article")

(tell.last,) = library.row("SELECT coalesce(max(id), 0) FROM article")
import_paths(library, paths, progress=tell)
"""


REGISTRAR = """
import sys
from pathlib import Path
from reader.services.libraries import open_library
from reader.services.register import Register
library = open_library(Path(sys.argv[1]))
register = Register(library)
labels = {label.name: label.id for label in library.labels.codebook().labels}
place, person = labels["Place"], labels["Person"]
while True:
    mentions = [row[0] for row in library.rows("SELECT id FROM annotation WHERE entity_id IS NOT NULL ORDER BY id")]
    (main,) = library.row("SELECT min(id) FROM entity")
    register.split(main, mentions[::2], "Split")
    (made,) = library.row("SELECT max(id) FROM entity")
    print("split", flush=True)
    register.retype(made, place)
    print("retyped", flush=True)
    register.retype(made, person)
    print("typed again", flush=True)
    register.merge((made,), main)
    print("merged", flush=True)
"""


def killed_after(lines: int, moment: float, script: str, *arguments: object) -> set[str]:
    """What a process had printed when it was killed, a moment (in seconds) after it had printed so many lines."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        printed = [process.stdout.readline() for _ in range(lines)]
        with suppress(subprocess.TimeoutExpired):
            process.wait(moment)
        process.send_signal(signal.SIGKILL)
        printed += process.stdout
    assert process.returncode == -signal.SIGKILL
    return {line.strip() for line in printed if line.endswith("\n")}


def test_every_annotation_that_was_told_as_saved_is_there_after_a_kill(library_path: Path) -> None:
    library = open_library(library_path)
    with library.transaction():
        library.articles.add(draft_of(TEXT * 20))
    library.close()
    luck = random.Random(2026)
    told: set[str] = set()
    for _ in range(15):
        told |= killed_after(luck.randint(1, 25), luck.uniform(0, 0.01), TAGGER, library_path)
        library = open_library(library_path)
        saved = {row[0] for row in library.rows("SELECT uid FROM annotation WHERE note != '' AND label_id = 2")}
        assert told <= saved
        assert list(troubles(library)) == []
        assert library.row("SELECT action_id FROM recording") == (None,)
        library.close()
    assert len(told) >= 15


def test_after_a_kill_the_last_action_is_undone_and_redone(library_path: Path) -> None:
    library = open_library(library_path)
    with library.transaction():
        library.articles.add(draft_of(TEXT * 20))
    library.close()
    killed_after(5, 0.005, TAGGER, library_path)
    library = open_library(library_path)
    before = library.annotations.of_article(1)
    while library.history.undo():
        pass
    assert library.annotations.of_article(1) == []
    while library.history.redo():
        pass
    assert library.annotations.of_article(1) == before
    library.close()


def test_every_article_that_was_told_as_saved_is_there_after_a_kill(library_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(1500):
        (folder / f"{number:04}.txt").write_text(f"Article {number}\n\n{TEXT}")
    luck = random.Random(2026)
    told: set[str] = set()
    for _ in range(10):
        told |= killed_after(luck.randint(1, 60), luck.uniform(0, 0.02), IMPORTER, library_path, folder)
        library = open_library(library_path)
        assert told <= {row[0] for row in library.rows("SELECT uid FROM article")}
        assert list(troubles(library)) == []
        library.close()
    library = open_library(library_path)
    report = import_paths(library, [folder])
    assert report.count(Result.FAILED) == 0
    assert library.articles.counts().all == 1500
    library.close()


def test_an_import_of_many_formats_that_is_killed_leaves_whole_articles_and_another_completes_it(
    library_path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "news"
    _write_news(folder)
    luck = random.Random(2027)
    for _ in range(8):
        killed_after(luck.randint(1, 40), luck.uniform(0, 0.01), IMPORTER, library_path, folder)
        library = open_library(library_path)
        assert list(troubles(library)) == []
        for title, text in library.rows("SELECT title, text FROM article"):
            assert text.startswith(title)
            assert text.endswith(f"So ends {title}.")
        (lost,) = library.row(
            "SELECT count(*) FROM article WHERE moment NOT IN (SELECT id FROM article_search_docsize) "
            "AND id NOT IN (SELECT article_id FROM unindexed_article)"
        )
        assert lost == 0
        library.close()
    library = open_library(library_path)
    assert import_paths(library, [folder]).count(Result.FAILED) == 0
    assert library.articles.counts().all == 800
    assert import_paths(library, [folder]).imported_ids() == ()
    library.close()


def _write_news(folder: Path) -> None:
    """800 articles: pages, a table, lines of JSON, an archive of texts."""
    folder.mkdir()
    paragraph = "The council met in the evening and spoke of the harbour wall at length. " * 4
    bodies = {f"Report {number}": f"{paragraph}\n\nSo ends Report {number}." for number in range(800)}
    told = list(bodies.items())
    for number, (title, body) in enumerate(told[:100]):
        paragraphs = "".join(f"<p>{part}</p>" for part in body.split("\n\n"))
        page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article></body>"
        (folder / f"{number:03}.html").write_text(page, "utf-8")
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("title", "text"), *told[100:400]])
    lines = [json.dumps({"title": title, "text": body}) for title, body in told[400:600]]
    (folder / "lines.jsonl").write_text("\n".join(lines), "utf-8")
    with zipfile.ZipFile(folder / "texts.zip", "w") as archive:
        for title, body in told[600:]:
            archive.writestr(f"{title}.txt", f"{title}\n\n{body}")


def test_a_kill_while_entities_are_split_retyped_and_merged_leaves_all_of_it_or_nothing(library_path: Path) -> None:
    library = open_library(library_path)
    with library.transaction():
        article_id = library.articles.add(draft_of(TEXT * 20))
    found = Annotate(library)
    text, person = library.articles.text(article_id), label_of(library, "Person")
    places = [at.start() for at in re.finditer("Duarte", text)]
    for at in places:
        found.tag(article_id, (Span(at, at + len("Duarte")),), person)
    register = Register(library)
    ids = [annotation.id for annotation in library.annotations.of_article(article_id)]
    register.link_new(ids, "Ines Duarte")
    library.close()
    luck = random.Random(2026)
    for _ in range(6):
        killed_after(luck.randint(1, 9), luck.uniform(0, 0.02), REGISTRAR, library_path)
        library = open_library(library_path)
        assert list(troubles(library)) == []
        assert library.row("SELECT count(*) FROM annotation WHERE entity_id IS NOT NULL") == (len(places),)
        assert library.row("SELECT action_id FROM recording") == (None,)
        while library.row("SELECT count(*) FROM entity") != (1,):
            assert library.history.undo()
        assert library.row("SELECT count(DISTINCT entity_id) FROM annotation WHERE entity_id IS NOT NULL") == (1,)
        library.close()
