"""Links between annotations: what is made, refused, filled in, and told of both ends."""

from collections.abc import Callable

import pytest

from reader.domain.annotation import Annotation
from reader.domain.changes import AnnotationsChanged
from reader.errors import LinkError
from reader.services.annotate import Annotate
from reader.services.edit_codebook import EditCodebook
from reader.services.links import Links
from reader.services.mark import binning
from reader.services.read import Read
from reader.services.same_or_new import keep
from reader.services.undo import Undo
from reader.storage.check import troubles
from reader.storage.library import Library
from tests.making import TEXT, draft_of, label_of, tag
from tests.services.test_same_or_new import LATER, page

CLAIM = "The flood closed 126 shops."
OTHER_CLAIM = "It cost 3.5 million crowns"


@pytest.fixture
def links(library: Library) -> Links:
    return Links(library)


@pytest.fixture
def claim(library: Library, article: int) -> Annotation:
    return tag(library, article, CLAIM, label="Statement")


@pytest.fixture
def mayor(library: Library, article: int) -> Annotation:
    return tag(library, article, "Ines Duarte")


@pytest.fixture
def elsewhere(library: Library) -> Annotation:
    with library.transaction():
        article = library.articles.add(draft_of("Shops closed by the sea\n\nA flood has closed 120 shops in Kello."))
    return tag(library, article, "A flood has closed 120 shops in Kello.", label="Statement")


def told(links: Links, annotation: Annotation) -> list[tuple[str, bool, str, str]]:
    return [(one.link.type, one.outgoing, one.other.quote, one.title) for one in links.of(annotation.id)]


def offered(links: Links, one: Annotation, other: Annotation, *, fitting: bool = True) -> list[str]:
    return [offer.type.name for offer in links.offers(one.id, other.id) if offer.fits is fitting]


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(LinkError) as caught:
        act()
    return str(caught.value)


def entity(library: Library, name: str, mention: Annotation) -> int:
    """An entity of the register that a mention means."""
    with library.transaction():
        made = library.insert(
            "INSERT INTO entity (uid, name, label_id) VALUES (?, ?, ?)", (name, name, mention.label_id)
        )
        library.annotations.set_entity(mention.id, made)
    return made


def answers(library: Library) -> list[tuple[str, int | None]]:
    return library.rows(
        "SELECT field, entity_id FROM annotation_value JOIN attribute ON attribute.id = attribute_id "
        "ORDER BY field, annotation_value.position"
    )


# What is made


def test_a_link_is_seen_from_both_its_ends(links: Links, claim: Annotation, mayor: Annotation) -> None:
    assert links.add(claim.id, mayor.id, "claimant") == (AnnotationsChanged(claim.article_id, (mayor.id, claim.id)),)
    assert told(links, claim) == [("claimant", True, "Ines Duarte", "")]
    assert told(links, mayor) == [("claimant", False, CLAIM, "")]


def test_a_link_to_another_article_names_it_and_tells_both_articles(
    links: Links, claim: Annotation, elsewhere: Annotation
) -> None:
    changes = links.add(claim.id, elsewhere.id, "same claim")
    assert {change.article_id: change.annotation_ids for change in changes} == {
        claim.article_id: (claim.id,),
        elsewhere.article_id: (elsewhere.id,),
    }
    assert told(links, claim) == [("same claim", True, elsewhere.quote, "Shops closed by the sea")]


def test_links_stand_in_the_order_of_their_types(
    links: Links, library: Library, claim: Annotation, mayor: Annotation
) -> None:
    other = tag(library, claim.article_id, OTHER_CLAIM, label="Statement")
    links.add(other.id, claim.id, "supports")
    links.add(claim.id, mayor.id, "about")
    links.add(claim.id, mayor.id, "claimant")
    assert [kind for kind, *_ in told(links, claim)] == ["claimant", "about", "supports"]


def test_a_link_to_an_article_in_the_bin_is_not_shown_until_it_comes_back(
    links: Links, library: Library, claim: Annotation, elsewhere: Annotation
) -> None:
    links.add(claim.id, elsewhere.id, "contradicts")
    Read(library).do(binning(), (elsewhere.article_id,))
    assert told(links, claim) == []
    Undo(library).undo()
    assert len(told(links, claim)) == 1


def test_making_changing_and_removing_are_one_action_each_and_undone(
    links: Links, library: Library, claim: Annotation, mayor: Annotation
) -> None:
    links.add(claim.id, mayor.id, "about")
    (made,) = links.of(claim.id)
    links.retype(made.link.id, "claimant")
    links.remove(made.link.id)
    titles = [row[0] for row in library.rows("SELECT title FROM action ORDER BY id")]
    assert titles[-3:] == [
        "Link “The flood closed 126 shops.” to “Ines Duarte”: about",
        "Link “The flood closed 126 shops.” to “Ines Duarte”: claimant",
        "Unlink “The flood closed 126 shops.” from “Ines Duarte”: claimant",
    ]
    undo = Undo(library)
    seen = []
    for _ in range(3):
        undo.undo()
        seen.append([kind for kind, *_ in told(links, claim)])
    assert seen == [["claimant"], ["about"], []]


