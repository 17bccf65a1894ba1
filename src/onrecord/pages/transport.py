"""httpx2 over guarded connections.

In:      an httpx2 request
Out:     an httpx2 response whose body is still to be read
Refuses: what the guard refuses; faults of the network come out as httpcore2's own errors

httpx2's transport takes no network backend, so this one stands in its place: no proxy, no environment, HTTP/1.1 only.
"""

import ssl
from collections.abc import Iterable, Iterator
from typing import cast

import httpcore2
import httpx2

from onrecord.pages.guard import GuardedBackend


class GuardedTransport(httpx2.BaseTransport):
    """Sends every request through the guard; connections are kept for the next page of the same site."""

    def __init__(self, backend: GuardedBackend, trust: ssl.SSLContext | None) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=trust or httpx2.create_ssl_context(trust_env=False),
            max_connections=4,
            max_keepalive_connections=4,
            keepalive_expiry=10.0,
            network_backend=backend,
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        response = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=cast(Iterable[bytes], request.stream),
                extensions=request.extensions,
            )
        )
        stream = _Body(cast(Iterable[bytes], response.stream))
        return httpx2.Response(
            status_code=response.status, headers=response.headers, stream=stream, extensions=response.extensions
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, inner: Iterable[bytes]) -> None:
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        yield from self._inner

    def close(self) -> None:
        close = getattr(self._inner, "close", None)
        if close is not None:
            close()
