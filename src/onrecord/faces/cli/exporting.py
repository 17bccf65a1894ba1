"""`onrecord export`: the ledger in a format others read.

In:      a ledger, a format, filters
Out:     one file, or standard output
Shown:   tests/faces/test_answers.py
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from onrecord.faces.cli.clock import now
from onrecord.ledger import Filters, Ledger, open_ledger
from onrecord.questions.exports import annotations, calendar, polecat, provenance, rows
from onrecord.terms.export_formats import ExportFormat
from onrecord.terms.whole_files import write_whole


def export(ledger: Path, form: ExportFormat, *, filters: Filters, out: Path | None, raw: bool = False) -> int:
    """Write everything that matches. Returns the exit code. raw: cells of CSV exactly as on the page."""
    with open_ledger(ledger, create=False, read_only=True) as book:
        data = _written(book, form, filters, raw)
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_whole(out, data)
    return 0


def _written(book: Ledger, form: ExportFormat, filters: Filters, raw: bool) -> bytes:
    match form:
        case ExportFormat.WEB_ANNOTATION:
            pairs = [(e, book.text(e.source.document_id)) for e in book.entries(filters)]
            return _json(annotations.collection(pairs))
        case ExportFormat.PROV_JSON:
            return _json(provenance.provenance(book.entries(filters)))
        case ExportFormat.CSV:
            return rows.as_csv(book.entries(filters), raw=raw).encode("utf-8", "backslashreplace")
        case ExportFormat.PARQUET:
            return rows.as_parquet(book.entries(filters))
        case ExportFormat.POLECAT:
            return "".join(_polecat(book)).encode("utf-8", "backslashreplace")
        case ExportFormat.ICS | ExportFormat.RSS:
            wanted = None if filters == Filters() else [n.id for e in book.entries(filters) for n in e.norms]
            found = calendar.notices(book, wanted=wanted)
            return calendar.as_ics(found) if form is ExportFormat.ICS else calendar.as_rss(found, built=now())


def _polecat(book: Ledger) -> Iterator[str]:
    yield polecat.header()
    for reading_id in book.standing.reading_ids():
        yield polecat.rows(book.reading(reading_id))


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=1) + "\n").encode("ascii")
