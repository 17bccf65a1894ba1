"""What actors said and what became of it: timelines, comparisons, records, notices; what another reader reads.

In:      names, days, words, readers, a cursor
Out:     JSON as the commands of these names print it, lists with `next`
Refuses: a name nobody has, days that run backwards, a reader the ledger does not know
Source:  docs/questions.md
Shown:   tests/faces/web/test_api_as_commands.py, tests/faces/web/test_api_asked.py
"""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from onrecord.faces.cursors import older_cursor, older_in, part_of
from onrecord.faces.json_values import Day, Flag
from onrecord.faces.web.api.answering import answered
from onrecord.faces.web.api.asked import MOST_AT_ONCE, After, AskedLedger, Id, Limit, Since, Typed, Until, Who
from onrecord.faces.web.api.describing import answers
from onrecord.faces.web.desk import desk_of
from onrecord.language.actor_names import name_of
from onrecord.questions import ShownPage, between, compare, show, timeline
from onrecord.questions.errors import UnknownId
from onrecord.questions.filtering import in_order
from onrecord.questions.named_actors import actor_meant
from onrecord.questions.notices import newest_notices
from onrecord.questions.notices_in_full import in_full
from onrecord.questions.record_of import record_of
from onrecord.terms.ids import content_id

router = APIRouter(tags=["what was said and what became of it"])

Whose = Annotated[Typed, Query(max_length=200, description="A name or a code (Iran, RUS, NATO).")]


@router.get("/timeline", responses=answers("TimelineJson"), response_model=None)
def ask_timeline(
    request: Request,
    ledger: AskedLedger,
    actor: Whose,
    other: Annotated[Who, Query(description="Only between these two.")] = None,
    topic: Annotated[Typed | None, Query(description="Only what has these words.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 50,
    after: After = None,
) -> Response:
    """The newest sayings and actions of an actor, oldest first; each as a line of `onrecord timeline --json`.

    `next` leads to older ones.
    """
    in_order(since, until)
    older = older_in(after)

    def make() -> dict[str, Any]:
        code = actor_meant(ledger, actor).code
        whom = actor_meant(ledger, other).code if other is not None else None
        line = timeline(ledger, code, whom, topic=topic, since=since, until=until, after=older, limit=limit)
        return {"items": list(line.lines()), "next": older_cursor(line.older) if line.older else None}

    return answered(request, make)


@router.get("/compare", responses=answers("ComparedJson"), response_model=None)
def ask_compare(
    request: Request,
    ledger: AskedLedger,
    actor: Whose,
    at: Annotated[Day, Query(description="The earlier day.")],
    and_: Annotated[Day, Query(alias="and", description="The later day.")],
    limit: Limit = 50,
    after: After = None,
) -> Response:
    """What an actor had said by two days, action by action; each as a line of `onrecord compare --json`."""
    in_order(at, and_)

    def make() -> dict[str, Any]:
        actions = compare(ledger, actor_meant(ledger, actor).code, at=at, and_at=and_)
        some, following = part_of(actions, after, limit, lambda then: then.later.norm.id if then.later else "")
        return {"items": [then.to_json() for then in some], "next": following}

    return answered(request, make)


@router.get("/record-of", responses=answers("RecordOfJson"), response_model=None)
def ask_record_of(
    request: Request, ledger: AskedLedger, actor: Whose, limit: Limit = MOST_AT_ONCE, after: After = None
) -> Response:
    """What became of an actor's words, as `onrecord record-of --json`; `given` in parts, `counts` of all."""

    def make() -> dict[str, Any]:
        found = record_of(ledger, actor_meant(ledger, actor).code)
        some, following = part_of(found.given, after, limit, lambda given: given.norm.id)
        return {**found.to_json(some), "next": following}

    return answered(request, make)


@router.get("/actors", responses=answers("ActorsJson"), response_model=None)
def list_actors(request: Request, ledger: AskedLedger, limit: Limit = 200, after: After = None) -> Response:
    """Every actor that a norm names, by code."""

    def make() -> dict[str, Any]:
        # A code may be a name that a page gave, with any letter: the cursor holds what is made of it.
        codes = sorted(ledger.current.codes())
        some, following = part_of(codes, after, limit, lambda code: content_id("actor", code))
        return {"items": [{"code": code, "name": name_of(code)} for code in some], "next": following}

    return answered(request, make)


@router.get("/actors/{actor_id}", responses=answers("NamedActorJson", 404), response_model=None)
def one_actor(actor_id: Id, request: Request, ledger: AskedLedger) -> Response:
    """Whom a name means."""

    def make() -> dict[str, Any]:
        meant = actor_meant(ledger, actor_id)
        return {"code": meant.code, "name": meant.name}

    return answered(request, make)


@router.get("/met", responses=answers("NoticesJson"), response_model=None)
def ask_met(
    request: Request,
    ledger: AskedLedger,
    since: Annotated[Day | None, Query(description="Only what was noticed on or after this day.")] = None,
    possible: Annotated[Flag, Query(description="Also where it is open whether it is the action at all.")] = False,
    limit: Limit = 50,
    after: After = None,
) -> Response:
    """Which conditions and actions events have met, the newest first; each as a line of `onrecord met --json`.

    What was noticed when pages were added: nothing is looked at anew, since that writes.
    """

    def make() -> dict[str, Any]:
        held = newest_notices(ledger, since=since, possible=possible)
        some, following = part_of(held, after, limit, lambda n: n.key)
        return {"items": [n.to_json() for n in in_full(ledger, some)], "next": following}

    return answered(request, make)


@router.get("/readers", responses=answers("ReadersJson"), response_model=None)
def list_readers(request: Request, ledger: AskedLedger) -> Response:
    """Whose readings the ledger holds; each as a line of `onrecord changes --json`."""
    return answered(request, lambda: {"items": [{"reader": r.to_json()} for r in ledger.readers.held()], "next": None})


@router.get("/changes", responses=answers("ChangesJson"), response_model=None)
def ask_changes(
    request: Request,
    ledger: AskedLedger,
    earlier: Annotated[Typed, Query(description="A reader's name, or a part of it that fits no other.")],
    later: Annotated[Typed, Query(description="The other reader's.")],
    limit: Limit = 50,
    after: After = None,
) -> Response:
    """What a later reader reads otherwise; each as a line of `onrecord changes --between --json`, the totals last."""

    def make() -> dict[str, Any]:
        upgrade = between(ledger, earlier, later)
        lines = list(enumerate(upgrade.lines(limit=10**9)))
        some, following = part_of(lines, after, limit, lambda line: str(line[0]))
        return {"items": [line for _, line in some], "next": following}

    return answered(request, make)


@router.get("/why", responses=answers("WhyJson", 404, 410), response_model=None)
def ask_why(
    request: Request,
    ledger: AskedLedger,
    page: Annotated[Typed, Query(max_length=200, description="The id of a page the ledger holds.")],
    words: Annotated[Typed, Query(description="Words of it, as they stand there.")],
) -> Response:
    """Why some words of a page gave a norm or none, as `onrecord why --json`."""

    def make() -> dict[str, Any]:
        shown = show(ledger, page)
        if not isinstance(shown, ShownPage):
            raise UnknownId(f"{page} is no page")
        reading = ledger.reading(shown.page.current.id)
        return desk_of(request).readers.why(reading.page, words).to_json()

    return answered(request, make)
