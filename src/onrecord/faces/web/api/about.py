"""What answers here, and the document that describes it.

In:      a desk
Out:     health; the OpenAPI document
Shown:   tests/faces/web/test_api_document.py
"""

from importlib.metadata import version

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.faces.web.answering import as_json
from onrecord.faces.web.api.describing import answers
from onrecord.faces.web.api.document import openapi
from onrecord.faces.web.desk import desk_of

router = APIRouter(tags=["about"])


@router.get("/health", responses=answers("HealthJson", tagged=False), response_model=None)
def health(request: Request) -> Response:
    """That it answers, from which ledger, and a mark that is another one after every write."""
    desk = desk_of(request)
    return as_json(
        {
            "status": "ok",
            "version": version("onrecord"),
            "ledger": desk.settings.ledger.name,
            "read_only": desk.settings.read_only,
            "mark": desk.ledger.mark(),
        }
    )


@router.get("/openapi.json", include_in_schema=False)
def document(request: Request) -> Response:
    """This API, described."""
    return as_json(openapi(request.app))
