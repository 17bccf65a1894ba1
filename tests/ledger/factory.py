"""Readings built by hand: no parser, no model, the same for the same number on every machine."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from onrecord.terms.actors import Actor, ActorKind, Cast, Mention, MentionKind
from onrecord.terms.dates import Basis, DateBounds, Precision, PublishedDate
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.events import Event, EventStatus, EventType, Quantity
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.patterns import Count, EventPattern, Party
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode, Norm, Record, RecordKind, Relation, RelationType, Strength
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import SourceMap, Span
from onrecord.terms.statements import Directness, Statement, StatementFlag
from onrecord.terms.thresholds import Slot, Threshold, ThresholdKind
from onrecord.terms.times import TimeExpression, TimexType

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)

STATES = (
    ("Belarus", "BLR"),
    ("Ukraine", "UKR"),
    ("Russia", "RUS"),
    ("Poland", "POL"),
    ("Latvia", "LVA"),
    ("Finland", "FIN"),
    ("Kenya", "KEN"),
    ("Chad", "TCD"),
)
ACTIONS = ("close its border", "send troops", "halt the talks", "lift the embargo", "attack the port", "free the crew")
TRIGGERS = ("a single soldier crosses the river", "the blockade ends", "the siege goes on", "the treaty is signed")
CUES = {Mode.IF: "if", Mode.UNLESS: "unless", Mode.EVEN_IF: "even if"}
MODALS = {Modal.WILL: "will", Modal.WILL_NOT: "will not", Modal.READY: "is ready to"}
ALL_MODALS = {**MODALS, Modal.DEMANDS: "demands that it", Modal.PREDICTS: "expects that it will"}
# Modal, mode, words of the action and of the trigger ("" without one).
Saying = tuple[Modal, Mode, str, str]
PUBLISHERS = ("The Lakeside Courier", "Hill Radio", None)

# A vocabulary whose words are as unevenly common as words are: the k-th drawn about 1/k as often as the first.
SYLLABLES = ("ba", "ko", "ri", "ten", "mal", "su", "dor", "vi", "lan", "pe", "gu", "ost")
VOCABULARY = tuple(a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES)
WEIGHTS = tuple(1 / k for k in range(1, len(VOCABULARY) + 1))


def make_page(text: str, *, address: str = "page.txt", fetched_at: datetime | None = NOON) -> Page:
    """A page of clean text."""
    return Page(
        address=address,
        body=text.encode("utf-8", "surrogatepass"),
        kind=PageKind.CLEAN,
        encoding="utf-8",
        encoding_basis="default",
        fetched_at=fetched_at,
        headers={"etag": "x"},
    )


def asked_of(words: Span) -> tuple[Threshold, ...]:
    """A threshold that measures and one that does not."""
    return (
        Threshold(slot=Slot.ACTION, kind=ThresholdKind.AMOUNT, span=words, low=3.67, unit="percent"),
        Threshold(slot=Slot.ACTION, kind=ThresholdKind.PLACE, span=words, value="BLR"),
    )


def _drawn(rng: random.Random, other: str) -> Saying:
    modal, mode, action = rng.choice(tuple(MODALS)), rng.choice(tuple(Mode)), rng.choice(ACTIONS)
    return modal, mode, action, f"{rng.choice(TRIGGERS)} near {other}" if mode is not Mode.NONE else ""


def make_reading(
    number: int,
    *,
    reader: str = "reader 1",
    statements: int = 3,
    filler: int = 12,
    agent_of: str | None = None,
    address: str | None = None,
    extra: str = "",
    sayings: Sequence[Saying] = (),
) -> Reading:
    """A reading of page `number`: each statement said by one state of another's action, a record and a norm on each.

    agent_of: takes this code for every norm, as another reader of the same words might.
    extra:    put at the end of every sentence.
    sayings:  what the statements say, in order; (): actions drawn from ACTIONS.
    """
    rng = random.Random(number)
    text = f"Page {number}\n\n"
    drafts: list[tuple[dict[str, Span], Modal, Mode, str]] = []
    blocks = [Block(BlockRole.HEADLINE, Span(0, len(text) - 2))]
    for place in range(statements):
        (speaker, code), (other, _) = rng.sample(STATES, 2)
        modal, mode, action, trigger = sayings[place] if sayings else _drawn(rng, other)
        parts = [("source", speaker), ("cue", "said"), ("agent", speaker), ("modal", ALL_MODALS[modal])]
        parts.append(("action", action))
        if mode is not Mode.NONE:
            parts += [("connective", CUES[mode]), ("trigger", trigger)]
        parts.append(("rest", " ".join(rng.choices(VOCABULARY, WEIGHTS, k=filler)) + extra + "."))
        start, at = len(text), {}
        for name, words in parts:
            at[name] = Span(len(text), len(text) + len(words))
            text += words + " "
        text = text[:-1]
        at["sentence"] = Span(start, len(text))
        at["content"] = Span(at["agent"].start, len(text) - 1)
        drafts.append((at, modal, mode, code))
        blocks.append(Block(BlockRole.BODY, at["sentence"]))
        text += "\n\n"
    text = text[:-2]
    page = make_page(text, address=address or f"pages/{number}.txt")
    day = date(2020, 1, 1) + timedelta(days=rng.randrange(2000))
    document = Document(
        page_id=page.id,
        text=text,
        blocks=tuple(blocks),
        source_map=SourceMap.identity(len(text)),
        title=f"Page {number}",
        publisher=rng.choice(PUBLISHERS),
        published=PublishedDate(DateBounds.day(day), Basis.META_TAG) if number % 5 else None,
        language="en",
        refusals=(Refusal("documents", "clutter", "an advertisement was left out"),),
    )
    document_id = document.id
    actors = {code: Actor(name=name, kind=ActorKind.STATE, state=code, basis="aliases.csv") for name, code in STATES}
    mentions, said, records, norms, events = [], [], [], [], []
    for at, modal, mode, code in drafts:
        actor_id = actors[code].id
        mentions.append(Mention(at["source"], MentionKind.NAME, actor_id))
        statement = Statement(
            document_id=document_id,
            source=(at["source"],),
            cue=(at["cue"],),
            content=(at["content"],),
            directness=Directness.INDIRECT,
            flags=frozenset({StatementFlag.INSERTION}) if number % 2 else frozenset(),
            speaker_id=actor_id,
        )
        said.append(statement)
        record = Record(
            document_id=document_id,
            kind=rng.choice(tuple(RecordKind)),
            strength=rng.choice(tuple(Strength)),
            statement_id=statement.id,
            stated_on=DateBounds(None, day, Precision.BOUNDED, 3) if number % 3 else None,
            evidence=(at["sentence"],),
            relations=(Relation(RelationType.EXTENDS, records[-1].id),) if records else (),
        )
        records.append(record)
        norms.append(
            Norm(
                record_id=record.id,
                modal=modal,
                mode=mode,
                agent=at["agent"],
                agent_id=agent_of or code,
                action=at["action"],
                action_event=rng.choice((*EventType, None)),
                target=None,
                target_id=None,
                trigger=at.get("trigger"),
                trigger_id=None,
                trigger_event=None,
                cue=at.get("connective"),
                speaker=at["source"],
                speaker_id=code,
                deadline=at["rest"] if number % 2 else None,
                due=DateBounds(None, day, Precision.BOUNDED) if number % 2 else None,
                thresholds=asked_of(at["action"]) if number % 2 else (),
                action_pattern=EventPattern(actor=Party(code, "MIL"), words=at["action"].of(text)),
                trigger_pattern=EventPattern(count=Count(1, None, "soldier")) if "trigger" in at else None,
                probability=rng.choice((None, 0.25)),
            )
        )
    if drafts:
        at, _, _, code = drafts[0]
        events.append(
            Event(
                document_id=document_id,
                type=EventType.ACCUSE,
                mode=None,
                quad=3,
                actor=at["source"],
                actor_id=actors[code].id,
                recipient=None,
                recipient_id=None,
                place=None,
                date=DateBounds.day(day),
                status=EventStatus.HAPPENED,
                quantity=Quantity(span=at["rest"], low=2000, high=None, unit="troops"),
                evidence=(at["sentence"],),
                reported_by=said[0].id,
                probability=0.5,
            )
        )
        events.append(
            replace(
                events[0],
                type=None,
                quad=None,
                status=EventStatus.DENIED,
                quantity=None,
                predicate=at["rest"],
                said_by=at["source"],
                said_by_id=actors[code].id,
            )
        )
    return Reading(
        page=page,
        document=document,
        cast=Cast(actors.values(), mentions),
        statements=tuple(said),
        records=tuple(records),
        norms=tuple(norms),
        events=tuple(events),
        times=(TimeExpression(span=Span(0, 4), type=TimexType.DATE, value="XXXX-WXX-4", bounds=None),),
        refusals=(*document.refusals, Refusal("statements", "unpaired-quotation", "a mark stands alone", Span(0, 4))),
        reader=reader,
    )
