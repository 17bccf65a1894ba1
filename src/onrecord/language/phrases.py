"""Looks phrases up in a text by their first word, so that a table of thousands costs one dictionary look-up a token.

In:      (phrase, value) pairs; then a text and a position where a word begins
Out:     the end of the longest phrase that stands there whole, with its values
Refuses: nothing; no phrase there is None
"""

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")

WORD = re.compile(r"\w+")


class Phrases(Generic[T]):
    """A table of phrases. A phrase may carry several values: an ambiguous name has one for each it may mean."""

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        values: dict[str, list[T]] = {}
        for phrase, value in pairs:
            values.setdefault(phrase, []).append(value)
        by_first: dict[str, list[tuple[str, tuple[T, ...]]]] = {}
        for phrase, held in values.items():
            first = WORD.match(phrase)
            if first is None:
                raise ValueError(f"a phrase begins with a letter or a figure, not {phrase!r}")
            by_first.setdefault(first.group(), []).append((phrase, tuple(held)))
        for entries in by_first.values():
            entries.sort(key=lambda e: -len(e[0]))
        self._by_first = by_first
        # No phrase of the table begins with a small letter but these: most words of a text need no look-up.
        self.small = tuple(sorted(p for p in values if not p[0].isupper()))

    def at(self, text: str, position: int) -> tuple[int, tuple[T, ...]] | None:
        """The longest phrase that begins at `position` and ends where a word ends: (one past its end, values)."""
        first = WORD.match(text, position)
        entries = self._by_first.get(first.group()) if first else None
        if entries is None:
            return None
        for phrase, values in entries:
            end = position + len(phrase)
            if text.startswith(phrase, position) and not text[end : end + 1].isalnum():
                return end, values
        return None
