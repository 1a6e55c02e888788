"""Records: answers and evidence, each action undone as a whole."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.domain.annotation import Annotation
from reader.domain.link import LinkRole
from reader.domain.questions import Attribute, AttributeType, Field
from reader.domain.record import AUTHOR, Answer, Evidence, EvidenceStance
from reader.domain.span import Span
from reader.domain.text import normalise
from reader.domain.uid import new_uid
from reader.errors import AnswerError
from reader.services.annotate import Annotate
from reader.services.records import Records
from reader.services.undo import Undo
from reader.storage.library import Library
from tests.making import TEXT, label_of, tag

CLAIM = "We will rebuild the wall"


@pytest.fixture
def records(library: Library) -> Records:
    return Records(library)


@pytest.fixture
def claim(library: Library, article: int) -> Annotation:
    return tag(library, article, CLAIM, label="Quotation")


def field(records: Records, field: Field) -> Attribute:
    return records.questions().of_field(field)


def add_entity(library: Library, name: str, label: str = "Person") -> int:
    with library.transaction():
        return library.insert(
            "INSERT INTO entity (uid, name, label_id) VALUES (?, ?, ?)", (new_uid(), name, label_of(library, label).id)
        )


def add_attribute(library: Library, kind: AttributeType, choices: str = "[]", of: str = "claim") -> int:
    with library.transaction():
        return library.insert(
            "INSERT INTO attribute (uid, kind, name, type, choices, position) VALUES (?, ?, ?, ?, ?, 99)",
            (new_uid(), of, f"My {kind}", kind, choices),
        )


def mention(library: Library, article: int, quote: str, entity: int) -> Annotation:
    made = tag(library, article, quote)
    with library.action("Link"):
        library.annotations.set_entity(made.id, entity)
    return made


def links(library: Library) -> list[tuple[str, int, int]]:
    return library.rows("SELECT type, from_id, to_id FROM link ORDER BY id")


def said(records: Records, annotation: Annotation, attribute: int) -> list[str]:
    return [answer.value for answer in records.record(annotation.id).answers.get(attribute, ())]


def test_an_answer_is_kept_taken_back_and_brought_again(records: Records, claim: Annotation, library: Library) -> None:
    asked = field(records, Field.QUOTE_TYPE).id
    changes = records.answer(claim.id, asked, (Answer("Direct"),))
    assert [change.annotation_ids for change in changes if hasattr(change, "annotation_ids")] == [(claim.id,)]
    assert said(records, claim, asked) == ["direct"]
    undo = Undo(library)
    assert library.history.next_undo() == f"Quote type of “{CLAIM}”"
    undo.undo()
    assert records.record(claim.id).answers == {}
    undo.redo()
    assert said(records, claim, asked) == ["direct"]


def test_no_answer_takes_the_answer_away(records: Records, claim: Annotation) -> None:
    asked = field(records, Field.CLAIM).id
    records.answer(claim.id, asked, (Answer("The wall will be rebuilt."),))
    records.answer(claim.id, asked, (Answer("  "),))
    assert asked not in records.record(claim.id).answers


def test_a_text_that_is_written_in_one_sitting_is_one_action(
    records: Records, claim: Annotation, library: Library
) -> None:
    asked = field(records, Field.CLAIM).id
    for text in ("T", "The", "The wall"):
        records.answer(claim.id, asked, (Answer(text),), "sitting")
    records.answer(claim.id, asked, (Answer("The wall stands"),), "another")
    Undo(library).undo()
    assert said(records, claim, asked) == ["The wall"]
    Undo(library).undo()
    assert said(records, claim, asked) == []


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (AttributeType.NUMBER, "1204", "1204"),
        (AttributeType.NUMBER, "1 204 000", "1204000"),
        (AttributeType.NUMBER, "3,50", "3.50"),
        (AttributeType.NUMBER, "−7", "-7"),
        (AttributeType.NUMBER, "1e3", "1000"),
        (AttributeType.NUMBER, "٣٫٥", None),
        (AttributeType.NUMBER, "1,204", None),
        (AttributeType.NUMBER, "many", None),
        (AttributeType.NUMBER, "inf", None),
        (AttributeType.NUMBER, "1e999999", None),
        (AttributeType.DATE, "2025", "2025"),
        (AttributeType.DATE, "2025-05", "2025-05"),
        (AttributeType.DATE, "2025-05-30", "2025-05-30"),
        (AttributeType.DATE, "2025-05-30T13:03:00Z", "2025-05-30"),
        (AttributeType.DATE, "30 May 2025", "2025-05-30"),
        (AttributeType.DATE, "May 30, 2025", "2025-05-30"),
        (AttributeType.DATE, "May 2025", "2025-05"),
        (AttributeType.DATE, "30 May", "2026-05-30"),
        (AttributeType.DATE, "30/5", "2026-05-30"),
        (AttributeType.DATE, "30.5.2025", "2025-05-30"),
        (AttributeType.DATE, "3/4/2025", None),
        (AttributeType.DATE, "2025-02-30", None),
        (AttributeType.DATE, "soon", None),
        (AttributeType.URL, "https://a.example/x?y=1", "https://a.example/x?y=1"),
        (AttributeType.URL, "a.example", None),
        (AttributeType.URL, "javascript:alert(1)", None),
        (AttributeType.URL, "https://a b.example", None),
        (AttributeType.URL, "https://[", None),
        (AttributeType.YES_NO, "Y", "yes"),
        (AttributeType.YES_NO, "no", "no"),
        (AttributeType.YES_NO, "perhaps", None),
        (AttributeType.CHOICE, "B", "b"),
        (AttributeType.CHOICE, "c", None),
        (AttributeType.TEXT, " a\r\nb\0 ", "a\nb\ufffd"),
        (AttributeType.ENTITY, "Duarte", None),
    ],
)
def test_what_is_typed_becomes_what_is_stored_or_is_refused_with_a_reason(
    records: Records, library: Library, claim: Annotation, kind: AttributeType, typed: str, stored: str | None
) -> None:
    asked = add_attribute(library, kind, '["a", "b"]')
    if stored is None:
        with pytest.raises(AnswerError):
            records.answer(claim.id, asked, (Answer(typed),))
        assert said(records, claim, asked) == []
    else:
        records.answer(claim.id, asked, (Answer(typed),))
        assert said(records, claim, asked) == [stored]


def test_several_choices_are_kept_in_their_order_and_each_once(
    records: Records, library: Library, claim: Annotation
) -> None:
    asked = add_attribute(library, AttributeType.CHOICES, '["a", "b", "c"]')
    records.answer(claim.id, asked, (Answer("c"), Answer("a"), Answer("C")))
    assert said(records, claim, asked) == ["c", "a"]


def test_a_single_choice_takes_no_second_one(records: Records, claim: Annotation) -> None:
    with pytest.raises(AnswerError, match="one answer"):
        records.answer(claim.id, field(records, Field.STANCE).id, (Answer("reports"), Answer("disputes")))


def test_words_that_differ_in_case_alone_are_one(records: Records, claim: Annotation) -> None:
    asked = field(records, Field.TOPICS).id
    records.answer(claim.id, asked, (Answer("floods"), Answer(" Floods "), Answer("public   works")))
    assert said(records, claim, asked) == ["floods", "public works"]
    assert records.words_used(asked) == ["floods", "public works"]


def test_a_cue_is_the_words_of_its_span(records: Records, claim: Annotation) -> None:
    asked, at = field(records, Field.CUE).id, TEXT.index("said")
    records.answer(claim.id, asked, (Answer("told", span=Span(at - 1, at + 4)),))
    assert records.record(claim.id).answers[asked] == (Answer("said", span=Span(at, at + 4)),)


def test_a_cue_that_is_typed_is_found_where_it_stands_nearest(records: Records, claim: Annotation) -> None:
    asked, at = field(records, Field.CUE).id, TEXT.index("said")
    records.answer(claim.id, asked, (Answer("SAID"),))
    assert records.record(claim.id).answers[asked] == (Answer("said", span=Span(at, at + 4)),)
    with pytest.raises(AnswerError, match="select"):
        records.answer(claim.id, asked, (Answer("whispered"),))
    with pytest.raises(AnswerError, match="beyond"):
        records.answer(claim.id, asked, (Answer(span=Span(0, 10_000)),))


def test_a_claimant_is_led_to_the_nearest_mention_and_with_it_back(
    records: Records, library: Library, article: int, claim: Annotation
) -> None:
    duarte, haddad = add_entity(library, "Ines Duarte"), add_entity(library, "Omar Haddad")
    mention(library, article, "Ines Duarte", duarte)
    near = mention(library, article, "Duarte said", duarte)
    other = mention(library, article, "Omar Haddad", haddad)
    asked, undo = field(records, Field.CLAIMANT).id, Undo(library)
    role = LinkRole.CLAIMANT.value
    changes = records.answer(claim.id, asked, (Answer(entity_id=duarte),))
    assert links(library) == [(role, claim.id, near.id)]
    assert [change.annotation_ids for change in changes if hasattr(change, "annotation_ids")] == [(claim.id, near.id)]
    records.answer(claim.id, asked, (Answer(entity_id=haddad),))
    assert links(library) == [(role, claim.id, other.id)]
    records.answer(claim.id, asked, (Answer(AUTHOR),))
    assert links(library) == []
    undo.undo()
    assert links(library) == [(role, claim.id, other.id)]
    records.answer(claim.id, asked, ())
    assert links(library) == []


def test_a_mention_that_a_person_chose_stays_linked_while_the_claimant_is_the_same(
    records: Records, library: Library, article: int, claim: Annotation
) -> None:
    duarte = add_entity(library, "Ines Duarte")
    far = mention(library, article, "Ines Duarte", duarte)
    mention(library, article, "Duarte said", duarte)
    with library.action("Link"):
        sql = "INSERT INTO link (uid, type, from_id, to_id) VALUES (?, 'claimant', ?, ?)"
        library.insert(sql, (new_uid(), claim.id, far.id))
    records.answer(claim.id, field(records, Field.CLAIMANT).id, (Answer(entity_id=duarte),))
    assert links(library) == [("claimant", claim.id, far.id)]


def test_an_entity_that_is_gone_is_no_answer(records: Records, claim: Annotation) -> None:
    with pytest.raises(AnswerError, match="register"):
        records.answer(claim.id, field(records, Field.CLAIMANT).id, (Answer(entity_id=99),))


def test_a_verdict_is_on_the_scale_that_is_chosen(records: Records, claim: Annotation) -> None:
    scale, verdict = field(records, Field.SCALE).id, field(records, Field.VERDICT).id
    records.answer(claim.id, scale, (Answer("Truth"),))
    with pytest.raises(AnswerError, match="false, mostly false"):
        records.answer(claim.id, verdict, (Answer("disputed"),))
    records.answer(claim.id, verdict, (Answer("half true"),))
    with pytest.raises(AnswerError, match="not on the scale Gloss"):
        records.answer(claim.id, scale, (Answer("Gloss"),))
    records.answer(claim.id, verdict, ())
    records.answer(claim.id, scale, (Answer("Gloss"),))


def test_what_is_asked_about_claims_is_not_answered_about_a_mention(
    records: Records, library: Library, article: int
) -> None:
    person = tag(library, article, "Ines Duarte")
    with pytest.raises(AnswerError, match="Person"):
        records.answer(person.id, field(records, Field.STANCE).id, (Answer("reports"),))


def test_answers_stay_with_what_gets_a_label_of_the_other_kind_and_may_still_be_changed(
    records: Records, library: Library, claim: Annotation
) -> None:
    asked = field(records, Field.STANCE).id
    records.answer(claim.id, asked, (Answer("reports"),))
    Annotate(library).relabel(claim.id, label_of(library, "Person"))
    records.answer(claim.id, asked, (Answer("disputes"),))
    assert said(records, claim, asked) == ["disputes"]


def test_evidence_is_added_changed_and_taken_away_in_its_order(
    records: Records, library: Library, claim: Annotation
) -> None:
    records.set_evidence(
        claim.id,
        (
            Evidence(0, "https://a.example", "Three lines failed.", EvidenceStance.REFUTES),
            Evidence(0, quote=" The log "),
        ),
    )
    one, other = records.record(claim.id).evidence
    assert (one.stance, other.quote) == (EvidenceStance.REFUTES, "The log")
    records.set_evidence(claim.id, (Evidence(other.id, quote="The log shows it."), one))
    assert [each.id for each in records.record(claim.id).evidence] == [other.id, one.id]
    records.set_evidence(claim.id, (one, Evidence(0, " ", "")))
    assert records.record(claim.id).evidence == (one,)
    Undo(library).undo()
    assert [each.id for each in records.record(claim.id).evidence] == [other.id, one.id]
    with pytest.raises(AnswerError, match="web address"):
        records.set_evidence(claim.id, (Evidence(0, "somewhere"),))


def test_what_is_proposed_is_accepted_at_once_and_taken_back_at_once(
    records: Records, library: Library, article: int, claim: Annotation
) -> None:
    duarte, haddad = add_entity(library, "Ines Duarte"), add_entity(library, "Omar Haddad")
    mention(library, article, "Ines Duarte", duarte)
    mention(library, article, "Omar Haddad", haddad)
    found = records.proposed(claim.id)
    assert found.made_on == "2026-05-12"
    assert found.quote_type == "direct"
    told = {records.questions().by_id(asked).field: answers for asked, answers in records.to_accept(claim.id).items()}
    assert set(told) == {Field.CUE, Field.QUOTE_TYPE}  # who said it is not tagged there
    records.accept_proposed(claim.id)
    assert said(records, claim, field(records, Field.QUOTE_TYPE).id) == ["direct"]
    assert said(records, claim, field(records, Field.CUE).id) == ["said"]
    assert records.to_accept(claim.id) == {}
    with pytest.raises(AnswerError, match="Nothing is proposed"):
        records.accept_proposed(claim.id)
    Undo(library).undo()
    assert records.record(claim.id).answers == {}


def test_what_a_person_has_answered_is_not_proposed_otherwise(records: Records, claim: Annotation) -> None:
    asked = field(records, Field.QUOTE_TYPE).id
    records.answer(claim.id, asked, (Answer("mixed"),))
    assert asked not in records.to_accept(claim.id)


def test_what_a_claim_is_about_is_proposed_as_far_as_it_is_not_answered(
    records: Records, library: Library, article: int
) -> None:
    claim = tag(library, article, "Mayor Ines Duarte met Omar Haddad", label="Statement")
    duarte, haddad = add_entity(library, "Ines Duarte"), add_entity(library, "Omar Haddad")
    mention(library, article, "Ines Duarte", duarte)
    mention(library, article, "Omar Haddad", haddad)
    about = field(records, Field.ABOUT).id
    records.answer(claim.id, about, (Answer(entity_id=haddad),))
    assert records.to_accept(claim.id)[about] == (Answer(entity_id=haddad), Answer(entity_id=duarte))


def test_nothing_is_proposed_for_a_mention(records: Records, library: Library, article: int) -> None:
    assert records.to_accept(tag(library, article, "Ines Duarte").id) == {}


def test_an_action_that_changes_nothing_leaves_no_trace(records: Records, library: Library, claim: Annotation) -> None:
    asked = field(records, Field.QUOTE_TYPE).id
    records.answer(claim.id, asked, (Answer("direct"),))
    before = library.rows("SELECT * FROM action")
    records.answer(claim.id, asked, (Answer("direct"),))
    records.set_evidence(claim.id, ())
    assert library.rows("SELECT * FROM action") == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(texts=st.lists(st.text(max_size=20), max_size=4))
def test_any_words_come_back_as_they_were_stored(
    records: Records, library: Library, claim: Annotation, texts: list[str]
) -> None:
    asked = field(records, Field.TOPICS).id
    records.answer(claim.id, asked, [Answer(text) for text in texts])
    first = records.record(claim.id).answers.get(asked, ())
    assert {answer.value.casefold() for answer in first} == {
        " ".join(normalise(text).split()).casefold() for text in texts if normalise(text).strip()
    }
    records.answer(claim.id, asked, first)
    assert records.record(claim.id).answers.get(asked, ()) == first


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(number=st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_any_number_comes_back_as_the_same_number(
    records: Records, library: Library, claim: Annotation, number: object
) -> None:
    from decimal import Decimal

    asked = next(
        (each.id for each in records.questions().attributes if each.type is AttributeType.NUMBER), None
    ) or add_attribute(library, AttributeType.NUMBER)
    records.answer(claim.id, asked, (Answer(str(number)),))
    assert Decimal(said(records, claim, asked)[0]) == number
