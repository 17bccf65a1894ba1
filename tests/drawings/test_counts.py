"""Months counted: quoted above the line, reported below it, and more months together the more there are."""

import random
import time
from datetime import date, timedelta

import pytest

from onrecord.drawings.counts import CountedSaying, draw_counts, spans
from tests.drawings.reading import all_of, nothing_is_cut_or_touches, titles, words
from tests.drawings.test_canvas import HOSTILE

JUNE = date(2020, 6, 14)


def said(day: date | None, *, direct: bool = True, first: date | None = None) -> CountedSaying:
    return CountedSaying(first=first or day, last=day, direct=direct)


def test_a_saying_counts_in_the_month_by_which_it_was_said() -> None:
    found = spans([said(JUNE), said(date(2020, 8, 1), direct=False), CountedSaying(None, JUNE, False)], room_px=500)
    assert [(s.label, s.direct, s.reported, s.loose) for s in found] == [
        ("2020-06", 1, 1, 1),
        ("2020-07", 0, 0, 0),
        ("2020-08", 0, 1, 0),
    ]
    assert (found[0].first, found[0].last) == (date(2020, 6, 1), date(2020, 6, 30))


@pytest.mark.parametrize(
    "last, room, label, count",
    [
        (date(2020, 12, 1), 300, "2020-06", 7),
        (date(2022, 12, 1), 100, "2020 Q2", 11),
        (date(2029, 12, 1), 100, "2020", 10),
        (date(2069, 12, 1), 100, "2020 to 2024", 10),
    ],
)
def test_more_months_are_counted_together(last: date, room: float, label: str, count: int) -> None:
    found = spans([said(JUNE), said(last)], room_px=room)
    assert (found[0].label, len(found)) == (label, count)
    assert sum(s.direct for s in found) == 2


def test_reported_is_hatched_below_and_quoted_full_above() -> None:
    drawing = draw_counts([said(JUNE), said(JUNE, direct=False), said(JUNE, direct=False)], title="t")
    assert [t for t in titles(drawing.svg) if "2020-06" in t] == ["2020-06: 1 quoted, 2 reported"]
    bars = [r for r in all_of(drawing.svg, "rect") if r.get("stroke")]
    full = [r for r in bars if r.get("class", "").startswith("fill-step-5")]
    hatched = [r for r in bars if r.get("fill") == "url(#counts-hatch)"]
    assert len(full) == len(hatched) == 2  # one in the picture, one in the legend
    assert float(hatched[0].attrib["height"]) == 2 * float(full[0].attrib["height"])
    assert float(hatched[0].attrib["y"]) == float(full[0].attrib["y"]) + float(full[0].attrib["height"])
    assert {"above the line: quoted (1)", "below the line: reported (2)"} <= {w.text for w in words(drawing.svg)}
    assert [c.value for c in drawing.table.rows[0]] == [date(2020, 6, 1), date(2020, 6, 30), 1, 2, 0]


def test_what_is_loose_or_undated_is_said() -> None:
    told = " ".join(w.text for w in words(draw_counts([CountedSaying(None, JUNE, True), said(None)], title="t").svg))
    assert "1 of 2 may have been said before the month they are counted in." in told
    assert "1 without a known day is not drawn." in told


@pytest.mark.parametrize("width", [960, 340])
@pytest.mark.parametrize("sayings, told", [([], "nothing is on record"), ([said(None)], "no saying has a known day")])
def test_none(sayings: list[CountedSaying], told: str, width: int) -> None:
    svg = draw_counts(sayings, title="t", width=width).svg
    assert told in [w.text for w in words(svg)]
    nothing_is_cut_or_touches(svg)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_titles(hostile: str) -> None:
    nothing_is_cut_or_touches(draw_counts([said(JUNE)], title=hostile).svg)


@pytest.mark.parametrize("width", [960, 340])
@pytest.mark.parametrize("count, years", [(1, 1), (3, 1), (40, 2), (400, 8), (4000, 40), (4000, 400)])
def test_no_words_touch_and_none_is_cut(count: int, years: int, width: int) -> None:
    rng = random.Random(count)
    sayings = [
        said(date(1600, 1, 1) + timedelta(days=rng.randrange(years * 365)), direct=n % 3 > 0) for n in range(count)
    ]
    drawing = draw_counts(sayings, title="How often Russia said what it will do", width=width)
    nothing_is_cut_or_touches(drawing.svg)
    assert drawing.svg == draw_counts(sayings, title="How often Russia said what it will do", width=width).svg


def test_the_ends_of_the_calendar() -> None:
    drawing = draw_counts([said(date.min), said(date.max)], title="t")
    assert drawing.table.rows[-1][1].value == date.max


def test_ten_thousand_within_a_second() -> None:
    sayings = [said(date(1990, 1, 1) + timedelta(days=n)) for n in range(10_000)]
    start = time.process_time()
    assert sum(row[2].value for row in draw_counts(sayings, title="t").table.rows) == 10_000  # type: ignore[misc]
    assert time.process_time() - start < 1
