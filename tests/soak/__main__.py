"""`watch`, `serve`, `batch` and `absorb` on one ledger at once: `python -m tests.soak FOLDER [--minutes 30]`.

The real commands, real pages with changed words, models and all; a feed is added every two minutes, a batch of a dozen
pages is read and absorbed again and again, three clients ask the desk, one opens the ledger four times a second and
waits for no lock longer than a second. At the end all are sent SIGTERM. What must hold is printed as it was found, as
JSON, and the exit code is 1 where something did not: memory or open files grew, an answer was no answer, a reader met a
lock, a process ended early or in disorder, a page that was read is not there, the ledger is not whole.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from onrecord.ledger import open_ledger
from tests.endless_pages import lines, without_end
from tests.soak.asking import Asked, ask, look
from tests.soak.usage import Usage
from tests.watching.web import Clock, Reply, Web, item, rss

ONRECORD = [sys.executable, "-c", "from onrecord.faces.cli import main; main()"]
CLIENTS = 3
ITEMS_A_FEED = 12
FEED_EVERY_S = 120.0
PAGES_A_BATCH = 12
BATCH_EVERY_S = 60.0
LOOKS_EVERY_S = 5.0
ENDS_WITHIN_S = 20.0

# After SIGTERM: what the command's own handling says (128 + 15), uvicorn's orderly end (0), or by the signal.
ORDERLY = {0, 143, -signal.SIGTERM}
ALARMING = ("Traceback", "Error", "error:", "locked", "exception")


class Soak:
    """One run in a folder."""

    def __init__(self, folder: Path, shared: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.folder, self.ledger = folder, folder / "soak.db"
        self.pages: Iterator[str] = without_end(shared, seed=19)
        self.batched: Iterator[str] = without_end(shared, seed=20)
        self.web = Web(Clock())
        self.usage, self.asked = Usage(), Asked()
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.logs: list[IO[bytes]] = []
        self.wrong: list[str] = []
        self.items, self.absorbed, self.feeds = 0, 0, 0

    def start(self, name: str, *command: str) -> None:
        """A process that stays."""
        log = (self.folder / f"{name}.log").open("wb")
        self.logs.append(log)
        self.running[name] = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=self.folder)

    def command(self, name: str, *arguments: str) -> str:
        """A command that ends; what it printed."""
        done = subprocess.run([*ONRECORD, *arguments], capture_output=True, text=True, cwd=self.folder, check=False)
        with (self.folder / f"{name}.log").open("a", encoding="utf-8") as log:
            log.write(done.stdout + done.stderr)
        if done.returncode:
            self.wrong.append(f"{name} ended with {done.returncode}: {(done.stdout + done.stderr)[-400:]}")
        return done.stdout

    def one_more_feed(self) -> None:
        """With its items, each a page of this web."""
        host, listed = f"h{self.feeds}.test", []
        for number in range(ITEMS_A_FEED):
            body = next(self.pages).encode()
            self.web.replies[host, f"/{number}"] = Reply(body, headers={"Content-Type": "text/html; charset=utf-8"})
            listed.append(item(f"http://{host}/{number}", id=f"{host}-{number}"))
        self.web.replies[host, "/feed"] = Reply(rss(*listed), headers={"Content-Type": "application/rss+xml"})
        self.command("watch-add", "watch", "add", f"http://{host}/feed", "--ledger", str(self.ledger))
        self.feeds += 1
        self.items += ITEMS_A_FEED

    def one_more_batch(self, number: int) -> None:
        """Read into shards, and absorbed."""
        given, out = self.folder / f"given-{number}.jsonl", self.folder / f"shards-{number}"
        lines(given, self.batched, PAGES_A_BATCH)
        self.command("batch", "batch", str(given), "--out", str(out), "--workers", "1")
        self.command("absorb", "absorb", str(out), "--ledger", str(self.ledger))
        self.absorbed += PAGES_A_BATCH
        shutil.rmtree(out, ignore_errors=True)

    def batches(self, stop: threading.Event) -> None:
        """One after the other."""
        number = 0
        while not stop.is_set():
            began = time.monotonic()
            self.one_more_batch(number)
            number += 1
            stop.wait(max(0.0, BATCH_EVERY_S - (time.monotonic() - began)))

    def run(self, minutes: float, port: int) -> None:
        """All of it."""
        base = f"http://127.0.0.1:{port}"
        self.one_more_feed()
        self.one_more_batch(-1)
        self.start("watch", sys.executable, "-m", "tests.soak.watching", str(self.ledger), str(self.web.port))
        self.start("serve", *ONRECORD, "serve", "--ledger", str(self.ledger), "--port", str(port))
        _wait_for(f"{base}/api/v1/health")
        stop = threading.Event()
        threads = [
            *(threading.Thread(target=ask, args=(base, self.asked, stop, seed)) for seed in range(CLIENTS)),
            threading.Thread(target=look, args=(self.ledger, self.asked, stop)),
            threading.Thread(target=self.batches, args=(stop,)),
        ]
        for thread in threads:
            thread.start()
        began = fed = time.monotonic()
        try:
            while time.monotonic() - began < minutes * 60 and self._all_there():
                time.sleep(LOOKS_EVERY_S)
                for name, process in self.running.items():
                    self.usage.look(name, process.pid, time.monotonic() - began)
                # What came last must have been read by the end.
                if time.monotonic() - fed > FEED_EVERY_S and time.monotonic() - began < minutes * 60 - 2 * FEED_EVERY_S:
                    fed = time.monotonic()
                    self.one_more_feed()
        finally:
            stop.set()
            for thread in threads:
                thread.join()
            self._end()

    def _all_there(self) -> bool:
        gone = [name for name, process in self.running.items() if process.poll() is not None]
        self.wrong += [f"{name} ended early with {self.running[name].returncode}" for name in gone]
        return not gone

    def _end(self) -> None:
        for name, process in self.running.items():
            began = time.monotonic()
            process.terminate()
            try:
                code = process.wait(ENDS_WITHIN_S)
            except subprocess.TimeoutExpired:
                process.kill()
                self.wrong.append(f"{name} had not ended {ENDS_WITHIN_S} s after SIGTERM")
                continue
            print(f"{name} ended with {code}, {time.monotonic() - began:.1f} s after SIGTERM", flush=True)
            if code not in ORDERLY:
                self.wrong.append(f"{name} ended with {code} after SIGTERM")
        for log in self.logs:
            log.close()
        self.web.close()

    def judged(self) -> dict[str, Any]:
        """What was found; `wrong` is empty where all held."""
        for name in self.running:
            self.wrong += self.usage.grew(name)
            text = (self.folder / f"{name}.log").read_text("utf-8", "replace")
            self.wrong += [f"{name} said: {line}" for line in text.splitlines() if any(a in line for a in ALARMING)][:5]
        self.wrong += self.asked.wrong[:20] + self.asked.locked[:5]
        self.command("check", "check", "--ledger", str(self.ledger))
        there = _addresses(self.ledger)
        for what, mark, count in (("items", ".test/", self.items), ("lines", "given-", self.absorbed)):
            found = sum(mark in address for address in there)
            if found != count:
                self.wrong.append(f"{count} {what} were given, {found} are in the ledger")
        listed = self.command("watch-list", "watch", "list", "--json", "--ledger", str(self.ledger))
        return {
            "feeds": self.feeds,
            "items": self.items,
            "batched_and_absorbed": self.absorbed,
            "feeds_as_they_are": [json.loads(line) for line in listed.splitlines()][:2],
            "usage": {name: self.usage.summary(name) for name in self.running},
            "asked": self.asked.summary(),
            "ledger_mb": round(self.ledger.stat().st_size / 1e6, 1),
            "wrong": self.wrong,
        }


def _addresses(ledger: Path) -> set[str]:
    """Where all that is held was seen, what was refused included."""
    with open_ledger(ledger, read_only=True) as book, book._read_transaction() as connection:
        both = "SELECT address FROM sightings UNION SELECT address FROM refused_pages"
        return set(connection.exec_driver_sql(both).scalars())


def _wait_for(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"nothing answered at {address}")


def main() -> None:
    """Run, print, and say by the exit code whether all held."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--port", type=int, default=8479)
    options = parser.parse_args()
    shared = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[3] / "shared"))
    soak = Soak(options.folder.absolute(), shared)
    soak.run(options.minutes, options.port)
    found = soak.judged()
    print(json.dumps(found, indent=1))
    sys.exit(1 if found["wrong"] else 0)


if __name__ == "__main__":
    main()
