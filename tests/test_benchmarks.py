import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks import start, workload
from benchmarks.__main__ import BENCHMARKS, main
from benchmarks.children import BARE, GLOSS, Child
from benchmarks.figures import Figure, as_json, as_lines, percentile, within, within_more, within_times
from benchmarks.libraries import Recipe, cache_folder, copied, kept, make
from benchmarks.registered import REGISTER
from benchmarks.tag import presses
from benchmarks.tag_all import spread
from benchmarks.workload import ARTICLE, BRIEF, NewsArticle, Size, Tag, articles, english_articles
from reader.domain.annotation import AnnotationFilter
from reader.domain.sentences import sentence_at
from reader.domain.span import Span
from reader.domain.structure import plain_structure
from reader.domain.text import count_words, normalise
from reader.domain.words import snap_to_words
from reader.services.export_annotations import export_annotations
from reader.services.libraries import open_library
from reader.services.tag_all import Occurrence
from reader.storage.check import troubles

_TINY = Recipe("tiny", 40, usual=2)
_SMALL_GIANT = Size((0, 0), 200, 30, 20_000)


@pytest.fixture(scope="module")
def generated() -> list[NewsArticle]:
    return [*articles(1, 300), *english_articles(2, 3, workload.USUAL), *english_articles(3, 1, _SMALL_GIANT)]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("libraries") / "tiny.db"
    make(_TINY, path)
    return path


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GLOSS_BENCHMARK_CACHE", str(tmp_path / "cache"))


def test_the_same_seed_makes_the_same_articles_and_another_seed_others() -> None:
    assert list(articles(5, 20)) == list(articles(5, 20))
    assert list(articles(5, 20)) != list(articles(6, 20))


def test_the_first_article_of_a_seed_stays_what_it_was() -> None:
    assert next(english_articles(1, 1)).text.startswith(
        "Beacon Pharmaceuticals to close its library in Bellmoor\n\nBeatriz Selakov confirmed that the long "
    )


def test_some_articles_are_chinese_or_arabic(generated: list[NewsArticle]) -> None:
    assert {article.language for article in generated} == {"en", "zh", "ar"}


def test_articles_have_their_length_and_their_number_of_tags() -> None:
    for article in articles(1, 300):
        assert 350 <= count_words(article.text) <= 900
        assert (len(article.entities), len(article.claims)) == (ARTICLE.entities, ARTICLE.claims)


def test_briefs_have_40_to_80_words() -> None:
    for article in articles(1, 300, BRIEF):
        assert 40 <= count_words(article.text) <= 80
        assert (len(article.entities), len(article.claims)) == (BRIEF.entities, BRIEF.claims)


def test_a_giant_has_the_bytes_and_the_tags_that_were_asked_for() -> None:
    (giant,) = english_articles(3, 1, _SMALL_GIANT)
    assert 20_000 <= len(giant.text.encode()) <= 22_000
    assert (len(giant.entities), len(giant.claims)) == (200, 30)


def test_the_texts_are_normalised_and_no_two_are_the_same(generated: list[NewsArticle]) -> None:
    assert all(normalise(article.text) == article.text for article in generated)
    assert len({article.text for article in generated}) == len(generated)


def test_the_blocks_are_those_of_the_text(generated: list[NewsArticle]) -> None:
    for article in generated:
        structure = plain_structure(article.text, titled=True)
        assert [(block.span.start, block.span.stop) for block in structure] == list(article.blocks)
        assert article.text[slice(*article.blocks[0])] == article.title


def test_entities_begin_and_end_where_words_do(generated: list[NewsArticle]) -> None:
    for text, tag in _tags(generated, "entities"):
        span = Span(tag.start, tag.stop)
        assert snap_to_words(text, span) == span
        assert span.of(text).strip() == span.of(text) != ""


def test_claims_are_sentences(generated: list[NewsArticle]) -> None:
    for article in generated:
        for tag in article.claims:
            block = next(Span(*block) for block in article.blocks if tag.start in Span(*block))
            assert sentence_at(article.text, tag.start, block) == Span(tag.start, tag.stop)


def test_no_span_is_tagged_twice(generated: list[NewsArticle]) -> None:
    for article in generated:
        tags = [*article.entities, *article.claims]
        assert len(set(tags)) == len(tags)


def test_a_library_is_whole_and_its_quotes_are_true(library: Path) -> None:
    opened = open_library(library, make=False)
    assert list(troubles(opened)) == []
    opened.close()


def test_a_library_holds_what_its_recipe_says(library: Path) -> None:
    with closing(sqlite3.connect(library)) as connection:
        assert connection.execute("SELECT count(*) FROM article").fetchone() == (42,)
        assert connection.execute("SELECT count(*) FROM annotation").fetchone() == (40 * 23 + 2 * 60,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_library_can_be_exported(library: Path, tmp_path: Path) -> None:
    opened = open_library(library, make=False)
    assert export_annotations(opened, tmp_path / "out.csv", AnnotationFilter()) == 40 * 23 + 2 * 60
    opened.close()


def test_a_library_made_twice_is_the_same(library: Path, tmp_path: Path) -> None:
    make(_TINY, tmp_path / "again.db")
    assert _rows(library) == _rows(tmp_path / "again.db")


def test_a_library_is_made_once_and_copied_for_those_who_write(tmp_path: Path) -> None:
    first = kept(_TINY)
    made_at = first.stat().st_mtime_ns
    copy = copied(_TINY, tmp_path)
    assert kept(_TINY) == first
    assert first.stat().st_mtime_ns == made_at
    assert copy.read_bytes() == first.read_bytes()
    assert list(cache_folder().iterdir()) == [first]


def test_a_library_that_failed_to_be_made_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="empty range"):
        make(Recipe("impossible", 1, Size((10, 5), 0, 0)), tmp_path / "library.db")
    assert list(tmp_path.iterdir()) == []


