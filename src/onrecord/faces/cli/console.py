"""Where text meets the terminal: what it is made of may come from any page, and a terminal obeys what it reads.

In:      text of pages, names of files, messages
Out:     the same on standard output or error, without what would steer a terminal or turn words round
Refuses: nothing; control characters are left out
Source:  ECMA-48 (C0, C1), Unicode Standard Annex 9 (bidirectional formatting characters)
Shown:   tests/faces/test_console.py
"""

import json
import sys
from typing import TYPE_CHECKING, Any

import typer

from onrecord.faces.cli.steering import STEERING, plain

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.faces.cli.plain_console import PlainConsole


def plain_json(line: str) -> str:
    """A line of JSON with the same value, in which what steers a terminal is written as escapes."""
    return STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def console(*, stderr: bool = False, soft_wrap: bool = False) -> "PlainConsole":
    """Standard output, or standard error."""
    from onrecord.faces.cli.plain_console import PlainConsole  # rich takes a tenth of a second, and help needs none

    return PlainConsole(stderr=stderr, highlight=False, soft_wrap=soft_wrap, markup=False, emoji=False)


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """A message, plainly."""
    typer.echo(plain(text), err=err, nl=nl)


def warn(text: str) -> None:
    """What goes wrong, plainly; processes that were started for this one say it so too."""
    say(text, err=True)


def print_json(out: "Console", value: Any) -> None:
    """One JSON value, one line, in ASCII: no wrapping, nothing for a terminal to obey."""
    print(json.dumps(value), file=out.file)


def steady_streams() -> None:
    """Standard streams that are there and take any character: what an encoding lacks is written as an escape."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open("/dev/null", "r" if name == "stdin" else "w"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
