"""A page's words, made even for look-ups without moving a single one.

In:      Parse, the page's date
Out:     PlainText: the text with plain apostrophes and spaces, shouting words calmed, every offset unchanged
"""

import re
from datetime import date
from functools import cached_property

from onrecord.terms.dates import DateBounds
from onrecord.terms.documents import BlockRole, Document
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

EVEN = str.maketrans({"’": "'", "‘": "'", "\xa0": " ", "\n": " "})

# Three words or more in capitals are shouted ("THE PRIME MINISTER OF SPAIN"); ASCII only, so that no letter
# changes its length when calmed.
SHOUTED = re.compile(r"\b[A-Z][A-Z'.-]*(?: [A-Z][A-Z'.-]*){2,}\b")
WORD = re.compile(r"[A-Z]+")
SHORT_WORD = 3  # "UN", "US", "AU" stay as they are when a shouting run is calmed


class PlainText:
    """The page's words. `text` has the length of the parse's text; `date` holds the bounds of the page's date."""

    def __init__(self, document: Document, parse: Parse) -> None:
        self.parse = parse
        self.datelines = tuple(b.span for b in document.blocks if b.role is BlockRole.DATELINE)
        self.text = _calmed(parse, self.datelines)
        self.lower = self.text.lower() if len(self.text.lower()) == len(self.text) else self.text
        self.ends = {end: i for i, end in enumerate(parse.ends)}
        self.headlines = tuple(b.span for b in document.blocks if b.role is BlockRole.HEADLINE)
        bounds: DateBounds | None = document.published.bounds if document.published else None
        self.first_day: date | None = bounds.first if bounds else None
        self.last_day: date | None = bounds.last if bounds else None
        self.has_day = self.first_day is not None  # the page's own day, none that its titles tell

    def word(self, token: int) -> str:
        """The token, apostrophes plain."""
        return self.text[self.parse.starts[token] : self.parse.ends[token]]

    def in_dateline(self, token: int) -> bool:
        """Does the token stand in a dateline, where places and agencies are named and nobody acts?"""
        at = self.parse.starts[token]
        return any(d.start <= at < d.end for d in self.datelines)

    def token_ending(self, position: int) -> int | None:
        """The token that holds the last letter before `position`."""
        found = self.ends.get(position)
        return found if found is not None else self.parse.token_at(position - 1)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every token of the page, as written."""
        return frozenset(self.word(i) for i in range(len(self.parse)))

    def has_any(self, clues: tuple[str, ...]) -> bool:
        """Does one of these words or phrases stand on the page?"""
        return any(clue in self.vocabulary or (" " in clue and clue in self.text) for clue in clues)


def _calmed(parse: Parse, datelines: tuple[Span, ...]) -> str:
    text = SHOUTED.sub(lambda run: WORD.sub(_calm, run.group()), parse.text.translate(EVEN))
    for span in datelines:  # "ANKARA (Reuters) -"
        text = text[: span.start] + WORD.sub(_calm, text[span.start : span.end]) + text[span.end :]
    return text


def _calm(word: re.Match[str]) -> str:
    shouted = word.group()
    return shouted if len(shouted) <= SHORT_WORD else shouted[0] + shouted[1:].lower()
