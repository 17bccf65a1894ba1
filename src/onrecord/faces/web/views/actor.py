"""Actor and Pair: what was said when, drawn and as a table; how often, quoted or reported; two days compared.

In:      who, by any name; another; days, words, two days to compare
Out:     the views; JSON lines as `onrecord timeline --json` and `compare --json` print them; CSV
Refuses: names nobody has or two have, days that run backwards
Source:  docs/drawings.md
Shown:   tests/faces/web/test_actor.py
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.drawings import Drawing, bars_of, counted_of, draw_commitments, draw_counts
from onrecord.faces.web.answering import as_csv, as_json_lines, page
from onrecord.faces.web.asking import AskedLedger, BadQuestion, day_asked, number_asked, typed
from onrecord.faces.web.frame import Frame, frame_of
from onrecord.faces.web.picturing import PictureShown, picture
from onrecord.faces.web.watch_this import WatchThis, watch_this
from onrecord.language.actor_names import NamedActor, name_of
from onrecord.language.code_words import action_words
from onrecord.ledger import Ledger
from onrecord.ledger.index.events import SeenEvent
from onrecord.questions import Timeline, compare, in_words, timeline
from onrecord.questions.changes import ChangeMark
from onrecord.questions.filtering import in_order
from onrecord.questions.named_actors import actor_meant, name_with_code
from onrecord.questions.spoken import spoken
from onrecord.questions.subjects import SubjectKind
from onrecord.questions.timelines import Saying, Then, event_json
from onrecord.questions.wording import plural

router = APIRouter(include_in_schema=False)

SAYINGS_AT_FIRST = 100
OTHERS = 12
EVENTS_AT_FIRST = 30
COMPARED = ("from", "to", "norm", "sentence", "words", "speaker", "page")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorAsked:
    """What stands in the address, names understood."""

    who: NamedActor
    other: NamedActor | None
    topic: str | None
    since: date | None
    until: date | None
    at: date | None
    and_at: date | None
    limit: int

    @property
    def path(self) -> str:
        """Of the view: of one, or of two."""
        return "/pair" if self.other else "/actor"

    def href(self, frame: Frame, path: str, **changes: object) -> str:
        """An address with the same question, but for the changes."""
        held: dict[str, object] = {
            "who": self.who.code,
            "other": self.other.code if self.other else None,
            "topic": self.topic,
            "from": self.since,
            "to": self.until,
            "at": self.at,
            "and": self.and_at,
            "limit": self.limit if self.limit != SAYINGS_AT_FIRST else None,
        }
        return frame.href(path, **(held | changes))


@dataclass(frozen=True, slots=True, kw_only=True)
class SayingShown:
    """One saying by a day. day: in words."""

    sentence: str
    href: str
    day: str
    words: str
    speaker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThenShown:
    """An action at two days; None: nothing was on record."""

    mark: str
    earlier: SayingShown | None
    later: SayingShown | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEvent:
    """What an actor did."""

    day: str
    kind: str
    words: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorShown:
    """others: (name, how many sayings are about it, address of the pair). compared: None: no two days were given.

    nothing: said where nothing is on record. one_page: all of it stands on one page, so that no days are compared.
    """

    asked: ActorAsked
    heading: str
    summary: str
    nothing: str | None
    search: str
    commitments: PictureShown | None
    counts: PictureShown | None
    one_page: bool
    more: bool
    others: tuple[tuple[str, str, str], ...]
    events: tuple[ActorEvent, ...]
    compared: tuple[ThenShown, ...] | None
    at: date | None
    and_at: date | None
    json: str
    csv: str
    compare_json: str | None
    compare_csv: str | None
    watch: WatchThis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorsShown:
    """Everybody with a norm: (name with code, how many, last day, address)."""

    actors: tuple[tuple[str, str, str, str], ...]


@router.get("/actors")
def actors(request: Request, ledger: AskedLedger) -> Response:
    """Everybody who has said what it will do, the oftenest first."""
    frame = frame_of(request)
    held = tuple(
        (
            name_with_code(NamedActor(a.code, name_of(a.code))),
            plural(a.norms, "commitment"),
            f"last by {a.last}" if a.last else "day not known",
            frame.href("/actor", who=a.code),
        )
        for a in ledger.current.agents()
    )
    return page(request, "actors.html", ActorsShown(actors=held))


@router.get("/actor.json")
@router.get("/pair.json")
def timeline_json(request: Request, ledger: AskedLedger) -> Response:
    """As `onrecord timeline ACTOR [OTHER] --json`."""
    line = _timeline(ledger, _asked(request, ledger))
    said = ({"said": s.to_json()} for s in line.sayings)
    happened = ({"happened": event_json(e)} for e in line.events)
    return as_json_lines(held for part in (said, happened) for held in part)


@router.get("/actor.csv")
@router.get("/pair.csv")
def timeline_csv(request: Request, ledger: AskedLedger) -> Response:
    """The sayings, one a row."""
    asked = _asked(request, ledger)
    header = ("said_from", "said_to", "norm", "in_words", "mode", "strength", "mark", "why", "words", "speaker", "page")
    return as_csv(f"timeline-{asked.who.code}", header, _rows(_timeline(ledger, asked)))


@router.get("/compare.json")
def compare_json(request: Request, ledger: AskedLedger) -> Response:
    """As `onrecord compare ACTOR --at DAY --and DAY --json`."""
    return as_json_lines(t.to_json() for t in _compared(ledger, _asked(request, ledger)))


@router.get("/compare.csv")
def compare_csv(request: Request, ledger: AskedLedger) -> Response:
    """Action by action, what was on record by each of the two days."""
    asked = _asked(request, ledger)
    header = ("mark", "why", *(f"{which}_{what}" for which in ("by_first", "by_second") for what in COMPARED))
    return as_csv(f"compare-{asked.who.code}", header, _compared_rows(_compared(ledger, asked)))


@router.get("/pair")
@router.get("/actor")
def actor(request: Request, ledger: AskedLedger) -> Response:
    """The view of one, or of two. Typed with another actor it is the pair's address."""
    if typed(request, "who") is None:
        return RedirectResponse(frame_of(request).href("/actors"), status_code=303)
    asked = _asked(request, ledger)
    frame = frame_of(request)
    if request.url.path != asked.path:
        return RedirectResponse(asked.href(frame, asked.path), status_code=303)
    kind = SubjectKind.PAIR if asked.other else SubjectKind.ACTOR
    codes = {"who": asked.who.code, **({"other": asked.other.code} if asked.other else {})}
    shown = replace(actor_shown(ledger, asked, frame), watch=watch_this(request, kind, codes))
    return page(request, "actor.html", shown)


