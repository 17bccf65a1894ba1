"""The system ends a watch in the middle, whatever it is at: what came is in the ledger once, the rest comes next."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.watching.web import Reply, Watcher, Web, item, rss

from onrecord.ledger import open_ledger

HOSTS = 6
EXPECTED = sorted(f"http://h{h}.test/{n}" for h in range(HOSTS) for n in range(3))


def run(ledger: Path, web: Web, *, hours: int, lines: int | None) -> int:
    """Watch, and kill it after so many lines; None: not. How many lines there were."""
    command = [sys.executable, "-m", "tests.watching.killed", str(ledger), str(web.port), str(hours)]
    told = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout is not None
        for told, _line in enumerate(process.stdout, 1):
            if told == lines:
                process.kill()
                break
    assert process.returncode == (0 if lines is None else -9)
    return told


@pytest.mark.processes
def test_killed_by_the_system_each_item_still_comes_once(web: Web, empty: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    for h in range(HOSTS):
        web.replies[f"h{h}.test", "/feed"] = Reply(rss(*(item(f"http://h{h}.test/{n}") for n in range(3))))
        for n in range(3):
            web.page(f"http://h{h}.test/{n}", f"Words {n} of {h}.")
    run(ledger, web, hours=0, lines=5)
    run(ledger, web, hours=1, lines=None)
    watching = Watcher(ledger, web)
    assert watching.addresses() == EXPECTED
    assert watching.feeds.next_due() is not None
    watching.close()
    with open_ledger(ledger, read_only=True, create=False) as book:
        assert book.inspect().sound
    # One more for the page that was fetched and not yet in the ledger.
    assert len(EXPECTED) <= sum(len(web.times(address)) for address in EXPECTED) <= len(EXPECTED) + 1
    assert all(len(web.times(f"http://h{h}.test/feed")) <= 2 for h in range(HOSTS))
