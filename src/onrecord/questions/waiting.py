"""What may have been met and waits for somebody to look: likely notices, then possible ones.

In:      Ledger
Out:     Waiting: how many, and the newest of them with their norms and events
Refuses: nothing
Source:  docs/questions.md, Met; docs/watching.md
Shown:   tests/questions/test_waiting.py
"""

from dataclasses import dataclass
from typing import Any

from onrecord.ledger import Ledger
from onrecord.ledger.index.norms import CurrentNorm
from onrecord.questions.met import Grade, Notice, notices
from onrecord.questions.timelines import event_json
from onrecord.questions.wording import sentence_of


@dataclass(frozen=True, slots=True)
class WaitingNotice:
    """One notice. norm: as it stands."""

    notice: Notice
    norm: CurrentNorm

    @property
    def grade(self) -> Grade:
        """Likely or possible."""
        return Grade(self.notice.one.match)

    @property
    def unsure(self) -> tuple[str, ...]:
        """What is not known, a clause each."""
        return tuple(f"{slot}: {reason}" for slot, match, reason in self.notice.one.reasons if match == "maybe")

    def to_json(self) -> dict[str, Any]:
        """`{"grade", "norm", "sentence", "event", "unsure"}`."""
        event = self.notice.event
        return {
            "grade": self.grade.name.lower(),
            "norm": self.norm.id,
            "sentence": sentence_of(self.norm),
            "event": event_json(event) if event else {"id": self.notice.one.event_id},
            "unsure": list(self.unsure),
        }


@dataclass(frozen=True, slots=True)
class Waiting:
    """likely, possible: how many encounters are kept of each; several may tell one thing. newest: of both, likely
    first, each told once."""

    likely: int
    possible: int
    newest: tuple[WaitingNotice, ...]


def waiting(ledger: Ledger, *, limit: int) -> Waiting:
    """At most `limit` of each grade."""
    current = ledger.current
    found: list[WaitingNotice] = []
    for grade in (Grade.LIKELY, Grade.POSSIBLE):
        kept = current.noticed([grade.value], since=None, limit=limit)
        once = notices(ledger, kept)
        norms = current.norms_called(notice.one.norm_id for notice in once)
        for notice in once:
            norm = norms.get(notice.one.norm_id)
            if norm is not None:  # judged wrong, or no longer read so
                found.append(WaitingNotice(notice, norm))
    counted = current.how_many_by_match()
    likely, possible = (counted.get(g.value, 0) for g in (Grade.LIKELY, Grade.POSSIBLE))
    return Waiting(likely, possible, tuple(found))
