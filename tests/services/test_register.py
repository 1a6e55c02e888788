"""The register of entities: each thing done to it is one action, tells what it changed, and is undone."""

from collections.abc import Callable

import pytest

from reader.domain.annotation import Annotation
from reader.domain.changes import AnnotationsChanged, EntitiesChanged
from reader.domain.entity import Entity, EntityUses
from reader.errors import EntityError
from reader.services.annotate import Annotate
from reader.services.edit_codebook import EditCodebook
from reader.services.register import Register
from reader.services.tag_all import TagAll, Wanted
from reader.services.undo import Undo
from reader.storage.library import Library
from tests.making import draft_of, label_of, only, tag
from tests.services.codebooks import rows


@pytest.fixture
def register(library: Library, edit: EditCodebook) -> Register:
    """A register; whatever is done to it, the library stays whole, and undo and redo find all of it."""
    return Register(library)


def added(register: Register, name: str, *aliases: str, label: int = 1) -> Entity:
    (entity_id,) = register.add(name, label).entity_ids
    register.set_aliases(entity_id, aliases)
    return there(register, entity_id)


def there(register: Register, entity_id: int) -> Entity:
    entity = register.entity(entity_id)
    assert entity is not None
    return entity


def linked(library: Library, annotation: Annotation) -> int | None:
    return only(library, annotation.id).entity_id


def answer(library: Library, claim: Annotation, *entity_ids: int) -> None:
    """Say whom a claim is about."""
    with library.action("Answer"):
        library.write_many(
            "INSERT INTO annotation_value (annotation_id, attribute_id, position, value, entity_id) "
            "SELECT ?, id, ?, '', ? FROM attribute WHERE field = 'about'",
            [(claim.id, position, entity_id) for position, entity_id in enumerate(entity_ids)],
        )


def answers(library: Library) -> list[int]:
    return [row[0] for row in library.rows("SELECT entity_id FROM annotation_value ORDER BY position")]


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(EntityError) as caught:
        act()
    return str(caught.value)


def last_title(library: Library) -> str | None:
    return library.history.next_undo()


# Tagging


def test_a_tag_is_linked_in_the_same_action_and_undone_with_it(
    library: Library, register: Register, article: int
) -> None:
    duarte = added(register, "Ines Duarte", "Duarte")
    made = tag(library, article, "Duarte said")
    assert linked(library, made) is None
    said = tag(library, article, "Duarte")
    assert linked(library, said) == duarte.id
    assert last_title(library) == "Tag “Duarte” as Person: Ines Duarte"
    Undo(library).undo()
    assert library.annotations.get(said.id) is None


def test_a_tag_of_the_same_name_says_the_name_once(library: Library, register: Register, article: int) -> None:
    added(register, "Ines Duarte")
    tag(library, article, "Ines Duarte")
    assert last_title(library) == "Tag “Ines Duarte” as Person"


def test_a_label_nested_under_the_type_is_of_the_type_and_the_other_way(
    library: Library, register: Register, article: int
) -> None:
    edit = EditCodebook(library)
    edit.move(2, 1, None)
    duarte, haddad = added(register, "Ines Duarte", label=1), added(register, "Omar Haddad", label=2)
    assert linked(library, tag(library, article, "Ines Duarte", label="Organization")) == duarte.id
    assert linked(library, tag(library, article, "Omar Haddad", label="Person")) == haddad.id
    assert linked(library, tag(library, article, "Omar Haddad", label="Place")) is None


def test_a_discontinuous_mention_is_what_its_fragments_say(library: Library, register: Register, article: int) -> None:
    board = added(register, "Board of Haddad", label=2)
    added(register, "Mayor Haddad")
    made = tag(library, article, "Mayor", "Haddad")
    assert linked(library, made) is not None
    assert linked(library, tag(library, article, "Harbour Board", label="Organization")) != board.id


def test_claims_mention_no_entity(library: Library, register: Register, article: int) -> None:
    added(register, "Ines Duarte")
    claim = tag(library, article, "Ines Duarte", label="Statement")
    assert linked(library, claim) is None
    entity = added(register, "Kello", label=3)
    assert refusal(lambda: register.link((claim.id,), entity.id)) == (
        "A claim mentions no entity itself; the words in it do."
    )


