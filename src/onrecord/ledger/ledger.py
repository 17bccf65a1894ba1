"""The ledger as the rest of the house sees it.

In:      readings, refused pages, filters, ids
Out:     what was added; entries, readings, relations, counts
Refuses: LedgerErrors; a moment without a time zone (ValueError)
Shown:   tests/ledger/
"""

import logging
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, func, or_, select
from sqlalchemy.engine import Connection

from onrecord.ledger import database, sqlite
from onrecord.ledger.entries.checked import checked_records
from onrecord.ledger.entries.copies import Copies
from onrecord.ledger.entries.fetch import (
    RowKey,
    Turn,
    count_of_entries,
    entries_as_read,
    entries_at,
    page_of_entries,
    sources_of,
    statements_at,
    text_of,
)
from onrecord.ledger.entries.filters import EVERYTHING, Filters
from onrecord.ledger.entries.lookup import (
    FoundId,
    PageHeld,
    StoredRelation,
    find_ids,
    number_of,
    page_held,
    relations_of,
)
from onrecord.ledger.entries.remarked import Remarks
from onrecord.ledger.entries.sheets import Sheets
from onrecord.ledger.entries.values import Entry, EntrySource, EntryStatement
from onrecord.ledger.errors import LedgerBusy, NotHeld, ShardFault, ShardRefused
from onrecord.ledger.imports.events import Imported
from onrecord.ledger.index.current import Current
from onrecord.ledger.index.facets import Facet, facet_counts
from onrecord.ledger.index.full_text import RANKED_AT_MOST, PassageMatch, matches, places_of
from onrecord.ledger.index.refresh import rebuild
from onrecord.ledger.index.vectors import Meanings, last_vector
from onrecord.ledger.intake.absorbing import AbsorbPace, absorbed
from onrecord.ledger.judge import judge
from onrecord.ledger.judgements.remarks import Remark
from onrecord.ledger.judgements.store import kept_all
from onrecord.ledger.judgements.values import Judgement
from onrecord.ledger.remark import remark, take_back
from onrecord.ledger.rows.emptied import withdrawn_numbers
from onrecord.ledger.rows.pages import refused_of
from onrecord.ledger.rows.reading import reading_of
from onrecord.ledger.rows.withdrawals import Withdrawal, all_withdrawals, withdrawal_of
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.columns import instant_text
from onrecord.ledger.upkeep import chain
from onrecord.ledger.upkeep.as_it_stood import build_as_it_stood
from onrecord.ledger.upkeep.content import content_digest
from onrecord.ledger.upkeep.copying import CopiedLedger, copy_to
from onrecord.ledger.upkeep.forgetting import forget
from onrecord.ledger.upkeep.inputs import InputPage, input_pages
from onrecord.ledger.upkeep.inspecting import Inspection, inspect
from onrecord.ledger.upkeep.log import LOG
from onrecord.ledger.upkeep.readers import Readers
from onrecord.ledger.upkeep.safekeeping import Copied, back_up
from onrecord.ledger.upkeep.schemas_kept import back_up_schema
from onrecord.ledger.views.making import Views
from onrecord.ledger.write import Recorded, Storing
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.ledger_places import Address, LedgerPlace
from onrecord.terms.log_events import LogEvent, tell
from onrecord.terms.pages import HeldPage, RefusedPage
from onrecord.terms.reading import Reading
from onrecord.terms.remarks import RemarkKind

logger = logging.getLogger(__name__)

# Entries fetched at a time while iterating: no read transaction stays open while the caller thinks.
ENTRIES_AT_A_TIME = 200


