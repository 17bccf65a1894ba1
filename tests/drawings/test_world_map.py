"""The map: every shape a state we know, equal areas, one hue, small states named, nobody lost."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.drawings import NARROW_PX, WIDE_PX, OnMap, draw_map
from onrecord.drawings.tones import Tone
from onrecord.drawings.world_map import CLASSES, HIGH_UNITS, WIDE_UNITS, _tones_of, classes, shapes
from onrecord.language.actor_names import actor_named, name_of
from tests.drawings.test_tones import contrast

SVG = "{http://www.w3.org/2000/svg}"
HELD = (OnMap("RUS", "Russia", 13), OnMap("TUR", "Turkey", 2), OnMap("MLT", "Malta", 1), OnMap("NATO", "NATO", 4))


def points(path: str) -> list[tuple[int, int]]:
    """The corners of a path."""
    found, x, y = [], 0, 0
    for ring in re.findall(r"M(-?\d+) (-?\d+)l([^z]*)z", path):
        x, y = int(ring[0]), int(ring[1])
        found.append((x, y))
        steps = list(map(int, re.findall(r"-?\d+", ring[2])))
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((x, y))
    return found


def area(path: str) -> float:
    """In square units."""
    total = 0.0
    for ring in path.split("z")[:-1]:
        corners = points(ring + "z")
        total += sum(a * d - b * c for (a, b), (c, d) in zip(corners, [*corners[1:], corners[0]], strict=True)) / 2
    return abs(total)


def titles(svg: str) -> list[str]:
    return [t.text or "" for t in ElementTree.fromstring(svg).iter(f"{SVG}title")]


def test_every_shape_is_of_a_state_that_has_a_code_or_is_nobodys_own() -> None:
    held = [shape.code for shape in shapes() if shape.code]
    assert len(held) == len(set(held)) >= 230
    assert {shape.name for shape in shapes() if not shape.code} == {"N. Cyprus", "Somaliland"}
    assert all(actor_named(code).code == code for code in held)


@pytest.mark.parametrize(
    "one, other, times",
    # Land and inland water in millions of square km (CIA World Factbook), as far as so coarse outlines keep it.
    [
        ("RUS", "AUS", 17.10 / 7.74),
        ("BRA", "IND", 8.52 / 3.29),
        ("COD", "DZA", 2.34 / 2.38),
        ("CAN", "DZA", 9.98 / 2.38),
    ],
)
def test_areas_are_what_they_are(one: str, other: str, times: float) -> None:
    by_code = {shape.code: shape for shape in shapes()}
    assert area(by_code[one].path) / area(by_code[other].path) == pytest.approx(times, rel=0.07)


def test_every_shape_lies_on_the_sheet_and_none_runs_round_the_world() -> None:
    for shape in shapes():
        assert 0 <= shape.x <= WIDE_UNITS
        assert 0 <= shape.y <= HIGH_UNITS
        assert all(0 <= x <= WIDE_UNITS and 0 <= y <= HIGH_UNITS for x, y in points(shape.path))
        assert shape.wide < WIDE_UNITS / 2, shape.name


@pytest.mark.parametrize("width", [WIDE_PX, NARROW_PX])
def test_each_state_tells_its_number_and_who_is_no_state_stands_in_the_table(width: int) -> None:
    drawing = draw_map(HELD, title="Norms", width=width, address=lambda code: f"/actor?who={code}")
    told = titles(drawing.svg)
    assert {"Russia: 13 norms", "Turkey: 2 norms", "Malta: 1 norm", "Chad: none on record"} <= set(told)
    assert "NATO: 4 norms" not in told
    assert [[c.value for c in row] for row in drawing.table.rows] == [
        ["Russia", 13], ["NATO", 4], ["Turkey", 2], ["Malta", 1],
    ]  # fmt: skip
    assert drawing.table.rows[1][0].href == "/actor?who=NATO"
    assert "4 norms of 1 actor without a place on it: in the table." in drawing.svg
    assert "Natural Earth" in drawing.svg


def test_a_state_leads_to_its_actor_where_it_can_be_hit() -> None:
    held = (*HELD, OnMap("NLD", "Netherlands", 1), OnMap("USA", "United States", 1))
    wide = draw_map(held, title="Norms", address=lambda code: f"/actor?who={code}").svg
    assert re.findall(r'<a href="([^"]+)"', wide) == ["/actor?who=RUS", "/actor?who=USA"]
    narrow = draw_map(HELD, title="Norms", width=NARROW_PX, address=lambda code: f"/actor?who={code}").svg
    assert re.findall(r'<a href="([^"]+)"', narrow) == ["/actor?who=RUS"]
    assert "<a " not in draw_map(HELD, title="Norms").svg


def test_small_states_are_dots_with_their_names_in_a_list() -> None:
    svg = draw_map(HELD, title="Norms").svg
    assert svg.count("<circle") == 2  # on the map, and in the list
    assert ">Malta 1</text>" in svg


def test_of_many_small_states_those_left_out_are_counted() -> None:
    small = [OnMap(s.code, name_of(s.code), 1) for s in shapes() if s.code and not s.path]
    svg = draw_map(small, title="Norms").svg
    assert f"{len(small) - 24} more small states: in the table." in svg


def test_nothing_on_record_is_said() -> None:
    drawing = draw_map((), title="Norms")
    assert drawing.table.rows == ()
    assert "Nothing is on record." in drawing.svg


@given(st.integers(1, 10**7))
def test_classes_cover_every_number_once(most: int) -> None:
    tops = classes(most)
    assert tops[-1] == most
    assert 1 <= len(tops) <= CLASSES
    assert list(tops) == sorted(set(tops))
    assert tops[0] >= 1


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("many", range(1, CLASSES + 1))
def test_every_step_is_told_from_its_border_3_to_1_and_darker_means_more(theme: str, many: int) -> None:
    tones = [_tones_of(n, many) for n in range(many)]
    assert all(contrast(getattr(fill, theme), getattr(border, theme)) >= 3 for fill, border in tones)
    from_ground = [contrast(getattr(fill, theme), getattr(Tone.GROUND, theme)) for fill, _ in tones]
    assert from_ground == sorted(set(from_ground))


def test_the_same_values_give_the_same_bytes_and_hostile_names_are_text() -> None:
    hostile = OnMap("FRA", '<script>"&', 2)
    svg = draw_map([hostile], title="<b>x</b>").svg
    assert svg == draw_map([hostile], title="<b>x</b>").svg
    assert "<script" not in svg
    assert '<script>"&: 2 norms' in titles(svg)
