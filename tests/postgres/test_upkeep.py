"""A ledger in PostgreSQL kept whole: what was changed is seen, what follows from the log is made anew, words go."""

from pathlib import Path

import pytest
from tests.ledger.factory import NOON, make_reading
from tests.postgres.server import Server

from onrecord.ledger import EvidenceDamaged, PlaceTaken, open_ledger, repair, restore
from onrecord.ledger.upkeep.inspecting import LedgerPart
from onrecord.terms.ledger_places import Address

pytestmark = pytest.mark.postgres

DERIVED = {
    "norms gone from the index": ("DELETE FROM current_norms", LedgerPart.INDEX),
    "another agent in the index": ("UPDATE current_norms SET agent_id = 'XXX'", LedgerPart.INDEX),
    "an index of a table dropped": ("DROP INDEX ix_norms_id", LedgerPart.SCHEMA),
    "the index of texts dropped": ("DROP INDEX passages_search", LedgerPart.SEARCH),
    "a guard dropped": ("DROP TRIGGER norms_append_only ON norms", LedgerPart.SCHEMA),
    "a guard put to sleep": ("ALTER TABLE norms DISABLE TRIGGER norms_append_only", LedgerPart.SCHEMA),
    "a guard that lets pass": (
        "CREATE OR REPLACE FUNCTION onrecord_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        LedgerPart.SCHEMA,
    ),
}
EVIDENCE = {
    "another agent": ("norms", "UPDATE norms SET agent_id = 'XXX' WHERE seq = 0 AND reading = 1"),
    "a quotation": ("evidence", "UPDATE evidence SET quote = 'x' WHERE reading = 1 AND piece = 0"),
    "another reader": (
        "readings",
        "UPDATE readings SET reader = 'x' WHERE n = 1",
    ),
    "a page gone": ("commits", "DELETE FROM commits WHERE n = 2"),
}


def filled(place: Address) -> None:
    with open_ledger(place) as ledger:
        for number in range(3):
            ledger.record(make_reading(number), recorded_at=NOON)


def change(server: Server, place: Address, *statements: str) -> None:
    """As somebody with all rights would, past onrecord."""
    for statement in statements:
        server.execute(f"SET search_path TO {place.schema}; {statement}")


@pytest.mark.parametrize("what", DERIVED)
def test_what_follows_from_the_log_is_made_anew(server: Server, place: Address, what: str) -> None:
    filled(place)
    statement, part = DERIVED[what]
    change(server, place, statement)
    done = repair(place)
    assert part in {f.part for f in done.found}
    with open_ledger(place) as ledger:
        assert ledger.inspect().findings == ()
    assert repair(place).found == ()


@pytest.mark.parametrize("what", EVIDENCE)
def test_a_changed_past_is_seen_and_never_made_anew(server: Server, place: Address, what: str) -> None:
    filled(place)
    table, statement = EVIDENCE[what]
    guard = f"ALTER TABLE {table} {{}} TRIGGER USER"
    change(server, place, guard.format("DISABLE"), statement, guard.format("ENABLE"))
    with open_ledger(place, read_only=True) as ledger:
        seen = ledger.inspect()
    assert LedgerPart.CHAIN in {f.part for f in seen.findings}
    assert not seen.evidence_sound
    with pytest.raises(EvidenceDamaged):
        repair(place)


@pytest.mark.parametrize("statement", ["UPDATE pages SET kind = 'x'", "DELETE FROM evidence", "TRUNCATE judgements"])
def test_the_log_refuses_to_be_changed(server: Server, place: Address, statement: str) -> None:
    import psycopg

    filled(place)
    with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="is append-only"):
        change(server, place, statement)


def test_a_backup_is_a_file_and_comes_back(place: Address, tmp_path: Path) -> None:
    filled(place)
    with open_ledger(place) as ledger:
        done = ledger.back_up(tmp_path / "kept.db")
        head, content = ledger.head(), ledger.content_digest()
        assert done.head == head
        with pytest.raises(PlaceTaken):
            ledger.back_up(tmp_path / "kept.db")
        ledger.record(make_reading(9), recorded_at=NOON)
    with open_ledger(tmp_path / "kept.db") as file:
        assert (file.head(), file.content_digest()) == (head, content)
        assert file.inspect().findings == ()
    with pytest.raises(PlaceTaken):
        restore(tmp_path / "kept.db", place)
    back = restore(tmp_path / "kept.db", place, replace=True)
    assert isinstance(back.aside, Address)
    with open_ledger(place) as ledger, open_ledger(back.aside, create=False) as aside:
        assert (ledger.head(), ledger.content_digest()) == (head, content)
        assert ledger.record(make_reading(9), recorded_at=NOON).pages.new == 1  # it goes on where the backup ends
        assert aside.counts()["pages"] == 4


def test_what_no_backup_is_leaves_the_ledger_where_it_was(place: Address, tmp_path: Path) -> None:
    filled(place)
    with open_ledger(tmp_path / "kept.db") as file:
        file.record(make_reading(1), recorded_at=NOON)
    words = (tmp_path / "kept.db").read_bytes()
    (tmp_path / "kept.db").write_bytes(words.replace(b"norm-", b"norm+"))
    with pytest.raises(Exception, match=r"kept\.db"):
        restore(tmp_path / "kept.db", place, replace=True)
    with open_ledger(place, create=False) as ledger:
        assert ledger.counts()["pages"] == 3


def test_the_words_of_a_withdrawn_page_are_in_no_file_of_the_server(server: Server, place: Address) -> None:
    secret = "xylographically"
    filled(place)
    with open_ledger(place) as ledger:
        reading = make_reading(7, extra=f" {secret}")
        ledger.record(reading, recorded_at=NOON)
        server.execute("CHECKPOINT")
        assert files_with(server, reading.page.id)
        ledger.forget(reading.page.id, reason="asked to", author="Ana", day=NOON.date(), recorded_at=NOON)
        assert ledger.inspect().findings == ()
        assert not ledger.matches(f'words : "{secret}"')
    server.execute("CHECKPOINT")
    assert not files_with(server, secret)


def files_with(server: Server, words: str) -> list[str]:
    """The files of tables and indexes that hold these words; the server's log of changes is not among them."""
    files = [f for f in (server.folder / "data" / "base").rglob("*") if f.is_file()]
    return [f.name for f in files if words.encode() in f.read_bytes()]
