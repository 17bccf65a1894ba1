"""What if, and what would have to happen.

In:      sentences or patterns, a day, steps; an outcome with a norm or an action
Out:     JSON as `onrecord whatif` and `whatwould` print it with `--json`; how the sentences were understood
Refuses: what no event is understood in, a question that supposes nothing
Source:  docs/whatif.md
Shown:   tests/faces/web/test_api_as_commands.py, tests/faces/web/test_api_asked.py
"""

from enum import StrEnum
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from onrecord.faces.json_values import Day, Flag, Whole
from onrecord.faces.readers import PageReaders
from onrecord.faces.supposing import NothingSupposed, UnderstoodScenario, answer_json, understood
from onrecord.faces.web.answering import as_json
from onrecord.faces.web.api.answering import answered
from onrecord.faces.web.api.asked import AskedLedger, Typed
from onrecord.faces.web.api.describing import answers
from onrecord.faces.web.asking import LONGEST_TYPED_CHARS, BadQuestion
from onrecord.faces.web.desk import Desk, desk_of
from onrecord.ledger import Ledger
from onrecord.questions import ways_to, ways_to_action
from onrecord.questions.wording import slots_in_words
from onrecord.reasoning.chaining import DEFAULT_DEPTH
from onrecord.reasoning.what_would import WouldOutcome
from onrecord.terms.patterns import EventPattern
from onrecord.walk.open import open_solver

router = APIRouter(tags=["what follows"])

MOST_EVENTS = 8
MOST_STEPS = 6

Line = Annotated[str, Field(min_length=1, max_length=LONGEST_TYPED_CHARS)]
Lines = Annotated[list[Line], Field(max_length=MOST_EVENTS)]

HAPPENS = "What happens, in plain English."
EVENT = "What happens, as a pattern: BLR.MIL ASSAULT UKR place=UKR."
NOT = "What does not happen: a pattern or a sentence."


class Wanted(StrEnum):
    """What is asked for: that a norm is triggered, broken, released; that somebody does an action."""

    TRIGGER = "trigger"
    BREAK = "break"
    RELEASE = "release"
    DO = "do"


class WhatIf(BaseModel):
    """A scenario."""

    model_config = ConfigDict(extra="forbid", populate_by_name=False)

    happens: Lines = Field(default=[], description=HAPPENS)
    event: Lines = Field(default=[], description=EVENT)
    not_: Lines = Field(default=[], alias="not", description=NOT)
    now: Day | None = Field(default=None, description="The day it is asked for.")
    depth: Whole = Field(default=DEFAULT_DEPTH, ge=0, le=MOST_STEPS, description="Steps of consequences.")
    meaning: Flag = Field(default=False, description="Take words that are near in meaning for a maybe.")


@router.get("/what-if", responses=answers("WhatIfJson"), response_model=None)
def ask_what_if(
    request: Request,
    ledger: AskedLedger,
    happens: Annotated[Lines, Query(description=HAPPENS)] = [],  # noqa: B006 - FastAPI copies it
    event: Annotated[Lines, Query(description=EVENT)] = [],  # noqa: B006
    not_: Annotated[Lines, Query(alias="not", description=NOT)] = [],  # noqa: B006
    now: Annotated[Day | None, Query(description="The day it is asked for.")] = None,
    depth: Annotated[int, Query(ge=0, le=MOST_STEPS, description="Steps of consequences.")] = DEFAULT_DEPTH,
    meaning: Annotated[Flag, Query(description="Take words that are near in meaning for a maybe.")] = False,
) -> Response:
    """What the record says would follow, in seven parts, as `onrecord whatif --json`."""
    asked = WhatIf.model_validate(
        {"happens": happens, "event": event, "not": not_, "now": now, "depth": depth, "meaning": meaning}
    )
    return answered(request, lambda: _answer(ledger, asked, desk_of(request)))


@router.post("/what-if", responses=answers("WhatIfJson", 403, 413, tagged=False), response_model=None)
def post_what_if(asked: WhatIf, request: Request, ledger: AskedLedger) -> Response:
    """The same, where the scenario is too long for an address. Nothing is kept."""
    return as_json(_answer(ledger, asked, desk_of(request)))


@router.get("/understood", responses=answers("UnderstoodJson"), response_model=None)
def ask_understood(
    request: Request,
    happens: Annotated[Lines, Query(description=HAPPENS)] = [],  # noqa: B006
    event: Annotated[Lines, Query(description=EVENT)] = [],  # noqa: B006
    not_: Annotated[Lines, Query(alias="not", description=NOT)] = [],  # noqa: B006
) -> Response:
    """How a scenario is understood: events slot by slot, and what was left out, with the reason."""
    asked = WhatIf.model_validate({"happens": happens, "event": event, "not": not_})

    def make() -> dict[str, object]:
        found = _understood(asked, desk_of(request).readers)
        return {
            "assumed": [_event(e) for e in found.scenario.assumed],
            "denied": [_event(e) for e in found.scenario.denied],
            "dropped": [{"words": words, "why": why} for words, why in found.dropped],
            "of": found.of,
        }

    return answered(request, make)


@router.get("/what-would", responses=answers("WaysJson", 404, 410), response_model=None)
def ask_what_would(
    request: Request,
    ledger: AskedLedger,
    outcome: Annotated[Wanted, Query(description="What is to become of the norm, or: who would do it.")],
    norm: Annotated[Typed, Query(description="An id; with outcome=do an action: Ukraine attacks Russia, UKR ASSAULT.")],
    limit: Annotated[int, Query(ge=1, le=50, description="How many ways at most.")] = 10,
) -> Response:
    """The smallest sets of events that trigger, break or release a norm, as `onrecord whatwould --json`."""
    desk = desk_of(request)

    def make() -> dict[str, object]:
        if outcome is Wanted.DO:
            (action,) = desk.readers.one_event(norm).assumed
            return desk.questions.ask(ledger, _ways_to_action, action, limit)
        return desk.questions.ask(ledger, _ways, norm, WouldOutcome(outcome.value), limit)

    return answered(request, make)


def _understood(asked: WhatIf, readers: PageReaders) -> UnderstoodScenario:
    try:
        return understood(readers, happens=asked.happens, events=asked.event, denied=asked.not_, now=asked.now)
    except NothingSupposed as nothing:
        if nothing.words is None:
            raise
        raise BadQuestion(f"that asks the record and supposes nothing: ask /search?q={nothing.words}") from None


def _answer(ledger: Ledger, asked: WhatIf, desk: Desk) -> dict[str, Any]:
    told = partial(answer_json, by_meaning=bool(asked.meaning))
    return desk.questions.ask(ledger, told, _understood(asked, desk.readers), asked.depth)


def _ways(ledger: Ledger, norm: str, outcome: WouldOutcome, limit: int) -> dict[str, Any]:
    return ways_to(ledger, norm, outcome, solver=open_solver(), limit=limit).to_json()


def _ways_to_action(ledger: Ledger, action: EventPattern, limit: int) -> dict[str, Any]:
    return ways_to_action(ledger, action, solver=open_solver(), limit=limit).to_json()


def _event(event: EventPattern) -> dict[str, str]:
    return {"pattern": str(event), "words": slots_in_words(event)}