class Ledger:
    """An open ledger. Made by `open_ledger`; several threads may share one."""

    def __init__(self, engine: Engine, place: LedgerPlace | None, *, read_only: bool) -> None:
        self.place = place
        self.read_only = read_only
        self._engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. All that was acknowledged is in it already."""
        with database.said_plainly(self.place):
            self._engine.dispose()

    @property
    def current(self) -> Current:
        """The norms and events as they stand, and the log of what became of them."""
        return Current(self._read_transaction, self._write_transaction)

    @property
    def imported(self) -> Imported:
        """Events taken from files of other data sets."""
        return Imported(self._read_transaction, self._write_transaction)

    @property
    def views(self) -> Views:
        """The ledger as SQL shows it."""
        return Views(self._read_transaction, self._write_transaction)

    @property
    def copies(self) -> Copies:
        """Which pages copy each other."""
        return Copies(self._read_transaction, self._write_transaction)

    @property
    def readers(self) -> Readers:
        """Who read what."""
        return Readers(self._read_transaction, self._write_transaction)

    @property
    def sheets(self) -> Sheets:
        """Sheets of red lines that were imported."""
        return Sheets(self._read_transaction, self._write_transaction)

    @property
    def remarks(self) -> Remarks:
        """Tags, cases and notes on records and pages."""
        return Remarks(self._read_transaction, self._write_transaction)

    @property
    def meanings(self) -> Meanings:
        """What passages mean, as vectors."""
        return Meanings(self._read_transaction, self._write_transaction)

    def mark(self) -> str:
        """A short text that is another one after every write: where the chain ends, and the last vector kept.

        It costs two look-ups, so who asked before can be told that nothing came since.
        """
        with self._read_transaction() as connection:
            end = chain.head(connection)
            return f"{end.commits}-{end.hash}-{last_vector(connection)}"

    def head(self) -> chain.ChainHead:
        """Where the chain of commits ends: an inspection can be held against it later."""
        with self._read_transaction() as connection:
            return chain.head(connection)

    def content_digest(self) -> str:
        """One digest of what is held, the same whoever put it in, in which order and when: see `upkeep.content`."""
        with self._read_transaction() as connection:
            return content_digest(connection)

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
        items: Iterable[Reading | RefusedPage | HeldPage],
        *,
        recorded_at: datetime,
        batch: int = 100,
        on_commit: Callable[[Recorded], None] | None = None,
    ) -> Recorded:
        """Add many, `batch` to a transaction, each batch whole or not at all; the sum of what was added.

        Of a page whose reading is held already, only where it was seen is added.

        items may be a generator: each batch is drawn from it before the ledger is locked, so that reading pages
        does not keep other writers out. on_commit is told after each batch, when it is on the disk; an error in a
        later batch leaves the earlier ones recorded. When drawing ends in an error, or somebody stops it (Ctrl-C),
        what was drawn before is recorded, and the error goes on.
        """
        instant_text(recorded_at)  # raises before anything is drawn
        if batch < 1:
            raise ValueError(f"batch must be 1 or more, got {batch}")
        total = Recorded()
        waiting = iter(items)
        while True:
            drawn: list[Reading | RefusedPage | HeldPage] = []
            try:
                for item in islice(waiting, batch):
                    drawn.append(item)  # noqa: PERF402 - one by one: what was drawn before an error is kept
            finally:
                if drawn:
                    began = time.monotonic()
                    with self._write_transaction() as connection:
                        storing = Storing(connection, recorded_at)
                        done = sum((storing.add(item) for item in drawn), Recorded())
                        storing.flush()
                    seconds = round(time.monotonic() - began, 3)
                    tell(logger, LogEvent.RECORDED, seconds=seconds, counts=done.in_short)
                    total += done
                    if on_commit is not None:
                        on_commit(done)
            if not drawn:
                return total

    def absorb(
        self,
        shard: Path,
        *,
        content: str | None = None,
        pace: AbsorbPace | None = None,
        on_commit: Callable[[Recorded], None] | None = None,
    ) -> Recorded:
        """Take all that was read into a shard, a ledger made by a batch; the sum of what was added, without record_ids.

        As if its readings were recorded here, each at the moment it was recorded there: in any order, twice if need be.
        In steps of less than a second, each whole or not at all; on_commit is told after each, when it is on the disk.
        An error leaves the steps before it absorbed, and the shard may be absorbed again.
        content: what its `content_digest` must be; None: that is not compared.
        ShardRefused: the shard is damaged, of another version, or more than a shard; any other error is the ledger's.
        """
        if isinstance(self.place, Path) and shard.exists() and shard.samefile(self.place):
            raise ShardRefused(
                ShardFault.HOLDS_MORE, f"{shard}: the ledger itself. It holds all that it holds already."
            )
        total, alone = Recorded(), AbsorbPace(pause_s=0.0)
        with closing(self._absorbed(shard, content, pace or (AbsorbPace() if self.place else alone))) as steps:
            for done in steps:
                total += done
                if on_commit is not None:
                    on_commit(done)
        return total

    def _absorbed(self, shard: Path, content: str | None, pace: AbsorbPace) -> Generator[Recorded, None, None]:
        with (
            database.said_plainly(self.place),
            self._engine.connect().execution_options(onrecord_write=True) as connection,
        ):
            yield from absorbed(connection, lambda: _sealed(connection), shard, content=content, pace=pace)

    def judge(
        self,
        target: str,
        verdict: JudgementKind,
        *,
        by: str,
        at: datetime,
        slots: Sequence[str] = (),
        other: str | None = None,
        note: str | None = None,
    ) -> tuple[Judgement, ...]:
        """Keep what a person says of a norm or a record, for good; listings and answers follow at once.

        target, other: an id or enough of its beginning; other: the second norm, or the event that did not meet it.
        slots: `SLOT=VALUE` texts, for a correction.
        A later judgement wins over an earlier one, and any judgement over every reader, also a later one.
        """
        instant_text(at)
        with self._write_transaction() as connection:
            return judge(connection, target, verdict, pairs=slots, other=other, author=by, note=note, judged_at=at)

    def remark(
        self, target: str, kind: RemarkKind, words: str, *, by: str, at: datetime, off: bool = False
    ) -> tuple[Remark, ...]:
        """Hang a tag, a case or a note on a record or a page; () where the name hangs there already.

        target: the id of a record, of a norm (its record is meant) or of a page, or enough of its beginning.
        off:    take the tag or case off, whoever put it there; () where it does not hang there.
        """
        instant_text(at)
        with self._write_transaction() as connection:
            return remark(connection, target, kind, words, author=by, recorded_at=at, off=off)

    def take_back(self, note: str, *, by: str, at: datetime) -> Remark:
        """Take back a note, by its id or enough of its beginning; only who wrote it can."""
        instant_text(at)
        with self._write_transaction() as connection:
            return take_back(connection, note, author=by, recorded_at=at)

    def forget(self, page_id: str, *, reason: str, author: str, day: date, recorded_at: datetime) -> Withdrawal:
        """Take the words of a page out of the ledger for good, and keep that it was withdrawn, why and by whom.

        NotHeld for an unknown page. A page that is withdrawn already stays so, as it was; the file is swept again.
        LedgerBusy: it is withdrawn, but others are reading, and old words may still lie in the file: ask again.
        """
        instant_text(recorded_at)
        withdrawal = Withdrawal(
            page_id=page_id, reason=reason.strip(), author=author.strip(), day=day, recorded_at=recorded_at
        )
        with self._write_transaction() as connection:
            forget(connection, withdrawal)
            held = withdrawal_of(connection, page_id)
        with database.said_plainly(self.place), self._engine.connect() as connection:
            if not database.of(connection).sweep(connection):
                raise LedgerBusy(
                    f"{self.place}: the page is withdrawn, but others are reading the ledger, and its words may still "
                    "lie in the file. Run the same command again when they have finished."
                )
        return held or withdrawal

    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """The pages that were withdrawn, in order."""
        with self._read_transaction() as connection:
            return all_withdrawals(connection)

    def withdrawal_of(self, id_: str) -> Withdrawal | None:
        """The withdrawal of a page, or of the page that a record, norm, statement or event stood on; None: there is
        none."""
        with self._read_transaction() as connection:
            return withdrawal_of(connection, id_)

    def rebuild_index(self) -> None:
        """Make the index anew from the log. The log is not touched."""
        with self._write_transaction() as connection:
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
            with self._read_transaction() as connection:
                listed = page_of_entries(connection, filters, limit=want, after=after)
                found = entries_at(connection, [place for _, place in listed])
            yield from found
            if len(listed) < want:
                return
            after = listed[-1][0]
            left = None if left is None else left - want

    def entries_after(
        self, after: Turn | None, filters: Filters = EVERYTHING, *, limit: int
    ) -> tuple[list[Entry], Turn | None]:
        """The next `limit` entries in the order of `entries`, and the turn of the last; None: there are no more.

        A turn is a key, not a count: what is added meanwhile moves nothing.
        """
        with self._read_transaction() as connection:
            listed = page_of_entries(connection, filters, limit=limit + 1, after=after)
            found = entries_at(connection, [place for _, place in listed[:limit]])
        return found, listed[limit - 1][0] if len(listed) > limit else None

    def facet(self, facet: Facet, filters: Filters = EVERYTHING, *, limit: int) -> list[tuple[str, int]]:
        """The `limit` values of a facet that most of the records that match have, each with how many."""
        with self._read_transaction() as connection:
            return facet_counts(connection, facet, filters, limit=limit)

    def checked(self) -> frozenset[str]:
        """The ids of records that a person judged, or a norm of."""
        with self._read_transaction() as connection:
            return checked_records(connection)

    def count(self, filters: Filters = EVERYTHING) -> int:
        """How many records of current readings match."""
        with self._read_transaction() as connection:
            return count_of_entries(connection, filters)

    def entries_at(self, places: Sequence[RowKey]) -> list[Entry]:
        """The entries of the records at these places, in the order given."""
        with self._read_transaction() as connection:
            return entries_at(connection, places)

    def entries_as_read(self, places: Sequence[RowKey]) -> list[Entry]:
        """The same as their readers gave them, whatever persons said of them since."""
        with self._read_transaction() as connection:
            return entries_as_read(connection, places)

    def statements_at(self, places: Sequence[RowKey]) -> list[tuple[EntryStatement, EntrySource]]:
        """The statements at these places with their sources, in the order given."""
        with self._read_transaction() as connection:
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
    ) -> list[PassageMatch]:
        """Passages an FTS5 expression finds, best first. `questions.search` makes the expression.

        ranked: of more than so many, those recorded last are ranked; None: all.
        """
        with self._read_transaction() as connection:
            return matches(connection, expression, filters, limit=limit, norms_only=norms_only, ranked=ranked)

    def places_found(self, expression: str, filters: Filters = EVERYTHING, *, limit: int) -> list[RowKey]:
        """Where the records with norms stand that `matches` finds, of the best `limit`, in no order."""
        with self._read_transaction() as connection:
            return places_of(connection, expression, filters, limit=limit)

    def find(self, prefix: str, *, limit: int = 10) -> tuple[FoundId, ...]:
        """Records, norms, statements and pages whose id begins so, at most `limit`; see `looking.find_ids`."""
        with self._read_transaction() as connection:
            return find_ids(connection, prefix, limit=limit)

    def relations(self, record_id: str) -> tuple[StoredRelation, ...]:
        """The relations of current readings that start from or lead to this record."""
        with self._read_transaction() as connection:
            return relations_of(connection, record_id)

    def page(self, page_id: str) -> PageHeld:
        """What is held of a page: where it was seen, which readers read it. KeyError for an unknown page."""
        with self._read_transaction() as connection:
            return page_held(connection, page_id)

    def input_pages(self) -> Iterator[InputPage]:
        """Every page held, with the digest of its bytes, in the order recorded: see `upkeep.inputs`."""
        with self._read_transaction() as connection:
            yield from input_pages(connection)

    def holds_page(self, page_id: str) -> bool:
        """Is there a page with this id, whoever read it?"""
        with self._read_transaction() as connection:
            return connection.execute(select(tables.pages.c.n).where(tables.pages.c.id == page_id)).first() is not None

    def pages_at(self, address: str) -> tuple[str, ...]:
        """The ids of pages seen at an address, as it was asked for or as it was found, in the order recorded."""
        t = tables
        query = select(t.pages.c.id).join(t.sightings, t.sightings.c.page == t.pages.c.n)
        query = query.group_by(t.pages.c.n, t.pages.c.id)
        query = query.where(or_(t.sightings.c.address == address, t.sightings.c.url == address))
        with self._read_transaction() as connection:
            return tuple(connection.execute(query.order_by(t.pages.c.n)).scalars())

    def source(self, reading_id: str) -> EntrySource:
        """Where a reading comes from. KeyError for an unknown one, and for one that refused its page as a whole."""
        with self._read_transaction() as connection:
            number = number_of(connection, reading_id)
            found = sources_of(connection, [number])
        if not found:
            raise NotHeld(reading_id)
        return found[number]

    def reading(self, reading_id: str) -> Reading:
        """A reading as it was recorded, current or not. KeyError for an unknown one."""
        with self._read_transaction() as connection:
            return reading_of(connection, number_of(connection, reading_id))

    def text(self, document_id: str) -> str:
        """The text of a document. KeyError for an unknown one."""
        with self._read_transaction() as connection:
            return text_of(connection, document_id)

    def reading_ids(self) -> Iterator[str]:
        """Every reading held, in the order they were recorded; those of withdrawn pages left out."""
        r = tables.readings.c
        with self._read_transaction() as connection:
            gone = withdrawn_numbers(connection, tables.readings)
            rows = connection.execute(select(r.n, r.id).order_by(r.n)).all()
        return iter([row.id for row in rows if row.n not in gone])

    def judgements(self) -> tuple[Judgement, ...]:
        """All that was judged, oldest first, also what was taken back or fits no current reading."""
        with self._read_transaction() as connection:
            return tuple(kept_all(connection))

    def refused_pages(self) -> tuple[RefusedPage, ...]:
        """Every page that could not be captured, in the order they were recorded."""
        t = tables.refused_pages
        with self._read_transaction() as connection:
            return tuple(map(refused_of, connection.execute(select(t).order_by(t.c.n))))

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
        with self._read_transaction() as connection:
            rows = connection.execute(query.order_by(often.desc(), inside.c.room, inside.c.code)).all()
        return {(r.room, r.code): r.often for r in rows}

    def counts(self) -> dict[str, int]:
        """Rows of each table of the log, older readings included."""
        with self._read_transaction() as connection:
            return {t.name: int(connection.execute(select(func.count()).select_from(t)).scalar_one()) for t in LOG}

    def check(self) -> None:
        """Look through the whole file for damage; LedgerCorrupted when there is some. Time grows with the file."""
        with self._read_transaction() as connection:
            found = database.of(connection).damage(connection)
        if found:
            raise sqlite.corrupted(str(self.place or "the ledger in memory"), found)

    def inspect(self, *, head: str | None = None) -> Inspection:
        """Look through everything, as `inspecting` says; what does not fit is told, not raised.

        head: the hash an earlier inspection told, or its first 12 digits: the chain must have passed through it.
        """
        with self._read_transaction() as connection:
            return inspect(connection, head=head)

    def back_up(self, to: Path, *, replace: bool = False) -> Copied:
        """All of it in one other file, at one moment, proven; see `safekeeping`. Others may write meanwhile."""
        with self._read_transaction() as connection:
            if isinstance(self.place, Address):
                return back_up_schema(connection, self.place, to, replace=replace)
            return back_up(connection, self.place, to, replace=replace)

    def copy_to(self, to: LedgerPlace) -> CopiedLedger:
        """The same ledger at another place where none is; see `copying`. Others may write to this one meanwhile."""
        with self._read_transaction() as connection:
            return copy_to(connection, str(self.place or "the ledger in memory"), to)

    def as_it_stood(self, at: datetime, to: Path) -> bool:
        """Build at `to` the ledger as it stood at a moment; False: it is this one, and nothing was built."""
        assert self.place is not None  # what is in memory has no past that another could ask for
        with self._read_transaction() as connection:
            return build_as_it_stood(connection, self.place, at, to)

    @contextmanager
    def _read_transaction(self) -> Iterator[Connection]:
        with database.said_plainly(self.place), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _write_transaction(self) -> Iterator[Connection]:
        with (
            database.said_plainly(self.place),
            self._engine.connect().execution_options(onrecord_write=True) as connection,
        ):
            with _sealed(connection):
                yield connection
            database.of(connection).settle(connection)


@contextmanager
def _sealed(connection: Connection) -> Iterator[None]:
    """A transaction whose rows are under the chain when it ends."""
    began = time.monotonic()
    with connection.begin():
        tell(logger, LogEvent.LEDGER_WAITED, seconds=time.monotonic() - began)
        yield
        chain.seal(connection)
