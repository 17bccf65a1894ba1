"""The error for a spaCy model that is not built as the code that reads it expects."""

from onrecord.terms.errors import OnRecordError


class OtherModel(OnRecordError):
    """Not built as expected: which part of it, and which model would do."""
