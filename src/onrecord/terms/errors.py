"""What this package raises on purpose."""


class OnRecordError(Exception):
    """Base of every error raised on purpose; its message says what was seen, where, and what to do next."""
