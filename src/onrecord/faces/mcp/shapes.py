"""The shapes of answers, as types: the output schemas of the tools are generated from them.

Out:     TypedDicts; `schema_of` one of them
Source:  JSON Schema 2020-12; docs/assistants.md
Shown:   tests/faces/mcp/test_tools.py, which holds every answer against them

Ids, codes and days are ours. What a page wrote is `Quoted`. null is "not said" or "not known".
"""

import inspect
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from onrecord.faces.mcp.quoted import Quoted
from onrecord.questions.changes import ChangeMark
from onrecord.reasoning.what_would import WouldOutcome
from onrecord.terms.dates import Basis, Precision
from onrecord.terms.events import EventStatus, EventType
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.records import Modal, Mode, RecordKind, RelationType, Strength
from onrecord.terms.statements import Directness

SaidBasis = Literal[
    "the time beside the words", "not after the page was published", "the day the page was published", "a person"
]


class PublishedDay(TypedDict):
    """When a page was published, as bounds (null is open), and on what that rests."""

    first: str | None
    last: str | None
    precision: Precision
    basis: Basis


class SaidDay(TypedDict):
    """When it was said, as bounds (null is open), and on what that rests."""

    first: str | None
    last: str | None
    precision: Precision
    basis: SaidBasis


class Days(TypedDict):
    """Bounds of a day; null is open."""

    first: str | None
    last: str | None


class PageCited(TypedDict):
    """A page that lines of the answer stand on, by the id they give."""

    page: str
    title: Quoted | None
    publisher: Quoted | None
    address: Quoted
    published: PublishedDay | None


class Party(TypedDict):
    """Somebody. code, name: of our tables (BLR, Belarus; NATO). called: where our tables do not have them.

    words: what the page calls them there.
    """

    code: str | None
    name: str | None
    called: Quoted | None
    words: Quoted | None


class NormSlots(TypedDict):
    """AGENT MODAL does DOES, MODE CONDITION. reads: the same as one sentence. status: what became of it.

    doubt: how often readings as sure as this one are wrong. judged: what persons said of the reading.
    """

    norm: str
    modal: Modal
    mode: Mode
    agent: Party
    target: Party
    does: Quoted
    condition: Quoted | None
    deadline: Quoted | None
    due: Days | None
    reads: Quoted
    status: str | None
    doubt: str | None
    judged: list[JudgementKind]


class RecordLine(TypedDict):
    """Something said, with its words, who said it, when and on which page. norms_left_out: `record` shows all."""

    line: Literal["record"]
    record: str
    page: str
    kind: RecordKind
    strength: Strength
    words: list[Quoted]
    speaker: Party
    directness: Directness | None
    said: SaidDay | None
    norms: list[NormSlots]
    norms_left_out: int


class StatementLine(TypedDict):
    """Somebody's words on which no record rests."""

    line: Literal["statement"]
    statement: str
    page: str
    words: list[Quoted]
    speaker: Party
    directness: Directness
    said: SaidDay | None


class EventLine(TypedDict):
    """Something that happened, as a page tells it (or an imported file: then page is null, and `where` names the file).

    claimed: somebody says so, the page does not. when: null is not known.
    """

    line: Literal["event"]
    event: str
    page: str | None
    type: EventType | None
    status: EventStatus
    claimed: bool
    actor: Party
    recipient: Party
    when: Days | None
    words: Quoted
    where: Quoted


class LeftOut(TypedDict):
    """What is not in the answer. lines: how many; null: not counted. says: why, and how to get the rest."""

    lines: int | None
    says: str


class SearchAnswer(TypedDict):
    """What was found, the best or newest first."""

    lines: list[RecordLine | StatementLine]
    pages: list[PageCited]
    left_out: LeftOut | None
    next: str | None


class Related(TypedDict):
    """Another record and how the two stand; words: none where it is not held."""

    direction: Literal["to", "from"]
    type: RelationType
    record: str
    words: list[Quoted]


class Turn(TypedDict):
    """What would turn a norm: `when` happens, it is `then`."""

    then: str
    when: Quoted


class NormMore(TypedDict):
    """More of one norm: what would turn it, what its words ask of an event."""

    norm: str
    turns: list[Turn]
    asks: list[Quoted]


class Judged(TypedDict):
    """What a person said of a reading."""

    verdict: JudgementKind
    target: str
    at: str
    by: Quoted
    remark: Quoted | None


class RecordAnswer(TypedDict):
    """One thing in full. context: its paragraphs. sayings: how often it was said. reports: independent ones."""

    asked: str
    lines: list[RecordLine | StatementLine]
    pages: list[PageCited]
    context: list[Quoted]
    more: list[NormMore]
    rejected: list[str]
    related: list[Related]
    judgements: list[Judged]
    sayings: int
    reports: int
    left_out: LeftOut | None


class SlotCompared(TypedDict):
    """One slot of an event against the same of a norm."""

    slot: str
    match: Literal["yes", "maybe", "no"]
    reason: Quoted


class EventMeant(TypedDict):
    """An event as it was understood. pattern: what `event` takes again."""

    pattern: Quoted
    reads: Quoted


class Dropped(TypedDict):
    """Words of the question that say neither what happens nor what does not."""

    words: Quoted
    why: Quoted


