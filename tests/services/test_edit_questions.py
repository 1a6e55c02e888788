"""What the codebook asks: what is done to it is one action, and no answer is lost unsaid."""

import pytest

from reader.domain.changes import AnnotationsChanged, CodebookChanged
from reader.domain.choices import paired, paired_scales
from reader.domain.codebook import LabelKind
from reader.domain.entity_names import name_key
from reader.domain.question_edits import AttributeDraft, Form
from reader.domain.questions import SCALES, Attribute, AttributeType, Field
from reader.services.edit_codebook import EditCodebook
from reader.services.edit_questions import EditQuestions
from reader.storage.library import Library
from tests.making import label_of, only, tag
from tests.services.codebooks import answer_attribute, refusal

CLAIM, ENTITY = LabelKind.CLAIM, LabelKind.ENTITY
T = AttributeType


@pytest.fixture
def ask(library: Library, edit: EditCodebook) -> EditQuestions:
    """What the codebook asks; `edit` checks at the end that all of it is undone and redone."""
    return EditQuestions(library)


@pytest.fixture
def claims(library: Library, article: int) -> list[int]:
    """Three claims of an article."""
    quotes = ("We will rebuild the wall", "The flood closed 126 shops", "It cost 3.5 million crowns")
    return [tag(library, article, quote, label="Statement").id for quote in quotes]


def named(ask: EditQuestions, name: str) -> Attribute:
    return next(each for each in ask.questions().attributes if each.name == name)


def field(ask: EditQuestions, which: Field) -> Attribute:
    return ask.questions().of_field(which)


def own(ask: EditQuestions, kind: AttributeType = T.TEXT, *choices: str, name: str = "Weight") -> int:
    ask.add(AttributeDraft(CLAIM, name, kind, choices))
    return named(ask, name).id


def values(library: Library, attribute_id: int) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for annotation_id, value in library.rows(
        "SELECT annotation_id, coalesce(name, value) FROM annotation_value AS answer "
        "LEFT JOIN entity ON entity.id = answer.entity_id WHERE attribute_id = ? ORDER BY annotation_id, position",
        (attribute_id,),
    ):
        found.setdefault(annotation_id, []).append(value)
    return found


def asked(ask: EditQuestions, library: Library, label: str) -> list[str]:
    return [each.name for each in ask.questions().asked_by(label_of(library, label).id)]


SHORT = ["Claimant", "Quote type", "Topics", "Check-worthiness"]


def test_an_attribute_is_added_as_the_last_one_and_asked_where_it_is_told(ask: EditQuestions, library: Library) -> None:
    label = label_of(library, "Statistic").id
    assert ask.add(AttributeDraft(CLAIM, " Weight ", T.NUMBER), (label,)) == (CodebookChanged(),)
    assert ask.questions().attributes[-1].name == "Weight"
    assert asked(ask, library, "Statistic") == [*SHORT, "Weight"]
    assert asked(ask, library, "Statement") == SHORT


def test_a_name_is_taken_once_in_its_kind(ask: EditQuestions) -> None:
    own(ask)
    assert refusal(lambda: ask.add(AttributeDraft(CLAIM, "WEIGHT"))) == (
        "There is an attribute “Weight” for claims already."
    )
    ask.add(AttributeDraft(ENTITY, "Weight"))
    assert refusal(lambda: ask.rename(named(ask, "Cue").id, "claim")) == (
        "There is an attribute “Claim” for claims already."
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (" ", "An attribute needs a name that can be seen."),
        ("a\tb", "The name of an attribute is one line, without tabs and other control characters."),
        ("x" * 61, "The name of an attribute has at most 60 characters; “xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…” has 61."),
    ],
)
def test_a_name_that_cannot_be_is_refused(ask: EditQuestions, name: str, sentence: str) -> None:
    assert refusal(lambda: ask.add(AttributeDraft(CLAIM, name))) == sentence


