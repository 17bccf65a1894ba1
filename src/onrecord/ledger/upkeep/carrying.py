"""What becomes of judgements when another reader reads their page: decided as the index decides it, told one by one.

In:      the entries of pages as an earlier and as a later reader gave them
Out:     Carried: a judgement on the earlier reading, and what it does in the later one
Refuses: nothing; a judgement that its author took back is none
Source:  docs/ledger.md, "A judgement outlives the reader"
Shown:   tests/ledger/test_readers.py
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy.engine import Connection

from onrecord.ledger.entries.fetch import as_judged
from onrecord.ledger.entries.judging import placed
from onrecord.ledger.entries.values import Entry, EntryNorm
from onrecord.ledger.index.refresh import beside
from onrecord.ledger.judgements.store import any_kept, kept_of_pages
from onrecord.ledger.judgements.values import Judgement, in_force


class Fate(StrEnum):
    """What a judgement does in the later reading.

    APPLIES: to what that reading has. BESIDE: to the older reading, which is listed beside it.
    NOTHING: there is nothing that it could hold, hide or join; it stays kept.
    """

    APPLIES = "applies"
    BESIDE = "listed beside"
    NOTHING = "nothing there"


@dataclass(frozen=True, slots=True)
class Carried:
    """One judgement. entry, norm: what it is said of, in the earlier reading as judged; norm None: of the record."""

    judgement: Judgement
    entry: Entry
    norm: EntryNorm | None
    fate: Fate

    def to_json(self) -> dict[str, Any]:
        """The judgement, what it is said of, and its fate."""
        norm_id = self.norm.id if self.norm else None
        return {**self.judgement.to_json(), "record_id": self.entry.id, "norm_id": norm_id, "fate": self.fate.value}


def carried(connection: Connection, earlier: Sequence[Entry], later: Sequence[Entry]) -> list[Carried]:
    """Each judgement in force on what the earlier readings of some pages hold, page by page, in the order made."""
    if not any_kept(connection):
        return []
    before: dict[str, list[Entry]] = defaultdict(list)
    after: dict[str, list[Entry]] = defaultdict(list)
    for by_page, entries in ((before, earlier), (after, later)):
        for entry in as_judged(connection, entries):
            by_page[entry.source.page_id].append(entry)
    found = []
    for page_id, entries in before.items():
        about = {judgement.id: (judgement, entry, norm) for judgement, entry, norm in reversed([*_said(entries)])}
        if not about:
            continue
        older = beside(connection, in_force(kept_of_pages(connection, [page_id], [])), after[page_id])
        for judgement, entry, norm in sorted(about.values(), key=lambda a: (a[0].judged_at, a[0].id)):
            if placed(judgement, after[page_id]):
                fate = Fate.APPLIES
            else:
                fate = Fate.BESIDE if placed(judgement, [e for _, e in older]) else Fate.NOTHING
            found.append(Carried(judgement, entry, norm, fate))
    return found


def _said(entries: Sequence[Entry]) -> Iterator[tuple[Judgement, Entry, EntryNorm | None]]:
    for entry in entries:
        yield from ((judgement, entry, None) for judgement in entry.judgements)
        for norm in (*entry.norms, *entry.rejected):
            yield from ((judgement, entry, norm) for judgement in norm.judgements)
