"""`onrecord serve`: the desk on a port of this machine.

In:      a ledger, a host, a port
Out:     nothing until it is stopped; the address, when it is there
Refuses: a port that is taken (NotListening), a ledger that cannot be opened (LedgerError)
Shown:   tests/faces/web/test_serving.py
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn

from onrecord.faces.clock import now
from onrecord.faces.web.app import make_app
from onrecord.faces.web.desk import LOOPBACK, Desk, Settings
from onrecord.faces.web.long_questions import QuestionsApart
from onrecord.terms.errors import OnRecordError
from onrecord.walk.apart import ReadersApart


class NotListening(OnRecordError):
    """The port is taken, or the host is none of this machine."""


# Seconds that an idle connection is kept; a slow sender of headers is cut off by then too.
KEEP_ALIVE_S = 20
MOST_CONNECTIONS = 200
# Who stops the desk waits so long for answers that are being made.
FINISHES_WITHIN_S = 5


def names_for(host: str, names: tuple[str, ...]) -> frozenset[str]:
    """What the desk answers to: this machine's own names, the host it listens on, those somebody gave."""
    listens = f"[{host}]" if ":" in host and not host.startswith("[") else host
    everywhere = listens in ("0.0.0.0", "[::]")
    return LOOPBACK | {n.lower() for n in names} | (frozenset() if everywhere else {listens.lower()})


def serve(
    ledger: Path, *, host: str, port: int, read_only: bool, names: tuple[str, ...], ready: Callable[[str], None]
) -> None:
    """Serve until stopped. ready: is told the address when there is one; port 0 takes any that is free."""
    settings = Settings(ledger=ledger, read_only=read_only, names=names_for(host, names))
    desk = Desk(settings, now=now, readers=ReadersApart(), questions=QuestionsApart())
    config = uvicorn.Config(
        make_app(desk),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=FINISHES_WITHIN_S,
        limit_concurrency=MOST_CONNECTIONS,
        h11_max_incomplete_event_size=16_384,
    )
    server = _Server(config, ready)
    try:
        server.run()
    except SystemExit:
        if server.started:
            raise
        raise NotListening(f"{host}:{port} cannot be listened on: choose another --port") from None
    finally:
        desk.close()


class _Server(uvicorn.Server):
    """Says where it listens when it does."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[str], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: Any = None) -> None:
        """As uvicorn does, then the address."""
        await super().startup(sockets)
        if self.started:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            self._ready(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
