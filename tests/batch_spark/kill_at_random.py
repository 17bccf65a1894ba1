"""Spark killed at random, again and again: the same rows, each once, by digest.

    python -m tests.batch_spark.kill_at_random FOLDER [--what python-worker driver executor full-disk] [--kills 20]
                                                      [--seed 18]

Pages of a few words, a reader that takes 20 ms for each, real parts and ledgers. A run in which something is killed is
followed by runs until nothing is left over; then every shard must hold what the pool's does, and nothing half-made may
lie about. One line of JSON for each round. full-disk: needs a system that lets a small tmpfs be mounted.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from onrecord.batch.run import run_batch
from tests.batch.processes import all_gone, started_by
from tests.batch.readers import NOW, TEXTS, held, lines, opens, words
from tests.batch_spark.clusters import environment
from tests.batch_spark.processes import EXECUTOR, below, kill, python_workers, wait_until

PAGES = 400
RECORDS_A_PART = 10
STARTS_WITHIN_S = 300
KILLS_A_ROUND = 5

# What the shards of a round take, and room for two thirds of them.
ROOM = 2 / 3


class Rounds:
    """One input, what the pool makes of it, and rounds of runs by Spark that something happens to."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        self.source = lines(folder / "pages.jsonl", [words(n) for n in range(PAGES)])
        by_pool = folder / "pool"
        run_batch(
            [str(self.source)], by_pool, TEXTS, recorded_at=NOW, workers=2, records_a_part=RECORDS_A_PART, opens=opens
        )
        self.digests = held(by_pool)
        self.size = sum(path.stat().st_size for path in by_pool.iterdir())
        assert len(set(self.digests.values())) == PAGES // RECORDS_A_PART

    def started(self, master: str, out: Path) -> "subprocess.Popen[str]":
        """A run in a process of its own."""
        asked = [sys.executable, "-m", "tests.batch_spark.driver", master, str(self.source), str(out)]
        return subprocess.Popen(
            [*asked, "--records", str(RECORDS_A_PART), "--reader", "slow"],
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def at_work(self, run: "subprocess.Popen[str]", out: Path, *, beyond: int = 0) -> bool:
        """Has it made a shard more than so many, and is it not done?"""
        wait_until(lambda: _made(out) > beyond or run.poll() is not None, within_s=STARTS_WITHIN_S)
        return run.poll() is None and _made(out) < len(self.digests)

    def finished(self, master: str, out: Path, run: "subprocess.Popen[str] | None" = None) -> int:
        """Runs until nothing is left over; how many that took after the one under way."""
        for again in range(10):
            run = run or self.started(master, out)
            told, err = run.communicate(timeout=900)
            if run.returncode == 0 and not json.loads(told)["left_over"]:
                return again
            print(json.dumps({"goes_on": (json.loads(told)["left_over"] if run.returncode == 0 else err[-400:])}))
            run = None
        raise AssertionError("still left over after 10 runs")

    def check(self, out: Path) -> None:
        """The same shards, by digest, and nothing else."""
        assert held(out) == self.digests
        strange = [p.name for p in out.iterdir() if ".part" in p.name or p.name.startswith((".run", ".seen"))]
        assert not strange, strange


def killed_within(rounds: Rounds, master: str, out: Path, victims: Callable[[int], list[int]], kills: int) -> int:
    """One run, of whose processes so many are killed while it works; how many were, in the end."""
    run = rounds.started(master, out)
    killed = 0
    while killed < kills and rounds.at_work(run, out, beyond=_made(out) if killed else 0):
        time.sleep(rounds.chance.uniform(0.0, 1.0))
        there = victims(run.pid)
        if there:
            kill(rounds.chance.choice(there))
            killed += 1
    rounds.finished(master, out, run)
    return killed


def executors(driver: int) -> list[int]:
    """The JVMs of a local cluster that tasks run in."""
    return [pid for pid, command in below(driver).items() if EXECUTOR in command and "spark-class" not in command]


def driver_killed(rounds: Rounds, out: Path) -> int:
    """A driver killed at work, at the start and between; the next goes on. 1 where it was killed before its end."""
    run = rounds.started("local[2]", out)
    early = rounds.chance.random() < 0.3
    if early:
        time.sleep(rounds.chance.uniform(1.0, 20.0))
    elif rounds.at_work(run, out, beyond=_made(out)):
        time.sleep(rounds.chance.uniform(0.0, 2.0))
    there = started_by(run.pid)
    killed = run.poll() is None
    kill(run.pid)
    run.communicate()
    assert all_gone(there, within_s=60), "what a killed driver had started outlived it"
    return int(killed)


def disk_filled(rounds: Rounds, out: Path) -> int:
    """A run on a disk without room for all, and one after somebody made room."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={int(rounds.size * ROOM)}", "tmpfs", str(out)], check=True)
    try:
        told, err = rounds.started("local[2]", out).communicate(timeout=900)
        full = "the disk is full" in told + err
        assert full, err[-2000:]
        done = held(out)
        assert all(rounds.digests[name] == digest for name, digest in done.items())
        print(json.dumps({"full": full, "whole": len(done), "of": len(rounds.digests)}))
        subprocess.run(["mount", "-o", f"remount,size={rounds.size * 3}", str(out)], check=True)
        rounds.finished("local[2]", out)
        rounds.check(out)
    finally:
        subprocess.run(["umount", str(out)], check=True)
    return int(full)


def _made(out: Path) -> int:
    return len(list(out.glob("*.done.json")))


def one_round(rounds: Rounds, what: str, out: Path, kills: int) -> int:
    """How often somebody was killed."""
    if what == "python-worker":
        return killed_within(rounds, "local[2]", out, python_workers, min(kills, KILLS_A_ROUND))
    if what == "executor":
        return killed_within(rounds, "local-cluster[2,1,700]", out, executors, min(kills, KILLS_A_ROUND))
    if what == "full-disk":
        return disk_filled(rounds, out)
    # Drivers are killed one after the other on one folder, until it is done.
    killed = sum(driver_killed(rounds, out) for _ in range(min(kills, KILLS_A_ROUND)))
    rounds.finished("local[2]", out)
    return killed


def main(arguments: Sequence[str]) -> None:
    """Rounds of each kind until so many were killed."""
    parser = argparse.ArgumentParser(prog="python -m tests.batch_spark.kill_at_random")
    parser.add_argument("folder", type=Path)
    kinds = ["python-worker", "driver", "executor", "full-disk"]
    parser.add_argument("--what", nargs="+", choices=kinds, default=kinds)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=18)
    typed = parser.parse_args(arguments)
    typed.folder.mkdir(parents=True, exist_ok=True)
    os.environ.update(environment())
    rounds = Rounds(typed.folder, typed.seed)
    for what in typed.what:
        told: dict[str, Any] = {"what": what, "killed": 0, "rounds": 0}
        while told["killed"] < (1 if what == "full-disk" else typed.kills):
            out = typed.folder / f"{what}-{told['rounds']}"
            out.mkdir()
            began = time.monotonic()
            told["killed"] += one_round(rounds, what, out, typed.kills - told["killed"])
            told["rounds"] += 1
            if what != "full-disk":
                rounds.check(out)
            print(json.dumps({**told, "equal": True, "seconds": round(time.monotonic() - began)}), flush=True)
            shutil.rmtree(out)


if __name__ == "__main__":
    main(sys.argv[1:])