Part = Literal["triggered", "near", "broken", "stands", "unknown", "later"]


class FollowsLine(TypedDict):
    """One norm and what becomes of it. step: of the cascade, 0 what the scenario itself does.

    by: the event that does it. reasons, slots: why; a slot that says no or maybe names what is missing.
    """

    part: Part
    step: int
    verdict: str
    strength: Strength
    said: RecordLine
    by: Quoted | None
    slots: list[SlotCompared]
    reasons: list[Quoted]


class WhatIfAnswer(TypedDict):
    """What the record says would follow. counts: of every part, zero too. not_committed: parties without a norm on it.

    cut: more would follow beyond the last step.
    """

    assumed: list[EventMeant]
    denied: list[EventMeant]
    dropped: list[Dropped]
    of: Party | None
    counts: dict[Part, int]
    not_committed: list[Party]
    independent_reports: int
    lines: list[FollowsLine]
    pages: list[PageCited]
    cut: bool
    left_out: LeftOut | None
    next: str | None


class WhatWouldAnswer(TypedDict):
    """Sets of events, the smallest first. norms_not_looked_at: older norms that may lead to it too."""

    outcome: WouldOutcome
    lines: list[RecordLine]
    pages: list[PageCited]
    ways: list[list[EventMeant]]
    norms_not_looked_at: int
    left_out: LeftOut | None


class TimelineLine(TypedDict):
    """A saying or an event, the other is null. mark, reasons, after: how it stands to the norm `after`, said before."""

    said: RecordLine | None
    mark: ChangeMark | None
    after: str | None
    reasons: list[Quoted]
    happened: EventLine | None


class TimelineAnswer(TypedDict):
    """The newest sayings, then the newest events, each oldest first. next: leads to older ones."""

    actor: Party
    other: Party | None
    lines: list[TimelineLine]
    pages: list[PageCited]
    left_out: LeftOut | None
    next: str | None


class MetLine(TypedDict):
    """An event that meets a norm's condition or is its action. reports: how many readings tell it.

    happened: null where the event is no longer held.
    """

    verdict: str
    grade: Literal["certain", "likely", "possible", "denied"]
    role: Literal["trigger", "deed"]
    slots: list[SlotCompared]
    said: RecordLine
    event: str
    happened: EventLine | None
    reports: int


class MetAnswer(TypedDict):
    """The newest first."""

    lines: list[MetLine]
    pages: list[PageCited]
    left_out: LeftOut | None
    next: str | None


class RecordAt(TypedDict):
    """A record that stands in the part of the text that is shown."""

    record: str
    kind: RecordKind
    span: tuple[int, int]


class RefusedAt(TypedDict):
    """What was not read there, and why. span: null where it concerns the whole page."""

    room: str
    code: str
    span: tuple[int, int] | None
    reason: Quoted


class PageAnswer(TypedDict):
    """A page: what is known of it, a part of its text, and what was read and refused in that part.

    chars: of the whole text. next_start: where the text goes on; null at its end.
    """

    pages: list[PageCited]
    author: Quoted | None
    fetched_at: str | None
    sha256: str
    chars: int
    text: Quoted | None
    next_start: int | None
    records: list[RecordAt]
    refusals: list[RefusedAt]
    left_out: LeftOut | None


class Considered(TypedDict):
    """One action that was considered. under: the word it stands under. code: of the refusal."""

    action: Quoted
    outcome: Literal["norm", "refused", "passed over", "idle"]
    says: Quoted
    under: Quoted | None
    code: str | None
    doubt: str | None


class SentenceLookedAt(TypedDict):
    """One sentence, who is taken to speak there, and what was considered; verbs: looked at where nothing was."""

    words: Quoted
    directness: Directness | None
    speaker: Quoted | None
    considered: list[Considered]
    verbs: list[Quoted]


class WhyAnswer(TypedDict):
    """Why words of a page gave a norm, or none. as_read_now: the text differs from the one on record."""

    page: str
    as_read_now: bool
    sentences: list[SentenceLookedAt]
    left_out: LeftOut | None


class ActorsAnswer(TypedDict):
    """Everybody a norm names."""

    lines: list[Party]
    left_out: LeftOut | None
    next: str | None


@cache
def schema_of(shape: type) -> dict[str, Any]:
    """The JSON schema of an answer, made once: whole in itself, and no key may be added."""
    schema = TypeAdapter(shape).json_schema(mode="serialization")
    for part in (schema, *schema.get("$defs", {}).values()):
        if "description" in part:
            part["description"] = inspect.cleandoc(part["description"])
        if "properties" in part:
            part["additionalProperties"] = False
    return untitled(schema)


def untitled(schema: dict[str, Any]) -> dict[str, Any]:
    """Without the titles that pydantic makes of names: a third of what an assistant would have to read."""
    found: dict[str, Any] = {}
    for key, value in schema.items():
        if key in ("properties", "$defs"):
            found[key] = {name: untitled(part) for name, part in value.items()}
        elif isinstance(value, dict):
            found[key] = untitled(value)
        elif isinstance(value, list):
            found[key] = [untitled(part) if isinstance(part, dict) else part for part in value]
        elif key != "title":
            found[key] = value
    return found
