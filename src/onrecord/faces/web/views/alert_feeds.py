"""Feeds and calendars: what comes in about an actor, a pair, a search or all, for any feed reader and any calendar.

In:      the fields of the view; `begin`, from when on; `before`, where a page begins
Out:     Atom, in pages of ENTRIES; iCalendar of deadlines; 304 where nothing came since
Refuses: a subject that is none, a moment that is none, a calendar without icalendar
Source:  RFC 4287, RFC 5005, RFC 5545; RFC 9110, 13.1 (conditional requests)
Shown:   tests/faces/web/test_alert_feeds.py

The address holds all of it: a feed needs no watch that somebody keeps.
"""

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.faces.web.answering import attachment
from onrecord.faces.web.asking import AskedLedger, BadQuestion, typed
from onrecord.faces.web.desk import Desk, desk_of
from onrecord.faces.web.tagging import tagged
from onrecord.faces.web.watch_this import PATHS, address
from onrecord.ledger import Ledger
from onrecord.questions.alerts import Happenings
from onrecord.questions.exports.atom import AtomFeed, as_atom
from onrecord.questions.exports.calendar import as_ics, deadlines
from onrecord.questions.subjects import FIELDS, Subject, SubjectKind, about, subject_of
from onrecord.watching.alerts import told_under

router = APIRouter(include_in_schema=False)

ENTRIES = 50
# A feed reaches so many norms back: what is older stands in the search.
MOST_SAID = 1_000
EVER = datetime(1, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
KINDS = {path: kind for kind, path in PATHS.items()}
_PLACE = re.compile(r"([0-9]{1,20})_(alert-[0-9a-f]{24})")


@router.get("/alerts.atom")
@router.get("/actor.atom")
@router.get("/pair.atom")
@router.get("/search.atom")
def atom(request: Request, ledger: AskedLedger) -> Response:
    """One page of the feed."""
    desk = desk_of(request)
    subject, begin, before = _subject(request, ledger), _begin(request), _place(typed(request, "before"))
    now = desk.now()
    # A deadline comes near without anybody writing.
    return tagged(request, lambda: _atom(request, ledger, desk, subject, begin, before), also=f"{now.date()}")


@router.get("/alerts.ics")
@router.get("/actor.ics")
@router.get("/pair.ics")
@router.get("/search.ics")
def calendar(request: Request, ledger: AskedLedger) -> Response:
    """The deadlines, past ones too."""
    subject = _subject(request, ledger)

    def make() -> Response:
        wanted = about(ledger, subject, ledger.current.due())
        return Response(
            as_ics(deadlines(ledger, wanted=wanted)),
            media_type="text/calendar; charset=utf-8",
            headers={"Content-Disposition": attachment("deadlines.ics")},
        )

    return tagged(request, make)


def _atom(
    request: Request,
    ledger: Ledger,
    desk: Desk,
    subject: Subject,
    begin: datetime | None,
    before: tuple[datetime, str] | None,
) -> Response:
    alerts = Happenings(ledger, now=desk.now()).alerts(subject, since=begin or EVER, most_said=MOST_SAID)
    written = max((a.moment for a in alerts), default=None)
    older = [a for a in alerts if before is None or (a.moment, a.id) < before]
    shown = older[:ENTRIES]
    given = {"begin": request.query_params.get("begin", "")}
    kept = {name: value for name, value in given.items() if value}
    first = address(request, subject.kind, subject.asked, "atom", **kept)
    following = None
    if len(older) > ENTRIES:
        place = f"{(shown[-1].moment - EVER) // MICROSECOND}_{shown[-1].id}"
        following = address(request, subject.kind, subject.asked, "atom", **kept, before=place)
    base = str(request.base_url).rstrip("/")
    path = PATHS[subject.kind]
    query = urlencode(subject.asked)
    feed = AtomFeed(
        name=f"{path.removeprefix('/')}{f'?{query}' if query else ''}",
        title=f"On record: {subject.name}",
        self=str(request.url),
        first=first,
        next=following,
        page=f"{base}{'/watch' if subject.kind is SubjectKind.ALL else path}{f'?{query}' if query else ''}",
        desk=base,
        updated=begin or desk.now(),
        told_as=told_under(desk.settings.ledger, shown),
    )
    changed = _last_change(ledger, written)
    headers = {"Last-Modified": format_datetime(changed, usegmt=True)} if changed is not None else {}
    if changed is not None and _not_since(request, changed):
        return Response(status_code=304, headers=headers)
    return Response(as_atom(feed, shown), media_type="application/atom+xml; charset=utf-8", headers=headers)


def _subject(request: Request, ledger: Ledger) -> Subject:
    kind = KINDS[request.url.path.rpartition(".")[0]]
    fields = {name: value for name in FIELDS[kind] if (value := typed(request, name)) is not None}
    return subject_of(ledger, kind, fields)


def _begin(request: Request) -> datetime | None:
    given = typed(request, "begin")
    if given is None:
        return None
    try:
        moment = datetime.fromisoformat(given.replace(" ", "+"))
    except ValueError:
        raise BadQuestion(f"begin: {given[:40]!r} is no day and no moment; write YYYY-MM-DD") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _place(given: str | None) -> tuple[datetime, str] | None:
    if given is None:
        return None
    found = _PLACE.fullmatch(given)
    try:
        if found is not None:
            return EVER + int(found[1]) * MICROSECOND, found[2]
    except OverflowError:
        pass
    raise BadQuestion("before: that is no place in the feed: begin at its first page")


def _last_change(ledger: Ledger, written: datetime | None) -> datetime | None:
    """When what it shows may have changed the last time: something came in, was judged or was withdrawn."""
    moments = [written, *(w.recorded_at for w in ledger.withdrawals()), *(j.judged_at for j in ledger.judgements())]
    return max((m.astimezone(UTC).replace(microsecond=0) for m in moments if m is not None), default=None)


def _not_since(request: Request, changed: datetime) -> bool:
    """Asked by date alone: a tag, where there is one, says more (RFC 9110, 13.2.2)."""
    given = request.headers.get("if-modified-since")
    if given is None or "if-none-match" in request.headers:
        return False
    try:
        return changed <= parsedate_to_datetime(given)
    except (TypeError, ValueError):
        return False
