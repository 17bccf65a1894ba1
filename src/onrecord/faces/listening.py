"""An application on a port of this machine, until it is stopped.

In:      an ASGI application, a host, a port
Out:     nothing until it is stopped; the address, when it is there
Refuses: a port that is taken, a host that is none of this machine (NotListening)
Shown:   tests/faces/web/test_serving.py, tests/faces/mcp/test_http.py
"""

import logging
from collections.abc import Callable
from typing import Any

import uvicorn

from onrecord.faces.logs import log_asked
from onrecord.terms.errors import OnRecordError
from onrecord.terms.log_events import LogEvent, tell

logger = logging.getLogger(__name__)


class NotListening(OnRecordError):
    """The port is taken, or the host is none of this machine."""


# Seconds that an idle connection is kept; a slow sender of headers is cut off by then too.
KEEP_ALIVE_S = 20
MOST_CONNECTIONS = 200
# Who stops it waits so long for answers that are being made.
FINISHES_WITHIN_S = 5


def listen(app: Any, *, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until stopped. ready: is told the address when there is one; port 0 takes any that is free."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None if log_asked() else uvicorn.config.LOGGING_CONFIG,
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
        raise NotListening(f"{host}:{port} cannot be listened on: choose another port") from None


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
            tell(logger, LogEvent.LISTENING, host=host, port=port)
            self._ready(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