def test_presses_are_new_tags_of_words_phrases_and_sentences(generated: list[NewsArticle]) -> None:
    article = generated[0]
    found = list(presses(article.text, [(tag.start, tag.stop) for tag in article.claims]))
    assert len(set(found)) == len(found) > 50
    assert {press.key for press in found} >= {"1", "9", "j"}


def test_occurrences_to_tag_are_spread_over_the_articles() -> None:
    def hit(article: int, start: int, *, tagged: bool = False) -> Occurrence:
        return Occurrence(article, Span(start, start + 1), "a", "", "", tagged)

    found = [hit(1, 0, tagged=True), hit(1, 5), hit(1, 9), hit(2, 0), hit(2, 4)]
    assert [(one.article_id, one.span.start) for one in spread(found)] == [(1, 5), (2, 0), (1, 9), (2, 4)]


@pytest.mark.parametrize(
    ("figure", "met"),
    [
        (within_times("start", 160, "ms", 100, 1.6), True),
        (within_times("start", 161, "ms", 100, 1.6), False),
        (within_times("open", 350, "ms", 200, 2, 150), True),
        (within_times("open", 351, "ms", 200, 2, 150), False),
        (within_more("tag", 17, "ms", 1, 16), True),
        (within_more("tag", 17.1, "ms", 1, 16), False),
        (within("scroll", 16, "ms", 1, 16), True),
        (within("scroll", 16.1, "ms", 100, 16), False),
    ],
)
def test_a_mark_is_met_up_to_its_edge(figure: Figure, met: bool) -> None:
    assert figure.met is met


def test_percentiles_are_values_that_were_measured() -> None:
    assert percentile(range(1, 301), 99) == 297
    assert percentile([3, 1, 2], 50) == 2
    assert percentile([7], 99) == 7


def test_a_line_a_figure_in_columns() -> None:
    figures = [within_times("start", 1480, "ms", 1000, 1.6), within("open, usual", 31.24, "ms", 6.5, 30)]
    assert as_lines(figures) == [
        "start        1,480 ms  1,000 ms  1.48 x  1.6 x  met",
        "open, usual   31.2 ms   6.50 ms  4.81 x  30 ms  missed",
    ]


def test_json_is_a_list_of_objects() -> None:
    assert json.loads(as_json([within_more("tag", 20, "ms", 2, 16)])) == [
        {"name": "tag", "value": 20, "unit": "ms", "limit": 2, "ratio": 10, "mark": "limit + 16 ms", "met": False}
    ]


def test_a_missed_mark_is_exit_1(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(start, "measure", lambda: [within("start", 2, "ms", 1, 3)])
    assert main(["start"]) == 0
    monkeypatch.setattr(start, "measure", lambda: [within("start", 4, "ms", 1, 3)])
    assert main(["start", "--json"]) == 1
    met, _, missed = capsys.readouterr().out.partition("\n")
    assert met == "start  2.00 ms  1.00 ms  2.00 x  3 ms  met"
    assert [figure["met"] for figure in json.loads(missed)] == [False]


def test_the_list_names_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines] == list(BENCHMARKS)


def test_an_unknown_name_is_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["stort"])
    assert "no benchmark stort" in capsys.readouterr().err


def test_the_windows_tell_when_they_are_painted_and_do_what_they_are_asked(tmp_path: Path) -> None:
    library = copied(_TINY, tmp_path)
    with Child(GLOSS, library, tmp_path) as gloss, Child(BARE, library, tmp_path) as bare:
        assert gloss.painted_after > 0 < bare.painted_after
        for child in (gloss, bare):
            assert child.ask("open", 41) > 0
            assert child.ask("scroll", 0.5) > 0
        with closing(sqlite3.connect(library)) as connection:
            (text,) = connection.execute("SELECT text FROM article WHERE id = 41").fetchone()
            press = next(presses(text, []))
            assert gloss.ask("select", press.start, press.stop) > 0
            assert gloss.ask("press", press.key) > 0
            assert connection.execute("SELECT count(*) FROM annotation WHERE article_id = 41").fetchone() == (61,)


def _tags(generated: list[NewsArticle], kind: str) -> Iterator[tuple[str, Tag]]:
    return ((article.text, tag) for article in generated for tag in getattr(article, kind))


def _rows(path: Path) -> list[object]:
    with closing(sqlite3.connect(path)) as connection:
        return [
            connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
            for table in ("article", "entity", "annotation")
        ]


def test_a_library_of_records_has_a_register_claims_with_answers_and_is_whole(tmp_path: Path) -> None:
    make(Recipe("registered", 30, size=Size((350, 855), 10, 3), registered=True), tmp_path / "library.db")
    opened = open_library(tmp_path / "library.db", make=False)
    assert list(troubles(opened)) == []
    assert opened.row("SELECT count(*) FROM entity") == (5_000,)
    assert opened.row("SELECT count(*) FROM annotation WHERE entity_id IS NOT NULL") == (300,)
    assert opened.row("SELECT count(*) FROM annotation_value WHERE value = 'direct'")[0] > 10
    (strays,) = opened.row(
        "SELECT count(*) FROM annotation JOIN entity ON entity.id = entity_id WHERE quote <> name AND NOT EXISTS "
        "(SELECT 1 FROM entity_alias WHERE entity_id = entity.id AND alias = quote)"
    )
    assert strays == 0
    opened.close()


def test_no_two_entities_of_the_generated_register_share_a_name() -> None:
    names = [name for entries in REGISTER.values() for entry in entries for name in entry.names]
    assert len(set(names)) == len(names)
    assert sum(map(len, REGISTER.values())) == 5_000
