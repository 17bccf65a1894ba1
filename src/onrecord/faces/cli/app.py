"""The commands and their options; what each prints is decided in its own file.

Exit codes: 0 something was read or found; 1 nothing was, or the ledger could not be used; 2 the call was wrong.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from typer.core import TyperGroup
from typer.main import get_command

from onrecord.faces.cli import (
    absorb,
    answers,
    batch,
    config,
    copies,
    copy,
    doctor,
    import_command,
    mcp,
    remarks,
    research,
    serve,
    tokens,
    upkeep,
    watch,
    whatif,
)
from onrecord.faces.cli.console import say, steady_streams
from onrecord.faces.cli.logged import log_every_command
from onrecord.faces.cli.metrics_file import MetricsOption, metrics_kept
from onrecord.faces.cli.options import Input, Least, LedgerOption, columns_given, ledger_path
from onrecord.faces.cli.settings_file import WrongSetting
from onrecord.faces.cli.with_settings import WithSettings
from onrecord.terms.errors import OnRecordError
from onrecord.terms.pages import Page, RefusedPage

app = typer.Typer(
    name="onrecord",
    cls=WithSettings,
    help="Reads news pages and keeps a sourced record of what states and their leaders say they will do, "
    "and under which condition.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(answers.app)
app.add_typer(remarks.app)
app.add_typer(research.app)
app.add_typer(import_command.app)
app.add_typer(copies.app)
app.add_typer(batch.app)
app.add_typer(whatif.app)
app.add_typer(upkeep.app)
app.add_typer(copy.app)
app.add_typer(serve.app)
app.add_typer(mcp.app)
app.add_typer(tokens.app)
app.add_typer(config.app)
app.add_typer(watch.app)
app.add_typer(absorb.app)
app.add_typer(doctor.app)


class Format(StrEnum):
    """How `read` prints."""

    TABLE = "table"
    JSONL = "jsonl"


Addresses = Annotated[
    list[str],
    typer.Argument(
        metavar="PAGE...",
        help="Files (web pages, text, CSV, JSON, JSON lines, Parquet, PDF, DOCX, RTF, e-mail, MHTML, WARC, WACZ, "
        "tar), folders, globs, @FILE for a list of files, http(s) URLs, or - for standard input.",
        show_default=False,
    ),
]
InputOption = Annotated[
    Input,
    typer.Option(
        "--input", help='jsonl-text: lines of {"id", "text", "date"?}, read as clean text, offsets unchanged.'
    ),
]
ColumnsOption = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="FIELD=COLUMN,...",
        help="For CSV, Parquet and JSON: which column holds the text, title, date, url, publisher, author, id "
        "(text=body,date=published).",
    ),
]
Workers = Annotated[int, typer.Option(min=1, help="Processes to read with.")]
MaxBytes = Annotated[int, typer.Option(min=1, help="Largest page, in bytes after decompression.")]
MaxSeconds = Annotated[float, typer.Option("--max-seconds", min=0.1, help="Longest that one page may take to read.")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Let a URL name a private or loopback host; redirects lead to none.")
]


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
    columns: ColumnsOption = None,
    workers: Workers = 1,
    least: Least = None,
    max_bytes: MaxBytes = 20_000_000,
    max_seconds: MaxSeconds = 300.0,
    allow_private_addresses: AllowPrivate = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write one HTML file instead: every reading over the text.")
    ] = None,
) -> None:
    """Read pages and print who said what they will do, under which condition, in the exact words."""
    from onrecord.faces.cli.read import print_readings

    capture = _capturing(input_format, columns, max_bytes, allow_private_addresses)
    if html is not None:
        from onrecord.faces.cli.html import write_html

        raise typer.Exit(write_html(capture(addresses), html, workers=workers, least=least, max_seconds=max_seconds))
    as_json = output is Format.JSONL
    raise typer.Exit(
        print_readings(capture(addresses), as_json=as_json, workers=workers, least=least, max_seconds=max_seconds)
    )


@app.command()
def add(
    addresses: Addresses,
    ledger: LedgerOption = None,
    input_format: InputOption = Input.AUTO,
    columns: ColumnsOption = None,
    workers: Workers = 1,
    least: Least = None,
    max_bytes: MaxBytes = 20_000_000,
    max_seconds: MaxSeconds = 300.0,
    allow_private_addresses: AllowPrivate = False,
    reread: Annotated[
        bool, typer.Option("--reread", help="Read pages anew also where their reading by this reader is held.")
    ] = False,
    metrics: MetricsOption = None,
) -> None:
    """Read pages and put the readings into the ledger; a page added twice adds nothing, and is not read twice."""
    from onrecord.faces.cli.add import add_pages

    capture = _capturing(input_format, columns, max_bytes, allow_private_addresses)
    path = ledger_path(ledger)
    pages = capture(addresses)
    with metrics_kept(metrics, ledger=path):
        code = add_pages(pages, ledger=path, workers=workers, least=least, max_seconds=max_seconds, reread=reread)
    raise typer.Exit(code)


@app.command()
def why(
    address: Annotated[str, typer.Argument(metavar="PAGE", help="One page: a file, a URL, - for standard input.")],
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words of it, as they stand there.")],
    input_format: InputOption = Input.AUTO,
    columns: ColumnsOption = None,
    least: Least = None,
    max_bytes: MaxBytes = 20_000_000,
    allow_private_addresses: AllowPrivate = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Tell why some words of a page gave a norm or none: what was considered there, and what refused it."""
    from onrecord.faces.cli.why import one_page, print_why

    capture = _capturing(input_format, columns, max_bytes, allow_private_addresses)
    raise typer.Exit(print_why(one_page(capture([address]), address), " ".join(words), as_json=as_json, least=least))


