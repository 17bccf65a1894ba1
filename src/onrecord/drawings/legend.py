"""The legend of a picture: signs with their words, in as many lines as they need.

In:      items, the room in px
Out:     drawn items; the height they take
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.drawings.canvas import Canvas
from onrecord.drawings.tones import Tone
from onrecord.drawings.widths import fitted, width_px

SIZE = 11.0
LINE_PX = 22.0
SIGN_PX = 18.0
BETWEEN_PX = 14.0


@dataclass(frozen=True, slots=True)
class LegendItem:
    """Words, and a sign that is drawn within 12 px of the x it is given, its middle at the y."""

    words: str
    draw: Callable[[Canvas, float, float], None]


def legend_height(items: Sequence[LegendItem], room_px: float) -> float:
    """In px."""
    return LINE_PX * (1 + max((line for _, _, line in _placed(items, room_px)), default=-1))


def draw_legend(sheet: Canvas, items: Sequence[LegendItem], x: float, y: float, room_px: float) -> None:
    """Draw it with its upper left corner there."""
    for item, at, line in _placed(items, room_px):
        middle = y + LINE_PX * line + LINE_PX / 2
        item.draw(sheet, x + at, middle)
        words = fitted(item.words, room_px - SIGN_PX, SIZE)
        sheet.text(x + at + SIGN_PX, middle + 4, words, size=SIZE, tone=Tone.QUIET)


def _placed(items: Sequence[LegendItem], room_px: float) -> Iterator[tuple[LegendItem, float, int]]:
    """Each item with its x and its line."""
    at, line = 0.0, 0
    for item in items:
        wide = SIGN_PX + width_px(item.words, SIZE)
        if at and at + wide > room_px:
            at, line = 0.0, line + 1
        yield item, at, line
        at += wide + BETWEEN_PX
