"""`onrecord whatwould`: what would have to happen for a norm to be triggered, broken or released, or for an action.

In:      a ledger, an id of a norm, or an action in plain English or as a pattern
Out:     standard output: the smallest sets of events, for a person or as JSON
Refuses: what is no norm and no action, as an OnRecordError
Shown:   tests/faces/test_whatif.py
"""

import json
from enum import StrEnum
from typing import Annotated

import typer

from onrecord.faces.cli.console import say
from onrecord.faces.cli.options import LedgerOption, OneJson, ledger_path

app = typer.Typer()


class WouldWanted(StrEnum):
    """What `whatwould` asks for."""

    TRIGGER = "trigger"
    BREAK = "break"
    RELEASE = "release"
    DO = "do"


@app.command()
def whatwould(
    outcome: Annotated[WouldWanted, typer.Argument(help="What is to become of the norm, or: who would do it.")],
    norm: Annotated[
        str,
        typer.Argument(metavar="NORM", help='An id; with "do", an action: "Ukraine attacks Russia", "UKR ASSAULT".'),
    ],
    ledger: LedgerOption = None,
    limit: Annotated[int, typer.Option(min=1, help="How many ways at most.")] = 10,
    as_json: OneJson = False,
) -> None:
    """Ask what would have to happen: the smallest sets of events that trigger, break or release a norm."""
    from onrecord.faces.cli.sentences import one_pattern
    from onrecord.ledger import open_ledger
    from onrecord.questions.wording import plural
    from onrecord.questions.would_ledger import ways_to, ways_to_action
    from onrecord.reasoning.what_would import WouldOutcome
    from onrecord.walk.open import open_solver

    solver = open_solver()
    with open_ledger(ledger_path(ledger), create=False, read_only=True) as book:
        if outcome is WouldWanted.DO:
            found = ways_to_action(book, one_pattern(norm), solver=solver, limit=limit)
        else:
            found = ways_to(book, norm, WouldOutcome(outcome.value), solver=solver, limit=limit)
    if as_json:
        say(json.dumps(found.to_json()))
        return
    for rule in found.norms:
        span, words = rule.evidence.words[0]
        say(f"{found.outcome.value}: {rule.evidence.sentence} [{rule.id}]")
        say(f"  “{' '.join(words.split())}” [{span.start}:{span.end}]")
    say(f"{plural(len(found.ways), 'way')}, smallest first:" if found.ways else "no way")
    for way in found.ways:
        say("  " + "\n    and ".join(str(event) for event in way))
    if found.note:
        say(found.note)