def test_attributes_of_the_record_are_renamed_described_and_archived_and_keep_their_answers(
    ask: EditQuestions, library: Library, claims: list[int]
) -> None:
    quote_type = field(ask, Field.QUOTE_TYPE).id
    answer_attribute(library, claims[0], "direct", attribute=quote_type)
    ask.rename(quote_type, "How it is said")
    ask.describe(quote_type, "Whose words they are.")
    ask.archive(quote_type, archived=True)
    assert "How it is said" not in asked(ask, library, "Statement")
    assert values(library, quote_type) == {claims[0]: ["direct"]}
    ask.archive(quote_type, archived=False)
    assert asked(ask, library, "Statement") == ["Claimant", "How it is said", "Topics", "Check-worthiness"]


def test_what_other_formats_build_on_cannot_be_changed(ask: EditQuestions) -> None:
    certainty, scale = field(ask, Field.CERTAINTY).id, field(ask, Field.SCALE).id
    assert refusal(lambda: ask.retype(certainty, T.TEXT)) == (
        "“Certainty” is part of every claim record and keeps its type: lists and exports build on it."
    )
    assert refusal(lambda: ask.set_choices(certainty, ("sure",))) == (
        "The choices of “Certainty” stay as they are: other formats know them."
    )
    assert refusal(lambda: ask.set_choices(scale, ("Mine",))) == (
        "The choices of “Scale” are the scales of the verdict: change them there."
    )
    assert refusal(lambda: ask.delete(certainty)) == (
        "“Certainty” is part of every claim record and cannot be deleted. Archive it instead: then nothing asks it, "
        "and its answers stay."
    )
    own_one = own(ask)
    assert refusal(lambda: ask.retype(own_one, T.CLAIMANT)) == (
        "“Weight” cannot have this type: it belongs to the record of a claim."
    )


def test_a_label_asks_an_attribute_and_no_more(ask: EditQuestions, library: Library) -> None:
    label = label_of(library, "Statement").id
    assert ask.form(label) is Form.SHORT
    ask.ask(label, named(ask, "Cue").id)
    assert asked(ask, library, "Statement") == ["Claimant", "Cue", "Quote type", "Topics", "Check-worthiness"]
    assert ask.form(label) is Form.OWN
    ask.ask(label, named(ask, "Cue").id, asked=False)
    assert ask.form(label) is Form.SHORT
    assert ask.ask(label, named(ask, "Claimant").id) == ()


def test_a_label_asks_only_what_is_for_its_kind_and_not_in_the_archive(ask: EditQuestions, library: Library) -> None:
    cue = named(ask, "Cue").id
    assert (
        refusal(lambda: ask.ask(label_of(library, "Person").id, cue))
        == "“Cue” is for claims and “Person” for entities."
    )
    ask.archive(cue, archived=True)
    assert refusal(lambda: ask.ask(label_of(library, "Statement").id, cue)) == (
        "“Cue” is in the archive: bring it back before a label asks it."
    )


def test_a_label_asks_the_long_form_and_follows_it(ask: EditQuestions, library: Library) -> None:
    label = label_of(library, "Statement").id
    ask.set_form(label, Form.LONG)
    assert len(asked(ask, library, "Statement")) == 19
    own(ask)
    assert asked(ask, library, "Statement")[-1] == "Weight"
    assert ask.form(label) is Form.LONG
    assert asked(ask, library, "Forecast") == SHORT
    ask.set_usual(named(ask, "Weight").id, usual=True)
    assert asked(ask, library, "Forecast") == [*SHORT, "Weight"]
    ask.set_form(label, Form.SHORT)
    assert asked(ask, library, "Statement") == [*SHORT, "Weight"]


def test_what_comes_back_from_the_archive_is_asked_as_before(ask: EditQuestions, library: Library) -> None:
    label, cue = label_of(library, "Statement").id, named(ask, "Cue").id
    ask.ask(label, cue)
    ask.archive(cue, archived=True)
    assert ask.form(label) is Form.SHORT
    ask.set_usual(named(ask, "Topics").id, usual=False)
    ask.archive(cue, archived=False)
    assert asked(ask, library, "Statement") == ["Claimant", "Cue", "Quote type", "Check-worthiness"]


