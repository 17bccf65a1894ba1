"""The API as part of the desk: its routes under one path, its answers compressed.

In:      FastAPI application, ASGI messages
Out:     the routes of `/api/v1`
Source:  docs/api.md
Shown:   tests/faces/web/test_api_document.py
"""

from fastapi import APIRouter, Depends
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.faces.web.api import about, records, remarks, reviewing, scenarios, telling, writing
from onrecord.faces.web.api.asked import known_parameters
from onrecord.faces.web.api.document import PATH
from onrecord.faces.web.guard import API

# Smaller answers grow when they are compressed.
SMALLEST_BYTES = 1_000
# Half of what 9 takes, for 3 in 100 more bytes.
LEVEL = 5


def api_router() -> APIRouter:
    """All routes."""
    whole = APIRouter(prefix=PATH, dependencies=[Depends(known_parameters)])
    for part in (records, scenarios, telling, reviewing, writing, remarks, about):
        whole.include_router(part.router)
    return whole


class Compressed:
    """Compresses what the API answers, and leaves the desk's pages as they are."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._compressing = GZipMiddleware(app, minimum_size=SMALLEST_BYTES, compresslevel=LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        ours = scope["type"] == "http" and scope["path"].startswith(API)
        await (self._compressing if ours else self._app)(scope, receive, send)
