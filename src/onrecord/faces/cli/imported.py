"""`onrecord imported`: the events that were imported, their files, or the rows that were refused.

In:      a ledger, filters
Out:     standard output: tables or JSON lines
Refuses: a name nobody has, days the wrong way round
Shown:   tests/faces/test_importing.py
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.console import console
from onrecord.faces.cli.options import Json, LedgerOption, Limit, day, ledger_path
from onrecord.terms.events import EventType
from onrecord.terms.imports import ImportedParty, ImportFormat
from onrecord.terms.ledger_places import LedgerPlace

if TYPE_CHECKING:
    from rich.table import Table

    from onrecord.ledger import ImportedEntry, ImportedFilters

app = typer.Typer()


@app.command()
def imported(
    ledger: LedgerOption = None,
    origin: Annotated[ImportFormat | None, typer.Option("--origin", help="The data set it comes from.")] = None,
    event_type: Annotated[EventType | None, typer.Option("--type", help="PLOVER type.")] = None,
    actor: Annotated[
        str | None, typer.Option("--actor", help="A party, on either side: a name or a code (Iran, RUS, NATO).")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="On or after this day.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="On or before this day.")] = None,
    files: Annotated[bool, typer.Option("--files", help="List the files instead.")] = False,
    refused: Annotated[bool, typer.Option("--refused", help="List the refused rows instead.")] = False,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """List imported events with the file and line they come from, newest first."""
    from onrecord.faces.cli.names import actor_meant
    from onrecord.ledger import ImportedFilters

    first, last = day(since, "--since"), day(until, "--until")
    if first and last and first > last:
        raise typer.BadParameter(f"{first} lies after {last}", param_hint="--since")
    if files and refused:
        raise typer.BadParameter("give one of --files and --refused")
    path = ledger_path(ledger)
    if files:
        raise typer.Exit(print_files(path, as_json=as_json))
    if refused:
        raise typer.Exit(print_refused(path, limit=limit, as_json=as_json))
    code = actor_meant(path, actor).code if actor is not None else None
    filters = ImportedFilters(format=origin, type=event_type, actor=code, since=first, until=last)
    raise typer.Exit(print_events(path, filters=filters, limit=limit, as_json=as_json))


def print_events(ledger: LedgerPlace, *, filters: "ImportedFilters", limit: int, as_json: bool) -> int:
    """Print the newest events that match. Returns the exit code: 1 when there is none."""
    from rich.text import Text

    from onrecord.ledger import open_ledger

    with open_ledger(ledger, create=False, read_only=True) as book:
        entries = tuple(book.imported.entries(filters, limit=limit))
        total = book.imported.count(filters)
    out = console()
    if as_json:
        for entry in entries:
            print(json.dumps(entry.to_json()), file=out.file)
    elif entries:
        out.print(_table(entries))
        out.print(Text(f"{len(entries)} of {total:,} imported events", style="dim"))
    else:
        out.print("no imported event matches")
    return 0 if entries else 1


def print_files(ledger: LedgerPlace, *, as_json: bool) -> int:
    """Print the files that were imported. Returns the exit code: 1 when there is none."""
    from rich.text import Text

    from onrecord.ledger import open_ledger
    from onrecord.questions.wording import plural

    with open_ledger(ledger, create=False, read_only=True) as book:
        held = book.imported.files()
    out = console()
    for one in held:
        file = one.file
        if as_json:
            value = {
                "name": file.name,
                "format": file.format.value,
                "sha256": file.sha256,
                "encoding": {"name": file.encoding, "basis": file.encoding_basis},
                "columns": list(file.columns),
                "notes": list(file.notes),
                "recorded_at": one.recorded_at.isoformat(),
                "events": one.events,
                "refused": one.refused,
            }
            print(json.dumps(value), file=out.file)
        else:
            out.print(
                Text(
                    f"{file.name}: {file.format.value}, {plural(one.events, 'event')}, {plural(one.refused, 'row')} "
                    f"refused, {file.encoding} ({file.encoding_basis}), imported {one.recorded_at:%Y-%m-%d %H:%M} UTC"
                ),
                soft_wrap=True,
            )
    if not held and not as_json:
        out.print("no file was imported")
    return 0 if held else 1


def print_refused(ledger: LedgerPlace, *, limit: int, as_json: bool) -> int:
    """Print the rows that were refused. Returns the exit code: 1 when there is none."""
    from rich.text import Text

    from onrecord.ledger import open_ledger

    with open_ledger(ledger, create=False, read_only=True) as book:
        rows = book.imported.refused(limit=limit)
    out = console()
    for name, row in rows:
        if as_json:
            value = {"file": name, "line": row.line, "code": row.code, "reason": row.reason, "text": row.text}
            print(json.dumps(value), file=out.file)
        else:
            out.print(Text(f"{name}:{row.line}: {row.reason}"), soft_wrap=True)
    if not rows and not as_json:
        out.print("no row was refused")
    return 0 if rows else 1


def _table(entries: "Sequence[ImportedEntry]") -> "Table":
    from rich.table import Table
    from rich.text import Text

    from onrecord.questions.wording import date_words

    table = Table(box=None, padding=(0, 1), show_edge=False, expand=True)
    table.add_column("when", no_wrap=True)
    table.add_column("event", ratio=3)
    table.add_column("place", ratio=1)
    table.add_column("origin", ratio=2, style="dim", overflow="fold")
    for entry in entries:
        event = entry.event
        kind = f"{event.type.value}{f'/{event.mode}' if event.mode else ''}" if event.type else "no PLOVER type"
        between = " -> " if event.directed else " | "
        parties = between.join(_party_words(p) for p in (event.actor, event.recipient))
        category = "" if event.code == kind else f" ({event.code})"
        words = f"{kind}{category}: {parties}" + (f"\n“{event.words}”" if event.words else "")
        place = event.place or event.place_state or "not said"
        origin = f"{event.format.value} {Path(entry.file).name}:{entry.line}"
        table.add_row(Text(date_words(event.date)), Text(words), Text(place), Text(origin))
    return table


def _party_words(party: ImportedParty | None) -> str:
    """`“RUSSIAN ARMY” (RUS.MIL)`."""
    if party is None:
        return "nobody named"
    code = f"{party.code}{f'.{party.sector}' if party.sector else ''}"
    return f"“{party.name}” ({code})" if party.name and party.name != code else code
