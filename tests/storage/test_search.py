"""Queries as SQL: whatever is joined with whatever, the articles are found that meet it."""

import shutil
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.article import ArticleFilter, ArticleState
from reader.domain.listing import ArticleOrder, Sort
from reader.domain.query import DEEPEST, MOST
from reader.domain.query_tree import And, Days, Flag, Leaf, Node, Not, Or, Words
from reader.errors import QueryError
from reader.services.index_library import index_library
from reader.services.libraries import open_library
from reader.services.read import Read
from reader.storage.library import Library
from reader.storage.listing import article_ids, count_found, next_unread
from tests.making import draft_of, tag

_WORDS = "abcd"


@pytest.fixture(scope="module")
def sixteen(tmp_path_factory: pytest.TempPathFactory, empty_library: Path) -> Iterator[Library]:
    """An article for each choice of four words, of 16 days; some starred, some done."""
    library = open_library(Path(shutil.copy(empty_library, tmp_path_factory.mktemp("search") / "library.db")))
    read = Read(library)
    for number in range(16):
        words = " ".join(word for bit, word in enumerate(_WORDS) if number >> bit & 1)
        with library.transaction():
            article = library.articles.add(draft_of(f"Number\n\n{words}", published=f"2025-01-{number + 1:02}"))
        if number % 3 == 0:
            read.star(article, starred=True)
        if number % 5 < 2:
            read.mark(article, ArticleState.DONE)
    index_library(library)
    yield library
    library.close()


def _meets(number: int, node: Node) -> bool:
    match node:
        case And(parts):
            return all(_meets(number, part) for part in parts)
        case Or(parts):
            return any(_meets(number, part) for part in parts)
        case Not(part):
            return not _meets(number, part)
        case Words(text):
            return bool(number >> _WORDS.index(text) & 1)
        case Flag("is", "starred"):
            return number % 3 == 0
        case Flag():
            return number % 5 < 2
        case Days(_, first, last):
            day = date(2025, 1, number + 1)
            return (first is None or first <= day) and (last is None or day <= last)
    raise AssertionError(node)


def _written(node: Node) -> str:
    match node:
        case And(parts):
            return f"({' '.join(map(_written, parts))})"
        case Or(parts):
            return f"({' OR '.join(map(_written, parts))})"
        case Not(part):
            return f"NOT {_written(part)}"
        case Words(text, _, _):
            return text
        case Flag(field, value):
            return f"{field}:{value}"
        case Days(field, first, last):
            return f"{field}:{first or ''}..{last or ''}"
    raise AssertionError(node)


_DAYS = st.integers(1, 16).map(lambda day: date(2025, 1, day))
_LEAVES: st.SearchStrategy[Leaf] = st.one_of(
    st.sampled_from(_WORDS).map(Words),
    st.sampled_from([Flag("is", "starred"), Flag("is", "done")]),
    _DAYS.map(lambda day: Days("date", day, None)),
    _DAYS.map(lambda day: Days("date", None, day)),
)
_TREES: st.SearchStrategy[Node] = st.recursive(
    _LEAVES,
    lambda parts: st.one_of(
        st.lists(parts, min_size=2, max_size=3).map(lambda several: And(tuple(several))),
        st.lists(parts, min_size=2, max_size=3).map(lambda several: Or(tuple(several))),
        parts.map(Not),
    ),
    max_leaves=8,
)


@given(_TREES)
def test_exactly_those_are_found_that_meet_the_query(sixteen: Library, tree: Node) -> None:
    which = ArticleFilter(words=_written(tree))
    expected = [number + 1 for number in reversed(range(16)) if _meets(number, tree)]
    assert list(chain.from_iterable(article_ids(sixteen, which))) == expected
    assert count_found(sixteen, which) == len(expected)
    by_tags = article_ids(sixteen, which, ArticleOrder(Sort.ANNOTATIONS))
    assert list(chain.from_iterable(by_tags)) == expected


@given(_TREES, st.integers(1, 16), st.booleans())
def test_the_next_unread_article_is_one_that_is_found(sixteen: Library, tree: Node, here: int, backwards: bool) -> None:
    expected = [number + 1 for number in range(16) if _meets(number, tree) and not number % 5 < 2]
    beyond = [one for one in expected if one > here] if backwards else [one for one in expected if one < here][::-1]
    found = next_unread(sixteen, here, ArticleFilter(words=_written(tree)), backwards=backwards)
    assert found == (beyond[0] if beyond else None)


@pytest.mark.parametrize(
    "query",
    [
        "".join("(a OR NOT (b " if depth % 2 else "(c NOT (d OR " for depth in range(DEEPEST // 2)) + "a",
        "(" * DEEPEST + "a",
        " ".join(["a"] * MOST),
        " OR ".join(["a"] * MOST),
        " ".join(["-a"] * MOST),
        " OR ".join(["a", "is:starred", "-b", "date:2025"] * (MOST // 4)),
        " ".join(["-is:starred"] * MOST),
    ],
)
def test_the_deepest_and_longest_queries_are_answered(sixteen: Library, query: str) -> None:
    assert count_found(sixteen, ArticleFilter(words=query)) >= 0


@pytest.mark.parametrize(
    ("query", "at", "says"),
    [
        ("label:persn", 6, "No label is called “persn”; did you mean “Person”?"),
        ("a label:zzz", 8, "No label is called “zzz”; there are Person, Organization,"),
        ("tag:x", 4, "No tag is called “x”: there are none yet."),
        ("-annotator:xyzzy", 11, "No annotator is called “xyzzy”; there are tester."),
    ],
)
def test_a_name_that_the_library_does_not_know_is_explained(sixteen: Library, query: str, at: int, says: str) -> None:
    with pytest.raises(QueryError) as error:
        article_ids(sixteen, ArticleFilter(words=query))
    assert says in str(error.value)
    assert error.value.at == at


def test_many_annotations_are_asked_article_by_article(
    library: Library, article: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag(library, article, "Ines Duarte")
    with library.transaction():
        library.articles.add(draft_of("Another"))
    index_library(library)
    for few in (20_000, 1):
        monkeypatch.setattr("reader.storage.search._FEW", few)
        assert list(chain.from_iterable(article_ids(library, ArticleFilter(words="label:person")))) == [article]
        assert list(chain.from_iterable(article_ids(library, ArticleFilter(words="wall label:person")))) == [article]


def test_no_value_of_a_query_becomes_sql_or_a_question_to_the_index(library: Library, article: int) -> None:
    index_library(library)
    for query in (
        "' OR 1=1 --",
        "title:\"x' OR '1\"",
        "entity:\"a' OR '1'='1\"",
        'lang:"\' OR 1 --"',
        "NEAR(a b)",
        "body:x",
        "{title}:x",
        "^a",
        "a + b",
    ):
        try:
            list(article_ids(library, ArticleFilter(words=query)))
        except QueryError:
            continue
    assert library.articles.counts().all == 1
