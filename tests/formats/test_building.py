"""Texts that are built block by block: what parts blocks, where white space goes, where marks lie."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.domain.structure import Block, BlockKind, Mark, MarkKind
from reader.domain.text import normalise
from reader.formats.building import Building, Built


def test_blocks_are_parted_by_a_blank_line() -> None:
    building = Building()
    building.begin(BlockKind.TITLE)
    building.add("Ferry late")
    building.begin(BlockKind.PARAGRAPH)
    building.add("It sails at noon.")
    assert building.built() == Built(
        "Ferry late\n\nIt sails at noon.",
        (Block(BlockKind.TITLE, 0, 10), Block(BlockKind.PARAGRAPH, 12, 29)),
        (),
    )


def test_items_in_a_row_are_parted_by_one_line_break() -> None:
    building = Building()
    building.add("Bring:")
    for marker, words in (("1.", "tea"), ("2.", "bread")):
        building.begin(BlockKind.ITEM, 1, marker)
        building.add(words)
    building.begin(BlockKind.PARAGRAPH)
    building.add("And time.")
    built = building.built()
    assert built.text == "Bring:\n\ntea\nbread\n\nAnd time."
    assert built.structure[2] == Block(BlockKind.ITEM, 12, 17, 1, "2.")


def test_white_space_is_collapsed_across_calls_and_hard_spaces_are_kept() -> None:
    building = Building()
    for words in ("\n  The ", " \t ferry", "\n", " is\xa0 late", " \xa0\n"):
        building.add(words)
    assert building.built().text == "The ferry is\xa0 late"


def test_words_after_the_end_of_a_block_are_a_paragraph() -> None:
    building = Building()
    building.begin(BlockKind.HEADING, 2)
    building.add("News")
    building.end()
    building.add("It sails.")
    assert [block.kind for block in building.built().structure] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_blocks_of_white_space_leave_nothing() -> None:
    building = Building()
    for words in ("", " \n ", "\xa0\u3000", "\u200b", "\ufeff"):
        building.begin(BlockKind.PARAGRAPH)
        building.add(words)
    assert building.built() == Built("", (), ())


def test_a_line_break_takes_the_spaces_around_it() -> None:
    building = Building()
    building.add("One ")
    building.break_line()
    building.add(" two")
    building.break_line()
    assert building.built().text == "One\ntwo"


def test_two_line_breaks_part_a_paragraph() -> None:
    building = Building()
    building.begin(BlockKind.QUOTE, 1)
    building.add("One")
    building.break_line()
    building.add(" \n")
    building.break_line()
    building.break_line()
    building.add("two")
    built = building.built()
    assert built.text == "One\n\ntwo"
    assert built.structure == (Block(BlockKind.QUOTE, 0, 3, 1), Block(BlockKind.QUOTE, 5, 8, 1))


def test_two_line_breaks_do_not_part_an_item() -> None:
    building = Building()
    building.begin(BlockKind.ITEM, 1, "1.")
    building.add("One")
    building.break_line()
    building.break_line()
    building.add("two")
    assert building.built().structure == (Block(BlockKind.ITEM, 0, 7, 1, "1."),)


def test_verbatim_words_keep_spaces_and_lines() -> None:
    building = Building()
    building.add_verbatim("\r\nif  late:\r\n")
    building.add_verbatim("\r\n    wait()\r\n")
    assert building.built().text == "if  late:\n\n    wait()"


def test_a_tab_takes_the_spaces_around_it() -> None:
    building = Building()
    building.add_tab()
    building.add("One ")
    building.add_tab()
    building.add_tab()
    building.add(" three")
    building.add_tab()
    assert building.built().text == "One\t\tthree"


def test_a_mark_lies_on_the_words_without_the_spaces_around_them() -> None:
    building = Building()
    building.add("the ")
    with building.mark(MarkKind.LINK, "https://example.org/"):
        building.add(" late ")
    building.add("ferry")
    assert building.built().marks == (Mark(MarkKind.LINK, 4, 8, "https://example.org/"),)


def test_a_mark_over_two_blocks_is_two() -> None:
    building = Building()
    with building.mark(MarkKind.STRONG):
        building.add("One")
        building.begin(BlockKind.PARAGRAPH)
        building.add("two")
    assert building.built().marks == (Mark(MarkKind.STRONG, 0, 3), Mark(MarkKind.STRONG, 5, 8))


def test_marks_that_are_equal_and_touch_are_one() -> None:
    building = Building()
    with building.mark(MarkKind.EMPHASIS):
        building.add("very")
    building.add(" ")
    with building.mark(MarkKind.EMPHASIS), building.mark(MarkKind.EMPHASIS):
        building.add("late")
    with building.mark(MarkKind.STRONG):
        building.add("!")
    assert building.built().marks == (Mark(MarkKind.EMPHASIS, 0, 9), Mark(MarkKind.STRONG, 9, 10))


def test_a_mark_without_words_is_none() -> None:
    building = Building()
    building.add("One")
    with building.mark(MarkKind.EMPHASIS):
        building.add(" \xa0 ")
    building.add("two")
    assert building.built().marks == ()


_WORDS = st.text(st.sampled_from("ab \n\t\r\v\xa0\u3000\u2028\u200b\ufeff\0\ud800\udc00\ufffe\U0001f600é")) | st.text()
_STEPS = st.recursive(
    st.one_of(
        st.tuples(st.just("begin"), st.sampled_from(BlockKind)),
        st.tuples(st.sampled_from(["add", "add_verbatim"]), _WORDS),
        st.tuples(st.sampled_from(["end", "break_line", "add_tab"])),
    ),
    lambda steps: st.tuples(st.just("mark"), st.sampled_from(MarkKind), st.lists(steps, max_size=6)),
)


def _do(building: Building, step: tuple) -> None:  # type: ignore[type-arg]  # steps of many shapes
    match step:
        case ("mark", kind, steps):
            with building.mark(kind):
                for inner in steps:
                    _do(building, inner)
        case (name, *arguments):
            getattr(building, name)(*arguments)


@given(st.lists(_STEPS, max_size=20))
def test_whatever_is_added_blocks_and_marks_lie_as_promised(steps: list[tuple]) -> None:  # type: ignore[type-arg]
    building = Building()
    for step in steps:
        _do(building, step)
    built = building.built()
    assert normalise(built.text) == built.text
    assert all(block.start < block.stop for block in built.structure)
    assert all(block.span.of(built.text).strip() == block.span.of(built.text) for block in built.structure)
    for before, after in pairwise(built.structure):
        together = before.kind is after.kind is BlockKind.ITEM
        assert built.text[before.stop : after.start] == ("\n" if together else "\n\n")
    if built.structure:
        assert (built.structure[0].start, built.structure[-1].stop) == (0, len(built.text))
    else:
        assert not built.text
    for mark in built.marks:
        marked = built.text[mark.start : mark.stop]
        assert marked
        assert marked == marked.strip()
        assert any(block.start <= mark.start < mark.stop <= block.stop for block in built.structure)
    for before_mark, after_mark in pairwise(sorted(built.marks, key=lambda mark: (mark.kind, mark.start))):
        assert before_mark.kind is not after_mark.kind or before_mark.stop < after_mark.start
    assert building.built() == built
