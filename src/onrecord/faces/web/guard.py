"""What every request passes before a view sees it, and what every answer carries.

In:      a request
Out:     the answer, with the headers that keep a browser from running or framing what pages hold
Refuses: an address that is not ours (DNS rebinding), a query too long or malformed (400); a write from another
         origin (403); a body too large (413); what breaks a view (500, logged with a number)
Source:  the policy is that of the issue; Fetch Standard, "Origin"; OWASP DNS rebinding
Shown:   tests/faces/web/test_guard.py
"""

import logging
import secrets
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.faces.hosts import addressed_to, from_elsewhere
from onrecord.terms.log_events import LogEvent, tell

logger = logging.getLogger(__name__)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": with that a browser sends `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# What is on record stays with who asked; the browser asks again each time.
PRIVATE = "private, no-cache"

LONGEST_ADDRESS_BYTES = 4_000  # path and query; a scenario of ten slots takes a few hundred
MOST_PARAMETERS = 60
LARGEST_BODY_BYTES = 64_000
# A page in Add is 5 MB at most; the form around it has its own few bytes.
LARGEST_UPLOAD_BYTES = 5_000_000 + 64_000
UPLOADS = frozenset({"/add", "/api/v1/read", "/api/v1/add"})

READS = ("GET", "HEAD", "OPTIONS")
API = "/api/"

Refuse = Callable[[Request, int, str], Response]


class Guard:
    """names: hosts this desk answers to. refuse: the designed page for a status and what was wrong, in words."""

    def __init__(self, app: ASGIApp, *, names: frozenset[str], refuse: Refuse) -> None:
        self._app = app
        self._names = names
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answering = _Answering(send, head_only=scope["method"] == "HEAD")
        request = Request(scope)
        objection = self._objection(scope, Headers(scope=scope))
        if objection is not None:
            await self._refuse(request, *objection)(scope, receive, answering.send)
            return
        if scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        limited = _Limited(receive, LARGEST_UPLOAD_BYTES if scope["path"] in UPLOADS else LARGEST_BODY_BYTES)
        try:
            await self._app(scope, limited.receive, answering.send)
        except _TooLarge:
            if not answering.started:
                await self._refuse(request, 413, _too_large(limited.most))(scope, receive, answering.send)
        except Exception as error:  # noqa: BLE001 - the wall between one broken view and the rest of the desk
            number = secrets.token_hex(4)
            words = f"{scope['method']} {scope['path']} failed ({number})"
            tell(logger, LogEvent.REQUEST_FAILED, words=words, error=error, number=number, method=scope["method"])
            if not answering.started:
                words = f"Something in onrecord broke. The server's log has it under the number {number}."
                await self._refuse(request, 500, words)(scope, receive, answering.send)

    def _objection(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        if not addressed_to(headers.getlist("host"), self._names):
            return (
                400,
                "This desk does not answer to the name it was asked for under. Start it with --name to allow it.",
            )
        malformed = _malformed(scope)
        if malformed is not None:
            return 400, malformed
        most = LARGEST_UPLOAD_BYTES if scope["path"] in UPLOADS else LARGEST_BODY_BYTES
        length = headers.get("content-length")
        if length is not None and not (length.isascii() and length.isdigit()):
            return 400, "The length of what was sent is no number."
        if length is not None and int(length[:12]) > most:
            return 413, _too_large(most)
        if scope["method"] not in READS:
            return _foreign(scope, headers)
        return None


def _malformed(scope: Scope) -> str | None:
    query, path = scope["query_string"], scope.get("raw_path") or scope["path"].encode("utf-8", "replace")
    if len(query) + len(path) > LONGEST_ADDRESS_BYTES:
        return f"The address is longer than {LONGEST_ADDRESS_BYTES:,} characters: ask for less at once."
    if query.count(b"&") >= MOST_PARAMETERS:
        return f"The address has more than {MOST_PARAMETERS} parts after the question mark."
    for part in (query.replace(b"+", b" "), path):
        try:
            text = unquote_to_bytes(part).decode("utf-8")
        except UnicodeDecodeError:
            return "The address holds bytes that are no text."
        if any(c < " " or c == "\x7f" for c in text if c not in "\t\r\n"):
            return "The address holds control characters."
    return None


def _foreign(scope: Scope, headers: Headers) -> tuple[int, str] | None:
    """A write comes from a page of ours. What brings its own credentials (the API's tokens) may have no origin."""
    origins = headers.getlist("origin")
    ours = f"{scope['scheme']}://{headers['host']}"
    if not origins and scope["path"].startswith(API):
        return None
    if from_elsewhere(origins, headers.get("sec-fetch-site"), ours=ours):
        return 403, "This was sent from another site, and nothing was done. Use the desk's own forms."
    return None


def _too_large(most: int) -> str:
    return f"What was sent is larger than {most:,} bytes. Cut it into several, or read it with the command."


class _TooLarge(Exception):
    """More came than may."""


class _Limited:
    """A body that ends in _TooLarge where it goes on past the limit, whatever length it claimed."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self.most = most
        self._got = 0

    async def receive(self) -> Message:
        message = await self._receive()
        self._got += len(message.get("body", b""))
        if self._got > self.most:
            raise _TooLarge
        return message


class _Answering:
    """Adds our headers to whatever is answered; leaves out the body of an answer to HEAD."""

    def __init__(self, send: Send, *, head_only: bool) -> None:
        self._send = send
        self._head_only = head_only
        self.started = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                if name not in headers:
                    headers[name] = value
            if "cache-control" not in headers:
                headers["Cache-Control"] = PRIVATE
        elif self._head_only and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)
