"""What a request to the API may say: days, flags, filters, how much, from where on; and nothing else.

In:      a request
Out:     values, Filters, the ledger as it stands or as it stood
Refuses: a parameter that the route does not have, or has once and was given twice (422); what is no day, no cursor
Shown:   tests/faces/web/test_api_asked.py

What does not fit the document is a 422, what fits and cannot be asked (a name nobody has, days that run backwards) a
400: so the document says all that a program can know beforehand.
"""

from typing import Annotated

from fastapi import Depends, Path, Query
from fastapi.exceptions import RequestValidationError
from starlette.requests import Request

from onrecord.faces.json_values import Day
from onrecord.faces.web.api.document import parameters_of
from onrecord.faces.web.asking import LONGEST_TYPED_CHARS
from onrecord.faces.web.desk import desk_of
from onrecord.ledger import Filters, Ledger
from onrecord.questions.filtering import filters_typed
from onrecord.terms.records import Modal, Mode, RecordKind, Strength

MOST_AT_ONCE = 500

# The parameters that may be given more than once.
REPEATED = frozenset({"happens", "event", "not", "person"})


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
        Query(min_length=1, max_length=200, description="Whom the action befalls, or who must act: a name or a code."),
    ] = None,
    modal: Annotated[Modal | None, Query(description="What the agent says of the action.")] = None,
    mode: Annotated[Mode | None, Query(description="How the action hangs on its condition.")] = None,
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
    tag: Annotated[str | None, Query(min_length=1, max_length=200, description="A tag that hangs on it.")] = None,
    case: Annotated[str | None, Query(min_length=1, max_length=200, description="A case that it belongs to.")] = None,
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
        tag=tag,
        case=case,
    )


AskedFilters = Annotated[Filters, Depends(filters)]
