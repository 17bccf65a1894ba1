"""The desk as an ASGI application: the guard outside, errors as pages, one router a view, files of our own.

In:      Desk
Out:     FastAPI application
Source:  docs/desk.md
Shown:   tests/faces/web/
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute
from starlette.staticfiles import StaticFiles

from onrecord.faces.web import measuring, picturing
from onrecord.faces.web.api.app import Compressed, api_router
from onrecord.faces.web.api.document import document_of
from onrecord.faces.web.desk import Desk
from onrecord.faces.web.guard import Guard
from onrecord.faces.web.refusing import refuse, refuse_form, refuse_http, refuse_ours
from onrecord.faces.web.turns import Turns
from onrecord.faces.web.views import routers
from onrecord.terms.errors import OnRecordError

STATIC = Path(__file__).parent / "static"


def make_app(desk: Desk) -> FastAPI:
    """The application; it closes the desk when it ends."""

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    # FastAPI's own documentation pages load from a CDN: we serve none of them.
    app = FastAPI(
        title="onrecord", docs_url=None, redoc_url=None, openapi_url=None, lifespan=life, routes=list(_routes())
    )
    app.state.desk = desk
    app.state.openapi = _document
    app.add_exception_handler(HTTPException, refuse_http)
    app.add_exception_handler(RequestValidationError, refuse_form)
    app.add_exception_handler(OnRecordError, refuse_ours)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(measuring.Noting)
    app.add_middleware(Compressed)
    app.add_middleware(Turns)
    app.add_middleware(Guard, names=desk.settings.names, refuse=refuse)
    app.add_middleware(measuring.Measuring)
    return app


@cache
def _routes() -> tuple[BaseRoute, ...]:
    """The routes of every desk of this process: what each asks for is worked out once, which takes a quarter second."""
    whole = APIRouter()
    for router in (*routers(), picturing.router):
        whole.include_router(router)
    whole.include_router(api_router())
    whole.include_router(measuring.router)
    return tuple(whole.routes)


@cache
def _document() -> dict[str, Any]:
    return document_of(_routes())
