"""What can be wrong with what is reasoned about."""

from onrecord.terms.errors import OnRecordError


class ReasoningError(OnRecordError):
    """Base of every error of reasoning."""


class Contradiction(ReasoningError):
    """A scenario assumes what it denies."""
