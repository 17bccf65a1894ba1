"""`onrecord show`: one record, statement or page in full.

In:      a ledger, an id or enough of its beginning
Out:     standard output: paragraphs for a person, or one JSON object
Refuses: an id that nothing has, or that several begin with, as an OnRecordError
Shown:   tests/faces/test_ledger_commands.py
"""

from typing import Annotated

import typer

from onrecord.faces.cli.console import console, print_json
from onrecord.faces.cli.options import Json, LedgerOption, ledger_path
from onrecord.terms.ledger_places import LedgerPlace

app = typer.Typer()


@app.command()
def show(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="An id, or enough of its beginning.")],
    ledger: LedgerOption = None,
    as_json: Json = False,
) -> None:
    """Show one record with its page, its words in context, its norms, judgements and relations."""
    raise typer.Exit(print_one(ledger_path(ledger), record_id, as_json=as_json))


def print_one(ledger: LedgerPlace, record_id: str, *, as_json: bool) -> int:
    """Print one thing in full."""
    from onrecord.faces.cli.printed import print_page, print_record, print_statement
    from onrecord.ledger import open_ledger
    from onrecord.questions import ShownRecord, ShownStatement
    from onrecord.questions import show as shown_by_id

    with open_ledger(ledger, create=False, read_only=True) as book:
        shown = shown_by_id(book, record_id)
    out = console()
    if as_json:
        print_json(out, shown.to_json())
    elif isinstance(shown, ShownRecord):
        print_record(out, shown)
    elif isinstance(shown, ShownStatement):
        print_statement(out, shown)
    else:
        print_page(out, shown)
    return 0