def actor_shown(ledger: Ledger, asked: ActorAsked, frame: Frame) -> ActorShown:
    """Everything the page says."""
    who, other = asked.who, asked.other
    line = _timeline(ledger, asked)
    pages = {s.entry.source.page_id for s in line.sayings}
    both = f"{name_with_code(who)} and {name_with_code(other)}" if other else name_with_code(who)
    said = f"What {who.name} and {other.name} said of each other" if other else f"What {who.name} said it will do"

    def commitments(width: int, name: str) -> Drawing:
        return draw_commitments(
            bars_of(line.sayings), title=said, width=width, name=name, address=lambda i: frame.href(f"/record/{i}")
        )

    drawn, one_page = bool(line.sayings), len(pages) == 1
    # A count by month of one page counts how long the page is; and no words are looked for in what is counted.
    often = drawn and not one_page and asked.topic is None
    code = other.code if other else None
    counted = counted_of(spoken(ledger, who.code, code, since=asked.since, until=asked.until)) if often else ()

    def counts(width: int, name: str) -> Drawing:
        whose = f"{who.name} and {other.name} spoke of each other" if other else f"{who.name} said what it will do"
        return draw_counts(counted, title=f"How often {whose}", width=width, name=name)

    compared = None
    if asked.at is not None and asked.and_at is not None and other is None:
        compared = compare(ledger, who.code, at=asked.at, and_at=asked.and_at)
    moved = Counter(s.change.mark for s in line.sayings)
    told = [
        f"{moved[m]} {m.value}" for m in ChangeMark if m not in (ChangeMark.FIRST, ChangeMark.REPEATED) and moved[m]
    ]
    about = Counter(s.norm.norm.target_id for s in line.sayings if s.norm.norm.agent_id == who.code)
    return ActorShown(
        asked=asked,
        heading=both,
        summary=_summary(len(line.sayings), len(pages), told),
        nothing=None if drawn or line.events else f"Nothing of {both} is on record{_narrowed(asked)}.",
        search=frame.href("/search", q=" ".join(n.name for n in (who, other) if n)),
        commitments=picture(commitments, "commitments") if drawn else None,
        counts=picture(counts, "counts") if often else None,
        one_page=one_page,
        more=line.more,
        others=tuple(
            (name_of(code), plural(n, "saying"), asked.href(frame, "/pair", other=code, at=None, **{"and": None}))
            for code, n in sorted(about.items(), key=lambda c: (-c[1], c[0] or ""))
            if code is not None and code != who.code and (other is None or code != other.code)
        )[:OTHERS],
        events=tuple(_event(e) for e in line.events[-EVENTS_AT_FIRST:]),
        compared=tuple(_then(t, frame) for t in compared) if compared is not None else None,
        at=asked.at,
        and_at=asked.and_at,
        json=asked.href(frame, f"{asked.path}.json"),
        csv=asked.href(frame, f"{asked.path}.csv"),
        compare_json=asked.href(frame, "/compare.json") if compared is not None else None,
        compare_csv=asked.href(frame, "/compare.csv") if compared is not None else None,
    )


