"""Lists of entities, and what stands on the page of each."""

import dataclasses
from datetime import date

import pytest

from reader.domain.entity_listing import EntityPage, EntityQuery, EntitySort, MentionOrder, Unit, timeline_of
from reader.domain.questions import Field
from reader.domain.record import AUTHOR
from reader.domain.times import start_of
from reader.services.entity_pages import EntityPages
from reader.services.read import Read
from reader.services.register import Register
from reader.storage.library import Library
from reader.storage.questions import questions
from tests.making import draft_of, label_of, tag


class Newsroom:
    """A library with entities, and mentions of them in articles."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.register = Register(library)
        self.pages = EntityPages(library)

    def entity(self, name: str, label: str = "Person", *aliases: str) -> int:
        """A new entity."""
        entity_id = self.register.add(name, label_of(self.library, label).id).entity_ids[0]
        if aliases:
            self.register.set_aliases(entity_id, aliases)
        return entity_id

    def article(self, text: str, published: str = "2026-05-12", direction: str = "") -> int:
        """An article of one paragraph under a title."""
        draft = dataclasses.replace(draft_of(f"Title\n\n{text}", published=published), direction=direction)
        with self.library.action("Import"):
            return self.library.articles.add(draft)

    def mention(self, article_id: int, quote: str, entity_id: int, label: str = "Person") -> int:
        """Tag the first place of a quote as a mention of the entity."""
        made = tag(self.library, article_id, quote, label=label)
        self.register.link((made.id,), entity_id)
        return made.id

    def answer(self, claim_id: int, field: Field, entity_id: int | None, value: str = "") -> None:
        """Answer a question about a claim."""
        attribute = questions(self.library).of_field(field)
        with self.library.action("Answer"):
            self.library.write(
                "INSERT INTO annotation_value (annotation_id, attribute_id, position, value, entity_id) "
                "VALUES (?, ?, 0, ?, ?)",
                (claim_id, attribute.id, value, entity_id),
            )

    def names(self, query: EntityQuery) -> list[str]:
        """The names of a list in its order."""
        ids = self.pages.ids(query).ids
        rows = self.pages.rows(ids)
        return [rows[number].name for number in ids]

    def page(self, entity_id: int) -> EntityPage:
        """The page of an entity that is there."""
        page = self.pages.page(entity_id)
        assert page is not None
        return page

    def quotes(self, entity_id: int, order: MentionOrder) -> list[str]:
        """Its mentions with a word on each side, in this order."""
        ids = self.pages.concordance(entity_id, order)
        rows = self.pages.mentions(ids)
        return [f"{rows[number].before}|{rows[number].after}" for number in ids]


@pytest.fixture
def newsroom(library: Library) -> Newsroom:
    return Newsroom(library)


def test_a_list_is_sorted_by_mentions_articles_when_met_or_name(newsroom: Newsroom) -> None:
    ann, bo, cy = (newsroom.entity(name) for name in ("Cy Ann", "Bo", "Ada"))
    old = newsroom.article("Ann Ann met Bo.", "2025-01-01")
    newsroom.mention(old, "Ann", ann)
    newsroom.mention(old, "Ann met", ann)
    newsroom.mention(old, "Ann Ann", ann)
    newsroom.mention(old, "Bo", bo)
    newsroom.mention(newsroom.article("Bo again.", "2025-02-01"), "Bo", bo)
    newsroom.mention(newsroom.article("Ada came.", "2025-03-01"), "Ada", cy)
    assert newsroom.names(EntityQuery()) == ["Cy Ann", "Bo", "Ada"]
    assert newsroom.names(EntityQuery(sort=EntitySort.ARTICLES)) == ["Bo", "Ada", "Cy Ann"]
    assert newsroom.names(EntityQuery(sort=EntitySort.MET)) == ["Ada", "Bo", "Cy Ann"]
    assert newsroom.names(EntityQuery(sort=EntitySort.NAME)) == ["Ada", "Bo", "Cy Ann"]
    tally = newsroom.pages.ids(EntityQuery()).tallies.of(ann)
    assert (tally.mentions, tally.articles, sum(tally.spark)) == (3, 1, 3)


def test_a_list_is_narrowed_by_type_and_by_words_in_names_and_aliases(newsroom: Newsroom) -> None:
    newsroom.entity("Northern Grid", "Organization", "NG")
    newsroom.entity("Ngozi Adichie")
    assert newsroom.names(EntityQuery("ng", sort=EntitySort.NAME)) == ["Ngozi Adichie", "Northern Grid"]
    assert newsroom.names(EntityQuery("GRID north")) == ["Northern Grid"]
    assert newsroom.names(EntityQuery(label_id=label_of(newsroom.library, "Person").id)) == ["Ngozi Adichie"]
    listed = newsroom.pages.ids(EntityQuery("nobody"))
    assert (len(listed.ids), listed.all) == (0, 2)


def test_doubles_share_a_name_and_a_type(newsroom: Newsroom) -> None:
    grid = newsroom.entity("Northern Grid", "Organization", "NG")
    other = newsroom.entity("NG", "Organization")
    newsroom.entity("NG", "Place")
    listed = newsroom.pages.ids(EntityQuery(doubles=True))
    assert list(listed.ids) == [grid, other]
    assert listed.doubles == 2
    assert [entity.id for entity in newsroom.page(grid).doubles] == [other]


def test_articles_in_the_bin_do_not_count(newsroom: Newsroom) -> None:
    ann, bo = newsroom.entity("Ann"), newsroom.entity("Bo")
    kept, binned = newsroom.article("Ann is here."), newsroom.article("Ann met Bo.")
    newsroom.mention(kept, "Ann", ann)
    newsroom.mention(binned, "Ann", ann)
    newsroom.mention(binned, "Bo", bo)
    claim = tag(newsroom.library, binned, "Ann met Bo.", label="Statement").id
    newsroom.answer(claim, Field.CLAIMANT, ann)
    Read(newsroom.library).bin(binned)
    page = newsroom.page(ann)
    assert (len(page.mentions), page.articles, len(page.made), len(page.met)) == (1, 1, 0, 0)
    assert newsroom.pages.ids(EntityQuery()).tallies.mentions(ann) == 1
    assert newsroom.pages.ids(EntityQuery()).tallies.of(bo).mentions == 0
    assert all(len(newsroom.pages.concordance(ann, order)) == 1 for order in MentionOrder)


def test_older_versions_of_an_article_do_not_count(newsroom: Newsroom) -> None:
    ann = newsroom.entity("Ann")
    old, new = newsroom.article("Ann is here."), newsroom.article("Ann is there.")
    newsroom.mention(old, "Ann", ann)
    newsroom.mention(new, "Ann", ann)
    with newsroom.library.action("Newer"):
        newsroom.library.write("UPDATE article SET newer_id = ? WHERE id = ?", (new, old))
    assert len(newsroom.page(ann).mentions) == 1
    assert newsroom.pages.ids(EntityQuery()).tallies.mentions(ann) == 1


def test_a_page_tells_claims_made_claims_about_and_who_is_met(newsroom: Newsroom) -> None:
    ann, bo, cy = (newsroom.entity(name) for name in ("Ann", "Bo", "Cy"))
    one, two = newsroom.article("Ann met Bo and Cy.", "2025-01-01"), newsroom.article("Ann and Bo left.", "2025-01-02")
    for article, quotes in ((one, ("Ann", "Bo", "Cy")), (two, ("Ann", "Bo"))):
        for quote in quotes:
            newsroom.mention(article, quote, {"Ann": ann, "Bo": bo, "Cy": cy}[quote])
    first = tag(newsroom.library, one, "Ann met Bo", label="Statement").id
    second = tag(newsroom.library, two, "Bo left", label="Statement").id
    newsroom.answer(first, Field.CLAIMANT, ann)
    newsroom.answer(second, Field.CLAIMANT, ann)
    newsroom.answer(second, Field.ABOUT, bo)
    page = newsroom.page(ann)
    assert list(page.made) == [second, first]
    assert list(newsroom.page(bo).about) == [second]
    assert list(page.met) == [bo, cy]
    assert dict(page.met_articles) == {bo: 2, cy: 1}


def test_a_claim_is_told_in_plain_words_with_its_claimant(newsroom: Newsroom) -> None:
    ann = newsroom.entity("Ann")
    article = newsroom.article("It is so. Ann said.")
    plain, quoted, by_author = (
        tag(newsroom.library, article, quote, label="Statement").id for quote in ("It is so", "is so", "so. Ann")
    )
    newsroom.answer(plain, Field.CLAIM, None, "The sky is blue.")
    newsroom.answer(plain, Field.CLAIMANT, ann)
    newsroom.answer(by_author, Field.CLAIMANT, None, AUTHOR)
    rows = newsroom.pages.claims((plain, quoted, by_author))
    assert (rows[plain].words, rows[plain].is_quote, rows[plain].claimant) == ("The sky is blue.", False, "Ann")
    assert (rows[quoted].words, rows[quoted].is_quote, rows[quoted].claimant) == ("is so", True, "")
    assert rows[by_author].claimant == ""


def test_a_context_is_of_the_paragraph_of_the_mention(newsroom: Newsroom) -> None:
    ann = newsroom.entity("Ann")
    article = newsroom.article("First here.\n\nThen Ann came 😀 late.\n\nLast.")
    row = newsroom.pages.mentions((newsroom.mention(article, "Ann", ann),)).popitem()[1]
    assert (row.before, row.quote, row.after) == ("Then ", "Ann", " came 😀 late.")


def test_a_mention_at_the_very_beginning_of_a_text_has_nothing_before_it(newsroom: Newsroom) -> None:
    ann = newsroom.entity("Ann")
    with newsroom.library.action("Import"):
        article = newsroom.library.articles.add(draft_of("Ann came"))
    mention = newsroom.mention(article, "Ann", ann)
    assert newsroom.pages.mentions((mention,))[mention].before == ""
    assert list(newsroom.pages.concordance(ann, MentionOrder.BEFORE)) == [mention]


def test_a_concordance_is_sorted_by_date_and_by_the_words_on_either_side(newsroom: Newsroom) -> None:
    ann = newsroom.entity("Ann")
    for text, day in (
        ("a blue Ann zooms", "2025-01-03"),
        ("the Blue Ann asks", "2025-01-01"),
        ("a red, Ann! Begs", "2025-01-02"),
    ):
        newsroom.mention(newsroom.article(text, day), "Ann", ann)
    blue, later, red = "a blue | zooms", "the Blue | asks", "a red, |! Begs"
    assert newsroom.quotes(ann, MentionOrder.DATE) == [blue, red, later]
    assert newsroom.quotes(ann, MentionOrder.BEFORE) == [blue, later, red]
    assert newsroom.quotes(ann, MentionOrder.AFTER) == [later, red, blue]


def test_words_without_spaces_are_sorted_character_by_character(newsroom: Newsroom) -> None:
    xi = newsroom.entity("习近平")
    for text in ("会乙习近平丙", "会甲习近平丁"):
        newsroom.mention(newsroom.article(text), "习近平", xi)
    assert newsroom.quotes(xi, MentionOrder.BEFORE) == ["会乙|丙", "会甲|丁"]
    assert newsroom.quotes(xi, MentionOrder.AFTER) == ["会甲|丁", "会乙|丙"]


def test_what_was_counted_is_counted_anew_once_anything_is_written(newsroom: Newsroom) -> None:
    ann = newsroom.entity("Ann")
    article = newsroom.article("Ann and Ann")
    assert newsroom.pages.ids(EntityQuery()).tallies.mentions(ann) == 0
    newsroom.mention(article, "Ann", ann)
    assert newsroom.pages.ids(EntityQuery()).tallies.mentions(ann) == 1
    aside = newsroom.pages.aside()()
    assert aside.ids(EntityQuery()).tallies.mentions(ann) == 1
    newsroom.mention(article, "Ann and", ann)
    assert aside.ids(EntityQuery()).tallies.mentions(ann) == 2
    aside.close()


def test_an_entity_that_is_gone_has_no_page(newsroom: Newsroom) -> None:
    assert newsroom.pages.page(4711) is None


@pytest.mark.parametrize(
    ("days", "unit", "first", "bars"),
    [
        (("2025-05-01", "2025-05-20"), Unit.DAY, date(2025, 5, 1), 20),
        (("2025-01-01", "2025-05-20"), Unit.WEEK, date(2024, 12, 30), 21),
        (("2023-01-15", "2025-05-20"), Unit.MONTH, date(2023, 1, 1), 29),
        (("1990-01-15", "2025-05-20"), Unit.YEAR, date(1990, 1, 1), 36),
        (("2025-05-20",), Unit.DAY, date(2025, 5, 15), 6),
    ],
)
def test_a_timeline_counts_by_what_makes_few_enough_bars(
    days: tuple[str, ...], unit: Unit, first: date, bars: int
) -> None:
    line = timeline_of([start_of(day) for day in days])
    assert (line.unit, line.days[0], len(line.days)) == (unit, first, bars)
    assert sum(line.counts) == len(days)
    assert line.counts[-1] == 1


def test_a_timeline_of_nothing_has_no_bars() -> None:
    assert timeline_of([]).days == ()
