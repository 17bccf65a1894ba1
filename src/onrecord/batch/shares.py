"""A share of the parts, told by their names alone: who takes which part needs no word between machines.

In:      "2/8"
Out:     Share
Refuses: what is no share (NoShare)
Shown:   tests/batch/test_shares.py
"""

import re
from dataclasses import dataclass
from typing import Self

from onrecord.batch.errors import BatchError


class NoShare(BatchError):
    """The text names no share."""


@dataclass(frozen=True, slots=True)
class Share:
    """Number `index`, from 1, of `of` shares of about one size."""

    index: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> Self:
        """A share as it is typed.

        >>> Share.parse("2/8")
        Share(index=2, of=8)
        """
        found = re.fullmatch(r"\s*(\d{1,6})\s*/\s*(\d{1,6})\s*", text)
        if found is None or not 1 <= int(found[1]) <= int(found[2]):
            raise NoShare(f"{text!r} is no share: write which of how many, as in 2/8; the first is 1/8")
        return cls(int(found[1]), int(found[2]))

    @property
    def whole(self) -> bool:
        """Is it all there is?"""
        return self.of == 1

    def has(self, name: str) -> bool:
        """Is the part of this name in it? Names end in hex digits of a digest.

        >>> [Share(n, 3).has("part-0000000000000000000000ff") for n in (1, 2, 3)]
        [True, False, False]
        """
        return int(name.rpartition("-")[2], 16) % self.of == self.index - 1
