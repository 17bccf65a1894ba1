"""One row a norm, for spreadsheets and data frames: CSV and Parquet.

Source:  OWASP, CSV injection
Shown:   tests/questions/test_exports.py
Refuses: Parquet without pyarrow (ExportUnavailable)
"""

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

from onrecord.ledger import Entry, Filters, Ledger
from onrecord.questions.errors import ExportUnavailable
from onrecord.questions.exports.columns import NORMS, Holds
from onrecord.questions.exports.how import How
from onrecord.questions.wording import in_words

COLUMNS = tuple(column.name for column in NORMS)
NUMBERS = tuple(column.name for column in NORMS if column.holds is Holds.NUMBER)


def write_csv(ledger: Ledger, filters: Filters, how: How) -> bytes:
    """CSV of all norms that the filters keep."""
    return as_csv(ledger.entries(filters), raw=how.raw).encode("utf-8", "backslashreplace")


def write_parquet(ledger: Ledger, filters: Filters, _how: How) -> bytes:
    """Parquet of all norms that the filters keep."""
    return as_parquet(ledger.entries(filters))


def norm_rows(entries: Iterable[Entry]) -> Iterable[dict[str, Any]]:
    """COLUMNS of each norm; None where nothing is known. evidence: its pieces; start, end: of the first."""
    for entry in entries:
        record, source, said = entry.record, entry.source, entry.statement
        for held in entry.norms:
            norm, speaker = held.norm, entry.speaker_of(held)
            bounds = record.stated_on
            due = norm.due.last if norm.due else None
            yield {
                "norm_id": held.id,
                "record_id": entry.id,
                "sentence": in_words(held),
                "agent_id": norm.agent_id,
                "modal": norm.modal.value,
                "action": held.slot("action"),
                "action_event": norm.action_event.value if norm.action_event else None,
                "target_id": norm.target_id,
                "mode": norm.mode.value,
                "trigger": held.slot("trigger"),
                "trigger_id": norm.trigger_id,
                "trigger_event": norm.trigger_event.value if norm.trigger_event else None,
                "deadline": held.slot("deadline"),
                "due": due.isoformat() if due else None,
                "kind": record.kind.value,
                "strength": record.strength.value,
                "status": held.status,
                "judged": held.judgements[-1].verdict.value if held.judgements else None,
                "stated_from": bounds.first.isoformat() if bounds and bounds.first else None,
                "stated_to": bounds.last.isoformat() if bounds and bounds.last else None,
                "speaker": speaker.name if speaker else None,
                "speaker_id": norm.speaker_id,
                "directness": said.statement.directness.value if said else None,
                "evidence": " […] ".join(q.words for q in entry.evidence),
                "start": entry.evidence[0].span.start,
                "end": entry.evidence[0].span.end,
                "document_id": source.document_id,
                "page": source.url or source.address,
                "publisher": source.publisher,
                "title": source.title,
                "reader": source.reader,
            }


# A spreadsheet runs a cell that begins so (OWASP, CSV injection); one that begins with an apostrophe is text to it.
_RUN = ("=", "+", "-", "@", "\t", "\r")
_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def as_csv(entries: Iterable[Entry], *, raw: bool = False) -> str:
    """RFC 4180, with a line of names; an empty cell is "not known".

    raw: words exactly as on the page. Else an apostrophe stands before what a spreadsheet would run, and characters
    that steer a terminal or turn words round are left out.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(row if raw else {k: safe_cell(v) for k, v in row.items()} for row in norm_rows(entries))
    return out.getvalue()


def safe_cell(value: Any) -> Any:
    """The cell as text that is only shown."""
    if not isinstance(value, str):
        return value
    words = _STEERING.sub("", value)
    return f"'{words}" if words.startswith(_RUN) else words


def as_parquet(entries: Iterable[Entry]) -> bytes:
    """One row group, compressed; numbers as int64, all else as text."""
    try:
        import pyarrow as pa  # type: ignore[import-untyped]
        import pyarrow.parquet as pq  # type: ignore[import-untyped]
    except ImportError:
        raise ExportUnavailable("Parquet needs pyarrow: pip install 'onrecord[export]'.") from None
    rows = [{k: storable(v) for k, v in row.items()} for row in norm_rows(entries)]
    schema = pa.schema([(name, pa.int64() if name in NUMBERS else pa.string()) for name in COLUMNS])
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), sink)
    return bytes(sink.getvalue().to_pybytes())


def storable(value: Any) -> Any:
    """Text without half a surrogate pair, which is no text in Arrow; else as it is."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
