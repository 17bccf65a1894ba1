"""Answers of the API: JSON with a tag of the ledger's state, so that who asks again hears that nothing came since.

In:      a request, what makes the answer
Out:     200 with an ETag, or 304 without the work
Source:  RFC 9110, 8.8.3 and 13.1.2
Shown:   tests/faces/web/test_api_answering.py

The tag is of the whole ledger and of this version of onrecord: two look-ups. It is weak, since the same answer goes out
compressed and not.
"""

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import version
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from onrecord.faces.web.answering import as_json
from onrecord.faces.web.api.asked import cursor, key_in
from onrecord.faces.web.asking import BadQuestion
from onrecord.faces.web.desk import desk_of

Item = TypeVar("Item")


def answered(request: Request, make: Callable[[], Any]) -> Response:
    """The answer; or that the one this tag was given with still holds."""
    return tagged(request, lambda: as_json(make()))


def tagged(request: Request, make: Callable[[], Response]) -> Response:
    """The same of any response."""
    # Asked for first: where somebody writes meanwhile, the answer is newer than its tag, and is asked for again.
    tag = f'W/"{_tag(desk_of(request).ledger.mark())}"'
    if _names(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers={"ETag": tag})
    response = make()
    response.headers["ETag"] = tag
    return response


def part_of(
    items: Sequence[Item], after: str | None, limit: int, key: Callable[[Item], str]
) -> tuple[Sequence[Item], str | None]:
    """The next `limit` of a list that is made anew for each request, and the cursor of what comes after; None: nothing.

    The cursor holds how many were shown and the key of the last: where that has moved, going on would skip or repeat.
    """
    held = key_in(after, int, str)
    start = held[0] if held else 0
    if held is not None and not (0 < start <= len(items) and key(items[start - 1]) == held[1]):
        raise BadQuestion("after: the list has changed since: begin at its start")
    end = start + limit
    return items[start:end], cursor((end, key(items[end - 1]))) if end < len(items) else None


def _tag(mark: str) -> str:
    return hashlib.sha256(f"{_version()} {mark}".encode()).hexdigest()[:32]


@cache
def _version() -> str:
    return version("onrecord")


def _names(given: str, tag: str) -> bool:
    """Does If-None-Match name the tag? Compared weakly, as RFC 9110 has it."""
    named = [one.strip().removeprefix("W/") for one in given.split(",")]
    return given.strip() == "*" or tag.removeprefix("W/") in named
