"""`onrecord enter PAGE --action WORDS`: a norm that no reader found, marked by a person in the words of a page.

In:      a page of the ledger, words of it or spans of its text, who enters it
Out:     standard output: the norm as it is kept, with its words
Refuses: words that do not stand on the page, what the ledger refuses
Shown:   tests/faces/test_enter.py
"""

import json
from collections.abc import Mapping
from typing import Annotated

import typer

from onrecord.faces.cli.console import console
from onrecord.faces.cli.options import Json, LedgerOption, ledger_path
from onrecord.terms.events import EventType
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.terms.records import Modal, Mode

app = typer.Typer()


@app.command()
def enter(
    page: Annotated[str, typer.Argument(metavar="PAGE", help="A page of the ledger: its id, or enough of it.")],
    action: Annotated[str, typer.Option("--action", help="Words of the action, or a span of the text: 752-780.")] = "",
    condition: Annotated[str, typer.Option("--condition", help="Words of the condition, likewise.")] = "",
    connective: Annotated[str, typer.Option("--connective", help="Its connective: if, unless, until.")] = "",
    agent: Annotated[str, typer.Option("--agent", help="Words for whoever would do it.")] = "",
    agent_name: Annotated[str, typer.Option("--agent-name", help="Who that is: a name or a code.")] = "",
    target: Annotated[str, typer.Option("--target", help="Words for whom it is done to.")] = "",
    target_name: Annotated[str, typer.Option("--target-name", help="Who that is.")] = "",
    speaker: Annotated[str, typer.Option("--speaker", help="Words for whoever says so.")] = "",
    speaker_name: Annotated[str, typer.Option("--speaker-name", help="Who that is.")] = "",
    modal: Annotated[Modal, typer.Option("--modal", help="What it commits to.")] = Modal.WILL,
    mode: Annotated[
        Mode | None, typer.Option("--mode", help="How action and condition hang together; none: if there is one.")
    ] = None,
    kind: Annotated[
        EventType | None, typer.Option("--kind", help="Kind of action; none: as the words tell.", case_sensitive=False)
    ] = None,
    said: Annotated[str, typer.Option("--said", metavar="DAY", help="Day it was said: YYYY-MM-DD.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who enters it.")] = "",
    ledger: LedgerOption = None,
    as_json: Json = False,
) -> None:
    """Put a norm on record that was not found on a page, in the page's own words; it is marked as entered by hand."""
    fields = {
        "action": action,
        "trigger": condition,
        "cue": connective,
        "agent": agent,
        "agent_id": agent_name,
        "target": target,
        "target_id": target_name,
        "speaker": speaker,
        "speaker_id": speaker_name,
        "modal": modal.value,
        "mode": mode.value if mode else None,
        "action_event": kind.value if kind else None,
        "said_on": said,
    }
    raise typer.Exit(enter_marked(ledger_path(ledger), page, fields, by=by, as_json=as_json))


def enter_marked(ledger: LedgerPlace, page: str, fields: Mapping[str, str | None], *, by: str, as_json: bool) -> int:
    """Keep the norm and print it. fields: as those of the desk's form, words for the slots that hold words."""
    from rich.text import Text

    from onrecord.faces.cli.printed import print_basis
    from onrecord.faces.clock import now
    from onrecord.faces.entering import keep_norm
    from onrecord.ledger import open_ledger
    from onrecord.questions import in_words
    from onrecord.questions.entering import marked_by_words, person_named, reading_to_mark
    from onrecord.walk.by_hand import entered

    who = person_named(by)
    with open_ledger(ledger, create=False) as book:
        read = reading_to_mark(book, page)
        marked = marked_by_words(book, read, lambda name: fields.get(name) or "")
        kept = keep_norm(book, read, marked, by=who, moment=now(), making=entered)
    out = console()
    if as_json:
        print(json.dumps(kept.to_json()), file=out.file)
        return 0
    how = "entered" if kept.new else f"{who} has entered it before: to change it, judge it"
    out.print(Text(f"{kept.norm.id}: {how}", style="bold"))
    if kept.norm.wrong:
        out.print(Text("  left out: it was judged wrong, and that word stands until it is taken back"))
    out.print(Text(f"  {in_words(kept.norm)}"))
    print_basis(out, kept.entry)
    return 0
