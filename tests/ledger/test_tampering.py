"""A past that somebody changed: every kind shows, whoever takes the triggers away first."""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.ledger.factory import NOON, make_reading

from onrecord.ledger import LedgerCorrupted, open_ledger
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.thresholds import Slot, Threshold, ThresholdKind

CHANGES: dict[str, tuple[str, set[str]]] = {
    "another modal": ("UPDATE norms SET modal = 'ready' WHERE modal <> 'ready'", {"reading", "chain"}),
    "another agent": ("UPDATE norms SET agent_id = 'CHN'", {"reading", "chain"}),
    "another agent, also in the index": (
        "UPDATE norms SET agent_id = 'CHN'; UPDATE current_norms SET agent_id = 'CHN'",
        {"reading", "chain"},
    ),
    "another quotation": ("UPDATE evidence SET quote = 'we will pay' WHERE role = 'action'", {"reading", "chain"}),
    "another page": (f"UPDATE pages SET body = x'{zlib.compress(b'forged').hex()}'", {"page", "chain", "reading"}),
    "another day": ("UPDATE records SET stated_last = '1999-01-01', stated_first = NULL", {"reading", "chain"}),
    "norms gone from the index": ("DELETE FROM current_norms", {"index"}),
    "another address": ("UPDATE sightings SET address = 'https://en.kremlin.ru/forged'", {"id", "chain"}),
    "another moment of recording": ("UPDATE readings SET recorded_at = '2020' || substr(recorded_at, 5)", {"chain"}),
    "a judgement of somebody else": ("UPDATE judgements SET author = 'Bo'", {"id", "chain"}),
    "a judgement gone": ("DELETE FROM judgements", {"chain"}),
    "what was read gone": (
        "; ".join(f"DELETE FROM {t} WHERE reading = 1" for t in ("evidence", "norms", "records", "events")),
        {"reading", "chain"},
    ),
    "an empty full-text index": ("INSERT INTO passages_fts(passages_fts) VALUES ('delete-all')", {"search"}),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of two statements; the second page's reading says that the first agent will deny all."""
    path = tmp_path / "l.db"
    with open_ledger(path) as ledger:
        for number in (1, 2):
            ledger.record(make_reading(number, statements=1, filler=2), recorded_at=NOON)
        ledger.judge(make_reading(2, statements=1, filler=2).norms[0].id, JudgementKind.CONFIRM, by="Ada", at=NOON)
    return path


def change(path: Path, *commands: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            raw.execute(f'DROP TRIGGER "{name}"')
        for command in commands:
            assert raw.execute(command).rowcount
        for _, made in guards:  # and put back, as a careful hand would
            raw.execute(made)


def parts(path: Path, head: str | None = None) -> set[str]:
    """What an inspection finds fault with; the opening itself where that refuses already."""
    try:
        with open_ledger(path, create=False, read_only=True) as ledger:
            return {f.part.value for f in ledger.inspect(head=head).findings}
    except LedgerCorrupted:
        return {"opening"}


@pytest.mark.parametrize("commands, seen", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_by_hand_is_seen(path: Path, commands: str, seen: set[str]) -> None:
    change(path, *commands.split("; "))
    found = parts(path)
    assert seen <= found or found == {"opening"}


def test_nothing_is_found_in_a_sound_ledger(path: Path) -> None:
    assert parts(path) == set()


def test_guards_taken_away_are_seen(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DROP TRIGGER norms_no_update")
    assert parts(path) == {"schema"}


def test_a_row_slipped_in_is_seen_at_opening(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("INSERT INTO refused_pages SELECT n + 9, id || 'x', address, room, code, reason, recorded_at FROM"
                    " (SELECT 1 AS n, 'r' AS id, 'a' AS address, 'pages' AS room, 'c' AS code, '' AS reason,"
                    " '2026-01-01T00:00:00.000000+00:00' AS recorded_at)")  # fmt: skip
    with pytest.raises(LedgerCorrupted, match="refused_pages: 10 rows where the last commit says 0"):
        open_ledger(path)


def rewritten(path: Path) -> None:
    """The chain made anew over the changed rows by somebody who knows how."""
    from onrecord.ledger import sqlite
    from onrecord.ledger.upkeep import chain

    engine = sqlite.connect_engine(path, read_only=False, busy_timeout_s=1)
    with engine.connect() as connection, connection.begin(), sqlite.unguarded(connection):
        connection.exec_driver_sql("DELETE FROM commits")
        chain.seal(connection)
    engine.dispose()


def test_who_writes_the_whole_chain_anew_is_seen_by_who_noted_its_head(path: Path) -> None:
    with open_ledger(path) as ledger:
        head = ledger.inspect().head.hash
    change(path, "UPDATE readings SET recorded_at = '2020' || substr(recorded_at, 5)")
    rewritten(path)
    assert parts(path) == set()  # the chain alone cannot tell: SECURITY.md says so
    assert parts(path, head=head) == {"chain"}


def test_ids_and_digests_still_tell_when_the_chain_is_written_anew(path: Path) -> None:
    change(path, "UPDATE norms SET agent_id = 'CHN'", "UPDATE sightings SET address = 'https://en.kremlin.ru/forged'")
    rewritten(path)
    assert parts(path) >= {"reading", "id"}


BESIDE: dict[str, Callable[[bytes], bytes | None]] = {
    "missing": lambda log: None,
    "cut": lambda log: log[: len(log) // 2],
    "overwritten": lambda log: log[:40] + b"\xff" * 40 + log[80:],
}


@pytest.mark.parametrize("damage", BESIDE.values(), ids=BESIDE.keys())
def test_a_file_without_its_log_lacks_nothing_acknowledged(
    tmp_path: Path, damage: Callable[[bytes], bytes | None]
) -> None:
    """Seen: a copy without its -wal opened as sound with 151 of 191 readings."""
    path, copy = tmp_path / "l.db", tmp_path / "copy.db"
    with open_ledger(path) as ledger:
        ledger.record_many((make_reading(i, statements=1) for i in range(4)), recorded_at=NOON, batch=1)
        copy.write_bytes(path.read_bytes())  # as after a kill: nothing was closed
        log = damage((tmp_path / "l.db-wal").read_bytes())
    if log is not None:
        (tmp_path / "copy.db-wal").write_bytes(log)
    with open_ledger(copy) as ledger:
        assert len(list(ledger.reading_ids())) == 4
        assert ledger.inspect().sound


def test_a_file_of_two_moments_is_seen_at_opening(path: Path, tmp_path: Path) -> None:
    """Rows of one moment under the last commit of another, as a copy made while its file was written may be."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        (n, marks) = raw.execute("SELECT n, marks FROM commits ORDER BY n DESC LIMIT 1").fetchone()
        later = json.dumps({**json.loads(marks), "readings": 191}, sort_keys=True)
        raw.execute("INSERT INTO commits VALUES (?, ?, ?, ?)", (n + 1, later, "0", hashlib.sha256(b"").hexdigest()))
    with pytest.raises(LedgerCorrupted, match="readings: 2 rows where the last commit says 191"):
        open_ledger(path)


def test_a_body_that_does_not_unpack_is_said_plainly(path: Path) -> None:
    change(path, f"UPDATE pages SET body = x'{zlib.compress(b'a')[:-3].hex()}'")
    with open_ledger(path) as ledger, pytest.raises(LedgerCorrupted, match="onrecord check"):
        ledger.reading(next(iter(ledger.reading_ids())))


def test_a_whole_number_of_a_threshold_is_kept_and_no_fault_is_found_with_it(tmp_path: Path) -> None:
    """SQLite gives back "so much as one" as 1.0."""
    reading = make_reading(1)
    (norm, *others) = reading.norms
    counted = Threshold(slot=Slot.ACTION, kind=ThresholdKind.COUNT, span=norm.action, low=1, unit="soldier")
    with open_ledger(tmp_path / "ledger.db") as ledger:
        norms = (replace(norm, thresholds=(counted,)), *others)
        ledger.record(replace(reading, norms=norms), recorded_at=NOON)
        assert ledger.inspect().findings == ()
