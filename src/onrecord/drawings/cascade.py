"""The cascade of a what-if: what is assumed on the left, right of it the norms it meets, then those their actions meet;
on a narrow sheet one below the other, with rails at the side.

In:      Course, or a Chain made by hand; a width
Out:     Drawing: SVG and its table
Refuses: nothing; boxes past the sixtieth are counted
Source:  docs/drawings.md
Shown:   tests/drawings/test_cascade.py

What is certain is drawn solid, what holds only as a rule or only perhaps dashed; a word on each arrow says the same,
and its title the reason, slot by slot.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.drawings.canvas import Address, Canvas, number, plain
from onrecord.drawings.chain import MOST_BOXES, Arrow, Box, Chain, chain, renumbered
from onrecord.drawings.layers import LayerLayout, laid_out
from onrecord.drawings.legend import LegendItem, draw_legend, legend_height
from onrecord.drawings.tones import Tone, verdict_tone
from onrecord.drawings.twins import Cell, Drawing, Table, counted
from onrecord.drawings.widths import fitted, lines, width_px
from onrecord.reasoning.chaining import Course

MARGIN_PX = 12.0
SIZE, SMALL, HEADING = 12.0, 11.0, 15.0
LINE_PX = 15.0
PAD_PX = 8.0
PORT_PX = 17.0
BETWEEN_PX = 14.0
PASS_PX = 10.0
HEAD_PX = 7.0
# A layer needs so much; where the sheet has less for each, boxes stand one below the other.
LEAST_BOX_PX, LEAST_GAP_PX = 120.0, 84.0
WIDEST_BOX_PX, WIDEST_GAP_PX = 330.0, 276.0
MOST_LINES = 6
RAIL_PX = 9.0
MOST_RAILS = 6
COLUMNS = (
    "box",
    "step",
    "event or norm",
    "verdict",
    "rests on",
    "follows from",
    "why",
    "certain",
    "leads to",
    "record",
)


@dataclass(frozen=True, slots=True)
class WrittenBox:
    """A box with its words broken into lines, each with its tone, and its height."""

    box: Box
    told: tuple[tuple[str, Tone], ...]
    tall: float

    @property
    def first_line(self) -> float:
        """How far below its upper edge the middle of the first line is."""
        return (self.tall - len(self.told) * LINE_PX) / 2 + 7.5


def draw_cascade(
    course: Course | Chain,
    *,
    title: str,
    width: int = 960,
    address: Address | None = None,
    name: str = "cascade",
) -> Drawing:
    """The picture. address: of a record, by its id; without it nothing links. name: of its ids, one on each page."""
    made = renumbered(course if isinstance(course, Chain) else chain(course, most=MOST_BOXES))
    pairs = [(a.source, a.target) for a in made.arrows]
    names = [box.id for box in made.boxes]
    shape = laid_out(names, pairs, dict.fromkeys(names, 0.0), gap=1, pass_px=1)
    room = width - 2 * MARGIN_PX
    layers = max(shape.layers, 1)
    beside = layers * LEAST_BOX_PX + (layers - 1) * LEAST_GAP_PX <= room
    table = _table(title, made, address)
    drawer = _Beside(made, room) if beside else _Below(made, room)
    heading = lines(plain(title), room, HEADING, 3)
    foot = _left_out(made)
    top = MARGIN_PX + 20 * len(heading) + 12
    legend = _legend(made)
    told = lines(foot, room, SMALL, 2) if foot else ()
    below = top + drawer.height + 12
    height = round(below + LINE_PX * len(told) + legend_height(legend, room) + MARGIN_PX)
    sheet = Canvas.sheet(
        name=name, width=width, height=height, title=title, says=_says(made), links=address is not None
    )
    for n, line in enumerate(heading):
        sheet.text(MARGIN_PX, MARGIN_PX + 14 + 20 * n, line, size=HEADING)
    drawer.draw(sheet.at(MARGIN_PX, top), address)
    y = below
    for line in told:
        sheet.text(MARGIN_PX, y + 8, line, size=SMALL, tone=Tone.QUIET)
        y += LINE_PX
    draw_legend(sheet, legend, MARGIN_PX, y, room)
    return Drawing(sheet.written(), table, width, height)


class _Beside:
    """Layers from left to right."""

    def __init__(self, made: Chain, room: float) -> None:
        self._made = made
        names = [box.id for box in made.boxes]
        pairs = [(a.source, a.target) for a in made.arrows]
        layers = max(laid_out(names, pairs, dict.fromkeys(names, 0.0), gap=1, pass_px=1).layers, 1)
        # Two fifths of what boxes do not need at least goes to the words on the arrows.
        spare = room - layers * LEAST_BOX_PX - (layers - 1) * LEAST_GAP_PX
        self._box_px = min(LEAST_BOX_PX + spare * 0.6 / layers, WIDEST_BOX_PX)
        self._gap_px = (room - layers * self._box_px) / (layers - 1) if layers > 1 else 0.0
        self._gap_px = min(self._gap_px, WIDEST_GAP_PX)
        into: dict[str, int] = defaultdict(int)
        for arrow in made.arrows:
            into[arrow.target] += 1
        self._written = {b.id: _written(b, self._box_px, least=into[b.id] * PORT_PX + 6) for b in made.boxes}
        tall = {name: w.tall for name, w in self._written.items()}
        self._layout = laid_out(names, pairs, tall, gap=BETWEEN_PX, pass_px=PASS_PX)
        self.height = self._layout.height

    def draw(self, sheet: Canvas, address: Address | None) -> None:
        """Arrows first, boxes over them."""
        layout = self._layout
        ports = _ports(self._made.arrows, layout)
        for n, arrow in enumerate(self._made.arrows):
            self._draw_arrow(sheet, arrow, ports[n])
        for box in self._made.boxes:
            written = self._written[box.id]
            top = layout.middle[box.id] - written.tall / 2
            _draw_box(sheet, written, self._left(layout.layer[box.id]), top, self._box_px, address)

    def _left(self, layer: int) -> float:
        return layer * (self._box_px + self._gap_px)

    def _draw_arrow(self, sheet: Canvas, arrow: Arrow, port: tuple[float, float]) -> None:
        layout = self._layout
        if (arrow.source, arrow.target) in layout.back:
            return  # said in the table
        from_y, to_y = (layout.middle[e] + p for e, p in zip((arrow.source, arrow.target), port, strict=True))
        x = self._left(layout.layer[arrow.source]) + self._box_px
        end = self._left(layout.layer[arrow.target])
        words_px = min(max(self._gap_px - 40, 44), 200)
        way = f"M{number(x)} {number(from_y)}"
        y = from_y
        for layer, at in layout.passes.get((arrow.source, arrow.target), ()):
            left = self._left(layer)
            way += _curve(x, y, left - words_px - HEAD_PX, at) + f"H{number(left + self._box_px)}"
            x, y = left + self._box_px, at
        words_at = end - words_px - HEAD_PX
        way += _curve(x, y, words_at, to_y) + f"H{number(end - HEAD_PX + 1)}"
        title = f"{arrow.label}: {'; '.join(arrow.reasons)}" if arrow.reasons else arrow.label
        group = sheet.inside(title=title)
        group.path(way, stroke=Tone.LINE, thick=1.4, dashed=not arrow.certain)
        group.path(f"M{number(end)} {number(to_y)}l-{number(HEAD_PX)} -4v8Z", fill=Tone.LINE)
        words = _on_arrow(arrow, words_px - 4)
        group.text(words_at + 2, to_y - 3, words, size=SMALL, tone=Tone.QUIET)


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    middle = (x + to_x) / 2
    return f"C{number(middle)} {number(y)} {number(middle)} {number(to_y)} {number(to_x)} {number(to_y)}"


def _on_arrow(arrow: Arrow, room: float) -> str:
    """The label; with the first reason where there is room for some of it."""
    if not arrow.certain and arrow.reasons:
        whole = f"{arrow.label}: {arrow.reasons[0].split(', ', 2)[-1]}"
        if width_px(whole, SMALL) <= room or room > 120:
            return fitted(plain(whole), room, SMALL)
    if width_px(arrow.label, SMALL) <= room:
        return arrow.label
    return fitted("yes" if arrow.certain else "maybe", room, SMALL)


def _ports(arrows: Sequence[Arrow], layout: LayerLayout) -> list[tuple[float, float]]:
    """For each arrow how far from the middles of its boxes it leaves and arrives: in the order of the other ends."""
    found = [[0.0, 0.0] for _ in arrows]
    for side, own, other in ((0, "source", "target"), (1, "target", "source")):
        by_box: dict[str, list[int]] = defaultdict(list)
        for n, arrow in enumerate(arrows):
            by_box[getattr(arrow, own)].append(n)
        for held in by_box.values():
            held.sort(key=lambda n: (_near(arrows[n], layout, side), layout.middle[getattr(arrows[n], other)], n))
            apart = PORT_PX if side else min(PORT_PX, 30 / max(len(held), 1))
            for place, n in enumerate(held):
                found[n][side] = (place - (len(held) - 1) / 2) * apart + (4 if side else 0)
    return [(a, b) for a, b in found]


def _near(arrow: Arrow, layout: LayerLayout, side: int) -> float:
    """Where the arrow is in the layer next to the box."""
    passes = layout.passes.get((arrow.source, arrow.target), ())
    if passes:
        return passes[-1 if side else 0][1]
    return layout.middle[arrow.source if side else arrow.target]


class _Below:
    """Boxes one below the other, layer after layer; at their left a rail from each box to those it leads to."""

    def __init__(self, made: Chain, room: float) -> None:
        self._made = made
        names = [box.id for box in made.boxes]
        pairs = [(a.source, a.target) for a in made.arrows]
        layout = laid_out(names, pairs, dict.fromkeys(names, 1.0), gap=0, pass_px=0)
        order = sorted(made.boxes, key=lambda b: (layout.layer[b.id], layout.middle[b.id], int(b.id)))
        self._place = {box.id: n for n, box in enumerate(order)}
        self._rails = self._railed()
        used = max((n + 1 for n in self._rails.values()), default=0)
        self._left = used * RAIL_PX + (12 if used else 0)
        self._box_px = min(room - self._left, 520.0)
        self._into: dict[str, list[Arrow]] = defaultdict(list)
        for arrow in made.arrows:
            self._into[arrow.target].append(arrow)
        self._written: list[WrittenBox] = [
            _written(box, self._box_px, badge=True, arrows=self._into[box.id]) for box in order
        ]
        self._tops: list[float] = []
        y = 0.0
        for written in self._written:
            self._tops.append(y)
            y += written.tall + BETWEEN_PX - 2
        self.height = max(y - BETWEEN_PX + 2, 0.0)

    def _railed(self) -> dict[str, int]:
        """The rail of each box that leads somewhere, the shortest nearest to the boxes; none past the sixth."""
        ends: dict[str, int] = {}
        for arrow in self._made.arrows:
            if self._place[arrow.target] > self._place[arrow.source]:
                ends[arrow.source] = max(ends.get(arrow.source, 0), self._place[arrow.target])
        taken: list[list[tuple[int, int]]] = []
        found: dict[str, int] = {}
        for name, end in sorted(ends.items(), key=lambda e: (e[1] - self._place[e[0]], self._place[e[0]])):
            start = self._place[name]
            free = (n for n, rail in enumerate(taken) if all(end <= a or start >= b for a, b in rail))
            rail = next(free, len(taken))
            if rail == MOST_RAILS:
                continue
            if rail == len(taken):
                taken.append([])
            taken[rail].append((start, end))
            found[name] = rail
        return found

    def _arrives(self, arrow: Arrow) -> float:
        """At the line of the box that tells of the arrow."""
        n = self._place[arrow.target]
        return self._tops[n] + self._written[n].first_line + self._into[arrow.target].index(arrow) * LINE_PX

    def draw(self, sheet: Canvas, address: Address | None) -> None:
        """Rails first, boxes over them."""
        from_: Mapping[str, list[Arrow]] = defaultdict(list)
        for arrow in self._made.arrows:
            from_[arrow.source].append(arrow)
        for name, rail in self._rails.items():
            x = self._left - 12 - rail * RAIL_PX
            start = self._tops[self._place[name]] + self._written[self._place[name]].tall - 12
            arrows = [a for a in from_[name] if self._place[a.target] > self._place[name]]
            ends = [(self._arrives(a), a) for a in arrows]
            sure = max((y for y, a in ends if a.certain), default=start)
            way = f"M{number(self._left)} {number(start)}H{number(x)}V{number(sure)}"
            sheet.path(way, stroke=Tone.LINE, thick=1.4)
            last = max(y for y, _ in ends)
            if last > sure:
                sheet.path(f"M{number(x)} {number(sure)}V{number(last)}", stroke=Tone.LINE, thick=1.4, dashed=True)
            for y, arrow in ends:
                group = sheet.inside(title=f"{arrow.label}: {'; '.join(arrow.reasons)}")
                group.path(
                    f"M{number(x)} {number(y)}H{number(self._left - HEAD_PX)}",
                    stroke=Tone.LINE,
                    thick=1.4,
                    dashed=not arrow.certain,
                )
                group.path(f"M{number(self._left)} {number(y)}l-{number(HEAD_PX)} -4v8Z", fill=Tone.LINE)
        for written, top in zip(self._written, self._tops, strict=True):
            _draw_box(sheet, written, self._left, top, self._box_px, address)


def _written(
    box: Box, box_px: float, *, least: float = 0.0, badge: bool = False, arrows: Sequence[Arrow] = ()
) -> WrittenBox:
    """The lines of a box. badge: it begins with its number, and says which boxes it follows from."""
    room = box_px - 2 * PAD_PX
    told: list[tuple[str, Tone]] = []
    for arrow in arrows:
        how = _on_arrow(arrow, room)
        of = f"from {arrow.source}, {'certain' if arrow.certain else 'perhaps'}: {how}"
        told.append((fitted(plain(of), room, SMALL), Tone.QUIET))
    head = f"{box.id}  " if badge else ""
    told += [(line, Tone.INK) for line in lines(plain(head + box.words), room, SIZE, MOST_LINES)]
    if box.verdict is not None:
        resting = f"; {box.strength.value}" if box.strength else ""
        words = box.verdict_words + resting
        told += [(line, verdict_tone(box.verdict)) for line in lines(plain(words), room, SMALL, 2)]
    if box.so is not None:
        told += [(line, Tone.INK) for line in lines(plain(f"→ {box.so}"), room, SMALL, 3)]
    if box.why_not is not None:
        told += [(line, Tone.QUIET) for line in lines(plain(f"held back: {box.why_not}"), room, SMALL, 3)]
    return WrittenBox(box, tuple(told), max(len(told) * LINE_PX + 2 * PAD_PX - 3, least, 26))


def _draw_box(sheet: Canvas, written: WrittenBox, x: float, y: float, wide: float, address: Address | None) -> None:
    box = written.box
    verdict = f"; {box.verdict_words}" if box.verdict else ""
    title = f"{box.words}{verdict}" + (f"; then {box.so}" if box.so else "")
    to = address(box.record_id) if address and box.record_id else None
    seen = " ".join(line for line, _ in written.told)
    group = sheet.link(to, title=title, name=f"{seen}. In full: {title}" if "…" in seen else seen)
    tone = verdict_tone(box.verdict) if box.verdict else Tone.LINE
    group.rect(
        x,
        y,
        wide,
        written.tall,
        fill=Tone.GROUND,
        stroke=tone,
        radius=3 if box.verdict else 12,
        thick=2 if box.verdict is not None and box.verdict.strong else 1,
    )
    at = y + written.first_line + 4
    for n, (line, tone) in enumerate(written.told):
        size = SIZE if tone is Tone.INK and not line.startswith("→") else SMALL
        group.text(x + PAD_PX, at + n * LINE_PX, line, size=size, tone=tone)


def _legend(made: Chain) -> tuple[LegendItem, ...]:
    def arrow(dashed: bool) -> LegendItem:
        def draw(sheet: Canvas, x: float, y: float) -> None:
            sheet.path(f"M{number(x)} {number(y)}h14", stroke=Tone.LINE, thick=1.4, dashed=dashed)

        return LegendItem("dashed: perhaps, or as a rule" if dashed else "solid: certain", draw)

    def event(sheet: Canvas, x: float, y: float) -> None:
        sheet.rect(x, y - 6, 14, 12, fill=Tone.GROUND, stroke=Tone.LINE, radius=6)

    def norm(sheet: Canvas, x: float, y: float) -> None:
        sheet.rect(x, y - 6, 14, 12, fill=Tone.GROUND, stroke=Tone.STANDS, radius=2)

    items = [LegendItem("what the scenario says", event), LegendItem("what somebody said it will do", norm)]
    if made.arrows:
        items += [arrow(False), arrow(True)]
    return tuple(items)


def _left_out(made: Chain) -> str:
    if not made.left_out:
        return ""
    noun = "norm that is" if made.left_out == 1 else "norms that are"
    return f"and {made.left_out:,} more {noun} met or may be, not drawn: the answer lists them"


def _says(made: Chain) -> str:
    norms = [b for b in made.boxes if b.verdict is not None]
    events = len(made.boxes) - len(norms)
    if not norms:
        return "No norm on record is met by what the scenario says."
    certain = sum(a.certain for a in made.arrows)
    last = max(b.step for b in norms)
    steps = "in one step" if last == 0 else f"in {last + 1} steps"
    meets = "meets, or may meet," if events == 1 else "meet, or may meet,"
    told = f"{counted(events, 'event')} of the scenario {meets} {counted(len(norms), 'norm')} {steps}; "
    told += f"{certain:,} of {counted(len(made.arrows), 'arrow')} certain."
    return f"{told} {_left_out(made)}".strip()


def _table(title: str, made: Chain, address: Address | None) -> Table:
    """A row for each arrow; a box that nothing leads to has one of its own."""
    into: dict[str, list[Arrow]] = defaultdict(list)
    leads: dict[str, list[str]] = defaultdict(list)
    for arrow in made.arrows:
        into[arrow.target].append(arrow)
        leads[arrow.source].append(arrow.target)
    held: dict[str, Sequence[Arrow | None]] = {box.id: into[box.id] or (None,) for box in made.boxes}
    rows = tuple(_cells(box, one, leads[box.id], address) for box in made.boxes for one in held[box.id])
    return Table(title, COLUMNS, rows)


def _cells(box: Box, one: Arrow | None, leads: Sequence[str], address: Address | None) -> tuple[Cell, ...]:
    return (
        Cell(int(box.id)),
        Cell(box.step),
        Cell(box.words if box.pattern is None else f"{box.words} [{box.pattern}]"),
        Cell(box.verdict_words or None),
        Cell(box.strength.value if box.strength else None),
        Cell(int(one.source) if one else None),
        Cell("; ".join((one.label, *one.reasons)) if one else None),
        Cell(("yes" if one.certain else "perhaps") if one else None),
        Cell(", ".join(dict.fromkeys(leads)) or None),
        Cell(box.record_id, address(box.record_id) if address and box.record_id else None),
    )
