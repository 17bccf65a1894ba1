"""`onrecord mcp`: the record for assistants, over the Model Context Protocol.

In:      a ledger; a port
Out:     standard output: the protocol and nothing else; standard error: where it listens, and the log
Refuses: to begin without the extra `mcp` (McpMissing); a port without a token
Shown:   tests/faces/mcp/test_stdio.py, tests/faces/mcp/test_http.py
"""

from typing import Annotated

import typer

from onrecord.faces.cli.console import say
from onrecord.faces.cli.options import LedgerOption, ledger_path
from onrecord.terms.errors import OnRecordError

app = typer.Typer(rich_markup_mode=None)

# What the extra installs; anything else that is missing is a fault of ours, and shows as one.
PARTS = frozenset({"mcp", "mcp_types", "anyio", "pydantic", "starlette", "uvicorn", "typing_extensions"})


class McpMissing(OnRecordError):
    """The optional extra `mcp` is not installed."""


@app.command()
def mcp(
    ledger: LedgerOption = None,
    http: Annotated[
        int | None,
        typer.Option(
            "--http",
            metavar="PORT",
            min=0,
            max=65535,
            help="Serve on this port of 127.0.0.1 instead, to who brings a token of `onrecord tokens`.",
        ),
    ] = None,
) -> None:
    """Answer an assistant's questions from the ledger (MCP), on standard input and output; nothing is written."""
    try:
        from onrecord.faces.mcp import serving
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in PARTS:
            raise
        raise McpMissing("this needs the parts for assistants: pip install 'onrecord[mcp]'") from None
    if http is None:
        serving.serve_here(ledger_path(ledger))
    else:
        serving.serve_on(ledger_path(ledger), port=http, ready=lambda a: say(f"listening at {a}", err=True))
