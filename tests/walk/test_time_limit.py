"""A block that takes too long is left; one that does not is left alone."""

import signal
import threading
import time

import pytest

from onrecord.walk.time_limit import TooSlow, time_limit


def test_what_takes_too_long_is_left() -> None:
    begun = time.monotonic()
    with pytest.raises(TooSlow), time_limit(0.1):
        time.sleep(20)
    assert time.monotonic() - begun < 10


class Cleared:
    """Takes its time to go, and whatever is raised meanwhile is ignored."""

    def __del__(self) -> None:
        time.sleep(5)


def swallow_and_go_on() -> None:
    held = Cleared()
    del held
    time.sleep(20)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_is_ignored_once_is_raised_again() -> None:
    begun = time.monotonic()
    with pytest.raises(TooSlow), time_limit(0.1):
        swallow_and_go_on()
    assert time.monotonic() - begun < 10
    time.sleep(1.1)  # and not once more when it is left


def test_what_is_done_in_time_hears_nothing_later() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with time_limit(0.05):
        pass
    time.sleep(0.1)
    assert signal.getsignal(signal.SIGALRM) == before
    with time_limit(None):
        time.sleep(0.01)


def test_away_from_the_main_thread_there_is_no_limit() -> None:
    done = []

    def work() -> None:
        with time_limit(0.01):
            time.sleep(0.05)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
