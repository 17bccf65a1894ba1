"""The shapes of answers, as types: `data/api.schema.json` is generated from them (`python -m tools.write_api_schema`).

In:      the `to_json()` of ledger, questions, reasoning and walk
Out:     TypedDicts; those of a reading are `terms.reading_json`'s
Source:  docs/api.md
Shown:   tests/faces/web/test_api_document.py, which holds every answer against them

Spans are [start, end) in code points into the text of the document; null is "not said" or "not known". `next` is the
cursor of what comes after, null at the end.
"""

from typing import Literal, NotRequired, TypedDict

from onrecord.faces.tokens import TokenScope
from onrecord.ledger.upkeep.carrying import Fate
from onrecord.questions.changes import ChangeMark
from onrecord.questions.record_of import Outcome as WordsEnd
from onrecord.questions.record_of import WordKind
from onrecord.reasoning.what_would import WouldOutcome
from onrecord.terms.documents import BlockRole
from onrecord.terms.events import EventStatus, EventType
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.reading_json import (
    DateJson,
    NormJson,
    PublishedJson,
    ReadingJson,
    RefusalJson,
    RelationJson,
    SpanJson,
    StatementJson,
)
from onrecord.terms.records import Modal, Mode, RecordKind, RelationType, Strength
from onrecord.terms.remarks import RemarkKind


class ProblemJson(TypedDict):
    """What was wrong (RFC 9457). candidates: ids that may be meant. errors: where the request does not fit."""

    type: str
    title: str
    status: int
    detail: str
    candidates: NotRequired[list["CandidateJson"]]
    errors: NotRequired[list["MisfitJson"]]


class CandidateJson(TypedDict):
    """An id that may be meant."""

    kind: str
    id: str


class MisfitJson(TypedDict):
    """One thing that does not fit. where: "query.limit", "body.text"."""

    where: str
    says: str


class HealthJson(TypedDict):
    """mark: another one after every write."""

    status: Literal["ok"]
    version: str
    ledger: str
    read_only: bool
    mark: str


class TokenJson(TypedDict):
    """A token, without what opens it."""

    id: str
    by: str
    scopes: list[TokenScope]
    made: str
    expires: str | None
    revoked: str | None


class QuoteJson(TypedDict):
    """Words, and where they stand in the text."""

    span: SpanJson
    words: str


class SpeakerJson(TypedDict):
    """Somebody we know."""

    id: str
    name: str
    code: str | None


class JudgementJson(TypedDict):
    """What a person said of a reading. slots: corrected; null: the page does not say."""

    id: str
    verdict: JudgementKind
    target: str
    other: str | None
    by: str
    at: str
    note: str | None
    slots: dict[str, str | None]


class ByHandJson(TypedDict):
    """Who entered it by hand, on which day, from which row of which sheet; sheet and row null: on a page."""

    by: str
    on: str
    sheet: str | None
    row: int | None


class RemarkJson(TypedDict):
    """A tag, a case or a note. target: the record, by the id it had then, or the page; page: the page it stands on, or
    is."""

    id: str
    kind: RemarkKind
    words: str
    target: str
    page: str
    by: str
    at: str


class SourceJson(TypedDict):
    """Where something was read. entered_by_hand: null where a program read a page."""

    page_id: str
    reading_id: str
    document_id: str
    address: str
    url: str | None
    given_id: str | None
    title: str | None
    publisher: str | None
    author: str | None
    credit: str | None
    published: PublishedJson | None
    language: str | None
    reader: str
    recorded_at: str
    current: bool
    entered_by_hand: ByHandJson | None


class EntryNormJson(NormJson):
    """A norm as it stands. words: by slot. read: as its reader gave it, where a person corrected it."""

    words: dict[str, str]
    read: NormJson | None
    judgements: list[JudgementJson]
    wrong: bool
    status: str | None


class RolesJson(TypedDict):
    """Words of a statement by what they are in it."""

    source: list[str]
    cue: list[str]
    content: list[str]


class EntryStatementJson(StatementJson):
    """A statement with its words and who is found to speak."""

    speaker: SpeakerJson | None
    words: RolesJson


class EntrySpeakerJson(TypedDict):
    """Who says something, as it stands. corrected: a person set it."""

    name: str
    code: str | None
    corrected: bool


