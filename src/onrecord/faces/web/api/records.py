"""What is on record: records, norms, statements, pages; found by filters, by words, by meaning.

In:      ids, filters, words, a cursor
Out:     JSON as `onrecord list`, `show` and `search` print it, lists with `next`
Refuses: what those commands refuse
Shown:   tests/faces/web/test_api_as_commands.py, tests/faces/web/test_api_asked.py
"""

from enum import StrEnum
from typing import Annotated, TypeVar

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from onrecord.faces.cursors import cursor, key_in, part_of
from onrecord.faces.web.answering import attachment
from onrecord.faces.web.api.answering import answered
from onrecord.faces.web.api.asked import After, AskedFilters, AskedLedger, Id, Limit, Typed
from onrecord.faces.web.api.describing import answers, responses
from onrecord.faces.web.desk import desk_of
from onrecord.faces.web.guard import POLICY
from onrecord.faces.web.tagging import tagged
from onrecord.ledger import Filters, Ledger, Turn
from onrecord.questions import (
    SearchResult,
    Shown,
    ShownPage,
    ShownRecord,
    ShownStatement,
    search,
    search_both,
    search_meaning,
    show,
)
from onrecord.questions.errors import UnknownId
from onrecord.questions.upgrades import NormRead
from onrecord.terms.reading import Reading
from onrecord.terms.reading_json import reading_json
from onrecord.walk.open import open_sentence_encoder

router = APIRouter(tags=["on record"])

# Of what words find, the best so many are ranked: who wants the next narrows it.
MOST_FOUND = 500

Held = TypeVar("Held", ShownRecord, ShownStatement, ShownPage)


class By(StrEnum):
    """How words are looked for: all of them; by words and meaning together; by meaning alone."""

    WORDS = "words"
    BOTH = "both"
    MEANING = "meaning"


@router.get("/records", responses=answers("EntriesJson"), response_model=None)
def list_records(
    request: Request, ledger: AskedLedger, filters: AskedFilters, limit: Limit = 50, after: After = None
) -> Response:
    """Records that match, the newest first; each as a line of `onrecord list --json`."""
    turn = _turn(after)

    def make() -> dict[str, object]:
        entries, following = ledger.entries_after(turn, filters, limit=limit)
        return {"items": [e.to_json() for e in entries], "next": cursor(following) if following else None}

    return answered(request, make)


@router.get("/records/{record_id}", responses=answers("ShownRecordJson", 404, 410), response_model=None)
def one_record(record_id: Id, request: Request, ledger: AskedLedger) -> Response:
    """A record in full, as `onrecord show ID --json`."""
    return answered(request, lambda: _shown(ledger, record_id, ShownRecord).to_json())


@router.get("/norms", responses=answers("NormsJson"), response_model=None)
def list_norms(
    request: Request, ledger: AskedLedger, filters: AskedFilters, limit: Limit = 50, after: After = None
) -> Response:
    """The norms of the next `limit` records that match, in the order of `/records`: each may have several or none."""
    turn = _turn(after)

    def make() -> dict[str, object]:
        entries, following = ledger.entries_after(turn, filters, limit=limit)
        norms = [NormRead(entry, norm).to_json() for entry in entries for norm in entry.norms]
        return {"items": norms, "next": cursor(following) if following else None}

    return answered(request, make)


@router.get("/norms/{norm_id}", responses=answers("ShownRecordJson", 404, 410), response_model=None)
def one_norm(norm_id: Id, request: Request, ledger: AskedLedger) -> Response:
    """A norm with its record in full, as `onrecord show ID --json`."""

    def make() -> dict[str, object]:
        shown = _shown(ledger, norm_id, ShownRecord)
        if shown.asked_norm is None:
            raise UnknownId(f"{norm_id} is a record, no norm: /records/{norm_id} has it")
        return shown.to_json()

    return answered(request, make)


@router.get("/statements/{statement_id}", responses=answers("ShownStatementJson", 404, 410), response_model=None)
def one_statement(statement_id: Id, request: Request, ledger: AskedLedger) -> Response:
    """A statement in full, as `onrecord show ID --json`."""
    return answered(request, lambda: _shown(ledger, statement_id, ShownStatement).to_json())


