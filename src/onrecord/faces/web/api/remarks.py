"""Tags, cases and notes: what hangs where, and hanging it there.

In:      a kind, a name, a cursor; a remark; a token for what is kept
Out:     JSON as `onrecord remarks --json` prints it, lists with `next`; what was kept
Refuses: what the ledger refuses; to keep anything at a desk that only reads
Source:  docs/ledger.md, "Tags, cases and notes"
Shown:   tests/faces/web/test_api_remarks.py
"""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, StrictBool
from starlette.requests import Request
from starlette.responses import Response

from onrecord.faces.cursors import cursor, key_in, part_of
from onrecord.faces.web.answering import as_json
from onrecord.faces.web.api.access import JudgeToken
from onrecord.faces.web.api.answering import answered
from onrecord.faces.web.api.asked import After, AskedLedger, Limit
from onrecord.faces.web.api.describing import answers
from onrecord.faces.web.asking import LONGEST_TYPED_CHARS, BadQuestion
from onrecord.faces.web.desk import desk_of
from onrecord.ledger import Ledger, Remark
from onrecord.questions.remarking import remarks_after
from onrecord.terms.ids import content_id
from onrecord.terms.remarks import RemarkKind

router = APIRouter(tags=["tags, cases, notes"])

Name = Annotated[str | None, Query(min_length=1, max_length=200)]


class Remarked(BaseModel):
    """What somebody hangs on a record or a page, or takes off it."""

    model_config = ConfigDict(extra="forbid")

    target: str = Field(
        min_length=1,
        max_length=200,
        description="A record, a norm or a page; to take back a note: the note. Its id, or enough of it.",
    )
    kind: RemarkKind
    words: str | None = Field(
        default=None, min_length=1, max_length=LONGEST_TYPED_CHARS, description="The name, or the note."
    )
    off: StrictBool = Field(default=False, description="Take it off; of a note, your own, with no words.")


@router.get("/remarks", responses=answers("RemarksJson"), response_model=None)
def list_remarks(
    request: Request,
    ledger: AskedLedger,
    kind: Annotated[RemarkKind | None, Query(description="Only these.")] = None,
    tag: Annotated[Name, Query(description="Only tags of this name, in any spelling.")] = None,
    case: Annotated[Name, Query(description="Only what is in this case.")] = None,
    limit: Limit = 50,
    after: After = None,
) -> Response:
    """Tags, cases and notes in force, the newest first; each as a line of `onrecord remarks --json`."""
    named = [(k, name) for k, name in ((RemarkKind.TAG, tag), (RemarkKind.CASE, case)) if name is not None]
    if len(named) + (kind is not None) > 1:
        raise BadQuestion("give one of kind, tag and case")
    which, name = named[0] if named else (kind, None)
    turn = key_in(after, str, str)

    def make() -> dict[str, Any]:
        held, following = remarks_after(
            ledger, which, name, after=(turn[0], turn[1]) if turn is not None else None, limit=limit
        )
        return {"items": [h.to_json() for h in held], "next": cursor(following) if following else None}

    return answered(request, make)


@router.get("/tags", responses=answers("NamesJson"), response_model=None)
def list_tags(request: Request, ledger: AskedLedger, limit: Limit = 200, after: After = None) -> Response:
    """Every tag in use, by name, with how many it hangs on."""
    return answered(request, lambda: _names(ledger, RemarkKind.TAG, limit, after))


@router.get("/cases", responses=answers("NamesJson"), response_model=None)
def list_cases(request: Request, ledger: AskedLedger, limit: Limit = 200, after: After = None) -> Response:
    """Every case, by name, with how many records and pages belong to it."""
    return answered(request, lambda: _names(ledger, RemarkKind.CASE, limit, after))


@router.post(
    "/remarks",
    responses=answers("RemarkedJson", 401, 403, 410, 413, 429, status=201, says="What was kept.", tagged=False),
    response_model=None,
)
def remark(request: Request, token: JudgeToken, remarked: Remarked) -> Response:
    """Hang a tag, a case or a note on a record or a page, or take it off; whose it is, the token says."""
    desk = desk_of(request)
    taken_back = remarked.off and remarked.kind is RemarkKind.NOTE
    if taken_back != (remarked.words is None):
        raise BadQuestion("words: a name or a note has some, and who takes back a note gives none")
    with desk.writing() as book:
        if remarked.words is None:
            return _kept(book.take_back(remarked.target, by=token.by, at=desk.now()))
        made = book.remark(remarked.target, remarked.kind, remarked.words, by=token.by, at=desk.now(), off=remarked.off)
    return _kept(*made)


def _kept(*made: Remark) -> Response:
    return as_json({"items": [one.to_json() for one in made], "next": None}, status=201)


def _names(ledger: Ledger, kind: RemarkKind, limit: int, after: str | None) -> dict[str, Any]:
    some, following = part_of(ledger.remarks.names(kind), after, limit, lambda one: content_id("name", one.name))
    return {"items": [one.to_json() for one in some], "next": following}
