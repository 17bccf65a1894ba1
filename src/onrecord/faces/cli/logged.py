"""Every command with `--log` and `--log-file`: when it begins and how it ends is logged, and all in between.

In:      the commands, as Typer holds them
Out:     the same, each with the two options
Refuses: a file that the log cannot be written to
Shown:   tests/faces/test_logs.py
"""

import inspect
import time
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from onrecord.terms.errors import OnRecordError
from onrecord.terms.log_events import LogEvent


class LogStyleOption(StrEnum):
    """How the log is written: as `faces.logs.LogStyle`, which help does not wait for."""

    PLAIN = "plain"
    JSON = "json"


LogOption = Annotated[
    LogStyleOption | None,
    typer.Option("--log", envvar="ONRECORD_LOG", help="Log what is done on standard error, a line an event."),
]
LogFileOption = Annotated[
    Path | None,
    typer.Option(
        "--log-file", envvar="ONRECORD_LOG_FILE", metavar="FILE", help="Add the lines of the log to a file instead."
    ),
]
OPTIONS = {"log": LogOption, "log_file": LogFileOption}


def log_every_command(app: typer.Typer, path: tuple[str, ...] = ()) -> None:
    """Give each command below the two options."""
    for command in app.registered_commands:
        assert command.callback is not None
        name = command.name or command.callback.__name__.replace("_", "-")
        command.callback = logged(command.callback, (*path, name))
    for group in app.registered_groups:
        assert group.typer_instance is not None
        inside = (*path, group.name) if isinstance(group.name, str) else path
        log_every_command(group.typer_instance, inside)
        root = group.typer_instance.registered_callback
        if root is not None and root.callback is not None and root.invoke_without_command is True:
            root.callback = logged(root.callback, inside)


def logged(command: Callable[..., None], path: tuple[str, ...]) -> Callable[..., None]:
    """The command with the two options; path: its names."""
    signature = inspect.signature(command)

    @wraps(command)
    def with_log(**given: Any) -> None:
        style, file = given.pop("log"), given.pop("log_file")
        if _only_leads_on(given):
            command(**given)
            return
        run_logged(lambda: command(**given), ".".join(path), style=style, file=file)

    taken = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=option)
        for name, option in OPTIONS.items()
    ]
    asked = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in signature.parameters.values()]
    with_log.__signature__ = signature.replace(parameters=[*asked, *taken])  # type: ignore[attr-defined]
    # Typer asks for the annotations by themselves, and of what is wrapped.
    with_log.__annotations__ = {p.name: p.annotation for p in (*asked, *taken)} | {"return": None}
    del with_log.__wrapped__
    return with_log


def _only_leads_on(given: dict[str, Any]) -> bool:
    """Is it a group, of which another command was asked? That one has the log."""
    context = given.get("context")
    return context is not None and getattr(context, "invoked_subcommand", None) is not None


def run_logged(command: Callable[[], None], name: str, *, style: LogStyleOption | None, file: Path | None) -> None:
    """Run a command; log that it began, and how it ended. What breaks it is logged too, and goes on."""
    import logging
    import platform
    from importlib.metadata import version

    from onrecord.faces.cli.console import warn
    from onrecord.faces.logs import LogSettings, LogStyle, logging_to, new_run
    from onrecord.terms.log_events import tell

    logger = logging.getLogger("onrecord.command")
    settings = LogSettings(LogStyle(style.value) if style else None, file, new_run(), warn)
    began = time.monotonic()

    def ended(code: object) -> None:
        seconds = round(time.monotonic() - began, 3)
        tell(logger, LogEvent.COMMAND_ENDED, command=name, code=code if isinstance(code, int) else 0, seconds=seconds)

    with logging_to(settings):
        here, python = version("onrecord"), platform.python_version()
        tell(logger, LogEvent.COMMAND_STARTED, command=name, version=here, python=python)
        try:
            command()
        except typer.Exit as error:
            ended(error.exit_code)
            raise
        except SystemExit as error:
            ended(error.code)
            raise
        except KeyboardInterrupt:
            ended(130)
            raise
        except Exception as error:
            if settings.asked:  # else `main` tells it, once
                seconds = round(time.monotonic() - began, 3)
                tell(logger, LogEvent.COMMAND_FAILED, error=error, command=name, seconds=seconds)
                if not _told_by_main(error):
                    # A traceback ends in what was raised, which may quote a page: the log has the places without it.
                    warn(f"onrecord: {type(error).__name__}: a fault of onrecord; the log says where. Please report it")
                    raise typer.Exit(1) from None
            raise
        ended(0)


def _told_by_main(error: Exception) -> bool:
    """Is it raised on purpose, by us, the system, or who reads the command line?"""
    return isinstance(error, (OnRecordError, OSError, typer.Abort)) or hasattr(error, "exit_code")
