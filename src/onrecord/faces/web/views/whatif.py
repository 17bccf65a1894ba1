"""What if: the scenario as typed, how it was understood, seven parts, the cascade; change one thing and ask again.

In:      sentences (";" between two) or patterns of what happens and what does not, a day, steps
Out:     the view; JSON as `onrecord whatif --json` prints it; the lines as CSV
Refuses: what no event is understood in: said on the page, beside what was typed
Source:  docs/whatif.md
Shown:   tests/faces/web/test_whatif.py
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.drawings import Drawing, draw_cascade
from onrecord.drawings.event_words import event_words
from onrecord.faces.readers import PageReaders
from onrecord.faces.supposing import UnderstoodScenario, answer_json, answer_to
from onrecord.faces.web.answering import as_csv, as_json, page
from onrecord.faces.web.asking import LONGEST_TYPED_CHARS, AskedLedger, BadQuestion, day_asked, number_asked, typed
from onrecord.faces.web.desk import desk_of
from onrecord.faces.web.frame import Frame, frame_of
from onrecord.faces.web.looks import tone
from onrecord.faces.web.picturing import PictureShown, picture
from onrecord.language.actor_names import NamedActor, actor_named, name_of
from onrecord.language.code_words import status_words
from onrecord.ledger import Filters, Ledger
from onrecord.questions import Answer, AnswerLine, list_entries
from onrecord.questions.changing import KINDS, EventSlot, changed, slots, swapped
from onrecord.questions.named_actors import actor_meant
from onrecord.questions.wording import date_words, plural, slots_in_words
from onrecord.reasoning.chaining import DEFAULT_DEPTH, RuleOutcome
from onrecord.reasoning.errors import Contradiction
from onrecord.reasoning.worlds import Finding
from onrecord.terms.patterns import EventPattern, PatternError, Scenario
from onrecord.terms.records import Mode

if TYPE_CHECKING:  # they bring the readers with them, which work in processes of their own
    from onrecord.walk.given_events import GivenEvent
    from onrecord.walk.question import Question
    from onrecord.walk.scenario import Heard

router = APIRouter(include_in_schema=False)

Told = TypeVar("Told")

MOST_EVENTS = 8
MOST_STEPS = 6
LINES_AT_FIRST = 50
NAMES_LISTED = 300
EXAMPLES = 3
LOOKED_AT_FOR_EXAMPLES = 60
CHANGED_SLOTS = {"actor": "who", "recipient": "to whom", "place": "where"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfAsked:
    """What stands in the address. q, nots: as typed, a line each; events, denied: patterns, which win over them."""

    q: str
    nots: str
    events: tuple[str, ...]
    denied: tuple[str, ...]
    now: date | None
    depth: int

    def href(self, frame: Frame, *, suffix: str = "", **changes: object) -> str:
        """The address of this question, or of one that differs in this."""
        held: dict[str, object] = {"q": self.q, "not": self.nots, "event": self.events, "denied": self.denied}
        held |= {"now": self.now, "depth": self.depth if self.depth != DEFAULT_DEPTH else None}
        return frame.href(f"/whatif{suffix}", **(held | changes))


@dataclass(frozen=True, slots=True, kw_only=True)
class EventShown:
    """One event as it was understood. name: of its fields; happens: assumed, not denied; said: its slots in a line.

    slots: each with whom else it may be set to, for those that hold a name.
    """

    name: str
    pattern: str
    words: str
    happens: bool
    said: str
    slots: tuple[tuple[EventSlot, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    """One norm and what becomes of it. whys: (slot, yes maybe or no, reason); changes: (words, address)."""

    verdict: str
    tone: str
    sentence: str
    href: str
    words: str
    speaker: str
    said: str
    page: str
    strength: str
    whys: tuple[tuple[str, str, str], ...]
    changes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartShown:
    """One of the seven. count: of all its lines; note: what the heading means; nothing: said where there is none."""

    id: str
    title: str
    note: str
    count: int
    lines: tuple[LineShown, ...]
    nothing: str
    more: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerShown:
    """parts: the five with lines, in their order; the sixth and seventh beside them."""

    parts: tuple[PartShown, ...]
    not_committed: tuple[tuple[str, str], ...]
    basis: str
    speakers: tuple[str, ...]
    pages: tuple[str, ...]
    one_page: bool
    steps: tuple[tuple[str, tuple[LineShown, ...]], ...]
    held_back: tuple[tuple[str, str], ...]
    clashes: tuple[str, ...]
    cut: bool
    picture: PictureShown | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfShown:
    """dropped: (the words, why) of what was not understood; trouble: why nothing was.

    typed: (slot, label) of those for which a name may be typed.
    """

    asked: WhatIfAsked
    heading: str
    understood: tuple[EventShown, ...]
    dropped: tuple[tuple[str, str], ...]
    trouble: str | None
    changes: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    typed: tuple[tuple[str, str], ...]
    examples: tuple[tuple[str, str], ...]
    answer: AnswerShown | None
    json: str
    csv: str


@router.get("/whatif.json")
def whatif_json(request: Request, ledger: AskedLedger) -> Response:
    """As `onrecord whatif --json`."""
    return as_json(_answered(request, ledger, answer_json))


@router.get("/whatif.csv")
def whatif_csv(request: Request, ledger: AskedLedger) -> Response:
    """The lines of the answer, one a row."""
    rows = _answered(request, ledger, _rows)
    header = ("part", "verdict", "norm", "sentence", "words", "speaker", "said", "strength", "page", "why")
    return as_csv("whatif", header, rows)


@router.get("/whatif")
def whatif(request: Request, ledger: AskedLedger) -> Response:
    """The view. Fields of the form that changes slots lead to the address of what comes of them."""
    asked = _asked(request)
    frame = frame_of(request)
    if any(key.startswith(("e0", "d0")) for key in request.query_params):
        return RedirectResponse(_changed(request, ledger, asked).href(frame), status_code=303)
    desk = desk_of(request)
    readers = desk.readers
    understood, answer, trouble = None, None, None
    if asked.q or asked.nots or asked.events or asked.denied:
        question = _question(asked, readers)
        if question is not None and not (question.given.assumed or question.given.denied):
            return RedirectResponse(frame.href("/search", q=question.words, actor=question.of), status_code=303)
        try:
            understood = _understood(asked, readers, question)
            answer = desk.questions.ask(ledger, _shown, understood, asked, frame)
        except (PatternError, Contradiction) as error:
            trouble = str(error)
    shown = WhatIfShown(
        asked=asked,
        heading=f"What if: {_title(understood.scenario)}?" if understood else "What if?",
        understood=_events(understood.scenario, _names(ledger)) if understood else (),
        dropped=understood.dropped if understood else (),
        trouble=trouble,
        changes=_one_thing(asked, understood.scenario, frame) if understood else (),
        kinds=KINDS,
        typed=tuple(CHANGED_SLOTS.items()),
        examples=() if understood else _examples(ledger, frame),
        answer=answer,
        json=asked.href(frame, suffix=".json"),
        csv=asked.href(frame, suffix=".csv"),
    )
    return page(request, "whatif.html", shown)


def _asked(request: Request) -> WhatIfAsked:
    return WhatIfAsked(
        q=typed(request, "q") or "",
        nots=typed(request, "not") or "",
        events=_several(request, "event"),
        denied=_several(request, "denied"),
        now=day_asked(request, "now"),
        depth=number_asked(request, "depth", default=DEFAULT_DEPTH, least=0, most=MOST_STEPS),
    )


def _several(request: Request, name: str) -> tuple[str, ...]:
    given = tuple(v.strip() for v in request.query_params.getlist(name) if v.strip())
    if len(given) > MOST_EVENTS or sum(map(len, given)) > MOST_EVENTS * LONGEST_TYPED_CHARS:
        raise BadQuestion(f"{name}: at most {MOST_EVENTS} events may be asked about at once")
    return given


def _answered(request: Request, ledger: Ledger, told: Callable[[Ledger, UnderstoodScenario, int], Told]) -> Told:
    asked, desk = _asked(request), desk_of(request)
    understood = _understood(asked, desk.readers, _question(asked, desk.readers))
    return desk.questions.ask(ledger, told, understood, asked.depth)


def _question(asked: WhatIfAsked, readers: PageReaders) -> "Question | None":
    """What was typed, where it asks the record; patterns ask nothing."""
    return readers.question_in(asked.q) if asked.q and not (asked.events or asked.denied) else None


def _understood(asked: WhatIfAsked, readers: PageReaders, question: "Question | None") -> UnderstoodScenario:
    """Patterns as they stand; else what the sentences say, as a person typed them."""
    assumed = [EventPattern.parse(e) for e in asked.events]
    denied = [EventPattern.parse(e) for e in asked.denied]
    heard: list[GivenEvent | Heard] = []
    if question is not None:
        heard.append(question.given)
    elif asked.q and not (assumed or denied):
        heard += [readers.happening(line) for line in _lines(asked.q)]
    if asked.nots and not denied:
        heard += [readers.not_happening(line) for line in _lines(asked.nots)]
    scenario = Scenario(
        assumed=tuple(dict.fromkeys((*assumed, *(e for h in heard for e in h.assumed)))),
        denied=tuple(dict.fromkeys((*denied, *(e for h in heard for e in h.denied)))),
        now=asked.now,
        question=" ".join(asked.q.split()) or None,
    )
    if not scenario.assumed and not scenario.denied:
        raise PatternError("say what happens, in one plain sentence, as in “Belarus attacks Ukraine”")
    of = question.of if question is not None else None
    return UnderstoodScenario(scenario, tuple(d for h in heard for d in h.dropped), of)


def _lines(text: str) -> list[str]:
    held = [line.strip() for line in re.split(r"[;\n]", text) if line.strip()]
    if len(held) > MOST_EVENTS:
        raise BadQuestion(f"at most {MOST_EVENTS} sentences may be asked about at once")
    return held


def _changed(request: Request, ledger: Ledger, asked: WhatIfAsked) -> WhatIfAsked:
    """What comes of the fields of the form: `e0` is the first event that happens, `e0.actor` who does it."""
    found: dict[str, list[str]] = {"e": [], "d": []}
    for sort, held in found.items():
        for n in range(MOST_EVENTS):
            pattern = typed(request, f"{sort}{n}")
            if pattern is None:
                break
            if typed(request, f"{sort}{n}.drop"):
                continue
            given = {
                key.partition(".")[2]: value[:LONGEST_TYPED_CHARS]
                for key, value in request.query_params.items()
                if key.startswith(f"{sort}{n}.")
            }
            # What is typed wins over what is chosen.
            typed_too = {k.removesuffix(".typed"): v for k, v in given.items() if k.endswith(".typed") and v.strip()}
            fields = {k: v for k, v in given.items() if not k.endswith(".typed")} | typed_too
            event = changed(EventPattern.parse(pattern), fields, lambda name: actor_meant(ledger, name))
            held.append(str(event))
    return replace(asked, events=tuple(found["e"]), denied=tuple(found["d"]))


def _names(ledger: Ledger) -> tuple[str, ...]:
    """Of everybody on record; of thousands those who have said most, for a list of thousands nobody reads."""
    codes = ledger.current.codes()
    if len(codes) > NAMES_LISTED:
        codes = frozenset(a.code for a in sorted(ledger.current.agents(), key=lambda a: -a.norms)[:NAMES_LISTED])
    return tuple(sorted(map(name_of, codes)))


def _title(scenario: Scenario) -> str:
    if scenario.question:
        return scenario.question.rstrip("?. ")
    denied = (f"it does not happen: {event_words(e)}" for e in scenario.denied)
    return "; ".join((*map(event_words, scenario.assumed), *denied))


def _events(scenario: Scenario, names: tuple[str, ...]) -> tuple[EventShown, ...]:
    return tuple(
        EventShown(
            name=f"{'e' if happens else 'd'}{n}",
            pattern=str(event),
            words=event_words(event),
            happens=happens,
            said=slots_in_words(event),
            slots=tuple((slot, _others(slot, names)) for slot in slots(event)),
        )
        for happens, held in ((True, scenario.assumed), (False, scenario.denied))
        for n, event in enumerate(held)
    )


def _others(slot: EventSlot, names: tuple[str, ...]) -> tuple[str, ...]:
    if slot.key not in CHANGED_SLOTS:
        return ()
    meant = {value for value, _ in slot.meant}
    return tuple(name for name in names if name not in meant)


def _one_thing(asked: WhatIfAsked, scenario: Scenario, frame: Frame) -> tuple[tuple[str, str], ...]:
    """Links that ask again with one thing otherwise."""
    happens, not_ = list(map(str, scenario.assumed)), list(map(str, scenario.denied))
    found: list[tuple[str, str]] = []

    def again(words: str, events: list[str], denied: list[str]) -> None:
        if events or denied:
            found.append((words, asked.href(frame, q="", **{"not": ""}, event=events, denied=denied)))

    for n, event in enumerate(scenario.assumed):
        rest = happens[:n] + happens[n + 1 :]
        again(f"it does not happen: {event_words(event)}", rest, [*not_, str(event)])
        turned = swapped(event)
        if turned is not None:
            again(f"the other way round: {event_words(turned)}", [*rest[:n], str(turned), *rest[n:]], not_)
        if event.actor is not None:
            blank = changed(event, {"actor": ""}, actor_named)
            again(f"whoever does it: {event_words(blank)}", [*rest[:n], str(blank), *rest[n:]], not_)
        if event.place is not None:
            blank = changed(event, {"place": ""}, actor_named)
            again(f"wherever it happens: {event_words(blank)}", [*rest[:n], str(blank), *rest[n:]], not_)
        if rest:
            again(f"without it: {event_words(event)}", rest, not_)
    for n, event in enumerate(scenario.denied):
        rest = not_[:n] + not_[n + 1 :]
        again(f"it happens too: {event_words(event)}", [*happens, str(event)], rest)
        again(f"nothing said of it: {event_words(event)}", happens, rest)
    return tuple(found)


def _shown(ledger: Ledger, understood: UnderstoodScenario, asked: WhatIfAsked, frame: Frame) -> AnswerShown:
    answer = answer_to(ledger, understood, depth=asked.depth)
    five = (
        ("triggered", "Triggered", "its condition is met, or what was said is done", answer.triggered, "nothing"),
        ("near", "Not triggered, though near", "one thing keeps the condition from being met", answer.near, "nothing"),
        ("broken", "Broken", "what was ruled out is done", answer.broken, "nothing"),
        ("stands", "Stands", "in force, open or pending, and touched by this", answer.stands, "nothing"),
        ("unknown", "Unknown", "it may be so: the reason stands with each", answer.unknown, "nothing"),
    )
    scenario = answer.course.scenario
    parts = tuple(
        PartShown(
            id=id_,
            title=title,
            note=note,
            count=len(lines),
            lines=tuple(_line(line, asked, scenario, frame) for line in lines[:LINES_AT_FIRST]),
            nothing=nothing,
            more=f"{len(lines) - LINES_AT_FIRST:,} more as data" if len(lines) > LINES_AT_FIRST else None,
        )
        for id_, title, note, lines, nothing in five
    )
    course = answer.course
    pages = len(answer.pages)
    steps = tuple(
        (
            "; ".join(event_words(e.event) for e in step.events),
            tuple(_line(AnswerLine(j), asked, scenario, frame) for j in step.judgements[:LINES_AT_FIRST]),
        )
        for step in course.steps[1:]
    )
    title = f"What follows, if {_title(scenario)}"
    return AnswerShown(
        parts=parts,
        not_committed=tuple((name_of(c), frame.href("/actor", who=c)) for c in answer.not_committed),
        basis=f"{plural(pages, 'page')}, {plural(answer.reports, 'independent report')}",
        speakers=answer.speakers,
        pages=answer.pages[:LINES_AT_FIRST],
        one_page=pages == 1,
        steps=steps,
        held_back=tuple((rule.evidence.sentence, why) for step in course.steps for rule, why in step.held_back),
        clashes=tuple(
            f"{c.does.evidence.sentence}, against {c.forbids.evidence.sentence}: "
            + (
                f"the {'first' if c.prevails == c.does.id else 'second'} prevails, {c.because}"
                if c.prevails
                else "nothing decides between them"
            )
            for c in course.clashes
        ),
        cut=course.cut,
        picture=_cascade(answer, title, frame) if any(_is_met(s.judgements) for s in course.steps) else None,
    )


def _is_met(judged: Iterable[RuleOutcome]) -> bool:
    """Is there anything to draw but the scenario itself?"""
    return any(f is not None and f.certainty for j in judged for f in (j.trigger, j.action))


def _cascade(answer: Answer, title: str, frame: Frame) -> PictureShown:
    def draw(width: int, name: str) -> Drawing:
        return draw_cascade(
            answer.course, title=title, width=width, name=name, address=lambda i: frame.href(f"/record/{i}")
        )

    return picture(draw, "cascade")


def _line(line: AnswerLine, asked: WhatIfAsked, scenario: Scenario, frame: Frame) -> LineShown:
    judged, rule = line.judgement, line.judgement.rule
    cited = rule.evidence
    second = " (in the second of two readings)" if judged.alternative else ""
    return LineShown(
        verdict=status_words(judged.verdict.value) + second,
        tone=tone(judged.verdict.value),
        sentence=cited.sentence,
        href=frame.href(f"/record/{rule.id}"),
        words=" […] ".join(" ".join(words.split()) for _, words in cited.words),
        speaker=cited.speaker or "speaker not known",
        said=f"said {date_words(rule.said)}" if rule.said else "day not known",
        page=cited.publisher or cited.title or cited.address or cited.document_id,
        strength=f"rests on {judged.strength.value} words",
        whys=_whys(judged.finding, line.reasons),
        changes=tuple(_nearer(judged, asked, scenario, frame)),
    )


def _whys(finding: Finding | None, reasons: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """Slot by slot where slots were compared: those that fail, else those that are not sure, else all."""
    if finding is None or finding.denied is not None or finding.ruled_out is not None:
        return tuple(("", "", reason) for reason in reasons)
    slots_ = finding.match.failed or finding.match.unsure or finding.match.slots
    rows = finding.via.rows if finding.via else ()
    return (
        *((s.slot, s.certainty.word, s.reason) for s in slots_),
        *(("follows", row.force.value, row.why) for row in rows),
    )


def _nearer(judged: RuleOutcome, asked: WhatIfAsked, scenario: Scenario, frame: Frame) -> Iterator[tuple[str, str]]:
    """Where one slot fails: the same question with what the condition asks for in it."""
    found, wanted = judged.trigger, judged.rule.trigger
    if found is None or wanted is None or found.by is None or len(found.match.failed) != 1:
        return
    slot = found.match.failed[0].slot
    events = list(scenario.assumed)
    value = _typed_for(slot, wanted)
    if slot not in CHANGED_SLOTS or value is None or found.by.event not in events:
        return
    code, typed_ = value
    moved = changed(found.by.event, {slot: typed_}, lambda _: NamedActor(code, name_of(code)))
    turned = [str(moved if e == found.by.event else e) for e in events]
    denied = list(map(str, scenario.denied))
    yield (
        f"ask again with {CHANGED_SLOTS[slot]}: {typed_}",
        asked.href(frame, q="", **{"not": ""}, event=turned, denied=denied),
    )


def _typed_for(slot: str, wanted: EventPattern) -> tuple[str, str] | None:
    """The code, and how it is typed, of what a condition asks for in a slot."""
    if slot == "place":
        return (wanted.place, name_of(wanted.place)) if wanted.place else None
    party = {"actor": wanted.actor, "recipient": wanted.recipient}.get(slot)
    if party is None:
        return None
    return party.code, name_of(party.code) + (f".{party.sector}" if party.sector else "")


def _examples(ledger: Ledger, frame: Frame) -> tuple[tuple[str, str], ...]:
    """Conditions on record, of different actors: what would be if they were met."""
    found: dict[str | None, tuple[str, str]] = {}
    for mode in (Mode.IF, Mode.UNLESS):
        for entry in list_entries(ledger, Filters(mode=mode), limit=LOOKED_AT_FOR_EXAMPLES).entries:
            for held in entry.norms:
                pattern, words = held.norm.trigger_pattern, held.slot("trigger")
                if held.norm.mode is mode and pattern is not None and words and pattern.happens:
                    found.setdefault(held.norm.agent_id, (" ".join(words.split()), str(pattern)))
    return tuple(
        (f"“{words}”", frame.href("/whatif", event=pattern)) for words, pattern in list(found.values())[:EXAMPLES]
    )


def _rows(ledger: Ledger, understood: UnderstoodScenario, depth: int) -> list[tuple[object, ...]]:
    return list(_lines_of(answer_to(ledger, understood, depth=depth)))


def _lines_of(found: Answer) -> Iterator[tuple[object, ...]]:
    named = {"triggered": found.triggered, "near": found.near, "broken": found.broken, "stands": found.stands}
    for part, lines in (named | {"unknown": found.unknown}).items():
        for line in lines:
            judged, rule = line.judgement, line.judgement.rule
            cited = rule.evidence
            yield (
                part,
                judged.word,
                rule.id,
                cited.sentence,
                " […] ".join(" ".join(words.split()) for _, words in cited.words),
                cited.speaker or "",
                date_words(rule.said) if rule.said else "",
                judged.strength.value,
                cited.address or cited.document_id,
                "; ".join(line.reasons),
            )
    for code in found.not_committed:
        yield ("not committed", "", "", name_of(code), "", "", "", "", "", "")
