"""A deed a reader of commitments looked at and made no norm of, and why.

Not part of a reading: it is asked for when somebody misses a norm (`onrecord why`).
"""

from dataclasses import dataclass

from onrecord.terms.spans import Span


@dataclass(frozen=True, slots=True)
class PassedOver:
    """deed, governor: the words of the deed's head and of what governs it ("vowed", "will"); reason: for a person."""

    deed: Span
    governor: Span
    reason: str
