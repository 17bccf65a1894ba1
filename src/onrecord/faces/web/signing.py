"""Whose word a form carries: the desk has no log-in, so who judges or remarks gives a name, which the browser keeps.

In:      a request; a name in its form
Out:     the name; the answer that has the browser keep it
Refuses: no name, one too long, one that holds what is not to be seen (RemarkUnsound)
Source:  docs/desk.md, "Who may do what"
Shown:   tests/faces/web/test_remarks.py
"""

from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from onrecord.faces.web.asking import field
from onrecord.faces.web.desk import desk_of
from onrecord.ledger import RemarkUnsound
from onrecord.ledger.judgements.remarks import author_typed

KEPT_FOR_S = 400 * 24 * 3600


def name_known(request: Request) -> str:
    """The name the browser keeps; "" where it keeps none, or what is none."""
    try:
        return author_typed(unquote(request.cookies.get(_cookie(request), ""), errors="strict"))
    except (RemarkUnsound, UnicodeDecodeError):
        return ""


def name_given(request: Request) -> str:
    """The name in the form that was sent."""
    return author_typed(field(request, "by"))


def signed(request: Request, answer: Response, name: str) -> Response:
    """The answer, which has the browser keep the name."""
    answer.set_cookie(_cookie(request), quote(name), max_age=KEPT_FOR_S, httponly=True, samesite="lax", path="/")
    return answer


def _cookie(request: Request) -> str:
    return f"{desk_of(request).sessions.cookie}_by"
