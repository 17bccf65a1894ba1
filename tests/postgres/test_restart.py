"""The server stopped, started anew, its connections cut in the middle of a load: nothing acknowledged is lost."""

import subprocess
import threading
import time
from collections.abc import Iterator

import pytest
from tests.ledger.factory import NOON, make_reading
from tests.postgres.server import Server, started

from onrecord.ledger import Ledger, LedgerAway, open_ledger
from onrecord.terms.ledger_places import Address

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def own_server() -> Iterator[Server]:
    """One that may be stopped. fsync is on: a server that is killed must find all it acknowledged."""
    with started() as server:
        yield server


def load(ledger: Ledger, acknowledged: list[int], numbers: range) -> None:
    """Readings one by one, each told when it is acknowledged."""
    for number in numbers:
        ledger.record(make_reading(number, statements=1), recorded_at=NOON)
        acknowledged.append(number)


def whole_with(place: Address, acknowledged: list[int]) -> None:
    with open_ledger(place) as ledger:
        held = ledger.counts()["pages"]
        assert held >= len(acknowledged)  # one more: it was committed, and nobody lived to be told
        assert held <= len(acknowledged) + 1
        for number in acknowledged:
            assert ledger.holds_page(make_reading(number, statements=1).page.id)
        assert ledger.inspect().findings == ()


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_the_server_is_started_anew_during_a_load(own_server: Server, how: str) -> None:
    place = own_server.address(f"restarted_{how}")
    acknowledged: list[int] = []
    failed: list[BaseException] = []
    with open_ledger(place) as ledger:

        def loading() -> None:
            try:
                load(ledger, acknowledged, range(10_000))
            except LedgerAway as error:
                failed.append(error)

        thread = threading.Thread(target=loading)
        thread.start()
        while len(acknowledged) < 20:
            time.sleep(0.01)
        own_server.control("restart", "-m", how)
        thread.join(60)
        assert len(failed) == 1
        assert "all that was acknowledged is" in str(failed[0])
        before = len(acknowledged)
        load(ledger, acknowledged, range(before, before + 5))  # the same open ledger goes on with a new connection
    whole_with(place, acknowledged)


def test_connections_cut_during_a_load(own_server: Server) -> None:
    place = own_server.address("cut")
    acknowledged: list[int] = []
    cut = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE application_name = 'onrecord' AND pid <> pg_backend_pid()"
    )
    with open_ledger(place) as ledger:
        times = 0
        while times < 5:
            stop = threading.Timer(0.15, own_server.execute, (cut,))
            stop.start()
            try:
                load(ledger, acknowledged, range(len(acknowledged), len(acknowledged) + 1_000))
            except LedgerAway:
                times += 1
            stop.join()
            held = ledger.counts()["pages"]
            assert held - len(acknowledged) in (0, 1)
            acknowledged.extend(range(len(acknowledged), held))
    whole_with(place, acknowledged)


def test_a_process_killed_during_a_load_leaves_nothing_half(own_server: Server) -> None:
    place = own_server.address("killed")
    program = (
        "import sys; from tests.postgres.test_restart import load, open_ledger; "
        "from onrecord.terms.ledger_places import ledger_place\n"
        "class Told(list):\n"
        "    def append(self, n): print(n, flush=True)\n"
        f"with open_ledger(ledger_place({str(place)!r})) as ledger: load(ledger, Told(), range(10_000))"
    )
    import sys

    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    acknowledged = [int(process.stdout.readline()) for _ in range(15)]
    process.kill()
    acknowledged += [int(line) for line in process.stdout.read().split()]
    process.wait()
    whole_with(place, acknowledged)
