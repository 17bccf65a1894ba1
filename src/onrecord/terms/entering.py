"""A norm as a person marks it on a page: which words are which slot, and what they mean.

In:      spans of a document, names as codes
Out:     NormMarked
Refuses: a condition without a mode, a mode without a condition, a connective without a condition (ValueError)
Source:  docs/ledger.md, "Entered by hand"
Shown:   tests/walk/test_by_hand.py
"""

from dataclasses import dataclass

from onrecord.terms.dates import DateBounds
from onrecord.terms.events import EventType
from onrecord.terms.records import Modal, Mode
from onrecord.terms.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class NormMarked:
    """Spans count in the document's text; None: the page does not say. *_id: as in a Norm.

    action_event: None: the words tell. said_on: the day it was said; None: as the page's own date bounds it.
    """

    modal: Modal
    mode: Mode
    action: Span
    trigger: Span | None = None
    cue: Span | None = None
    agent: Span | None = None
    agent_id: str | None = None
    target: Span | None = None
    target_id: str | None = None
    speaker: Span | None = None
    speaker_id: str | None = None
    action_event: EventType | None = None
    said_on: DateBounds | None = None

    def __post_init__(self) -> None:
        if (self.trigger is None) != (self.mode is Mode.NONE):
            raise ValueError(f"mode {self.mode.value} with trigger {self.trigger}")
        if self.cue is not None and self.trigger is None:
            raise ValueError("a connective connects a condition, and none is marked")

    @property
    def sentences_of(self) -> tuple[Span, ...]:
        """The words whose sentences are the evidence."""
        return tuple(sorted(span for span in (self.action, self.trigger, self.cue) if span is not None))
