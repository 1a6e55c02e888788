"""What is proposed for the record of a claim, from the words and the mentions around it."""

import pytest

from reader.domain.proposing import Mention, Surroundings, propose
from reader.domain.record import AUTHOR, UNNAMED, Answer
from reader.domain.sentences import sentence_at
from reader.domain.span import Span

DUARTE, HADDAD, BOARD, KELLO = 1, 2, 3, 4
NAMES = {DUARTE: ("Ines Duarte", "Duarte"), HADDAD: ("Omar Haddad",), BOARD: ("Harbour Board",), KELLO: ("Kello",)}


def around(marked: str, last: int | None = None) -> Surroundings:
    """The text with the claim between `[` and `]`, in one paragraph."""
    start, stop = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    whole = Span(0, len(text))
    mentions: list[Mention] = []
    for entity, names in NAMES.items():
        for name in names:
            at = text.find(name)
            while at >= 0:
                span = Span(at, at + len(name))
                if not any(span.overlaps(other.span) for other in mentions):
                    mentions.append(Mention(span, entity, speaks=entity != KELLO))
                at = text.find(name, at + 1)
    mentions.sort(key=lambda mention: mention.span)
    sentence = Span(sentence_at(text, start, whole).start, sentence_at(text, stop - 1, whole).stop)
    return Surroundings(text, (Span(start, stop),), sentence, whole, mentions, Answer(entity_id=last) if last else None)


@pytest.mark.parametrize(
    ("marked", "last", "claimant"),
    [
        ("Duarte said [the wall will stand].", None, DUARTE),
        ("[The wall will stand], Duarte said.", None, DUARTE),
        ("[The wall will stand, Duarte said.]", None, DUARTE),
        ("“[We will rebuild the wall],” said Ines Duarte, “before the winter.”", None, DUARTE),
        ("Duarte, a member of the Harbour Board, said [Omar Haddad built it].", None, DUARTE),
        ("[Duarte, a member of the Harbour Board, said Omar Haddad built it.]", None, DUARTE),
        ("Ines Duarte of the Harbour Board said [the wall will stand].", None, DUARTE),
        ("Duarte met Omar Haddad, who warned that [the wall may fall].", None, HADDAD),
        ("According to the Harbour Board, [126 shops were closed].", None, BOARD),
        ("[It cost 3.5 million], according to Omar Haddad.", None, HADDAD),
        ("He pointed out that [Kello is willing to pay].", HADDAD, HADDAD),
        ("[Kello is willing to pay], the mayor added.", DUARTE, DUARTE),
        ("Duarte spoke first. [Kello lies by the sea.]", HADDAD, AUTHOR),
        ("“[It was the sea.] It came at night,” Omar Haddad said.", DUARTE, HADDAD),
        ("Ines Duarte sagte, [die Mauer werde stehen].", None, DUARTE),
        ("Selon Omar Haddad, [le mur tiendra].", None, HADDAD),
        ("Omar Haddad指出[墙会倒]。", None, HADDAD),
        ("قال Omar Haddad إن [الجدار قوي].", None, HADDAD),
    ],
)
def test_the_likeliest_claimant_comes_first(marked: str, last: int | None, claimant: int | str) -> None:
    expected = Answer(AUTHOR) if claimant == AUTHOR else Answer(entity_id=int(claimant))
    assert around(marked, last).claimants()[0] == expected


@pytest.mark.parametrize(
    ("marked", "last", "claimant"),
    [
        ("Two European diplomats said [the wall will stand].", None, None),
        ("Two European diplomats said [the wall will stand].", DUARTE, None),
        ("[The wall will stand], two European diplomats said.", DUARTE, None),
        ("“[The wall will stand],” said one diplomat.", DUARTE, None),
        ("After Duarte left, two diplomats said [the wall will stand].", None, None),
        ("According to the Coastal Council, [the wall will stand].", None, None),
        ("According to the Coastal Council, [Duarte built the wall].", HADDAD, None),
        ("[The wall will stand], according to two diplomats.", HADDAD, None),
        ("[Kello is willing to pay], the mayor added.", DUARTE, None),
        ("[Officials said the wall will stand.]", DUARTE, None),
        ("Zwei Beamte sagten, [die Mauer werde stehen].", DUARTE, None),
        ("Selon deux diplomates, [le mur tiendra].", DUARTE, None),
        ("有关人士指出[墙会倒]。", DUARTE, None),
        ("He pointed out that [the wall will stand].", DUARTE, DUARTE),
        ("He pointed out that [the wall will stand].", None, None),
        ("She also said [the wall will stand].", DUARTE, DUARTE),
        ("[The wall will stand], they said.", DUARTE, DUARTE),
        ("“[The wall will stand],” he said.", DUARTE, DUARTE),
        ("Er sagte, [die Mauer werde stehen].", DUARTE, DUARTE),
        ("„[Die Mauer steht]“, sagte sie.", DUARTE, DUARTE),
        ("Il a déclaré que [le mur tiendra].", DUARTE, DUARTE),
        ("Ella dijo que [el muro aguantará].", DUARTE, DUARTE),
        ("Он сказал, что [стена устоит].", DUARTE, DUARTE),
        ("他指出[墙会倒]。", DUARTE, DUARTE),
        ("Duarte said [the wall will stand].", HADDAD, DUARTE),
        ("According to the Harbour Board, [126 shops were closed].", HADDAD, BOARD),
        ("[Kello lies by the sea.]", None, AUTHOR),
        ("[Kello lies by the sea.]", DUARTE, AUTHOR),
    ],
)
def test_nobody_is_proposed_as_sure_where_the_words_name_somebody_who_is_not_tagged(
    marked: str, last: int | None, claimant: int | str | None
) -> None:
    expected = None if claimant is None else Answer(AUTHOR) if claimant == AUTHOR else Answer(entity_id=int(claimant))
    found = propose(around(marked, last))
    assert found.claimant == expected
    assert claimant is not None or Answer(UNNAMED) in found.claimants[:2]


@pytest.mark.parametrize(
    ("marked", "quote_type"),
    [
        ("“[We will rebuild the wall],” Duarte said.", "direct"),
        ("[“We will rebuild the wall,”] Duarte said.", "direct"),
        ("[“We will rebuild the wall,” Duarte said, “before the winter.”]", "direct"),
        ("Duarte said [the wall will stand].", "indirect"),
        ("Duarte said [the wall will “stand for ever” against the sea and all its storms].", "mixed"),
        ("「[墙会倒]」, Omar Haddad说。", "direct"),
        ('"[We will rebuild the wall]," Duarte said.', "direct"),
        ("„[Wir bauen auf]“, sagte Omar Haddad.", "direct"),
        ("The “flood” came. Duarte said [the wall will stand].", "indirect"),
    ],
)
def test_the_quote_type_follows_the_quotation_marks(marked: str, quote_type: str) -> None:
    assert around(marked).quote_type == quote_type


def test_the_cue_is_the_word_nearest_to_the_claim_that_is_not_in_it() -> None:
    found = propose(around("Duarte said it was late, adding that [Haddad told nobody]."))
    assert found.cue is not None
    assert found.cue.value == "adding"
    assert propose(around("[Kello lies by the sea.]")).cue is None


def test_a_claim_is_about_what_is_mentioned_in_it_but_not_about_who_only_says_it() -> None:
    assert propose(around("[Omar Haddad will leave Kello, Duarte said.]")).about == (HADDAD, KELLO)
    assert propose(around("Duarte said [Duarte will stay in Kello].")).about == (DUARTE, KELLO)