class EntryJson(TypedDict):
    """A record with all it rests on. statement: as it was read; rejected: norms that a person judged wrong."""

    id: str
    kind: RecordKind
    strength: Strength
    statement_id: str | None
    stated_on: DateJson | None
    evidence: list[QuoteJson]
    relations: list[RelationJson]
    norms: list[EntryNormJson]
    rejected: list[EntryNormJson]
    judgements: list[JudgementJson]
    statement: EntryStatementJson | None
    speaker: EntrySpeakerJson | None
    source: SourceJson


class EntriesJson(TypedDict):
    """Records, the newest first."""

    items: list[EntryJson]
    next: str | None


class NormReadJson(TypedDict):
    """A norm with its record and its page."""

    norm: EntryNormJson
    sentence: str
    record_id: str
    kind: RecordKind
    strength: Strength
    evidence: list[QuoteJson]
    statement: EntryStatementJson | None
    source: SourceJson


class NormsJson(TypedDict):
    """Norms, the newest first."""

    items: list[NormReadJson]
    next: str | None


class ContextJson(TypedDict):
    """A stretch of text. marks: counted from the beginning of its words. whole: False where the paragraph goes on."""

    span: SpanJson
    words: str
    marks: list[SpanJson]
    role: BlockRole | None
    whole: bool


class WithdrawalJson(TypedDict):
    """That a page was taken out."""

    page_id: str
    reason: str
    by: str
    day: str


class RelatedJson(TypedDict):
    """Another record and how the two stand. words: null where the ledger does not hold it."""

    direction: Literal["to", "from"]
    type: RelationType
    id: str
    words: list[str] | None
    withdrawn: NotRequired[WithdrawalJson]


class ShownRecordJson(TypedDict):
    """A record in full. sentences, asks: of each norm, in the order of `entry.norms`. left_sheet: why its row stands in
    its sheet no more."""

    shown: Literal["record"]
    asked_norm: str | None
    entry: EntryJson
    sentences: list[str]
    asks: list[list[str]]
    contexts: list[ContextJson]
    relations: list[RelatedJson]
    sayings: int
    left_sheet: str | None
    remarks: list[RemarkJson]


class ShownStatementJson(TypedDict):
    """A statement in full."""

    shown: Literal["statement"]
    statement: EntryStatementJson
    source: SourceJson
    contexts: list[ContextJson]


class SightingJson(TypedDict):
    """Where a page was seen."""

    address: str
    url: str | None
    fetched_at: str | None


class HeldReadingJson(TypedDict):
    """One reading of a page. document_id: null for one that refused it as a whole."""

    id: str
    reader: str
    recorded_at: str
    document_id: str | None
    current: bool
    refusals: list[RefusalJson]


class ShownPageJson(TypedDict):
    """A page in full."""

    shown: Literal["page"]
    id: str
    sha256: str
    given_id: str | None
    source: SourceJson | None
    sightings: list[SightingJson]
    readings: list[HeldReadingJson]
    entries: list[EntryJson]
    remarks: list[RemarkJson]


class TextJson(TypedDict):
    """The text of a page. document: null where the page was refused as a whole."""

    page: str
    document: str | None
    text: str


class HitJson(TypedDict):
    """One thing found: a record, or a statement that no record rests on."""

    id: str
    score: float
    entry: EntryJson | None
    statement: EntryStatementJson | None
    source: SourceJson
    snippet: ContextJson


class HitsJson(TypedDict):
    """The best first. terms: the words as they were understood. unplaced: passages whose meaning was not compared, as
    they have no place yet; they are being placed, unless this server only reads."""

    terms: list[str]
    items: list[HitJson]
    unplaced: int
    next: str | None


class SlotJson(TypedDict):
    """One slot compared."""

    slot: str
    match: Literal["yes", "maybe", "no"]
    reason: str


class CitedPageJson(TypedDict):
    """A page that is cited. report: what is one independent report with others."""

    document_id: str
    title: str | None
    address: str | None
    publisher: str | None
    report: str


