"""`onrecord matrix`: who has said what it will do towards whom, counted.

In:      a ledger, what to count, how many rows and columns
Out:     standard output: a table, or JSON
Shown:   tests/faces/test_matrix.py
"""

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.console import console, print_json
from onrecord.faces.cli.options import (
    Conditional,
    KindFilter,
    LedgerOption,
    OneJson,
    Since,
    StrengthFilter,
    Until,
    counting_of,
    ledger_path,
)
from onrecord.terms.ledger_places import LedgerPlace

if TYPE_CHECKING:
    from onrecord.ledger.index.pairs import Counting

app = typer.Typer()


@app.command()
def matrix(
    kind: KindFilter = None,
    min_strength: StrengthFilter = None,
    since: Since = None,
    until: Until = None,
    conditional: Conditional = False,
    ledger: LedgerOption = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many rows and columns at most.")] = 8,
    as_json: OneJson = False,
) -> None:
    """Count who has said what it will do, towards whom."""
    counting = counting_of(kind=kind, min_strength=min_strength, since=since, until=until, conditional=conditional)
    raise typer.Exit(print_matrix(ledger_path(ledger), counting, limit=limit, as_json=as_json))


def print_matrix(ledger: LedgerPlace, counting: "Counting", *, limit: int, as_json: bool) -> int:
    """Print it. Returns the exit code: 1 where nothing is counted."""
    from rich.table import Table
    from rich.text import Text

    from onrecord.language.actor_names import name_of
    from onrecord.ledger import open_ledger
    from onrecord.questions.matrix import matrix as matrix_of
    from onrecord.questions.wording import plural

    with open_ledger(ledger, create=False, read_only=True) as book:
        found = matrix_of(book, counting, most=limit)
    out = console()
    if as_json:
        print_json(out, found.to_json())
        return 0 if found.total else 1
    if not found.total:
        out.print("no norm on record that fits says towards whom")
        return 1
    table = Table(box=None, padding=(0, 1), show_edge=False)
    table.add_column("who", no_wrap=True)
    others = [f"other {found.targets.others:,}"] if found.targets.others else []
    for code in (*found.targets.codes, *others, "all"):
        table.add_column(Text(code), justify="right")
    for agent, counts, total in found.table():
        name = name_of(agent) if agent is not None else f"the other {found.agents.others:,}"
        table.add_row(Text(name), *(f"{n:,}" if n else "" for n in counts), f"{total:,}")
    out.print(table)
    if found.unsaid:
        out.print(Text(f"{plural(found.unsaid, 'norm')} more: who is bound, or towards whom, is not said", style="dim"))
    return 0
