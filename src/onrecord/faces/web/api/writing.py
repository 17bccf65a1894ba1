"""Reading a page somebody sends, keeping it, judging what was read, entering what was not.

In:      a text with what is known of it, or a file's bytes with its name; a judgement; a token for what is kept
Out:     readings as `onrecord read --format jsonl` prints them; what was kept
Refuses: what holds more than MOST_PAGES pages, what the ledger refuses; to keep anything at a desk that only reads
Shown:   tests/faces/web/test_api_writing.py

No address is fetched here: who calls an API can fetch, and what is fetched for a caller we do not know is a way into
the network we stand in.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.exceptions import RequestValidationError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.faces.entering import keep_norm
from onrecord.faces.json_values import Day
from onrecord.faces.web.answering import as_json
from onrecord.faces.web.api.access import AddToken, AnyToken, JudgeToken
from onrecord.faces.web.api.describing import answers
from onrecord.faces.web.asking import LONGEST_TYPED_CHARS, BadQuestion
from onrecord.faces.web.desk import Desk, desk_of
from onrecord.faces.web.views.add import ADDRESS, LONGEST_NAME_CHARS, MOST_PAGES, OPTIONS
from onrecord.ledger.judgements.values import NULLABLE, SLOTS
from onrecord.pages import capture_sent
from onrecord.questions import check
from onrecord.questions.entering import marked_by_words, person_named, reading_to_mark
from onrecord.terms.events import EventType
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.pages import Page, RefusedPage
from onrecord.terms.reading import Reading
from onrecord.terms.reading_json import reading_json
from onrecord.terms.records import Modal, Mode

router = APIRouter(tags=["reading, adding, judging"])

JSON, FILE = "application/json", "application/octet-stream"

Said = Annotated[str | None, Field(min_length=1, max_length=LONGEST_TYPED_CHARS)]


def _slot(name: str) -> str:
    if name not in SLOTS:
        raise ValueError(f"{name} is no slot: choose of {', '.join(SLOTS)}")
    return name


SlotName = Annotated[str, AfterValidator(_slot)]
SlotValue = Annotated[str, Field(max_length=LONGEST_TYPED_CHARS)] | None


class PageText(BaseModel):
    """A text, and what is known of it."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1)
    title: Said = None
    publisher: Said = None
    url: Said = Field(default=None, pattern=f"^(?:{ADDRESS.pattern.replace('https?', '[hH][tT][tT][pP][sS]?')})$")
    date: Day | None = Field(default=None, description="The day it was published.")


class Judged(BaseModel):
    """What somebody says of a reading."""

    model_config = ConfigDict(extra="forbid")

    target: str = Field(min_length=1, max_length=200, description="A norm or record: its id, or enough of it.")
    verdict: JudgementKind
    slots: dict[SlotName, SlotValue] = Field(
        default={},
        max_length=len(SLOTS),
        description="With `correct`: what the slots hold; null: the page does not say.",
        json_schema_extra={"propertyNames": {"enum": list(SLOTS)}},
    )
    other: str | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description="With `same`, `different`: the other norm; with `not-met`: the event; with `retract`: only of it.",
    )
    note: str | None = Field(default=None, max_length=LONGEST_TYPED_CHARS, description="Why.")


class Marked(BaseModel):
    """A norm that somebody found on a page: words of it as they stand there, or spans of its text (752-780)."""

    model_config = ConfigDict(extra="forbid")

    page: str = Field(min_length=1, max_length=200, description="A page: its id, or enough of it.")
    action: str = Field(min_length=1, max_length=LONGEST_TYPED_CHARS, description="The action.")
    trigger: Said = Field(default=None, description="The condition.")
    cue: Said = Field(default=None, description="Its connective.")
    agent: Said = None
    agent_id: Said = Field(default=None, description="Who that is: a name or a code.")
    target: Said = None
    target_id: Said = None
    speaker: Said = None
    speaker_id: Said = None
    modal: Modal = Modal.WILL
    mode: Mode | None = Field(default=None, description="null: `if` where there is a condition, else `none`.")
    action_event: EventType | None = Field(default=None, description="Kind of action; null: as the words tell.")
    said_on: Day | None = Field(default=None, description="null: as the page's own date bounds it.")


@dataclass(frozen=True, slots=True)
class Sent:
    """A body, by the name its sender gives it."""

    name: str
    body: bytes


BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": PageText.model_json_schema()},
            FILE: {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


async def page_sent(
    request: Request,
    name: Annotated[
        str | None,
        Query(
            min_length=1,
            max_length=LONGEST_NAME_CHARS,
            description="What a file is called: speech.html. It is stored and shown, and tells its format.",
        ),
    ] = None,
) -> Sent:
    """A text as an article of its own, a file as it is."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in (JSON, FILE):
        raise HTTPException(415, f"send {JSON} (a text) or {FILE} (a file)")
    body = await request.body()
    if kind == FILE:
        return Sent((name or "a file without a name").replace("\\", "/").rpartition("/")[2] or "a file", body)
    try:
        given = PageText.model_validate_json(body)
    except ValidationError as error:
        raise RequestValidationError([{**e, "loc": ("body", *e["loc"])} for e in error.errors()]) from None
    article = given.model_dump(mode="json", exclude_none=True)
    return Sent(name or "sent text", json.dumps([article]).encode("ascii"))


PageSent = Annotated[Sent, Depends(page_sent)]


@router.post(
    "/read",
    responses=answers("ReadJson", 403, 413, 415, tagged=False),
    response_model=None,
    openapi_extra=BODY,
)
def read(request: Request, sent: PageSent) -> Response:
    """What a page says, read and not kept; each reading as a line of `onrecord read --format jsonl`."""
    readings, refused = _read(desk_of(request), sent)
    return as_json({"readings": [reading_json(r) for r in readings], "refused": list(map(_refused, refused))})


@router.post(
    "/add",
    responses=answers("AddedJson", 401, 403, 413, 415, 429, status=201, says="What was kept.", tagged=False),
    response_model=None,
    openapi_extra=BODY,
)
def add(request: Request, _token: AddToken, sent: PageSent) -> Response:
    """Read a page and put it into the ledger, as `onrecord add`; a page added twice adds nothing."""
    desk = desk_of(request)
    with desk.writing() as book:  # before the work: a desk that only reads says so at once
        readings, refused = _read(desk, sent)
        moment = desk.now()
        recorded = book.record_many((*readings, *refused), recorded_at=moment)
        met, _ = check(book, today=moment.date(), recorded_at=moment, came=recorded.readings.new)
    kinds = ("readings", "statements", "records", "norms", "events")
    told = {
        "pages": [r.page.id for r in readings],
        "new": {kind: getattr(recorded, kind).new for kind in kinds},
        "held": {kind: getattr(recorded, kind).held for kind in kinds},
        "records": list(recorded.record_ids),
        "notices": len(met),
        "refused": list(map(_refused, refused)),
    }
    return as_json(told, status=201)


@router.post(
    "/judge",
    responses=answers("JudgementsJson", 401, 403, 413, 429, status=201, says="What was kept.", tagged=False),
    response_model=None,
)
def judge(request: Request, token: JudgeToken, judged: Judged) -> Response:
    """Say that a reading is right, wrong or to be corrected, as `onrecord judge`; by whom, the token says."""
    desk = desk_of(request)
    empty = [name for name, value in judged.slots.items() if value is None and name not in NULLABLE]
    if empty:
        raise BadQuestion(f"{empty[0]} cannot be left empty")
    with desk.writing() as book:
        made = book.judge(
            judged.target,
            judged.verdict,
            by=token.by,
            at=desk.now(),
            slots=tuple(f"{name}={value or ''}" for name, value in judged.slots.items()),
            other=judged.other,
            note=judged.note,
        )
    return as_json({"items": [j.to_json() for j in made], "next": None}, status=201)


@router.post(
    "/enter",
    responses=answers("EnteredJson", 401, 403, 404, 410, 413, 429, status=201, says="What was kept.", tagged=False),
    response_model=None,
)
def enter(request: Request, token: JudgeToken, marked: Marked) -> Response:
    """Put a norm on record that no reader found on a page, as `onrecord enter`; by whom, the token says."""
    desk = desk_of(request)
    given = marked.model_dump(mode="json", exclude_none=True)
    with desk.writing() as book:
        read = reading_to_mark(book, marked.page)
        norm = marked_by_words(book, read, lambda name: str(given.get(name, "")))
        kept = keep_norm(book, read, norm, by=person_named(token.by), moment=desk.now(), making=desk.readers.entered)
    return as_json(kept.to_json(), status=201)


@router.get("/token", responses=answers("TokenJson", 401, 429, tagged=False), response_model=None)
def whose_token(token: AnyToken) -> Response:
    """Whose token this is, and what it allows."""
    return as_json(token.to_json())


def _read(desk: Desk, sent: Sent) -> tuple[list[Reading], list[RefusedPage]]:
    captured: Iterable[Page | RefusedPage] = capture_sent(
        sent.body, name=sent.name, fetched_at=desk.now(), options=OPTIONS
    )
    pages = list(islice(captured, MOST_PAGES + 1))
    if len(pages) > MOST_PAGES:
        raise BadQuestion(f"it holds more than {MOST_PAGES} pages: cut it into several")
    refused = [one for one in pages if isinstance(one, RefusedPage)]
    readings = [r for one in pages if not isinstance(one, RefusedPage) for r in desk.readers.read(one)]
    return readings, refused


def _refused(page: RefusedPage) -> dict[str, str]:
    refusal = page.refusal
    return {"address": page.address, "room": refusal.room, "code": refusal.code, "reason": refusal.reason}
