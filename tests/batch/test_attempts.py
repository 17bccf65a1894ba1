"""A record that ends its reader is tried twice alone and set apart; the others are read, each once, in order."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.batch.readers import (
    SMALL_MB,
    TEXTS,
    lines,
    opens,
    opens_where_files_kill,
    opens_where_lines_kill,
    parts,
    words,
)

from onrecord.batch.attempts import SetApart, outcomes_of
from onrecord.batch.messages import ThingOutcome
from onrecord.batch.reader_process import ReaderProcess
from onrecord.batch.settings import BatchSettings


def came(path: Path, **limits: float) -> list[ThingOutcome | SetApart]:
    (part,) = parts(path)
    reader = ReaderProcess(opens)
    try:
        return list(outcomes_of(part, replace(TEXTS, **limits), reader))
    finally:
        reader.close()


def codes(outcomes: list[ThingOutcome | SetApart]) -> list[str]:
    return [o.code if isinstance(o, SetApart) else o.refused.refusal.code if o.refused else "read" for o in outcomes]


@pytest.mark.processes
def test_each_way_to_end_a_reader_is_told_by_its_name_and_the_rest_is_read(tmp_path: Path) -> None:
    texts = [words(0), "die here", words(1), "eat all", "hang on", "raise it", words(2)]
    outcomes = came(lines(tmp_path / "a.jsonl", texts), max_seconds=3.0, max_memory_mb=SMALL_MB)
    assert codes(outcomes) == [
        "read",
        "reader-died",
        "read",
        "too-much-memory",
        "too-slow",
        "reader-failed",
        "read",
    ]
    assert [o.ordinal for o in outcomes] == [1, 2, 3, 4, 5, 6, 7]
    apart = [o for o in outcomes if isinstance(o, SetApart)]
    assert [o.page.body.decode() for o in apart if o.page] == ["die here", "eat all", "hang on"]
    assert [o.records for o in apart] == [1, 1, 1]
    assert "exit code -9" in apart[0].reason
    assert f"more than {SMALL_MB} MB" in apart[1].reason
    assert "longer than 3 s" in apart[2].reason


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_record_that_reads_well_alone_is_read(tmp_path: Path, at: int) -> None:
    texts = [words(0), words(1), words(2)]
    texts[at] = f"die-once {tmp_path / 'died'} {words(9)}"
    assert codes(came(lines(tmp_path / "a.jsonl", texts))) == ["read"] * 3
    assert (tmp_path / "died").exists()


def test_what_is_too_much_only_behind_others_is_read_alone(tmp_path: Path) -> None:
    texts = [words(0), "die-together " + words(1), "die-together " + words(2)]
    assert codes(came(lines(tmp_path / "a.jsonl", texts))) == ["read"] * 3


def test_a_file_that_nobody_gets_past_costs_itself_alone(tmp_path: Path) -> None:
    for name in ("a", "die", "g", "die-once", "z"):
        (tmp_path / f"{name}.txt").write_text(words(ord(name[0])))
    (part,) = parts(tmp_path, settings=BatchSettings())
    reader = ReaderProcess(opens_where_files_kill)
    try:
        outcomes = list(outcomes_of(part, BatchSettings(), reader))
    finally:
        reader.close()
    assert codes(outcomes) == ["read", "read", "reader-died", "read", "read"]
    assert [Path(o.address).stem for o in outcomes] == ["a", "die-once", "die", "g", "z"]
    assert [o.ordinal for o in outcomes] == [1, 2, 3, 4, 5]
    (apart,) = (o for o in outcomes if isinstance(o, SetApart))
    assert (apart.page, apart.records) == (None, 1)
    assert "before it was a page" in apart.reason


def test_what_follows_a_record_that_nobody_gets_past_is_counted(tmp_path: Path) -> None:
    (part,) = parts(lines(tmp_path / "a.jsonl", [words(n) for n in range(5)]))
    reader = ReaderProcess(opens_where_lines_kill)
    try:
        outcomes = list(outcomes_of(part, TEXTS, reader))
    finally:
        reader.close()
    assert codes(outcomes) == ["read", "read", "reader-died"]
    (apart,) = (o for o in outcomes if isinstance(o, SetApart))
    assert apart.records == 3
    assert apart.address == f"{tmp_path / 'a.jsonl'}:3"
    assert apart.reason.endswith("2 that follow it there are not read")
