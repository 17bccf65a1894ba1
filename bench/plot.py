"""Quality against speed, a panel a contest.

In:      results.json
Out:     SVG; the same results give the same bytes
Refuses: nothing; the whole reading is a line at its speed where it has no score, others without one are left out; a
         contest without figures has no panel
Source:  docs/drawings.md for tones and letters
Shown:   tests/bench/test_plot.py

Speed is words a second of processor time, in powers of ten; the first column of a contest is its quality. A whisker
goes from the slowest round to the fastest.
"""

from math import ceil, floor, log10
from typing import Any

from bench.contests import CONTESTS, READING, Contest
from bench.results import Results
from onrecord.drawings.canvas import Canvas, number
from onrecord.drawings.tones import Tone
from onrecord.drawings.widths import width_px

WIDTH, PANEL_W, PANEL_H, TOP = 960, 460, 300, 54
LEFT, RIGHT, HEAD, FOOT = 46, 14, 34, 40
DOT_PX, LABEL_PX, LINE_PX = 5.0, 12.0, 15.0


def draw(results: Results) -> str:
    """The picture."""
    shown = [(c, results["contests"][c.name]) for c in CONTESTS if c.usual and panel_has(c, results)]
    height = TOP + ceil(len(shown) / 2) * (PANEL_H + 16)
    says = "; ".join(f"{c.title}: {told(c, held)}" for c, held in shown)
    title = "onrecord beside others: quality and speed"
    sheet = Canvas.sheet(name="bench", width=WIDTH, height=height, title=title, says=says, links=False)
    sheet.text(16, 24, title, size=16, heavy=True)
    sheet.text(
        16, 42, "up: better; right: faster. Blue: onrecord. Red: others. One core, processor time.", tone=Tone.QUIET
    )
    for i, (contest, held) in enumerate(shown):
        panel(sheet.at(10 + (i % 2) * (PANEL_W + 16), TOP + (i // 2) * (PANEL_H + 16)), contest, held)
    return sheet.written()


def panel_has(contest: Contest, results: Results) -> bool:
    """Has the contest a score to show?"""
    entries = results["contests"].get(contest.name, {}).get("entries", {})
    return any(e["quality"] and e["words_s"] for e in entries.values())


def quality_key(contest: Contest, held: dict[str, Any]) -> tuple[str, str]:
    """The first column that somebody has a figure of."""
    return next((k, h) for k, h in contest.columns if any(k in e["quality"] for e in held["entries"].values()))


def told(contest: Contest, held: dict[str, Any]) -> str:
    """The panel in words."""
    key, head = quality_key(contest, held)
    return ", ".join(
        f"{plain_name(name)} {head} {e['quality'][key]:.2f} at {e['words_s']['median']:,.0f} words a second"
        for name, e in held["entries"].items()
        if key in e["quality"]
    )


def panel(at: Canvas, contest: Contest, held: dict[str, Any]) -> None:
    """Axes, lines, points, names."""
    key, head = quality_key(contest, held)
    entries = {plain_name(name): e for name, e in held["entries"].items() if e["words_s"]}
    low = floor(log10(min(e["words_s"]["least"] for e in entries.values())))
    high = max(low + 1, ceil(log10(max(e["words_s"]["most"] for e in entries.values()))))
    left, right, top, bottom = float(LEFT), float(PANEL_W - RIGHT), float(HEAD), float(PANEL_H - FOOT)

    def x_of(words: float) -> float:
        return left + (log10(words) - low) / (high - low) * (right - left)

    def y_of(share: float) -> float:
        return bottom - share * (bottom - top)

    at.text(left, 20, contest.title, size=14, heavy=True)
    for fifth in range(6):
        y = y_of(fifth / 5)
        at.path(f"M{number(left)} {number(y)}H{number(right)}", stroke=Tone.GRID)
        at.text(left - 6, y + 4, f"{fifth / 5:.1f}", tone=Tone.QUIET, anchor="end")
    for power in range(low, high + 1):
        x = x_of(10**power)
        at.path(f"M{number(x)} {number(top)}V{number(bottom)}", stroke=Tone.GRID)
        at.text(x, bottom + 16, f"{10**power:,}", tone=Tone.QUIET, anchor="end" if power == high else "middle")
    at.text(left, bottom + 34, f"{head}; words a second of processor time", tone=Tone.QUIET)
    room = Room(left, right, top, bottom)
    points = []
    for name, entry in entries.items():
        tone = Tone.STANDS if name.startswith("onrecord") else Tone.TRIGGERED
        x = x_of(entry["words_s"]["median"])
        if key in entry["quality"]:
            y = y_of(entry["quality"][key])
            least, most = x_of(entry["words_s"]["least"]), x_of(entry["words_s"]["most"])
            at.path(f"M{number(least)} {number(y)}H{number(most)}", stroke=tone, thick=2)
            at.circle(x, y, DOT_PX, fill=tone)
            room.take(x - DOT_PX, y - LABEL_PX / 2, x + DOT_PX, y + LABEL_PX / 2)
            points.append((f"{name} {entry['quality'][key]:.2f}", x, y, tone))
        elif name == READING.name:
            at.path(f"M{number(x)} {number(top)}V{number(bottom)}", stroke=tone, dashed=True)
            points.append((name, x, bottom - LINE_PX, tone))
    for words, x, y, tone in points:
        label(at, words, x, y, room, tone)


class Room:
    """What of a panel is taken: boxes that nothing may stand on."""

    def __init__(self, left: float, right: float, top: float, bottom: float) -> None:
        self._sides = (left, top, right, bottom)
        self._taken: list[tuple[float, float, float, float]] = []

    def take(self, left: float, top: float, right: float, bottom: float) -> None:
        """Nothing else stands here."""
        self._taken.append((left, top, right, bottom))

    def held(self, start: float, wide: float) -> float:
        """So far to the side that it is inside."""
        return min(max(start, self._sides[0]), self._sides[2] - wide)

    def is_free(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Inside the panel, and on nothing."""
        a, b, c, d = self._sides
        inside = a <= left and b <= top and right <= c and bottom <= d
        return inside and all(right <= x or z <= left or bottom <= y or w <= top for x, y, z, w in self._taken)


def label(at: Canvas, words: str, x: float, y: float, room: Room, tone: Tone) -> None:
    """Words beside a point; where others stand there, a line or more away, with a thread to the point."""
    wide, half = width_px(words, LABEL_PX), LINE_PX / 2
    sides = (x + 9, x - 9 - wide, room.held(x - wide / 2, wide))
    places = [
        (room.held(start, wide), y + sign * away * LINE_PX, away)
        for away in range(12)
        for sign in (-1, 1)
        for start in (sides if away else sides[:2])
        if away or start == room.held(start, wide)
    ]
    start, line, step = next(
        (p for p in places if room.is_free(p[0], p[1] - half, p[0] + wide, p[1] + half)), places[-1]
    )
    if step > 1:
        edge = line - half if line > y else line + half
        at.path(f"M{number(x)} {number(y)}L{number(min(max(x, start), start + wide))} {number(edge)}", stroke=Tone.LINE)
    room.take(start, line - half, start + wide, line + half)
    at.text(start, line + 4, words, size=LABEL_PX, tone=tone)


def plain_name(name: str) -> str:
    """A name without the marks of code."""
    return name.replace("`", "")
