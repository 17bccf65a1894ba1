"""The commitments of an actor or a pair: a row for each action, a bar for each saying over the days it may lie on.

In:      Bar: one saying in words, days, strength, mode, how it stands to the last one; a title; a width
Out:     Drawing: SVG and its table
Refuses: nothing; actions past the twelfth, and sayings that find no room, are counted and stand in the table
Source:  docs/drawings.md
Shown:   tests/drawings/test_commitments.py

Height and tone say strength, and so does a letter, since the lightest tones are faint. A bar is as wide as its days
are, and 4 px at least. Where one end is not known, the bar is open there and fades out.
"""

from bisect import bisect, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.drawings.axis import Axis, axis
from onrecord.drawings.canvas import TARGET_PX, Address, Canvas, number, plain
from onrecord.drawings.legend import LegendItem, draw_legend, legend_height
from onrecord.drawings.tones import LETTERS, Tone, step
from onrecord.drawings.twins import Cell, Drawing, Table, counted
from onrecord.drawings.widths import lines, width_px
from onrecord.questions.changes import ChangeMark
from onrecord.terms.records import Mode, Strength
from onrecord.terms.wording import MODE_WORDS

MOST_ACTIONS = 12
NARROW_PX = 600

LANE_PX = TARGET_PX
LEAST_BAR_PX = 4.0
OPEN_END_PX = 18.0
GLYPH_PX = 10.0
UNDATED_PX = 72.0
MARGIN_PX = 12.0
SIZE, SMALL, HEADING = 12.0, 11.0, 15.0
LINE_PX = 15.0
# Behind the bar: gap, glyph, gap, letter, gap, arrow.
GAP_PX = 3.0
ARROW_PX = 8.0

