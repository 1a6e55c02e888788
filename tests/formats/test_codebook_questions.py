"""What codebooks ask, and their types of links, in TOML."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.codebook import LabelDraft, LabelKind
from reader.domain.codebook_draft import CodebookDraft
from reader.domain.label_rules import proper_description, same_name
from reader.domain.link import USUAL_LINK_TYPES, LinkRole
from reader.domain.link_type_edits import LinkTypeDraft
from reader.domain.question_edits import AttributeDraft
from reader.domain.questions import CLAIM_FIELDS, OWN_TYPES, AttributeType, Field
from reader.domain.uid import new_uid
from reader.errors import CodebookError
from reader.formats import codebooks
from reader.places import resources

CLAIM = LabelKind.CLAIM
NAMES = st.text('aBé;:,"\\=[]شß👍#', min_size=1, max_size=12)
UIDS = st.builds(new_uid) | st.just("")
TEXTS = st.text().map(proper_description)
CHOICES = st.lists(NAMES, max_size=4, unique_by=same_name).map(tuple)
ATTRIBUTES = st.lists(
    st.builds(
        AttributeDraft,
        kind=st.sampled_from(LabelKind),
        name=NAMES,
        type=st.sampled_from(OWN_TYPES),
        choices=CHOICES,
        description=TEXTS,
        usual=st.booleans(),
        archived=st.booleans(),
        uid=UIDS,
    ),
    unique_by=lambda draft: (draft.kind, same_name(draft.name)),
    max_size=4,
).map(tuple)
LINK_TYPES = st.lists(
    st.builds(LinkTypeDraft, NAMES, TEXTS, st.booleans(), st.none(), UIDS),
    unique_by=lambda draft: same_name(draft.name),
    max_size=4,
).map(tuple)
ASKS = st.sampled_from([None, "short", "long", ()]) | st.lists(NAMES, max_size=3).map(tuple)


@given(attributes=ATTRIBUTES, link_types=LINK_TYPES, asks=ASKS, name=NAMES)
def test_what_a_codebook_asks_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory,
    attributes: tuple[AttributeDraft, ...],
    link_types: tuple[LinkTypeDraft, ...],
    asks: str | tuple[str, ...] | None,
    name: str,
) -> None:
    path = tmp_path_factory.getbasetemp() / "questions.toml"
    draft = CodebookDraft((LabelDraft(CLAIM, name, "#0072B2", asks=asks),), attributes, link_types)
    codebooks.write_all(draft, path, replace=True)
    read = codebooks.read_all(path)
    assert read == draft
    assert read.labels[0].asks == asks


def test_csv_keeps_the_labels_alone(tmp_path: Path) -> None:
    label = LabelDraft(CLAIM, "Rumour", "#0072B2", asks="long")
    path = tmp_path / "book.csv"
    codebooks.write_all(CodebookDraft((label,), (AttributeDraft(CLAIM, "Weight"),)), path)
    assert codebooks.read_all(path) == CodebookDraft((label,))
    assert codebooks.read(path)[0].asks is None


def test_the_codebook_of_the_news_asks_what_a_library_begins_with() -> None:
    news = codebooks.read_all(resources() / "codebooks" / "news.toml")
    assert [
        (each.field, each.name, each.type, each.choices, each.usual, each.description) for each in news.attributes
    ] == [(each.field, each.name, each.type, each.choices, each.usual, each.description) for each in CLAIM_FIELDS]
    assert [(each.role, each.name, each.description) for each in news.link_types] == list(USUAL_LINK_TYPES)
    assert {label.asks for label in news.labels if label.kind is CLAIM} == {"short"}


ATTRIBUTE = '[[attributes]]\nkind = "claim"\nname = "Weight"\n'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("labels = []\nattributes = 3", "What stands at attributes is no list of tables."),
        ("labels = []\nattributes = [3]", "Attribute 1: This is not a table."),
        ('[[attributes]]\nname = "Weight"', "Attribute 1 (“Weight”): It has no kind."),
        ('[[attributes]]\nkind = "claim"', "Attribute 1: It has no name."),
        (
            ATTRIBUTE + 'type = "colour"',
            "Attribute 1 (“Weight”), type: “colour” is none of these: choice, choices, text, number, date, yes_no, ",
        ),
        (
            ATTRIBUTE + 'type = "rating"',
            "Attribute 1 (“Weight”), type: “rating” belongs to the record of a claim; own ",
        ),
        (ATTRIBUTE + 'choices = ["a", "A"]', "Attribute 1 (“Weight”), choices: The choice “A” stands there twice."),
        (ATTRIBUTE + "choices = [1]", "Attribute 1 (“Weight”), choices: This is not a list of texts."),
        (ATTRIBUTE + 'usual = "yes"', "Attribute 1 (“Weight”), usual: This is neither true nor false."),
        (ATTRIBUTE + ATTRIBUTE, "Attribute 2 (“Weight”): “Weight” has come before: Attribute 1 (“Weight”)."),
        (
            '[[attributes]]\nkind = "entity"\nname = "Who"\nfield = "claimant"',
            "Attribute 1 (“Who”), field: The record of a claim has it, and this is for entities.",
        ),
        ('[[link_types]]\nrole = "cue"', "Link type 1: It has no name."),
        ('[[link_types]]\nname = "a"\nrole = "b"', "Link type 1 (“a”), role: “b” is none of these: claimant, cue, "),
        (
            '[[labels]]\nkind = "claim"\nname = "Rumour"\nasks = "all"',
            "Label 1 (“Rumour”), asks: This is neither “short” nor “long” nor a list of attributes by name.",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_place(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "book.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CodebookError) as caught:
        codebooks.read_all(path)
    assert str(caught.value).startswith(f"Nothing was taken in from “{path}”. {sentence}")


def test_what_is_not_said_of_an_attribute_is_known(tmp_path: Path) -> None:
    path = tmp_path / "book.toml"
    path.write_text(ATTRIBUTE, "utf-8")
    (draft,) = codebooks.read_all(path).attributes
    assert (draft.type, draft.field) == (AttributeType.TEXT, None)
    assert draft.unsaid == {"field", "type", "choices", "description", "usual", "archived", "uid"}
    path.write_text(ATTRIBUTE + 'field = "CUE"\n[[link_types]]\nname = "x"\nrole = "cue"\n', "utf-8")
    read = codebooks.read_all(path)
    assert (read.attributes[0].field, read.link_types[0].role) == (Field.CUE, LinkRole.CUE)