@app.command()
def schema() -> None:
    """Print the JSON Schema of what `read --format jsonl` prints."""
    from importlib.resources import files

    typer.echo(files("onrecord.data").joinpath("reading.schema.json").read_text(encoding="utf-8"), nl=False)


def _capturing(
    input_format: Input, columns: str | None, max_bytes: int, allow_private_addresses: bool
) -> Callable[[list[str]], Iterator[Page | RefusedPage]]:
    from onrecord.faces.clock import now
    from onrecord.pages import CaptureOptions, InputFormat, capture

    options = CaptureOptions(
        max_bytes=max_bytes,
        input_format=InputFormat(input_format.value),
        columns=columns_given(columns),
        allow_private_addresses=allow_private_addresses,
    )
    return lambda addresses: capture(addresses, fetched_at=now(), options=options, stdin=sys.stdin.buffer)


log_every_command(app)


@cache
def command_line() -> TyperGroup:
    """All commands, put together once a process."""
    command = get_command(app)
    assert isinstance(command, TyperGroup)
    return command


def main() -> None:
    """Run the command; what onrecord raises on purpose is one line on standard error."""
    steady_streams()
    if "_ONRECORD_COMPLETE" in os.environ:
        # A shell takes each line for a proposal, and rich would break what help says of a long option in two.
        os.environ["COLUMNS"] = "10000"
    # Asked to end, we end as after Ctrl-C: workers with us, what was read kept.
    signal.signal(signal.SIGTERM, _stop)
    try:
        try:
            command_line()()
        finally:
            sys.stdout.flush()
    except WrongSetting as error:
        for sentence in str(error).splitlines():
            say(f"onrecord: {sentence}", err=True)
        sys.exit(2)
    except OnRecordError as error:
        say(f"onrecord: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output left (`| head`): nothing is wrong, and nothing more can be said.
        _say_no_more()
        sys.exit(0)
    except OSError as error:
        say(f"onrecord: {error}. What was printed so far is not complete", err=True)
        _say_no_more()
        sys.exit(1)
    except KeyboardInterrupt:
        say("onrecord: stopped", err=True)
        sys.exit(130)


def _stop(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def _say_no_more() -> None:
    # What is still buffered would raise again when the interpreter closes standard output.
    with suppress(OSError, ValueError):  # a stream that was closed is silent already
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
