"""A ledger as it stood at a moment: the commits up to then, and the index that follows from them.

In:      a ledger, a moment, where to build
Out:     a ledger of the rows recorded by then, whose every answer is the one that was given then; or that nothing was
         recorded since, so that the ledger itself is the answer
Refuses: nothing; what was withdrawn since is withdrawn in it too, for that is what a withdrawal is
Source:  docs/desk.md, "As it stood"
Shown:   tests/ledger/test_as_it_stood.py

The chain says which rows each commit added, so that nothing has to be guessed from times. A commit belongs to the past
when all it added had been recorded by then, and every commit before it had.
"""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Table, func, select
from sqlalchemy.engine import Connection

from onrecord.ledger import sqlite
from onrecord.ledger.schema.chain import commits, withdrawals
from onrecord.ledger.schema.columns import instant_text
from onrecord.ledger.upkeep import chain
from onrecord.ledger.upkeep.copying import fill
from onrecord.ledger.upkeep.repairing import build_anew
from onrecord.terms.ledger_places import LedgerPlace

# When a row was added, in the tables that say so. A page and its text come with a reading.
MOMENTS = {
    t.name: t.c["judged_at" if "judged_at" in t.c else "recorded_at"]
    for t in chain.NUMBERED
    if t is not withdrawals and {"judged_at", "recorded_at"} & set(t.c.keys())
}


def build_as_it_stood(held: Connection, place: LedgerPlace, at: datetime, to: Path) -> bool:
    """Build it at `to`, where no file is; False: nothing was recorded after the moment, and nothing was built."""
    instant_text(at)  # raises for a moment without a time zone
    marks, all_of_it = _marks_at(held, at)
    if all_of_it:
        return False
    if isinstance(place, Path):
        build_anew(place, to, kept=_kept_by(marks), sealed=True)
    else:
        with sqlite.connected(to, write=True) as new, new.begin():
            fill(held, new, kept=_kept_by(marks), sealed=True)
    return True


def _marks_at(held: Connection, at: datetime) -> tuple[dict[str, int], bool]:
    """The last number of each table then; and whether that is all there is."""
    before: dict[str, int] = {}
    for row in held.execute(select(commits.c.marks).order_by(commits.c.n)):
        now = {name: int(last) for name, last in json.loads(row.marks).items()}
        for name, moment in MOMENTS.items():
            first, last = before.get(name, 0), now.get(name, 0)
            if last > first:
                n = moment.table.c.n
                newest = held.execute(select(func.max(moment)).where(n > first, n <= last)).scalar()
                if newest is not None and newest > at:
                    return before, False
        before = now
    return before, True


def _kept_by(marks: dict[str, int]) -> Callable[[Table], str | None]:
    """Which rows had come by these marks. What was withdrawn since is withdrawn then too; the commits are made anew."""
    owners = {t.name: chain.OWNER_COLUMN[of] for of, hanging in chain.HANGING.items() for t in hanging}

    def kept(table: Table) -> str | None:
        owner = owners.get(table.name, "n")
        if table is commits:
            return None
        if owner == "withdrawal" or table is withdrawals:
            return ""
        return f' WHERE "{owner}" <= {marks.get("readings" if owner == "reading" else table.name, 0)}'

    return kept
