"""What the contestants read: items with their gold, from the corpora, or from this repository where these are missing.

In:      the folder of corpora (ONRECORD_SHARED, else ../shared)
Out:     Items of each contest
Refuses: nothing; Missing says what is not there, and the contest is left out or run without a score
Source:  docs/evaluation.md
Shown:   tests/bench/test_corpora.py

Pages of news have their main text as gold. Where the corpora are missing, the four pages of examples/ are read for
their time alone, and norms are scored on the passages that may be redistributed.
"""

import gzip
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eval.times import read_tml

from bench.worker import Item

ROOT = Path(__file__).resolve().parents[1]
WARM = 4


@dataclass(frozen=True, slots=True)
class Items:
    """all: every item, in the order of its file. timed: those whose time counts, spread evenly. warm: read before.

    scored: has each its gold? of: what they are, in words. words: of each item's text, by id.
    """

    all: tuple[Item, ...]
    timed: tuple[Item, ...]
    warm: tuple[Item, ...]
    scored: bool
    of: str
    words: dict[str, int]


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing to read, and why."""

    why: str


Load = Callable[[int], Items | Missing]


def shared() -> Path | None:
    """The folder of corpora; None where it is not there."""
    folder = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared"))
    return folder if (folder / "gold" / "dev.jsonl").is_file() else None


def pages(timed: int) -> Items | Missing:
    """News pages of 2023 with their main text, title and date; else the saved pages of the examples."""
    folder = shared()
    if folder is None:
        saved = sorted((ROOT / "examples" / "pages").glob("*.html.gz"))
        some: tuple[Item, ...] = tuple({"id": p.name, "path": str(p), "url": None} for p in saved)
        words = dict.fromkeys((p.name for p in saved), 0)
        return Items(some, some, some, False, "saved pages of en.kremlin.ru", words)
    news = folder / "data" / "pages" / "news2023"
    gold = json.loads((news / "gold.json").read_text(encoding="utf-8"))
    items = [
        {"id": r["id"], "path": str(news / f"{r['id']}.html.gz"), "url": r["url"], "body": r["body"], "date": r["date"]}
        for r in gold
    ]
    return chosen(items, timed, "news pages of many sites, 2023", text="body")


def quotations(timed: int) -> Items | Missing:
    """The development articles of PolNeAR."""
    folder = shared()
    if folder is None:
        return Missing("PolNeAR may not be redistributed: set ONRECORD_SHARED")
    with gzip.open(folder / "data" / "attribution" / "polnear_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return chosen([json.loads(line) for line in lines], timed, "news articles of PolNeAR, development part")


def dates(timed: int) -> Items | Missing:
    """TimeBank and AQUAINT."""
    folder = shared()
    if folder is None:
        return Missing("TimeBank and AQUAINT may not be redistributed: set ONRECORD_SHARED")
    items = []
    for path in sorted((folder / "data" / "time" / "tbaq").glob("*.tml")):
        written, text, gold = read_tml(path)
        told = [{"start": g.span.start, "end": g.span.end, "type": g.type, "value": g.value} for g in gold]
        items.append({"id": path.stem, "text": text, "written": written.isoformat(), "gold": told})
    return chosen(items, timed, "news articles of TimeBank and AQUAINT")


def dates_in_fives(timed: int) -> Items | Missing:
    """Every fifth article of these, all of them timed: for a contestant that starts Java for each."""
    made = dates(timed)
    return (
        made if isinstance(made, Missing) else chosen(list(made.all[::5]), len(made.all), f"every fifth of {made.of}")
    )


def norms(timed: int) -> Items | Missing:
    """Whole pages and passages for development, each with its set; else the passages that are in the repository."""
    folder = shared()
    if folder is None:
        open_ones = lines_of(ROOT / "eval" / "data" / "norms_open.jsonl", "open")
        return chosen(open_ones, timed, "passages of en.kremlin.ru and Wikinews")
    whole = lines_of(folder / "gold" / "pages_dev.jsonl", "pages")
    made = chosen(whole, timed, "whole pages, and passages (development)")
    passages = lines_of(folder / "gold" / "dev.jsonl", "passages")
    more = {item["id"]: len(item["text"].split()) for item in passages}
    return Items((*made.all, *passages), made.timed, made.warm, True, made.of, made.words | more)


def lines_of(path: Path, name: str) -> list[Item]:
    """The rows of a file of JSON lines; an id says its set, since two sets may share one."""
    with path.open(encoding="utf-8") as lines:
        return [{**row, "id": f"{name}:{row['id']}", "set": name} for row in map(json.loads, lines)]


def chosen(items: list[Item], timed: int, of: str, *, text: str = "text") -> Items:
    """Every so many for the time; the warm ones are others where there are enough."""
    step = max(1, len(items) // timed)
    some = items[::step][:timed]
    held = {item["id"] for item in some}
    warm = [item for item in items if item["id"] not in held][:WARM] or some[:WARM]
    words = {item["id"]: len(item[text].split()) for item in items}
    return Items(tuple(items), tuple(some), tuple(warm), True, of, words)


def fewer(items: Items, most: int | None) -> Items:
    """The same with at most so many scored, spread evenly; None: all."""
    if most is None or len(items.all) <= most:
        return items
    return replace(items, all=items.all[:: -(-len(items.all) // most)])


def bare(item: Item) -> dict[str, Any]:
    """An item without its gold, as a contestant sees it."""
    return {key: item[key] for key in ("id", "path", "url", "text", "written") if key in item}
