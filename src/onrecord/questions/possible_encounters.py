"""Of what a norm may have met, so much as says anything: a norm that fifty events may have met is one that any may.

In:      a ledger, encounters as they are found
Out:     those of them that are kept
Source:  docs/questions.md, "Met, and status over time"
Shown:   tests/questions/test_possible_encounters.py

Nothing becomes of a norm by a possible encounter. Kept without end they would grow with norms times events: of 252
norms of the shared pages ten ("Russia will conduct ...") have more than half of them.
"""

from collections import Counter
from collections.abc import Iterable

from onrecord.ledger import Ledger
from onrecord.ledger.index.status_log import Encounter
from onrecord.questions.grades import Grade

# Of one norm, for its condition and for its action each: those kept first.
POSSIBLE_AT_MOST = 50


class PossibleEncounters:
    """How many are kept of each norm that has come by, with those on their way into the log."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._kept: Counter[tuple[str, str]] = Counter()
        self._known: set[str] = set()

    def of(self, found: Iterable[Encounter]) -> list[Encounter]:
        """What was found, without the possible ones of a norm that has its share; in their order.

        Those of a norm that are in the log already count once more when they are found again, so that a norm at the
        brim may keep a few less.
        """
        every = list(found)
        new = {one.norm for one in every if one.match == Grade.POSSIBLE.value} - self._known
        self._known |= new
        self._kept.update(self._ledger.current.how_many_encounters_of(sorted(new), Grade.POSSIBLE.value))
        return [one for one in every if one.match != Grade.POSSIBLE.value or self._has_room(one)]

    def _has_room(self, one: Encounter) -> bool:
        part = (one.norm, one.role)
        if self._kept[part] >= POSSIBLE_AT_MOST:
            return False
        self._kept[part] += 1
        return True
