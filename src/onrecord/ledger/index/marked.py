"""One passage found, with marks round what was found in it.

Out:     MarkedPassage, as either database's search gives it
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """One passage's words, forms and what it is found by besides, with marks round what was found."""

    words: str
    forms: str
    also: str
