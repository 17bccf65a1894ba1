"""The server on a port of this machine: only for who brings a token, and asks for it by its name.

In:      the server, names, tokens
Out:     ASGI application, at /mcp
Refuses: a host that is not ours (421, DNS rebinding), another site's page (403), none or a wrong token (401), guessing
         (429), a body too large (413)
Source:  Model Context Protocol, Transports and Authorization; RFC 6750
Shown:   tests/faces/mcp/test_http.py

No state is kept between requests: there is no session that somebody else could take over.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from mcp.server import MCPServer
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.faces.guesses import Guesses
from onrecord.faces.hosts import addressed_to, from_elsewhere
from onrecord.faces.tokens import Tokens

logger = logging.getLogger(__name__)

PATH = "/mcp"
LARGEST_BODY_BYTES = 200_000

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="onrecord"'}
WRONG = {"WWW-Authenticate": 'Bearer realm="onrecord", error="invalid_token"'}

Refusal = tuple[int, str, dict[str, str]]


def make_app(
    server: "MCPServer[Any]",
    *,
    tokens: Tokens,
    names: frozenset[str],
    now: Callable[[], datetime],
    guesses: Guesses | None = None,
) -> ASGIApp:
    """The application. names: the hosts a request may be addressed to, lower case, without port."""
    inner = server.streamable_http_app(
        streamable_http_path=PATH, json_response=True, stateless_http=True, max_request_body_size=LARGEST_BODY_BYTES
    )
    return Door(inner, tokens=tokens, names=names, now=now, guesses=guesses or Guesses())


class Door:
    """ASGI: what every request passes first."""

    def __init__(
        self, app: ASGIApp, *, tokens: Tokens, names: frozenset[str], now: Callable[[], datetime], guesses: Guesses
    ) -> None:
        self._app = app
        self._tokens = tokens
        self._names = names
        self._now = now
        self._guesses = guesses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        refusal = await self._refusal(scope) if scope["type"] == "http" else None
        if refusal is None:
            await self._app(scope, receive, send)
            return
        status, says, headers = refusal
        await JSONResponse({"error": says}, status_code=status, headers=headers)(scope, receive, send)

    async def _refusal(self, scope: Scope) -> Refusal | None:
        headers = Headers(scope=scope)
        if not addressed_to(headers.getlist("host"), self._names):
            return 421, "This server does not answer to the name it was asked for under.", {}
        origins, site = headers.getlist("origin"), headers.get("sec-fetch-site")
        if (origins or site) and from_elsewhere(origins, site, ours=f"{scope['scheme']}://{headers['host']}"):
            return 403, "This was sent from a page of another site, and nothing was done.", {}
        return await self._without_token(scope, headers)

    async def _without_token(self, scope: Scope, headers: Headers) -> Refusal | None:
        kind, _, text = headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not text:
            return 401, "This takes a token: Authorization: Bearer onrecord_...", CHALLENGE
        address = scope["client"][0] if scope.get("client") else "an unknown address"
        if self._guesses.too_many(address):
            return 429, "Too many tokens that are none came from there.", {"Retry-After": "60"}
        if self._tokens.known(text.strip(), at=self._now()) is None:
            await self._guesses.failed(address)
            return 401, "This token does not count: it is none, has ended or was taken back.", WRONG
        return None
