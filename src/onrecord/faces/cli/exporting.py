"""`onrecord export`: the ledger in a format others read.

In:      a ledger, the name of a format, filters
Out:     one file, or standard output
Shown:   tests/faces/test_answers.py
"""

import sys
from pathlib import Path

from onrecord.faces.clock import now
from onrecord.ledger import Filters, open_ledger
from onrecord.questions.exports import EXPORTS
from onrecord.questions.exports.how import How
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