class CitedJson(TypedDict):
    """The evidence of one norm. direct: a quotation, a paraphrase, or (null) the writer's own report. entered_by_hand:
    in words, null where a page was read."""

    words: list[QuoteJson]
    speaker: str | None
    speaker_id: str | None
    said: DateJson | None
    direct: bool | None
    headline: bool
    entered_by_hand: str | None
    page: CitedPageJson


class LineJson(TypedDict):
    """One norm and what becomes of it."""

    norm: str
    record: str
    agent: str | None
    modal: Modal
    mode: Mode
    sentence: str
    action: str
    trigger: str | None
    verdict: str
    strength: Strength
    step: int
    by: str | None
    through: list[str]
    slots: list[SlotJson]
    reasons: list[str]
    evidence: CitedJson


class ScenarioJson(TypedDict):
    """What was asked, as patterns."""

    question: str | None
    assumed: list[str]
    denied: list[str]
    now: str | None


class BasisJson(TypedDict):
    """On what an answer rests."""

    speakers: list[str]
    pages: list[str]
    independent_reports: int


class ChainedJson(TypedDict):
    """An event that somebody said would follow."""

    event: str
    by: str | None
    strength: Strength | None


class HeldBackJson(TypedDict):
    """A norm that leads no further, and why."""

    norm: str
    why: str


class StepJson(TypedDict):
    """One step of consequences."""

    step: int
    events: list[ChainedJson]
    lines: list[LineJson]
    held_back: list[HeldBackJson]


class ClashJson(TypedDict):
    """Two norms of one agent that pull apart, by id."""

    does: str
    forbids: str
    match: Literal["yes", "maybe", "no"]
    prevails: str | None
    because: str | None


class WhatIfJson(TypedDict):
    """The seven parts (docs/whatif.md), and what comes after the first step. cut: more would follow."""

    scenario: ScenarioJson
    triggered: list[LineJson]
    near: list[LineJson]
    broken: list[LineJson]
    stands: list[LineJson]
    unknown: list[LineJson]
    not_committed: list[str]
    basis: BasisJson
    steps: list[StepJson]
    clashes: list[ClashJson]
    cut: bool
    entailments: str


class EventWordsJson(TypedDict):
    """An event as a pattern and slot by slot in words."""

    pattern: str
    words: str


class DroppedJson(TypedDict):
    """Words that say neither what happens nor what does not."""

    words: str
    why: str


class UnderstoodJson(TypedDict):
    """How a scenario is understood. of: whose norms are asked for; null: everybody's."""

    assumed: list[EventWordsJson]
    denied: list[EventWordsJson]
    dropped: list[DroppedJson]
    of: str | None


class WaysNormJson(TypedDict):
    """A norm that was asked about."""

    norm: str
    sentence: str
    evidence: CitedJson


class WaysJson(TypedDict):
    """Sets of events, the smallest first, as patterns. left_out: norms too many to be looked at."""

    outcome: WouldOutcome
    norms: list[WaysNormJson]
    ways: list[list[str]]
    left_out: int


SayingJson = TypedDict(
    "SayingJson",
    {
        "norm": EntryNormJson,
        "sentence": str,
        "from": str | None,
        "to": str | None,
        "mark": ChangeMark,
        "reasons": list[str],
        "after": str | None,
        "record_id": str,
        "strength": Strength,
        "stated_on": DateJson | None,
        "evidence": list[QuoteJson],
        "statement": EntryStatementJson | None,
        "speaker": EntrySpeakerJson | None,
        "source": SourceJson,
    },
)
SeenEventJson = TypedDict(
    "SeenEventJson",
    {
        "id": str,
        "type": EventType | None,
        "status": EventStatus,
        "mode": str | None,
        "actor": str | None,
        "recipient": str | None,
        "claimed": bool,
        "from": str | None,
        "to": str | None,
        "words": str,
        "where": str,
    },
)
# An event that is no longer held has its id alone.
MetEventJson = TypedDict(
    "MetEventJson",
    {
        "id": str,
        "type": NotRequired[EventType | None],
        "status": NotRequired[EventStatus],
        "mode": NotRequired[str | None],
        "actor": NotRequired[str | None],
        "recipient": NotRequired[str | None],
        "claimed": NotRequired[bool],
        "from": NotRequired[str | None],
        "to": NotRequired[str | None],
        "words": NotRequired[str],
        "where": NotRequired[str],
    },
)


