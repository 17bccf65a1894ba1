"""Designed error pages: what was wrong, and what to do next; JSON where JSON was asked for.

In:      a request, a status, what was wrong in words; an error onrecord raises on purpose
Out:     a page of the desk, or a problem as RFC 9457 has it
Source:  RFC 9457
Shown:   tests/faces/web/test_refusing.py
"""

import json
from dataclasses import dataclass

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match

from onrecord.faces.web.answering import page
from onrecord.faces.web.desk import ReadOnlyDesk
from onrecord.ledger import JudgementUnsound, LedgerBusy, LedgerError, RemarkUnsound
from onrecord.ledger.errors import NotHeld, PageWithdrawn
from onrecord.questions.errors import AmbiguousId, UnknownId
from onrecord.terms.errors import OnRecordError
from onrecord.walk.processes import AllBusy, Ended

HEADINGS = {
    400: "That cannot be asked",
    403: "Not from there",
    404: "Nothing is here",
    405: "Not in that way",
    410: "Withdrawn",
    413: "Too large",
    422: "Something is missing",
    500: "Something broke",
    503: "Busy just now",
}
# RFC 9110, 15: the library that has them is the network's.
PHRASES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    410: "Gone",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
ADVICE = {
    404: "The address may be mistyped, or name something this ledger does not hold.",
    405: "This address answers to another kind of request.",
    422: "A field was not filled, or not as it asks.",
}
TRY_AGAIN_S = 2
METHODS = ("DELETE", "GET", "PATCH", "POST", "PUT")


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalShown:
    """What the error page shows. said: what was wrong; others: ids that may be meant, each with its kind."""

    status: int
    heading: str
    said: str
    others: tuple[tuple[str, str], ...] = ()


def refuse(
    request: Request,
    status: int,
    said: str,
    others: tuple[tuple[str, str], ...] = (),
    misfits: tuple[tuple[str, str], ...] = (),
) -> Response:
    """The answer that says so. misfits: (where, what) of a request that does not fit, for programs."""
    if _wants_data(request):
        # "about:blank" says no more than the status does, whose phrase is its title (RFC 9457, 4.2.1).
        problem = {"type": "about:blank", "title": PHRASES.get(status, "Error"), "status": status, "detail": said}
        named = {"candidates": [{"kind": kind, "id": id_} for kind, id_ in others]} if others else {}
        where = {"errors": [{"where": place, "says": what} for place, what in misfits]} if misfits else {}
        answer = Response(
            json.dumps({**problem, **named, **where}) + "\n", status_code=status, media_type="application/problem+json"
        )
        if status == 503:
            answer.headers["Retry-After"] = str(TRY_AGAIN_S)
        return answer
    heading = HEADINGS.get(status, "That did not work")
    return page(
        request, "error.html", RefusalShown(status=status, heading=heading, said=said, others=others), status=status
    )


def refuse_http(request: Request, error: Exception) -> Response:
    """What the router refuses: no such address, no such method."""
    assert isinstance(error, HTTPException)
    said = ADVICE.get(error.status_code, str(error.detail))
    answer = refuse(request, error.status_code, said)
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    if error.status_code == 405:
        # The router names the methods of one of the routes at this address, where there may be two.
        answer.headers["Allow"] = ", ".join(sorted(_methods(request)))
    return answer


def _methods(request: Request) -> set[str]:
    """The methods this address answers to."""
    as_if = [{**request.scope, "method": method} for method in METHODS]
    return {scope["method"] for scope in as_if if any(r.matches(scope)[0] is Match.FULL for r in _routes(request))}


def _routes(request: Request) -> list[BaseRoute]:
    routes = request.app.routes
    assert isinstance(routes, list)
    return routes


def refuse_form(request: Request, error: Exception) -> Response:
    """A form or query that is not as the view asks."""
    assert isinstance(error, RequestValidationError)
    # A key of a mapping that is none has "[key]" behind it.
    places = [[str(part) for part in e.get("loc", ()) if part != "[key]"] for e in error.errors()]
    named = sorted({place[-1] for place in places if place})
    said = f"{ADVICE[422]} It is about: {', '.join(named)}." if named else ADVICE[422]
    misfits = tuple((".".join(place), str(e.get("msg", ""))) for place, e in zip(places, error.errors(), strict=True))
    return refuse(request, 422, said, misfits=misfits)


def refuse_ours(request: Request, error: Exception) -> Response:
    """What onrecord raises on purpose, in its own words."""
    assert isinstance(error, OnRecordError)
    others = error.candidates if isinstance(error, AmbiguousId) else ()
    return refuse(request, status_of(error), str(error), others)


def status_of(error: OnRecordError) -> int:
    """The status that says what sort of error it is."""
    if isinstance(error, PageWithdrawn):
        return 410
    if isinstance(error, UnknownId | NotHeld | AmbiguousId):
        return 404
    if isinstance(error, ReadOnlyDesk):
        return 403
    if isinstance(error, LedgerBusy | AllBusy | Ended):
        return 503
    if isinstance(error, JudgementUnsound | RemarkUnsound):
        return 400
    return 500 if isinstance(error, LedgerError) else 400


def _wants_data(request: Request) -> bool:
    path = request.url.path
    return path.endswith((".json", ".csv", ".jsonl")) or path.startswith("/api/")
