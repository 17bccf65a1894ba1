"""A part becomes one shard, whole or not at all; what is done is not done again."""

import json
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.batch.readers import (
    NAME,
    NOW,
    SMALL_MB,
    TEXTS,
    lines,
    opens,
    opens_not,
    opens_what_takes_much_memory,
    opens_without_models,
    parts,
    words,
)

from onrecord.batch.done import Done, file_digest
from onrecord.batch.errors import NoReader, PartFailed
from onrecord.batch.settings import BatchSettings
from onrecord.batch.shard import process_shard, shard_name
from onrecord.ledger import open_ledger
from onrecord.pages.archives import Part


def made(part: Part, out: Path, settings: BatchSettings = TEXTS, *, days: int = 0) -> Done:
    out.mkdir(exist_ok=True)
    return process_shard(part, out, settings, recorded_at=NOW + timedelta(days=days), opens=opens)


def names(out: Path) -> list[str]:
    return sorted(p.name for p in out.iterdir() if p.name != ".put.lock")


def test_a_marker_says_what_its_shard_is_and_the_sums_hold(tmp_path: Path) -> None:
    texts = [words(0), words(1), words(1) + " and", "refuse it", "die now", "raise it", ""]
    (part,) = parts(lines(tmp_path / "a.jsonl", texts))
    done = made(part, tmp_path / "out")
    assert done.name == shard_name(part, reader=NAME, settings=TEXTS)
    assert names(tmp_path / "out") == ["quarantine", f"{done.name}.done.json", f"{done.name}.shard.db"]
    counts = done.counts
    assert (counts.seen, counts.read, counts.near_copies) == (7, 3, 1)
    assert counts.quarantined == {"reader-died": 1}
    assert counts.refused == {"empty": 1, "not-english": 1, "reader-failed": 1}
    assert counts.seen == counts.read + sum(
        sum(of.values()) for of in (counts.skipped, counts.quarantined, counts.refused)
    )
    shard = tmp_path / "out" / done.shard_file
    assert done.sha256 == file_digest(shard)
    with open_ledger(shard, create=False, read_only=True) as book:
        assert book.content_digest() == done.content_digest
        assert book.counts()["readings"] == 4
        assert {r.refusal.code for r in book.refused_pages()} == {"empty", "reader-died", "reader-failed"}
    assert Done.of_json(json.loads(json.dumps(done.json()))) == done


def test_what_ends_its_reader_is_kept_as_it_came(tmp_path: Path) -> None:
    (part,) = parts(lines(tmp_path / "a.jsonl", [words(0), "die now"]))
    (one,) = made(part, tmp_path / "out").quarantined
    assert (tmp_path / "out" / one.bytes).read_bytes() == b"die now"
    known = json.loads((tmp_path / "out" / one.bytes).with_suffix(".json").read_text())
    assert (known["code"], known["address"], known["reader"]) == ("reader-died", one.address, NAME)


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    (part,) = parts(lines(tmp_path / "a.jsonl", [words(0)]))
    first = made(part, tmp_path / "out")
    shard = tmp_path / "out" / first.shard_file
    was = shard.stat().st_mtime_ns
    assert made(part, tmp_path / "out", days=-30) == first
    assert shard.stat().st_mtime_ns == was


@pytest.mark.parametrize("damage", ["shard gone", "shard cut", "marker gone", "marker cut"])
def test_what_is_not_as_its_marker_says_is_made_again(tmp_path: Path, damage: str) -> None:
    (part,) = parts(lines(tmp_path / "a.jsonl", [words(0), words(1)]))
    first = made(part, tmp_path / "out")
    what, how = damage.split()
    path = tmp_path / "out" / f"{first.name}{'.shard.db' if what == 'shard' else '.done.json'}"
    if how == "gone":
        path.unlink()
    else:
        os.truncate(path, 100)
    again = made(part, tmp_path / "out", days=1)
    assert again.content_digest == first.content_digest
    assert file_digest(tmp_path / "out" / again.shard_file) == again.sha256


def test_no_clock_and_no_path_is_in_the_content(tmp_path: Path) -> None:
    (here,) = parts(lines(tmp_path / "a.jsonl", [words(0), words(1)]))
    one = made(here, tmp_path / "one")
    other = made(here, tmp_path / "other", days=-400)
    assert one.content_digest == other.content_digest
    assert one.name == other.name


def test_a_larger_limit_gives_what_was_quarantined_another_try(tmp_path: Path) -> None:
    (part,) = parts(lines(tmp_path / "a.jsonl", [words(0), "eat all"]))
    small = replace(TEXTS, max_memory_mb=SMALL_MB)
    first = made(part, tmp_path / "out", small)
    assert first.counts.quarantined == {"too-much-memory": 1}
    assert made(part, tmp_path / "out", small, days=1).recorded_at == first.recorded_at
    larger = made(part, tmp_path / "out", replace(small, max_memory_mb=SMALL_MB + 100), days=2)
    assert larger.recorded_at != first.recorded_at
    assert larger.name == first.name


def test_settings_that_decide_what_is_read_have_shards_of_their_own(tmp_path: Path) -> None:
    (part,) = parts(lines(tmp_path / "a.jsonl", [words(0)]))
    one = made(part, tmp_path / "out")
    other = made(part, tmp_path / "out", replace(TEXTS, least=0.9))
    assert one.name != other.name


def test_a_reader_that_does_not_start_is_said(tmp_path: Path) -> None:
    (part,) = parts(lines(tmp_path / "a.jsonl", [words(0)]))
    with pytest.raises(NoReader, match=r"did not start at 2 tries: the process that reads ended \(exit code 7\)"):
        process_shard(part, tmp_path, TEXTS, recorded_at=NOW, opens=opens_not)
    with pytest.raises(NoReader, match="what reads cannot be opened: No module named 'models'"):
        process_shard(part, tmp_path, TEXTS, recorded_at=NOW, opens=opens_without_models)


def test_models_that_need_more_than_the_limit_are_said(tmp_path: Path) -> None:
    (part,) = parts(lines(tmp_path / "a.jsonl", [words(0)]))
    with pytest.raises(NoReader, match="held more than 64 MB"):
        process_shard(
            part, tmp_path, replace(TEXTS, max_memory_mb=64), recorded_at=NOW, opens=opens_what_takes_much_memory
        )


def test_an_input_that_changed_since_it_was_cut_gives_no_shard(tmp_path: Path) -> None:
    (part,) = parts(lines(tmp_path / "a.jsonl", [words(0), words(1)]))
    lines(tmp_path / "a.jsonl", [words(0), words(2)])
    (tmp_path / "out").mkdir()
    with pytest.raises(PartFailed, match="is not what it was"):
        made(part, tmp_path / "out")
    assert not list((tmp_path / "out").glob("*.shard.db"))
