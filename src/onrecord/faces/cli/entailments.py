"""`onrecord entailments`: the table of what follows from what.

Out:     standard output: each row with its reason and source, for a person or as JSON lines
Source:  data/entailments.csv
Shown:   tests/faces/test_whatif.py
"""

import json
from typing import Annotated

import typer

from onrecord.faces.cli.console import say

app = typer.Typer()


@app.command()
def entailments(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False,
) -> None:
    """Print the table of what follows from what."""
    from onrecord.reasoning.entailment import entailments as table
    from onrecord.reasoning.entailment import entailments_version

    if as_json:
        for row in table():
            say(json.dumps(row.to_json()))
        return
    say(f"{entailments_version()}, {len(table())} rows; X, Y and Z stand for any party or place")
    for row in table():
        given = f"  while {row.given}" if row.given else ""
        follows = "does not mean" if row.force.value == "no" else "means"
        say(f"\n{row.id} ({row.force.value})\n  {row.if_}{given}\n  {follows} {row.then}")
        say(f"  {row.why} [{row.source}]")
