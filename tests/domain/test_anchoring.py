"""Annotations find their words again in an edited text, and none is ever put on others."""

import random
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.domain.anchoring import LIKELY, Placed, Unplaced, place
from reader.domain.span import Fragments, Span
from reader.domain.text import normalise
from reader.places import resources
from tests.domain.edits import Edited
from tests.making import TEXT, spans_of

_MOST = 30_000

Record = Callable[[str, object], None]


def placed(old: str, new: str, *quotes: str) -> list[str] | None:
    """The quotes that an annotation has in the newer text; None where it waits."""
    (found,) = place(old, new, [spans_of(old, *quotes)])
    return [part.of(new) for part in found.parts] if isinstance(found, Placed) else None


def proposed(old: str, new: str, *quotes: str) -> list[str]:
    """What is proposed for an annotation that waits."""
    (found,) = place(old, new, [spans_of(old, *quotes)])
    assert isinstance(found, Unplaced)
    assert bool(found.proposal) == (found.score >= LIKELY)
    return [part.of(new) for part in found.proposal]


def test_in_the_same_text_all_stay_where_they_are() -> None:
    parts = spans_of(TEXT, "We will rebuild the wall", "before the winter")
    assert place(TEXT, TEXT, [parts]) == [Placed(parts, exact=True)]


def test_what_is_inserted_before_moves_a_quote() -> None:
    new = TEXT.replace("KELLO,", "KELLO 👨‍👩‍👧, the capital,")
    assert placed(TEXT, new, "Omar Haddad") == ["Omar Haddad"]


def test_a_paragraph_that_was_moved_takes_its_annotations_with_it() -> None:
    title, first, last = TEXT.split("\n\n")
    assert placed(TEXT, "\n\n".join((title, last, first)), "126 shops") == ["126 shops"]


def test_the_inside_of_a_quote_may_change() -> None:
    new = TEXT.replace("the wall,” Duarte said, “before", "the sea wall,” Duarte said, “before")
    quote = "We will rebuild the wall,” Duarte said, “before the winter"
    assert placed(TEXT, new, quote) == [quote.replace("the wall", "the sea wall")]


def test_a_quote_that_was_changed_much_waits_with_a_proposal() -> None:
    new = TEXT.replace("The flood closed 126 shops", "The water closed at least 130 small shops")
    assert placed(TEXT, new, "The flood closed 126 shops") is None
    assert proposed(TEXT, new, "The flood closed 126 shops")[0].endswith("shops")


def test_a_figure_that_was_changed_waits() -> None:
    new = TEXT.replace("126 shops", "128 shops")
    assert placed(TEXT, new, "126 shops") is None
    assert proposed(TEXT, new, "126 shops") == ["128 shops"]


def test_the_same_words_elsewhere_are_a_look_alike() -> None:
    old = "Duarte spoke to the fishermen at noon.\n\nThe harbour was closed for the rest of the day."
    new = "The harbour was closed for the rest of the day.\n\nNobody knows when Duarte will come back."
    assert placed(old, new, "Duarte") is None


def test_of_two_equal_sentences_one_of_which_is_gone_none_is_taken() -> None:
    old = "It began at night. The mayor came. The mayor came. In the morning all was quiet again."
    new = "It began at night. The mayor came. In the morning all was quiet again."
    first, second = Span(23, 28), Span(39, 44)
    assert [first.of(old), second.of(old)] == ["mayor", "mayor"]
    for found in place(old, new, [(first,), (second,)]):
        assert isinstance(found, Unplaced)
        assert [part.of(new) for part in found.proposal] == ["mayor"]


def test_a_word_that_has_grown_waits() -> None:
    assert placed(TEXT, TEXT.replace("winter", "wintertime"), "winter") is None


def test_a_character_that_has_got_an_accent_is_not_cut() -> None:
    assert placed(TEXT, TEXT.replace("Duarte met", "Duarte\u0301 met"), "Ines Duarte") is None


