"""The same given to both databases is held the same: rows, chain, digests, entries, and what is asked of them."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import DataError
from tests.ledger.factory import NOON, make_reading
from tests.ledger.shards import shard

from onrecord.ledger import Filters, Ledger, open_ledger
from onrecord.ledger.schema import migrations
from onrecord.ledger.schema.tables import metadata
from onrecord.ledger.upkeep import chain
from onrecord.ledger.upkeep.log import LOG
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.ledger_places import Address
from onrecord.terms.pages import RefusedPage
from onrecord.terms.reading_json import reading_json
from onrecord.terms.records import Modal
from onrecord.terms.refusals import Refusal

pytestmark = pytest.mark.postgres


def fill(ledger: Ledger) -> None:
    """Readings, a page read again by another reader, a refusal, a judgement, a remark, a withdrawal."""
    extras = (" Übergröße «x»", " \x00 and \ud800", "\x01\x02", "")
    for number in range(12):
        ledger.record(make_reading(number, extra=extras[number % 4]), recorded_at=NOON)
    ledger.record(make_reading(3, reader="reader 2", agent_of="NATO"), recorded_at=NOON + timedelta(days=1))
    refused = RefusedPage("https://example.org/x", Refusal("pages", "robots", "robots.txt forbids it"))
    ledger.record_refused(refused, recorded_at=NOON)
    norm = next(n.id for e in ledger.entries() for n in e.norms)
    ledger.judge(norm, JudgementKind.CONFIRM, by="Ana", at=NOON + timedelta(days=2))
    gone = make_reading(5, extra=extras[1]).page.id
    ledger.forget(gone, reason="asked to", author="Ana", day=NOON.date(), recorded_at=NOON + timedelta(days=3))


def test_both_end_at_one_head_and_hold_the_same(place: Address) -> None:
    with open_ledger(place) as ledger, open_ledger(None) as other:
        fill(ledger)
        fill(other)
        assert ledger.head() == other.head()
        assert ledger.content_digest() == other.content_digest()
        assert ledger.counts() == other.counts()
        assert [e.to_json() for e in ledger.entries()] == [e.to_json() for e in other.entries()]
        for filters in (Filters(actor="RUS"), Filters(modal=Modal.WILL), Filters(publisher="hill radio")):
            assert [e.id for e in ledger.entries(filters)] == [e.id for e in other.entries(filters)]
            assert ledger.count(filters) == other.count(filters)
        assert list(ledger.reading_ids()) == list(other.reading_ids())
        for id_ in other.reading_ids():
            assert reading_json(ledger.reading(id_)) == reading_json(other.reading(id_))
        assert ledger.inspect().findings == ()


def test_shards_absorbed_are_held_as_in_sqlite(place: Address, tmp_path: Path) -> None:
    first = shard(tmp_path / "one.db", [make_reading(n) for n in range(8)])
    second = shard(tmp_path / "two.db", [make_reading(n) for n in range(6, 12)])
    with open_ledger(place) as ledger, open_ledger(None) as other:
        for book in (ledger, other):
            book.record(make_reading(2, reader="reader 2"), recorded_at=NOON)
            done = [book.absorb(path) for path in (first, second, first)]
            assert not done[-1].added_anything
        assert (ledger.head().hash, ledger.content_digest()) == (other.head().hash, other.content_digest())
        assert ledger.inspect().findings == ()


def test_a_row_refused_leaves_no_gap_in_the_numbers(place: Address) -> None:
    with open_ledger(place) as ledger:
        ledger.record(make_reading(1), recorded_at=NOON)
        for number in (1, 2):  # what is held is met first, and a transaction that fails draws numbers in vain
            with pytest.raises(DataError), ledger._write_transaction() as connection:
                connection.exec_driver_sql("SELECT nextval(pg_get_serial_sequence('pages', 'n')) / 0")
            ledger.record(make_reading(number), recorded_at=NOON)
        assert chain_whole(ledger)
        with ledger._read_transaction() as connection:
            assert list(connection.exec_driver_sql("SELECT n FROM pages ORDER BY n").scalars()) == [1, 2]


def chain_whole(ledger: Ledger) -> bool:
    """Does every row fit its commit?"""
    with ledger._read_transaction() as connection:
        return not list(chain.faults(connection))


def test_the_tables_are_those_of_sqlite(place: Address) -> None:
    """Columns in one order, so that a row is digested the same; every key and every index of a name."""
    with open_ledger(place) as ledger, open_ledger(None) as other:
        here, there = inspect(ledger._engine), inspect(other._engine)
        for table in metadata.sorted_tables:
            columns = {c["name"]: c["nullable"] for c in here.get_columns(table.name) if c["name"] != "search"}
            assert columns == {c["name"]: c["nullable"] for c in there.get_columns(table.name)}, table.name
            if table in LOG:
                names = [c.name for c in table.c]
                assert [c["name"] for c in here.get_columns(table.name)] == names
                assert [c["name"] for c in there.get_columns(table.name)] == names
            indexes = {i["name"] for i in here.get_indexes(table.name) if "duplicates_constraint" not in i}
            assert indexes - {"passages_search"} == {i.name for i in table.indexes}, table.name
            keys = {tuple(k["column_names"]) for k in here.get_unique_constraints(table.name)}
            assert keys == {tuple(k["column_names"]) for k in there.get_unique_constraints(table.name)}, table.name
            points = {(tuple(k["constrained_columns"]), k["referred_table"]) for k in here.get_foreign_keys(table.name)}
            assert points == {
                (tuple(k["constrained_columns"]), k["referred_table"]) for k in there.get_foreign_keys(table.name)
            }, table.name


def test_every_version_has_a_step_in_both() -> None:
    assert len(migrations.steps(postgres=True)) == len(migrations.steps())
    assert all(migrations.steps(postgres=True)[migrations.FIRST_OF_POSTGRES - 1 :])


def test_text_is_sorted_by_code_points_whatever_the_database(server: object, place: Address) -> None:
    with open_ledger(place) as ledger, ledger._read_transaction() as connection:
        query = (
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() "
            "AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C' "
            "AND table_name IN (SELECT relname FROM pg_class WHERE relkind = 'r')"
        )
        assert connection.exec_driver_sql(query).all() == []
