"""Today: what is new since the last look, what was met, what is soon due, what moved; an empty ledger invites a page.

In:      the ledger, the moment of the last look: `?since=`, else what the browser keeps
Out:     the view; JSON; CSV, a line an item
Refuses: what is no moment
Shown:   tests/faces/web/test_today.py

The browser keeps two moments: the look before this sitting, which "new" is told from, and the last page of this one.
After half an hour without one a new sitting begins, so that a page loaded twice shows the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.faces.web.answering import as_csv, as_json, page
from onrecord.faces.web.asking import AskedLedger, BadQuestion, typed
from onrecord.faces.web.desk import Desk, desk_of
from onrecord.faces.web.frame import Frame, frame_of
from onrecord.faces.web.looks import GLYPHS, tone
from onrecord.faces.web.views.add import example_ids
from onrecord.language.actor_names import name_of
from onrecord.language.code_words import status_words
from onrecord.ledger.index.norms import CurrentNorm
from onrecord.questions.grades import Grade
from onrecord.questions.held_events import pattern_of
from onrecord.questions.notices import NormNotice
from onrecord.questions.today import Moved, Today
from onrecord.questions.today import today as asked_today
from onrecord.questions.wording import plural, sentence_of
from onrecord.terms.norm_parts import ACTION_ROLE
from onrecord.terms.records import Mode
from onrecord.watching.polled_feeds import FeedState, feeds_of

router = APIRouter(include_in_schema=False)

SITTING = timedelta(minutes=30)
KEPT_FOR = timedelta(days=400)
ACTORS_AT_FIRST = 8
NORMS_AT_FIRST = 5
LINES_AT_FIRST = 20
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class NormLine:
    """One norm. glyph, condition: how it hangs on a condition; what_if: the address that asks what if that is met."""

    sentence: str
    href: str
    said: str
    glyph: str
    what_if: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayMetLine:
    """What was met. words: of the condition or the action; event: what met it; unsure: the slots that are not known."""

    norm_id: str
    event_id: str
    verdict: str
    tone: str
    sentence: str
    href: str
    role: str
    words: str
    event: str
    day: str
    where: str
    reports: str | None
    unsure: tuple[str, ...]
    what_if: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorNew:
    """What one actor newly said. more: how many are left out."""

    name: str
    href: str | None
    count: str
    norms: tuple[NormLine, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedLine:
    """How a saying stands to the last one."""

    mark: str
    now: NormLine
    before: NormLine
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """A deadline. left: in how many days, in words."""

    day: str
    left: str
    norm: NormLine


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayShown:
    """quiet: said where nothing is new; one_page: nothing can have moved yet; waiting: what nobody has looked at.

    failing: how many feeds cannot be read; None: none is, or none is read. examples: are example pages held?
    """

    empty: bool
    day: str
    since: str
    quiet: str | None
    one_page: bool
    certain: tuple[TodayMetLine, ...]
    certain_count: int
    likely: tuple[TodayMetLine, ...]
    likely_count: int
    new: tuple[ActorNew, ...]
    new_count: int
    actors_more: int
    due: tuple[DueLine, ...]
    due_count: int
    moved: tuple[MovedLine, ...]
    waiting: str
    failing: str | None
    cut: bool
    examples: bool
    json: str
    csv: str
    brief: str


@router.get("/today.json")
def today_json(request: Request, ledger: AskedLedger) -> Response:
    """The same as data."""
    desk = desk_of(request)
    return as_json(asked_today(ledger, since=since_asked(request, desk), now=moment_of(request, desk)).to_json())


@router.get("/today.csv")
def today_csv(request: Request, ledger: AskedLedger) -> Response:
    """The same, an item a row."""
    desk = desk_of(request)
    found = asked_today(ledger, since=since_asked(request, desk), now=moment_of(request, desk))
    return as_csv("today", ("what", "how", "from", "to", "norm", "sentence", "words", "why"), _rows(found))


@router.get("/")
def today(request: Request, ledger: AskedLedger) -> Response:
    """The view; the browser is told when it was looked at."""
    desk, frame = desk_of(request), frame_of(request)
    since, now = since_asked(request, desk), moment_of(request, desk)
    found = asked_today(ledger, since=since, now=now)
    looked = typed(request, "since") is None and frame.as_of is None
    shown = today_shown(found, frame, looked=looked, examples=bool(example_ids(ledger)), failing=failing_feeds(desk))
    answer = page(request, "today.html", shown)
    if looked:
        kept = f"{int(since.timestamp()) if since else 0}.{int(now.timestamp())}"
        age = int(KEPT_FOR.total_seconds())
        answer.set_cookie(_cookie(desk), kept, max_age=age, httponly=True, samesite="lax", path="/")
    return answer


def failing_feeds(desk: Desk) -> int:
    """How many of the feeds that are read failed the last time."""
    return sum(f.failing is not None and f.state is FeedState.POLLED for f in feeds_of(desk.settings.ledger))


def today_shown(
    found: Today, frame: Frame, *, looked: bool = True, examples: bool = False, failing: int = 0
) -> TodayShown:
    """Everything the page says. looked: the moment is the last look; else somebody asked for it. failing: feeds."""
    met = [_met(m, frame) for m in found.met]
    certain = [line for line, m in zip(met, found.met, strict=True) if m.grade is Grade.CERTAIN]
    likely = [line for line, m in zip(met, found.met, strict=True) if m.grade is not Grade.CERTAIN]
    new = tuple(_actor(actor, norms, frame) for actor, norms in found.new[:ACTORS_AT_FIRST])
    something = found.met or found.new or found.moved
    today_ = found.now.date()
    since = found.since.isoformat() if found.since else None
    return TodayShown(
        empty=found.empty,
        day=f"{WEEKDAYS[today_.weekday()]} {today_}",
        since=_since_words(found, looked=looked),
        quiet=None if something else _quiet(found),
        one_page=found.pages == 1,
        certain=tuple(certain[:LINES_AT_FIRST]),
        certain_count=len(certain),
        likely=tuple(likely[:LINES_AT_FIRST]),
        likely_count=len(likely),
        new=new,
        new_count=sum(len(norms) for _, norms in found.new),
        actors_more=max(len(found.new) - ACTORS_AT_FIRST, 0),
        due=tuple(_due(n, today_, frame) for n in found.due[:LINES_AT_FIRST]),
        due_count=len(found.due),
        moved=tuple(_moved(m, frame) for m in found.moved[:LINES_AT_FIRST]),
        waiting=_waiting(found.possible),
        failing=f"{plural(failing, 'feed')} failing" if failing else None,
        cut=found.cut,
        examples=examples,
        json=frame.href("/today.json", since=since),
        csv=frame.href("/today.csv", since=since),
        brief=frame.href("/brief", since=since),
    )


def _rows(found: Today) -> Iterator[tuple[object, ...]]:
    for met in found.met:
        event, one = met.notice.event, met.notice.encounter
        days = (event.first or "", event.last or "") if event else ("", "")
        why = "; ".join(f"{slot}: {match}, {reason}" for slot, match, reason in one.reasons)
        words = " ".join(event.words.split()) if event else ""
        yield f"met, {met.grade.name.lower()}", status_words(one.verdict), *days, *_named(met.norm), words, why
    for moved in found.moved:
        norm, change = moved.norm, moved.change
        before = f"before: {sentence_of(moved.earlier)}"
        yield "moved", change.mark.value, *_said_on(norm), *_named(norm), before, "; ".join(change.reasons)
    for norm in found.due:
        yield "due", "", "", norm.due or "", *_named(norm), " ".join(norm.action.split()), ""
    for _, norms in found.new:
        for norm in norms:
            yield "new", norm.mode.value, *_said_on(norm), *_named(norm), " ".join(norm.action.split()), ""


def _named(norm: CurrentNorm) -> tuple[str, str]:
    return norm.id, sentence_of(norm)


def _said_on(norm: CurrentNorm) -> tuple[date | str, date | str]:
    return norm.first or "", norm.last or ""


def moment_of(request: Request, desk: Desk) -> datetime:
    """Now; as of a day its end."""
    as_of: date | None = getattr(request.state, "as_of", None)
    return datetime.combine(as_of, time.max, tzinfo=UTC) if as_of is not None else desk.now()


def since_asked(request: Request, desk: Desk) -> datetime | None:
    """The moment asked for; else, as of a day, a week before it; else the last look of the sitting before this one."""
    given = typed(request, "since")
    if given is not None:
        try:
            moment = datetime.fromisoformat(given.replace(" ", "+"))
        except ValueError:
            raise BadQuestion(f"since: {given[:40]!r} is no day and no moment; write YYYY-MM-DD") from None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    now = moment_of(request, desk)
    if getattr(request.state, "as_of", None) is not None:
        return now - timedelta(days=7)
    before, _, last = request.cookies.get(_cookie(desk), "").partition(".")
    if not (before.isascii() and before.isdigit() and last.isascii() and last.isdigit() and len(before + last) < 24):
        return None
    try:
        looked, seen = (datetime.fromtimestamp(int(n), tz=UTC) for n in (before, last))
    except (OverflowError, ValueError, OSError):
        return None
    if seen > now:
        return None
    if now - seen > SITTING:
        return seen
    return looked if int(before) else None


def _cookie(desk: Desk) -> str:
    return f"{desk.sessions.cookie}_looked"


def _since_words(found: Today, *, looked: bool) -> str:
    if found.since is None:
        return "your first look here: everything is new"
    since = found.since.astimezone(UTC)
    moment = f"{WEEKDAYS[since.weekday()]} {since:%Y-%m-%d %H:%M} UTC"
    return f"since you last looked, {moment}" if looked else f"since {moment}"


def _waiting(possible: int) -> str:
    if possible == 1:
        return "1 possible match waits for somebody to look."
    return f"{possible:,} possible matches wait for somebody to look."


def _quiet(found: Today) -> str:
    if found.pages_new:
        return f"Nothing new in {plural(found.pages_new, 'page')} read."
    return "No page was read since."


def _norm(norm: CurrentNorm, frame: Frame) -> NormLine:
    waits = norm.mode in (Mode.IF, Mode.UNLESS) and norm.trigger_pattern and not norm.trigger_pattern.startswith("not ")
    return NormLine(
        sentence=sentence_of(norm),
        href=frame.href(f"/record/{norm.id}"),
        said=_days(norm.first, norm.last),
        glyph=GLYPHS[norm.mode],
        what_if=frame.href("/whatif", event=norm.trigger_pattern) if waits else None,
    )


def _met(met: NormNotice, frame: Frame) -> TodayMetLine:
    one, norm, event = met.notice.encounter, met.norm, met.notice.event
    on_action = one.role == ACTION_ROLE
    words = norm.action if on_action else norm.trigger or norm.action
    unsure = tuple(f"{slot}: {reason}" for slot, match, reason in one.reasons if match == "maybe")
    return TodayMetLine(
        norm_id=norm.id,
        event_id=one.event_id,
        verdict=status_words(one.verdict),
        tone=tone(one.verdict),
        sentence=sentence_of(norm),
        href=frame.href(f"/record/{norm.id}"),
        role="what was said" if on_action else "the condition",
        words=" ".join(words.split()),
        event=" ".join(event.words.split()) if event else "the event is no longer held",
        day=_days(event.first, event.last) if event else "day not known",
        where=event.where if event else "",
        reports=plural(met.notice.reports, "report") if met.notice.reports > 1 else None,
        unsure=unsure,
        what_if=frame.href("/whatif", event=str(pattern_of(event))) if event else None,
    )


def _actor(code: str | None, norms: tuple[CurrentNorm, ...], frame: Frame) -> ActorNew:
    return ActorNew(
        name=name_of(code) if code else "who is bound is not said",
        href=frame.href("/actor", who=code) if code else None,
        count=plural(len(norms), "new commitment"),
        norms=tuple(_norm(n, frame) for n in norms[:NORMS_AT_FIRST]),
        more=max(len(norms) - NORMS_AT_FIRST, 0),
    )


def _moved(moved: Moved, frame: Frame) -> MovedLine:
    return MovedLine(
        mark=moved.change.mark.value,
        now=_norm(moved.norm, frame),
        before=_norm(moved.earlier, frame),
        reasons=moved.change.reasons,
    )


def _due(norm: CurrentNorm, today_: date, frame: Frame) -> DueLine:
    assert norm.due is not None
    days = (norm.due - today_).days
    left = "today" if days == 0 else f"in {plural(days, 'day')}"
    return DueLine(day=norm.due.isoformat(), left=left, norm=_norm(norm, frame))


def _days(first: date | None, last: date | None) -> str:
    if first == last:
        return first.isoformat() if first else "day not known"
    return f"on or before {last}" if last else f"on or after {first}"
