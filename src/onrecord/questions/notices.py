"""What met norms, as it is told: each thing once, though several pages tell of it.

In:      Ledger, encounters of its log
Out:     Notice, and NormNotice beside its norm
Refuses: nothing; a norm that a person judged wrong since has no NormNotice
Source:  docs/questions.md, "Met, and status over time"
Shown:   tests/questions/test_met.py

The log keeps an encounter of each event that meets a norm, and every page's event is its own. Of one norm two
encounters whose events may be one are one notice.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from onrecord.ledger import Ledger
from onrecord.ledger.index.events import SeenEvent
from onrecord.ledger.index.norms import CurrentNorm
from onrecord.ledger.index.status_log import KeptEncounter
from onrecord.questions.grades import Grade
from onrecord.terms.predications import predicate_of


@dataclass(frozen=True, slots=True)
class Notice:
    """Encounters told as one. encounter: the first of them; reports: how many readings tell the same of the same
    words."""

    encounter: KeptEncounter
    event: SeenEvent | None
    reports: int

    @property
    def key(self) -> str:
        """Where a list of them goes on: norm, event and role of the first."""
        return f"{self.encounter.norm_id}.{self.encounter.event_id}.{self.encounter.role}"


def notices(ledger: Ledger, kept: Iterable[KeptEncounter]) -> list[Notice]:
    """The encounters, each once though several pages tell it: the first of those alike, in their order.

    Of one norm two events told by the same predicate are one where their days do not tell them apart.
    """
    every = list(kept)
    events = ledger.current.events_called(one.event_id for one in every)
    norms = ledger.current.norms_called(one.norm_id for one in every)
    held = [EncounterInFull(one, events.get(one.event_id), norms.get(one.norm_id)) for one in every]
    return [Notice(held[some[0]].encounter, held[some[0]].event, len(some)) for some in alike(held)]


def newest_notices(ledger: Ledger, *, since: date | None, possible: bool) -> list[Notice]:
    """The notices of what is kept, the newest first. since: kept on this day (UTC) or later; possible: those too that
    leave the action itself open."""
    kept = ledger.current.encounters(since=since, matches=Grade.shown(possible=possible))
    return notices(ledger, kept[::-1])


@dataclass(frozen=True, slots=True)
class NormNotice:
    """A notice beside its norm as it stands."""

    notice: Notice
    norm: CurrentNorm

    @property
    def grade(self) -> Grade:
        """How sure it is."""
        return Grade(self.notice.encounter.match)


def norm_notices(ledger: Ledger, kept: Iterable[KeptEncounter]) -> list[NormNotice]:
    """The notices of these encounters, of the norms that are still read so and that no person judged wrong."""
    once = notices(ledger, kept)
    norms = ledger.current.norms_called(notice.encounter.norm_id for notice in once)
    return [NormNotice(notice, norms[notice.encounter.norm_id]) for notice in once if notice.encounter.norm_id in norms]


class EncounterInFull(NamedTuple):
    """An encounter with its event and its norm as they stand; None where they are no longer held."""

    encounter: KeptEncounter
    event: SeenEvent | None
    norm: CurrentNorm | None


def alike(told: Sequence[EncounterInFull]) -> list[list[int]]:
    """Which of them are one notice, by their places; in the order of the first of each."""
    found: list[list[int]] = []
    groups: dict[tuple[str | None, ...], list[list[int]]] = defaultdict(list)
    for i, (met, event, norm) in enumerate(told):
        action = (predicate_of(event.does) if event.does else event.words) if event else met.event_id
        bound = (norm.agent_id, norm.action, norm.trigger) if norm else (met.norm_id,)
        held = groups[met.role, met.verdict, *bound, action]
        same = next((some for some in held if _may_be_one(told[some[0]].event, event)), None)
        if same is None:
            held.append([i])
            found.append(held[-1])
        else:
            same.append(i)
    return found


def _may_be_one(one: SeenEvent | None, other: SeenEvent | None) -> bool:
    """Do their parties and days leave open that the two are one event?"""
    if one is None or other is None:
        return one is other
    if one.actor is not None and other.actor is not None and one.actor != other.actor:
        return False
    first, last = (max(e.first or date.min for e in (one, other)), min(e.last or date.max for e in (one, other)))
    return first <= last
