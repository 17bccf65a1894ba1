"""`onrecord agreement`: how far the persons agree who judged the same norms.

In:      a ledger, the persons (none: all)
Out:     standard output, for a person, as JSON or as CSV: of each slot how many two judged, how often they agree,
         kappa, alpha
Refuses: one person alone, a person who judged nothing, as an OnRecordError
Source:  docs/agreement.md
Shown:   tests/faces/test_agreement.py
"""

import csv
import json
from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from onrecord.faces.cli.console import console
from onrecord.ledger import open_ledger
from onrecord.questions.agreement import COLUMNS, agreement, table_rows
from onrecord.questions.reliability import Measured
from onrecord.questions.wording import plural
from onrecord.terms.ledger_places import LedgerPlace


def print_agreement(ledger: LedgerPlace, persons: Sequence[str], *, as_json: bool, as_csv: bool) -> int:
    """Print it. Returns the exit code: 1 when no norm was judged by two."""
    with open_ledger(ledger, create=False, read_only=True) as book:
        found = agreement(book, persons)
    out = console()
    if as_json:
        print(json.dumps(found.to_json()), file=out.file)
    elif as_csv:
        rows = csv.writer(out.file, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows(table_rows(found))
    elif not found.norms:
        who = f"only {found.persons[0]} has" if len(found.persons) == 1 else "nobody has" if not found.persons else ""
        out.print(Text(f"{who} judged anything" if who else f"{', '.join(found.persons)} judged no norm in common"))
    else:
        judged = f"judged {plural(len(found.norms), 'norm')} in common and differ on {len(found.differences):,}"
        out.print(Text(f"{', '.join(found.persons)} {judged}", style="bold"))
        table = Table("slot", "norms", "agree", "kappa", "alpha", box=None)
        for one in found.slots:
            agree = f"{one.pairs.same:,} of {one.pairs.pairs:,}"
            table.add_row(one.slot, f"{one.judged:,}", agree, _words(one.kappa), _words(one.alpha))
        out.print(table)
        for why in sorted({m.why for one in found.slots for m in (one.kappa, one.alpha) if m.why}):
            out.print(Text(f"-: not defined, for {why}", style="dim"))
    return 0 if found.norms else 1


def _words(measured: Measured) -> str:
    return f"{measured.value:.2f}" if measured.value is not None else "-"