def test_a_link_to_another_article_goes_on_to_the_next_version(library: Library, links: Links) -> None:
    with library.action("Import"):
        older = keep(library, page(TEXT), "here").article_id
        other = library.articles.add(draft_of("Shops closed\n\nA flood has closed 120 shops in Kello."))
    claim = tag(library, older, "“We will rebuild the wall,”", label="Statement")
    there = tag(library, other, "A flood has closed 120 shops in Kello.", label="Statement")
    links.add(there.id, claim.id, "contradicts")
    with library.action("Import"):
        newer = keep(library, page(LATER), "here").article_id
    (carried,) = library.annotations.of_article(newer)
    assert [(one.other.id, one.outgoing) for one in links.of(carried.id)] == [(there.id, False)]
    assert [one.other.id for one in links.of(there.id)] == [carried.id]
    assert [one.other.id for one in links.of(claim.id)] == [there.id]
    assert list(troubles(library)) == []


# What is refused


def test_what_cannot_be_linked_is_refused_and_leaves_no_trace(
    links: Links, library: Library, claim: Annotation, mayor: Annotation
) -> None:
    links.add(claim.id, mayor.id, "claimant")
    library.write("UPDATE link_type SET archived = 1 WHERE name = 'cue'")
    before = library.rows("SELECT id FROM action")
    assert refusal(lambda: links.add(claim.id, claim.id, "about")) == "An annotation cannot be linked to itself."
    assert refusal(lambda: links.add(claim.id, mayor.id, "claimant")) == "These two are linked already: claimant."
    assert "no type of link “likes”" in refusal(lambda: links.add(claim.id, mayor.id, "likes"))
    assert "“cue” is in the archive" in refusal(lambda: links.add(claim.id, mayor.id, "cue"))
    assert "not there any more" in refusal(lambda: links.add(claim.id, 99, "about"))
    assert refusal(lambda: links.remove(99)) == "This link is not there any more."
    assert refusal(lambda: links.retype(99, "about")) == "This link is not there any more."
    assert library.rows("SELECT id FROM action") == before


def test_what_says_the_same_from_either_end_is_not_linked_back(
    links: Links, claim: Annotation, elsewhere: Annotation
) -> None:
    links.add(claim.id, elsewhere.id, "same claim")
    assert "already" in refusal(lambda: links.add(elsewhere.id, claim.id, "same claim"))
    links.add(claim.id, elsewhere.id, "supports")
    links.add(elsewhere.id, claim.id, "supports")


def test_a_link_is_not_given_the_type_of_another_one_between_the_same(
    links: Links, claim: Annotation, mayor: Annotation
) -> None:
    links.add(claim.id, mayor.id, "claimant")
    links.add(claim.id, mayor.id, "about")
    about = links.of(claim.id)[1].link
    assert "already" in refusal(lambda: links.retype(about.id, "claimant"))
    assert links.retype(about.id, "about") == ()


def test_nothing_is_linked_to_what_lies_in_the_bin(
    links: Links, library: Library, claim: Annotation, elsewhere: Annotation
) -> None:
    Read(library).do(binning(), (elsewhere.article_id,))
    assert "not there any more" in refusal(lambda: links.add(claim.id, elsewhere.id, "supports"))


# What is offered


def test_a_claim_and_a_mention_are_offered_claimant_and_about_first(
    links: Links, claim: Annotation, mayor: Annotation
) -> None:
    assert offered(links, claim, mayor) == ["claimant", "about"]
    assert offered(links, claim, mayor, fitting=False)[0] == "cue"


def test_once_a_claim_has_its_claimant_it_is_rather_about_what_follows(
    links: Links, library: Library, claim: Annotation, mayor: Annotation
) -> None:
    links.add(claim.id, mayor.id, "claimant")
    assert offered(links, claim, tag(library, claim.article_id, "Omar Haddad")) == ["about", "claimant"]
    assert offered(links, claim, mayor) == ["about"]


def test_a_claim_is_rather_about_what_stands_in_it(links: Links, library: Library, claim: Annotation) -> None:
    assert offered(links, claim, tag(library, claim.article_id, "126 shops")) == ["about", "claimant"]


def test_from_a_mention_the_link_leads_from_the_claim_all_the_same(
    links: Links, claim: Annotation, mayor: Annotation
) -> None:
    first = links.offers(mayor.id, claim.id)[0]
    assert (first.type.name, first.from_id, first.to_id) == ("claimant", claim.id, mayor.id)


def test_two_claims_are_offered_what_joins_claims(
    links: Links, library: Library, claim: Annotation, elsewhere: Annotation
) -> None:
    other = tag(library, claim.article_id, OTHER_CLAIM, label="Statement")
    assert offered(links, claim, other) == ["supports", "contradicts", "rephrases", "same claim"]
    assert offered(links, claim, elsewhere) == ["same claim", "supports", "contradicts"]