def test_an_attribute_moves_among_those_of_its_kind(ask: EditQuestions, library: Library) -> None:
    ask.move(named(ask, "Topics").id, named(ask, "Claimant").id)
    assert asked(ask, library, "Statement") == ["Topics", "Claimant", "Quote type", "Check-worthiness"]
    ask.move(named(ask, "Topics").id, None)
    assert ask.questions().attributes[-1].name == "Topics"
    ask.add(AttributeDraft(ENTITY, "Role"))
    assert refusal(lambda: ask.move(named(ask, "Topics").id, named(ask, "Role").id)) == (
        "“Topics” cannot stand before “Role”: that is not for its kind."
    )


RETYPES = [
    (T.TEXT, T.CHOICE, "High", ("low", "high"), ["high"]),
    (T.TEXT, T.CHOICE, "middling", ("low", "high"), None),
    (T.TEXT, T.CHOICES, "low; high", ("low", "high"), ["low", "high"]),
    (T.TEXT, T.CHOICES, "low; huge", ("low", "high"), None),
    (T.TEXT, T.NUMBER, " 3.5 ", (), ["3.5"]),
    (T.TEXT, T.NUMBER, "1,204", (), None),
    (T.TEXT, T.NUMBER, "3,5", (), ["3.5"]),
    (T.TEXT, T.DATE, "2026-05", (), ["2026-05"]),
    (T.TEXT, T.DATE, "2026-02-30", (), None),
    (T.TEXT, T.URL, "https://post.example/a", (), ["https://post.example/a"]),
    (T.TEXT, T.URL, "post.example", (), None),
    (T.TEXT, T.YES_NO, "Yes", (), ["yes"]),
    (T.TEXT, T.YES_NO, "maybe", (), None),
    (T.TEXT, T.ENTITY, "ines  duarte", (), ["Ines Duarte"]),
    (T.TEXT, T.ENTITY, "the mayor", (), ["Ines Duarte"]),
    (T.TEXT, T.ENTITY, "Omar Haddad", (), None),
    (T.NUMBER, T.TEXT, "3.5", (), ["3.5"]),
    (T.DATE, T.TEXT, "2026", (), ["2026"]),
    (T.YES_NO, T.TEXT, "yes", (), ["yes"]),
    (T.YES_NO, T.CHOICE, "no", ("Yes", "No"), ["No"]),
    (T.URL, T.DATE, "https://post.example", (), None),
]


@pytest.mark.parametrize(("old", "new", "value", "choices", "becomes"), RETYPES)
def test_a_retype_keeps_what_reads_as_the_new_type(
    ask: EditQuestions,
    library: Library,
    claims: list[int],
    old: AttributeType,
    new: AttributeType,
    value: str,
    choices: tuple[str, ...],
    becomes: list[str] | None,
) -> None:
    with library.action("Register"):
        for name in ("Ines Duarte", "Omar Haddad", "Omar Haddad"):
            sql = "INSERT INTO entity (uid, name, key, label_id) SELECT hex(randomblob(8)), ?, ?, 1"
            library.insert(sql, (name, name_key(name)))
        library.write("INSERT INTO entity_alias VALUES (1, 'the mayor', ?)", (name_key("the mayor"),))
    attribute_id = own(ask, old)
    answer_attribute(library, claims[0], value, attribute=attribute_id)
    keeps = ask.what_retype_keeps(attribute_id, new, choices or None)
    assert (keeps.kept, len(keeps.lost)) == ((0, 1) if becomes is None else (1, 0))
    ask.retype(attribute_id, new, choices or None)
    assert values(library, attribute_id) == ({} if becomes is None else {claims[0]: becomes})
    assert named(ask, "Weight").type is new


def test_an_entity_becomes_its_name(ask: EditQuestions, library: Library, claims: list[int]) -> None:
    attribute_id = own(ask, T.ENTITY)
    with library.action("Answer"):
        sql = "INSERT INTO entity (uid, name, key, label_id) VALUES ('e', 'Ines Duarte', ?, 1)"
        library.write(sql, (name_key("Ines Duarte"),))
        library.write("INSERT INTO annotation_value VALUES (?, ?, 0, '', 1, NULL, NULL)", (claims[0], attribute_id))
    ask.retype(attribute_id, T.TEXT)
    assert library.rows("SELECT value, entity_id FROM annotation_value") == [("Ines Duarte", None)]


