"""The ledger as the rest of the house sees it.

In:      readings, refused pages, filters, ids
Out:     what was added; entries, readings, relations, counts
Refuses: LedgerErrors; a moment without a time zone (ValueError)
Shown:   tests/ledger/
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import TracebackType

from sqlalchemy import Engine, func, select
from sqlalchemy.engine import Connection

from onrecord.ledger import sqlite, tables
from onrecord.ledger.columns import instant_text
from onrecord.ledger.copies import Copies
from onrecord.ledger.entries import Entry, EntryStatement, Source
from onrecord.ledger.fetching import (
    Place,
    Turn,
    count_of_entries,
    entries_at,
    page_of_entries,
    sources_of,
    statements_at,
    text_of,
)
from onrecord.ledger.filters import EVERYTHING, Filters
from onrecord.ledger.imported import Imported
from onrecord.ledger.indexing import rebuild
from onrecord.ledger.judge import judge
from onrecord.ledger.judgements import Judgement
from onrecord.ledger.keeping import kept_all
from onrecord.ledger.log import LOG
from onrecord.ledger.looking import Found, PageHeld, StoredRelation, find_ids, number_of, page_held, relations_of
from onrecord.ledger.meanings import Meanings
from onrecord.ledger.readers import Readers
from onrecord.ledger.rebuilding import reading_of
from onrecord.ledger.searching import RANKED_AT_MOST, Match, matches
from onrecord.ledger.standing import Standing
from onrecord.ledger.storing import Recorded, Storing
from onrecord.terms.judgements import Verdict
from onrecord.terms.pages import RefusedPage
from onrecord.terms.reading import Reading
from onrecord.terms.refusals import Refusal

# Entries fetched at a time while iterating: no read transaction stays open while the caller thinks.
ENTRIES_AT_A_TIME = 200


class Ledger:
    """An open ledger. Made by `open_ledger`; several threads may share one."""

    def __init__(self, engine: Engine, path: Path | None, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._engine = engine

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. All that was acknowledged is in it already."""
        with sqlite.said_plainly(self.path):
            self._engine.dispose()

    @property
    def standing(self) -> Standing:
        """The norms and events as they stand, and the log of what became of them."""
        return Standing(self._reading, self._writing)

    @property
    def imported(self) -> Imported:
        """Events taken from files of other data sets."""
        return Imported(self._reading, self._writing)

    @property
    def copies(self) -> Copies:
        """Which pages copy each other."""
        return Copies(self._reading)

    @property
    def readers(self) -> Readers:
        """Who read what."""
        return Readers(self._reading)

    @property
    def meanings(self) -> Meanings:
        """What passages mean, as vectors."""
        return Meanings(self._reading, self._writing)

    # --- writing ---

    def record(self, reading: Reading, *, recorded_at: datetime) -> Recorded:
        """Add one reading, whole or not at all; on return it is on the disk.

        The same reader saying the same of the same page adds nothing, whenever and from wherever it was read.
        recorded_at: by the caller's clock, with its time zone. The reading recorded latest is the page's current one.
        """
        return self.record_many((reading,), recorded_at=recorded_at)

    def record_refused(self, refused: RefusedPage, *, recorded_at: datetime) -> Recorded:
        """Add a page that could not be captured; the same refusal twice adds nothing."""
        return self.record_many((refused,), recorded_at=recorded_at)

    def record_many(
        self,
        items: Iterable[Reading | RefusedPage],
        *,
        recorded_at: datetime,
        batch: int = 100,
        on_commit: Callable[[Recorded], None] | None = None,
    ) -> Recorded:
        """Add many, `batch` to a transaction, each batch whole or not at all; the sum of what was added.

        items may be a generator: each batch is drawn from it before the ledger is locked, so that reading pages
        does not keep other writers out. on_commit is told after each batch, when it is on the disk; an error in a
        later batch leaves the earlier ones recorded.
        """
        instant_text(recorded_at)  # raises before anything is drawn
        if batch < 1:
            raise ValueError(f"batch must be 1 or more, got {batch}")
        total = Recorded()
        waiting = iter(items)
        while drawn := tuple(islice(waiting, batch)):
            with self._writing() as connection:
                storing = Storing(connection, recorded_at)
                done = sum((storing.add(item) for item in drawn), Recorded())
                storing.flush()
            total += done
            if on_commit is not None:
                on_commit(done)
        return total

    def judge(
        self,
        target: str,
        verdict: Verdict,
        *,
        by: str,
        at: datetime,
        slots: Sequence[str] = (),
        other: str | None = None,
        note: str | None = None,
    ) -> tuple[Judgement, ...]:
        """Keep what a person says of a norm or a record, for good; listings and answers follow at once.

        target, other: an id or enough of its beginning. slots: `SLOT=VALUE` texts, for a correction.
        A later judgement wins over an earlier one, and any judgement over every reader, also a later one.
        """
        instant_text(at)
        with self._writing() as connection:
            return judge(connection, target, verdict, pairs=slots, other=other, author=by, note=note, judged_at=at)

    def rebuild_index(self) -> None:
        """Make the index anew from the log. The log is not touched."""
        with self._writing() as connection:
            rebuild(connection)

    # --- reading ---

    def entries(self, filters: Filters = EVERYTHING, *, limit: int | None = None) -> Iterator[Entry]:
        """The records of current readings that match, newest first (unknown dates last), then in page order.

        Fetches as it goes; what other processes add meanwhile may or may not be seen.
        """
        after: Turn | None = None
        left = limit
        while left is None or left > 0:
            want = ENTRIES_AT_A_TIME if left is None else min(left, ENTRIES_AT_A_TIME)
            with self._reading() as connection:
                listed = page_of_entries(connection, filters, limit=want, after=after)
                found = entries_at(connection, [place for _, place in listed])
            yield from found
            if len(listed) < want:
                return
            after = listed[-1][0]
            left = None if left is None else left - want

    def count(self, filters: Filters = EVERYTHING) -> int:
        """How many records of current readings match."""
        with self._reading() as connection:
            return count_of_entries(connection, filters)

    def entries_at(self, places: Sequence[Place]) -> list[Entry]:
        """The entries of the records at these places, in the order given."""
        with self._reading() as connection:
            return entries_at(connection, places)

    def statements_at(self, places: Sequence[Place]) -> list[tuple[EntryStatement, Source]]:
        """The statements at these places with their sources, in the order given."""
        with self._reading() as connection:
            held = statements_at(connection, [(p.reading, p.seq) for p in places])
            sources = sources_of(connection, sorted({p.reading for p in places}))
        return [(held[p.reading, p.seq], sources[p.reading]) for p in places]

    def matches(
        self,
        expression: str,
        filters: Filters = EVERYTHING,
        *,
        limit: int = 20,
        norms_only: bool = False,
        ranked: int | None = RANKED_AT_MOST,
    ) -> list[Match]:
        """Passages an FTS5 expression finds, best first. `questions.search` makes the expression.

        ranked: of more than so many, those recorded last are ranked; None: all.
        """
        with self._reading() as connection:
            return matches(connection, expression, filters, limit=limit, norms_only=norms_only, ranked=ranked)

    def find(self, prefix: str, *, limit: int = 10) -> tuple[Found, ...]:
        """Records, norms, statements and pages whose id begins so, at most `limit`; see `looking.find_ids`."""
        with self._reading() as connection:
            return find_ids(connection, prefix, limit=limit)

    def relations(self, record_id: str) -> tuple[StoredRelation, ...]:
        """The relations of current readings that start from or lead to this record."""
        with self._reading() as connection:
            return relations_of(connection, record_id)

    def page(self, page_id: str) -> PageHeld:
        """What is held of a page: where it was seen, which readers read it. KeyError for an unknown page."""
        with self._reading() as connection:
            return page_held(connection, page_id)

    def source(self, reading_id: str) -> Source:
        """Where a reading comes from. KeyError for an unknown one, and for one that refused its page as a whole."""
        with self._reading() as connection:
            number = number_of(connection, reading_id)
            found = sources_of(connection, [number])
        if not found:
            raise KeyError(reading_id)
        return found[number]

    def reading(self, reading_id: str) -> Reading:
        """A reading as it was recorded, current or not. KeyError for an unknown one."""
        with self._reading() as connection:
            return reading_of(connection, number_of(connection, reading_id))

    def text(self, document_id: str) -> str:
        """The text of a document. KeyError for an unknown one."""
        with self._reading() as connection:
            return text_of(connection, document_id)

    def reading_ids(self) -> Iterator[str]:
        """Every reading held, in the order they were recorded."""
        with self._reading() as connection:
            return iter(connection.execute(select(tables.readings.c.id).order_by(tables.readings.c.n)).scalars().all())

    def judgements(self) -> tuple[Judgement, ...]:
        """All that was judged, oldest first, also what was taken back or fits no current reading."""
        with self._reading() as connection:
            return tuple(kept_all(connection))

    def refused_pages(self) -> tuple[RefusedPage, ...]:
        """Every page that could not be captured, in the order they were recorded."""
        t = tables.refused_pages
        with self._reading() as connection:
            rows = connection.execute(select(t).order_by(t.c.n)).all()
        return tuple(RefusedPage(r.address, Refusal(r.room, r.code, r.reason)) for r in rows)

    def refusal_counts(self) -> dict[tuple[str, str], int]:
        """How often each (room, code) was refused, in current readings and at the door, most often first."""
        t = tables
        inside = (
            select(t.refusals.c.room, t.refusals.c.code)
            .join(t.current_readings, t.current_readings.c.reading == t.refusals.c.reading)
            .union_all(select(t.refused_pages.c.room, t.refused_pages.c.code))
            .subquery()
        )
        often = func.count().label("often")
        query = select(inside.c.room, inside.c.code, often).group_by(inside.c.room, inside.c.code)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(often.desc(), inside.c.room, inside.c.code)).all()
        return {(r.room, r.code): r.often for r in rows}

    def counts(self) -> dict[str, int]:
        """Rows of each table of the log, older readings included."""
        with self._reading() as connection:
            return {t.name: int(connection.execute(select(func.count()).select_from(t)).scalar_one()) for t in LOG}

    def check(self) -> None:
        """Look through the whole file for damage; LedgerCorrupted when there is some. Time grows with the file."""
        with self._reading() as connection:
            found = sqlite.damage(connection)
        if found:
            raise sqlite.corrupted(str(self.path or "the ledger in memory"), found)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with sqlite.said_plainly(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            sqlite.said_plainly(self.path),
            self._engine.connect().execution_options(onrecord_write=True) as connection,
            connection.begin(),
        ):
            yield connection
