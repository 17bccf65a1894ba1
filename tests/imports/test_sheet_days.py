"""Days as people write them, no finer than they are said; two days that one cell may be are never one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.imports.sheet_days import DayUnclear, DayUnread, days_in, order_shown_by
from onrecord.terms.red_lines import DayOrder

FOURTH = (date(2026, 3, 4), date(2026, 3, 4))


@pytest.mark.parametrize(
    "cell, days",
    [
        ("2026-03-04", FOURTH),
        ("2026-3-4", FOURTH),
        ("20260304", FOURTH),
        ("2026/03/04", FOURTH),
        ("2026-03-04T09:10:00Z", FOURTH),
        ("2026-03-04 09:10", FOURTH),
        ("4 March 2026", FOURTH),
        (" 4th  Mar. 2026 ", FOURTH),
        ("4-Mar-2026", FOURTH),
        ("March 4, 2026", FOURTH),
        ("Mar 4 2026", FOURTH),
        ("March 2026", (date(2026, 3, 1), date(2026, 3, 31))),
        ("2026-02", (date(2026, 2, 1), date(2026, 2, 28))),
        ("2026", (date(2026, 1, 1), date(2026, 12, 31))),
        ("25/03/2026", (date(2026, 3, 25), date(2026, 3, 25))),
        ("03/25/2026", (date(2026, 3, 25), date(2026, 3, 25))),
        ("03.03.2026", (date(2026, 3, 3), date(2026, 3, 3))),
        ("", None),
        ("  ", None),
    ],
)
def test_a_day_is_read(cell: str, days: tuple[date, date] | None) -> None:
    assert days_in(cell, None) == days


@pytest.mark.parametrize("cell", ["03/04/2026", "3.4.2026", "03-04-2026"])
def test_two_days_in_one_cell_are_refused_until_somebody_says_which(cell: str) -> None:
    with pytest.raises(DayUnclear, match="may be 3 April or 4 March"):
        days_in(cell, None)
    assert days_in(cell, DayOrder.DAY_FIRST) == (date(2026, 4, 3), date(2026, 4, 3))
    assert days_in(cell, DayOrder.MONTH_FIRST) == FOURTH


@pytest.mark.parametrize(
    "cell", ["next spring", "31/02/2026", "32 March 2026", "45000", "3/4/26", "0000-01-01", "4 Foo 2026", "99999999"]
)
def test_what_is_no_day_is_said(cell: str) -> None:
    with pytest.raises(DayUnread, match="is no day we can read"):
        days_in(cell, DayOrder.DAY_FIRST)


def test_a_day_against_the_order_that_was_said() -> None:
    with pytest.raises(DayUnread, match="“25/03/2026” is no day written month-first"):
        days_in("25/03/2026", DayOrder.MONTH_FIRST)
    assert order_shown_by("25/03/2026") is DayOrder.DAY_FIRST
    assert order_shown_by("03/04/2026") is None


@given(st.text(max_size=30), st.sampled_from([None, *DayOrder]))
def test_any_cell_is_a_day_or_a_reason(cell: str, order: DayOrder | None) -> None:
    try:
        days = days_in(cell, order)
    except DayUnread:
        return
    assert days is None or days[0] <= days[1]


@given(st.dates(), st.sampled_from(list(DayOrder)))
def test_a_day_written_in_the_order_said_is_that_day(day: date, order: DayOrder) -> None:
    form = f"{day.day}/{day.month}" if order is DayOrder.DAY_FIRST else f"{day.month}/{day.day}"
    assert days_in(f"{form}/{day.year:04}", order) == (day, day)
