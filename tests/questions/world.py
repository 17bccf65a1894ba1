"""Pages of one sentence each, built by hand: somebody says something, or something happens, on a day."""

from datetime import date

from tests.ledger.factory import make_page

from onrecord.terms.actors import Actor, ActorKind, Cast
from onrecord.terms.dates import Basis, DateBounds, PublishedDate
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.events import Event, EventStatus, EventType
from onrecord.terms.patterns import EventPattern
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode, Norm, Record, RecordKind, Strength
from onrecord.terms.spans import SourceMap, Span
from onrecord.terms.statements import Directness, Statement

NAMES = {"RUS": "Russia", "BLR": "Belarus", "UKR": "Ukraine", "POL": "Poland", "FIN": "Finland"}
CUES = {Mode.IF: "if", Mode.UNLESS: "unless", Mode.EVEN_IF: "even if"}


def _actors() -> dict[str, Actor]:
    return {c: Actor(name=n, kind=ActorKind.STATE, state=c, basis="aliases.csv") for c, n in NAMES.items()}


def _document(text: str, day: date) -> Document:
    page = make_page(text, address=f"{day}.txt")
    return Document(
        page_id=page.id,
        text=text,
        blocks=(Block(BlockRole.BODY, Span(0, len(text))),),
        source_map=SourceMap.identity(len(text)),
        title=text[:20],
        publisher="Hill Radio",
        published=PublishedDate(DateBounds.day(day), Basis.META_TAG),
        language="en",
    )


def _at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def said(
    day: date,
    agent: str,
    modal: Modal,
    action: str,
    *,
    mode: Mode = Mode.NONE,
    trigger: str | None = None,
    strength: Strength = Strength.FIRM,
    kind: EventType | None = EventType.ASSAULT,
    target: str | None = None,
    trigger_pattern: str | None = None,
    action_pattern: str | None = None,
    due: date | None = None,
    number: int = 0,
) -> Reading:
    """`agent` says of itself that it will, will not or is ready to do `deed`."""
    sentence = f"{NAMES[agent]} said it {modal.value} {action}"
    sentence += f" {CUES[mode]} {trigger}" if trigger else ""
    text = f"{sentence}. Page {number} of {day}."
    document = _document(text, day)
    actors = _actors()
    statement = Statement(
        document_id=document.id,
        source=(_at(text, NAMES[agent]),),
        cue=(_at(text, "said"),),
        content=(_at(text, sentence[sentence.index("it ") :]),),
        directness=Directness.INDIRECT,
        speaker_id=actors[agent].id,
    )
    record = Record(
        document_id=document.id,
        kind=RecordKind.THREAT,
        strength=strength,
        statement_id=statement.id,
        stated_on=DateBounds.day(day),
        evidence=(_at(text, sentence),),
    )
    met = EventPattern.parse(trigger_pattern) if trigger_pattern else None
    norm = Norm(
        record_id=record.id,
        modal=modal,
        mode=mode,
        agent=_at(text, NAMES[agent]),
        agent_id=agent,
        action=_at(text, action),
        action_event=kind,
        target=None,
        target_id=target,
        trigger=_at(text, trigger) if trigger else None,
        trigger_id=met.actor.code if met and met.actor else None,
        trigger_event=met.type if met else None,
        cue=None,
        speaker=_at(text, NAMES[agent]),
        speaker_id=agent,
        deadline=None,
        due=DateBounds.day(due) if due else None,
        action_pattern=EventPattern.parse(action_pattern) if action_pattern else None,
        trigger_pattern=met,
    )
    return Reading(
        page=make_page(text, address=f"{day}.txt"),
        document=document,
        cast=Cast(actors.values(), ()),
        statements=(statement,),
        records=(record,),
        norms=(norm,),
        events=(),
        times=(),
        refusals=(),
        reader="reader 1",
    )


def happened(
    day: date,
    actor: str,
    kind: EventType,
    recipient: str,
    *,
    status: EventStatus = EventStatus.HAPPENED,
    number: int = 0,
) -> Reading:
    """The page tells that `actor` did something to `recipient`."""
    text = f"{NAMES[actor]} acted on {NAMES[recipient]}. Page {number} of {day}."
    document = _document(text, day)
    actors = _actors()
    event = Event(
        document_id=document.id,
        type=kind,
        mode=None,
        quad=4,
        actor=_at(text, NAMES[actor]),
        actor_id=actors[actor].id,
        recipient=_at(text, NAMES[recipient]),
        recipient_id=actors[recipient].id,
        place=None,
        date=DateBounds.day(day),
        status=status,
        quantity=None,
        evidence=(_at(text, text.split(".")[0]),),
    )
    return Reading(
        page=make_page(text, address=f"{day}.txt"),
        document=document,
        cast=Cast(actors.values(), ()),
        statements=(),
        records=(),
        norms=(),
        events=(event,),
        times=(),
        refusals=(),
        reader="reader 1",
    )
