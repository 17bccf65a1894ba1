"""The states of the world, each as dark as it has norms: on a plane of equal areas.

In:      OnMap: an actor's code, its name, how many norms
Out:     Drawing: SVG and its table, which has every actor
Refuses: nothing; an actor that is no state on the map is counted beside, and stands in the table
Source:  data/map_shapes.csv (tools/build_map_shapes.py); docs/drawings.md
Shown:   tests/drawings/test_world_map.py

One hue, the ramp of strengths. Its first steps are hardly told from the ground, and no line is told from all of its
steps: pale states have a border in ink, dark ones in the colour of the ground. What is smaller than a dot is a dot, and
is named in a list. A state leads to its actor where a finger can hit it; the table leads to all.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from onrecord.data import rows
from onrecord.drawings.canvas import TARGET_PX, Address, Canvas, plain
from onrecord.drawings.legend import LegendItem, draw_legend, legend_height
from onrecord.drawings.tones import STEPS, Tone
from onrecord.drawings.twins import Cell, Drawing, Table, counted
from onrecord.drawings.widths import lines

MARGIN_PX = 12.0
SMALL, HEADING = 11.0, 15.0
LINE_PX = 15.0
# Less than this wide or high a shape is a dot.
LEAST_PX, DOT_PX = 6.0, 4.0
MOST_LISTED = 24
CLASSES = 6
# From this step on the ground is 3:1 against it; before it, ink is.
DARK_FROM = 3
NOT_OURS = "Shapes are Natural Earth's: they draw who holds a place, not whose it is."
COLUMNS = ("who", "norms")


@dataclass(frozen=True, slots=True)
class OnMap:
    """An actor. norms: one or more."""

    code: str
    name: str
    norms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StateShape:
    """Where a state lies, in units of the table. path: "" where it is too small for one; code: "" for nobody's own."""

    code: str
    name: str
    x: int
    y: int
    wide: int
    high: int
    path: str


@cache
def shapes() -> tuple[StateShape, ...]:
    """Every shape of the table."""
    return tuple(
        StateShape(
            code=row["state"],
            name=row["name"],
            x=int(row["x"]),
            y=int(row["y"]),
            wide=int(row["wide"]),
            high=int(row["high"]),
            path=row["path"],
        )
        for row in rows("map_shapes.csv")
    )


# What the table was made for: tools/build_map_shapes.py. Units wide, and high down to the south of Chile.
WIDE_UNITS, HIGH_UNITS = 1920, 830