def test_fragments_are_placed_together_or_not_at_all() -> None:
    quotes = ("We will rebuild the wall", "before the winter")
    assert placed(TEXT, "News. " + TEXT, *quotes) == list(quotes)
    assert placed(TEXT, TEXT.replace("before the winter", "soon"), *quotes) is None
    assert proposed(TEXT, TEXT.replace("before the winter", "soon"), *quotes) == []


def test_fragments_that_came_far_apart_wait() -> None:
    far = TEXT.replace("“before the winter", "and much more of the same. " * 12 + "“before the winter")
    assert placed(TEXT, far, "We will rebuild the wall", "before the winter") is None


def test_in_a_text_with_nothing_in_common_all_wait() -> None:
    assert place(TEXT, "Something else altogether.", [spans_of(TEXT, "Ines Duarte")]) == [Unplaced()]
    assert place(TEXT, "", [spans_of(TEXT, "Ines Duarte")]) == [Unplaced()]


def _own_texts() -> list[str]:
    names = sorted((resources() / "samples").glob("*.txt"))
    return [TEXT, *(normalise(path.read_text("utf-8")) for path in names)]


def _sample_texts(samples: Path) -> list[str]:
    paths = [*samples.glob("text_public_domain/*/*.txt"), *samples.glob("news_zh_xinwenlianbo/*.md")]
    return [normalise(path.read_text("utf-8"))[:_MOST] for path in sorted(paths)]


def _count(texts: list[str], rounds: int, times: tuple[int, ...]) -> Counter[str]:
    """What becomes of annotations of these texts when they are edited so many times."""
    counts = Counter[str]()
    for number in range(rounds):
        chance = random.Random(number)
        edited = Edited(texts[number % len(texts)], chance)
        edited.edit(chance.choice(times))
        annotations = edited.annotations(60)
        for parts, found in zip(annotations, place(edited.first, edited.text, annotations), strict=True):
            counts["annotations"] += 1
            counts[_judged(edited, parts, found)] += 1
            if isinstance(found, Unplaced) and found.proposal:
                counts["with a proposal"] += 1
        counts["edits"] += sum(edited.counts.values())
    return counts


def _judged(edited: Edited, parts: Fragments, found: Placed | Unplaced) -> str:
    if isinstance(found, Unplaced):
        return "in the tray"
    right = len(parts) == len(found.parts) and all(map(edited.is_right, parts, found.parts))
    return "carried" if right else "wrong"


def test_no_annotation_of_an_edited_text_is_ever_carried_to_other_words(record_property: Record) -> None:
    counts = _count(_own_texts(), 60, (1, 2, 4, 8))
    record_property("counts", dict(counts))
    assert counts["wrong"] == 0
    assert counts["carried"] > counts["in the tray"] * 4


def test_neither_in_texts_of_many_scripts(samples: Path, record_property: Record) -> None:
    counts = _count(_sample_texts(samples), 80, (1, 5, 20, 60))
    record_property("counts", dict(counts))
    assert counts["wrong"] == 0
    assert counts["carried"] > counts["in the tray"] * 4


@pytest.mark.parametrize("change", ["", "x", "\n\nUpdate: more of the same."])
def test_ten_thousand_annotations_of_one_repeated_word_come_to_an_end(change: str) -> None:
    old = "".join(f"The wall of {number} stood. " for number in range(10_000))
    spans: list[Fragments] = [
        (Span(found, found + 4),) for found in range(4, len(old), 25) if old[found:].startswith("wall")
    ]
    assert len(place(old, change + old[500:], spans)) == len(spans)


if (
    __name__ == "__main__"
):  # the same with as many texts as are asked for: how many are carried, and whether one is wrong
    every = [*_own_texts(), *_sample_texts(Path(__file__).parents[3] / "shared" / "samples")]
    sys.stdout.write(f"{dict(_count(every, int(sys.argv[1]), (1, 2, 5, 10, 25, 60)))}\n")
