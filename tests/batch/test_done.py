"""A marker says what it said when it was written; anything else is no marker."""

import json
from pathlib import Path

import pytest

from onrecord.batch.done import Counts, Done, Quarantined, Truncated, done_in, marker_at
from onrecord.batch.errors import ShardDamaged
from onrecord.batch.settings import BatchSettings

DONE = Done(
    name="shard-00ff",
    input={"path": "/a.warc", "name": "part-1"},
    reader="a reader",
    settings=BatchSettings(least=0.4, columns={"text": "body"}),
    schema_version=3,
    sha256="0" * 64,
    content_digest="1" * 64,
    recorded_at="2026-05-01T12:00:00+00:00",
    counts=Counts(seen=3, read=1, skipped={"revisit": 1}, quarantined={"too-slow": 1}, cpu_seconds=0.5),
    quarantined=(Quarantined(address="/a.warc:2", code="too-slow", reason="slow", bytes="quarantine/b.bytes"),),
    truncated=(Truncated(address="/a.warc", reason="it ends inside a record"),),
)


def test_a_marker_comes_back_as_it_went(tmp_path: Path) -> None:
    (tmp_path / "shard-00ff.done.json").write_text(json.dumps(DONE.json()))
    assert list(done_in(tmp_path)) == [DONE]


@pytest.mark.parametrize(
    "text, said",
    [
        ("", "Expecting value"),
        ("[]", "no marker of a shard"),
        ("{}", "no marker of a shard"),
        (json.dumps({**DONE.json(), "version": 99}), "a marker of version 99; this onrecord reads version 1"),
        (json.dumps({**DONE.json(), "more": 1}), "no marker of a shard"),
        (json.dumps({**DONE.json(), "settings": {"max_seconds": 0}}), "no marker of a shard"),
    ],
)
def test_anything_else_is_no_marker(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "shard-00ff.done.json"
    path.write_text(text)
    with pytest.raises(ShardDamaged, match=f"{said}.*Remove it, and its shard is made again"):
        marker_at(path)


def test_counts_add_up() -> None:
    one = Counts(seen=2, read=1, skipped={"a": 1})
    other = Counts(seen=3, skipped={"a": 2, "b": 1})
    assert one + other == Counts(seen=5, read=1, skipped={"a": 3, "b": 1})


@pytest.mark.parametrize(
    "now, fits",
    [
        (BatchSettings(), True),
        (BatchSettings(max_seconds=60.0), True),
        (BatchSettings(max_seconds=121.0), False),
        (BatchSettings(max_memory_mb=4_000), False),
    ],
)
def test_more_time_or_memory_may_let_through_what_was_quarantined(now: BatchSettings, fits: bool) -> None:
    assert DONE.fits(now) is fits
