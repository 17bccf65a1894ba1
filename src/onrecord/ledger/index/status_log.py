"""What became of norms, and what events met of them: rows of the log, and back, looked up and added to.

In:      statuses and encounters to keep; anchors of norms, days
Out:     Status, Encounter, KeptEncounter, MetCondition; without what a person says was not met (not_met.py)
Source:  docs/ledger.md
Shown:   tests/questions/test_met.py
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, select
from sqlalchemy.engine import Connection

from onrecord.ledger.database import in_shares
from onrecord.ledger.index.events import SeenEvent, taken_events
from onrecord.ledger.index.last_status import counts, refresh_status, refuted
from onrecord.ledger.index.norms import day_of, ordinal
from onrecord.ledger.index.not_met import follow_not_met, refutations, refuted_events
from onrecord.ledger.rows.cells import AnyRow, Row, plain
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.imported import imported_events
from onrecord.ledger.schema.later_tables import checked, encounters, not_met, statuses
from onrecord.ledger.schema.upserts import add_all_if_new
from onrecord.ledger.transactions import InTransactions
from onrecord.terms.ids import content_id

STATUS = ("norm", "norm_id", "status", "basis", "basis_id", "reason")
ENCOUNTER = ("norm", "norm_id", "role", "match", "verdict")
CURRENT_IDS = (
    select(tables.readings.c.id)
    .join(tables.current_readings, tables.current_readings.c.reading == tables.readings.c.n)
    .order_by(tables.readings.c.n)
)
UNCHECKED_IDS = CURRENT_IDS.where(tables.readings.c.id.not_in(select(checked.c.id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What became of a norm. basis: "deadline", "event" or "record"."""

    norm: str
    norm_id: str
    status: str
    first: date | None
    last: date | None
    basis: str
    basis_id: str | None
    reason: str

    @property
    def id(self) -> str:
        """One norm becomes so once on one ground."""
        return content_id("status", [self.norm, self.status, self.basis, self.basis_id])


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """An event and the norm whose trigger or action it is, or may be. reasons: (slot, match, reason)."""

    norm: str
    norm_id: str
    event: SeenEvent
    role: str
    match: str
    verdict: str
    reasons: tuple[tuple[str, str, str], ...]

    @property
    def id(self) -> str:
        """Of the event, the norm and the role it meets it in."""
        return encounter_id(self.norm, self.event.anchor, self.role)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEncounter:
    """An encounter as kept. norm: the anchor of the norm."""

    norm: str
    norm_id: str
    event_id: str
    role: str
    match: str
    verdict: str
    reasons: tuple[tuple[str, str, str], ...]
    last: date | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class MetCondition:
    """That an event met the condition of a norm. norm, event: their anchors; last: the event's last day, when it was
    kept."""

    norm: str
    event: str
    event_id: str
    match: str
    last: date | None


def encounter_id(norm: str, event: str, role: str) -> str:
    """One event meets one norm once. norm, event: their anchors."""
    return content_id("encounter", [norm, event, role])


def encounter_row(one: Encounter, recorded_at: datetime) -> Row:
    """Its row."""
    return {
        "id": one.id,
        **plain(one, ENCOUNTER),
        "event": one.event.anchor,
        "event_id": one.event.id,
        "reasons": [list(reason) for reason in one.reasons],
        "day_last": ordinal(one.event.last),
        "recorded_at": recorded_at,
    }


def encounter_of(row: AnyRow) -> KeptEncounter:
    """It as kept."""
    return KeptEncounter(
        **plain(row, (*ENCOUNTER, "event_id", "recorded_at")),
        reasons=tuple((a, b, c) for a, b, c in row.reasons),
        last=day_of(row.day_last),
    )


def status_row(status: Status, recorded_at: datetime) -> Row:
    """Its row."""
    days = {"day_first": ordinal(status.first), "day_last": ordinal(status.last)}
    return {"id": status.id, **plain(status, STATUS), **days, "recorded_at": recorded_at}


def status_of(row: AnyRow) -> Status:
    """It again."""
    return Status(**plain(row, STATUS), first=day_of(row.day_first), last=day_of(row.day_last))