def test_choices_become_one_choice_where_there_is_one_and_come_back_from_a_text(
    ask: EditQuestions, library: Library, claims: list[int]
) -> None:
    attribute_id = own(ask, T.CHOICES, "low", "high")
    answer_attribute(library, claims[0], "low", attribute=attribute_id)
    answer_attribute(library, claims[1], "low", "high", attribute=attribute_id)
    (lost,) = ask.what_retype_keeps(attribute_id, T.CHOICE).lost
    assert (lost.article_title, lost.quote, lost.value) == (
        "Harbour towns count the cost",
        "The flood closed 126 shops",
        "low, high",
    )
    ask.retype(attribute_id, T.TEXT)
    assert values(library, attribute_id) == {claims[0]: ["low"], claims[1]: ["low; high"]}
    ask.retype(attribute_id, T.CHOICES)
    assert values(library, attribute_id) == {claims[0]: ["low"], claims[1]: ["low", "high"]}


def test_answers_that_are_lost_go_to_the_note_on_wish(
    ask: EditQuestions, library: Library, claims: list[int], article: int
) -> None:
    attribute_id = own(ask)
    answer_attribute(library, claims[0], "much", attribute=attribute_id)
    answer_attribute(library, claims[1], "5", attribute=attribute_id)
    changes = ask.retype(attribute_id, T.NUMBER, to_notes=True)
    assert changes == (AnnotationsChanged(article, (claims[0],)), CodebookChanged())
    assert [only(library, each).note for each in claims] == ["Weight: much", "", ""]
    ask.delete(attribute_id, to_notes=True)
    assert [only(library, each).note for each in claims] == ["Weight: much", "Weight: 5", ""]


def test_a_choice_that_is_used_is_removed_with_its_answers_named_before(
    ask: EditQuestions, library: Library, claims: list[int]
) -> None:
    attribute_id = own(ask, T.CHOICES, "low", "middle", "high")
    answer_attribute(library, claims[0], "low", "high", attribute=attribute_id)
    answer_attribute(library, claims[1], "high", attribute=attribute_id)
    answer_attribute(library, claims[2], "low", attribute=attribute_id)
    keeps = ask.what_choices_keep(attribute_id, ("low", "middle"))
    assert keeps.kept == 1
    assert [(each.annotation_id, each.value) for each in keeps.lost] == [(claims[0], "high"), (claims[1], "high")]
    ask.set_choices(attribute_id, ("low", "middle"))
    assert values(library, attribute_id) == {claims[0]: ["low"], claims[2]: ["low"]}


def test_answers_follow_a_choice_that_is_renamed(ask: EditQuestions, library: Library, claims: list[int]) -> None:
    attribute_id = own(ask, T.CHOICE, "low", "high")
    answer_attribute(library, claims[0], "high", attribute=attribute_id)
    new = ("little", "much", "high")
    assert paired(("low", "high"), ("low", "much")) == {"high": "much"}
    assert paired(("low", "high"), ("high", "low")) == {}
    ask.set_choices(attribute_id, new, {"low": "little", "high": "much"})
    assert values(library, attribute_id) == {claims[0]: ["much"]}


def test_two_choices_that_are_the_same_to_a_reader_are_refused(ask: EditQuestions) -> None:
    attribute_id = own(ask, T.CHOICE)
    assert refusal(lambda: ask.set_choices(attribute_id, ("low", "low"))) == "The choice “low” stands there twice."
    assert refusal(lambda: ask.set_choices(attribute_id, ("low", "Low"))) == "The choice “Low” stands there twice."
    assert refusal(lambda: ask.set_choices(own(ask, name="Text"), ("low",))) == "“Text” has no choices."


