"""`onrecord list`: the records of the ledger, the newest first.

In:      a ledger, filters
Out:     standard output: a table for a person, or JSON lines
Refuses: what the ledger refuses, as an OnRecordError
Shown:   tests/faces/test_ledger_commands.py
"""

from typing import TYPE_CHECKING

import typer

from onrecord.faces.cli.console import console, print_json
from onrecord.faces.cli.options import Json, LedgerOption, Limit, filtered, ledger_path
from onrecord.terms.ledger_places import LedgerPlace

if TYPE_CHECKING:
    from onrecord.ledger import Filters

app = typer.Typer()


@app.command("list")
@filtered
def list_(
    ledger: LedgerOption = None,
    *,
    filters: "Filters",
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """List the records in the ledger, newest first."""
    raise typer.Exit(print_list(ledger_path(ledger), filters=filters, limit=limit, as_json=as_json))


def print_list(ledger: LedgerPlace, *, filters: "Filters", limit: int, as_json: bool) -> int:
    """Print the newest records that match. Returns the exit code: 1 when there is none."""
    from rich.text import Text

    from onrecord.faces.cli.names import look_also
    from onrecord.faces.cli.printed import entry_table
    from onrecord.language.actor_names import name_of
    from onrecord.ledger import open_ledger
    from onrecord.questions import list_entries
    from onrecord.questions.wording import plural

    with open_ledger(ledger, create=False, read_only=True) as book:
        listing = list_entries(book, filters, limit=limit)
    out = console()
    if as_json:
        for entry in listing.entries:
            print_json(out, entry.to_json())
    elif listing.entries:
        out.print(entry_table(listing.entries))
        out.print(Text(f"{len(listing.entries):,} of {plural(listing.total, 'record')}", style="dim"))
    else:
        names = [name_of(code) for code in (filters.actor, filters.target) if code]
        out.print(Text(f"no record matches{look_also(*names) if names else ''}"))
    return 0 if listing.entries else 1
