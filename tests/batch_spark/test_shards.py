"""Shards made by Spark are the pool's, whatever dies on the way."""

import os
import random
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.batch.leftover import left_over_in
from onrecord.batch.messages import Opens
from onrecord.batch.run import Ran, run_batch
from onrecord.batch.spark import scheduled_by
from tests.batch.processes import all_gone, started_by
from tests.batch.readers import NOW, TEXTS, held, lines, opens, opens_slowly, words
from tests.batch_spark.conftest import Given, by_pool, started
from tests.batch_spark.driver import RECORDS_A_PART
from tests.batch_spark.processes import kill, python_workers, wait_until

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.spark


def by_spark(session: "SparkSession", path: Path, out: Path, *, reads_with: Opens = opens) -> Ran:
    return run_batch(
        [str(path)],
        out,
        TEXTS,
        recorded_at=NOW,
        schedule=scheduled_by(session),
        records_a_part=RECORDS_A_PART,
        opens=reads_with,
    )


def names(out: Path) -> set[str]:
    """What is in the folder beside shards and their markers."""
    return {p.name for p in out.iterdir() if not p.name.endswith((".shard.db", ".done.json"))}


def test_spark_and_the_pool_make_the_same_shards(session: "SparkSession", given: Given, tmp_path: Path) -> None:
    ran = by_spark(session, given.path, tmp_path / "out")
    assert held(tmp_path / "out") == given.digests
    assert (ran.made, ran.held, ran.manifest.counts.seen) == (given.shards, 0, 200)
    assert names(tmp_path / "out") == {".put.lock", "manifest.json"}


def test_what_is_done_is_not_done_again(session: "SparkSession", given: Given, tmp_path: Path) -> None:
    out = tmp_path / "out"
    by_pool(given.path, out)
    some = sorted(out.glob("*.done.json"))[:2]
    for path in some:
        path.unlink()
    ran = by_spark(session, given.path, out)
    # Both runs bear the same moment; what was written again is told by the time of its file.
    assert ran.made + ran.held == given.shards
    assert held(out) == given.digests
    youngest = sorted(out.glob("*.shard.db"), key=lambda path: path.stat().st_mtime_ns)[-2:]
    assert {p.name.partition(".")[0] for p in youngest} == {p.name.partition(".")[0] for p in some}


def test_a_record_that_kills_its_reader_is_set_apart_by_both(session: "SparkSession", tmp_path: Path) -> None:
    texts = [words(n) for n in range(30)]
    texts[7] = "die " + words(7)
    path = lines(tmp_path / "pages.jsonl", texts)
    by_pool(path, tmp_path / "pool")
    ran = by_spark(session, path, tmp_path / "spark")
    assert held(tmp_path / "spark") == held(tmp_path / "pool")
    counts = ran.manifest.counts
    assert (counts.seen, counts.read, dict(counts.quarantined)) == (30, 29, {"reader-died": 1})
    assert [one.code for one in ran.manifest.quarantined] == ["reader-died"]


def test_a_part_that_cannot_be_made_leaves_the_others_be(
    session: "SparkSession", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The input of one vanishes between the plan and the run."""
    kept = lines(tmp_path / "kept.jsonl", [words(n) for n in range(10)])
    lost = lines(tmp_path / "lost.jsonl", [words(n) for n in range(10, 20)])
    schedule = scheduled_by(session)

    def vanishing(plan, job, heard):  # type: ignore[no-untyped-def]
        assert wait_until(lambda: plan.complete, within_s=30)
        lost.unlink()
        return schedule(plan, job, heard)

    out = tmp_path / "out"
    ran = run_batch([str(kept), str(lost)], out, TEXTS, recorded_at=NOW, schedule=vanishing, opens=opens)
    assert (ran.made, ran.manifest.counts.seen) == (1, 10)
    (left,) = left_over_in(out)
    assert f"{lost} is not there: inputs must lie where all machines see them" in left.reason


@pytest.mark.parametrize("seed", [1])
def test_a_python_worker_that_is_killed_costs_nothing(
    session: "SparkSession", given: Given, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    out = tmp_path / "out"
    killed: list[int] = []

    def killing() -> None:
        if wait_until(lambda: list(out.glob("*.done.json")) and python_workers(os.getpid()), within_s=120):
            threading.Event().wait(chance.uniform(0.0, 0.3))
            worker = chance.choice(python_workers(os.getpid()))
            kill(worker)
            killed.append(worker)

    killer = threading.Thread(target=killing)
    killer.start()
    ran = by_spark(session, given.path, out, reads_with=opens_slowly)
    killer.join()
    assert len(killed) == 1
    assert held(out) == given.digests
    assert (ran.made, ran.manifest.counts.seen) == (given.shards, 200)
    assert names(out) == {".put.lock", "manifest.json"}


def test_a_driver_that_is_killed_leaves_what_the_next_goes_on_with(
    session: "SparkSession", given: Given, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    driver = started("local[2]", given.path, out, "--reader", "slow")
    assert wait_until(lambda: len(list(out.glob("*.done.json"))) >= 2, within_s=200)
    helping = started_by(driver.pid)
    kill(driver.pid)
    driver.communicate()
    assert all_gone(helping, within_s=60), "what the driver had started outlived it"
    done = len(held(out))
    assert 2 <= done < given.shards
    ran = by_spark(session, given.path, out)
    assert (ran.made, ran.held) == (given.shards - done, done)
    assert [owner.process for owner in ran.taken_over] == [driver.pid]
    assert held(out) == given.digests
    assert names(out) == {".put.lock", "manifest.json"}