def _asked(request: Request, ledger: Ledger) -> ActorAsked:
    who, other = typed(request, "who"), typed(request, "other")
    if who is None:
        raise BadQuestion("say whose: who, a name or a code (Iran, RUS, NATO)")
    since, until = day_asked(request, "from"), day_asked(request, "to")
    at, and_at = day_asked(request, "at"), day_asked(request, "and")
    in_order(since, until)
    in_order(at, and_at)
    return ActorAsked(
        who=actor_meant(ledger, who),
        other=actor_meant(ledger, other) if other is not None else None,
        topic=typed(request, "topic"),
        since=since,
        until=until,
        at=at,
        and_at=and_at,
        limit=number_asked(request, "limit", default=SAYINGS_AT_FIRST),
    )


def _timeline(ledger: Ledger, asked: ActorAsked) -> Timeline:
    return timeline(
        ledger,
        asked.who.code,
        asked.other.code if asked.other else None,
        topic=asked.topic,
        since=asked.since,
        until=asked.until,
        limit=asked.limit,
    )


def _compared(ledger: Ledger, asked: ActorAsked) -> tuple[Then, ...]:
    if asked.at is None or asked.and_at is None:
        raise BadQuestion("give two days: at and and")
    return compare(ledger, asked.who.code, at=asked.at, and_at=asked.and_at)


def _compared_rows(compared: tuple[Then, ...]) -> Iterator[tuple[object, ...]]:
    for then in compared:
        moved = (then.change.mark.value, "; ".join(then.change.reasons)) if then.change else ("new", "")
        yield (*moved, *_compared_cells(then.earlier), *_compared_cells(then.later))


def _compared_cells(saying: Saying | None) -> tuple[object, ...]:
    if saying is None:
        return ("",) * len(COMPARED)
    source = saying.entry.source
    cells = (saying.first or "", saying.last or "", saying.norm.id, in_words(saying.norm), _words(saying))
    return (*cells, _speaker(saying), source.url or source.address)


def _summary(sayings: int, pages: int, told: list[str]) -> str:
    if not sayings:
        return "No commitment is on record, only what it did."
    return "; ".join([f"{plural(sayings, 'saying')} on {plural(pages, 'page')}", *told])


def _narrowed(asked: ActorAsked) -> str:
    return " that these words and days keep" if asked.topic or asked.since or asked.until else ""


def _then(then: Then, frame: Frame) -> ThenShown:
    return ThenShown(
        mark=then.change.mark.value if then.change else "new",
        earlier=_saying(then.earlier, frame) if then.earlier else None,
        later=_saying(then.later, frame) if then.later else None,
        reasons=then.change.reasons if then.change else (),
    )


def _saying(saying: Saying, frame: Frame) -> SayingShown:
    return SayingShown(
        sentence=in_words(saying.norm),
        href=frame.href(f"/record/{saying.norm.id}"),
        day=_days(saying.first, saying.last),
        words=_words(saying),
        speaker=_speaker(saying),
    )


def _words(saying: Saying) -> str:
    return " […] ".join(" ".join(q.words.split()) for q in saying.entry.evidence)


def _speaker(saying: Saying) -> str:
    speaker = saying.entry.speaker_of(saying.norm)
    return speaker.name if speaker else "speaker not known"


def _days(first: date | None, last: date | None) -> str:
    if first == last:
        return first.isoformat() if first else "day not known"
    return f"on or before {last}" if last else f"on or after {first}"


def _event(event: SeenEvent) -> ActorEvent:
    return ActorEvent(
        day=_days(event.first, event.last),
        kind=action_words(event.type),
        words=" ".join(event.words.split()),
        where=event.where,
    )


def _rows(line: Timeline) -> Iterator[tuple[object, ...]]:
    for saying in line.sayings:
        source = saying.entry.source
        yield (
            saying.first or "",
            saying.last or "",
            saying.norm.id,
            in_words(saying.norm),
            saying.norm.norm.mode.value,
            saying.entry.record.strength.value,
            saying.change.mark.value,
            "; ".join(saying.change.reasons),
            _words(saying),
            _speaker(saying),
            source.url or source.address,
        )
