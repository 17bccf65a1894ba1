"""Keys, and how doubt was measured: pages that ask the ledger nothing.

In:      nothing
Out:     two pages of text
Shown:   tests/faces/web/test_frame.py
"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.faces.web.answering import page
from onrecord.faces.web.asking import AskedLedger

router = APIRouter(include_in_schema=False)

# As static/desk.js has them.
KEYS = (
    ("/", "go to the search field"),
    ("?", "list these keys"),
    ("j", "next line or mark"),
    ("k", "the one before"),
    ("Enter", "open it"),
    ("y", "copy quotation, speaker, date, publisher, address, capture hash and link"),
)


@router.get("/keys")
def keys(request: Request, _ledger: AskedLedger) -> Response:
    """Which keys do what, and the switch that turns single keys off."""
    return page(request, "keys.html", KEYS)


@router.get("/method")
def method(request: Request, _ledger: AskedLedger) -> Response:
    """What words like "about 10 in 100 such readings are wrong" rest on."""
    return page(request, "method.html", None)
