"""One page that breaks its reader does not stop the rest, in one process or in two."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.terms.pages import Page, PageKind
from onrecord.terms.reading import Reading
from onrecord.terms.refusals import Refusal
from onrecord.walk import many
from onrecord.walk.many import read_many, read_safely


def page(word: str) -> Page:
    """A clean page of one word."""
    return Page(address=word, body=word.encode(), kind=PageKind.CLEAN, encoding="utf-8", encoding_basis="default")


def quick(page: Page) -> Reading:
    """A reader that only notes the page; the word "die" kills its process, as a crash in a C library would."""
    if page.body == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    return Reading.refused(page, Refusal("test", "seen", "seen"), reader="test")


@pytest.mark.processes
def test_a_page_that_kills_its_process_is_refused_and_the_others_are_read() -> None:
    words = ["a", "b", "die", "c", "d"]
    readings = list(read_many(map(page, words), workers=2, reader=quick))
    assert [r.page.address for r in readings] == words
    assert [r.refusals[0].code for r in readings] == ["seen", "seen", "reader-died", "seen", "seen"]


def test_a_page_whose_reading_raises_is_refused_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> Reading:
        raise ZeroDivisionError("a strange page")

    monkeypatch.setattr(many, "read", broken)
    reading = read_safely(page("x"))
    assert reading.document is None
    assert reading.refusals[0].code == "reader-failed"
    assert "ZeroDivisionError: a strange page" in reading.refusals[0].reason


def slow(page: Page) -> Reading:
    """A reader that says who reads, and is at it for a minute."""
    os.write(1, f"{os.getpid()}\n".encode())  # in one piece: two processes write here
    time.sleep(60)
    return quick(page)


PARENT = """
import signal, sys
from tests.walk.test_many import page, slow
from onrecord.walk.many import read_many
if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(143))
    list(read_many(map(page, "abcd"), workers=2, reader=slow))
"""


def alive(process: int) -> bool:
    """Is it there, and no zombie?"""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.processes
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("end, code", [(signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_workers_end_with_who_started_them(tmp_path: Path, end: signal.Signals, code: int) -> None:
    """Seen: after SIGTERM three processes lived on and held the pipes."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    root = Path(__file__).resolve().parents[2]
    parent = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{root / 'src'}"},
        start_new_session=True,
    )
    assert parent.stdout is not None
    workers = [int(parent.stdout.readline()) for _ in range(2)]
    parent.send_signal(end)
    assert parent.wait(timeout=20) == code
    until = time.monotonic() + 10
    while any(map(alive, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(alive, workers))
    parent.stdout.close()


def test_a_page_that_takes_too_long_is_refused_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object, **__: object) -> Reading:
        while True:
            try:
                time.sleep(0.01)
            except Exception:  # noqa: BLE001 - a library that catches all it can
                continue

    monkeypatch.setattr(many, "read", endless)
    reading = read_safely(page("x"), max_seconds=0.1)
    assert reading.refusals[0].code == "too-slow"
    assert "longer than 0.1 s" in reading.refusals[0].reason


def test_less_than_one_worker_is_a_wrong_call() -> None:
    with pytest.raises(ValueError, match="workers must be 1 or more"):
        read_many([], workers=0)
