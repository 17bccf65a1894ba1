"""The commands and their options; what each prints is decided in its own file.

Exit codes: 0 something was read or found; 1 nothing was, or the ledger could not be used; 2 the call was wrong.
"""

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.terms.errors import OnRecordError
from onrecord.terms.pages import Page, RefusedPage
from onrecord.terms.records import Modal, Mode, RecordKind, Strength

if TYPE_CHECKING:
    from onrecord.ledger import Filters

app = typer.Typer(
    name="onrecord",
    help="Reads news pages and keeps a sourced record of what states and their leaders say they will do, "
    "and under which condition.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """How `read` prints."""

    TABLE = "table"
    JSONL = "jsonl"


class Input(StrEnum):
    """What the addresses hold."""

    AUTO = "auto"
    JSONL_TEXT = "jsonl-text"


Addresses = Annotated[
    list[str],
    typer.Argument(
        metavar="PAGE...",
        help="Files, folders, globs, http(s) URLs, JSON lines, or - for standard input.",
        show_default=False,
    ),
]
InputOption = Annotated[
    Input,
    typer.Option(
        "--input", help='jsonl-text: lines of {"id", "text", "date"?}, read as clean text, offsets unchanged.'
    ),
]
Workers = Annotated[int, typer.Option(min=1, help="Processes to read with.")]
MaxBytes = Annotated[int, typer.Option(min=1, help="Largest page, in bytes after decompression.")]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Let URLs lead to private and loopback addresses.")]
LedgerOption = Annotated[
    Path | None,
    typer.Option(
        "--ledger", envvar="ONRECORD_LEDGER", help="The ledger's file.", show_default="the user's data folder"
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON lines.")]
Limit = Annotated[int, typer.Option(min=1, help="How many at most.")]
ActorFilter = Annotated[str | None, typer.Option("--actor", help="Agent's code: RUS, BLR, NATO ...")]
ModalFilter = Annotated[Modal | None, typer.Option("--modal", help="What the agent says of the deed.")]
ModeFilter = Annotated[Mode | None, typer.Option("--mode", help="How the deed hangs on its condition.")]
KindFilter = Annotated[RecordKind | None, typer.Option("--kind", help="Kind of record.")]
StrengthFilter = Annotated[Strength | None, typer.Option("--min-strength", help="This strength or more.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Said on or after this day (YYYY-MM-DD).")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Said on or before this day (YYYY-MM-DD).")]
PublisherFilter = Annotated[str | None, typer.Option("--publisher", help="Who published the page.")]


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Options of the command as a whole."""
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"onrecord {installed('onrecord')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def read(
    addresses: Addresses,
    output: Annotated[Format, typer.Option("--format", help="A table for a person, or one JSON object a page.")] = (
        Format.TABLE
    ),
    input_format: InputOption = Input.AUTO,
    workers: Workers = 1,
    max_bytes: MaxBytes = 20_000_000,
    allow_private_addresses: AllowPrivate = False,
) -> None:
    """Read pages and print who said what they will do, under which condition, in the exact words."""
    from onrecord.faces.cli.read import print_readings

    capture = _capturing(input_format, max_bytes, allow_private_addresses)
    raise typer.Exit(print_readings(capture(addresses), as_json=output is Format.JSONL, workers=workers))


@app.command()
def add(
    addresses: Addresses,
    ledger: LedgerOption = None,
    input_format: InputOption = Input.AUTO,
    workers: Workers = 1,
    max_bytes: MaxBytes = 20_000_000,
    allow_private_addresses: AllowPrivate = False,
) -> None:
    """Read pages and put the readings into the ledger; a page added twice adds nothing."""
    from onrecord.faces.cli.add import add_pages

    capture = _capturing(input_format, max_bytes, allow_private_addresses)
    raise typer.Exit(add_pages(capture(addresses), ledger=_ledger_path(ledger), workers=workers))