def classes(most: int) -> tuple[int, ...]:
    """The greatest number of each class, at most CLASSES of them: one number each, or by ever greater steps.

    >>> classes(3), classes(400)
    ((1, 2, 3), (3, 8, 20, 55, 148, 400))
    """
    if most <= CLASSES:
        return tuple(range(1, most + 1))
    return tuple(sorted({-(-round(10 * most ** (n / CLASSES)) // 10) for n in range(1, CLASSES + 1)}))


def draw_map(
    held: Iterable[OnMap], *, title: str, width: int = 960, name: str = "map", address: Address | None = None
) -> Drawing:
    """The picture. name: of its ids, one on each page; address: of an actor, by its code."""
    actors = sorted(held, key=lambda a: (-a.norms, a.code))
    table = Table(
        title, COLUMNS, tuple((Cell(a.name, address(a.code) if address else None), Cell(a.norms)) for a in actors)
    )
    by_code = {actor.code: actor for actor in actors}
    room = width - 2 * MARGIN_PX
    px = room / WIDE_UNITS
    tops = classes(actors[0].norms) if actors else ()
    small = sorted(
        (s for s in shapes() if s.code in by_code and _is_small(s, px)), key=lambda s: (-by_code[s.code].norms, s.code)
    )
    listed = tuple(_listed(by_code[s.code], tops) for s in small[:MOST_LISTED])
    notes = _notes(actors, len(small))
    legend = (*_legend(tops), LegendItem("none on record", _swatch(Tone.GROUND, Tone.LINE)))
    heading = lines(plain(title), room, HEADING, 3)
    told = [line for note in notes for line in lines(note, room, SMALL, 4)]
    top = MARGIN_PX + 20 * len(heading)
    below = top + HIGH_UNITS * px + 10
    height = round(below + legend_height(legend, room) + legend_height(listed, room) + LINE_PX * len(told) + MARGIN_PX)
    sheet = Canvas.sheet(
        name=name, width=width, height=height, title=title, says=" ".join(notes), links=address is not None
    )
    for n, line in enumerate(heading):
        sheet.text(MARGIN_PX, MARGIN_PX + 14 + 20 * n, line, size=HEADING)
    _draw_shapes(sheet, by_code, tops, x=MARGIN_PX, y=top, px=px, address=address)
    draw_legend(sheet, legend, MARGIN_PX, below, room)
    y = below + legend_height(legend, room)
    draw_legend(sheet, listed, MARGIN_PX, y, room)
    y += legend_height(listed, room) + LINE_PX - 3
    for n, line in enumerate(told):
        sheet.text(MARGIN_PX, y + LINE_PX * n, line, size=SMALL, tone=Tone.QUIET)
    return Drawing(sheet.written(), table, width, height)


def _draw_shapes(
    sheet: Canvas,
    by_code: dict[str, OnMap],
    tops: tuple[int, ...],
    *,
    x: float,
    y: float,
    px: float,
    address: Address | None,
) -> None:
    """What has nothing first, then the darkest, so that the border of a pale one is over that of a dark one."""
    world = sheet.at(x, y, times=px)

    def norms(shape: StateShape) -> int:
        return by_code[shape.code].norms if shape.code in by_code else 0

    for shape in sorted((s for s in shapes() if s.path), key=lambda s: (norms(s) > 0, -norms(s), s.code, s.name)):
        actor = by_code.get(shape.code)
        if actor is None:
            group = world.inside(title=f"{shape.name}: none on record")
            group.path(shape.path, fill=Tone.GROUND, stroke=Tone.LINE, thick=0.7 / px)
            continue
        fill, border = _tones(actor.norms, tops)
        hit = min(shape.wide, shape.high) * px >= TARGET_PX and address is not None
        words = f"{actor.name}: {counted(actor.norms, 'norm')}"
        group = world.link(address(actor.code), title=words) if address and hit else world.inside(title=words)
        group.path(shape.path, fill=fill, stroke=border, thick=0.7 / px)
    for shape in shapes():
        actor = by_code.get(shape.code)
        if actor is not None and _is_small(shape, px):
            fill, _ = _tones(actor.norms, tops)
            dot = sheet.inside(title=f"{actor.name}: {counted(actor.norms, 'norm')}")
            dot.circle(x + shape.x * px, y + shape.y * px, DOT_PX, fill=fill, stroke=Tone.INK)


def _is_small(shape: StateShape, px: float) -> bool:
    return not shape.path or max(shape.wide, shape.high) * px < LEAST_PX


def _class(norms: int, tops: tuple[int, ...]) -> int:
    return next(n for n, top in enumerate(tops) if norms <= top)


def _tones(norms: int, tops: tuple[int, ...]) -> tuple[Tone, Tone]:
    """What fills a state, and its border."""
    return _tones_of(_class(norms, tops), len(tops))


def _tones_of(n: int, many: int) -> tuple[Tone, Tone]:
    # The first step of the ramp is too near the ground to be told from a state with nothing.
    step = 1 + round(n * (len(STEPS) - 2) / (many - 1)) if many > 1 else DARK_FROM
    return STEPS[step], Tone.GROUND if step >= DARK_FROM else Tone.INK


def _legend(tops: tuple[int, ...]) -> Iterable[LegendItem]:
    low = 1
    for n, top in enumerate(tops):
        words = f"{low:,}" if low == top else f"{low:,} to {top:,}"
        yield LegendItem(words, _swatch(_tones_of(n, len(tops))[0], Tone.INK))
        low = top + 1


def _swatch(fill: Tone, border: Tone) -> Callable[[Canvas, float, float], None]:
    def draw(sheet: Canvas, x: float, y: float) -> None:
        sheet.rect(x, y - 6, 12, 12, fill=fill, stroke=border)

    return draw


def _listed(actor: OnMap, tops: tuple[int, ...]) -> LegendItem:
    fill, _ = _tones(actor.norms, tops)

    def draw(sheet: Canvas, x: float, y: float) -> None:
        sheet.circle(x + 6, y, DOT_PX, fill=fill, stroke=Tone.INK)

    return LegendItem(f"{actor.name} {actor.norms:,}", draw)


def _notes(actors: list[OnMap], small: int) -> list[str]:
    drawn = {shape.code for shape in shapes()}
    others = [actor for actor in actors if actor.code not in drawn]
    notes = ["Each number counts norms.", NOT_OURS] if actors else ["Nothing is on record.", NOT_OURS]
    if others:
        norms = counted(sum(actor.norms for actor in others), "norm")
        notes.append(f"{norms} of {counted(len(others), 'actor')} without a place on it: in the table.")
    if small > MOST_LISTED:
        notes.append(f"{counted(small - MOST_LISTED, 'more small state')}: in the table.")
    return notes
