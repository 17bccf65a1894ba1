"""The OpenAPI 3.1 document: of the routes of the API alone, with shapes generated from types.

In:      routes, the application
Out:     the document; which parameters a route has
Source:  OpenAPI 3.1; data/api.schema.json
Shown:   tests/faces/web/test_api_document.py
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.routing import BaseRoute

from onrecord.faces.web.guard import API

PATH = f"{API}v1"

DESCRIPTION = """What states and their leaders said they will do, and under which condition, each with its words.

The questions are those of the `onrecord` command, and so are the answers: an item of a list is what the command prints
with `--json`. Lists come in parts: `next` is the cursor of the one after, null at the end. Errors are problems as RFC
9457 has them. Reading takes no token."""


def openapi(app: FastAPI) -> dict[str, Any]:
    """The document of an application."""
    held = app.state.openapi()
    assert isinstance(held, dict)
    return held


def document_of(routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """The document of these routes; its shapes are generated from the types of `shapes`."""
    made = get_openapi(
        title="onrecord",
        version=version("onrecord"),
        openapi_version="3.1.0",
        description=DESCRIPTION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        routes=routes,
        separate_input_output_schemas=False,
    )
    schemas = made.setdefault("components", {}).setdefault("schemas", {})
    schemas |= shapes()
    return made


@cache
def shapes() -> dict[str, Any]:
    """The shapes of answers, by name."""
    held = json.loads(files("onrecord.data").joinpath("api.schema.json").read_text(encoding="utf-8"))
    found = held["schemas"]
    assert isinstance(found, dict)
    return found


def parameters_of(request: Request) -> frozenset[str]:
    """The names that may stand after the question mark of this address, as the document has them."""
    paths, path = openapi(request.app)["paths"], request.scope["route"].path
    # Some versions of FastAPI keep a route's own path, some the whole.
    held = paths.get(path, paths.get(PATH + path, {})).get(request.method.lower(), {})
    return frozenset(p["name"] for p in held.get("parameters", ()) if p["in"] == "query")
