"""Dates as people write them."""

import pytest

from reader.formats.written_dates import written_date


@pytest.mark.parametrize(
    "text",
    [
        *("2025-05-30", "(20250530)", "2025/5/30", "2025.05.30", "2025年5月30日", "2025년 5월 30일", "May 30, 2025"),
        *("May 30th 2025", "30 May 2025", "30th may, 2025", "on 30. May 2025.", "99999999, 2025-05-30"),
    ],
)
def test_a_whole_date_is_found(text: str) -> None:
    found = written_date(text)
    assert found
    assert found.iso == "2025-05-30"


@pytest.mark.parametrize(
    "text", ["", "2025", "2025-05", "May 2025", "3/4/2025", "20251399", "120250530", "2025053012", "Mayo 30, 2025"]
)
def test_what_is_no_whole_date_or_may_be_two_is_none(text: str) -> None:
    assert written_date(text) is None


def test_the_first_of_several_is_taken_with_its_place() -> None:
    assert written_date("from May 30, 2025 to 2025-06-01") == ("2025-05-30", 5, 17)