# What a person says did not meet its norm counts for nothing.
COUNTS = not_(refuted(encounters.c.norm, encounters.c.event))


def _kept_since(since: date | None) -> list[ColumnElement[bool]]:
    if since is None:
        return [COUNTS]
    return [COUNTS, encounters.c.recorded_at >= datetime.fromisoformat(f"{since}T00:00:00+00:00")]


def _pairs_of(connection: Connection, norms: Iterable[str]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for some in in_shares(sorted(norms)):
        rows = connection.execute(select(not_met.c.norm, not_met.c.event).where(not_met.c.norm.in_(some)))
        found |= {(row.norm, row.event) for row in rows}
    return found


class StatusLog(InTransactions):
    """What became of norms, what was met, and which readings were looked at for it."""

    def reading_ids(self) -> tuple[str, ...]:
        """The current readings, in the order they were recorded."""
        return self._ids(CURRENT_IDS)

    def unchecked(self, *, newest: int | None = None) -> tuple[str, ...]:
        """Those of them not looked at for encounters; newest: only so many, those recorded last."""
        if newest is None:
            return self._ids(UNCHECKED_IDS)
        last = UNCHECKED_IDS.order_by(None).order_by(tables.readings.c.n.desc()).limit(newest)
        return self._ids(last)[::-1]

    def how_many_unchecked(self) -> int:
        """How many of them that are."""
        some = UNCHECKED_IDS.order_by(None).subquery()
        with self._read_transaction() as connection:
            return int(connection.execute(select(func.count()).select_from(some)).scalar_one())

    def _ids(self, query: Select[Any]) -> tuple[str, ...]:
        with self._read_transaction() as connection:
            return tuple(connection.execute(query).scalars())

    def unchecked_imports(self, *, limit: int) -> tuple[list[SeenEvent], str | None]:
        """Imported events not looked at, in their order, and the mark to keep when they have been."""
        with self._read_transaction() as connection:
            last = connection.execute(
                select(checked.c.id).where(checked.c.id.startswith("imported:")).order_by(checked.c.n.desc()).limit(1)
            ).scalar()
            after = int(last.partition(":")[2]) if last else 0
            i = imported_events.c
            top = connection.execute(select(i.n).where(i.n > after).order_by(i.n).limit(limit)).scalars().all()
            if not top:
                return [], None
            where = and_(i.n > after, i.n <= top[-1], i.type.is_not(None))
            return taken_events(connection, where, None), f"imported:{top[-1]}"

    def keep(
        self, *, met: Iterable[Encounter], became: Iterable[Status], looked_at: Iterable[str], recorded_at: datetime
    ) -> tuple[list[Encounter], list[Status]]:
        """Add to the log; what was new of it, and counts. The index follows."""
        with self._write_transaction() as connection:
            met, became = list(met), list(became)
            new = add_all_if_new(connection, encounters, [encounter_row(m, recorded_at) for m in met])
            new_met = [met[i] for i in new]
            new = add_all_if_new(connection, statuses, [status_row(s, recorded_at) for s in became])
            new_became = [became[i] for i in new]
            add_all_if_new(connection, checked, [{"id": id_, "recorded_at": recorded_at} for id_ in looked_at])
            changed = {m.norm for m in new_met} | {s.norm for s in new_became}
            if changed and refutations(connection):
                follow_not_met(connection, changed)
                gone = _pairs_of(connection, changed)
                new_met = [m for m in new_met if (m.norm, m.event.anchor) not in gone]
                new_became = [s for s in new_became if s.basis != "event" or (s.norm, s.basis_id) not in gone]
            else:
                refresh_status(connection, {s.norm for s in new_became})
        return new_met, new_became

    def any_refuted(self) -> bool:
        """Does a person say of any event that it did not meet a norm?"""
        with self._read_transaction() as connection:
            return bool(refutations(connection))

    def encounters(self, *, since: date | None = None, matches: Sequence[str] | None = None) -> list[KeptEncounter]:
        """What was met, by the day it was kept and then in order.

        since: kept on this day (UTC) or later; matches: so surely; None: however surely.
        """
        e = encounters.c
        query = select(encounters).where(*_kept_since(since)).order_by(e.recorded_at, e.n)
        if matches is not None:
            query = query.where(e.match.in_(matches))
        with self._read_transaction() as connection:
            return [encounter_of(row) for row in connection.execute(query)]

    def how_many_by_match(self, *, since: date | None = None) -> dict[str, int]:
        """How many of them there are, by how sure they are."""
        e = encounters.c
        query = select(e.match, func.count()).where(*_kept_since(since)).group_by(e.match)
        with self._read_transaction() as connection:
            return {match: int(count) for match, count in connection.execute(query)}

    def how_many_encounters_of(self, norms: Sequence[str], match: str) -> dict[tuple[str, str], int]:
        """How many so sure are in the log of the norms with these anchors, by norm and role; refuted ones too."""
        e, found = encounters.c, dict[tuple[str, str], int]()
        with self._read_transaction() as connection:
            for some in in_shares(norms):
                query = select(e.norm, e.role, func.count()).where(e.norm.in_(some), e.match == match)
                rows = connection.execute(query.group_by(e.norm, e.role))
                found |= {(norm, role): int(count) for norm, role, count in rows}
        return found

    def newest_encounters(self, matches: Sequence[str], *, since: datetime | None, limit: int) -> list[KeptEncounter]:
        """What met norms so surely, kept at this moment or later (None: ever), the newest first."""
        e = encounters.c
        where = [e.match.in_(matches), COUNTS, *([e.recorded_at >= since] if since is not None else [])]
        query = select(encounters).where(*where).order_by(e.recorded_at.desc(), e.n.desc()).limit(limit)
        with self._read_transaction() as connection:
            return list(map(encounter_of, connection.execute(query)))

    def encounters_of(self, norms: Sequence[str]) -> list[KeptEncounter]:
        """What met the norms with these anchors, however surely, the newest first."""
        e, found = encounters.c, list[AnyRow]()
        with self._read_transaction() as connection:
            for some in in_shares(sorted(set(norms))):
                found += connection.execute(select(encounters).where(e.norm.in_(some))).all()
        newest = sorted(found, key=lambda row: (row.recorded_at, row.n), reverse=True)
        return list(map(encounter_of, newest))

    def conditions_met(self, norms: Sequence[str]) -> list[MetCondition]:
        """What was met of the conditions of the norms with these anchors, in order."""
        e, found = encounters.c, list[MetCondition]()
        with self._read_transaction() as connection:
            for some in in_shares(sorted(set(norms))):
                query = select(e.norm, e.event, e.event_id, e.match, e.day_last).where(
                    e.norm.in_(some), e.role == "trigger"
                )
                rows = connection.execute(query.where(COUNTS).order_by(e.recorded_at, e.n))
                found += [MetCondition(r.norm, r.event, r.event_id, r.match, day_of(r.day_last)) for r in rows]
        return found

    def statuses(self, anchor: str | None = None) -> list[Status]:
        """The log of one norm, or all of it, oldest first; what does not count is left out."""
        s = statuses.c
        query = select(statuses).where(counts(statuses)).order_by(s.n)
        if anchor is not None:
            query = query.where(s.norm == anchor)
        with self._read_transaction() as connection:
            return [status_of(row) for row in connection.execute(query)]

    def encounters_with_counts(self, norms: Sequence[str]) -> list[tuple[KeptEncounter, bool]]:
        """All that met the norms with these anchors, in order; and whether it counts: a person may say that it did not
        meet them."""
        e, found = encounters.c, list[tuple[KeptEncounter, bool]]()
        with self._read_transaction() as connection:
            for some in in_shares(sorted(set(norms))):
                query = select(encounters, COUNTS.label("counts")).where(e.norm.in_(some)).order_by(e.recorded_at, e.n)
                found += [(encounter_of(row), bool(row.counts)) for row in connection.execute(query)]
        return found

    def said_not_to_meet(self, norm_id: str, event_ids: Sequence[str]) -> set[str]:
        """Of these events, by their ids, those of which a person says that they did not meet the norm."""
        with self._read_transaction() as connection:
            return refuted_events(connection, norm_id, event_ids)
