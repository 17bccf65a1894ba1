"""Processes kept warm: what takes too long is stopped, one that dies is replaced, and the end is the end."""

import os
import threading
import time

import pytest

from onrecord.walk.processes import AllBusy, Ended, ProcessDied, Processes, TookTooLong


def test_what_takes_too_long_is_stopped_and_the_next_is_answered() -> None:
    held = Processes(at_most=1, max_seconds=0.2)
    try:
        with pytest.raises(TookTooLong, match=r"longer than 0\.2 s"):
            held.run(time.sleep, 20)
        assert held.run(abs, -1) == 1
    finally:
        held.close()


@pytest.mark.processes
def test_one_that_dies_is_said_and_another_takes_its_place() -> None:
    held = Processes(at_most=1, max_seconds=60)
    try:
        with pytest.raises(ProcessDied):
            held.run(os._exit, 1)
        assert held.run(abs, -1) == 1
    finally:
        held.close()


def test_who_asks_when_all_are_at_work_is_told_at_once() -> None:
    with pytest.raises(AllBusy):
        Processes(at_most=1, max_seconds=60, waiting_each=-1).run(abs, -1)


def test_who_waits_at_the_end_is_told_and_nobody_is_asked_afterwards() -> None:
    held = Processes(at_most=1, max_seconds=60)
    assert held.run(abs, -1) == 1  # it is there, and what follows is what it is at
    told: list[Exception] = []

    def ask() -> None:
        try:
            held.run(time.sleep, 30)
        except Ended as error:
            told.append(error)

    waiting = threading.Thread(target=ask)
    waiting.start()
    time.sleep(0.2)
    began = time.monotonic()
    held.close()
    waiting.join(10)
    assert len(told) == 1
    assert time.monotonic() - began < 5
    with pytest.raises(Ended):
        held.run(abs, -1)