class TimelineLineJson(TypedDict):
    """A saying or an event."""

    said: NotRequired[SayingJson]
    happened: NotRequired[SeenEventJson]


class TimelineJson(TypedDict):
    """Sayings, then events, each oldest first. next: leads to older ones."""

    items: list[TimelineLineJson]
    next: str | None


class ThenJson(TypedDict):
    """One action at two days."""

    earlier: SayingJson | None
    later: SayingJson | None
    mark: Literal["new", "first", "repeated", "hardened", "softened", "withdrawn", "contradicted", "changed"]
    reasons: list[str]


class ComparedJson(TypedDict):
    """Actions that moved first, then new ones."""

    items: list[ThenJson]
    next: str | None


class GroundJson(TypedDict):
    """Why something became of a norm."""

    day: str | None
    reason: str


class GivenJson(TypedDict):
    """One norm and what became of it."""

    norm: str
    word: WordKind
    outcome: WordsEnd
    modal: Modal
    mode: Mode
    action: str
    trigger: str | None
    said: str | None
    basis: list[GroundJson]


class RecordOfJson(TypedDict):
    """counts: by kind of word how many came to each end, of all."""

    actor: str
    counts: dict[str, dict[str, int]]
    given: list[GivenJson]
    next: str | None


class NamedActorJson(TypedDict):
    """A code as norms and events carry it, and a name to show."""

    code: str
    name: str


class ActorsJson(TypedDict):
    """By code."""

    items: list[NamedActorJson]
    next: str | None


class NoticeJson(TypedDict):
    """An event that meets a norm's condition, or is its action. reasons: (slot, match, reason)."""

    verdict: str
    grade: Literal["certain", "likely", "possible", "denied"]
    role: Literal["trigger", "deed"]
    reasons: list[tuple[str, str, str]]
    norm: EntryNormJson
    entry: EntryJson
    event: MetEventJson
    reports: int


class NoticesJson(TypedDict):
    """The newest first."""

    items: list[NoticeJson]
    next: str | None


class ReaderJson(TypedDict):
    """Who read: how many pages, how many current readings, when last."""

    name: str
    pages: int
    current: int
    last: str


class ReaderLineJson(TypedDict):
    """A reader."""

    reader: ReaderJson


class ReadersJson(TypedDict):
    """In the order of their last reading."""

    items: list[ReaderLineJson]
    next: str | None


class AlteredJson(TypedDict):
    """One action read otherwise. slots: what each was and is."""

    before: NormReadJson
    after: NormReadJson
    slots: dict[str, tuple[str | None, str | None]]


class CarriedJson(JudgementJson):
    """A judgement on the earlier reading, and what it does in the later."""

    record_id: str
    norm_id: str | None
    fate: Fate


class ComparedPagesJson(TypedDict):
    """How many pages both read, and only one."""

    compared: int
    only_earlier: int
    only_later: int


class ComparedNormsJson(TypedDict):
    """How many norms."""

    same: int
    gained: int
    lost: int
    altered: int


class TotalsJson(TypedDict):
    """Of all pages."""

    earlier: str
    later: str
    pages: ComparedPagesJson
    norms: ComparedNormsJson
    judgements: dict[str, int]


class ChangeLineJson(TypedDict):
    """One change, or the totals."""

    gained: NotRequired[NormReadJson]
    lost: NotRequired[NormReadJson]
    altered: NotRequired[AlteredJson]
    judged: NotRequired[CarriedJson]
    totals: NotRequired[TotalsJson]


class ChangesJson(TypedDict):
    """Gained, lost, altered, judged; the totals last."""

    items: list[ChangeLineJson]
    next: str | None


class LookedJson(TypedDict):
    """One action that was considered."""

    action: SpanJson
    outcome: Literal["norm", "refused", "passed over", "idle"]
    said: str
    under: str | None
    code: str | None
    probability: float | None


class SentenceJson(TypedDict):
    """One sentence, who speaks there, and what was considered."""

    span: SpanJson
    words: str
    directness: str | None
    speaker: str | None
    considered: list[LookedJson]
    verbs: list[str]


