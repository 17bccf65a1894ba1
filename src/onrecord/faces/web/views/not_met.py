"""Not this: the button beside what was met, and the one that takes that back.

In:      forms of Today and Record: a norm, an event, whose word it is
Out:     the judgement, kept; back to where the form stood
Refuses: what is no norm or no event, what the ledger refuses
Source:  docs/ledger.md, "What an event did not meet"
Shown:   tests/faces/web/test_not_met.py
"""

import re

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.faces.web.asking import BadQuestion, OwnForm, field
from onrecord.faces.web.signing import name_given, signed
from onrecord.terms.judgements import JudgementKind

router = APIRouter(include_in_schema=False)

_NORM = re.compile(r"norm-[0-9a-f]{8,64}")
_EVENT = re.compile(r"(event|imported)-[0-9a-f]{8,64}")


@router.post("/not-met")
def not_met(request: Request, desk: OwnForm) -> Response:
    """The event did not meet the norm."""
    return _judged(request, desk, JudgementKind.NOT_MET)


@router.post("/not-met/retract")
def met_after_all(request: Request, desk: OwnForm) -> Response:
    """Take one's own word back."""
    return _judged(request, desk, JudgementKind.RETRACT)


def _judged(request: Request, desk: OwnForm, verdict: JudgementKind) -> Response:
    norm, event, by = field(request, "norm"), field(request, "event"), name_given(request)
    if _NORM.fullmatch(norm) is None or _EVENT.fullmatch(event) is None:
        raise BadQuestion("an event did not meet a norm: both are named by their ids")
    with desk.writing() as book:
        book.judge(norm, verdict, other=event, by=by, at=desk.now())
    back = "/" if field(request, "back") == "today" else f"/record/{norm}#met"
    return signed(request, RedirectResponse(back, status_code=303), by)