def test_a_label_of_another_type_lets_the_entity_go_and_finds_another(
    library: Library, register: Register, article: int
) -> None:
    person, place = added(register, "Kello"), added(register, "Kello", label=3)
    made = tag(library, article, "KELLO")
    assert linked(library, made) == person.id
    annotate = Annotate(library)
    annotate.relabel(made.id, label_of(library, "Place"))
    assert linked(library, made) == place.id
    annotate.relabel(made.id, label_of(library, "Organization"))
    assert linked(library, made) is None
    annotate.relabel_all((made.id, tag(library, article, "Ines Duarte").id), label_of(library, "Place"))
    assert linked(library, made) == place.id


def test_all_that_is_tagged_at_once_is_linked_where_that_is_beyond_doubt(
    library: Library, register: Register, article: int
) -> None:
    duarte = added(register, "Ines Duarte", "Duarte")
    with library.transaction():
        other = library.articles.add(draft_of("Two\n\nThe Duarte family.\n\nDuarte"))
    lima = added(register, "Lima")
    register.link((tag(library, other, "Duarte").id,), lima.id)
    label, service = label_of(library, "Person"), TagAll(library)

    def no_progress(_done: int, _total: int) -> None:
        pass

    found = service.find(Wanted("Duarte", True, True, None), label, no_progress, lambda: False).occurrences
    service.tag(found, label, no_progress, lambda: False)
    mentioned = library.rows("SELECT article_id, entity_id FROM annotation ORDER BY article_id, start")
    assert mentioned == [(article, duarte.id), (article, duarte.id), (other, lima.id), (other, lima.id)]


# Linking


def test_a_mention_is_linked_and_let_go(library: Library, register: Register, article: int) -> None:
    made = tag(library, article, "Omar Haddad")
    entity = added(register, "O. H.")
    assert register.link((made.id,), entity.id) == (AnnotationsChanged(article, (made.id,)),)
    assert last_title(library) == "Link “Omar Haddad” to O. H."
    assert register.link((made.id,), entity.id) == ()
    register.link((made.id, 999), None)
    assert linked(library, made) is None


def test_a_new_entity_has_the_type_of_its_mention(library: Library, register: Register, article: int) -> None:
    made = tag(library, article, "Harbour Board", label="Organization")
    entities, mentions = register.link_new((made.id,), " The  Harbour Board ")
    assert mentions == AnnotationsChanged(article, (made.id,))
    assert isinstance(entities, EntitiesChanged)
    entity = there(register, entities.entity_ids[0])
    assert (entity.name, entity.label_id) == ("The Harbour Board", 2)


def test_what_is_gone_is_told(library: Library, register: Register, article: int) -> None:
    entity = added(register, "Kello", label=3)
    assert refusal(lambda: register.link((7,), entity.id)) == "This annotation is not there any more."
    assert refusal(lambda: register.link_new((), "Kello")) == "This annotation is not there any more."
    assert refusal(lambda: register.proposal(7)) == "This annotation is not there any more."
    register.delete(entity.id)
    made = tag(library, article, "KELLO", label="Place")
    for act in (
        lambda: register.link((made.id,), entity.id),
        lambda: register.rename(entity.id, "Sea"),
        lambda: register.delete(entity.id),
        lambda: register.retype(entity.id, 1),
        lambda: register.set_note(entity.id, "a"),
    ):
        assert refusal(act) == "This entity is not in the register any more."
    assert refusal(lambda: register.add("Sea", 99)) == "This label is not in the codebook any more."


# Finding


def test_entities_are_found_by_what_is_typed_the_likeliest_first(
    library: Library, register: Register, article: int
) -> None:
    for name, *aliases in (("Harbour Board",), ("Ines Duarte", "Mayor Duarte"), ("Duarte Island",), ("Lim Adu",)):
        added(register, name, *aliases)
    assert [entity.name for entity in register.find("dua")] == ["Duarte Island", "Ines Duarte"]
    assert [entity.name for entity in register.find("duarte in")] == ["Ines Duarte"]
    assert [entity.name for entity in register.find("du")] == ["Duarte Island", "Ines Duarte", "Lim Adu"]
    assert register.find("50%_") == []
    tag(library, article, "Harbour Board")
    assert register.find("")[0].name == "Harbour Board"
    assert len(register.find("", limit=2)) == 2
    assert register.find("dua", label_id=2) == []


