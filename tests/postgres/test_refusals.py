"""What goes wrong with a server is said in one sentence, and no sentence holds a password."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.ledger.factory import NOON, make_reading
from tests.postgres.server import Server

from onrecord.ledger import (
    LedgerAway,
    LedgerBusy,
    LedgerError,
    LedgerMissing,
    LedgerNewer,
    LedgerNotWritable,
    NotALedger,
    PlaceTaken,
    open_ledger,
)
from onrecord.ledger.postgres import connecting
from onrecord.terms.ledger_places import Address

pytestmark = pytest.mark.postgres

SECRET = "sEcret-9"


def said(place: Address, kind: type[LedgerError], **how: object) -> str:
    """What opening it says; the password is in none of it."""
    with pytest.raises(LedgerError) as caught:
        open_ledger(replace(place, password=SECRET), **how).close()  # type: ignore[arg-type]
    assert type(caught.value) is kind
    told, error = "", caught.value
    while error is not None:
        told += f"{error}{error!r}"
        error = error.__cause__ or error.__context__  # type: ignore[assignment]
    assert SECRET not in told
    return str(caught.value)


def test_no_server(place: Address, tmp_path: Path) -> None:
    assert "did not answer" in said(replace(place, host=str(tmp_path)), LedgerAway)


def test_no_database(place: Address) -> None:
    assert '"nowhere" does not exist' in said(replace(place, database="nowhere"), LedgerAway)


def test_nobody_of_that_name(place: Address) -> None:
    assert '"nobody" does not exist' in said(replace(place, user="nobody"), LedgerAway)


def test_no_ledger(place: Address) -> None:
    assert "no ledger there" in said(place, LedgerMissing, create=False)
    assert "no ledger there" in said(place, LedgerMissing, read_only=True)


def test_a_schema_of_another_program(server: Server, place: Address) -> None:
    server.execute(f"CREATE SCHEMA {place.schema}")
    server.execute(f"CREATE TABLE {place.schema}.pages (id integer)")
    assert "of another program" in said(place, NotALedger)
    assert "of another program" in said(place, NotALedger, create=False)


def test_a_newer_ledger(server: Server, place: Address) -> None:
    open_ledger(place).close()
    server.execute(f"UPDATE {place.schema}.onrecord_version SET version = 9999")
    assert "Upgrade onrecord" in said(place, LedgerNewer)


def test_an_older_server(place: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "OLDEST_SERVER", 99)
    assert "needs 99 or later" in said(place, LedgerError)


def test_a_database_of_another_encoding(server: Server, place: Address) -> None:
    server.execute("CREATE DATABASE of_bytes ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
    assert "is of SQL_ASCII" in said(replace(place, database="of_bytes"), LedgerError)


def test_without_rights(server: Server, place: Address) -> None:
    server.execute("CREATE ROLE guest LOGIN")
    guest = replace(place, user="guest")
    assert "permission denied" in said(guest, LedgerNotWritable)  # may make no schema
    with open_ledger(place) as ledger:
        ledger.record(make_reading(1), recorded_at=NOON)
    assert "does not let guest into the schema" in said(guest, LedgerNotWritable, create=False)
    server.execute(f"GRANT USAGE ON SCHEMA {place.schema} TO guest")
    server.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {place.schema} TO guest")
    with open_ledger(guest, create=False, read_only=True) as ledger:  # who may read reads, and checks
        assert ledger.count() == 3
        assert ledger.inspect().findings == ()
    with open_ledger(guest, create=False) as ledger, pytest.raises(LedgerNotWritable, match="permission denied"):
        ledger.record(make_reading(2), recorded_at=NOON)


def test_out_of_connections(server: Server, place: Address) -> None:
    server.execute("CREATE ROLE few LOGIN CONNECTION LIMIT 1")
    server.execute("GRANT CREATE ON DATABASE postgres TO few")
    few = replace(place, user="few")
    with open_ledger(few):
        assert "takes no more connections" in said(few, LedgerBusy)


def test_two_writers_take_turns_and_one_says_so_when_it_waited_too_long(place: Address) -> None:
    with open_ledger(place) as first, open_ledger(place, busy_timeout_s=0.3) as second:
        with first._write_transaction(), pytest.raises(LedgerBusy, match="another process is writing"):
            second.record(make_reading(1), recorded_at=NOON)
        assert second.record(make_reading(1), recorded_at=NOON).pages.new == 1


def test_a_reader_waits_for_no_writer_and_sees_one_moment(place: Address) -> None:
    with open_ledger(place) as writer, open_ledger(place, read_only=True, busy_timeout_s=0.2) as reader:
        writer.record(make_reading(1), recorded_at=NOON)
        with reader._read_transaction() as connection:
            count = connection.exec_driver_sql("SELECT count(*) FROM pages")
            assert count.scalar() == 1
            writer.record(make_reading(2), recorded_at=NOON)
            assert connection.exec_driver_sql("SELECT count(*) FROM pages").scalar() == 1
        with writer._write_transaction():
            assert reader.counts()["pages"] == 2


def test_who_reads_can_write_nothing(place: Address) -> None:
    with open_ledger(place) as ledger:
        ledger.record(make_reading(1), recorded_at=NOON)
    with open_ledger(place, read_only=True) as ledger, pytest.raises(LedgerNotWritable, match="read-only"):
        ledger.record(make_reading(2), recorded_at=NOON)


def test_no_copy_onto_a_ledger(place: Address, places: Callable[[], Address]) -> None:
    other = places()
    with open_ledger(place) as ledger, open_ledger(other) as held:
        held.record(make_reading(1), recorded_at=NOON)
        with pytest.raises(PlaceTaken, match="a ledger of 1 pages is there"):
            ledger.copy_to(other)


def test_without_psycopg(place: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "pip install 'onrecord[postgres]'" in said(place, LedgerError)
