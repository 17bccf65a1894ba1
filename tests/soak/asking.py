"""Readers of a soak: questions to the desk, and looks into the ledger that wait for no lock longer than a second."""

import json
import random
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

from onrecord.ledger import LedgerBusy, open_ledger

# Between two questions of one who asks, so that they leave the processor to those who work.
PAUSE_S = 0.7
LOCK_AT_MOST_S = 1.0

QUESTIONS = (
    "/api/v1/health",
    "/api/v1/records?limit=20",
    "/api/v1/norms?limit=20&mode=if",
    "/api/v1/search?q={word}",
    "/api/v1/record-of?actor={actor}",
    "/api/v1/actors?limit=20",
    "/api/v1/met?possible=true&limit=20",
    "/api/v1/timeline?actor={actor}&limit=20",
    "/api/v1/review?limit=5",
    "/api/v1/what-if?happens=Russian+troops+attack+Ukraine",
    "/",
    "/search?q={word}",
    "/metrics",
)
WORDS = ("troops", "ceasefire", "sanctions", "nuclear", "border", "negotiations", "aid", "election")
ACTORS = ("Russia", "Ukraine", "Israel", "USA", "China", "Iran")


@dataclass
class Asked:
    """took_s: of answers, by path; wrong: what was no answer, in words; locked: looks that waited too long."""

    took_s: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    looks: int = 0
    longest_look_s: float = 0.0
    locked: list[str] = field(default_factory=list)

    def summary(self) -> dict[str, Any]:
        """Counts, and how long answers took."""
        every = sorted(took for of_path in self.took_s.values() for took in of_path)
        shares = quantiles(every, n=100) if len(every) > 1 else [0.0] * 99
        return {
            "questions": len(every),
            "statuses": dict(sorted(self.statuses.items())),
            "median_s": round(shares[49], 3),
            "p95_s": round(shares[94], 3),
            "longest_s": round(max(every, default=0.0), 3),
            "longest_by_path_s": {path: round(max(took), 2) for path, took in sorted(self.took_s.items())},
            "looks_at_the_ledger": self.looks,
            "longest_look_s": round(self.longest_look_s, 3),
        }


def ask(base: str, asked: Asked, stop: threading.Event, seed: int) -> None:
    """Questions to the desk until told to stop."""
    chance = random.Random(seed)
    while not stop.wait(PAUSE_S * 2 * chance.random()):
        path = chance.choice(QUESTIONS)
        word, actor = chance.choice(WORDS), chance.choice(ACTORS)
        began = time.monotonic()
        try:
            with urllib.request.urlopen(base + path.format(word=word, actor=actor), timeout=60) as answer:
                body, status = answer.read(), answer.status
            if path.startswith("/api/"):
                json.loads(body)
        except urllib.error.HTTPError as error:
            status = error.code
            asked.wrong.append(f"{path} ({word}, {actor}): {status} {error.read()[:200]!r}")
        except (OSError, ValueError) as error:
            if not stop.is_set():
                asked.wrong.append(f"{path}: {error!r}")
            continue
        asked.statuses[status] += 1
        asked.took_s.setdefault(path, []).append(time.monotonic() - began)


def look(ledger: Path, asked: Asked, stop: threading.Event) -> None:
    """Open the ledger and read of it, waiting for no lock longer than LOCK_AT_MOST_S."""
    while not stop.wait(0.25):
        began = time.monotonic()
        try:
            with open_ledger(ledger, read_only=True, busy_timeout_s=LOCK_AT_MOST_S) as book:
                book.mark()
                list(book.entries(limit=5))
        except LedgerBusy as busy:
            asked.locked.append(str(busy))
        asked.looks += 1
        asked.longest_look_s = max(asked.longest_look_s, time.monotonic() - began)
