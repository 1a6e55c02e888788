"""Moments as text and as numbers."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.times import MOMENTS_A_DAY, MOMENTS_A_MINUTE, day_of, start_of


def test_a_day_begins_where_its_first_minute_does() -> None:
    assert start_of("2025-05-30") == start_of("2025-05-30T00:00")
    assert start_of("2025-05-31") - start_of("2025-05-30") == MOMENTS_A_DAY


def test_months_and_years_begin_with_their_first_day() -> None:
    assert start_of("2025-05") == start_of("2025-05-01")
    assert start_of("2025") == start_of("2025-01-01")


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("2025-05-30T13:03:07.250Z", "2025-05-30T13:03"),
        ("2025-05-30 13:03:07", "2025-05-30T13:03"),
        ("2025-05-30T13:03+08:00", "2025-05-30T05:03"),
        ("2025-05-30T23:03-0230", "2025-05-31T01:33"),
    ],
)
def test_times_count_in_utc_to_the_minute(text: str, same: str) -> None:
    assert start_of(text) == start_of(same)


@pytest.mark.parametrize("text", ["", "yesterday", "2025-13-01", "2025-02-30", "９９９９-01-01"])
def test_what_is_no_date_is_no_moment(text: str) -> None:
    assert start_of(text) == 0


@given(st.datetimes(), st.datetimes())
def test_moments_sort_as_times_do(one: datetime, other: datetime) -> None:
    first, second = (moment.isoformat(timespec="minutes") for moment in sorted((one, other)))
    assert start_of(first) <= start_of(second)


@given(st.dates(), st.integers(0, MOMENTS_A_DAY - 1))
def test_every_moment_of_a_day_tells_it(day: datetime, within: int) -> None:
    assert day_of(start_of(day.isoformat()) + within) == day.isoformat()


def test_there_is_room_between_two_minutes() -> None:
    assert start_of("2025-05-30T13:04") - start_of("2025-05-30T13:03") == MOMENTS_A_MINUTE
