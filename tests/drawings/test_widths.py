"""Words fit where they are drawn: widths of DejaVu Sans, cuts and lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.drawings.widths import fitted, lines, width_px


@pytest.mark.parametrize(
    "text, size, px",
    [
        ("", 12, 0),
        ("i", 10, 2.78),
        ("W", 10, 9.89),
        ("é", 10, 6.15),  # as wide as e
        ("北京", 10, 20),  # East Asian: an em each
        ("e\u0301", 10, 6.15),  # the accent stands on the letter
        ("ꙮ", 10, 9),  # no row in the table
    ],
)
def test_widths(text: str, size: float, px: float) -> None:
    assert width_px(text, size) == px


@pytest.mark.parametrize(
    "text, room, cut",
    [
        ("attack", 100, "attack"),
        ("attack Ukraine", 50, "attack…"),
        ("attack", 11, "…"),
        ("attack", 2, ""),
    ],
)
def test_what_does_not_fit_ends_with_an_ellipsis(text: str, room: float, cut: str) -> None:
    assert fitted(text, room, 10) == cut


@pytest.mark.parametrize(
    "text, most, found",
    [
        ("render its assistance there", 3, ("render its", "assistance", "there")),
        ("render its assistance there", 2, ("render its", "assistance…")),
        ("Donaudampfschifffahrt begins", 3, ("Donaudampf", "schifffahrt", "begins")),
        ("", 2, ()),
    ],
)
def test_lines(text: str, most: int, found: tuple[str, ...]) -> None:
    assert lines(text, 66, 10, most) == found


@given(st.text(max_size=60), st.floats(20, 400), st.integers(1, 5))
def test_every_line_fits_and_none_is_invented(text: str, room: float, most: int) -> None:
    found = lines(text, room, 12, most)
    assert len(found) <= most
    assert all(width_px(line, 12) <= room for line in found)
    kept = "".join("".join(found).replace("…", "").split())
    whole = "".join(text.replace("…", "").split())
    assert whole.startswith(kept)


@given(st.text(max_size=60), st.floats(1, 400))
def test_a_cut_fits(text: str, room: float) -> None:
    assert width_px(fitted(text, room, 12), 12) <= room
