"""Which entries somebody asks for, and the same as a condition on the index.

A record matches when every filter that is set holds. Those on norms must all hold of one and the same norm, as it
stands: corrections of a person count, not what they correct.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, false, or_, select, tuple_

from onrecord.ledger.database import each_of
from onrecord.ledger.schema.columns import storable
from onrecord.ledger.schema.later_tables import current_norms
from onrecord.ledger.schema.tables import passages
from onrecord.terms.records import Modal, Mode, RecordKind, Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to keep; None: anything.

    actor:        an actor's code ("RUS", "NATO"), as agent or speaker of a norm.
    target:       whom the action is done to, or who must act; `trigger`: who must act in the condition: codes too.
    status:       the last of a norm's statuses ("expired", "triggered" ...).
    min_strength: this strength or a greater one; strength: this one.
    since, until: days, both included. An entry stays when it may have been said within them: bounds that reach into
                  the days are enough; an entry of which no date is known, neither said nor published, does not stay.
    publisher:    the whole name, in any letter case.
    among:        records with these ids, or (without) with none of them.
    """

    actor: str | None = None
    target: str | None = None
    trigger: str | None = None
    status: str | None = None
    modal: Modal | None = None
    mode: Mode | None = None
    kind: RecordKind | None = None
    min_strength: Strength | None = None
    strength: Strength | None = None
    since: date | None = None
    until: date | None = None
    publisher: str | None = None
    among: frozenset[str] | None = None
    without: frozenset[str] | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"since {self.since} lies after until {self.until}: no day lies in both")


EVERYTHING = Filters()


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """What must hold of a row of `passages`."""
    p = passages.c
    held: list[ColumnElement[bool]] = []
    if filters.kind is not None:
        held.append(p.kind == filters.kind.value)
    if filters.min_strength is not None:
        held.append(p.strength >= filters.min_strength.rank)
    if filters.strength is not None:
        held.append(p.strength == filters.strength.rank)
    if filters.since is not None:
        held.append(p.day_last >= filters.since.toordinal())
    if filters.until is not None:
        held.append(p.day_first <= filters.until.toordinal())
    if filters.publisher is not None:
        held.append(p.publisher == storable(filters.publisher).casefold())
    # One value for the database, however many ids: it takes only so many.
    if filters.among is not None:
        held.append(p.id.in_(each_of(filters.among)))
    if filters.without is not None:
        held.append(p.id.not_in(each_of(filters.without)))
    held.extend(_norm_conditions(filters))
    return held


def on_norms(filters: Filters) -> bool:
    """Is there a filter that only a record with norms can pass?"""
    return bool(_norm_conditions(filters))


def _norm_conditions(filters: Filters) -> list[ColumnElement[bool]]:
    n = current_norms.c
    held: list[ColumnElement[bool]] = []
    if filters.modal is not None:
        held.append(n.modal == filters.modal.value)
    if filters.mode is not None:
        held.append(n.mode == filters.mode.value)
    for column, wanted in (
        (n.target_id, filters.target),
        (n.trigger_id, filters.trigger),
        (n.standing, filters.status),
    ):
        if wanted is not None:
            held.append(column == wanted)
    if filters.actor is None and not held:
        return []
    key = tuple_(passages.c.reading, passages.c.record)

    def some(*more: ColumnElement[bool]) -> ColumnElement[bool]:
        return key.in_(select(n.reading, n.record).where(and_(*held, *more)))

    if filters.actor is None:
        return [some()]
    # Two look-ups, each with its own index: an OR inside one would scan.
    return [or_(false(), some(n.agent_id == filters.actor), some(n.speaker_id == filters.actor))]
