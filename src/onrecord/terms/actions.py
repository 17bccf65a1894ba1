"""An action whose type is asked of a model, with what the tables know of it, and the answer."""

from dataclasses import dataclass

from onrecord.terms.events import EventStatus, EventType
from onrecord.terms.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAction:
    """One action in its sentence. Words are named by the code point they begin at.

    window: the sentence.
    actor, recipient: who does it to whom; None where nobody is marked.
    action:   the words of the action, where they are asked about and not what an actor does; None otherwise.
    verb:   the word it hangs on; None where the parse shows none.
    ties:   the verbs that may tie actor and recipient, the likeliest first.
    hints:  words the tables know a type for.
    rule:   the type by the tables; None where no row fits. sure: does it rest on the verb that governs both?
    status, refused: what the clause claims; status None where the words leave open whether it is so.
    """

    window: Span
    actor: Span | None
    recipient: Span | None
    action: Span | None
    verb: int | None
    ties: tuple[int, ...]
    hints: tuple[tuple[int, EventType], ...]
    rule: EventType | None
    sure: bool
    status: EventStatus | None
    refused: bool


@dataclass(frozen=True, slots=True)
class TypedAction:
    """type: None for no event. probability: calibrated, of the type (or of there being none), in [0, 1]."""

    type: EventType | None
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PairEvent:
    """What one marked actor does to another in one sentence.

    mode, quad:  PLOVER; mode None when not decided.
    status:      None where the words leave open whether it is so.
    actor, recipient, verb: the words, in the sentence; recipient None when none was marked, verb None when no verb
                 ties the two.
    probability: calibrated, in [0, 1]; None where the tables decided.
    """

    type: EventType
    mode: str | None
    quad: int
    status: EventStatus | None
    actor: Span
    recipient: Span | None
    verb: Span | None
    probability: float | None
