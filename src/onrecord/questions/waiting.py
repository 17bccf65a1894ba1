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
from onrecord.questions.grades import Grade
from onrecord.questions.notices import NormNotice, norm_notices
from onrecord.questions.timelines import event_json
from onrecord.questions.wording import sentence_of


def unsure_of(held: NormNotice) -> tuple[str, ...]:
    """What is not known of it, a clause each."""
    return tuple(f"{slot}: {reason}" for slot, match, reason in held.notice.encounter.reasons if match == "maybe")


def waiting_json(held: NormNotice) -> dict[str, Any]:
    """`{"grade", "norm", "sentence", "event", "unsure"}`."""
    event = held.notice.event
    return {
        "grade": held.grade.name.lower(),
        "norm": held.norm.id,
        "sentence": sentence_of(held.norm),
        "event": event_json(event) if event else {"id": held.notice.encounter.event_id},
        "unsure": list(unsure_of(held)),
    }


@dataclass(frozen=True, slots=True)
class Waiting:
    """likely, possible: how many encounters are kept of each; several may tell one thing. newest: of both, likely
    first, each told once."""

    likely: int
    possible: int
    newest: tuple[NormNotice, ...]


def waiting(ledger: Ledger, *, limit: int) -> Waiting:
    """At most `limit` of each grade."""
    current = ledger.current
    found: list[NormNotice] = []
    for grade in (Grade.LIKELY, Grade.POSSIBLE):
        found += norm_notices(ledger, current.newest_encounters([grade.value], since=None, limit=limit))
    counted = current.how_many_by_match()
    likely, possible = (counted.get(g.value, 0) for g in (Grade.LIKELY, Grade.POSSIBLE))
    return Waiting(likely, possible, tuple(found))
