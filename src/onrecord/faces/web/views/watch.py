"""Watch: what is watched and what was told of it, what waits for somebody to look, who is sent it, the feeds read.

In:      the ledger and its file of watching
Out:     the view; JSON; watches made, muted and ended; letters sent again
Refuses: what cannot be watched, an id that nothing has; to change anything at a desk that only reads
Source:  docs/watching.md
Shown:   tests/faces/web/test_watch.py
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.faces.web.answering import as_json, page
from onrecord.faces.web.asking import AskedLedger, BadQuestion, OwnForm, field
from onrecord.faces.web.desk import Desk, desk_of
from onrecord.faces.web.frame import Frame, frame_of
from onrecord.faces.web.watch_this import WatchThis, feed_of, watch_this
from onrecord.ledger import Ledger
from onrecord.questions.alert_words import alert_json, in_an_alert
from onrecord.questions.alerts import Alert, Happenings
from onrecord.questions.notices import NormNotice
from onrecord.questions.subjects import SubjectKind, subject_of
from onrecord.questions.waiting import unsure_of, waiting, waiting_json
from onrecord.questions.wording import plural, sentence_of
from onrecord.watching.alerts import KeptAlert, as_it_stands, kept_alerts
from onrecord.watching.deliveries import Delivery, Outside, deliveries
from onrecord.watching.feed_words import feed_lines
from onrecord.watching.hooks import Hook, hooks
from onrecord.watching.outgoing import send_again
from onrecord.watching.polled_feeds import FeedState, PolledFeed, feeds_of
from onrecord.watching.tallies import WatchTally, tallies, wrong_among
from onrecord.watching.watches import Watch, end, make_watch, mute, watches

router = APIRouter(include_in_schema=False)

ALERTS_SHOWN = 20
WAITING_SHOWN = 20
LETTERS_SHOWN = 20
MOST_FIELDS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedShown:
    """A feed that is read. lines: when it was and will be read, what came of its items, what is wrong."""

    name: str
    address: str
    lines: tuple[str, ...]
    failing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchShown:
    """told: how many alerts it found, sent and had judged wrong."""

    id: str
    name: str
    kind: str
    since: str
    told: str
    muted: str | None
    feed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertShown:
    """sentences: (what it is, words). by: (id, name) of the watches that found it. wrong: a person judged it so.

    gone: it rests on nothing that is held any more.
    """

    title: str
    sentences: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]
    found: str
    by: tuple[tuple[str, str], ...]
    wrong: bool
    gone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingShown:
    """One notice that waits."""

    grade: str
    sentence: str
    href: str
    event: str
    unsure: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HookShown:
    """A receiver. ended: why it takes nothing any more."""

    url: str
    ended: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterShown:
    """What was given up."""

    id: str
    title: str
    to: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchView:
    """Everything the page says."""

    feeds: tuple[FeedShown, ...]
    watches: tuple[WatchShown, ...]
    all_: WatchThis | None
    alerts: tuple[AlertShown, ...]
    alerts_more: bool
    counted: str
    waiting: tuple[WaitingShown, ...]
    hooks: tuple[HookShown, ...]
    dead: tuple[LetterShown, ...]
    dead_count: int
    in_line: int
    json: str


@router.get("/watch.json")
def watch_json(request: Request, ledger: AskedLedger) -> Response:
    """The same as data."""
    desk = desk_of(request)
    path = desk.settings.ledger
    held, kept = watches(path), kept_alerts(path, limit=ALERTS_SHOWN)
    found = tallies(ledger, path, held)
    happenings = Happenings(ledger, now=desk.now())
    queue = waiting(ledger, limit=WAITING_SHOWN)
    return as_json(
        {
            "feeds": [f.to_json() for f in feeds_of(desk.settings.ledger)],
            "watches": [{**w.to_json(), **_tally_json(found[w.id]), "feed": _feed(request, w)} for w in held],
            "alerts": [alert_json(a) for k in kept if (a := as_it_stands(happenings, k)) is not None],
            "waiting": {
                "likely": queue.likely,
                "possible": queue.possible,
                "newest": [waiting_json(w) for w in queue.newest],
            },
            "receivers": [h.to_json() for h in hooks(path)],
            "dead": [d.to_json() for d in deliveries(path, state="dead")],
            "in_line": len(deliveries(path, state="waiting")),
        }
    )


@router.get("/watch")
def watch(request: Request, ledger: AskedLedger) -> Response:
    """The view."""
    return page(request, "watch.html", watch_shown(request, ledger, desk_of(request), frame_of(request)))


@router.post("/watch/make")
def make(request: Request, desk: OwnForm) -> Response:
    """Keep a watch."""
    given = field(request, "watch")
    if given not in list(SubjectKind):
        raise BadQuestion(f"watch: {given[:40]!r} is none of {', '.join(SubjectKind)}")
    kind = SubjectKind(given)
    try:
        asked = dict(parse_qsl(field(request, "asked"), max_num_fields=MOST_FIELDS))
    except ValueError:
        raise BadQuestion(f"asked: more than {MOST_FIELDS} fields are no search") from None
    subject = subject_of(desk.ledger, kind, asked)
    made, _ = make_watch(desk.settings.ledger, subject, at=desk.now())
    return RedirectResponse(f"/watch#{made.id}", status_code=303)


@router.post("/watch/mute")
def mute_watch(request: Request, desk: OwnForm) -> Response:
    """Send nothing more of what it finds, or again."""
    at = None if field(request, "undo") else desk.now()
    muted = mute(desk.settings.ledger, field(request, "id"), at=at)
    return RedirectResponse(f"/watch#{muted.id}", status_code=303)


@router.post("/watch/end")
def end_watch(request: Request, desk: OwnForm) -> Response:
    """Watch it no longer."""
    end(desk.settings.ledger, field(request, "id"), at=desk.now())
    return RedirectResponse("/watch", status_code=303)


@router.post("/watch/replay")
def replay(request: Request, desk: OwnForm) -> Response:
    """Send a letter again at once."""
    outside = Outside(now=desk.now, network=desk.settings.network, chance=random.random)
    send_again(desk.settings.ledger, field(request, "id"), outside)
    return RedirectResponse("/watch#letters", status_code=303)


def watch_shown(request: Request, ledger: Ledger, desk: Desk, frame: Frame) -> WatchView:
    """Everything the page says."""
    path = desk.settings.ledger
    held, kept = watches(path, ended=True), kept_alerts(path, limit=ALERTS_SHOWN + 1)
    live = [w for w in held if w.ended is None]
    found = tallies(ledger, path, live)
    happenings = Happenings(ledger, now=desk.now())
    shown = kept[:ALERTS_SHOWN]
    wrong = wrong_among(ledger, shown)
    named = {w.id: w.name for w in held}
    queue = waiting(ledger, limit=WAITING_SHOWN)
    receivers = {h.id: h for h in hooks(path)}
    dead = deliveries(path, state="dead")
    return WatchView(
        feeds=tuple(map(_feed_shown, feeds_of(path))),
        watches=tuple(_watch(request, w, found[w.id]) for w in live),
        all_=watch_this(request, SubjectKind.ALL, {}),
        alerts=tuple(_alert(k, as_it_stands(happenings, k), named, wrong) for k in shown),
        alerts_more=len(kept) > ALERTS_SHOWN,
        counted=_counted(queue.likely, queue.possible),
        waiting=tuple(_waits(w, frame) for w in queue.newest[:WAITING_SHOWN]),
        hooks=tuple(_hook(h) for h in receivers.values()),
        dead=_letters(desk, happenings, dead[:LETTERS_SHOWN], receivers),
        dead_count=len(dead),
        in_line=len(deliveries(path, state="waiting")),
        json=frame.href("/watch.json"),
    )


def _feed_shown(feed: PolledFeed) -> FeedShown:
    failing = feed.failing is not None or feed.state is FeedState.STOPPED
    return FeedShown(name=feed.title or feed.address, address=feed.address, lines=feed_lines(feed), failing=failing)


def _tally_json(tally: WatchTally) -> dict[str, object]:
    return {"alerts": tally.alerts, "sent": tally.sent, "judged_wrong": tally.judged_wrong}


def _watch(request: Request, one: Watch, tally: WatchTally) -> WatchShown:
    told = [plural(tally.alerts, "alert"), f"{tally.sent:,} sent", f"{tally.judged_wrong:,} judged wrong"]
    return WatchShown(
        id=one.id,
        name=one.name,
        kind="all" if one.subject.kind is SubjectKind.ALL else one.subject.kind.value,
        since=f"since {_moment(one.made)}",
        told=", ".join(told),
        muted=f"muted {_moment(one.muted)}" if one.muted else None,
        feed=_feed(request, one),
    )


def _feed(request: Request, one: Watch) -> str:
    return feed_of(request, one.subject, begin=f"{one.made.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")


def _alert(kept: KeptAlert, alert: Alert | None, named: dict[str, str], wrong: set[str]) -> AlertShown:
    told = in_an_alert(alert) if alert is not None else None
    return AlertShown(
        title=told.title if told else "An alert",
        sentences=told.sentences if told else (),
        links=tuple((name, path) for name, path in told.links if name != "mute") if told else (),
        found=_moment(kept.found),
        by=tuple((id_, named[id_]) for id_ in kept.watches if id_ in named),
        wrong=kept.id in wrong,
        gone=told is None,
    )


def _waits(one: NormNotice, frame: Frame) -> WaitingShown:
    event = one.notice.event
    return WaitingShown(
        grade=one.grade.name.lower(),
        sentence=sentence_of(one.norm),
        href=frame.href(f"/record/{one.norm.id}"),
        event=" ".join(event.words.split()) if event else "the event is no longer held",
        unsure=unsure_of(one),
    )


def _hook(one: Hook) -> HookShown:
    return HookShown(url=one.url, ended=f"nothing since {_moment(one.ended)}: {one.why}" if one.ended else None)


def _letters(
    desk: Desk, happenings: Happenings, dead: Sequence[Delivery], receivers: dict[str, Hook]
) -> tuple[LetterShown, ...]:
    kept = kept_alerts(desk.settings.ledger, ids=sorted({d.alert for d in dead}))
    alerts = {k.id: as_it_stands(happenings, k) for k in kept}
    titles = {id_: in_an_alert(a).title for id_, a in alerts.items() if a is not None}
    return tuple(
        LetterShown(
            id=d.id,
            title=titles.get(d.alert, "what it told of is no longer on record"),
            to=receivers[d.hook].url,
            why=f"{d.said}; tried {plural(d.tries, 'time')}",
        )
        for d in dead
    )


def _counted(likely: int, possible: int) -> str:
    one = likely + possible == 1
    waits = "waits" if one else "wait"
    return f"{likely:,} likely and {possible:,} possible {waits} for somebody to look; they are sent to nobody."


def _moment(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if moment is not None else ""
