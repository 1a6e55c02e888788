"""Several values in one cell come out as they went in."""

from hypothesis import given
from hypothesis import strategies as st

from reader.domain.joined_cells import as_cell, from_cell


def test_values_are_joined_by_semicolons_and_their_own_are_escaped() -> None:
    assert as_cell(["trade", "war; peace", r"C:\harbour"]) == r"trade; war\; peace; C:\\harbour"
    assert from_cell(r"trade; war\; peace; C:\\harbour") == ["trade", "war; peace", r"C:\harbour"]


def test_an_empty_cell_has_no_values() -> None:
    assert from_cell("") == []
    assert as_cell([]) == ""


@given(values=st.lists(st.text(st.characters() | st.sampled_from("; \\\n")), min_size=1).filter(lambda v: v != [""]))
def test_any_values_come_back(values: list[str]) -> None:
    assert from_cell(as_cell(values)) == values