@app.command("list")
def list_(
    ledger: LedgerOption = None,
    actor: ActorFilter = None,
    modal: ModalFilter = None,
    mode: ModeFilter = None,
    kind: KindFilter = None,
    min_strength: StrengthFilter = None,
    since: Since = None,
    until: Until = None,
    publisher: PublisherFilter = None,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """List the records in the ledger, newest first."""
    from onrecord.faces.cli.look import print_list

    filters = _filters(actor, modal, mode, kind, min_strength, since, until, publisher)
    raise typer.Exit(print_list(_ledger_path(ledger), filters=filters, limit=limit, as_json=as_json))


@app.command()
def show(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="An id, or enough of its beginning.")],
    ledger: LedgerOption = None,
    as_json: Json = False,
) -> None:
    """Show one record with its page, its words in context, its norms and its relations."""
    from onrecord.faces.cli.look import print_one

    raise typer.Exit(print_one(_ledger_path(ledger), record_id, as_json=as_json))


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words that must all be there.")],
    ledger: LedgerOption = None,
    actor: ActorFilter = None,
    modal: ModalFilter = None,
    mode: ModeFilter = None,
    kind: KindFilter = None,
    min_strength: StrengthFilter = None,
    since: Since = None,
    until: Until = None,
    publisher: PublisherFilter = None,
    limit: Limit = 20,
    as_json: Json = False,
) -> None:
    """Search the words of the records, best first."""
    from onrecord.faces.cli.look import print_hits

    filters = _filters(actor, modal, mode, kind, min_strength, since, until, publisher)
    raise typer.Exit(print_hits(_ledger_path(ledger), " ".join(words), filters=filters, limit=limit, as_json=as_json))


@app.command()
def schema() -> None:
    """Print the JSON Schema of what `read --format jsonl` prints."""
    from importlib.resources import files

    typer.echo(files("onrecord.data").joinpath("reading.schema.json").read_text(encoding="utf-8"), nl=False)


def _capturing(
    input_format: Input, max_bytes: int, allow_private_addresses: bool
) -> Callable[[list[str]], Iterator[Page | RefusedPage]]:
    from onrecord.faces.cli.clock import now
    from onrecord.pages import CaptureOptions, InputFormat, capture

    options = CaptureOptions(
        max_bytes=max_bytes,
        input_format=InputFormat(input_format.value),
        allow_private_addresses=allow_private_addresses,
    )
    return lambda addresses: capture(addresses, fetched_at=now(), options=options, stdin=sys.stdin.buffer)


def _ledger_path(given: Path | None) -> Path:
    from onrecord.faces.cli.places import default_ledger

    return given if given is not None else default_ledger()


def _filters(
    actor: str | None,
    modal: Modal | None,
    mode: Mode | None,
    kind: RecordKind | None,
    min_strength: Strength | None,
    since: str | None,
    until: str | None,
    publisher: str | None,
) -> "Filters":
    from onrecord.ledger import Filters

    first, last = _day(since, "--since"), _day(until, "--until")
    if first and last and first > last:
        raise typer.BadParameter(f"{first} lies after {last}", param_hint="--since")
    return Filters(
        actor=actor,
        modal=modal,
        mode=mode,
        kind=kind,
        min_strength=min_strength,
        since=first,
        until=last,
        publisher=publisher,
    )


def _day(given: str | None, option: str) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise typer.BadParameter(f"{given!r} is no day; write YYYY-MM-DD", param_hint=option) from None


def main() -> None:
    """Run the command; what onrecord raises on purpose is one line on standard error."""
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except OnRecordError as error:
        typer.echo(f"onrecord: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output left (`| head`): nothing is wrong, and nothing more can be said.
        _say_no_more()
        sys.exit(0)
    except OSError as error:
        typer.echo(f"onrecord: {error}. What was printed so far is not complete", err=True)
        _say_no_more()
        sys.exit(1)
    except KeyboardInterrupt:
        typer.echo("onrecord: stopped", err=True)
        sys.exit(130)


def _say_no_more() -> None:
    # What is still buffered would raise again when the interpreter closes standard output.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
