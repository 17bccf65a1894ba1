"""What current readings tell, in as little as it takes to count it: norms, events that happened, quotations, pages.

In:      nothing
Out:     ToldNorm, ToldEvent, ToldQuotation, each with its days, its page's, and where it stands; days of pages
Refuses: nothing
Source:  docs/panel.md
Shown:   tests/questions/test_panel.py
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, select

from onrecord.ledger.entries.copy_families import ToldPlace, texts_told
from onrecord.ledger.index.events import HAPPENED
from onrecord.ledger.rows.actors import actor_of
from onrecord.ledger.rows.records import STRENGTHS
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.later_tables import current_events, current_norms
from onrecord.ledger.transactions import InTransactions
from onrecord.terms.by_hand import BY_HAND, NO_HAND
from onrecord.terms.records import Modal, Mode, Strength
from onrecord.terms.statements import Directness, StatementFlag

ROWS_AT_A_TIME = 5_000


class DayRange(NamedTuple):
    """The first and the last day that something may be of; None: open at that end, or nothing is known."""

    first: date | None
    last: date | None


class ToldNorm(NamedTuple):
    """said: by the words themselves; published: its page. page: None for the row of a sheet. quoted: in the speaker's
    own words, as a whole or in part."""

    id: str
    anchor: str
    agent: str | None
    speaker: str | None
    target: str | None
    kind: str
    modal: Modal
    mode: Mode
    strength: Strength
    quoted: bool
    said: DayRange
    published: DayRange
    at: ToldPlace
    page: int | None


class ToldEvent(NamedTuple):
    """type: "" where no type fits. said: its own days; published: its page's."""

    actor: str | None
    recipient: str | None
    type: str
    said: DayRange
    published: DayRange
    at: ToldPlace
    page: int | None


class ToldQuotation(NamedTuple):
    """speaker: None where no state, organisation or group is known for which is spoken."""

    speaker: str | None
    said: DayRange
    published: DayRange
    at: ToldPlace
    page: int | None


class CurrentTold(InTransactions):
    """What current readings tell, to be counted; each in the order of readings."""

    def norms_told(self) -> Iterator[ToldNorm]:
        """Every norm as it stands, by a program or by hand."""
        n, r, s = current_norms.c, tables.records.c, tables.statements.c
        told = (
            current_norms.join(tables.records, and_(r.reading == n.reading, r.seq == n.record))
            .join(tables.readings, tables.readings.c.n == n.reading)
            .outerjoin(tables.documents, tables.documents.c.reading == n.reading)
            .outerjoin(tables.statements, and_(s.reading == r.reading, s.seq == r.statement))
        )
        columns = (n.id, n.anchor, n.agent_id, n.speaker_id, n.target_id, n.kind, n.modal, n.mode, n.strength)
        query = select(*columns, n.reading, n.record, s.directness, *_said(r, "stated"), *_PAGE).select_from(told)
        for row in self._told(query.order_by(n.reading, n.seq)):
            yield ToldNorm(
                id=row.id,
                anchor=row.anchor,
                agent=row.agent_id,
                speaker=row.speaker_id,
                target=row.target_id,
                kind=row.kind,
                modal=Modal(row.modal),
                mode=Mode(row.mode),
                strength=STRENGTHS[row.strength],
                quoted=row.directness in _QUOTED,
                said=DayRange(row.said_first, row.said_last),
                published=DayRange(row.published_first, row.published_last),
                at=ToldPlace(row.reading, "record", row.record),
                page=_page_of(row),
            )

    def events_told(self) -> Iterator[ToldEvent]:
        """Every event that a page tells as so. Imported events are on no page, and left out."""
        e, v = current_events.c, tables.events.c
        told = (
            current_events.join(tables.events, and_(v.reading == e.reading, v.seq == e.seq))
            .join(tables.readings, tables.readings.c.n == e.reading)
            .outerjoin(tables.documents, tables.documents.c.reading == e.reading)
        )
        columns = (e.actor, e.recipient, e.type, e.reading, e.seq)
        query = select(*columns, *_said(v, "date"), *_PAGE).select_from(told).where(HAPPENED)
        for row in self._told(query.order_by(e.reading, e.seq)):
            yield ToldEvent(
                actor=row.actor,
                recipient=row.recipient,
                type=row.type,
                said=DayRange(row.said_first, row.said_last),
                published=DayRange(row.published_first, row.published_last),
                at=ToldPlace(row.reading, "event", row.seq),
                page=_page_of(row),
            )

    def quotations_told(self) -> Iterator[ToldQuotation]:
        """Every statement in the speaker's own words, as a whole or in part; words quoted for distance are none."""
        s, r, a, current = tables.statements.c, tables.records.c, tables.actors.c, tables.current_readings.c
        told = (
            tables.statements.join(tables.current_readings, current.reading == s.reading)
            .join(tables.readings, tables.readings.c.n == s.reading)
            .outerjoin(tables.documents, tables.documents.c.reading == s.reading)
            .outerjoin(tables.records, and_(r.reading == s.reading, r.statement == s.seq))
            .outerjoin(tables.actors, and_(a.reading == s.reading, a.id == s.speaker_id))
        )
        columns = (s.reading, s.seq, s.flags, a.name, a.kind, a.state, a.organisation, a.office, a.sector, a.basis)
        query = select(*columns, *_said(r, "stated"), *_PAGE).select_from(told)
        query = query.where(s.directness.in_(_QUOTED), current.hand == NO_HAND).order_by(s.reading, s.seq, r.seq)
        before: ToldPlace | None = None
        for row in self._told(query):
            at = ToldPlace(row.reading, "statement", row.seq)
            # Of several records the first dates it; the row of a sheet quotes nobody on a page.
            if at == before or StatementFlag.SCARE_QUOTES.value in row.flags or _page_of(row) is None:
                continue
            before = at
            yield ToldQuotation(
                speaker=actor_of(row).code if row.name is not None else None,
                said=DayRange(row.said_first, row.said_last),
                published=DayRange(row.published_first, row.published_last),
                at=at,
                page=_page_of(row),
            )

    def pages_told(self) -> Iterator[DayRange]:
        """When each page that a program read may have been published."""
        current = tables.current_readings.c
        told = tables.current_readings.join(tables.readings, tables.readings.c.n == current.reading).outerjoin(
            tables.documents, tables.documents.c.reading == current.reading
        )
        for row in self._told(select(*_PAGE).select_from(told).where(current.hand == NO_HAND)):
            if _page_of(row) is not None:
                yield DayRange(row.published_first, row.published_last)

    def texts_told(self, groups: list[set[ToldPlace]]) -> list[int]:
        """Of each group how many independent texts its members rest on (entries/copy_families.py)."""
        with self._read_transaction() as connection:
            return texts_told(connection, groups)

    def _told(self, query: Select[Any]) -> Iterator[Any]:
        with self._read_transaction() as connection:
            for some in connection.execute(query).yield_per(ROWS_AT_A_TIME).partitions():
                yield from some


_QUOTED = (Directness.DIRECT.value, Directness.MIXED.value)
_PAGE = (
    tables.documents.c.published_first,
    tables.documents.c.published_last,
    tables.readings.c.page,
    tables.readings.c.reader,
)


def _said(columns: Any, prefix: str) -> tuple[ColumnElement[date | None], ...]:
    return columns[f"{prefix}_first"].label("said_first"), columns[f"{prefix}_last"].label("said_last")


def _page_of(row: Any) -> int | None:
    return None if row.reader.startswith(BY_HAND) else row.page
