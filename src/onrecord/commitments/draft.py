"""A norm before it has a record.

In:      what the readers of this room found in one sentence
Out:     NormDraft
"""

from dataclasses import dataclass
from enum import Enum
from typing import Optional

from onrecord.commitments.connectives import Condition
from onrecord.commitments.modality import GovernedAction
from onrecord.commitments.parties import SlotParty
from onrecord.commitments.speaker_context import SpeakerContext
from onrecord.terms.records import Modal, Mode, Strength
from onrecord.terms.spans import Span


class DraftSource(Enum):
    """Who reads a norm."""

    RULES = "rules"
    MODEL = "model"
    BOTH = "both"
    RIVAL = "rival"


@dataclass(frozen=True, slots=True)
class NormDraft:
    """Slots as in Norm; a Party holds words and code together.

    evidence: sentences it rests on, in text order.
    extends:  the draft whose scope this one widens; None for a norm of its own.
    read:     the model's probability of it, in [0, 1]; None where the model reads nothing of the kind.
    sure:     how likely the agent's code is right, in [0, 1]; None where nobody weighed it.
    source:   who reads it: rules alone, model alone or both; RIVAL where the other reads the action as something else.
    """

    governed: GovernedAction
    context: SpeakerContext
    condition: Condition | None
    modal: Modal
    mode: Mode
    strength: Strength
    agent: SlotParty
    action: Span
    target: SlotParty
    trigger: Span | None
    trigger_id: str | None
    cue: Span | None
    speaker: SlotParty
    deadline: Span | None
    evidence: tuple[Span, ...]
    extends: Optional["NormDraft"] = None
    read: float | None = None
    source: DraftSource = DraftSource.RULES
    sure: float | None = None
