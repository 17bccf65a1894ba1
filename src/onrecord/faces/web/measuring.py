"""The desk's metrics: each answer counted, and `/metrics` for Prometheus.

In:      requests
Out:     events of the log with method, route, status and seconds; all metrics as text
Refuses: who asks from another machine without a token (401), or guesses (429)
Source:  docs/operations.md
Shown:   tests/faces/web/test_measuring.py

A route is told as it is declared ("/record/{id}"), never as it was asked: an address may hold what somebody looks for.
"""

import ipaddress
import logging
import time
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.faces.measures import CONTENT_TYPE
from onrecord.faces.web.api.access import bearer, token_brought
from onrecord.faces.web.api.document import PATH
from onrecord.faces.web.desk import desk_of
from onrecord.terms.log_events import LogEvent, tell

logger = logging.getLogger(__name__)

router = APIRouter(include_in_schema=False)

# Where in a request the route that took it is noted, for who counts outside.
NOTED = "onrecord.route"
STATIC = "/static"
NO_ROUTE = "none"


class Measuring:
    """ASGI, outside of all: tells of each answer when it has begun."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.monotonic()
        noted: dict[str, str] = {}

        async def begun(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = {"method": scope["method"], "route": noted.get("route", NO_ROUTE), "status": message["status"]}
                tell(logger, LogEvent.REQUEST_ANSWERED, seconds=round(time.monotonic() - began, 6), **told)
            await send(message)

        await self._app({**scope, NOTED: noted}, receive, begun)


class Noting:
    """ASGI, innermost: notes which route takes a request, before it answers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""

        async def begun(message: Message) -> None:
            if message["type"] == "http.response.start" and NOTED in scope:
                scope[NOTED]["route"] = route_of(scope)
            await send(message)

        await self._app(scope, receive, begun)


def route_of(scope: Scope) -> str:
    """The route that took a request, as it is declared; NO_ROUTE where none did.

    FastAPI gives the path of a router's own route, without where the router hangs.
    """
    asked = str(scope["path"])
    if asked.startswith(f"{STATIC}/"):
        return STATIC
    declared = getattr(scope.get("route"), "path", None)
    if declared is None:
        return NO_ROUTE
    return f"{PATH}{declared}" if asked.startswith(f"{PATH}/") and not declared.startswith(PATH) else str(declared)


async def may_measure(request: Request) -> None:
    """From this machine anybody; from another who brings a token of this ledger, whatever it allows."""
    if not _from_here(request):
        await token_brought(request, await bearer(request))


def _from_here(request: Request) -> bool:
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


@router.get("/metrics")
def metrics(request: Request, _allowed: Annotated[None, Depends(may_measure)]) -> Response:
    """What this desk did since it was started, and how its ledger is."""
    return Response(desk_of(request).measures.text(), media_type=None, headers={"Content-Type": CONTENT_TYPE})
