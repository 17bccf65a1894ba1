"""`onrecord import` and `onrecord imported`: the commands and their options."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.faces.cli.options import Json, LedgerOption, Limit, day, ledger_path
from onrecord.terms.events import EventType
from onrecord.terms.imports import ImportFormat

app = typer.Typer()

FormatOption = Annotated[
    ImportFormat | None, typer.Option("--format", help="Take every file as this, whatever it looks like.")
]


@app.command("import")
def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Plain, .gz or .zip files.", show_default=False)
    ],
    ledger: LedgerOption = None,
    taken_as: FormatOption = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="The encoding of the files, where it is known.")
    ] = None,
    shown: Annotated[int, typer.Option("--show-refused", min=0, help="Refused rows to print for each file.")] = 10,
) -> None:
    """Take events from POLECAT, ACLED, GDELT 2.0 and ICEWS files into the ledger, as candidates."""
    from onrecord.faces.cli.imported import codec_named, import_files

    codec = codec_named(encoding)
    if encoding is not None and codec is None:
        raise typer.BadParameter(f"{encoding!r} is no encoding of text that we know", param_hint="--encoding")
    raise typer.Exit(import_files(files, ledger=ledger_path(ledger), forced=taken_as, encoding=codec, shown=shown))


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
    from onrecord.faces.cli.imported import print_events, print_files, print_refused
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
