"""Rows of actions, bars of days: exact places, letters, glyphs, folding, hostile words, none, one, many."""

import random
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from onrecord.drawings.axis import axis
from onrecord.drawings.canvas import number, plain
from onrecord.drawings.commitments import LEAST_BAR_PX, OPEN_END_PX, Bar, bar_px, draw_commitments
from onrecord.questions.changes import ChangeMark
from onrecord.terms.records import Mode, Strength
from tests.drawings.reading import SVG, all_of, nothing_is_cut_or_touches, parsed, titles, words
from tests.drawings.test_canvas import HOSTILE

JUNE = date(2020, 6, 1)


def bar(n: int = 0, **given: object) -> Bar:
    made = Bar(
        id=f"norm-{n}",
        record_id=f"rec-{n}",
        action=f"deed-{n}",
        label=f"Russia will “attack {n}”",
        sentence=f"Russia will “attack {n}” if “attacked”",
        first=JUNE + timedelta(days=n),
        last=JUNE + timedelta(days=n),
        strength=Strength.FIRM,
        mode=Mode.IF,
    )
    return replace(made, **given)  # type: ignore[arg-type]


def solid(svg: str, strength: Strength) -> list[tuple[float, float]]:
    """Left and right edge of what is drawn full in the tone of a strength, but for the legend."""
    found = []
    for path in all_of(svg, "path"):
        if path.get("class") == f"fill-step-{strength.rank}" and path.get("fill-opacity") is None:
            way = path.attrib["d"]
            found.append((float(way[1:].split()[0]), float(way.split("H")[1].split("V")[0])))
    return found


def test_a_bar_lies_over_its_days() -> None:
    drawing = draw_commitments(
        [bar(0), bar(1, first=date(2020, 1, 1), last=date(2020, 12, 31), strength=Strength.READY)], title="t"
    )
    scale = axis([date(2020, 1, 1), date(2020, 12, 31)], left=312 + OPEN_END_PX, right=_right(drawing.svg))
    assert solid(drawing.svg, Strength.READY) == [
        (_tenth(scale.begins(date(2020, 1, 1))), _tenth(scale.ends(date(2020, 12, 31))))
    ]
    ((left, right),) = solid(drawing.svg, Strength.FIRM)
    assert right - left == LEAST_BAR_PX
    middle = (scale.begins(JUNE) + scale.ends(JUNE)) / 2
    assert (left + right) / 2 == pytest.approx(middle, abs=0.1)


def _right(svg: str) -> float:
    """Where the last day ends: the right edge of the year that lies there, taken back by what lies around it."""
    ((_, right),) = solid(svg, Strength.READY)
    days = 366 + 2 * 14
    around = 14 / days
    left = 312 + OPEN_END_PX
    return left + (right - left) / (1 - around)


def _tenth(value: float) -> float:
    return float(number(value))


@pytest.mark.parametrize(
    "first, last, faint",
    [(JUNE, JUNE, 0), (None, JUNE, 1), (JUNE, None, 1), (None, None, 1), (JUNE, JUNE + timedelta(days=40), 0)],
)
def test_an_end_that_is_not_known_is_open(first: date | None, last: date | None, faint: int) -> None:
    svg = draw_commitments([bar(first=first, last=last)], title="t").svg
    legend = 1
    tails = [p for p in all_of(svg, "path") if p.get("fill-opacity")]
    assert len(tails) == faint + legend
    assert ("no day" in [w.text for w in words(svg)]) is (first is None and last is None)


@pytest.mark.parametrize("strength", list(Strength))
def test_height_tone_and_letter_say_the_strength(strength: Strength) -> None:
    svg = draw_commitments([bar(strength=strength)], title="t").svg
    letter = strength.value[0].upper()
    assert letter in [w.text for w in words(svg)]
    assert bar_px(strength) == 6 + 2 * strength.rank
    assert solid(svg, strength)


def test_every_strength_has_a_letter_of_its_own() -> None:
    assert [s.value[0].upper() for s in Strength] == ["N", "D", "P", "E", "R", "F", "C"]


@pytest.mark.parametrize(
    "mark",
    [ChangeMark.HARDENED, ChangeMark.SOFTENED, ChangeMark.WITHDRAWN, ChangeMark.CONTRADICTED, ChangeMark.CHANGED],
)
def test_what_moved_has_a_sign_with_its_word_in_the_legend(mark: ChangeMark) -> None:
    moved = draw_commitments([bar(mark=mark)], title="t").svg
    still = draw_commitments([bar(mark=ChangeMark.REPEATED)], title="t").svg
    told = [t for t in titles(moved) if mark.value in t]
    assert told
    assert [w.text for w in words(moved) if w.text.startswith(mark.value)]
    assert not [w.text for w in words(still) if w.text.startswith(mark.value)]
    assert len(all_of(moved, "path")) > len(all_of(still, "path"))