def test_two_mentions_are_offered_types_of_ones_own(
    links: Links, library: Library, claim: Annotation, mayor: Annotation
) -> None:
    library.write("INSERT INTO link_type (uid, name, position) VALUES ('w', 'works for', 9)")
    other = tag(library, mayor.article_id, "Omar Haddad")
    assert offered(links, mayor, other) == ["works for"]
    assert "works for" in offered(links, claim, other, fitting=False)


# What is filled in


def test_the_claimant_is_filled_in_where_none_was_given(
    links: Links, library: Library, claim: Annotation, mayor: Annotation
) -> None:
    chair = tag(library, claim.article_id, "Omar Haddad")
    duarte, _ = entity(library, "Ines Duarte", mayor), entity(library, "Omar Haddad", chair)
    links.add(claim.id, mayor.id, "claimant")
    assert answers(library) == [("claimant", duarte)]
    links.add(claim.id, chair.id, "claimant")
    assert answers(library) == [("claimant", duarte)]
    Undo(library).undo()
    Undo(library).undo()
    assert answers(library) == []


def test_what_a_claim_is_about_is_filled_in_beside_the_rest_and_each_once(
    links: Links, library: Library, claim: Annotation, mayor: Annotation
) -> None:
    again = tag(library, claim.article_id, "Duarte said")
    chair = tag(library, claim.article_id, "Omar Haddad")
    duarte, haddad = entity(library, "Ines Duarte", mayor), entity(library, "Omar Haddad", chair)
    library.annotations.set_entity(again.id, duarte)
    for mention in (mayor, again, chair):
        links.add(claim.id, mention.id, "about")
    assert answers(library) == [("about", duarte), ("about", haddad)]


def test_a_mention_without_entity_fills_nothing_in(
    links: Links, library: Library, claim: Annotation, mayor: Annotation
) -> None:
    links.add(claim.id, mayor.id, "claimant")
    assert answers(library) == []


# What goes, and what is found


def test_what_is_deleted_takes_its_links_along_and_tells_the_other_ends(
    links: Links, library: Library, claim: Annotation, mayor: Annotation, elsewhere: Annotation
) -> None:
    links.add(claim.id, mayor.id, "claimant")
    links.add(elsewhere.id, claim.id, "supports")
    changes = Annotate(library).delete(claim.id)
    assert {change.article_id: set(change.annotation_ids) for change in changes} == {
        claim.article_id: {claim.id, mayor.id},
        elsewhere.article_id: {elsewhere.id},
    }
    assert told(links, mayor) == told(links, elsewhere) == []


def test_several_deleted_at_once_tell_the_other_ends(
    links: Links, library: Library, claim: Annotation, mayor: Annotation, elsewhere: Annotation
) -> None:
    links.add(elsewhere.id, claim.id, "supports")
    changes = Annotate(library).delete_all((claim.id, mayor.id))
    assert AnnotationsChanged(elsewhere.article_id, (elsewhere.id,)) in changes


def test_a_label_that_is_deleted_tells_the_other_ends(
    links: Links, library: Library, claim: Annotation, mayor: Annotation
) -> None:
    links.add(claim.id, mayor.id, "claimant")
    changes = EditCodebook(library).delete(label_of(library, "Statement").id)
    assert changes[0] == AnnotationsChanged(claim.article_id, (claim.id, mayor.id))


def quotes(links: Links, annotation: Annotation, words: str) -> list[str]:
    return [found.quote for found in links.ends(annotation.id, words)]


def test_the_other_end_is_found_by_the_beginnings_of_its_words(
    links: Links, library: Library, claim: Annotation, mayor: Annotation, elsewhere: Annotation
) -> None:
    assert quotes(links, claim, "clos shop") == [elsewhere.quote]
    assert quotes(links, claim, "dua ines") == ["Ines Duarte"]
    assert quotes(links, elsewhere, "flood") == [CLAIM]
    assert quotes(links, claim, "“ -") == []
    Read(library).do(binning(), (elsewhere.article_id,))
    assert quotes(links, claim, "shops") == []


def test_a_mention_finds_ends_in_its_own_article_alone(
    links: Links, claim: Annotation, mayor: Annotation, elsewhere: Annotation
) -> None:
    assert quotes(links, mayor, "flood") == [CLAIM]


def test_without_words_the_nearest_of_the_article_come_first(
    links: Links, library: Library, claim: Annotation, mayor: Annotation
) -> None:
    tag(library, claim.article_id, OTHER_CLAIM, label="Statement")
    assert quotes(links, claim, "") == [OTHER_CLAIM, "Ines Duarte"]


def test_the_check_finds_links_that_lead_nowhere_new(library: Library, claim: Annotation, mayor: Annotation) -> None:
    for uid, start, stop in (("a", claim.id, mayor.id), ("b", claim.id, mayor.id), ("c", claim.id, claim.id)):
        library.write("INSERT INTO link (uid, type, from_id, to_id) VALUES (?, 'about', ?, ?)", (uid, start, stop))
    assert list(troubles(library)) == ["Link c leads from an annotation to itself.", "Link b is there twice."]
