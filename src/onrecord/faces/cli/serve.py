"""`onrecord serve`: the desk in a browser.

In:      a ledger, where to listen
Out:     the address on standard error; the desk until it is stopped
Refuses: to begin without the extra `desk` (DeskMissing)
Shown:   tests/faces/web/test_serving.py
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from onrecord.faces.cli.console import say
from onrecord.faces.cli.options import LedgerOption, ledger_path
from onrecord.terms.errors import OnRecordError

app = typer.Typer(rich_markup_mode=None)

# What the extra installs; anything else that is missing is a fault of ours, and shows as one.
DESK_PARTS = frozenset(
    {"fastapi", "starlette", "uvicorn", "jinja2", "multipart", "python_multipart", "prometheus_client"}
)


class DeskMissing(OnRecordError):
    """The optional extra `desk` is not installed."""


@contextmanager
def desk_parts() -> Iterator[None]:
    """Says which extra to install where a part of the desk is missing."""
    try:
        yield
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in DESK_PARTS:
            raise
        raise DeskMissing("this needs parts of the desk: pip install 'onrecord[desk]'") from None


@app.command()
def serve(
    ledger: LedgerOption = None,
    host: Annotated[str, typer.Option("--host", help="Where to listen; others reach it only under its name.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="On which port.")] = 8470,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="A name, without port, that the desk answers to beside its own."),
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Show the ledger, and keep nothing.")] = False,
) -> None:
    """Open the desk: the ledger in a browser, on this machine. Whoever reaches the port reads the whole ledger."""
    with desk_parts():
        from onrecord.faces.web import serving
    if host not in ("127.0.0.1", "::1", "localhost"):
        say("onrecord: it has no log-in: whoever reaches this port reads the ledger", err=True)
    serving.serve(
        ledger_path(ledger),
        host=host,
        port=port,
        read_only=read_only,
        names=tuple(name or ()),
        ready=lambda address: say(f"the desk is at {address} (Ctrl-C ends it)", err=True),
    )
