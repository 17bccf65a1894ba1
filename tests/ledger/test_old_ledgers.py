"""A ledger of an older version opens, answers, and its log stays as it was.

`files/version-6.db.gz` was made by onrecord at commit 8944fc4, before the index held the words that actions are
compared
by: three readings of `make_reading`, and three of `said` in which Belarus speaks of sending troops.
"""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.ledger.factory import NOON, make_reading

from onrecord.ledger import Filters, LedgerOlder, open_ledger
from onrecord.ledger.schema.migrations import steps
from onrecord.ledger.upkeep.chain import faults, head
from onrecord.ledger.upkeep.log import LOG
from onrecord.questions import check, search
from onrecord.questions.changes import ChangeMark
from onrecord.questions.timelines import timeline
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.remarks import RemarkKind

FILES = Path(__file__).parent / "files"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress((FILES / "version-6.db.gz").read_bytes()))
    return path


def columns(path: Path, tables: list[str]) -> dict[str, str]:
    """Each table's columns, as the file has them; tables of later versions are left out."""
    with closing(sqlite3.connect(path)) as raw:
        named = {t: ", ".join(f'"{c[1]}"' for c in raw.execute(f'PRAGMA table_info("{t}")')) for t in tables}
    return {t: names for t, names in named.items() if names}


def rows(path: Path, asked: dict[str, str]) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as raw:
        return {t: sorted(raw.execute(f'SELECT {names} FROM "{t}"'), key=repr) for t, names in asked.items()}


def index_rows(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute("SELECT id, action_words, trigger_words FROM current_norms ORDER BY id").fetchall()


def test_it_answers_and_its_log_is_not_rewritten(old: Path) -> None:
    log = columns(old, [t.name for t in LOG])  # a column a later version adds is empty in old rows
    before = rows(old, log)
    with open_ledger(old) as ledger:
        line = timeline(ledger, "BLR")
    said = {
        dict(s.norm.words)["action"]: s.change.mark for s in line.sayings if s.entry.source.address.startswith("2021")
    }
    assert said == {
        "send troops to the border": ChangeMark.FIRST,
        "be sending its troops to a border": ChangeMark.CONTRADICTED,
        "withdrew 2,000 troops": ChangeMark.FIRST,
    }
    assert rows(old, log) == before
    with closing(sqlite3.connect(old)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (len(steps()),)


def test_its_index_is_that_of_a_fresh_ledger(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    with open_ledger(new) as ledger:
        ledger.record_many((make_reading(i) for i in range(3)), recorded_at=NOON)
    with open_ledger(old):
        pass
    for actor in ("RUS", "UKR"):
        with open_ledger(old) as one, open_ledger(new) as other:
            listed, wanted = ([e.id for e in book.entries(Filters(actor=actor))] for book in (one, other))
        assert listed == wanted != []
    fresh = index_rows(new)
    assert fresh
    assert set(fresh) <= set(index_rows(old))
    assert all(words for _, words, _ in index_rows(old))


def test_its_indices_are_those_of_a_fresh_ledger(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    for path in (new, old):
        with open_ledger(path):
            pass
    made = []
    for path in (new, old):
        with closing(sqlite3.connect(path)) as raw:
            made.append(
                dict(raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"))
            )
    assert made[0] == made[1]
    assert "action_words" in made[0]["current_norms_agent"]


def test_it_is_searched_as_a_fresh_ledger_is(old: Path, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "new.db") as new:
        new.record_many((make_reading(i) for i in range(3)), recorded_at=NOON)
        with open_ledger(old) as ledger:
            for words in ("Belarusian", "U.S. troops", '"its border"', "ukr*", "close borders"):
                wanted = {h.id: [m.of(h.snippet.words) for m in h.snippet.marks] for h in search(new, words).hits}
                found = {h.id: [m.of(h.snippet.words) for m in h.snippet.marks] for h in search(ledger, words).hits}
                assert wanted == {id_: marks for id_, marks in found.items() if id_ in wanted}
                assert set(found) - set(wanted) <= {e.id for e in ledger.entries() if e.source.address[:4].isdigit()}


def test_its_past_is_under_the_chain_from_then_on(old: Path) -> None:
    with open_ledger(old) as ledger:
        with ledger._read_transaction() as connection:
            assert (head(connection).commits, list(faults(connection))) == (1, [])
        # Its digests were made otherwise: the same reading is held already all the same.
        readings = [ledger.reading(i) for i in ledger.reading_ids()]
        assert not ledger.record_many(readings, recorded_at=NOON).added_anything
        assert ledger.inspect().findings == ()


def test_it_takes_remarks_and_what_was_not_met(old: Path) -> None:
    with open_ledger(old) as ledger:
        check(ledger, today=NOON.date(), recorded_at=NOON)
        before = ledger.inspect().head
        entry = next(e for e in ledger.entries() if e.norms)
        event = next(e.id for i in ledger.reading_ids() for e in ledger.current.events_in(i))
        assert ledger.remark(entry.id, RemarkKind.TAG, "red", by="Ada", at=NOON)
        assert ledger.judge(entry.norms[0].id, JudgementKind.NOT_MET, other=event, by="Ada", at=NOON)
        assert ledger.remarks.record_ids(RemarkKind.TAG, "RED") == {entry.id}
        assert ledger.inspect(head=before.hash).findings == ()


def test_to_read_it_only_is_refused_until_it_was_opened_once(old: Path) -> None:
    with pytest.raises(LedgerOlder):
        open_ledger(old, read_only=True)
    with open_ledger(old):
        pass
    with open_ledger(old, read_only=True) as ledger:
        assert ledger.count()
