"""A tag, a case or a note, checked against what is held and put into the log.

In:      a kind, a name or words, on an id, by whom, when; a note's id, to take it back
Out:     the Remarks kept: none where the name hangs there, or does not, already
Refuses: an id that no record and no page has, the note of somebody else, names and notes that are none (RemarkUnsound);
         a page that was withdrawn (PageWithdrawn)
Source:  docs/ledger.md, "Tags, cases and notes"
Shown:   tests/ledger/test_remarks.py
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.engine import Connection

from onrecord.ledger.entries.fetch import entries_as_read
from onrecord.ledger.entries.judging import anchoring
from onrecord.ledger.entries.lookup import FoundId, find_ids
from onrecord.ledger.entries.remarked import remarks_on
from onrecord.ledger.errors import PageWithdrawn, RemarkUnsound
from onrecord.ledger.judgements.remarks import (
    Remark,
    author_typed,
    in_force,
    keep_remark,
    kept_remarks,
    name_typed,
    note_typed,
)
from onrecord.ledger.rows.withdrawals import withdrawal_of
from onrecord.ledger.schema.later_tables import remarks
from onrecord.terms.remarks import NAMED, RemarkKind, fold_name


def remark(
    connection: Connection,
    target: str,
    kind: RemarkKind,
    words: str,
    *,
    author: str,
    recorded_at: datetime,
    off: bool,
) -> tuple[Remark, ...]:
    """Keep it; see `Ledger.remark`."""
    if off and kind not in NAMED:
        raise RemarkUnsound("a note is taken back by its own id, and by who wrote it.")
    author, typed = author_typed(author), name_typed(words) if kind in NAMED else note_typed(words)
    fresh, there = _on(connection, _the_one(connection, target), kind, typed, author, recorded_at)
    same = [one for one in there if (one.kind, one.name) == (kind, fresh.name)] if kind in NAMED else []
    if off:
        # Each is taken off by the id and the words it was put on: they may be those of an earlier reading.
        made = [replace(one, author=author, words=typed, takes_off=True, recorded_at=recorded_at) for one in same]
    else:
        made = [] if same else [fresh]
    return tuple(one for one in made if keep_remark(connection, one))


def take_back(connection: Connection, note: str, *, author: str, recorded_at: datetime) -> Remark:
    """Keep that a note is taken back; see `Ledger.take_back`."""
    author, prefix = author_typed(author), note.strip()
    begin = prefix if "-" in prefix else f"remark-{prefix}"
    held = in_force(kept_remarks(connection, remarks.c.kind == RemarkKind.NOTE.value))
    found = [one for one in held if prefix and one.id.startswith(begin)]
    if len(found) != 1:
        seen = f"several begin so: {', '.join(f.id for f in found[:10])}" if found else "no note is or begins so"
        raise RemarkUnsound(f"{note!r}: {seen}. `onrecord remarks` gives the ids.")
    if found[0].author != author:
        raise RemarkUnsound(f"{found[0].id} is a note of {found[0].author}, and {author} cannot take it back.")
    taken = replace(found[0], words="", takes_off=True, note_id=found[0].id, recorded_at=recorded_at)
    keep_remark(connection, taken)
    return taken


def _the_one(connection: Connection, prefix: str) -> FoundId:
    found = [f for f in find_ids(connection, prefix.strip(), limit=11) if f.kind != "statement"]
    whole = [f for f in found if f.id == prefix.strip()]
    if len(whole or found) != 1:
        many = ", ".join(f.id for f in found[:10])
        seen = f"several begin so: {many}" if found else "no record, norm or page is or begins so"
        raise RemarkUnsound(f"{prefix!r}: {seen}. `onrecord list` and `onrecord show` give the ids.")
    return (whole or found)[0]


def _on(
    connection: Connection, found: FoundId, kind: RemarkKind, words: str, author: str, recorded_at: datetime
) -> tuple[Remark, list[Remark]]:
    """The remark on what was found, and what hangs there already."""
    one = Remark(
        kind=kind,
        target_id=found.id,
        page_id=found.id,
        url=None,
        author=author,
        name=fold_name(words) if kind in NAMED else None,
        words=words,
        takes_off=False,
        note_id=None,
        recorded_at=recorded_at,
        anchor=None,
    )
    if found.place is None:
        if (gone := withdrawal_of(connection, found.id)) is not None:
            raise PageWithdrawn(f"{found.id} was {gone.in_words()}")
        return one, in_force(kept_remarks(connection, remarks.c.target_id == found.id))
    (entry,) = entries_as_read(connection, [found.place])
    norm = next((n for n in entry.norms if n.id == found.id), next(iter(entry.norms), None))
    on_record = replace(
        one,
        target_id=entry.id,
        page_id=entry.source.page_id,
        url=entry.source.url,
        anchor=anchoring(entry, norm),
    )
    return on_record, remarks_on(connection, entry)
