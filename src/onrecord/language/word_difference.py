"""Two wordings set beside each other, word by word.

In:      two texts
Out:     DifferenceRuns in order: words of both, of the first alone, of the second alone
Refuses: texts too long to be compared (None): a difference of hundreds of words tells nobody anything
Shown:   tests/language/test_word_difference.py
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

# Comparing takes time in proportion to the product of both; longer sentences than this are nobody's.
LONGEST_WORDS = 300

# Marks that tell two quotations of the same words apart and say nothing.
_IDLE = str.maketrans("", "", "“”‘’\"'„«»")


class Whose(Enum):
    """Where the words stand."""

    BOTH = "in both"
    FIRST = "in the first alone"
    SECOND = "in the second alone"


@dataclass(frozen=True, slots=True)
class DifferenceRun:
    """Words that follow each other and stand alike."""

    whose: Whose
    words: str


def word_difference(first: str, second: str) -> tuple[DifferenceRun, ...] | None:
    """Word by word; words of both as the second has them; None: too long. Capitals and punctuation tell none apart.

    >>> [(r.whose.name, r.words) for r in word_difference("We will sue them.", "“We will not sue.”") or ()]
    [('BOTH', '“We will'), ('SECOND', 'not'), ('BOTH', 'sue.”'), ('FIRST', 'them.')]
    """
    one, other = first.split(), second.split()
    if max(len(one), len(other)) > LONGEST_WORDS:
        return None
    return tuple(_runs(one, other))


def _runs(one: list[str], other: list[str]) -> Iterator[DifferenceRun]:
    matcher = SequenceMatcher(None, list(map(_plain, one)), list(map(_plain, other)), autojunk=False)
    for step, a, b, c, d in matcher.get_opcodes():
        if step == "equal":
            yield DifferenceRun(Whose.BOTH, " ".join(other[c:d]))
            continue
        if b > a:
            yield DifferenceRun(Whose.FIRST, " ".join(one[a:b]))
        if d > c:
            yield DifferenceRun(Whose.SECOND, " ".join(other[c:d]))


def _plain(word: str) -> str:
    plain = word.translate(_IDLE).casefold()
    return plain.rstrip(".,;:!?") or plain
