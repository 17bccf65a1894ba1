"""Contests run: each entry in a process of its own, in turn, so many rounds.

In:      a contest, its items, how many rounds
Out:     a Measured a contest: figures of quality, and of each round's time the median, the least and the most
Refuses: an entry whose process dies (EntryFailed), whose environment cannot be made (NoEnvironment)
Shown:   tests/bench/test_running.py

One process at a time and one thread in each. Answers are asked for once, of every item, apart from the rounds. A round
begins with another entry each time, so that what else the machine does falls on all.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bench.contests import OURS, Contest, Entry
from bench.corpora import ROOT, Items, bare
from bench.environments import python_of
from onrecord.terms.errors import OnRecordError

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
ONE_THREAD = dict.fromkeys(THREADS, "1") | {"TOKENIZERS_PARALLELISM": "false"}

Say = Callable[[str], None]


class EntryFailed(OnRecordError):
    """A contestant's process ended without a result."""


def measure(contest: Contest, items: Items, *, rounds: int, say: Say) -> dict[str, Any]:
    """The contest as results.json keeps it, without when and where."""
    answered: dict[str, dict[str, Any]] = {}
    if items.scored:
        for entry in contest.entries:
            if entry.scored:
                say(f"{contest.name}: {entry.name}, all {len(items.all)} for their answers")
                answered[entry.name] = run(entry, items, answers=True)
    runs: dict[str, list[dict[str, Any]]] = {entry.name: [] for entry in contest.entries}
    for number in range(rounds):
        turn = number % len(contest.entries)
        for entry in (*contest.entries[turn:], *contest.entries[:turn]):
            say(f"{contest.name}: {entry.name}, round {number + 1} of {rounds}")
            runs[entry.name].append(run(entry, items, answers=False))
    words = sum(items.words[item["id"]] for item in items.timed)
    return {
        "title": contest.title,
        "of": items.of,
        "items": len(items.all),
        "timed": len(items.timed),
        "timed_words": words,
        "rounds": rounds,
        "entries": {
            entry.name: {
                "does": entry.does,
                "quality": quality(contest, items, answered.get(entry.name)),
                "raised": len((answered.get(entry.name) or runs[entry.name][0])["raised"]),
                **times(runs[entry.name], items=len(items.timed), words=words),
            }
            for entry in contest.entries
        },
    }


def quality(contest: Contest, items: Items, made: Mapping[str, Any] | None) -> dict[str, float]:
    """Figures in [0, 1]; {} for an entry that is not scored."""
    if made is None:
        return {}
    return {name: round(value, 4) for name, value in contest.score(items.all, made["answers"]).items()}


def times(runs: list[dict[str, Any]], *, items: int, words: int) -> dict[str, Any]:
    """Milliseconds of processor time an item and words a second; starts, memory and versions beside them.

    words_s is None where the items' words are not known.
    """
    seconds = [sum(one["seconds"].values()) for one in runs]
    facts = {name: round(statistics.median(one["facts"][name] for one in runs), 3) for name in runs[0]["facts"]}
    return {
        "ms": spread([1000 * s / items for s in seconds], 2),
        "words_s": spread([words / s for s in seconds], 0) if words else None,
        "import_s": round(statistics.median(one["import_s"] for one in runs), 2),
        "load_s": round(statistics.median(one["load_s"] for one in runs), 2),
        "peak_mb": round(statistics.median(one["peak_mb"] for one in runs)),
        "versions": runs[0]["versions"],
        **({"facts": facts} if facts else {}),
    }


def spread(values: list[float], digits: int) -> dict[str, float]:
    """Median, least and most."""
    told = {"median": statistics.median(values), "least": min(values), "most": max(values)}
    return {name: round(value, digits or None) for name, value in told.items()}


def run(entry: Entry, items: Items, *, answers: bool) -> dict[str, Any]:
    """One process of one entry."""
    python = sys.executable if entry.where == OURS else str(python_of(entry.where))
    job = {
        "warm": [bare(item) for item in items.warm],
        "items": [bare(item) for item in (items.all if answers else items.timed)],
        "answers": answers,
    }
    with tempfile.TemporaryDirectory() as folder:
        told, made = Path(folder) / "job.json", Path(folder) / "made.json"
        told.write_text(json.dumps(job), encoding="utf-8")
        # A contestant may write where it stands: it stands in a folder that goes away.
        ran = subprocess.run(
            [python, "-m", "bench.worker", entry.module, str(told), str(made)],
            cwd=folder,
            env=surroundings(entry),
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode or not made.exists():
            last = ran.stderr.strip().splitlines()[-1:] or ["no word"]
            raise EntryFailed(f"{entry.name} ended with {ran.returncode}: {last[0]}")
        result: dict[str, Any] = json.loads(made.read_text(encoding="utf-8"))
        return result


def surroundings(entry: Entry) -> dict[str, str]:
    """One thread; this repository to import from, and for our own entries the package."""
    here = [str(ROOT), *([str(ROOT / "src")] if entry.where == OURS else [])]
    return {**os.environ, **ONE_THREAD, "PYTHONPATH": os.pathsep.join(here), "PYTHONHASHSEED": "0"}
