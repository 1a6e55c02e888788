"""Which articles a list shows, in which order, and how they are grouped."""

from itertools import chain

import pytest

from reader.domain.article import ArticleFilter, ArticleState
from reader.domain.listing import ArticleOrder, Group, Grouping, Sort
from reader.services.read import Read
from reader.storage.library import Library
from reader.storage.listing import article_ids, groups, next_unread
from tests.making import draft_of, tag


def add(library: Library, title: str, *, published: str, source: str, body: str = "A body.") -> int:
    draft = draft_of(f"{title}\n\n{body}", published=published)
    fields = {name: getattr(draft, name) for name in ("text", "structure", "title", "published")}
    with library.transaction():
        return library.articles.add(type(draft)(**fields, source=source))


@pytest.fixture
def four(library: Library) -> dict[str, int]:
    """Four articles, added in this order."""
    return {
        "b": add(library, "Bridge shut", published="2025-05-30T09:00", source="the Post", body="One two three."),
        "a": add(library, "Áir clears", published="2025-05-30T18:30", source="Courier"),
        "d": add(library, "dams hold", published="2024-01-02", source="The Post", body="Words " * 40),
        "c": add(library, "“Clams” return", published="2025-06-01", source="Courier"),
    }


def titles(library: Library, order: ArticleOrder, which: ArticleFilter = ArticleFilter()) -> str:  # noqa: B008
    ids = list(chain.from_iterable(article_ids(library, which, order)))
    found = library.articles.rows(ids)
    return "".join(next(c for c in found[number].title.casefold() if c.isalpha()) for number in ids).replace("á", "a")


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.DATE, "cabd"),
        (Sort.ADDED, "cdab"),
        (Sort.TITLE, "abcd"),
        (Sort.SOURCE, "cabd"),
        (Sort.LENGTH, "dbca"),
        (Sort.RELEVANCE, "cabd"),
    ],
)
def test_a_list_is_sorted_and_the_other_way_round(
    library: Library, four: dict[str, int], sort: Sort, expected: str
) -> None:
    assert titles(library, ArticleOrder(sort)) == expected
    assert titles(library, ArticleOrder(sort, reverse=True)) == expected[::-1]


def test_those_with_most_annotations_come_first_and_those_without_last(library: Library, four: dict[str, int]) -> None:
    tag(library, four["b"], "One")
    for quote in ("Words", "Words Words"):
        tag(library, four["d"], quote)
    assert titles(library, ArticleOrder(Sort.ANNOTATIONS)) == "dbca"
    assert titles(library, ArticleOrder(Sort.ANNOTATIONS, reverse=True)) == "acbd"


def test_some_of_a_list_are_its_first(library: Library, four: dict[str, int]) -> None:
    tag(library, four["b"], "One")
    for sort in Sort:
        order = ArticleOrder(sort)
        everything = list(chain.from_iterable(article_ids(library, ArticleFilter(), order)))
        for most in range(5):
            assert list(chain.from_iterable(article_ids(library, ArticleFilter(), order, most))) == everything[:most]


def test_days_are_grouped_in_the_order_of_the_list(library: Library, four: dict[str, int]) -> None:
    by_day = ArticleOrder(grouping=Grouping.DAY)
    assert groups(library, ArticleFilter(), by_day) == [
        Group("2025-06-01", 1),
        Group("2025-05-30", 2),
        Group("2024-01-02", 1),
    ]


def test_sources_are_grouped_whatever_their_case(library: Library, four: dict[str, int]) -> None:
    order = ArticleOrder(Sort.SOURCE, grouping=Grouping.SOURCE)
    assert [(group.name.casefold(), group.count) for group in groups(library, ArticleFilter(), order)] == [
        ("courier", 2),
        ("the post", 2),
    ]


def test_the_bin_is_a_list_of_its_own(library: Library, four: dict[str, int]) -> None:
    Read(library).bin(four["a"])
    assert titles(library, ArticleOrder()) == "cbd"
    assert titles(library, ArticleOrder(), ArticleFilter(binned=True)) == "a"


@pytest.mark.parametrize("sort", [Sort.DATE, Sort.ADDED, Sort.TITLE, Sort.SOURCE, Sort.LENGTH])
@pytest.mark.parametrize("reverse", [False, True])
def test_the_next_unread_article_follows_the_order_of_the_list(
    library: Library, four: dict[str, int], sort: Sort, reverse: bool
) -> None:
    order = ArticleOrder(sort, reverse=reverse)
    ids = list(chain.from_iterable(article_ids(library, ArticleFilter(), order)))
    Read(library).mark(ids[1], ArticleState.DONE)
    follows = [next_unread(library, one, ArticleFilter(), order, backwards=False) for one in ids]
    assert follows == [ids[2], ids[2], ids[3], None]
    precedes = [next_unread(library, one, ArticleFilter(), order, backwards=True) for one in ids]
    assert precedes == [None, ids[0], ids[0], ids[2]]


def test_a_count_is_kept_of_annotations_however_they_change(library: Library, article: int) -> None:
    made = tag(library, article, "Ines Duarte")
    tag(library, article, "We will rebuild the wall", label="Quotation")
    assert [(row.entities, row.claims) for row in library.articles.rows([article]).values()] == [(1, 1)]
    with library.transaction():
        library.annotations.delete(made.id)
    assert [(row.entities, row.claims) for row in library.articles.rows([article]).values()] == [(0, 1)]