class WhyJson(TypedDict):
    """Why words gave a norm or none. least: norms less probable are refused."""

    page: str
    least: float
    sentences: list[SentenceJson]


class RefusedPageJson(TypedDict):
    """What could not be read at all."""

    address: str
    room: str
    code: str
    reason: str


class ReadJson(TypedDict):
    """What was read, and not kept."""

    readings: list[ReadingJson]
    refused: list[RefusedPageJson]


class CountsJson(TypedDict):
    """How many of each."""

    readings: int
    statements: int
    records: int
    norms: int
    events: int


class AddedJson(TypedDict):
    """What was new, and held already. pages: all that were sent; records: the new ones; notices: new ones."""

    pages: list[str]
    new: CountsJson
    held: CountsJson
    records: list[str]
    notices: int
    refused: list[RefusedPageJson]


class EnteredJson(TypedDict):
    """What was kept. new: false where the person had entered it before; wrong: it was judged so, and is left out."""

    norm: str
    record: str
    page: str
    reading: str
    new: bool
    notices: int
    wrong: bool


class JudgementsJson(TypedDict):
    """What was kept: one for a norm, one for each norm of a record."""

    items: list[JudgementJson]
    next: str | None


class ProgressJson(TypedDict):
    """waiting: null: more than can be counted cheaply. each_s: seconds from word to word; null before the second."""

    judged: int
    waiting: int | None
    each_s: float | None


class QueuedJson(NormReadJson):
    """A norm that waits. doubt: in words; null where it was not weighed. pages: that tell it, as the index knows."""

    doubt: str | None
    pages: int
    turn: str


class ReviewJson(TypedDict):
    """What waits for a reviewer; null: what nobody has judged."""

    reviewer: str | None
    progress: ProgressJson
    items: list[QueuedJson]
    next: str | None


class MeasuredJson(TypedDict):
    """A measure, or why there is none: one of the two is null."""

    value: float | None
    why: str | None


class IntervalJson(TypedDict):
    """The middle 95 of 100 resamples, or why there is none: then both ends are null."""

    low: float | None
    high: float | None
    why: str | None


class SlotAgreementJson(TypedDict):
    """judged: norms of which two or more say something of the slot. pairs: of two persons each; same: that agree.
    interval: of alpha."""

    slot: str
    judged: int
    pairs: int
    same: int
    kappa: MeasuredJson
    alpha: MeasuredJson
    interval: IntervalJson


class AgreementJson(TypedDict):
    """norms: that two or more of the persons judged; differences: of which two say something else."""

    persons: list[str]
    norms: int
    differences: int
    slots: list[SlotAgreementJson]


class HungJson(RemarkJson):
    """A remark with what it hangs on now. records: by their ids, sentences: their norms in words; none of a page, and
    where no reading has it. title, address: of the page."""

    on: Literal["record", "page"]
    records: list[str]
    sentences: list[str]
    title: str | None
    address: str | None


class RemarksJson(TypedDict):
    """The newest first."""

    items: list[HungJson]
    next: str | None


class NamedJson(TypedDict):
    """A tag or a case, and on how many records and pages it hangs."""

    kind: Literal["tag", "case"]
    name: str
    records: int
    pages: int


class NamesJson(TypedDict):
    """By name."""

    items: list[NamedJson]
    next: str | None


class RemarkedJson(TypedDict):
    """What was kept; nothing where it hung there already, or did not."""

    items: list[RemarkJson]
    next: str | None


ANSWERS = (
    ProblemJson,
    HealthJson,
    TokenJson,
    EntriesJson,
    NormsJson,
    ShownRecordJson,
    ShownStatementJson,
    ShownPageJson,
    TextJson,
    ReadingJson,
    HitsJson,
    WhatIfJson,
    UnderstoodJson,
    WaysJson,
    TimelineJson,
    ComparedJson,
    RecordOfJson,
    NamedActorJson,
    ActorsJson,
    NoticesJson,
    ReadersJson,
    ChangesJson,
    WhyJson,
    ReadJson,
    AddedJson,
    EnteredJson,
    JudgementsJson,
    ReviewJson,
    AgreementJson,
    RemarksJson,
    NamesJson,
    RemarkedJson,
)
"""What a route may answer with; the others are parts of these."""
