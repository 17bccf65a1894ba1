"""Which rows of a sheet are rows of its earlier version with other cells, and which are new.

In:      the rows of both that are not the same cell for cell, each with what to know it by
Out:     pairs of (earlier, later), by place in what was given
Refuses: nothing; a row that pairs with none is new, or gone
Source:  docs/redlines.md
Shown:   tests/imports/test_sheet_changes.py
"""

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSign:
    """What a row is known by.

    id:    the analyst's own, "" where there is none.
    says:  who, what and on which condition, as the cells have it.
    cells: all of them.
    after: the id of the last row before it that stands in both versions, "" where none does.
    """

    id: str
    says: tuple[str, str, str]
    cells: tuple[str, ...]
    after: str


Key = Callable[[RowSign], object | None]


def pair_rows(earlier: Sequence[RowSign], later: Sequence[RowSign]) -> dict[int, int]:
    """By the place of a later row the earlier one it was made of.

    Surest first: the same id; the same who, what and condition; the same who and what; the same who and condition; then
    rows in the same gap between rows that stayed, in their order, where half of what their cells hold is the same.
    With ids in both, only ids tell.
    """
    found: dict[int, int] = {}
    ways: tuple[Key, ...] = (
        lambda r: r.id or None,
        lambda r: r.says,
        lambda r: r.says[:2],
        lambda r: (r.says[0], r.says[2]) if r.says[2] else None,
    )
    for way in ways:
        _pair_by(way, earlier, later, found)
    taken = set(found.values())
    gaps: dict[str, deque[int]] = defaultdict(deque)
    for old, sign in enumerate(earlier):
        if old not in taken:
            gaps[sign.after].append(old)
    for new, sign in enumerate(later):
        waiting = gaps.get(sign.after)
        if new not in found and waiting:
            old = waiting.popleft()
            if _may_be_one(earlier[old], sign) and _alike(earlier[old].cells, sign.cells):
                found[new] = old
    return found


def _pair_by(way: Key, earlier: Sequence[RowSign], later: Sequence[RowSign], found: dict[int, int]) -> None:
    taken = set(found.values())
    waiting: dict[object, deque[int]] = defaultdict(deque)
    for old, sign in enumerate(earlier):
        if old not in taken and (key := way(sign)) is not None:
            waiting[key].append(old)
    for new, sign in enumerate(later):
        if new in found or (key := way(sign)) is None or not waiting.get(key):
            continue
        if _may_be_one(earlier[waiting[key][0]], sign):
            found[new] = waiting[key].popleft()


def _may_be_one(old: RowSign, new: RowSign) -> bool:
    """Two rows with ids of their own are two rows."""
    return not (old.id and new.id) or old.id == new.id


def _alike(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Is half of what they hold the same, column by column?"""
    held = [(one, other) for one, other in zip(old, new, strict=False) if one or other]
    return 2 * sum(one == other for one, other in held) >= len(held) > 0
