"""Imported events: kept once, with file and line, found again, never changed."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onrecord.ledger import ImportedFilters, Ledger, open_ledger
from onrecord.terms.dates import DateBounds
from onrecord.terms.events import EventType
from onrecord.terms.imports import ImportedEvent, ImportedParty, ImportedRow, ImportFile, ImportFormat, RefusedRow

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FILE = ImportFile(
    name="a.csv",
    format=ImportFormat.ACLED,
    sha256="0" * 64,
    encoding="utf-8",
    encoding_basis="content",
    columns=("event_id_cnty", "notes"),
)
EVENT = ImportedEvent(
    format=ImportFormat.ACLED,
    row_id="X1",
    version=1,
    code="Battles",
    type=EventType.ASSAULT,
    mode=None,
    quad=4,
    actor=ImportedParty(name="Military Forces of Russia (2000-)", country="Russia", state="RUS", sector="MIL"),
    recipient=ImportedParty(name="A \ud800 village"),
    directed=False,
    date=DateBounds.day(date(2023, 2, 16)),
    place="Vuhledar",
    place_state="UKR",
    latitude=47.7,
    longitude=37.2,
    deaths=0,
    words="A clash.",
)


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with open_ledger(None) as book:
        yield book


def row(line: int, **changed: object) -> ImportedRow:
    return ImportedRow(line, (f"X{line}", "A clash."), replace(EVENT, **changed))  # type: ignore[arg-type]


def listed(ledger: Ledger, **filters: object) -> list[str | None]:
    return [e.event.row_id for e in ledger.imported.entries(ImportedFilters(**filters))]  # type: ignore[arg-type]


def test_what_goes_in_comes_out_with_its_file_and_line(ledger: Ledger) -> None:
    told: list[RefusedRow] = []
    bad = RefusedRow(3, "date", "the row has no date", "X2\t")
    tally = ledger.imported.add(FILE, [row(2), bad], recorded_at=NOW, on_refused=told.append)
    assert (tally.new, tally.held, tally.untyped, dict(tally.refused)) == (1, 0, 0, {"date": 1})
    assert told == [bad]
    (entry,) = ledger.imported.entries(ImportedFilters())
    assert (entry.event, entry.id, entry.file, entry.line) == (EVENT, EVENT.id, "a.csv", 2)
    assert entry.cells == (("event_id_cnty", "X2"), ("notes", "A clash."))
    assert ledger.imported.refused() == (("a.csv", bad),)
    (held,) = ledger.imported.files()
    assert (held.file, held.events, held.refused, held.recorded_at) == (FILE, 1, 1, NOW)


def test_the_same_again_adds_nothing(ledger: Ledger) -> None:
    rows = [row(2), row(3), row(4, row_id="X2"), RefusedRow(5, "cells", "2 cells where 3 belong")]
    first = ledger.imported.add(FILE, rows, recorded_at=NOW)
    assert (first.new, first.held) == (2, 1)
    other = replace(FILE, name="b.csv", sha256="1" * 64)
    for file in (FILE, other):
        again = ledger.imported.add(file, rows, recorded_at=NOW)
        assert (again.new, again.held) == (0, 3)
    assert len(ledger.imported.refused()) == 2  # one a file
    assert [(f.file.name, f.events) for f in ledger.imported.files()] == [("a.csv", 2), ("b.csv", 0)]


def test_the_newest_version_of_a_row_counts_and_the_older_stays(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with open_ledger(path) as ledger:
        ledger.imported.add(FILE, [row(2, version=7, deaths=3), row(3, version=5)], recorded_at=NOW)
        assert [e.event.deaths for e in ledger.imported.entries(ImportedFilters())] == [3]
        # ICEWS uses one id for many events: all of them stand.
        icews = {"format": ImportFormat.ICEWS, "version": 0}
        ledger.imported.add(FILE, [row(4, **icews), row(5, deaths=1, **icews)], recorded_at=NOW)
        assert ledger.imported.count(ImportedFilters()) == 3
    raw = sqlite3.connect(path)
    assert raw.execute("SELECT count(*) FROM imported_events").fetchone() == (4,)
    for statement in ("UPDATE imported_events SET deaths = 9", "DELETE FROM imported_refusals"):
        raw.execute("INSERT INTO imported_refusals(file, line, code, reason, text) VALUES (1, 1, 'a', 'b', 'c')")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(statement)
        raw.rollback()
    raw.close()


def test_filters(ledger: Ledger) -> None:
    month = DateBounds(date(2023, 3, 1), date(2023, 3, 31), EVENT.date.precision.MONTH)
    ledger.imported.add(
        FILE,
        [
            row(2),
            row(3, row_id="X2", date=month, type=None),
            row(4, row_id="X3", actor=None, recipient=ImportedParty(name=None, organisation="NATO")),
        ],
        recorded_at=NOW,
    )
    assert listed(ledger) == ["X2", "X1", "X3"]
    assert listed(ledger, type=EventType.ASSAULT) == ["X1", "X3"]
    assert listed(ledger, actor="RUS") == ["X2", "X1"]
    assert listed(ledger, actor="NATO") == ["X3"]
    assert listed(ledger, since=date(2023, 3, 15)) == ["X2"]
    assert listed(ledger, until=date(2023, 3, 15)) == ["X2", "X1", "X3"]
    assert listed(ledger, until=date(2023, 2, 15)) == []
    assert listed(ledger, format=ImportFormat.GDELT) == []
    assert ledger.imported.count(ImportedFilters(actor="RUS", type=EventType.ASSAULT)) == 1


def test_many_are_listed_in_order(ledger: Ledger) -> None:
    days = [DateBounds.day(date(2023, 1, 1 + n % 5)) for n in range(1203)]
    ledger.imported.add(FILE, [row(n, row_id=str(n), date=d) for n, d in enumerate(days)], recorded_at=NOW)
    entries = list(ledger.imported.entries(ImportedFilters()))
    assert len({e.id for e in entries}) == 1203
    assert entries == sorted(entries, key=lambda e: (-e.event.date.first.toordinal(), e.line))  # type: ignore[union-attr]
    assert len(list(ledger.imported.entries(ImportedFilters(), limit=700))) == 700
