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
    ("c", "in Review: confirm the reading"),
    ("e", "in Review: correct it; then [ and ] move the end of a slot by a word, with Shift its start, letters pick"),
    ("r", "in Review: reject it; then Tab to the reason and Enter"),
    ("u", "in Review: take back your last word, and the one before"),
    ("y", "copy quotation, speaker, date, publisher, address, capture hash and link"),
    ("0 to 9", "in Review: reject it for the reason with this number"),
)


@router.get("/keys")
def keys(request: Request, _ledger: AskedLedger) -> Response:
    """Which keys do what, and the switch that turns single keys off."""
    return page(request, "keys.html", KEYS)


@router.get("/method")
def method(request: Request, _ledger: AskedLedger) -> Response:
    """What words like "about 10 in 100 such readings are wrong" rest on."""
    return page(request, "method.html", None)
