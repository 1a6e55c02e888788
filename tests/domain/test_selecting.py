"""Selections: what is trimmed from their edges, and how they grow and shrink."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.selecting import grown, proper, shrunk
from reader.domain.span import Span
from reader.domain.structure import plain_structure
from tests.making import TEXT

STRUCTURE = plain_structure(TEXT, titled=True)


def trimmed_to(text: str, selected: str) -> str:
    start = text.index(selected)
    structure = plain_structure(text, titled=False)
    return proper(text, structure, Span(start, start + len(selected))).of(text)


@pytest.mark.parametrize(
    ("text", "selected", "meant"),
    [
        ("Then Chen Wenqing, a member, said so.", " Chen Wenqing, ", "Chen Wenqing"),
        ("It was (perhaps) Moscow, not Kello.", "(perhaps) Moscow,", "(perhaps) Moscow"),
        ("It was (perhaps) Moscow, not Kello.", "(perhaps", "perhaps"),
        ("It was (perhaps) Moscow, not Kello.", "perhaps)", "perhaps"),
        ("“We will,” he said.", "“We will,”", "“We will,”"),
        ("“We will,” he said.", "“We will,", "We will"),
        ("“We will,” he said.", "We will,”", "We will"),
        ('He called it "a day" and left.', '"a day"', '"a day"'),
        ('He called it "a day" and left.', '"a day', "a day"),
        ("It rained. The wall fell.", "The wall fell.", "The wall fell."),
        ("It rained. The wall fell.", "wall fell.", "wall fell"),
        ("She went to the U.S. on Monday.", "U.S.", "U.S."),
        ("It cost $3.5 -- or 40%.", "$3.5 --", "$3.5"),
        ("Moscow – a city – slept.", "– a city –", "a city"),
        ("他说：“我们会来。”", "他说：", "他说"),
        ("他说：“我们会来。”", "“我们会来。”", "“我们会来。”"),
        ("Er sagte: „Ja.“ Dann ging er.", "„Ja.“", "„Ja.“"),
        ("قال الوزير: نعم، سنأتي.", "نعم،", "نعم"),
        ("Who? -- !", "-- !", "-- !"),
        ("the Joneses' house", "Joneses'", "Joneses"),
    ],
)
def test_stray_punctuation_at_the_edges_is_not_meant(text: str, selected: str, meant: str) -> None:
    assert trimmed_to(text, selected) == meant


def test_a_selection_grows_from_word_to_sentence_to_paragraph_and_no_further() -> None:
    caret = TEXT.index("Haddad") + 2
    steps = [Span(caret, caret)]
    while (larger := grown(TEXT, STRUCTURE, steps[-1])) != steps[-1]:
        steps.append(larger)
    assert [step.of(TEXT)[:10] for step in steps] == ["", "Haddad", "KELLO, May", "KELLO, May"]
    assert steps[2].of(TEXT).endswith("on Monday.")
    assert steps[3].of(TEXT).endswith("before the winter.”")


def test_a_selection_over_two_paragraphs_grows_to_both() -> None:
    start, stop = TEXT.index("before the"), TEXT.index("closed 126")
    assert grown(TEXT, STRUCTURE, Span(start, stop)).of(TEXT).startswith("“We will rebuild")
    twice = grown(TEXT, STRUCTURE, grown(TEXT, STRUCTURE, Span(start, stop)))
    assert twice == Span(STRUCTURE[1].start, STRUCTURE[2].stop)


def test_a_selection_shrinks_from_paragraph_to_sentence_to_word_to_caret() -> None:
    steps = [STRUCTURE[2].span]
    while steps[-1]:
        steps.append(shrunk(TEXT, STRUCTURE, steps[-1]))
    assert [step.of(TEXT) for step in steps[1:]] == ["The flood closed 126 shops.", "The", ""]


@given(st.text("ab.,“”()'\" -\n中。", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_trimming_and_growing_stay_within_what_they_may(text: str, one: int, other: int) -> None:
    structure = plain_structure(text, titled=False)
    span = Span(*sorted((min(one, len(text)), min(other, len(text)))))
    inner = proper(text, structure, span)
    assert not inner or (span.start <= inner.start and inner.stop <= span.stop)
    assert proper(text, structure, inner) == inner or not inner
    larger = grown(text, structure, span)
    assert larger.start <= span.start
    assert span.stop <= larger.stop
    assert len(shrunk(text, structure, span)) < max(1, len(span))
