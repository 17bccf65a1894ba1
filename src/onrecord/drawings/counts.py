"""How often somebody spoke, month by month: quoted above the line, reported below it.

In:      CountedSaying: the days a saying may lie on, and whether it is a quotation
Out:     Drawing: SVG and its table
Refuses: nothing; sayings whose day is not known are counted beside
Source:  docs/drawings.md
Shown:   tests/drawings/test_counts.py

A saying counts in the month of the last day it may lie on: by then it was said. Where months would be thinner than a
finger's width of print, quarters, years or more are counted together, and the picture says so.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.drawings.canvas import Canvas, number, plain
from onrecord.drawings.legend import LegendItem, draw_legend, legend_height
from onrecord.drawings.tones import Tone
from onrecord.drawings.twins import Cell, Drawing, Table
from onrecord.drawings.widths import lines, width_px

MARGIN_PX = 12.0
SMALL, HEADING = 11.0, 15.0
LINE_PX = 15.0
LEAST_STEP_PX = 9.0
WIDEST_STEP_PX = 48.0
LEAST_WIDE_PX = 160.0
HALF_PX = 84.0
# Months counted together: a month, a quarter, a year and more.
SPANS = (1, 3, 12, 24, 60, 120, 240, 600, 1200)
SPAN_WORDS = {1: "month", 3: "quarter", 12: "year"}
COLUMNS = ("from", "to", "quoted", "reported", "of these perhaps earlier")


@dataclass(frozen=True, slots=True)
class CountedSaying:
    """One saying. direct: a quotation; else a paraphrase, or the writer tells it."""

    first: date | None
    last: date | None
    direct: bool

    @property
    def month(self) -> int | None:
        """Months since year 0 of the day by which it was said; None: no day is known."""
        day = self.last or self.first
        return day.year * 12 + day.month - 1 if day else None

    def is_loose(self, length: int) -> bool:
        """May it lie in other months than those, so many together, it counts in?"""
        if self.first is None or self.last is None:
            return True
        return (self.first.year * 12 + self.first.month - 1) // length != (self.month or 0) // length


@dataclass(frozen=True, slots=True)
class MonthSpan:
    """Some months together. start: of the first, as `CountedSaying.month`; months: how many."""

    start: int
    months: int
    direct: int
    reported: int
    loose: int

    @property
    def label(self) -> str:
        """ "2022-02", "2022 Q1", "2022", "2020s to 2029"."""
        year, month = divmod(self.start, 12)
        if self.months == 1:
            return f"{year:04}-{month + 1:02}"
        if self.months == 3:
            return f"{year:04} Q{month // 3 + 1}"
        return f"{year:04}" if self.months == 12 else f"{year:04} to {year + self.months // 12 - 1:04}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(max(self.start // 12, 1), self.start % 12 + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        after = self.start + self.months
        return (
            date.fromordinal(date(after // 12, after % 12 + 1, 1).toordinal() - 1) if after // 12 < 10000 else date.max
        )


def spans(sayings: Iterable[CountedSaying], *, room_px: float) -> tuple[MonthSpan, ...]:
    """Every span from the first that holds a saying to the last, empty ones too: as short as there is room for."""
    held = [(s.month, s) for s in sayings]
    months = [m for m, _ in held if m is not None]
    if not months:
        return ()
    first, last = min(months), max(months)
    length = next((n for n in SPANS if (last // n - first // n + 1) * LEAST_STEP_PX <= room_px), SPANS[-1])
    direct: Counter[int] = Counter(m // length for m, s in held if m is not None and s.direct)
    reported: Counter[int] = Counter(m // length for m, s in held if m is not None and not s.direct)
    loose: Counter[int] = Counter(m // length for m, s in held if m is not None and s.is_loose(length))
    return tuple(
        MonthSpan(n * length, length, direct[n], reported[n], loose[n])
        for n in range(first // length, last // length + 1)
    )


def draw_counts(sayings: Iterable[CountedSaying], *, title: str, width: int = 960, name: str = "counts") -> Drawing:
    """The picture. name: of its ids, one on each page."""
    held = tuple(sayings)
    room = width - 2 * MARGIN_PX
    left = MARGIN_PX + 34
    found = spans(held, room_px=width - MARGIN_PX - left)
    table = Table(
        title,
        COLUMNS,
        tuple((Cell(s.first), Cell(s.last), Cell(s.direct), Cell(s.reported), Cell(s.loose)) for s in found),
    )
    undated = sum(s.month is None for s in held)
    notes = _notes(held, found, undated)
    heading = lines(plain(title), room, HEADING, 3)
    told = [line for note in notes for line in lines(note, room, SMALL, 3)]
    top = MARGIN_PX + 20 * len(heading) + 18
    base = top + HALF_PX
    hatched: list[str] = []

    def solid(sheet: Canvas, x: float, y: float) -> None:
        sheet.rect(x, y - 6, 12, 12, fill=Tone.STEP_5, stroke=Tone.LINE)

    def hatch(sheet: Canvas, x: float, y: float) -> None:
        sheet.rect(x, y - 6, 12, 12, pattern=hatched[0], stroke=Tone.LINE)

    direct, reported = sum(s.direct for s in held), sum(not s.direct for s in held)
    legend = (
        LegendItem(f"above the line: quoted ({direct:,})", solid),
        LegendItem(f"below the line: reported ({reported:,})", hatch),
    )
    below = base + HALF_PX + 8 + LINE_PX
    height = round(below + LINE_PX * len(told) + legend_height(legend, room) + MARGIN_PX + 6)
    sheet = Canvas.sheet(name=name, width=width, height=height, title=title, says=" ".join(notes), links=False)
    hatched.append(sheet.hatch(tone=Tone.STEP_4))
    for n, line in enumerate(heading):
        sheet.text(MARGIN_PX, MARGIN_PX + 14 + 20 * n, line, size=HEADING)
    if found:
        _draw_spans(sheet, found, hatched[0], left=left, right=width - MARGIN_PX, base=base, below=below)
    else:
        sheet.text(MARGIN_PX, base, "no saying has a known day" if held else "nothing is on record", tone=Tone.QUIET)
    y = below + LINE_PX + 6
    for line in told:
        sheet.text(MARGIN_PX, y, line, size=SMALL, tone=Tone.QUIET)
        y += LINE_PX
    draw_legend(sheet, legend, MARGIN_PX, y - LINE_PX + 4, room)
    return Drawing(sheet.written(), table, width, height)


def _draw_spans(
    sheet: Canvas, found: tuple[MonthSpan, ...], hatch: str, *, left: float, right: float, base: float, below: float
) -> None:
    step = min((right - left) / len(found), WIDEST_STEP_PX)
    right = min(right, left + max(step * len(found), LEAST_WIDE_PX))
    most = max(max(s.direct, s.reported) for s in found)
    a_saying = (HALF_PX - 16) / most
    for count in _grid(most):
        for sign in (-1, 1):
            y = base + sign * count * a_saying
            sheet.path(f"M{number(left)} {number(y)}H{number(right)}", stroke=Tone.GRID)
            sheet.text(left - 6, y + 4, f"{count:,}", size=SMALL, tone=Tone.QUIET, anchor="end")
    widest = max(width_px(f"{max(s.direct, s.reported):,}", SMALL) for s in found)
    numbered = widest + 2 <= step
    for n, span in enumerate(found):
        x = left + n * step
        bar = max(step - max(2.0, step * 0.2), 2.0)
        group = sheet.inside(title=f"{span.label}: {span.direct:,} quoted, {span.reported:,} reported")
        for count, up in ((span.direct, True), (span.reported, False)):
            if not count:
                continue
            tall = count * a_saying
            y = base - tall if up else base
            if up:
                group.rect(x, y, bar, tall, fill=Tone.STEP_5, stroke=Tone.LINE)
            else:
                group.rect(x, y, bar, tall, pattern=hatch, stroke=Tone.LINE)
            if numbered:
                at = y - 4 if up else y + tall + 12
                group.text(x + bar / 2, at, f"{count:,}", size=SMALL, anchor="middle")
    sheet.path(f"M{number(left)} {number(base)}H{number(right)}", stroke=Tone.LINE, thick=1.5)
    before = left - 40
    for n, span in enumerate(found):
        half = width_px(span.label, SMALL) / 2
        x = min(max(left + n * step + step * 0.4, half + 2), right - half)
        if x - half >= before + 12:
            sheet.path(f"M{number(left + n * step + step * 0.4)} {number(below - LINE_PX + 1)}v4", stroke=Tone.LINE)
            sheet.text(x, below, span.label, size=SMALL, tone=Tone.QUIET, anchor="middle")
            before = x + half


def _grid(most: int) -> tuple[int, ...]:
    """One or two whole numbers to mark: 1 2 5 10 20 50 ..."""
    scale: list[int] = []
    unit = 1
    while unit <= most:
        scale += [n * unit for n in (1, 2, 5) if n * unit <= most]
        unit *= 10
    top = scale[-1]
    return (top,) if top == 1 else (top // 2, top) if top % 2 == 0 else (top,)


def _notes(held: tuple[CountedSaying, ...], found: tuple[MonthSpan, ...], undated: int) -> list[str]:
    if not held:
        return ["Nothing is on record."]
    loose = sum(s.loose for s in found)
    length = found[0].months if found else 1
    unit = SPAN_WORDS.get(length, f"{length // 12} years")
    notes = [f"Each bar counts one {unit}." if length in SPAN_WORDS else f"Each bar counts {unit}."] if found else []
    if loose:
        notes.append(f"{loose:,} of {len(held):,} may have been said before the {unit} they are counted in.")
    if undated:
        notes.append(f"{undated:,} without a known day {'is' if undated == 1 else 'are'} not drawn.")
    return notes
