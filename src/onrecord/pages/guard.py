"""Connections that go only where they may, and end in time.

In:      a host and a port, as httpcore2 asks for them
Out:     a connection to an IP address that was checked
Refuses: a name any of whose addresses is not public; a server that drips bytes past the deadline
Shown:   tests/pages/test_guard.py

A name is looked up once, every answer is checked, and the connection is made to the answer itself, so that a second
look-up cannot lead elsewhere (DNS rebinding). It stands below redirects, robots.txt and retries alike: every connection
passes here. The name stays in the Host header and in TLS, so certificates are checked against it.
"""

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore2

from onrecord.pages.ip_addresses import why_not
from onrecord.pages.network import Network
from onrecord.pages.refused import CaptureError

_SocketOptions = Iterable[tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]]


class Deadline:
    """The moment by which the request in hand must be over, and the page it is for; none before the first start."""

    def __init__(self, network: Network, timeout_s: float, *, page_timeout_s: float = float("inf")) -> None:
        self._now_s = network.now_s
        self._timeout_s = timeout_s
        self._page_timeout_s = page_timeout_s
        self._ends_s = self._page_ends_s = float("inf")

    def start_page(self) -> None:
        """A new page begins: what follows, robots.txt, redirects and retries, is all for it."""
        self._page_ends_s = self._now_s() + self._page_timeout_s

    def start(self) -> None:
        """A new request begins."""
        self._ends_s = min(self._now_s() + self._timeout_s, self._page_ends_s)

    def page_left_s(self) -> float:
        """Seconds left for the page; 0 or less is too late."""
        return self._page_ends_s - self._now_s()

    def left_s(self, timeout_s: float | None) -> float:
        """Seconds an operation may take: its own time-out or what is left, whichever is less; 0 or less is too late."""
        left = self._ends_s - self._now_s()
        return left if timeout_s is None else min(left, timeout_s)


class GuardedBackend(httpcore2.NetworkBackend):
    """Looks names up, checks what they mean, connects to what was checked.

    private_host: the one host whose addresses may be private: the one a person named. A public page that redirects
                  there, or to another private host, leads nowhere. None: no host.
    """

    def __init__(self, network: Network, deadline: Deadline, *, private_host: str | None = None) -> None:
        self._network = network
        self._inner = network.backend or httpcore2.SyncBackend()
        self._deadline = deadline
        self.private_host = private_host

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: _SocketOptions | None = None,
    ) -> httpcore2.NetworkStream:
        failed: Exception | None = None
        for address in self._checked(host, port):
            try:
                stream = self._inner.connect_tcp(
                    address, port, _positive(self._deadline.left_s(timeout)), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failed or httpcore2.ConnectError(f"{host} has no address")

    def _checked(self, host: str, port: int) -> tuple[str, ...]:
        try:
            addresses = tuple(self._network.resolve(host, port))
        except (OSError, UnicodeError) as error:
            raise CaptureError(
                "no-such-host", f"no address is known for the host {host}: {error}", passing=True
            ) from None
        for address in addresses:
            objection = why_not(address, allow_private=host == self.private_host)
            if objection:
                what = host if address == host else f"{host} ({address})"
                leave = why_not(address, allow_private=True) is None
                raise CaptureError(
                    "private-address",
                    f"{what} is {objection}: pages are fetched from public addresses only"
                    + (" (allow_private_addresses opens the host that is named)" if leave else ""),
                )
        return addresses


class _TimedStream(httpcore2.NetworkStream):
    """A connection whose every read and write ends by the deadline, however slowly the server drips."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _positive(self._deadline.left_s(timeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _positive(self._deadline.left_s(timeout)))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        secured = self._inner.start_tls(ssl_context, server_hostname, _positive(self._deadline.left_s(timeout)))
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _positive(left_s: float) -> float:
    if left_s <= 0:
        raise httpcore2.ReadTimeout("the deadline has passed")
    return left_s
