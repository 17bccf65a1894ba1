"""How wide words will be when they are drawn, before anybody has drawn them.

In:      text, a size in px, the room there is
Out:     its width in px; the text cut with an ellipsis, or broken into lines, so that it fits
Source:  data/advance_widths.csv: DejaVu Sans, which is wider than Arial, Helvetica, Segoe UI, Roboto and San Francisco,
         so that what fits here fits in whichever of them a screen has
Shown:   tests/drawings/test_widths.py
"""

import unicodedata
from functools import cache

from onrecord.data import rows

ELLIPSIS = "…"
# In thousandths of an em. WIDE: East Asian. UNKNOWN: any letter the table lacks; few are wider.
WIDE, UNKNOWN = 1000, 900
_UNSEEN = frozenset({"Mn", "Me", "Cf"})


def width_px(text: str, size: float) -> float:
    """The width of one line; an estimate from above.

    >>> width_px("will", 10)
    16.52
    """
    return round(sum(map(_advance, text)) * size / 1000, 2)


def fitted(text: str, room_px: float, size: float) -> str:
    """The text, or as much of its beginning as fits with an ellipsis; "" where not even that does."""
    if width_px(text, size) <= room_px:
        return text
    left = room_px * 1000 / size - _advance(ELLIPSIS)
    kept = 0
    for char in text:
        left -= _advance(char)
        if left < 0:
            break
        kept += 1
    cut = text[:kept].rstrip() + ELLIPSIS
    return cut if width_px(cut, size) <= room_px else ""


def lines(text: str, room_px: float, size: float, most: int) -> tuple[str, ...]:
    """At most so many lines; the last ends with an ellipsis where more would follow. A word too long is broken."""
    words = text.split()
    found: list[str] = []
    line = ""
    while words:
        word = words[0]
        longer = f"{line} {word}" if line else word
        if width_px(longer, size) <= room_px:
            line = longer
            words.pop(0)
        elif line:
            if len(found) == most - 1:
                break
            found.append(line)
            line = ""
        else:
            head = _head(word, room_px, size)
            if len(found) == most - 1 or not head:
                line = word
                break
            found.append(head)
            words[0] = word[len(head) :]
    if words:
        rest = " ".join((line, *words)) if line != words[0] else " ".join(words)
        return (*found, fitted(rest, room_px, size))
    return (*found, line) if line else tuple(found)


def _head(word: str, room_px: float, size: float) -> str:
    """The longest beginning of a word that fits."""
    left = room_px * 1000 / size
    for at, char in enumerate(word):
        left -= _advance(char)
        if left < 0:
            return word[:at]
    return word


@cache
def _advance(char: str) -> int:
    for form in (char, unicodedata.normalize("NFD", char)[0]):
        if form in _table():
            return _table()[form]
    if unicodedata.category(char) in _UNSEEN:
        return 0
    return WIDE if unicodedata.east_asian_width(char) in "WF" else UNKNOWN


@cache
def _table() -> dict[str, int]:
    return {char: int(row["thousandths_of_em"]) for row in rows("advance_widths.csv") for char in row["characters"]}
