"""`onrecord export`: the ledger in a format others read.

In:      a ledger, the name of a format, filters
Out:     one file, or standard output; of tables, a folder of files
Shown:   tests/faces/test_answers.py
"""

import sys
from pathlib import Path

from onrecord.faces.cli.console import say
from onrecord.faces.clock import now
from onrecord.ledger import Filters, open_ledger
from onrecord.questions.exports import EXPORTS
from onrecord.questions.exports.how import How
from onrecord.questions.exports.tables import write_tables
from onrecord.questions.wording import plural
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.terms.whole_files import write_whole


def export(ledger: LedgerPlace, form: str, *, filters: Filters, out: Path | None, raw: bool = False) -> int:
    """Write everything that matches. Returns the exit code. raw: cells of CSV exactly as on the page."""
    with open_ledger(ledger, create=False, read_only=True) as book:
        data = EXPORTS[form].write(book, filters, How(built=now(), raw=raw))
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_whole(out, data)
    return 0


def export_tables(ledger: LedgerPlace, folder: Path) -> int:
    """Write every view as a Parquet file into the folder. Returns the exit code."""
    with open_ledger(ledger, create=False, read_only=True) as book:
        written = write_tables(book, folder)
    say(f"{folder}: {plural(len(written), 'table')}, {plural(sum(written.values()), 'row')}", err=True)
    return 0
