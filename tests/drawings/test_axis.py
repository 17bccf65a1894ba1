"""Days as places: exact, and ticks that do not touch."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.drawings.axis import Axis, axis
from onrecord.drawings.widths import width_px


def test_the_place_of_a_day() -> None:
    scale = Axis(date(2022, 1, 1).toordinal(), date(2022, 1, 10).toordinal(), 100, 200)
    assert scale.begins(date(2022, 1, 1)) == 100
    assert scale.ends(date(2022, 1, 1)) == 110
    assert scale.begins(date(2022, 1, 6)) == 150
    assert scale.ends(date(2022, 1, 10)) == 200


@pytest.mark.parametrize("first, last, left, right", [(2, 1, 0, 100), (1, 2, 100, 100)])
def test_an_axis_without_room_is_a_wrong_call(first: int, last: int, left: float, right: float) -> None:
    with pytest.raises(ValueError, match="no room for days"):
        Axis(first, last, left, right)


@pytest.mark.parametrize(
    "first, last, room, labels",
    [
        (date(2022, 2, 20), date(2022, 2, 20), 500, ["2022-02-07", "2022-02-14", "2022-02-21", "2022-02-28"]),
        (date(2022, 1, 1), date(2022, 12, 31), 300, ["2022-01", "2022-04", "2022-07", "2022-10", "2023-01"]),
        (date(2001, 5, 1), date(2006, 1, 1), 300, ["2002", "2003", "2004", "2005", "2006"]),
        (date(1914, 1, 1), date(2026, 1, 1), 300, ["1920", "1940", "1960", "1980", "2000", "2020"]),
    ],
)
def test_ticks(first: date, last: date, room: float, labels: list[str]) -> None:
    assert [t.label for t in axis([first, last], left=0, right=room).ticks(size=11)] == labels


@given(st.lists(st.dates(), min_size=1, max_size=4), st.floats(150, 900))
def test_ticks_lie_on_the_axis_apart_from_each_other(days: list[date], room: float) -> None:
    scale = axis(days, left=10, right=10 + room)
    ticks = scale.ticks(size=11)
    for tick in ticks:
        assert 10 <= scale.begins(tick.day) <= 10 + room
    for one, other in pairwise(ticks):
        apart = scale.begins(other.day) - scale.begins(one.day)
        assert apart >= (width_px(one.label, 11) + width_px(other.label, 11)) / 2


def test_no_day_and_the_ends_of_the_calendar() -> None:
    assert axis([], left=0, right=100).ticks(size=11)
    scale = axis([date.min, date.max - timedelta(days=1)], left=0, right=100)
    assert scale.begins(date.min) >= 0
