"""A tag of the ledger's state on an answer, so that who asks again hears that nothing came since.

In:      a request, what makes the response
Out:     the response with an ETag, or 304 without the work
Source:  RFC 9110, 8.8.3 and 13.1.2
Shown:   tests/faces/web/test_api_answering.py, tests/faces/web/test_alert_feeds.py

The tag is of the whole ledger and of this version of onrecord: two look-ups. It is weak, since the same answer goes out
compressed and not.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import Response

from onrecord.faces.web.desk import desk_of


def tagged(request: Request, make: Callable[[], Response], *, also: str = "") -> Response:
    """The response; or that the one this tag was given with still holds. also: what else it hangs on."""
    # Asked for first: where somebody writes meanwhile, the answer is newer than its tag, and is asked for again.
    tag = f'W/"{_tag(desk_of(request).ledger.mark() + also)}"'
    if _names(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers={"ETag": tag})
    response = make()
    response.headers["ETag"] = tag
    return response


def _tag(mark: str) -> str:
    return hashlib.sha256(f"{_version()} {mark}".encode()).hexdigest()[:32]


@cache
def _version() -> str:
    return version("onrecord")


def _names(given: str, tag: str) -> bool:
    """Does If-None-Match name the tag? Compared weakly, as RFC 9110 has it."""
    named = [one.strip().removeprefix("W/") for one in given.split(",")]
    return given.strip() == "*" or tag.removeprefix("W/") in named
