"""Norms as persons judged them, in rows that a view can join; and the names of states.

In:      the rows of a reading's norms as they stand, its entries
Out:     rows of judged_norms and judged_words, without the reading's number; state_names filled
Refuses: nothing
Source:  docs/sql.md
Shown:   tests/ledger/test_views.py
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import Table, delete, insert
from sqlalchemy.engine import Connection

from onrecord.language.state_names import names_of_states
from onrecord.ledger.entries.values import Entry, EntryNorm
from onrecord.ledger.rows.cells import Row
from onrecord.ledger.rows.norms import SPANS
from onrecord.ledger.schema.judged import judged_norms, judged_words, state_names


def judged_rows(norms: Iterable[Row], entries: Mapping[int, Entry], text: str) -> dict[Table, list[Row]]:
    """The rows of those norms that somebody judged.

    norms: rows of current_norms; entries: by the place of their record in the reading; text: of its document.
    """
    found: list[Row] = []
    words: list[Row] = []
    for row in norms:
        entry = entries[row["record"]]
        held = next((n for n in entry.norms if n.id == row["id"]), None)
        if held is None or not held.judgements:
            continue
        speaker = entry.speaker_of(held) if held.speaker_corrected else None
        found.append(
            {
                "seq": row["seq"],
                "record": row["record"],
                "verdict": held.judgements[-1].verdict.value,
                "corrected": held.read is not None,
                "speaker": speaker.name if speaker else None,
            }
        )
        if held.read is not None:
            words += [{"seq": row["seq"], **slot} for slot in _slots(held, text)]
    return {judged_norms: found, judged_words: words}


def _slots(held: EntryNorm, text: str) -> Iterable[Row]:
    for role in SPANS:
        span = getattr(held.norm, role)
        if span is not None:
            yield {"role": role, "start": span.start, "end": span.end, "quote": span.of(text)}


def name_states(connection: Connection) -> None:
    """Put the names of all states into the index, anew."""
    connection.execute(delete(state_names))
    connection.execute(insert(state_names), [{"code": code, "name": name} for code, name in names_of_states()])
