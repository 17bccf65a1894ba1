"""The commands and their options; what each prints is decided in its own file.

Exit codes: 0 something was read or found; 1 nothing was, or the ledger could not be used; 2 the call was wrong.
"""

import os
import signal
import sys
from contextlib import suppress
from functools import cache
from types import FrameType
from typing import Annotated

import typer
from typer.core import TyperGroup
from typer.main import get_command

from onrecord.faces.cli import (
    absorb,
    add,
    agreement,
    backup,
    batch,
    brief,
    changes,
    check,
    compare,
    config,
    copies,
    copy,
    doctor,
    entailments,
    enter,
    export,
    forget,
    freeze,
    import_command,
    imported,
    judge,
    list_command,
    map_command,
    matrix,
    mcp,
    met,
    panel,
    read,
    record_of,
    remarks,
    repair,
    restore,
    schema,
    search,
    serve,
    show,
    timeline,
    tokens,
    watch,
    whatif,
    whatwould,
    why,
)
from onrecord.faces.cli.console import say, steady_streams
from onrecord.faces.cli.logged import log_every_command
from onrecord.faces.cli.settings_file import WrongSetting
from onrecord.faces.cli.with_settings import WithSettings
from onrecord.terms.errors import OnRecordError

app = typer.Typer(
    name="onrecord",
    cls=WithSettings,
    help="Reads news pages and keeps a sourced record of what states and their leaders say they will do, "
    "and under which condition.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
# In the order that help lists them.
for commands in (
    read.app,
    add.app,
    why.app,
    schema.app,
    list_command.app,
    show.app,
    search.app,
    judge.app,
    enter.app,
    agreement.app,
    timeline.app,
    compare.app,
    changes.app,
    met.app,
    brief.app,
    matrix.app,
    map_command.app,
    record_of.app,
    export.app,
    remarks.app,
    panel.app,
    freeze.app,
    import_command.app,
    imported.app,
    copies.app,
    batch.app,
    whatif.app,
    entailments.app,
    whatwould.app,
    check.app,
    backup.app,
    restore.app,
    repair.app,
    forget.app,
    copy.app,
    serve.app,
    mcp.app,
    tokens.app,
    config.app,
    watch.app,
    absorb.app,
    doctor.app,
):
    app.add_typer(commands)


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Options of the command as a whole."""
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"onrecord {installed('onrecord')}")
        raise typer.Exit


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
