"""A norm that a person marked, into the ledger: for every face that takes one.

In:      a ledger to write, a page, a NormMarked, who and when, what makes readings of it
Out:     Kept: the norm as it stands
Refuses: what the walk and the ledger refuse
Source:  docs/ledger.md, "Entered by hand"
Shown:   tests/faces/test_enter.py
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from onrecord.ledger import Entry, EntryNorm, Ledger
from onrecord.questions import check
from onrecord.questions.entering import reading_by
from onrecord.terms.entering import NormMarked
from onrecord.terms.reading import Reading

if TYPE_CHECKING:  # it brings the readers with it, which a desk has in processes of their own
    from onrecord.walk.by_hand import MarkedReading

Making = Callable[[Reading, Reading | None, NormMarked, str, date], "MarkedReading"]
"""`walk.by_hand.entered`, here or in another process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """new: False: the person had entered it before. notices: events that meet it. norm.wrong: persons judged it so."""

    entry: Entry
    norm: EntryNorm
    new: bool
    notices: int

    def to_json(self) -> dict[str, Any]:
        """`{"norm", "record", "page", "reading", "new", "notices", "wrong"}`."""
        source = self.entry.source
        return {
            "norm": self.norm.id,
            "record": self.entry.id,
            "page": source.page_id,
            "reading": source.reading_id,
            "new": self.new,
            "notices": self.notices,
            "wrong": self.norm.wrong,
        }


def keep_norm(book: Ledger, read: Reading, marked: NormMarked, *, by: str, moment: datetime, making: Making) -> Kept:
    """Add it to what the person entered on the page, and look which events meet it."""
    page_id = read.page.id
    while True:
        before = reading_by(book, page_id, by)
        made = making(read, before, marked, by, moment.date())
        now = reading_by(book, page_id, by)
        if (now.records if now else ()) == (before.records if before else ()):
            break  # else they entered another one meanwhile, which must not be lost
    notices = 0
    if made.new:
        # Of two readings at one moment the later would not be known for it.
        last = next((r.recorded_at for r in book.page(page_id).by_hand if r.reader == made.reading.reader), None)
        recorded_at = max(moment, last + timedelta(microseconds=1)) if last is not None else moment
        book.record(made.reading, recorded_at=recorded_at)
        found, _ = check(book, today=moment.date(), recorded_at=recorded_at, came=1)
        notices = len(found)
    place = book.current.places_of_norms([made.norm_id])[made.norm_id]
    (entry,) = book.entries_at([place])
    norm = next(n for n in (*entry.norms, *entry.rejected) if n.id == made.norm_id)
    return Kept(entry=entry, norm=norm, new=made.new, notices=notices)
