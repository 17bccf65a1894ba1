"""`onrecord record-of`: what became of an actor's words.

In:      a ledger, a name or a code
Out:     standard output: a count for each kind of word and each end, then each norm that came to one, with its basis
Refuses: a name nobody has, as an OnRecordError
Shown:   tests/faces/test_record_of.py
"""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.console import console
from onrecord.faces.cli.options import Json, LedgerOption, Limit, ledger_path
from onrecord.terms.ledger_places import LedgerPlace

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.questions.record_of import NormOutcome

app = typer.Typer()


@app.command("record-of")
def record_of(
    actor: Annotated[str, typer.Argument(help="Whose: a name or a code (Iran, RUS, NATO).")],
    ledger: LedgerOption = None,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """Of an actor's threats, promises and restrictions: how many were carried out, kept, broken, or are not known."""
    raise typer.Exit(print_record_of(ledger_path(ledger), actor, limit=limit, as_json=as_json))


def print_record_of(ledger: LedgerPlace, actor: str, *, limit: int, as_json: bool) -> int:
    """Print it. Returns the exit code: 1 when the actor has no norm on record."""
    from rich.text import Text

    from onrecord.faces.cli.names import actor_meant
    from onrecord.ledger import open_ledger
    from onrecord.questions.named_actors import name_with_code
    from onrecord.questions.record_of import Outcome
    from onrecord.questions.record_of import record_of as what_became_of

    who = actor_meant(ledger, actor)
    with open_ledger(ledger, create=False, read_only=True) as book:
        found = what_became_of(book, who.code)
    out = console()
    if as_json:
        print(json.dumps(found.to_json()), file=out.file)
        return 0 if found.given else 1
    if not found.given:
        out.print(f"nothing of {name_with_code(who)} is on record")
        return 1
    for word, counted in found.counts.items():
        ends = ", ".join(f"{n} {outcome.value}" for outcome, n in counted.most_common())
        if ends:
            out.print(Text(f"{word.value}s: {counted.total()} ({ends})", style="bold"))
    told = [one for one in found.given if one.outcome is not Outcome.WAITING]
    for one in told[:limit]:
        _print_given(out, one)
    return 0


def _print_given(out: "Console", one: "NormOutcome") -> None:
    from rich.text import Text

    from onrecord.questions.wording import sentence_of

    said = f", said on or before {one.norm.last}" if one.norm.last else ""
    out.print(Text(f"{one.outcome.value}: {sentence_of(one.norm)}{said} [{one.norm.id}]"))
    for day, reason in one.basis:
        out.print(Text(f"    {day or 'day not known'}: {reason}", style="dim"))
