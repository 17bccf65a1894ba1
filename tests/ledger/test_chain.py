"""The chain over commits: one link a write, the same rows the same links, nothing for nothing."""

from pathlib import Path

import pytest
from sqlalchemy import Engine
from tests.ledger.factory import NOON, make_reading

from onrecord.ledger import Ledger, open_ledger
from onrecord.ledger.upkeep import chain
from onrecord.ledger.upkeep.log import LOG
from onrecord.terms.judgements import JudgementKind


def head(ledger: Ledger) -> chain.ChainHead:
    with ledger._read_transaction() as connection:
        return chain.head(connection)


def test_every_write_is_a_link_and_nothing_is_none() -> None:
    with open_ledger(None) as ledger:
        assert head(ledger) == chain.ChainHead(0, "0" * 64)
        ledger.record_many((make_reading(i, statements=1) for i in range(4)), recorded_at=NOON, batch=2)
        assert head(ledger).commits == 2
        ledger.record(make_reading(1, statements=1), recorded_at=NOON)  # held already
        ledger.rebuild_index()
        assert head(ledger).commits == 2
        (norm_id,) = (n.id for n in make_reading(1, statements=1).norms)
        ledger.judge(norm_id, JudgementKind.CONFIRM, by="Ada", at=NOON)
        assert head(ledger).commits == 3
        with ledger._read_transaction() as connection:
            assert list(chain.faults(connection)) == []


def test_the_same_writes_make_the_same_chain(tmp_path: Path) -> None:
    heads = []
    for name in ("a.db", "b.db"):
        with open_ledger(tmp_path / name) as ledger:
            ledger.record_many((make_reading(i, statements=1) for i in range(3)), recorded_at=NOON)
            heads.append(head(ledger))
    assert heads[0] == heads[1]


def test_every_table_of_the_log_is_under_the_chain() -> None:
    hanging = {t for tables in chain.HANGING.values() for t in tables}
    assert {*chain.NUMBERED, *hanging} == {t for t in LOG if t.name != "commits"}


def test_a_write_that_fails_leaves_no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(None) as ledger:
        ledger.record(make_reading(1, statements=1), recorded_at=NOON)
        before = head(ledger)
        monkeypatch.setattr(chain, "seal", lambda connection: 1 / 0)
        with pytest.raises(Exception, match="division"):
            ledger.record(make_reading(2, statements=1), recorded_at=NOON)
        assert head(ledger) == before
        assert len(list(ledger.reading_ids())) == 1


def test_a_column_that_a_later_version_adds_changes_no_link(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with open_ledger(path) as ledger:
        ledger.record(make_reading(1, statements=1), recorded_at=NOON)
        engine: Engine = ledger._engine
        with engine.connect().execution_options(onrecord_write=True) as connection, connection.begin():
            connection.exec_driver_sql("ALTER TABLE norms ADD COLUMN later VARCHAR")
        with ledger._read_transaction() as connection:
            assert list(chain.faults(connection)) == []


def test_a_head_is_known_by_twelve_digits() -> None:
    with open_ledger(None) as ledger:
        ledger.record(make_reading(1, statements=1), recorded_at=NOON)
        first = head(ledger).hash
        ledger.record(make_reading(2, statements=1), recorded_at=NOON)
        with ledger._read_transaction() as connection:
            assert chain.holds_head(connection, first[:12].upper())
            assert not chain.holds_head(connection, first[:11])
            assert not chain.holds_head(connection, "0" * 64)
