"""The desk under load, by hand: `python -m tests.faces.web.measure_desk FOLDER [NORMS] [--seconds S] [--pause P]`.

A ledger as `tests.ledger.measure_answers` makes it, `onrecord serve` on it in a process of its own, and for S seconds
20 readers, each asking one thing after another of views and API, with about P seconds between an answer and the next
question, beside one writer that adds a page or judges a norm every second. Printed: median and 95th percentile of each
route, first for one reader alone; errors; the server's memory before the load, after a third of it and at its end; what
scripts weigh. With --pause 0 the readers ask as fast as they are answered, and the times are those of a queue of 20.
"""

import argparse
import asyncio
import gzip
import math
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from urllib.parse import quote_plus

import httpx
import numpy as np

from onrecord.faces.tokens import Tokens, TokenScope
from onrecord.ledger import open_ledger
from onrecord.questions import check
from onrecord.walk.open import open_sentence_encoder
from tests.ledger.factory import VOCABULARY
from tests.ledger.measure_answers import DENSE, SPARSE, events, made
from tests.ledger.story_actions import ACTORS, Actions, actions_of

READERS = 20
WRITES_EVERY_S = 1.0
STATIC = Path(__file__).parents[3] / "src" / "onrecord" / "faces" / "web" / "static"

# (name, weight, address); {x} is drawn anew for each request.
VIEWS = (
    ("today", 3, "/"),
    ("search, all", 2, "/search"),
    ("search, words", 3, "/search?q={word}"),
    ("search, one actor", 2, "/search?actor={actor}"),
    ("record", 4, "/record/{record}"),
    ("page", 2, "/page/{page}"),
)
ROUTES = (
    ("api records", 3, "/api/v1/records?limit=50"),
    ("api records, one actor", 2, "/api/v1/records?actor={actor}&limit=50"),
    ("api record", 3, "/api/v1/records/{record}"),
    ("api search", 3, "/api/v1/search?q={word}"),
    ("api timeline", 2, "/api/v1/timeline?actor={actor}"),
    ("api what-if, sparse", 2, "/api/v1/what-if?event={sparse}"),
    ("api what-if, dense", 1, "/api/v1/what-if?event={dense}"),
    ("api record-of", 1, "/api/v1/record-of?actor={actor}&limit=50"),
    ("api met", 1, "/api/v1/met?limit=50"),
    ("api actors", 1, "/api/v1/actors"),
    ("api health", 1, "/api/v1/health"),
)


@dataclass
class Taken:
    """Times by route in milliseconds, and what went wrong."""

    times_ms: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)


