"""`onrecord backup`: a ledger copied into one file, and the copy proved.

In:      a ledger
Out:     standard output: where the copy is and where its chain ends, for a person or as JSON
Refuses: a file that stands there already, what the ledger refuses, as a LedgerError
Shown:   tests/faces/test_upkeep.py
"""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.faces.cli.options import LedgerOption, OneJson, ledger_path

app = typer.Typer()


@app.command()
def backup(
    to: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; its folder must be there.")],
    ledger: LedgerOption = None,
    replace: Annotated[bool, typer.Option("--replace", help="Also where a file stands already.")] = False,
    as_json: OneJson = False,
) -> None:
    """Copy the ledger as it stands into one file, and prove the copy; others may go on writing meanwhile."""
    from onrecord.faces.cli.console import console, print_json
    from onrecord.ledger import open_ledger

    with open_ledger(ledger_path(ledger), create=False, read_only=True) as book:
        done = book.back_up(to, replace=replace)
    out = console()
    if as_json:
        print_json(out, done.to_json())
    else:
        out.print(f"{to}: {done.bytes:,} bytes, the same row by row; head {done.head.hash}", soft_wrap=True)
