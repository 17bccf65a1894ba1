"""`onrecord restore`: a ledger made of a backup, and proved to hold the same.

In:      a backup, where the ledger is to be
Out:     standard output: what became of the ledger that was there, and that both are the same, for a person or as JSON
Refuses: what the ledger refuses, as a LedgerError
Shown:   tests/faces/test_upkeep.py
"""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.faces.cli.options import LedgerOption, OneJson, ledger_path

app = typer.Typer()


@app.command()
def restore(
    backup: Annotated[Path, typer.Argument(metavar="BACKUP", help="A file that `backup` wrote.")],
    ledger: LedgerOption = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Move the ledger that is there aside; nothing is deleted.")
    ] = False,
    as_json: OneJson = False,
) -> None:
    """Make a ledger out of a backup, and prove that it holds the same; a ledger that is there is moved aside."""
    from onrecord.faces.cli.console import console, print_json
    from onrecord.ledger import restore as restored

    path = ledger_path(ledger)
    done = restored(backup, path, replace=replace)
    out = console()
    if as_json:
        print_json(out, done.to_json())
        return
    if done.aside is not None:
        out.print(f"what stood there is {done.aside} now", soft_wrap=True)
    out.print(f"{path}: the same as {backup}, row by row; head {done.head.hash}", soft_wrap=True)
