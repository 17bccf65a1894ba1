"""What the outside offers, as arguments: name look-up, connections, the passing of time.

Out:     Network, with the system's own of each as default
Shown:   tests/pages/test_guard.py puts its own in
"""

import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl

    import httpcore2

Resolver = Callable[[str, int], Sequence[str]]


def look_up(host: str, port: int) -> tuple[str, ...]:
    """Every IP address the system knows for this name, in its order of preference; OSError when there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """resolve: IP addresses of a host. It is asked once a connection, and the connection goes where it said.
    backend: opens a connection to an IP address that was checked; None is httpcore2's own.
    trust:   the certificates believed; None is the system's own.
    now_s:   a clock that only goes forward, for time-outs; no date is ever read off it.
    sleep_s: waits so many seconds, between two requests to one host.
    """

    resolve: Resolver = look_up
    backend: "httpcore2.NetworkBackend | None" = None
    trust: "ssl.SSLContext | None" = None
    now_s: Callable[[], float] = time.monotonic
    sleep_s: Callable[[float], None] = time.sleep