@contextmanager
def serving(ledger: Path) -> Iterator[tuple[str, int]]:
    """A desk on a port of its own: (address, process id)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "serve", "--ledger", ledger, "--port", str(port)], stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                httpx.get(f"{address}/api/v1/health", timeout=5)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield address, process.pid
    finally:
        process.kill()
        process.wait()


def worked_up(ledger: Path) -> None:
    """What adding page by page would have done, and the first page added would else do for all of them: every reading
    looked at for what it meets, deadlines looked at, every passage placed, by vectors drawn at random, since nothing is
    asked by meaning."""
    name, rng = open_sentence_encoder().name, np.random.default_rng(7)
    with open_ledger(ledger) as book:
        waiting = book.current.unchecked()
        book.current.keep(met=(), became=(), looked_at=waiting, recorded_at=datetime.now(UTC))
        check(book, today=datetime.now(UTC).date(), recorded_at=datetime.now(UTC))
        size = len(open_sentence_encoder().vectors(["troops"])[0])
        while missing := book.meanings.missing(name, limit=2_000)[0]:
            drawn_at_random = rng.standard_normal((len(missing), size), dtype=np.float32)
            drawn_at_random /= np.linalg.norm(drawn_at_random, axis=1, keepdims=True)
            book.meanings.keep(
                name, ((id_, array("f", v)) for (id_, _), v in zip(missing, drawn_at_random, strict=True))
            )


def memory_mb(process_id: int) -> float:
    """What the server itself holds (VmRSS), its reading processes aside."""
    for line in Path(f"/proc/{process_id}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return math.nan


def drawn(ledger: Path, actions: Actions, rng: random.Random) -> dict[str, list[str]]:
    """What addresses are filled with."""
    with open_ledger(ledger, create=False, read_only=True) as book:
        entries, _ = book.entries_after(None, limit=400)
    return {
        "record": [e.id for e in entries],
        "page": list({e.source.page_id for e in entries}),
        "actor": [*DENSE, *rng.sample(ACTORS, 40)],
        "word": rng.sample(VOCABULARY[20:], 60),
        "dense": list(map(str, events(actions, DENSE, 40))),
        "sparse": list(map(str, events(actions, SPARSE, 40))),
        "norm": [n.id for e in entries for n in e.norms],
    }


def filled(address: str, words: dict[str, str]) -> str:
    """An address of these words."""
    return address.format(**{name: quote_plus(word) for name, word in words.items()})


async def read(
    client: httpx.AsyncClient, until: float, taken: Taken, words: dict[str, list[str]], *, seed: int, pause_s: float
) -> None:
    """One reader."""
    rng = random.Random(seed)
    await asyncio.sleep(pause_s * rng.random())
    routes = [*VIEWS, *ROUTES]
    weights = [weight for _, weight, _ in routes]
    while time.monotonic() < until:
        ((name, _, address),) = rng.choices(routes, weights)
        url = filled(address, {k: rng.choice(v) for k, v in words.items()})
        await ask(client, "GET", url, name, taken)
        await asyncio.sleep(pause_s * (0.5 + rng.random()))


async def write(client: httpx.AsyncClient, until: float, taken: Taken, norms: list[str], token: str) -> None:
    """The writer: a page, then a judgement, in turn."""
    headers = {"Authorization": f"Bearer {token}"}
    for number in range(10**6):
        if time.monotonic() >= until:
            return
        if number % 2:
            body: dict[str, str] = {"target": norms[number % len(norms)], "verdict": "confirm", "note": str(number)}
            await ask(client, "POST", "/api/v1/judge", "write: judge", taken, json=body, headers=headers)
        else:
            body = {"text": f"Iran will respond if Israel attacks again, its spokesman said. It was note {number}."}
            await ask(client, "POST", "/api/v1/add", "write: add", taken, json=body, headers=headers)
        await asyncio.sleep(WRITES_EVERY_S)


async def ask(client: httpx.AsyncClient, method: str, url: str, name: str, taken: Taken, **given: object) -> None:
    """One request, timed."""
    start = time.perf_counter()
    try:
        answer = await client.request(method, url, **given)  # type: ignore[arg-type]
    except httpx.HTTPError as error:
        taken.errors[f"{name}: {type(error).__name__}"] += 1
        return
    taken.times_ms[name].append((time.perf_counter() - start) * 1000)
    if answer.status_code >= 400:
        taken.errors[f"{name}: {answer.status_code} {answer.text[:200] if answer.status_code < 500 else ''}"] += 1


async def load(
    address: str, process_id: int, words: dict[str, list[str]], token: str, *, seconds: float, pause_s: float
) -> Taken:
    """All of them at once."""
    taken = Taken()
    limits = httpx.Limits(max_connections=READERS + 1)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        # Warm: what the first request of each kind loads is no part of the times.
        for _, _, route in (*VIEWS, *ROUTES):
            await client.get(filled(route, {k: v[0] for k, v in words.items()}))
        await client.post("/api/v1/read", json={"text": "Iran will respond if Israel attacks."})
        print(f"memory before the load: {memory_mb(process_id):.0f} MB", flush=True)
        until = time.monotonic() + seconds
        readers = [
            asyncio.create_task(read(client, until, taken, words, seed=n, pause_s=pause_s)) for n in range(READERS)
        ]
        writer = asyncio.create_task(write(client, until, taken, words["norm"], token))
        await asyncio.sleep(seconds / 3)
        print(f"memory after a third of it: {memory_mb(process_id):.0f} MB", flush=True)
        await asyncio.gather(*readers, writer)
        print(f"memory at its end: {memory_mb(process_id):.0f} MB", flush=True)
    return taken


def told(taken: Taken, seconds: float) -> None:
    """Print it."""
    total = sum(map(len, taken.times_ms.values()))
    print(f"{total:,} requests in {seconds:g} s, {total / seconds:.0f} a second; {sum(taken.errors.values())} errors")
    for name, times in sorted(taken.times_ms.items()):
        times.sort()
        p95 = times[math.ceil(len(times) * 0.95) - 1]
        print(f"  {name:26} {len(times):6,} times, p50 {statistics.median(times):6.0f} ms, p95 {p95:6.0f} ms")
    for what, n in taken.errors.most_common(20):
        print(f"  {n} x {what}")


def alone(address: str, words: dict[str, list[str]], runs: int = 10) -> None:
    """What each takes where nobody else asks."""
    print("one reader alone:")
    rng = random.Random(3)
    with httpx.Client(base_url=address, timeout=120) as client:
        for name, _, route in (*VIEWS, *ROUTES):
            times = []
            for _ in range(runs):
                url = filled(route, {k: rng.choice(v) for k, v in words.items()})
                start = time.perf_counter()
                client.get(url)
                times.append((time.perf_counter() - start) * 1000)
            times.sort()
            p95 = times[math.ceil(runs * 0.95) - 1]
            print(f"  {name:26} p50 {statistics.median(times):6.0f} ms, p95 {p95:6.0f} ms", flush=True)


def script_weight() -> None:
    """What a view loads of script."""
    for path in sorted(STATIC.glob("*.js")):
        held = path.read_bytes()
        print(f"script {path.name}: {len(held):,} bytes, {len(gzip.compress(held)):,} compressed")


def main() -> None:
    """Fill a ledger in the folder, serve a copy of it, and ask."""
    parser = argparse.ArgumentParser(prog="python -m tests.faces.web.measure_desk")
    parser.add_argument("folder", type=Path)
    parser.add_argument("norms", type=int, nargs="?", default=10_000)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between an answer and the next question")
    options = parser.parse_args()
    shared = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[4] / "shared"))
    actions = actions_of(shared, options.folder / "actions.jsonl")
    path = options.folder / f"answers-{options.norms}.db"
    made(path, options.norms, actions)
    # A copy: what the writer adds is no part of the next measurement.
    ledger = options.folder / f"desk-{options.norms}.db"
    for left in ("-wal", "-shm"):  # of one that was killed: they would be taken for the copy's own
        ledger.with_name(ledger.name + left).unlink(missing_ok=True)
    copyfile(path, ledger)
    worked_up(ledger)
    _, token = Tokens(ledger).create(
        by="measure", scopes=(TokenScope.ADD, TokenScope.JUDGE), expires=None, at=datetime.now(UTC)
    )
    words = drawn(ledger, actions, random.Random(7))
    with serving(ledger) as (address, process_id):
        alone(address, words)
        taken = asyncio.run(load(address, process_id, words, token, seconds=options.seconds, pause_s=options.pause))
        told(taken, options.seconds)
    script_weight()


if __name__ == "__main__":
    main()
