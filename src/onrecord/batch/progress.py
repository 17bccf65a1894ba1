"""How far a run is, and how long it may still take.

In:      what came of parts; what is at work
Out:     RunProgress
Refuses: nothing
Shown:   tests/batch/test_progress.py
"""

from dataclasses import dataclass

from onrecord.batch.done import Done
from onrecord.batch.leftover import LeftOver


@dataclass(slots=True)
class RunProgress:
    """Of this run.

    shards:   how many are known; all there are once `complete`.
    finished: of those, with what was done before; left: how many could not be made.
    records:  of finished shards and of those at work; at_work: of the latter alone.
    """

    shards: int = 0
    complete: bool = False
    finished: int = 0
    left: int = 0
    done_records: int = 0
    at_work: int = 0
    quarantined: int = 0
    seconds: float = 0.0

    @property
    def records(self) -> int:
        """Records done so far."""
        return self.done_records + self.at_work

    @property
    def seconds_left(self) -> float | None:
        """As long as what is left takes at the pace so far, shards taken as of one size; None: nobody can say yet."""
        over = self.finished + self.left
        if not self.complete or not over or not self.done_records:
            return None
        # A shard at work counts by its records: without it the estimate stands still for minutes.
        done = over + min(self.at_work * over / self.done_records, self.shards - over)
        return self.seconds * (self.shards - done) / done

    def count(self, came: Done | LeftOver) -> None:
        """One part more."""
        if isinstance(came, LeftOver):
            self.left += 1
        else:
            self.finished += 1
            self.done_records += came.counts.seen
            self.quarantined += sum(came.counts.quarantined.values())

    def look(self, *, at_work: int, shards: int, complete: bool, seconds: float) -> None:
        """What is known now."""
        self.at_work, self.shards, self.complete, self.seconds = at_work, shards, complete, seconds
