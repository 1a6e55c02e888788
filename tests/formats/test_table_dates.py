"""Dates in cells: read where they can mean but one day, and never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.table_dates import DayOrder, iso_date, order_of


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2025-05-30", "2025-05-30"),
        (" 2025-5-3 ", "2025-05-03"),
        ("2025/05/30", "2025-05-30"),
        ("20250530", "2025-05-30"),
        ("2025-05-30T13:03:07", "2025-05-30T13:03:07"),
        ("2025-05-30 13:03", "2025-05-30T13:03"),
        ("2025-05-30T13:03:07.123456Z", "2025-05-30T13:03:07Z"),
        ("2025-05-30 13:03:07+0800", "2025-05-30T13:03:07+08:00"),
        ("2025-05-30 13:03:07 UTC", "2025-05-30T13:03:07Z"),
        ("30.05.2025", "2025-05-30"),
        ("3.4.2025 9:05", "2025-04-03T09:05"),
        ("30 May 2025", "2025-05-30"),
        ("May 30th, 2025", "2025-05-30"),
        ("Friday, May 30, 2025 13:03", "2025-05-30T13:03"),
        ("Fri, 30 May 2025 13:03:00 GMT", "2025-05-30T13:03:00Z"),
        ("Fri, 30 May 2025 13:03:00 -0500", "2025-05-30T13:03:00-05:00"),
        ("30. Mai 2025", "2025-05-30"),
        ("1er février 2025", "2025-02-01"),
        ("30 de mayo de 2025", "2025-05-30"),
        ("3 Sept. 2025", "2025-09-03"),
        ("2025年5月3日", "2025-05-03"),
        ("2025년 5월 3일", "2025-05-03"),
        ("1748610187", "2025-05-30T13:03:07Z"),
        ("1748610187250", "2025-05-30T13:03:07Z"),
        ("30/05/2025", "2025-05-30"),
        ("05/30/2025 7:00", "2025-05-30T07:00"),
        ("04/04/2025", "2025-04-04"),
    ],
)
def test_a_date_that_can_mean_but_one_day_is_read(value: str, iso: str) -> None:
    assert iso_date(value) == iso


@pytest.mark.parametrize(
    "value",
    [
        *("", "soon", "03/04/2025", "3-4-2025", "30/05/25", "2025-02-30", "2025-13-01", "20251301", "31.02.2025"),
        *("2025", "2025-05", "99", "17", "0000-01-01", "32 May 2025", "3 Ma 2025", "2025-05-30 25:00", "May 2025"),
        *("4 words in 2025", "12345678901234567890", "2025-05-30 and more", "x" * 1000),
    ],
)
def test_what_is_no_date_or_may_be_two_is_left_out(value: str) -> None:
    assert iso_date(value) == ""


def test_other_values_of_the_column_prove_the_order_of_day_and_month() -> None:
    assert order_of(["03/04/2025", "30/05/2025"]) is DayOrder.DAY_FIRST
    assert order_of(["03/04/2025", "05/30/2025"]) is DayOrder.MONTH_FIRST
    assert iso_date("03/04/2025", DayOrder.DAY_FIRST) == "2025-04-03"
    assert iso_date("03/04/2025", DayOrder.MONTH_FIRST) == "2025-03-04"


def test_values_that_prove_both_orders_prove_none() -> None:
    assert order_of(["30/05/2025", "05/30/2025"]) is DayOrder.UNKNOWN
    assert order_of(["03/04/2025"]) is DayOrder.UNKNOWN


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_back_from_what_is_written_of_it(day: date) -> None:
    for form in ("%Y-%m-%d", "%Y%m%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%d %b %Y"):
        assert iso_date(day.strftime(form)) == day.isoformat()


@given(st.text(max_size=40))
def test_no_text_is_too_odd_to_be_asked_about(text: str) -> None:
    assert isinstance(iso_date(text), str)
