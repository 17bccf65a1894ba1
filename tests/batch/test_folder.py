"""A full disk and a read-only folder are said plainly; nothing half-done is named as done, and the next run goes on."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.batch.readers import NOW, TEXTS, held, lines, opens, parts, words

from onrecord.batch import shard
from onrecord.batch.done import Done
from onrecord.batch.errors import FolderNotWritable, NoRoom
from onrecord.batch.folder import beside, machine, said_of, sweep
from onrecord.batch.shard import process_shard


def made(path: Path, out: Path) -> Done:
    (part,) = parts(path, records=5_000)
    return process_shard(part, out, TEXTS, recorded_at=NOW, opens=opens)


@contextmanager
def mounted(place: Path, options: str) -> Iterator[None]:
    """A small file system of its own; the test is skipped where none can be mounted."""
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("needs root, to mount a small file system")
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize(
    "records", [8, pytest.param(400, marks=pytest.mark.batch)], ids=["at the marker", "in the shard"]
)
def test_a_full_disk_is_said_and_what_was_done_stays_done(tmp_path: Path, records: int, files_made_anew: None) -> None:
    out = tmp_path / "out"
    with mounted(out, "size=1900k"):
        first = made(lines(tmp_path / "a.jsonl", [words(0)]), out)
        second = lines(tmp_path / "b.jsonl", [words(n) for n in range(1, records + 1)])
        with pytest.raises(NoRoom, match="the disk is full"):
            made(second, out)
        assert held(out) == {first.name: first.content_digest}
        assert sorted(p.name for p in out.iterdir()) == [".put.lock", f"{first.name}.done.json", first.shard_file]
        subprocess.run(["mount", "-o", "remount,size=30m", str(out)], check=True)
        assert made(second, out).counts.read == records
        assert len(held(out)) == 2


def test_a_folder_that_is_read_only_is_said(tmp_path: Path) -> None:
    out = tmp_path / "out"
    path = lines(tmp_path / "a.jsonl", [words(0)])
    with mounted(out, "size=9m"):
        first = made(path, out)
        subprocess.run(["mount", "-o", "remount,ro", str(out)], check=True)
        assert made(path, out) == first
        with pytest.raises(FolderNotWritable, match="takes no file"):
            made(lines(tmp_path / "b.jsonl", [words(1)]), out)


def test_a_disk_that_fills_between_shard_and_marker_leaves_nothing_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = lines(tmp_path / "a.jsonl", [words(0)])

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(shard, "put_marker", full)
        with pytest.raises(NoRoom):
            made(path, tmp_path)
    assert held(tmp_path) == {}
    assert not list(tmp_path.glob("*.shard.db"))
    assert made(path, tmp_path).counts.read == 1
    assert len(held(tmp_path)) == 1


def test_other_errors_of_the_system_go_on_as_they_are(tmp_path: Path) -> None:
    with pytest.raises(InterruptedError), said_of(tmp_path):
        raise InterruptedError


def test_what_the_dead_left_is_swept_and_what_the_living_build_is_not(tmp_path: Path) -> None:
    dead = subprocess.Popen(["true"])
    dead.wait()
    ours = tmp_path / f".shard-1.{machine()}.{dead.pid}.part-wal"
    living = beside(tmp_path, "shard-2")
    elsewhere = tmp_path / ".shard-3.another-machine.1.part"
    for path in (ours, living, elsewhere):
        path.touch()
    sweep(tmp_path, of_others=False)
    assert not ours.exists()
    assert living.exists()
    assert elsewhere.exists()
    sweep(tmp_path, of_others=True)
    assert not elsewhere.exists()
    assert living.exists()
