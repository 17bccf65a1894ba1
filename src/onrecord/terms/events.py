"""What happened: coded events in PLOVER's terms."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.terms.dates import DateBounds
from onrecord.terms.ids import content_id
from onrecord.terms.predications import Predication
from onrecord.terms.spans import Span


class EventType(StrEnum):
    """The sixteen PLOVER event types (Open Event Data Alliance, PLOVER manual)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    CONCEDE = "CONCEDE"
    RETREAT = "RETREAT"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    REQUEST = "REQUEST"


class EventStatus(StrEnum):
    """How the event stands on the page.

    Only HAPPENED and ONGOING are told as so. NEGATED: the page says it is not so; DENIED: somebody does. CLAIMED: one
    side says it is. THREATENED: undertaken, as a threat or a promise. ASKED: a question.
    """

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    DENIED = "denied"
    NEGATED = "negated"
    CLAIMED = "claimed"
    HYPOTHETICAL = "hypothetical"
    WANTED = "wanted"
    THREATENED = "threatened"
    ATTEMPTED = "attempted"
    ASKED = "asked"

    @property
    def is_so(self) -> bool:
        """Is it told as a fact?"""
        return self in (EventStatus.HAPPENED, EventStatus.ONGOING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A count as it was said: whole units, `low` <= n <= `high`; None at one end is open there ("several thousand" is
    [2000, open)); both None is a number that exists and is not told ("undeclared")."""

    span: Span
    low: int | None
    high: int | None
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One coded event.

    type, mode, quad:  PLOVER; mode and quad None when not decided. type None: no type fits, the action keeps its words.
    predicate:         the words of the action's verb or noun; None in readings older than the field.
    actor, recipient, place: the words, None when not said; *_id the actors they name, None when not known.
    evidence: the words that tell it; of what is told as so, without the words of actions that are not.
    reported_by: statement that asserts it; None when the writer does.
    said_by: who denies or claims it, the words; said_by_id the actor they name. None where nobody is named.
    probability: calibrated, in [0, 1]; None when the coder gives none.
    does: what its clause says, predicate and arguments; None in readings older than the field.
    """

    document_id: str
    type: EventType | None
    mode: str | None
    quad: int | None
    actor: Span | None
    actor_id: str | None
    recipient: Span | None
    recipient_id: str | None
    place: Span | None
    date: DateBounds | None
    status: EventStatus
    quantity: Quantity | None
    evidence: tuple[Span, ...]
    reported_by: str | None = None
    probability: float | None = None
    predicate: Span | None = None
    said_by: Span | None = None
    said_by_id: str | None = None
    does: Predication | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("no evidence, no event")

    @property
    def id(self) -> str:
        """From the document, the type, the parties and the words it rests on; of no type, from the action's word
        too."""
        parties = [s.to_json() if s else None for s in (self.actor, self.recipient)]
        ids = [self.actor_id, self.recipient_id]
        evidence = [s.to_json() for s in self.evidence]
        kind = self.type.value if self.type else ["", self.predicate.to_json() if self.predicate else None]
        return content_id("event", [self.document_id, kind, parties, ids, evidence])