# Editing


def test_the_old_name_becomes_an_alias_unless_it_was_the_same_or_is_not_to_be_kept(register: Register) -> None:
    entity = added(register, "Kello harbour", "Port of Kello")
    assert register.rename(entity.id, "Port of Kello") == (EntitiesChanged((entity.id,)),)
    assert there(register, entity.id).names == ("Port of Kello", "Kello harbour")
    register.rename(entity.id, "Port of KELLO")
    assert there(register, entity.id).names == ("Port of KELLO", "Kello harbour")
    register.rename(entity.id, "Harbour of Kello", keep=False)
    assert there(register, entity.id).names == ("Harbour of Kello", "Kello harbour")


@pytest.mark.parametrize("name", ["", " \n", "\u200b", "a\x07b", "x" * 201])
def test_a_name_that_cannot_be_seen_or_is_too_long_is_refused(register: Register, name: str) -> None:
    entity = added(register, "Kello")
    assert refusal(lambda: register.add(name, 1))
    assert refusal(lambda: register.rename(entity.id, name))


def test_aliases_are_each_there_once_and_never_the_name(register: Register) -> None:
    entity = added(register, "Kello", "KELLO", " Kello ", "", "Port  of Kello", "Port of Kello")
    assert entity.aliases == ("KELLO", "Port of Kello")
    assert register.set_aliases(entity.id, entity.aliases) == ()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Q42", "https://www.wikidata.org/entity/Q42"),
        (" q42 ", "https://www.wikidata.org/entity/Q42"),
        ("https://www.wikidata.org/wiki/Q42", "https://www.wikidata.org/entity/Q42"),
        ("wd:Q42", "https://www.wikidata.org/entity/Q42"),
        ("https://viaf.org/viaf/113230702", "https://viaf.org/viaf/113230702"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("https://ru.wikipedia.org/wiki/Вода", "https://ru.wikipedia.org/wiki/Вода"),
        ("", ""),
    ],
)
def test_an_identifier_is_an_address_or_an_item(register: Register, given: str, kept: str) -> None:
    entity = added(register, "Kello")
    register.set_uri(entity.id, given)
    assert there(register, entity.id).uri == kept


@pytest.mark.parametrize("given", ["42", "Q0", "kello", "https://", "https:// a", "ftp://a", "javascript:alert(1)"])
def test_an_identifier_of_another_form_is_refused(register: Register, given: str) -> None:
    entity = added(register, "Kello")
    assert refusal(lambda: register.set_uri(entity.id, given)) == (
        f"“{given}” is no identifier: it takes an address such as https://… or an item such as Q42."
    )


def test_notes_of_one_sitting_are_one_action(library: Library, register: Register) -> None:
    entity, sitting = added(register, "Kello"), object()
    for note in ("a", "a port", "a port "):
        register.set_note(entity.id, note, sitting)
    assert there(register, entity.id).note == "a port"
    Undo(library).undo()
    assert there(register, entity.id).note == ""
    Undo(library).redo()


def test_retyping_gives_mentions_the_label_too(library: Library, register: Register, article: int) -> None:
    made = tag(library, article, "Harbour Board")
    entity = added(register, "The Board")
    register.link((made.id,), entity.id)
    other = tag(library, article, "Harbour Board", label="Organization")
    kept = tag(library, article, "board")
    register.link((kept.id,), entity.id)
    assert set(register.retype(entity.id, 2)) == {
        EntitiesChanged((entity.id,)),
        AnnotationsChanged(article, (made.id, kept.id, other.id)),
    }
    assert there(register, entity.id).label_id == 2
    assert (only(library, made.id).label_id, linked(library, made)) == (2, entity.id)
    assert library.annotations.get(other.id) is None
    assert only(library, kept.id).label_id == 2
    assert refusal(lambda: register.retype(entity.id, label_of(library, "Statement").id)).startswith("“Statement” is")


def test_retyping_leaves_labels_nested_under_the_new_type(library: Library, register: Register, article: int) -> None:
    EditCodebook(library).move(3, 2, None)
    made = tag(library, article, "KELLO", label="Place")
    entity = added(register, "Kello", label=1)
    register.link((made.id,), entity.id)
    register.retype(entity.id, 2)
    assert only(library, made.id).label_id == 3


