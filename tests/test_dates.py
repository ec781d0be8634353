"""Dates in numbers: the order of day and month is decided by the whole file, or asked for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import LogError
from lowback_rules.readers.dates import day_of, day_order
from lowback_rules.readers.format import DayOrder

ORDERS = st.sampled_from(["day-first", "month-first"])
DAYS = st.lists(st.dates(date(2000, 1, 1), date(2099, 12, 31)), min_size=1, max_size=20)
FORMS: dict[DayOrder, str] = {
    "day-first": "{0.day:02}/{0.month:02}/{0.year}",
    "month-first": "{0.month}/{0.day}/{0.year}",
}


@given(DAYS, ORDERS, ORDERS)
def test_the_file_decides_and_what_is_given_fills_in(days: list[date], order: DayOrder, said: DayOrder) -> None:
    texts = [FORMS[order].format(day) for day in days]
    found = day_order(texts, said)
    if any(day.day > 12 for day in days):
        assert found == order
        assert day_order(reversed(texts), None) == order
    elif any(day.day != day.month for day in days):
        assert found == said
        with pytest.raises(LogError, match="--dates day-first or --dates month-first"):
            day_order(texts, None)
    if found == order:
        assert [day_of(text, found) for text in texts] == days


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["09.01.25"], "day-first"),
        (["09/01/25", "21/07/24"], "day-first"),
        (["1-9-25", "7-21-24"], "month-first"),
        (["01/13/2025 18:00"], "month-first"),
        (["05/05/2025", "2025-01-09", "", "yesterday"], "day-first"),
    ],
)
def test_what_decides(texts: list[str], order: DayOrder) -> None:
    assert day_order(texts, None) == order


def test_dates_that_contradict_each_other_are_named() -> None:
    texts = ["13/01/2025", "01/14/2025"]
    with pytest.raises(LogError, match=r"'13/01/2025' has the day first and '01/14/2025' has the month first; give"):
        day_order(texts, None)
    assert day_order(texts, "month-first") == "month-first"


@pytest.mark.parametrize(
    "text", ["", "yesterday", "31/02/2025", "13/13/13", "1/2/3", "2025-02-30", "1/2-2025", "31/12/9999", "0000-1-02"]
)
def test_what_is_no_date_in_numbers(text: str) -> None:
    for order in FORMS:
        with pytest.raises(LogError):
            day_of(text, order)


def test_years_at_either_end() -> None:
    assert day_of("09/01/25", "day-first") == date(2025, 1, 9)
    assert day_of("2025/1/9", "month-first") == date(2025, 1, 9)
    assert day_of(" 1.9.2025 ", "day-first") - day_of("8/31/25", "month-first") == timedelta(1)
