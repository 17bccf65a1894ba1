"""What goes in comes out, whole, once, in any order."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from tests.examples import examples
from tests.ledger.factory import NOON, make_page, make_reading

from onrecord.ledger import Filters, Ledger, ReadingUnsound, Tally, open_ledger
from onrecord.terms.dates import Basis, DateBounds, Precision, PublishedDate
from onrecord.terms.pages import RefusedPage
from onrecord.terms.reading import Reading
from onrecord.terms.reading_json import reading_json
from onrecord.terms.records import Modal, Mode, RecordKind, Strength
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import Span

ONE_DAY = timedelta(days=1)


def held(ledger: Ledger) -> tuple[list[object], list[object]]:
    """All the ledger says, without the moments it was told: entries, and every reading."""
    entries = [{**e.to_json(), "source": {**e.source.to_json(), "recorded_at": None}} for e in ledger.entries()]
    readings = sorted((reading_json(ledger.reading(id_)) for id_ in ledger.reading_ids()), key=str)
    return entries, readings


@pytest.mark.parametrize("extra", ["", " 😀", " \x00 and \ud800", "\x01\x02\x03", " Übergröße «x»"])
def test_a_reading_comes_back_equal(extra: str) -> None:
    reading = make_reading(1, extra=extra)
    with open_ledger(None) as ledger:
        ledger.record(reading, recorded_at=NOON)
        (reading_id,) = ledger.reading_ids()
        back = ledger.reading(reading_id)
    assert back.page == reading.page
    assert back.document == reading.document
    assert reading_json(back) == reading_json(reading)


def test_a_refused_page_is_a_reading_without_a_document() -> None:
    page = make_page("Новости", address="ru.txt")
    reading = Reading.refused(page, Refusal("documents", "not-english", "it is in Russian"), reader="reader 1")
    with open_ledger(None) as ledger:
        assert ledger.record(reading, recorded_at=NOON).refusals == Tally(1, 0)
        assert ledger.refusal_counts() == {("documents", "not-english"): 1}
        assert ledger.page(page.id).readings[0].document_id is None


def test_a_page_that_could_not_be_captured_is_counted_once() -> None:
    refused = RefusedPage("https://example.org/x", Refusal("pages", "robots", "robots.txt forbids it"))
    with open_ledger(None) as ledger:
        assert ledger.record_refused(refused, recorded_at=NOON).refused_pages == Tally(1, 0)
        assert ledger.record_refused(refused, recorded_at=NOON + ONE_DAY).refused_pages == Tally(0, 1)
        assert ledger.refused_pages() == (refused,)
        assert ledger.refusal_counts() == {("pages", "robots"): 1}


def test_reading_a_page_twice_adds_nothing() -> None:
    with open_ledger(None) as ledger:
        first = ledger.record(make_reading(1), recorded_at=NOON)
        counts = ledger.counts()
        second = ledger.record(make_reading(1), recorded_at=NOON + ONE_DAY)
        assert first.records == Tally(3, 0)
        assert len(first.record_ids) == 3
        assert (second.records, second.record_ids, second.added_anything) == (Tally(0, 3), (), False)
        assert ledger.counts() == counts


def test_the_same_page_from_another_address_adds_where_it_was_seen_and_nothing_else() -> None:
    with open_ledger(None) as ledger:
        ledger.record(make_reading(1), recorded_at=NOON)
        before = ledger.counts()
        ledger.record(make_reading(1, address="moved/1.txt"), recorded_at=NOON)
        assert {k: n - before[k] for k, n in ledger.counts().items() if n != before[k]} == {
            "sightings": 1,
            "commits": 1,
        }


def test_a_new_reader_takes_over_and_the_older_reading_stays() -> None:
    old, new = make_reading(1, reader="reader 1"), make_reading(1, reader="reader 2", agent_of="NATO")
    with open_ledger(None) as ledger:
        ledger.record(old, recorded_at=NOON)
        done = ledger.record(new, recorded_at=NOON + ONE_DAY)
        assert (done.readings, done.norms) == (Tally(1, 0), Tally(0, 3))
        assert {n.norm.agent_id for e in ledger.entries() for n in e.norms} == {"NATO"}
        assert ledger.count() == 3
        assert len(ledger.matches('"said"')) == 3
        first, second = ledger.reading_ids()
        assert reading_json(ledger.reading(first)) == reading_json(old)
        assert [r.current for r in ledger.page(old.page.id).readings] == [True, False]
        assert ledger.page(old.page.id).readings[0].id == second


def test_a_reader_changed_without_a_new_name_is_not_dropped() -> None:
    with open_ledger(None) as ledger:
        ledger.record(make_reading(1), recorded_at=NOON)
        assert ledger.record(make_reading(1, agent_of="NATO"), recorded_at=NOON + ONE_DAY).readings == Tally(1, 0)
        assert {n.norm.agent_id for e in ledger.entries() for n in e.norms} == {"NATO"}


def test_a_later_capture_of_an_undated_page_is_the_same_reading() -> None:
    """An undated page is bounded by the day it was captured: that moves with the clock, not with the reader."""
    reading = make_reading(5)
    assert reading.document is not None
    bounds = DateBounds(None, date(2026, 1, 6), Precision.BOUNDED)
    later = replace(
        reading,
        page=replace(reading.page, fetched_at=NOON + ONE_DAY),
        document=replace(reading.document, published=PublishedDate(bounds, Basis.BEFORE_CAPTURE)),
    )
    with open_ledger(None) as ledger:
        ledger.record(reading, recorded_at=NOON)
        assert not ledger.record(later, recorded_at=NOON + ONE_DAY).added_anything


def test_a_reader_with_mended_dates_is_another_reading() -> None:
    """Seen: a version that read the day of a promise rightly added nothing, as the ledger held "the same" already."""
    reading = make_reading(1)
    mended = replace(
        reading, records=tuple(replace(r, stated_on=DateBounds.day(date(1999, 1, 1))) for r in reading.records)
    )
    with open_ledger(None) as ledger:
        ledger.record(reading, recorded_at=NOON)
        assert ledger.record(mended, recorded_at=NOON + ONE_DAY).readings == Tally(1, 0)
        assert {e.record.stated_on for e in ledger.entries()} == {DateBounds.day(date(1999, 1, 1))}
        assert ledger.inspect().findings == ()


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, ZeroDivisionError])
def test_what_was_read_before_somebody_stopped_it_is_kept(stop: type[BaseException]) -> None:
    """Seen: Ctrl-C threw away up to a batch of readings that were done."""

    def readings() -> Iterator[Reading]:
        yield from (make_reading(i, statements=1, filler=2) for i in range(3))
        raise stop

    with open_ledger(None) as ledger:
        told: list[int] = []
        with pytest.raises(stop):
            ledger.record_many(
                readings(), recorded_at=NOON, batch=20, on_commit=lambda done: told.append(done.readings.new)
            )
        assert (len(list(ledger.reading_ids())), told) == (3, [3])


readings_of_few_pages = st.builds(
    make_reading,
    st.integers(0, 4),
    reader=st.sampled_from(["reader 1", "reader 2"]),
    statements=st.just(2),
    filler=st.just(3),
)


@settings(max_examples=examples(25), deadline=None)
@given(st.lists(readings_of_few_pages, max_size=8), st.randoms(use_true_random=False), st.integers(1, 5))
def test_order_repetition_and_batches_change_nothing(readings: list[Reading], rng: object, batch: int) -> None:
    shuffled = readings + readings[:3]
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    with open_ledger(None) as one, open_ledger(None) as other:
        for reading in readings:
            one.record(reading, recorded_at=NOON)
        other.record_many(shuffled, recorded_at=NOON, batch=batch)
        assert held(one) == held(other)
        assert {m.id for m in one.matches('"said"')} == {m.id for m in other.matches('"said"')}
        other.rebuild_index()
        assert held(one) == held(other)


def test_every_entry_quotes_its_page_exactly() -> None:
    with open_ledger(None) as ledger:
        ledger.record_many((make_reading(i) for i in range(10)), recorded_at=NOON)
        for entry in ledger.entries():
            text = ledger.text(entry.source.document_id)
            assert entry.evidence
            assert all(quote.span.of(text) == quote.words for quote in entry.evidence)
            for held_norm in entry.norms:
                assert held_norm.slot("action") == held_norm.norm.action.of(text)


def unsound_readings() -> list[tuple[str, Reading]]:
    from dataclasses import replace

    r = make_reading(1)
    beyond = Span(0, 10**6)
    return [
        ("ends after", replace(r, records=(replace(r.records[0], evidence=(beyond,)),), norms=())),
        ("not in the reading", replace(r, statements=())),
        ("not in the reading", replace(r, records=(), norms=r.norms)),
        ("its document is of page", replace(r, page=make_page("another"))),
        ("no document", replace(r, document=None)),
    ]


@pytest.mark.parametrize("seen, reading", unsound_readings())
def test_what_does_not_hold_together_is_not_recorded(seen: str, reading: Reading) -> None:
    with open_ledger(None) as ledger:
        with pytest.raises(ReadingUnsound, match=seen):
            ledger.record_many((make_reading(2), reading), recorded_at=NOON)
        assert not any(ledger.counts().values())


def test_a_moment_without_a_zone_is_a_wrong_call() -> None:
    with open_ledger(None) as ledger, pytest.raises(ValueError, match="no time zone"):
        ledger.record(make_reading(1), recorded_at=datetime(2026, 1, 1))  # noqa: DTZ001 - the wrong call is the point


@pytest.mark.parametrize("change", ["UPDATE norms SET agent_id = 'X'", "DELETE FROM records", "DELETE FROM pages"])
def test_the_log_is_only_ever_added_to(change: str) -> None:
    with open_ledger(None) as ledger:
        ledger.record(make_reading(1), recorded_at=NOON)
        writing = ledger._engine.connect().execution_options(onrecord_write=True)
        with writing as connection, pytest.raises(IntegrityError, match="append-only"):
            connection.exec_driver_sql(change)


FILTERS = [
    Filters(actor="RUS"),
    Filters(modal=Modal.WILL_NOT),
    Filters(mode=Mode.UNLESS, modal=Modal.WILL),
    Filters(actor="BLR", mode=Mode.IF),
    Filters(kind=RecordKind.THREAT),
    Filters(min_strength=Strength.READY),
    Filters(since=date(2022, 1, 1)),
    Filters(until=date(2022, 1, 1)),
    Filters(since=date(2021, 1, 1), until=date(2023, 1, 1), publisher="hill RADIO"),
    Filters(actor="nobody"),
]


@pytest.mark.parametrize("filters", FILTERS, ids=repr)
def test_filters_keep_what_they_say(filters: Filters) -> None:
    with open_ledger(None) as ledger:
        ledger.record_many((make_reading(i) for i in range(60)), recorded_at=NOON)
        every = list(ledger.entries())
        kept = list(ledger.entries(filters))
        assert [e.id for e in kept] == [e.id for e in every if fits(e, filters)]
        assert ledger.count(filters) == len(kept)
        assert {m.id for m in ledger.matches('"said"', filters, limit=1000)} == {e.id for e in kept}


def fits(entry: object, f: Filters) -> bool:
    """The filters again, the slow way."""
    from onrecord.ledger import Entry

    assert isinstance(entry, Entry)
    norms = [n.norm for n in entry.norms]
    said = entry.record.stated_on or (entry.source.published.bounds if entry.source.published else None)
    return (
        (
            (f.actor, f.modal, f.mode) == (None, None, None)
            or any(
                (f.actor is None or f.actor in (n.agent_id, n.speaker_id))
                and f.modal in (None, n.modal)
                and f.mode in (None, n.mode)
                for n in norms
            )
        )
        and f.kind in (None, entry.record.kind)
        and (f.min_strength is None or entry.record.strength.rank >= f.min_strength.rank)
        and (f.since is None or (said is not None and (said.last or date.max) >= f.since))
        and (f.until is None or (said is not None and (said.first or date.min) <= f.until))
        and (f.publisher is None or (entry.source.publisher or "").casefold() == f.publisher.casefold())
    )


def test_entries_come_newest_first_in_page_order_and_in_pages_of_any_size() -> None:
    with open_ledger(None) as ledger:
        ledger.record_many((make_reading(i, statements=7) for i in range(70)), recorded_at=NOON)
        every = list(ledger.entries())
        assert len(every) == 490 == ledger.count()
        assert [e.id for e in ledger.entries(limit=205)] == [e.id for e in every[:205]]
        said = [e.record.stated_on or (e.source.published and e.source.published.bounds) for e in every]
        days = [(d.last or d.first).toordinal() if d else 0 for d in said]  # type: ignore[union-attr]
        assert days == sorted(days, reverse=True)
        for one, two in pairwise(every):
            if one.source.page_id == two.source.page_id and one.record.stated_on == two.record.stated_on:
                assert one.evidence[0].span < two.evidence[0].span


def test_the_tables_and_the_migrations_say_the_same(tmp_path: Path) -> None:
    from sqlalchemy import inspect

    from onrecord.ledger.schema.tables import metadata

    with open_ledger(tmp_path / "l.db") as ledger:
        found = inspect(ledger._engine)
        for table in metadata.sorted_tables:
            columns = {c["name"]: (str(c["type"]), c["nullable"]) for c in found.get_columns(table.name)}
            dialect = ledger._engine.dialect
            assert columns == {c.name: (c.type.compile(dialect), bool(c.nullable)) for c in table.c}, table.name
            assert {i["name"] for i in found.get_indexes(table.name)} == {i.name for i in table.indexes}, table.name


def test_the_log_is_every_table_that_refuses_to_be_changed(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.db") as ledger:
        counted = set(ledger.counts())
    with closing(sqlite3.connect(tmp_path / "l.db")) as raw:
        guarded = {row[0] for row in raw.execute("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'")}
    assert counted == guarded
    assert {"signatures", "imported_events", "judgements"} <= counted
