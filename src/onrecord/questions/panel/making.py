"""A panel: the rows of what was counted, with the codes of each actor in its month.

In:      a ledger, PanelAsked
Out:     Panel: columns, rows in order of actor (and target) and month, and what is in no row
Refuses: nothing
Source:  docs/panel.md
Shown:   tests/questions/test_panel.py
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.language.actor_names import name_of
from onrecord.language.state_codes import kind_of, state_codes
from onrecord.ledger import Ledger
from onrecord.questions.exports.columns import Column, Holds
from onrecord.questions.panel.columns import PanelColumn, columns_of
from onrecord.questions.panel.counting import PanelAsked, PanelCell, PanelCounts, Unit, counted
from onrecord.questions.panel.months import LeftOutReason, Month

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Panel:
    """units: actors, or pairs, in order. months: all that a balanced panel has rows of. left_out: (what, why): how
    many."""

    asked: PanelAsked
    units: tuple[Unit, ...]
    months: tuple[Month, ...]
    left_out: Counter[tuple[str, LeftOutReason]]
    _counted: PanelCounts
    _sources: dict[tuple[Unit, Month], int]

    @property
    def described(self) -> tuple[PanelColumn, ...]:
        """The columns with what each means."""
        return columns_of(self.asked.by)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns alone."""
        return tuple(column.column for column in self.described)

    def __len__(self) -> int:
        return len(self.units) * len(self.months) if self.asked.balanced else len(self._counted.cells)

    def rows(self) -> Iterator[Row]:
        """A row a unit and month; where the panel is not balanced only those that anything is counted in."""
        counts = [c.name for c in self.described if c.column.holds is Holds.NUMBER and not c.may_be_empty]
        empty = PanelCell()
        for unit in self.units:
            for month in self.months:
                cell = self._counted.cells.get((unit, month))
                if cell is None and not self.asked.balanced:
                    continue
                held = cell or empty
                yield {
                    **{name: held.counts[name] for name in counts},
                    "year_month": str(month),
                    "year": month.year,
                    "month": month.month,
                    **_identity(unit, month),
                    "pages": len(held.pages),
                    "sources": self._sources.get((unit, month), 0),
                    "pages_read_in_month": self._counted.pages[month],
                }


def panel(ledger: Ledger, asked: PanelAsked) -> Panel:
    """The panel; rows are made as they are asked for."""
    found = counted(ledger, asked)
    places = sorted(found.cells)
    sources = ledger.current.texts_told([found.cells[place].told for place in places])
    units = tuple(dict.fromkeys(unit for unit, _ in places))
    return Panel(asked, units, _months(found, asked), found.left_out, found, dict(zip(places, sources, strict=True)))


def _months(found: PanelCounts, asked: PanelAsked) -> tuple[Month, ...]:
    held = sorted({month for _, month in found.cells})
    if not held:
        return ()
    if not asked.balanced:
        return tuple(held)
    return tuple((asked.since or held[0]).to(asked.until or held[-1]))


def _identity(unit: Unit, month: Month) -> Row:
    found: Row = {}
    for side, code in zip(("actor", "target"), unit, strict=False):
        codes = state_codes(code, on=month.last_day)
        found |= {
            side: code,
            f"{side}_name": " ".join(name_of(code).split()),
            f"{side}_kind": kind_of(code),
            f"{side}_iso3": codes.iso3,
            f"{side}_cow": codes.cow,
            f"{side}_cow_abbreviation": codes.cow_abbreviation,
            f"{side}_gw": codes.gw,
        }
    return found


def left_out_words(left_out: Counter[tuple[str, LeftOutReason]]) -> list[str]:
    """A sentence for each sort of thing that is in no row, with how many and why.

    >>> left_out_words(Counter({("norms", LeftOutReason.NO_ACTOR): 2}))
    ['2 norms in no row: no actor is known (2)']
    """
    said = []
    for what in dict.fromkeys(what for what, _ in left_out):
        whys = [(why, n) for (of, why), n in sorted(left_out.items()) if of == what and n]
        total = sum(n for _, n in whys)
        listed = "; ".join(f"{why.value} ({n:,})" for why, n in whys)
        said.append(f"{total:,} {what if total != 1 else what.removesuffix('s')} in no row: {listed}")
    return said
