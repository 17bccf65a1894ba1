"""`onrecord tag`, `case`, `note` and `remarks`: what a person hangs on a record or a page, and the list of it.

In:      an id, a name or words, an author
Out:     standard output: what was kept; what hangs where, the newest first, or as JSON lines
Refuses: what the ledger refuses, as a LedgerError
Shown:   tests/faces/test_remarks.py
"""

import json
from typing import Annotated

import typer

from onrecord.faces.cli.options import CaseFilter, Json, LedgerOption, Limit, TagFilter, ledger_path
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.terms.remarks import RemarkKind

app = typer.Typer(rich_markup_mode=None)

Target = Annotated[
    str,
    typer.Argument(metavar="TARGET", help="A record, a norm (its record is meant) or a page: its id, or enough of it."),
]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name, in any spelling.")]
By = Annotated[str, typer.Option("--by", help="Who says so.")]
Off = Annotated[bool, typer.Option("--off", help="Take it off, whoever put it there.")]


@app.command()
def tag(
    target: Target, name: Name, by: By = "", off: Off = False, ledger: LedgerOption = None, as_json: Json = False
) -> None:
    """Hang a tag on a record or a page, or take it off; lists and searches narrow to it with --tag."""
    raise typer.Exit(_named(ledger_path(ledger), target, RemarkKind.TAG, name, by=by, off=off, as_json=as_json))


@app.command()
def case(
    target: Target, name: Name, by: By = "", off: Off = False, ledger: LedgerOption = None, as_json: Json = False
) -> None:
    """Put a record or a page into a case, or take it out; lists and searches narrow to it with --case."""
    raise typer.Exit(_named(ledger_path(ledger), target, RemarkKind.CASE, name, by=by, off=off, as_json=as_json))


@app.command()
def note(
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="A record, a norm or a page; with --off: the note itself.")
    ],
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS...]", help="What to note.")] = None,
    by: By = "",
    off: Annotated[bool, typer.Option("--off", help="Take back your own note.")] = False,
    ledger: LedgerOption = None,
    as_json: Json = False,
) -> None:
    """Write a note on a record or a page, or take your own back."""
    from onrecord.faces.clock import now
    from onrecord.ledger import open_ledger

    if off and words:
        raise typer.BadParameter("a note is taken back whole: leave out its words", param_hint="--off")
    with open_ledger(ledger_path(ledger), create=False) as book:
        if off:
            taken = book.take_back(target, by=by, at=now())
            _say(f"{taken.note_id} on {taken.target_id}, by {taken.author}: taken back", taken.to_json(), as_json)
            raise typer.Exit(0)
        for one in book.remark(target, RemarkKind.NOTE, " ".join(words or ()), by=by, at=now()):
            _say(f"{one.id} on {one.target_id}, by {one.author}: kept", one.to_json(), as_json)
    raise typer.Exit(0)


@app.command()
def remarks(
    tag: TagFilter = None,
    case: CaseFilter = None,
    ledger: LedgerOption = None,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """List tags, cases and notes, the newest first, each with what it hangs on, whose it is and when."""
    from onrecord.ledger import open_ledger
    from onrecord.questions.remarking import remarks_after

    if tag is not None and case is not None:
        raise typer.BadParameter("give one of the two", param_hint="--tag, --case")
    kind = RemarkKind.TAG if tag is not None else RemarkKind.CASE if case is not None else None
    with open_ledger(ledger_path(ledger), create=False, read_only=True) as book:
        held, following = remarks_after(book, kind, tag if tag is not None else case, limit=limit)
    for hung in held:
        one = hung.remark
        where = "; ".join(hung.sentences) or (hung.source.title if hung.source else None) or "no reading has it now"
        head = f"{one.recorded_at:%Y-%m-%d %H:%M} UTC  {one.kind.value}  {' '.join(one.words.split())}  {one.author}"
        _say(f"{head}\n    {one.target_id}  {' '.join(where.split())}", hung.to_json(), as_json)
        if one.kind is RemarkKind.NOTE and not as_json:
            _say(f"    {one.id}", {}, False)
    if not as_json and not held:
        _say("nobody has hung anything there", {}, False)
    if not as_json and following is not None:
        _say(f"there are older ones: --limit {limit} was reached", {}, False)
    raise typer.Exit(0 if held else 1)


def _named(path: LedgerPlace, target: str, kind: RemarkKind, name: str, *, by: str, off: bool, as_json: bool) -> int:
    from onrecord.faces.clock import now
    from onrecord.ledger import open_ledger

    with open_ledger(path, create=False) as book:
        kept = book.remark(target, kind, name, by=by, at=now(), off=off)
    for one in kept:
        done = "off" if one.takes_off else "on"
        _say(f"{kind.value} “{one.words}” {done} {one.target_id}, by {one.author}: kept", one.to_json(), as_json)
    if not kept and not as_json:
        _say(f"{kind.value} “{name}” {'does not hang there' if off else 'hangs there already'}", {}, False)
    return 0


def _say(words: str, value: dict[str, object], as_json: bool) -> None:
    from onrecord.faces.cli.console import say

    say(json.dumps(value) if as_json else words)
