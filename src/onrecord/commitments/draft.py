"""A norm before it has a record.

In:      what the readers of this room found in one sentence
Out:     Draft
"""

from dataclasses import dataclass
from typing import Optional

from onrecord.commitments.connectives import Condition
from onrecord.commitments.modality import Deed
from onrecord.commitments.parties import Party
from onrecord.commitments.voices import Voice
from onrecord.terms.records import Modal, Mode, Strength
from onrecord.terms.spans import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """Slots as in Norm; a Party holds words and code together.

    evidence: sentences it rests on, in text order.
    extends:  the draft whose scope this one widens; None for a norm of its own.
    """

    deed: Deed
    voice: Voice
    condition: Condition | None
    modal: Modal
    mode: Mode
    strength: Strength
    agent: Party
    action: Span
    target: Party
    trigger: Span | None
    trigger_id: str | None
    cue: Span | None
    speaker: Party
    deadline: Span | None
    evidence: tuple[Span, ...]
    extends: Optional["Draft"] = None
