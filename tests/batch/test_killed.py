"""Whatever is killed, and whenever: the same rows, each once, by digest; no process is left, and nothing half-made."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from tests.batch.killed import RECORDS_A_PART, WORKERS
from tests.batch.processes import all_gone, reads, started_by
from tests.batch.readers import NOW, TEXTS, held, lines, opens, opens_slowly, words

from onrecord.batch.progress import RunProgress
from onrecord.batch.run import run_batch

ROOT = Path(__file__).resolve().parents[2]
PARTS = 8

# On a machine with ten times as many processes as cores a start takes half a minute.
MOST_S = 300

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is read."""
    folder = tmp_path_factory.mktemp("source")
    return lines(folder / "a.jsonl", [words(n) for n in range(PARTS * RECORDS_A_PART)])


@pytest.fixture(scope="module")
def undisturbed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What comes of it when nothing is killed."""
    out = tmp_path_factory.mktemp("undisturbed")
    run_batch([str(source)], out, TEXTS, recorded_at=NOW, records_a_part=RECORDS_A_PART, opens=opens)
    assert len(held(out)) == PARTS
    return held(out)


def killed_within(source: Path, out: Path, chance: random.Random, *, kills: int) -> int:
    """A run in which workers and readers are killed at random, and those after it until nothing is left over; how many
    were killed."""
    killed = 0

    def kill(progress: RunProgress) -> None:
        nonlocal killed
        there = started_by(os.getpid())
        if killed < kills and len(there) > WORKERS and chance.random() < 0.5:
            process = chance.choice(there)
            kinds[reads(process)] += 1
            os.kill(process, signal.SIGKILL)
            killed += 1

    kinds = {False: 0, True: 0}
    for day in range(20):
        ran = run_batch(
            [str(source)],
            out,
            TEXTS,
            recorded_at=NOW - timedelta(days=day),
            workers=WORKERS,
            records_a_part=RECORDS_A_PART,
            opens=opens_slowly,
            heard=kill,
        )
        if not ran.manifest.left_over:
            assert not ran.manifest.quarantined
            print(f"killed {kinds[False]} workers and {kinds[True]} readers, {day + 1} runs")
            return killed
    raise AssertionError("still left over after 20 runs")


def run_apart(source: Path, out: Path, day: int) -> subprocess.Popen[bytes]:
    """A run in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.batch.killed", str(source), str(out), str(day)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def ended_until_done(
    source: Path, out: Path, chance: random.Random, *, ends: int, signals: tuple[signal.Signals, ...]
) -> int:
    """Runs that are ended from outside at random, and then one that is not; how many were ended at work."""
    ended = 0
    for day in range(ends):
        run = run_apart(source, out, day)
        until = time.monotonic() + MOST_S
        while len(started_by(run.pid)) < WORKERS and run.poll() is None and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(chance.uniform(0.0, 1.5))
        there = started_by(run.pid)
        before = len(held(out)) if out.exists() else 0
        run.send_signal(chance.choice(signals))
        run.wait(timeout=MOST_S)
        assert all_gone(there)
        ended += bool(there)
        after = len(held(out)) if out.exists() else 0
        assert before <= after
        if after == PARTS:
            break
    last = run_apart(source, out, ends)
    assert last.wait(timeout=MOST_S) == 0
    return ended


def nothing_half_made(out: Path) -> bool:
    """Are there whole files alone?"""
    return not [p.name for p in out.iterdir() if ".part" in p.name or p.name.startswith(".run")]


@pytest.mark.processes
def test_workers_and_readers_killed_at_random_change_nothing(
    source: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    killed_within(source, tmp_path / "out", random.Random(18), kills=3)
    assert held(tmp_path / "out") == undisturbed
    assert nothing_half_made(tmp_path / "out")


@pytest.mark.processes
def test_a_supervisor_killed_leaves_no_orphan_and_its_work_is_gone_on_with(
    source: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert ended_until_done(source, out, random.Random(2), ends=1, signals=(signal.SIGKILL,)) == 1
    assert held(out) == undisturbed
    assert nothing_half_made(out)


@pytest.mark.batch
@pytest.mark.parametrize("seed", range(5))
def test_twenty_workers_and_readers_killed(
    source: Path, undisturbed: dict[str, str], tmp_path: Path, seed: int
) -> None:
    killed_within(source, tmp_path / "out", random.Random(seed), kills=4)
    assert held(tmp_path / "out") == undisturbed
    assert nothing_half_made(tmp_path / "out")


@pytest.mark.batch
@pytest.mark.parametrize("seed", range(10))
def test_supervisors_ended_twenty_times(source: Path, undisturbed: dict[str, str], tmp_path: Path, seed: int) -> None:
    out = tmp_path / "out"
    ended_until_done(source, out, random.Random(seed), ends=2, signals=(signal.SIGKILL, signal.SIGTERM))
    assert held(out) == undisturbed
    assert nothing_half_made(out)
