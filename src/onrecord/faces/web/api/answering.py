"""Answers of the API: JSON with a tag of the ledger's state, so that who asks again hears that nothing came since.

In:      a request, what makes the answer
Out:     200 with an ETag, or 304 without the work
Source:  faces/web/tagging.py
Shown:   tests/faces/web/test_api_answering.py
"""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from onrecord.faces.web.answering import as_json
from onrecord.faces.web.tagging import tagged


def answered(request: Request, make: Callable[[], Any]) -> Response:
    """The answer; or that the one this tag was given with still holds."""
    return tagged(request, lambda: as_json(make()))
