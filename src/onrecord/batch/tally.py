"""What came of the records of a shard, counted as they go into its ledger.

In:      ThingOutcomes and SetAparts
Out:     what the ledger takes of each; Counts
Refuses: nothing
Shown:   tests/batch/test_shard.py
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from onrecord.batch.attempts import SetApart
from onrecord.batch.done import Counts, Truncated
from onrecord.batch.messages import ThingOutcome
from onrecord.ledger import Recorded
from onrecord.terms.pages import RefusedPage
from onrecord.terms.reading import Reading
from onrecord.terms.refusals import Refusal

NO_REASON = "not-said"


class Tallied:
    """The records of one part, in their order."""

    def __init__(self) -> None:
        self.read = 0
        self.skipped: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.quarantined: Counter[str] = Counter()
        self.truncated: list[Truncated] = []
        self.cpu_seconds = 0.0

    @property
    def seen(self) -> int:
        """How many came so far."""
        return self.read + sum(map(Counter.total, (self.skipped, self.refused, self.quarantined)))

    def stored(self, outcomes: Iterable[ThingOutcome | SetApart]) -> Iterator[Reading | RefusedPage]:
        """What the ledger takes; each is counted on its way."""
        for outcome in outcomes:
            if isinstance(outcome, SetApart):
                self.quarantined[outcome.code] += outcome.records
                # No reading: it would stand for the page where an earlier reader, or a larger limit, had read it.
                yield RefusedPage(outcome.address, Refusal("batch", outcome.code, outcome.reason))
                continue
            self._count(outcome)
            if outcome.refused is not None:
                yield outcome.refused
            yield from outcome.readings

    def counts(self, recorded: Recorded, *, near_copies: int, cpu_seconds: float) -> Counts:
        """The sums. cpu_seconds: what the storing took."""
        return Counts(
            seen=self.seen,
            read=self.read,
            skipped=dict(sorted(self.skipped.items())),
            quarantined=dict(sorted(self.quarantined.items())),
            refused=dict(sorted(self.refused.items())),
            truncated=len(self.truncated),
            near_copies=near_copies,
            statements=recorded.statements.new,
            records=recorded.records.new,
            norms=recorded.norms.new,
            events=recorded.events.new,
            cpu_seconds=round(self.cpu_seconds + cpu_seconds, 3),
        )

    def _count(self, outcome: ThingOutcome) -> None:
        self.cpu_seconds += outcome.cpu_seconds
        if outcome.truncated is not None:
            self.truncated.append(Truncated(address=outcome.address, reason=_why_cut(outcome.truncated)))
        if outcome.skipped is not None:
            self.skipped[outcome.skipped] += 1
        elif outcome.refused is not None:
            self.refused[outcome.refused.refusal.code] += 1
        elif any(reading.document is not None for reading in outcome.readings):
            self.read += 1
        else:
            codes = [refusal.code for reading in outcome.readings for refusal in reading.refusals]
            self.refused[codes[0] if codes else NO_REASON] += 1


def _why_cut(said: str) -> str:
    return f"whoever saved it kept only its beginning ({said})"