def test_scales_are_renamed_added_and_removed_with_their_ratings(
    ask: EditQuestions, library: Library, claims: list[int]
) -> None:
    verdict, scale = field(ask, Field.VERDICT), field(ask, Field.SCALE)
    for annotation_id, name, rating in zip(
        claims, ("Gloss", "Truth", "AVeriTeC"), ("refuted", "true", "Refuted"), strict=True
    ):
        answer_attribute(library, annotation_id, name, attribute=scale.id)
        answer_attribute(library, annotation_id, rating, attribute=verdict.id)
    new = ("Ours: wrong, disputed, unproven, confirmed", verdict.choices[1], "Stars: *, **, ***")
    renamed = paired_scales(verdict.choices[:2], new[:2])
    assert renamed == {"Gloss": "Ours", "Gloss: refuted": "wrong"}
    keeps = ask.what_choices_keep(verdict.id, new, renamed)
    assert [(each.annotation_id, each.value) for each in keeps.lost] == [
        (claims[2], "AVeriTeC"),
        (claims[2], "Refuted"),
    ]
    ask.set_choices(verdict.id, new, renamed)
    assert field(ask, Field.SCALE).choices == ("Ours", "Truth", "Stars")
    assert values(library, scale.id) == {claims[0]: ["Ours"], claims[1]: ["Truth"]}
    assert values(library, verdict.id) == {claims[0]: ["wrong"], claims[1]: ["true"]}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Truth", "“Truth” is not a scale, such as “Truth: false, half true, true”."),
        ("Truth: true", "The scale “Truth” needs two ratings or more, the worst first."),
        ("Truth: a, A", "The scale “Truth” has the rating “A” twice."),
        ("", "A verdict needs a scale, such as “Truth: false, half true, true”."),
    ],
)
def test_what_is_no_scale_is_refused(ask: EditQuestions, line: str, sentence: str) -> None:
    assert refusal(lambda: ask.set_choices(field(ask, Field.VERDICT).id, (line,))) == sentence
    assert len(SCALES) == len(field(ask, Field.SCALE).choices)


def test_a_delete_says_before_what_is_lost_and_takes_it(
    ask: EditQuestions, library: Library, claims: list[int], article: int
) -> None:
    attribute_id = own(ask)
    ask.ask(label_of(library, "Statement").id, attribute_id)
    answer_attribute(library, claims[1], "much", attribute=attribute_id)
    keeps = ask.what_delete_keeps(attribute_id)
    assert (keeps.kept, [each.value for each in keeps.lost]) == (0, ["much"])
    assert ask.count_answers() == {attribute_id: 1}
    assert ask.delete(attribute_id) == (AnnotationsChanged(article, (claims[1],)), CodebookChanged())
    assert "Weight" not in [each.name for each in ask.questions().attributes]


def test_a_label_that_is_deleted_or_merged_asks_no_more_and_what_it_asked_goes_on(
    ask: EditQuestions, edit: EditCodebook, library: Library
) -> None:
    forecast, statement, judgement = (label_of(library, name).id for name in ("Forecast", "Statement", "Judgement"))
    ask.ask(forecast, field(ask, Field.CUE).id)
    ask.ask(judgement, field(ask, Field.REASON).id)
    edit.merge(forecast, statement)
    edit.delete(judgement)
    assert asked(ask, library, "Statement") == ["Claimant", "Cue", "Quote type", "Topics", "Check-worthiness"]
    assert not {pair[0] for pair in ask.questions().asked} & {forecast, judgement}


def test_what_is_not_there_any_more_is_refused(ask: EditQuestions) -> None:
    assert refusal(lambda: ask.rename(99, "New")) == "This attribute is not in the codebook any more."
    assert refusal(lambda: ask.link_types.rename(99, "New")) == "This type of link is not in the codebook any more."


def test_descriptions_of_one_sitting_are_one_action(ask: EditQuestions, library: Library) -> None:
    attribute_id = own(ask)
    for text in ("H", "How", "How much."):
        ask.describe(attribute_id, text, "sitting")
    assert library.history.next_undo() == "Describe “Weight”"
    library.history.undo()
    assert named(ask, "Weight").description == ""
    library.history.redo()
