"""How much goes out at once: so many lines, so many bytes; what is left out is said, and how to get it.

In:      items in order, what makes a line of one; a cursor
Out:     the lines that fit, the pages they stand on, the cursor of what comes after
Refuses: nothing; a first line that alone is too large has its quotations cut
Shown:   tests/faces/mcp/test_capping.py
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from onrecord.faces.cursors import cursor, key_in, part_of
from onrecord.faces.mcp.lines import Lines
from onrecord.faces.mcp.quoted import SHORTEST_CHARS
from onrecord.faces.mcp.shapes import LeftOut, PageCited
from onrecord.ledger import EntrySource

# What an assistant takes in one answer without losing the thread of its own.
MOST_BYTES = 60_000
# For all of an answer that is no line.
AROUND_BYTES = 8_000

GO_ON = "More was found. Ask the same again with `after` set to `next`, or narrow the question."
NARROW = "More was found than is ranked. Narrow the question: more words, an actor, fewer days."

Item = TypeVar("Item")
Line = TypeVar("Line")

# The line of an item and the pages it stands on; None: there is nothing to show of it any more.
Make = Callable[[Lines, Item], tuple[Line, Iterable[EntrySource]] | None]


@dataclass(frozen=True, slots=True)
class Fitting(Generic[Line]):
    """taken: how many items the lines are of; left: how many come after; next: their cursor."""

    lines: list[Line]
    pages: list[PageCited]
    taken: int
    left: int = 0
    next: str | None = None

    @property
    def left_out(self) -> LeftOut | None:
        """What is said where more follows."""
        return {"lines": self.left, "says": GO_ON} if self.next is not None else None


def part_shown(
    items: Sequence[Item], after: str | None, limit: int, key: Callable[[Item], str], make: "Make[Item, Line]"
) -> Fitting[Line]:
    """The next lines of a list that is made anew for each question."""
    begin = begin_of(after)
    some, following = part_of(items, after, limit, key)
    fit = fitting(some, make)
    if fit.taken < len(some):
        following = cursor((begin + fit.taken, key(some[fit.taken - 1])))
    return Fitting(fit.lines, fit.pages, fit.taken, len(items) - begin - fit.taken, following)


def begin_of(after: str | None) -> int:
    """How many items were shown before."""
    held = key_in(after, int, str)
    return max(held[0], 0) if held else 0


def fitting(items: Sequence[Item], make: "Make[Item, Line]", *, most_bytes: int = MOST_BYTES) -> Fitting[Line]:
    """The lines of as many items, from the first on, as fit; of one at least."""
    found = _filled(items, make, Lines(), most_bytes - AROUND_BYTES)
    return found if found.taken or not items else _filled(items[:1], make, Lines(SHORTEST_CHARS), most_bytes * 10)


def _filled(items: Sequence[Item], make: "Make[Item, Line]", lines: Lines, room: int) -> Fitting[Line]:
    shown: list[Line] = []
    pages: dict[str, PageCited] = {}
    for taken, item in enumerate(items):
        made = make(lines, item)
        if made is None:
            continue
        fresh = {s.page_id: lines.page(s) for s in made[1] if s.page_id not in pages}
        room -= size(made[0]) + sum(map(size, fresh.values()))
        if room < 0:
            return Fitting(shown, list(pages.values()), taken)
        shown.append(made[0])
        pages |= fresh
    return Fitting(shown, list(pages.values()), len(items))


def size(value: Any) -> int:
    """Bytes of a value as it is sent."""
    return len(as_sent(value).encode("utf-8"))


def as_sent(value: Any) -> str:
    """JSON without idle white space, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
