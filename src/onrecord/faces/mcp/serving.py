"""`onrecord mcp`: the server on standard input and output, or on a port of this machine.

In:      a ledger; a port
Out:     the protocol, until the client goes or it is stopped; the log on standard error
Refuses: a port without a token that counts (NoToken), a port that is taken (NotListening)
Shown:   tests/faces/mcp/test_stdio.py, tests/faces/mcp/test_http.py
"""

import os
import signal
from collections.abc import Callable

import anyio

from onrecord.faces.clock import now
from onrecord.faces.hosts import LOOPBACK
from onrecord.faces.listening import listen
from onrecord.faces.mcp.over_http import make_app
from onrecord.faces.mcp.server import Book, make_server
from onrecord.faces.tokens import Tokens
from onrecord.terms.errors import OnRecordError
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.walk.apart import ReadersApart

# An assistant asks one thing after another: one reader holds the engines once, in half a gigabyte.
MOST_READERS = 1
HOST = "127.0.0.1"


class NoToken(OnRecordError):
    """A port without a token is open to every program and every page on this machine."""


def serve_here(ledger: LedgerPlace) -> None:
    """Serve who started us, over standard input and output, until it goes."""
    book = Book(ledger, ReadersApart(at_most=MOST_READERS))
    try:
        anyio.run(_serve, book)
    finally:
        book.close()


def serve_on(ledger: LedgerPlace, *, port: int, ready: Callable[[str], None]) -> None:
    """Serve who brings a token, on loopback, until stopped. ready: is told the address; port 0 takes any."""
    tokens = Tokens(ledger)
    if not any(token.holds(now()) for token in tokens.held()):
        raise NoToken(
            "--http takes a token, and this ledger has none that counts: make one with "
            "`onrecord tokens create --by NAME --scope read`, and give it to the client"
        )
    book = Book(ledger, ReadersApart(at_most=MOST_READERS))
    app = make_app(make_server(book), tokens=tokens, names=LOOPBACK, now=now)
    try:
        listen(app, host=HOST, port=port, ready=lambda address: ready(f"{address}mcp"))
    finally:
        book.close()


async def _serve(book: Book) -> None:
    async with anyio.create_task_group() as group:
        group.start_soon(_end_when_asked, book)
        await make_server(book).run_stdio_async()
        group.cancel_scope.cancel()


async def _end_when_asked(book: Book) -> None:
    with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
        async for _ in signals:
            book.close()
            # A thread waits for the next line of standard input, and nothing but a line ends it. Nothing was written.
            os._exit(0)
