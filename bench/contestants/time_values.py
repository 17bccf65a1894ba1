"""A time expression as the scorer takes it."""

from typing import TypedDict


class Told(TypedDict):
    """Code points of the text; the value as TIMEX3 writes it, None where none is given."""

    start: int
    end: int
    value: str | None
