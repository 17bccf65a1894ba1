"""`onrecord compare`: what an actor had said by one day and by another.

In:      a ledger, an actor, two days
Out:     standard output, for a person or as JSON lines; every line with its words, speaker, date and page
Refuses: a name nobody has, days the wrong way round
Shown:   tests/faces/test_answers.py
"""

import json
from datetime import date
from typing import Annotated

import typer

from onrecord.faces.cli.console import console
from onrecord.faces.cli.options import Json, LedgerOption, day, ledger_path
from onrecord.terms.ledger_places import LedgerPlace

app = typer.Typer()


@app.command()
def compare(
    actor: Annotated[str, typer.Argument(help="Whose: a name or a code (Iran, RUS, NATO).")],
    at: Annotated[str, typer.Option("--at", metavar="DATE", help="The earlier day.")],
    and_at: Annotated[str, typer.Option("--and", metavar="DATE", help="The later day.")],
    ledger: LedgerOption = None,
    as_json: Json = False,
) -> None:
    """What an actor had said by one day and by another, and what changed."""
    first, last = day(at, "--at"), day(and_at, "--and")
    assert first is not None  # both are required
    assert last is not None
    if first > last:
        raise typer.BadParameter(f"{first} lies after {last}", param_hint="--at")
    raise typer.Exit(print_comparison(ledger_path(ledger), actor, at=first, and_at=last, as_json=as_json))


def print_comparison(ledger: LedgerPlace, actor: str, *, at: date, and_at: date, as_json: bool) -> int:
    """Print what had been said by each day. Returns the exit code: 1 when nothing had."""
    from rich.text import Text

    from onrecord.faces.cli.names import actor_meant
    from onrecord.faces.cli.printed import print_basis
    from onrecord.ledger import open_ledger
    from onrecord.questions import in_words
    from onrecord.questions.named_actors import name_with_code
    from onrecord.questions.timelines import compare as compared

    who = actor_meant(ledger, actor)
    with open_ledger(ledger, create=False, read_only=True) as book:
        actions = compared(book, who.code, at=at, and_at=and_at)
    out = console()
    for then in actions:
        if as_json:
            print(json.dumps(then.to_json()), file=out.file)
            continue
        mark = then.change.mark.value if then.change else f"new since {at}"
        out.print(Text(mark, style="bold"))
        both = then.earlier and then.later and then.earlier.norm.id != then.later.norm.id
        for by, saying in ((at, then.earlier), (and_at, then.later)) if both else ((and_at, then.later),):
            if saying is not None:
                out.print(Text(f"  by {by}: {in_words(saying.norm)}"))
                print_basis(out, saying.entry)
        for reason in then.change.reasons if then.change else ():
            out.print(Text(f"  {reason}"))
    if not actions:
        out.print(f"nothing of {name_with_code(who)} is on record by {and_at}")
    return 0 if actions else 1
