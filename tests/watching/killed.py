"""A watch in a process of its own, for whoever wants to kill it: `python -m tests.watching.killed LEDGER PORT HOURS`.

It begins so many hours after dawn, tells a line of each thing that happens, and ends when nothing is due.
"""

import sys
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

from tests.watching.web import DAWN, Clock, Watcher, Web, unread

from onrecord.terms.pages import Page
from onrecord.terms.reading import Reading


def slowly(pages: Iterable[Page]) -> Iterator[Reading]:
    """Long enough to be killed in."""
    for reading in unread(pages):
        print("read", flush=True)
        time.sleep(0.01)
        yield reading


def main(ledger: str, port: str, hours: str) -> None:
    """Watch the feeds of six hosts."""
    web = Web(Clock(DAWN + timedelta(hours=float(hours))))
    web.port = int(port)
    watching = Watcher(Path(ledger), web, read=slowly)
    watching.watch(*(f"http://h{n}.test/feed" for n in range(6)))
    watching.polling.run(once=True, ends=None, sleep_s=web.clock.sleep_s, done=lambda _: print("round", flush=True))
    print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
