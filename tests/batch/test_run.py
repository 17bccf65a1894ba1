"""A run over a folder: all that is not made yet, whatever ended the run before, and whatever a worker ends of."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from tests.batch.processes import all_gone, started_by
from tests.batch.readers import NOW, TEXTS, held, lines, opens, opens_not, opens_slowly, words

from onrecord.batch.errors import BatchFolderTaken, FolderNotWritable, NoReader
from onrecord.batch.locks import alone
from onrecord.batch.messages import Opens
from onrecord.batch.progress import RunProgress
from onrecord.batch.run import Ran, run_batch
from onrecord.batch.shares import Share


def ran(*inputs: Path, out: Path, days: int = 0, workers: int = 2, opens: Opens = opens, **how: object) -> Ran:
    when = NOW + timedelta(days=days)
    given = [str(path) for path in inputs]
    return run_batch(given, out, TEXTS, recorded_at=when, workers=workers, records_a_part=5, opens=opens, **how)


def only_whole(out: Path) -> bool:
    """Is nothing there that is half-made?"""
    return not [p.name for p in out.iterdir() if ".part" in p.name]


def test_a_run_makes_every_shard_and_the_next_none(tmp_path: Path) -> None:
    texts = [words(n) for n in range(17)] + ["refuse it", "die now"]
    path = lines(tmp_path / "a.jsonl", texts)
    told: list[tuple[int, int]] = []
    first = ran(path, path, out=tmp_path / "out", heard=lambda p: told.append((p.finished, p.records)))
    assert (first.made, first.held, first.twice) == (4, 0, 4)
    counts = first.manifest.counts
    assert (counts.seen, counts.read) == (19, 17)
    assert (counts.refused, counts.quarantined) == ({"not-english": 1}, {"reader-died": 1})
    assert told[-1] == (4, 19)
    said = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert (said["counts"]["seen"], len(said["shards"]), len(said["quarantined"])) == (19, 4, 1)
    again = ran(path, out=tmp_path / "out", days=-3, workers=1)
    assert (again.made, again.held) == (0, 4)
    assert only_whole(tmp_path / "out")


@pytest.mark.batch
def test_workers_and_the_order_of_inputs_change_no_content(tmp_path: Path) -> None:
    one = lines(tmp_path / "a.jsonl", [words(n) for n in range(8)])
    other = lines(tmp_path / "b.jsonl", [words(n) for n in range(8, 16)])
    ran(one, other, out=tmp_path / "two", workers=2)
    ran(other, one, out=tmp_path / "one", workers=1, days=7)
    assert len(held(tmp_path / "one")) == 4
    assert held(tmp_path / "one") == held(tmp_path / "two")


@pytest.mark.processes
def test_a_part_whose_worker_ends_goes_back_and_one_that_ends_two_is_left_over(tmp_path: Path) -> None:
    texts = [words(n) for n in range(15)]
    texts[2] = f"end-worker-once {tmp_path / 'ended'} {words(2)}"
    texts[7] = "end-worker"
    path = lines(tmp_path / "a.jsonl", texts)
    first = ran(path, out=tmp_path / "out")
    assert first.made == 2
    (left,) = first.manifest.left_over
    assert left.part.first == 6
    assert "did not finish, 2 times; the last time it ended (exit code -9)" in left.reason
    assert only_whole(tmp_path / "out")
    # The file is put right: its parts have other names, and the old one is not waited for.
    again = ran(lines(path, [words(n) for n in range(15)]), out=tmp_path / "out", days=1, workers=1)
    assert again.manifest.left_over == ()
    assert again.held == 1


@pytest.mark.processes
def test_stopped_it_leaves_no_process_and_nothing_half_made_and_goes_on_there(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", [words(n) for n in range(40)])
    seen: list[int] = []

    def stop(progress: RunProgress) -> None:
        if progress.finished >= 2:
            seen.extend(started_by(os.getpid()))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ran(path, out=tmp_path / "out", opens=opens_slowly, heard=stop)
    assert len(seen) >= 3
    assert all_gone(seen)
    assert only_whole(tmp_path / "out")
    assert 2 <= len(held(tmp_path / "out")) < 8
    before = held(tmp_path / "out")
    rest = ran(path, out=tmp_path / "out", days=-1)
    assert rest.held == len(before)
    assert rest.made + rest.held == 8
    ran(path, out=tmp_path / "whole")
    assert held(tmp_path / "out") == held(tmp_path / "whole")


@pytest.mark.batch
def test_shares_make_each_shard_once_and_may_work_on_one_folder_at_once(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", [words(n) for n in range(60)])
    out = tmp_path / "out"
    out.mkdir()
    with alone(out, Share(2, 3), since=NOW):
        first = ran(path, out=out, share=Share(1, 3), workers=1)
    assert 0 < first.made < 12
    rest = [ran(path, out=out, share=Share(n, 3), workers=1, days=n) for n in (2, 3)]
    assert first.made + sum(r.made for r in rest) == 12
    assert sum(r.held for r in rest) == 0
    assert rest[-1].manifest.counts.seen == 60


def test_two_runs_on_one_folder_are_refused_by_name(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", [words(0)])
    out = tmp_path / "out"
    out.mkdir()
    with (
        alone(out, Share(), since=NOW),
        pytest.raises(BatchFolderTaken, match=f"another run works on it .process {os.getpid()} on .*2026-05-01T12:00"),
    ):
        ran(path, out=out)


def test_nothing_is_begun_where_the_reader_does_not_start(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", [words(0)])
    with pytest.raises(NoReader):
        ran(path, out=tmp_path / "out", opens=opens_not, workers=1)
    assert held(tmp_path / "out") == {}
    assert only_whole(tmp_path / "out")


def test_a_folder_that_takes_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(FolderNotWritable, match=r"takes no file \(File exists\)"):
        ran(lines(tmp_path / "a.jsonl", [words(0)]), out=tmp_path / "out")
