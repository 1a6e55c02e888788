"""The structure of a plain text: which lines are its title and its paragraphs."""

import pytest

from reader.domain.structure import (
    Block,
    BlockKind,
    Mark,
    MarkKind,
    Structure,
    block_at,
    from_json,
    plain_structure,
    to_json,
)


def quotes(text: str, *, titled: bool = True) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(text)) for block in plain_structure(text, titled=titled)]


def test_each_line_is_a_paragraph_where_no_blank_line_stands() -> None:
    assert quotes("Title\nOne.\nTwo.") == [("title", "Title"), ("paragraph", "One."), ("paragraph", "Two.")]


def test_blank_lines_part_paragraphs_that_go_over_several_lines() -> None:
    text = "Title\n\nOne goes\nover two lines.\n\nTwo."
    assert quotes(text) == [("title", "Title"), ("paragraph", "One goes\nover two lines."), ("paragraph", "Two.")]


def test_a_line_of_white_space_is_blank() -> None:
    text = "Title\nOne\nand on.\n \t\u3000\xa0\nTwo."
    assert quotes(text)[1:] == [("paragraph", "One\nand on."), ("paragraph", "Two.")]


def test_a_blank_line_below_the_title_alone_says_nothing_of_the_paragraphs() -> None:
    assert quotes("Title\n\nOne.\nTwo.") == [("title", "Title"), ("paragraph", "One."), ("paragraph", "Two.")]


def test_the_title_is_a_block_of_its_own_even_with_the_text_right_below_it() -> None:
    assert quotes("Title\nOne\nand on.\n\nTwo.")[:2] == [("title", "Title"), ("paragraph", "One\nand on.")]


def test_without_a_title_the_first_line_is_a_paragraph() -> None:
    assert quotes("One.\nTwo.", titled=False) == [("paragraph", "One."), ("paragraph", "Two.")]


def test_blank_lines_before_the_title_belong_to_no_block() -> None:
    assert quotes("\n \nTitle\n\nOne.") == [("title", "Title"), ("paragraph", "One.")]


@pytest.mark.parametrize("text", ["", "\n\n", " \n\t"])
def test_a_text_without_anything_in_it_has_no_blocks(text: str) -> None:
    assert plain_structure(text, titled=True) == ()


def test_only_a_line_feed_ends_a_line() -> None:
    assert quotes("Title\nOne\x1cand\x1eon.") == [("title", "Title"), ("paragraph", "One\x1cand\x1eon.")]


STRUCTURE: Structure = (Block(BlockKind.TITLE, 0, 46), Block(BlockKind.PARAGRAPH, 48, 1900))


def test_a_block_is_found_by_a_code_point_in_it_or_right_behind_it() -> None:
    assert block_at(STRUCTURE, 0) == STRUCTURE[0]
    assert block_at(STRUCTURE, 46) == STRUCTURE[0]
    assert block_at(STRUCTURE, 47) is None
    assert block_at(STRUCTURE, 1900) == STRUCTURE[1]
    assert block_at(STRUCTURE, 1901) is None


def test_a_structure_is_stored_as_short_json() -> None:
    assert to_json(STRUCTURE) == '{"blocks":[["title",0,46],["paragraph",48,1900]]}'


@pytest.mark.parametrize("structure", [STRUCTURE, ()])
def test_a_stored_structure_is_read_as_it_was(structure: Structure) -> None:
    assert from_json(to_json(structure)) == (structure, ())


def test_levels_markers_and_marks_are_stored_where_there_are_any() -> None:
    blocks = (Block(BlockKind.HEADING, 0, 4, 2), Block(BlockKind.ITEM, 5, 9, 1, "3."), Block(BlockKind.ITEM, 10, 12))
    marks = (Mark(MarkKind.LINK, 1, 3, "https://post.example/ä"), Mark(MarkKind.STRONG, 5, 9))
    stored = to_json(blocks, marks)
    assert stored.startswith('{"blocks":[["heading",0,4,2],["item",5,9,1,"3."],["item",10,12]]')
    assert from_json(stored) == (blocks, marks)


def test_what_a_later_program_adds_to_a_stored_structure_is_passed_over() -> None:
    later = '{"blocks":[["title",0,46,{"size":1}],["paragraph",48,1900,0,"",7]],"marks":[["colour",3,9,"red"]],"x":1}'
    assert from_json(later) == (STRUCTURE, ())
    assert from_json("{}") == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"blocks":3}',
        '{"blocks":[["title",0]]}',
        '{"blocks":[["song",0,1]]}',
        '{"blocks":[["title",3,1]]}',
    ],
)
def test_what_is_no_structure_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a s|Expecting"):
        from_json(text)
