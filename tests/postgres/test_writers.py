"""Two writers and ten readers at once: all of it is there, and no reader waits for a writer."""

import threading
import time

import pytest
from tests.ledger.factory import NOON, make_reading

from onrecord.ledger import open_ledger
from onrecord.terms.ledger_places import Address

pytestmark = pytest.mark.postgres

WRITERS, READERS, EACH = 2, 10, 15


def test_two_writers_and_ten_readers(place: Address) -> None:
    open_ledger(place).close()
    wrong: list[BaseException] = []
    slowest = [0.0]
    done = threading.Event()

    def write(first: int) -> None:
        try:
            with open_ledger(place, busy_timeout_s=60) as ledger:
                for number in range(first, first + EACH):
                    ledger.record(make_reading(number), recorded_at=NOON)
        except BaseException as error:  # noqa: BLE001 - whatever it was, the test tells it
            wrong.append(error)

    def read() -> None:
        try:
            with open_ledger(place, read_only=True, busy_timeout_s=1) as ledger:
                while not done.is_set():
                    start = time.perf_counter()
                    counts = ledger.counts()
                    assert counts["pages"] == counts["readings"] == counts["texts"]  # each batch is seen whole
                    ledger.count()
                    slowest[0] = max(slowest[0], time.perf_counter() - start)
        except BaseException as error:  # noqa: BLE001
            wrong.append(error)

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    writers = [threading.Thread(target=write, args=(n * EACH,)) for n in range(WRITERS)]
    for thread in (*readers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in readers:
        thread.join()
    assert wrong == []
    with open_ledger(place) as ledger:
        assert ledger.counts()["pages"] == WRITERS * EACH
        assert ledger.inspect().findings == ()
    print(f"slowest look of a reader: {slowest[0]:.2f} s")
