"""What waits for a person's word, and how far persons agree who judged the same.

In:      who reviews, filters, a cursor; the persons to compare
Out:     JSON: a list with `next`; as `onrecord agreement --json` prints it
Refuses: a name nobody has, one person alone, a person who judged nothing
Source:  docs/desk.md, "Review"; docs/agreement.md
Shown:   tests/faces/web/test_api_reviewing.py
"""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from onrecord.faces.cursors import cursor, key_in
from onrecord.faces.web.api.answering import answered
from onrecord.faces.web.api.asked import After, AskedLedger, Limit, Who
from onrecord.faces.web.api.describing import answers
from onrecord.ledger.index.waiting import WaitingTurn
from onrecord.ledger.judgements.remarks import LONGEST_AUTHOR_CHARS
from onrecord.questions.agreement import agreement
from onrecord.questions.review import progress, queue, scope_typed
from onrecord.terms.records import Modal, Mode

router = APIRouter(tags=["review"])

MOST_PERSONS = 20

Person = Annotated[str, Query(min_length=1, max_length=LONGEST_AUTHOR_CHARS)]


@router.get("/review", responses=answers("ReviewJson"), response_model=None)
def review(
    request: Request,
    ledger: AskedLedger,
    reviewer: Annotated[Person | None, Query(description="Whose queue: the name beside their judgements.")] = None,
    actor: Who = None,
    target: Annotated[
        str | None, Query(min_length=1, max_length=200, description="To or of whom it is said: a name or a code.")
    ] = None,
    modal: Annotated[Modal | None, Query(description="What the agent says of the action.")] = None,
    mode: Annotated[Mode | None, Query(description="How the action hangs on its condition.")] = None,
    page: Annotated[str | None, Query(min_length=1, max_length=200, description="Of this page: its whole id.")] = None,
    limit: Limit = 50,
    after: After = None,
) -> Response:
    """The norms that a person has not judged (without one: that nobody has), as they were read, the next first."""
    held = key_in(after, *[int] * len(WaitingTurn._fields))

    def make() -> dict[str, object]:
        pages = [page] if page is not None else []
        scope = scope_typed(ledger, actor=actor, target=target, modal=modal, mode=mode, pages=pages)
        listed = queue(ledger, reviewer, scope, after=WaitingTurn(*held) if held else None, limit=limit + 1)
        following = cursor(listed[limit - 1].turn) if len(listed) > limit else None
        return {
            "reviewer": reviewer,
            "progress": progress(ledger, reviewer, scope).to_json(),
            "items": [one.to_json() for one in listed[:limit]],
            "next": following,
        }

    return answered(request, make)


@router.get("/agreement", responses=answers("AgreementJson"), response_model=None)
def ask_agreement(
    request: Request,
    ledger: AskedLedger,
    person: Annotated[
        list[Person] | None, Query(max_length=MOST_PERSONS, description="Whom to compare; none: all who judged.")
    ] = None,
) -> Response:
    """How far they agree, slot by slot, as `onrecord agreement --json`."""
    return answered(request, lambda: agreement(ledger, person or ()).to_json())
