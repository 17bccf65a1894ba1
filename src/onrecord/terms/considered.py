"""An action a reader of commitments looked at and made no norm of, and why.

Not part of a reading: it is asked for when somebody misses a norm (`onrecord why`).
"""

from dataclasses import dataclass

from onrecord.terms.spans import Span


@dataclass(frozen=True, slots=True)
class PassedOver:
    """action, governor: the words of the action's head and of what governs it ("vowed", "will"); reason: for a
    person."""

    action: Span
    governor: Span
    reason: str