# Merging, splitting, deleting


def test_a_merge_takes_over_mentions_answers_and_names(library: Library, register: Register, article: int) -> None:
    mayor, duarte = added(register, "The mayor"), added(register, "Ines Duarte", "Duarte")
    register.set_note(mayor.id, "since 2019")
    register.set_uri(mayor.id, "Q1")
    made = tag(library, article, "Duarte")
    claim = tag(library, article, "We will rebuild the wall", label="Statement")
    third = added(register, "Lima")
    answer(library, claim, mayor.id, third.id, duarte.id)
    assert register.uses((mayor.id, duarte.id)) == EntityUses(1, 1, 2)
    done = library.history.ids()
    told = register.merge((duarte.id, mayor.id), mayor.id)
    assert told == (
        EntitiesChanged((mayor.id, duarte.id)),
        AnnotationsChanged(article, (made.id, claim.id)),
    )
    assert len(library.history.ids()) == len(done) + 1
    merged = there(register, mayor.id)
    assert merged.names == ("The mayor", "Duarte", "Ines Duarte")
    assert (merged.note, merged.uri) == ("since 2019", "https://www.wikidata.org/entity/Q1")
    assert (linked(library, made), register.entity(duarte.id)) == (mayor.id, None)
    assert answers(library) == [mayor.id, third.id]
    assert last_title(library) == "Merge “Ines Duarte” into “The mayor”"


def test_nothing_that_was_noted_is_lost_by_a_merge(register: Register) -> None:
    one, other = added(register, "Kello"), added(register, "Port of Kello")
    for entity, note, uri in ((one, "a port", "Q1"), (other, "on the coast", "Q2")):
        register.set_note(entity.id, note)
        register.set_uri(entity.id, uri)
    register.merge((other.id,), one.id)
    assert there(register, one.id).note == "a port\n\non the coast\n\nhttps://www.wikidata.org/entity/Q2"
    assert refusal(lambda: register.merge((one.id,), one.id)) == "To merge takes two entities."


def test_a_split_takes_some_mentions_along(library: Library, register: Register, article: int) -> None:
    entity = added(register, "Ines Duarte", "Duarte")
    first, second = tag(library, article, "Ines Duarte"), tag(library, article, "Duarte")
    entities, mentions = register.split(entity.id, (second.id, 99), "Rui Duarte")
    assert isinstance(entities, EntitiesChanged)
    new = there(register, entities.entity_ids[0])
    assert (new.name, new.label_id, mentions) == ("Rui Duarte", 1, AnnotationsChanged(article, (second.id,)))
    assert (linked(library, first), linked(library, second)) == (entity.id, new.id)
    assert refusal(lambda: register.split(entity.id, (second.id,), "A")) == (
        "None of these mentions “Ines Duarte”: nothing was split."
    )


def test_a_delete_lets_mentions_go_and_takes_answers_along(library: Library, register: Register, article: int) -> None:
    entity, other = added(register, "Ines Duarte", "Duarte"), added(register, "Lima")
    made = tag(library, article, "Duarte")
    claim = tag(library, article, "We will rebuild the wall", label="Statement")
    answer(library, claim, entity.id, other.id)
    before = rows(library)
    assert register.delete(entity.id) == (
        EntitiesChanged((entity.id,)),
        AnnotationsChanged(article, (made.id, claim.id)),
    )
    assert (linked(library, made), only(library, made.id).quote, answers(library)) == (None, "Duarte", [other.id])
    Undo(library).undo()
    assert rows(library) == before


# Doubles


def test_entities_of_one_type_that_share_a_name_are_perhaps_the_same(library: Library, register: Register) -> None:
    EditCodebook(library).move(3, 1, None)
    for name, *aliases in (("Kello", "The port"), ("Port", "KELLO"), ("kello!",), ("Sea",)):
        added(register, name, *aliases)
    added(register, "Sea", label=2)
    added(register, "sea", label=3)
    groups = [[entity.name for entity in group] for group in register.doubles()]
    assert groups == [["Kello", "Port", "kello!"], ["Sea", "sea"]]
