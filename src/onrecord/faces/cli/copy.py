"""`onrecord copy`: a ledger moved to another place, counted and compared.

In:      two places, each a file or an address of PostgreSQL
Out:     standard output: what was copied and that it is the same, for a person or as JSON
Refuses: what the ledger refuses, as a LedgerError: nothing is left half copied
Shown:   tests/faces/test_moving.py
"""

from typing import Annotated

import typer

from onrecord.faces.cli.options import OneJson, TypedPlace, ledger_path, ledger_typed

app = typer.Typer()


@app.command()
def copy(
    from_: Annotated[
        TypedPlace,
        typer.Option("--from", metavar="FILE", parser=ledger_typed, help="The ledger: a file or postgresql://..."),
    ],
    to: Annotated[
        TypedPlace,
        typer.Option(
            "--to", metavar="FILE", parser=ledger_typed, help="Where no ledger is yet: a file or postgresql://..."
        ),
    ],
    as_json: OneJson = False,
) -> None:
    """Copy a ledger into a file or into PostgreSQL, row by row, and prove that both hold the same."""
    from onrecord.faces.cli.console import console, print_json
    from onrecord.ledger import open_ledger
    from onrecord.questions.wording import plural

    source, target = ledger_path(from_), ledger_path(to)
    with open_ledger(source, create=False, read_only=True) as book:
        done = book.copy_to(target)
    out = console()
    if as_json:
        print_json(out, {"from": str(source), **done.to_json()})
        return
    held = f"{plural(done.rows['pages'], 'page')}, {plural(done.rows['readings'], 'reading')}"
    out.print(f"{target}: the same as {source}, row by row: {held}, {sum(done.rows.values()):,} rows", soft_wrap=True)
    out.print(f"head {done.head.hash}\ncontent, in whatever order it came: {done.content}", soft_wrap=True)
