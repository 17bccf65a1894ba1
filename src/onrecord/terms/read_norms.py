"""A norm as a model reads it off the words of a sentence, before anybody is named."""

from dataclasses import dataclass

from onrecord.terms.records import Modal, Mode
from onrecord.terms.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadNorm:
    """Spans are of the page's text; None: no such slot.

    probability: that modal, mode and action are right, in [0, 1], as the model gives it.
    """

    modal: Modal
    mode: Mode
    probability: float
    action: Span
    trigger: Span | None
    agent: Span | None
    target: Span | None
    cue: Span | None
    speaker: Span | None
    deadline: Span | None