def test_actions_past_the_twelfth_are_folded_and_stand_in_the_table() -> None:
    bars = [bar(n) for n in range(15)] + [bar(20, action="deed-3")]
    drawing = draw_commitments(bars, title="t")
    assert "and 3 more actions, 3 sayings: in the table" in [w.text for w in words(drawing.svg)]
    assert len(drawing.table.rows) == 16
    assert drawing.table.rows[0][0].value == "Russia will “attack 3”"  # the oftenest said


def test_what_moved_stands_before_what_was_often_said() -> None:
    drawing = draw_commitments([bar(0), bar(1, action="deed-0"), bar(2, mark=ChangeMark.SOFTENED)], title="t")
    assert drawing.table.rows[0][0].value == "Russia will “attack 2”"


def test_sayings_that_find_no_room_are_counted() -> None:
    bars = [bar(n, action="one", first=JUNE, last=JUNE) for n in range(50)]
    svg = draw_commitments(bars, title="t").svg
    assert "4 of 50 drawn, all in the table" in [w.text for w in words(svg)]


def test_a_bar_links_to_its_record() -> None:
    drawing = draw_commitments([bar(7)], title="t", address=lambda i: f"/records/{i}")
    (link,) = all_of(drawing.svg, "a")
    assert link.get("href") == "/records/rec-7"
    assert link.get("aria-label") == "Russia will “attack 7” if “attacked”. Said 2020-06-08; firm"
    assert drawing.table.rows[0][-1].href == "/records/rec-7"
    (target,) = [r for r in link.iter(f"{SVG}rect") if r.get("pointer-events")]
    assert float(target.attrib["width"]) >= 24
    assert float(target.attrib["height"]) >= 24


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("width", [960, 340])
def test_hostile_names(hostile: str, width: int) -> None:
    bars = [bar(label=f"{hostile} will “{hostile}”", sentence=hostile, speaker=hostile, record_id=hostile)]
    drawing = draw_commitments(bars, title=hostile, width=width, address=lambda i: f"/records/{i}")
    assert titles(drawing.svg)[0] == plain(hostile)
    assert drawing.table.rows[0][3].value == hostile
    nothing_is_cut_or_touches(drawing.svg)


@pytest.mark.parametrize("width", [960, 340])
def test_nothing_on_record_is_said(width: int) -> None:
    drawing = draw_commitments([], title="What Chad said", width=width)
    assert "nothing is on record" in [w.text for w in words(drawing.svg)]
    assert drawing.table.rows == ()
    nothing_is_cut_or_touches(drawing.svg)


@pytest.mark.parametrize("width", [960, 340])
def test_one(width: int) -> None:
    drawing = draw_commitments([bar()], title="t", width=width)
    assert drawing.svg == draw_commitments([bar()], title="t", width=width).svg
    assert parsed(drawing.svg).get("width") == str(width)
    nothing_is_cut_or_touches(drawing.svg)


def many(count: int, seed: int = 1) -> list[Bar]:
    rng = random.Random(seed)
    found = []
    for n in range(count):
        day = date(2015, 1, 1) + timedelta(days=rng.randrange(3000))
        first, last = rng.choice(
            [(day, day), (None, day), (day, None), (None, None), (day, day + timedelta(days=rng.randrange(400)))]
        )
        action = rng.randrange(max(count // 4, 1))
        found.append(
            bar(
                n,
                action=f"deed-{action}",
                first=first,
                last=last,
                strength=rng.choice(list(Strength)),
                mode=rng.choice(list(Mode)),
                mark=rng.choice(list(ChangeMark)),
                label="Russia will “" + "withdraw " * rng.randrange(1, 30) + f"{action}”",
            )
        )
    return found


@pytest.mark.parametrize("width", [960, 340])
@pytest.mark.parametrize("seed", range(6))
def test_no_words_touch_and_none_is_cut(width: int, seed: int) -> None:
    drawing = draw_commitments(many(20 * (seed + 1), seed), title="What Russia said, year by year", width=width)
    nothing_is_cut_or_touches(drawing.svg)


def test_ten_thousand_within_a_second() -> None:
    bars = many(10_000)
    start = time.process_time()
    drawing = draw_commitments(bars, title="t")
    assert time.process_time() - start < 1
    assert len(drawing.table.rows) == 10_000
    assert len(drawing.svg) < 300_000
