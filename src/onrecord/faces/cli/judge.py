"""`onrecord judge`: a person's word on a reading, into the ledger.

In:      an id, a verdict, corrected slots or the other one (a norm, an event), an author, a note
Out:     standard output: what was kept and how the norm stands now
Refuses: what the ledger refuses, as a LedgerError
Shown:   tests/faces/test_answers.py
"""

from collections.abc import Sequence
from typing import Annotated

import typer

from onrecord.faces.cli.console import console, print_json
from onrecord.faces.cli.options import Json, LedgerOption, ledger_path
from onrecord.terms.judgements import OF_ANOTHER, JudgementKind
from onrecord.terms.ledger_places import LedgerPlace

app = typer.Typer()


@app.command()
def judge(
    norm: Annotated[str, typer.Argument(metavar="NORM", help="A norm or record: its id, or enough of its beginning.")],
    verdict: Annotated[JudgementKind, typer.Argument(help="What you say of it.")],
    rest: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SLOT=VALUE... | OTHER]",
            help="What to correct; or the other one, for same, different; or the event, for not-met, retract.",
        ),
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Who judges.")] = "",
    note: Annotated[str | None, typer.Option("--note", help="Why.")] = None,
    ledger: LedgerOption = None,
    as_json: Json = False,
) -> None:
    """Say that a reading is right, wrong or to be corrected, or that an event did not meet it; a person's word wins
    over every reader."""
    raise typer.Exit(keep_judgement(ledger_path(ledger), norm, verdict, rest or (), by=by, note=note, as_json=as_json))


def keep_judgement(
    ledger: LedgerPlace,
    target: str,
    verdict: JudgementKind,
    rest: Sequence[str],
    *,
    by: str,
    note: str | None,
    as_json: bool = False,
) -> int:
    """Keep one judgement; print it and what it did."""
    from rich.text import Text

    from onrecord.faces.clock import now
    from onrecord.ledger import open_ledger
    from onrecord.questions import in_words

    with open_ledger(ledger, create=False) as book:
        of_another = verdict in OF_ANOTHER or (verdict is JudgementKind.RETRACT and len(rest) == 1)
        other = rest[0] if of_another and len(rest) == 1 else None
        slots = () if of_another else tuple(rest)
        made = book.judge(target, verdict, by=by, at=now(), slots=slots, other=other, note=note)
        places = [f.place for m in made for f in book.find(m.target_id, limit=1) if f.place]
        entries = {e.id: e for e in book.entries_at(places)}.values()
    out = console()
    for judgement in made:
        if as_json:
            print_json(out, judgement.to_json())
            continue
        by_event = f" by {judgement.other_id}" if judgement.verdict is JudgementKind.NOT_MET else ""
        out.print(Text(f"{judgement.verdict.value} {judgement.target_id}{by_event}, by {judgement.author}: kept"))
        for norm in (n for e in entries for n in (*e.norms, *e.rejected) if n.id == judgement.target_id):
            out.print(Text(f"  {'left out: ' if norm.wrong else ''}{in_words(norm)}"))
    return 0