@router.get("/pages/{page_id}", responses=answers("ShownPageJson", 404, 410), response_model=None)
def one_page(page_id: Id, request: Request, ledger: AskedLedger) -> Response:
    """What is held of a page, as `onrecord show ID --json`."""
    return answered(request, lambda: _shown(ledger, page_id, ShownPage).to_json())


@router.get("/pages/{page_id}/text", responses=answers("TextJson", 404, 410), response_model=None)
def page_text(page_id: Id, request: Request, ledger: AskedLedger) -> Response:
    """The text that was read, into which every span counts; "" of a page that was refused as a whole."""

    def make() -> dict[str, object]:
        reading = _reading(ledger, page_id)
        document = reading.document.id if reading.document else None
        return {"page": reading.page.id, "document": document, "text": reading.text}

    return answered(request, make)


@router.get("/pages/{page_id}/reading", responses=answers("ReadingJson", 404, 410), response_model=None)
def page_reading(page_id: Id, request: Request, ledger: AskedLedger) -> Response:
    """All that was read, in the newest reading, as a line of `onrecord read --format jsonl`."""
    return answered(request, lambda: reading_json(_reading(ledger, page_id)))


@router.get(
    "/pages/{page_id}/capture",
    responses=responses({"application/octet-stream": {"schema": {}}}, 404, 410, says="The bytes, as an attachment."),
    response_model=None,
)
def page_capture(page_id: Id, request: Request, ledger: AskedLedger) -> Response:
    """The bytes as they were captured: a file to keep, never a page to show."""

    def make() -> Response:
        page = _reading(ledger, page_id).page
        return Response(
            page.body,
            media_type="application/octet-stream",
            headers={
                "Content-Disposition": attachment(f"{page.id}.capture"),
                "Content-Security-Policy": f"{POLICY}; sandbox",
            },
        )

    return tagged(request, make)


@router.get("/search", responses=answers("HitsJson"), response_model=None)
def search_words(
    request: Request,
    ledger: AskedLedger,
    filters: AskedFilters,
    q: Annotated[Typed, Query(description='Words; "in quotation marks" together; a* begins so.')],
    by: Annotated[By, Query(description="How they are looked for.")] = By.WORDS,
    limit: Limit = 20,
    after: After = None,
) -> Response:
    """What was said in these words, or near them in meaning, best first; each as a line of `onrecord search --json`."""
    begin = (key_in(after, int, str) or (0,))[0]
    if by is not By.WORDS:
        desk_of(request).placing.go_on()

    def make() -> dict[str, object]:
        most = min(max(begin, 0) + limit + 1, MOST_FOUND)
        found = _found(ledger, q, by, filters, limit=most)
        hits, following = part_of(found.hits, after, limit, lambda hit: hit.id)
        return {
            "terms": list(found.terms),
            "items": [h.to_json() for h in hits],
            "unplaced": found.unplaced,
            "next": following,
        }

    return answered(request, make)


def _found(ledger: Ledger, words: str, by: By, filters: Filters, *, limit: int) -> SearchResult:
    if by is By.WORDS:
        return search(ledger, words, filters, limit=limit)
    ask = search_both if by is By.BOTH else search_meaning
    return ask(ledger, words, open_sentence_encoder(), filters, limit=limit)


def _turn(after: str | None) -> Turn | None:
    held = key_in(after, int, str, int)
    return (held[0], held[1], held[2]) if held is not None else None


def _shown(ledger: Ledger, id_: str, kind: type[Held]) -> Held:
    shown: Shown = show(ledger, id_)
    if not isinstance(shown, kind):
        named = {ShownRecord: "record or norm", ShownStatement: "statement", ShownPage: "page"}
        raise UnknownId(f"{id_} is a {named[type(shown)]}, no {named[kind]}")
    return shown


def _reading(ledger: Ledger, page_id: str) -> Reading:
    return ledger.reading(_shown(ledger, page_id, ShownPage).page.current.id)
