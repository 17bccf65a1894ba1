"""A receiver on this machine, which answers as it is told and keeps what came."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.ledger.factory import NOON

from onrecord.pages.network import Network
from onrecord.watching.deliveries import Outside


@dataclass
class Came:
    """One request."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> dict[str, Any]:
        """The alert."""
        value = json.loads(self.body)["data"]
        assert isinstance(value, dict)
        return value


@dataclass
class Receiver:
    """answers: (status, headers, seconds before) for the next requests, the last for all that follow."""

    url: str
    came: list[Came] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str], float]] = field(default_factory=lambda: [(204, {}, 0.0)])

    def ids(self) -> list[str]:
        return [one.headers["webhook-id"] for one in self.came]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """It, while it listens."""
    receiver = Receiver("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(int(headers["content-length"]))
            receiver.came.append(Came(self.path, headers, body))
            status, more, wait_s = receiver.answers.pop(0) if len(receiver.answers) > 1 else receiver.answers[0]
            time.sleep(wait_s)
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Nothing is printed."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *args: object) -> None:
            """Who hung up is no news."""

    server = Quiet(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_address[1]}/told"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Clock:
    """A clock that goes where it is put."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **time_: float) -> None:
        self.at += timedelta(**time_)


def outside(clock: Clock, *, chance: float = 0.0, timeout_s: float = 15.0, network: Network | None = None) -> Outside:
    """What sending needs, with the clock of a test."""
    return Outside(now=clock, network=network or Network(), chance=lambda: chance, timeout_s=timeout_s)
