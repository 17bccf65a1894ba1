"""What a request to the API may say: days, flags, filters, how much, from where on; and nothing else.

In:      a request
Out:     values, Filters, the ledger as it stands or as it stood
Refuses: a parameter that the route does not have, or has once and was given twice (422); what is no day, no cursor
Shown:   tests/faces/web/test_api_asked.py

What does not fit the document is a 422, what fits and cannot be asked (a name nobody has, days that run backwards) a
400: so the document says all that a program can know beforehand.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Path, Query
from fastapi.exceptions import RequestValidationError
from pydantic import BeforeValidator, WithJsonSchema
from starlette.requests import Request

from onrecord.faces.web.api.document import parameters_of
from onrecord.faces.web.asking import LONGEST_TYPED_CHARS, BadQuestion
from onrecord.faces.web.desk import desk_of
from onrecord.ledger import Filters, Ledger
from onrecord.questions.filtering import filters_typed
from onrecord.terms.records import Modal, Mode, RecordKind, Strength

MOST_AT_ONCE = 500

# The parameters that may be given more than once.
REPEATED = frozenset({"happens", "event", "not"})

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN = re.compile(r"[\x21-\x7e]{0,200}")
LARGEST_IN_CURSOR = 10**9


def _day(given: object) -> object:
    """A date as the document has it; pydantic would take a number of seconds for one too."""
    if isinstance(given, str) and _DAY.fullmatch(given):
        return date.fromisoformat(given)
    if given is None or isinstance(given, date):
        return given
    raise ValueError("write a day as YYYY-MM-DD")


def _flag(given: object) -> object:
    """True or false as JSON writes them; pydantic would take "on" and "0" too."""
    if isinstance(given, bool):
        return given
    if given in ("true", "false"):
        return given == "true"
    raise ValueError("write true or false")


def _whole(given: object) -> object:
    """A whole number as JSON has it, 5.0 too; pydantic would take "5" for one."""
    if isinstance(given, str | bool):
        raise ValueError("write a whole number")
    return given


Whole = Annotated[int, BeforeValidator(_whole)]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
Typed = Annotated[str, Query(min_length=1, max_length=LONGEST_TYPED_CHARS)]
Id = Annotated[
    str, Path(min_length=1, max_length=200, description="An id, or enough of its beginning to be told from others.")
]
Limit = Annotated[int, Query(ge=1, le=MOST_AT_ONCE, description="How many at most.")]
After = Annotated[
    str | None,
    Query(min_length=1, max_length=400, description="Go on from here: `next` of the answer before, as it was."),
]
Who = Annotated[
    str | None,
    Query(min_length=1, max_length=200, description="As agent or speaker: a name or a code (Iran, RUS, NATO)."),
]
Since = Annotated[Day | None, Query(description="Said on or after this day.")]
Until = Annotated[Day | None, Query(description="Said on or before this day.")]


def known_parameters(request: Request) -> None:
    """A filter that is misspelt would widen the answer in silence: it is refused."""
    names = parameters_of(request)
    given = request.query_params
    wrong = [(name, "there is no such parameter here") for name in given if name not in names]
    wrong += [
        (name, "give it once")
        for name in given
        if name in names and name not in REPEATED and len(given.getlist(name)) > 1
    ]
    if wrong:
        raise RequestValidationError([{"loc": ("query", n), "msg": why, "type": "parameter"} for n, why in wrong])


def ledger_as_of(
    request: Request,
    as_of: Annotated[Day | None, Query(description="Answer as the ledger stood at the end of this day (UTC).")] = None,
) -> Ledger:
    """The ledger, now or then."""
    desk = desk_of(request)
    return desk.past.at_end_of(as_of) if as_of is not None else desk.ledger


AskedLedger = Annotated[Ledger, Depends(ledger_as_of)]


def filters(
    ledger: AskedLedger,
    actor: Who = None,
    target: Annotated[
        str | None,
        Query(min_length=1, max_length=200, description="Whom the deed befalls, or who must act: a name or a code."),
    ] = None,
    modal: Annotated[Modal | None, Query(description="What the agent says of the deed.")] = None,
    mode: Annotated[Mode | None, Query(description="How the deed hangs on its condition.")] = None,
    kind: Annotated[RecordKind | None, Query(description="Kind of record.")] = None,
    strength: Annotated[Strength | None, Query(description="This strength.")] = None,
    min_strength: Annotated[Strength | None, Query(description="This strength or more.")] = None,
    status: Annotated[
        str | None,
        Query(min_length=1, max_length=100, description="What became of it: overdue, triggered, breached ..."),
    ] = None,
    since: Since = None,
    until: Until = None,
    publisher: Annotated[
        str | None, Query(min_length=1, max_length=200, description="Who published the page, in full.")
    ] = None,
) -> Filters:
    """The filters of `onrecord list`."""
    return filters_typed(
        ledger,
        since=since,
        until=until,
        actor=actor,
        target=target,
        modal=modal,
        mode=mode,
        kind=kind,
        strength=strength,
        min_strength=min_strength,
        status=status,
        publisher=publisher,
    )


AskedFilters = Annotated[Filters, Depends(filters)]


def cursor(key: Iterable[Any]) -> str:
    """A key of a list as text that says nothing to who reads it.

    >>> key_in(cursor((-739000, "doc-1f", 3)), int, str, int)
    (-739000, 'doc-1f', 3)
    """
    return base64.urlsafe_b64encode(json.dumps(list(key), separators=(",", ":")).encode("ascii")).decode().rstrip("=")


def key_in(given: str | None, *kinds: type) -> tuple[Any, ...] | None:
    """The key in a cursor, of values of these kinds; None for no cursor."""
    if given is None:
        return None
    try:
        held = json.loads(base64.b64decode(given + "=" * (-len(given) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        held = None
    if not isinstance(held, list) or len(held) != len(kinds) or not all(map(_fits, held, kinds)):
        raise BadQuestion("after: that is no place in this list: give `next` as it was, or begin at the start")
    return tuple(held)


def _fits(value: object, kind: type) -> bool:
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST_IN_CURSOR
    return isinstance(value, str) and _PLAIN.fullmatch(value) is not None