MARK_WORDS = {
    ChangeMark.HARDENED: "hardened",
    ChangeMark.SOFTENED: "softened",
    ChangeMark.WITHDRAWN: "withdrawn",
    ChangeMark.CONTRADICTED: "contradicted",
    ChangeMark.CHANGED: "changed both ways",
}
COLUMNS = (
    "action",
    "said from",
    "said to",
    "in words",
    "mode",
    "strength",
    "against the last",
    "why",
    "speaker",
    "record",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One saying.

    id:       of its norm. action: the same for all sayings about one action.
    label:    the action in words, for the row. sentence: the whole norm in words.
    first, last: days it may have been said on; None: open, or not known.
    mark:     how it stands to the last saying about the action, with the reasons.
    """

    id: str
    record_id: str
    action: str
    label: str
    sentence: str
    first: date | None
    last: date | None
    strength: Strength
    mode: Mode
    mark: ChangeMark = ChangeMark.FIRST
    reasons: tuple[str, ...] = ()
    speaker: str | None = None

    @property
    def days(self) -> str:
        """ "2022-02-24"; "on or before 2022-02-24"; "day not known"."""
        if self.first is not None and self.first == self.last:
            return self.first.isoformat()
        if self.first is None:
            return f"on or before {self.last}" if self.last else "day not known"
        return f"between {self.first} and {self.last}" if self.last else f"on or after {self.first}"


@dataclass(frozen=True, slots=True)
class PlacedBar:
    """A bar with its place: the edges of what is drawn, and its lane."""

    bar: Bar
    left: float
    right: float
    lane: int


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action. hidden: sayings that found no room."""

    label: str
    placed: tuple[PlacedBar, ...]
    hidden: int
    lanes: int


def draw_commitments(
    bars: Iterable[Bar],
    *,
    title: str,
    width: int = 960,
    address: Address | None = None,
    name: str = "commitments",
) -> Drawing:
    """The picture. address: of a record, by its id; without it nothing links. name: of its ids, one on each page."""
    actions = _actions(bars)
    shown, folded = actions[:MOST_ACTIONS], actions[MOST_ACTIONS:]
    narrow = width < NARROW_PX
    label_px = width - 2 * MARGIN_PX if narrow else 0.3 * width
    dated = [b for d in shown for b in d if b.first or b.last]
    undated = any(not (b.first or b.last) for d in shown for b in d)
    left = MARGIN_PX if narrow else MARGIN_PX + label_px + 12
    right = width - MARGIN_PX - (UNDATED_PX if undated else 0)
    days = [day for b in dated for day in (b.first, b.last) if day]
    later = OPEN_END_PX if any(b.last is None for b in dated) else 0
    ends = _behind_px(ChangeMark.HARDENED) + LEAST_BAR_PX + later
    scale = axis(days, left=left + OPEN_END_PX, right=right - ends)
    rows = [_row(d, scale, right + OPEN_END_PX + 4, most=6 if narrow else 4) for d in shown]

    heading = lines(plain(title), width - 2 * MARGIN_PX, HEADING, 3)
    legend = _legend(dated or [b for d in shown for b in d])
    told = [_row_words(row, label_px) for row in rows]
    heights = [_row_px(row, len(words), narrow) for row, words in zip(rows, told, strict=True)]
    top = MARGIN_PX + 20 * len(heading) + 24
    foot = _folded_words(folded)
    foot_lines = lines(foot, width - 2 * MARGIN_PX, SMALL, 3) if foot else ()
    legend_px = legend_height(legend, width - 2 * MARGIN_PX)
    rows_px = sum(heights) if rows else 40
    height = round(top + rows_px + 14 + LINE_PX * len(foot_lines) + legend_px + MARGIN_PX)

    table = _table(title, actions, address)
    says = _says(actions, folded)
    sheet = Canvas.sheet(name=name, width=width, height=height, title=title, says=says, links=address is not None)
    for n, line in enumerate(heading):
        sheet.text(MARGIN_PX, MARGIN_PX + 14 + 20 * n, line, size=HEADING)
    if not rows:
        sheet.text(MARGIN_PX, top + 16, "nothing is on record", tone=Tone.QUIET)
    else:
        _draw_axis(sheet, scale, top, right if undated else None, width - MARGIN_PX)
    y = top
    for row, words, tall in zip(rows, told, heights, strict=True):
        grid = y + 2 + (LINE_PX * len(words) + 4 if narrow else 0)
        ways = "".join(
            f"M{number(scale.begins(t.day))} {number(grid)}V{number(y + tall)}" for t in scale.ticks(size=SMALL)
        )
        sheet.path(ways, stroke=Tone.GRID)
        if undated:
            sheet.path(f"M{number(right)} {number(grid)}V{number(y + tall)}", stroke=Tone.LINE, dashed=True)
        _draw_row(sheet, row, words, y, tall, width=width, narrow=narrow, address=address)
        y += tall
    y += LINE_PX
    for line in foot_lines:
        sheet.text(MARGIN_PX, y, line, size=SMALL, tone=Tone.QUIET)
        y += LINE_PX
    draw_legend(sheet, legend, MARGIN_PX, y, width - 2 * MARGIN_PX)
    return Drawing(sheet.written(), table, width, height)


def _actions(bars: Iterable[Bar]) -> list[list[Bar]]:
    """Sayings by action, oldest first; actions that moved before others, the oftener said, the newer first."""
    by_action: dict[str, list[Bar]] = defaultdict(list)
    for bar in bars:
        by_action[bar.action].append(bar)
    for held in by_action.values():
        held.sort(key=_oldest_first)

    def weight(held: list[Bar]) -> tuple[bool, int, int, str]:
        newest = max((b.last or b.first or date.min).toordinal() for b in held)
        return (not any(b.mark in MARK_WORDS for b in held), -len(held), -newest, held[0].action)

    return sorted(by_action.values(), key=weight)


def _oldest_first(bar: Bar) -> tuple[bool, date, str]:
    day = bar.last or bar.first
    return (day is None, day or date.max, bar.id)


def _row(action: list[Bar], scale: Axis, undated_at: float, *, most: int) -> ActionRow:
    """Bars in lanes, so that none touches another; what moved, and then the newest, finds room first."""
    newest = action[::-1]
    taken: list[list[tuple[float, float]]] = []
    placed: list[PlacedBar] = []
    for bar in [*(b for b in newest if b.mark in MARK_WORDS), *(b for b in newest if b.mark not in MARK_WORDS)]:
        left, right = _edges(bar, scale, undated_at)
        room = (left - 2, right + _behind_px(bar.mark))
        lane = next((n for n, lane in enumerate(taken) if _is_free(lane, room)), len(taken))
        if lane == most:
            continue
        if lane == len(taken):
            taken.append([])
        insort(taken[lane], room)
        placed.append(PlacedBar(bar, left, right, lane))
    placed.sort(key=lambda p: (p.lane, p.left, p.bar.id))
    return ActionRow(action[-1].label, tuple(placed), len(action) - len(placed), len(taken))


def _is_free(lane: list[tuple[float, float]], room: tuple[float, float]) -> bool:
    at = bisect(lane, room)
    before = at == 0 or lane[at - 1][1] <= room[0]
    return before and (at == len(lane) or lane[at][0] >= room[1])


def _edges(bar: Bar, scale: Axis, undated_at: float) -> tuple[float, float]:
    """Where its closed part begins and ends; open ends are drawn beyond."""
    if bar.first is None and bar.last is None:
        return undated_at, undated_at + LEAST_BAR_PX
    first, last = bar.first or bar.last, bar.last or bar.first
    assert first is not None  # one of them is
    assert last is not None
    left, right = scale.begins(first), scale.ends(last)
    middle, half = (left + right) / 2, max(right - left, LEAST_BAR_PX) / 2
    left, right = middle - half, middle + half
    return (left - (OPEN_END_PX if bar.first is None else 0), right + (OPEN_END_PX if bar.last is None else 0))


def _behind_px(mark: ChangeMark) -> float:
    letter = max(width_px(letter, SMALL) for letter in LETTERS.values())
    return GAP_PX + GLYPH_PX + GAP_PX + letter + (GAP_PX + ARROW_PX if mark in MARK_WORDS else 0) + 4


def _row_words(row: ActionRow, room: float) -> tuple[str, ...]:
    held = lines(plain(row.label), room, SIZE, 2)
    if not row.hidden:
        return held
    return (*held, f"{len(row.placed):,} of {len(row.placed) + row.hidden:,} drawn, all in the table")


def _row_px(row: ActionRow, words: int, narrow: bool) -> float:
    bars, text = row.lanes * LANE_PX, words * LINE_PX
    return (text + 4 + bars if narrow else max(bars, text)) + 10


def _draw_axis(sheet: Canvas, scale: Axis, top: float, undated_at: float | None, right: float) -> None:
    before = -1.0
    for tick in scale.ticks(size=SMALL):
        x = scale.begins(tick.day)
        half = width_px(tick.label, SMALL) / 2
        if x - half > before and x - half >= 2 and x + half <= (undated_at or right):
            sheet.text(x, top - 8, tick.label, size=SMALL, tone=Tone.QUIET, anchor="middle")
            before = x + half + 4
    if undated_at is not None:
        sheet.text(undated_at + 4, top - 8, "no day", size=SMALL, tone=Tone.QUIET)


def _draw_row(
    sheet: Canvas,
    row: ActionRow,
    words: Sequence[str],
    y: float,
    tall: float,
    *,
    width: int,
    narrow: bool,
    address: Address | None,
) -> None:
    sheet.path(f"M{number(MARGIN_PX)} {number(y)}H{number(width - MARGIN_PX)}", stroke=Tone.GRID)
    label = sheet.inside(title=row.label)
    for n, line in enumerate(words):
        small = row.hidden and n == len(words) - 1
        label.text(
            MARGIN_PX,
            y + 5 + 12 + LINE_PX * n,
            line,
            size=SMALL if small else SIZE,
            tone=Tone.QUIET if small else Tone.INK,
        )
    above = y + 5 + (LINE_PX * len(words) + 4 if narrow else max(0.0, (tall - 10 - row.lanes * LANE_PX) / 2))
    for placed in row.placed:
        bar = placed.bar
        to = address(bar.record_id) if address else None
        mark = f", {MARK_WORDS[bar.mark]}" if bar.mark in MARK_WORDS else ""
        title = f"{bar.sentence}. Said {bar.days}; {bar.strength.value}{mark}"
        _draw_bar(sheet.link(to, title=title), placed, above + placed.lane * LANE_PX)


def _draw_bar(sheet: Canvas, placed: PlacedBar, top: float) -> None:
    bar = placed.bar
    middle = top + LANE_PX / 2
    tall = bar_px(bar.strength)
    upper, lower = middle - tall / 2, middle + tall / 2
    room = placed.right + _behind_px(bar.mark) - placed.left
    sheet.target(placed.left - 1, top, max(room, TARGET_PX), LANE_PX)
    known_left = placed.left + (OPEN_END_PX if bar.first is None and bar.last is not None else 0)
    known_right = placed.right - (OPEN_END_PX if bar.last is None and bar.first is not None else 0)
    tone = step(bar.strength)
    if bar.first is None and bar.last is None:
        sheet.path(_box(placed.left - OPEN_END_PX / 2, placed.right, upper, lower), fill=tone, faint=True)
        for y in (upper, lower):
            sheet.path(
                f"M{number(placed.left - OPEN_END_PX / 2)} {number(y)}H{number(placed.right)}",
                stroke=Tone.LINE,
                dashed=True,
            )
    else:
        for open_, left, right in (
            (bar.first is None, placed.left, known_left),
            (bar.last is None, known_right, placed.right),
        ):
            if open_:
                sheet.path(_box(left, right, upper, lower), fill=tone, faint=True)
                edges = "".join(f"M{number(left)} {number(y)}H{number(right)}" for y in (upper, lower))
                sheet.path(edges, stroke=Tone.LINE, dashed=True)
        sheet.path(_box(known_left, known_right, upper, lower), fill=tone)
        sheet.path(
            _outline(known_left, known_right, upper, lower, bar.first is None, bar.last is None), stroke=Tone.LINE
        )
    x = placed.right + GAP_PX
    draw_glyph(sheet, bar.mode, x + GLYPH_PX / 2, middle)
    x += GLYPH_PX + GAP_PX
    sheet.text(x, middle + 4, LETTERS[bar.strength], size=SMALL)
    x += width_px("D", SMALL) + GAP_PX
    if bar.mark in MARK_WORDS:
        draw_mark(sheet, bar.mark, x + ARROW_PX / 2, middle)


def bar_px(strength: Strength) -> float:
    """The height of a bar: 6 px for none, 18 for categorical."""
    return 6.0 + 2 * strength.rank


def _box(left: float, right: float, upper: float, lower: float) -> str:
    return f"M{number(left)} {number(upper)}H{number(right)}V{number(lower)}H{number(left)}Z"


def _outline(left: float, right: float, upper: float, lower: float, open_left: bool, open_right: bool) -> str:
    way = f"M{number(left)} {number(upper)}H{number(right)}"
    way += f"M{number(right)} {number(lower)}H{number(left)}" if open_right else f"V{number(lower)}H{number(left)}"
    return way if open_left else f"{way}V{number(upper)}"


def draw_glyph(sheet: Canvas, mode: Mode, x: float, y: float) -> None:
    """◇ if, ▣ unless, ▲ even if, ● no condition; drawn, since not every font has them."""
    if mode is Mode.NONE:
        sheet.circle(x, y, 4, fill=Tone.INK)
    elif mode is Mode.IF:
        sheet.path(f"M{number(x)} {number(y - 5)}l5 5l-5 5l-5 -5Z", stroke=Tone.INK, thick=1.4)
    elif mode is Mode.UNLESS:
        sheet.rect(x - 4.5, y - 4.5, 9, 9, stroke=Tone.INK, thick=1.4)
        sheet.rect(x - 2, y - 2, 4, 4, fill=Tone.INK)
    else:
        sheet.path(f"M{number(x)} {number(y - 5)}l5 9h-10Z", fill=Tone.INK)


def draw_mark(sheet: Canvas, mark: ChangeMark, x: float, y: float) -> None:
    """↑ hardened, ↓ softened, × withdrawn, ≠ contradicted, ↕ changed both ways."""
    up, down = "M-3.5 -1.5L0 -5.5L3.5 -1.5", "M-3.5 1.5L0 5.5L3.5 1.5"
    shapes: dict[ChangeMark, str] = {
        ChangeMark.HARDENED: f"M0 5.5V-5.5{up}",
        ChangeMark.SOFTENED: f"M0 -5.5V5.5{down}",
        ChangeMark.WITHDRAWN: "M-3.5 -3.5L3.5 3.5M-3.5 3.5L3.5 -3.5",
        ChangeMark.CONTRADICTED: "M-4 -2H4M-4 2H4M2.5 -5L-2.5 5",
        ChangeMark.CHANGED: f"M0 5.5V-5.5{up}{down}",
    }
    sheet.at(x, y).path(shapes[mark], stroke=Tone.INK, thick=1.6)


def _legend(bars: Iterable[Bar]) -> tuple[LegendItem, ...]:
    marks = {b.mark for b in bars}

    def glyph(mode: Mode) -> Callable[[Canvas, float, float], None]:
        return lambda sheet, x, y: draw_glyph(sheet, mode, x + 6, y)

    def mark_(mark: ChangeMark) -> Callable[[Canvas, float, float], None]:
        return lambda sheet, x, y: draw_mark(sheet, mark, x + 6, y)

    def swatch(strength: Strength) -> Callable[[Canvas, float, float], None]:
        tall = bar_px(strength)
        return lambda sheet, x, y: sheet.rect(x + 1, y - tall / 2, 10, tall, fill=step(strength), stroke=Tone.LINE)

    def open_end(sheet: Canvas, x: float, y: float) -> None:
        sheet.path(_box(x, x + 8, y - 7, y + 7), fill=Tone.STEP_3, faint=True)
        sheet.path(f"M{number(x)} {number(y - 7)}h8M{number(x)} {number(y + 7)}h8", stroke=Tone.LINE, dashed=True)
        sheet.rect(x + 8, y - 7, 4, 14, fill=Tone.STEP_3)

    return (
        *(LegendItem(f"{LETTERS[s]} {s.value}", swatch(s)) for s in Strength),
        *(LegendItem(MODE_WORDS[m], glyph(m)) for m in (Mode.IF, Mode.UNLESS, Mode.EVEN_IF, Mode.NONE)),
        *(LegendItem(words, mark_(m)) for m, words in MARK_WORDS.items() if m in marks),
        LegendItem("or earlier, or later: that end is not known", open_end),
    )


def _folded_words(folded: list[list[Bar]]) -> str:
    if not folded:
        return ""
    said = sum(len(action) for action in folded)
    return f"and {counted(len(folded), 'more action')}, {counted(said, 'saying')}: in the table"


def _says(actions: list[list[Bar]], folded: list[list[Bar]]) -> str:
    """What a reader of screens is told."""
    if not actions:
        return "Nothing is on record."
    said = sum(len(d) for d in actions)
    moved = [f"{n} {words}" for m, words in MARK_WORDS.items() if (n := sum(b.mark is m for d in actions for b in d))]
    days = [day for d in actions for b in d for day in (b.first, b.last) if day]
    span = f", {min(days)} to {max(days)}" if days else ""
    more = f" {counted(len(folded), 'action')} of them are only in the table." if folded else ""
    told = f"; {', '.join(moved)}" if moved else ""
    return (
        f"{counted(said, 'saying')} about {counted(len(actions), 'action')}{span}{told}.{more} The table has the words."
    )


def _table(title: str, actions: list[list[Bar]], address: Address | None) -> Table:
    rows = tuple(
        (
            Cell(b.label),
            Cell(b.first),
            Cell(b.last),
            Cell(b.sentence),
            Cell(MODE_WORDS[b.mode]),
            Cell(b.strength.value),
            Cell(b.mark.value),
            Cell("; ".join(b.reasons) or None),
            Cell(b.speaker),
            Cell(b.record_id, address(b.record_id) if address else None),
        )
        for action in actions
        for b in action
    )
    return Table(title, COLUMNS, rows)
