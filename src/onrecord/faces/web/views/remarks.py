"""Tags, cases and notes on the desk: the forms that hang them, the list of cases, and one case.

In:      forms of Record and Page; the name of a case, a cursor
Out:     back to where the form stood; `/cases`, `/case/NAME`; JSON lines as `onrecord remarks --case NAME --json`
Refuses: what is no target of a remark, a cursor that is none, what the ledger refuses
Source:  docs/ledger.md, "Tags, cases and notes"
Shown:   tests/faces/web/test_remarks.py
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.faces.web.answering import as_json, as_json_lines, page
from onrecord.faces.web.asking import AskedLedger, BadQuestion, OwnForm, field, number_asked, typed
from onrecord.faces.web.frame import Frame, frame_of
from onrecord.faces.web.signing import name_given, signed
from onrecord.ledger import Remark
from onrecord.questions.remarking import Hung, Turn, remarks_after
from onrecord.questions.wording import plural
from onrecord.terms.remarks import RemarkKind

router = APIRouter(include_in_schema=False)

SHOWN = 50

_TARGET = re.compile(r"(rec|page)-[0-9a-f]{8,64}")
_CURSOR = re.compile(r"([0-9T:.+-]{26,40})~(remark-[0-9a-f]{8,64})")


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkShown:
    """One remark on what is shown.

    href: of a tag or case, to what else has it. taking: the word on the button that takes it off; None: there is none.
    """

    id: str
    kind: str
    words: str
    href: str | None
    whose: str
    taking: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case in the list."""

    name: str
    href: str
    counted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesShown:
    """Every case."""

    cases: tuple[CaseLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InCase:
    """A record or a page in a case. href: None where no reading has the record now."""

    what: str
    words: str
    href: str | None
    where: str
    whose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseShown:
    """One case. next: the address of what was put into it before these."""

    name: str
    counted: str
    items: tuple[InCase, ...]
    next: str | None
    search: str
    json: str


@router.post("/remark")
def hang(request: Request, desk: OwnForm) -> Response:
    """Hang what the form holds on a record or a page."""
    target, by = _target(request), name_given(request)
    with desk.writing() as book:
        book.remark(target, _kind(request), field(request, "words"), by=by, at=desk.now())
    return signed(request, RedirectResponse(_back(target), status_code=303), by)


@router.post("/remark/off")
def take_off(request: Request, desk: OwnForm) -> Response:
    """Take a tag or a case off, or one's own note back."""
    target, by, kind = _target(request), name_given(request), _kind(request)
    with desk.writing() as book:
        if kind is RemarkKind.NOTE:
            book.take_back(field(request, "note"), by=by, at=desk.now())
        else:
            book.remark(target, kind, field(request, "words"), by=by, at=desk.now(), off=True)
    return signed(request, RedirectResponse(_back(target), status_code=303), by)


@router.get("/cases.json")
def cases_json(ledger: AskedLedger) -> Response:
    """Every case with how many records and pages."""
    return as_json([one.to_json() for one in ledger.remarks.names(RemarkKind.CASE)])


@router.get("/cases")
def cases(request: Request, ledger: AskedLedger) -> Response:
    """The view."""
    frame = frame_of(request)
    lines = (
        CaseLine(name=n.words, href=frame.href(f"/case/{n.name}"), counted=_counted(n.records, n.pages))
        for n in ledger.remarks.names(RemarkKind.CASE)
    )
    return page(request, "cases.html", CasesShown(cases=tuple(lines)))


@router.get("/case/{name}.json")
def case_json(name: str, request: Request, ledger: AskedLedger) -> Response:
    """JSON lines, as the command prints them."""
    limit = number_asked(request, "limit", default=SHOWN)
    held, _ = remarks_after(ledger, RemarkKind.CASE, name, after=_turn(request), limit=limit)
    return as_json_lines([hung.to_json() for hung in held])


@router.get("/case/{name}")
def case(name: str, request: Request, ledger: AskedLedger) -> Response:
    """The view."""
    frame = frame_of(request)
    held, following = remarks_after(ledger, RemarkKind.CASE, name, after=_turn(request), limit=SHOWN)
    every = ledger.remarks.in_force(RemarkKind.CASE, name)
    records = {id_ for one in every for id_ in one.record_ids}
    shown = CaseShown(
        name=every[0].remark.words if every else name,
        counted=_counted(len(records), len({one.remark.page_id for one in every if one.remark.on_page})),
        items=tuple(item for hung in held for item in _items(hung, frame)),
        next=frame.href(f"/case/{name}", after="~".join(following)) if following is not None else None,
        search=frame.href("/search", case=name),
        json=frame.href(f"/case/{name}.json"),
    )
    return page(request, "case.html", shown)


def remarks_shown(remarks: Iterable[Remark], frame: Frame) -> tuple[RemarkShown, ...]:
    """As Record and Page show what hangs on them."""
    return tuple(_shown(one, frame) for one in remarks)


def _shown(one: Remark, frame: Frame) -> RemarkShown:
    href = None
    if one.kind is RemarkKind.TAG:
        href = frame.href("/search", tag=one.name)
    elif one.kind is RemarkKind.CASE:
        href = frame.href(f"/case/{one.name}")
    its_own = one.kind is RemarkKind.NOTE
    may = not its_own or (bool(frame.by) and one.author == frame.by)
    return RemarkShown(
        id=one.id,
        kind=one.kind.value,
        words=one.words,
        href=href,
        whose=_whose(one),
        taking=("take back" if its_own else "take off") if may and frame.writes else None,
    )


def _items(hung: Hung, frame: Frame) -> list[InCase]:
    source = hung.source
    where = (source.publisher or source.title or source.address) if source else ""
    if hung.remark.on_page:
        words = (source.title or source.address) if source else hung.remark.target_id
        href = frame.href(f"/page/{hung.remark.target_id}")
        return [InCase(what="page", words=words, href=href, where=where, whose=_whose(hung.remark))]
    if not hung.entries:
        words = "no reading of its page has these words now"
        return [InCase(what="record", words=words, href=None, where="", whose=_whose(hung.remark))]
    return [
        InCase(what="record", words=words, href=frame.href(f"/record/{e.id}"), where=where, whose=_whose(hung.remark))
        for e, words in zip(hung.entries, hung.sentences, strict=True)
    ]


def _whose(one: Remark) -> str:
    return f"{one.author}, {one.recorded_at:%Y-%m-%d %H:%M} UTC"


def _counted(records: int, pages: int) -> str:
    return f"{plural(records, 'record')}, {plural(pages, 'page')}"


def _target(request: Request) -> str:
    """What the form is of: it decides where the browser is sent back to, and so is an id and nothing else."""
    target = field(request, "target")
    if _TARGET.fullmatch(target) is None:
        raise BadQuestion("target: a tag, a case or a note hangs on a record or a page, named by its id")
    return target


def _kind(request: Request) -> RemarkKind:
    given = field(request, "kind")
    if given not in list(RemarkKind):
        raise BadQuestion(f"kind: {given[:40]!r} is none of {', '.join(RemarkKind)}")
    return RemarkKind(given)


def _back(target: str) -> str:
    return f"/{'record' if target.startswith('rec-') else 'page'}/{target}#remarks"


def _turn(request: Request) -> Turn | None:
    given = typed(request, "after")
    if given is None:
        return None
    found = _CURSOR.fullmatch(given)
    if found is None:
        raise BadQuestion("after: that is no place in the case: begin at its start")
    return found[1], found[2]
