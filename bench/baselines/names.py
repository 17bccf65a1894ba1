"""Who a name is, by a flat list: states, their people and capitals, organisations, and who held an office.

In:      a text
Out:     the mentions in it, each with its id
Source:  onrecord's own tables of names (data/en/aliases.csv, organisations.csv, data/officeholders.csv), read as lists:
         a name with several readings has its first, a surname that two states share has none
Shown:   tests/bench/test_baselines.py
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from onrecord.data import rows
from onrecord.terms.spans import Span

FORMS = frozenset({"name", "adjective", "people", "capital", "seat"})
LONGEST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Mention:
    """A name and who it is."""

    span: Span
    id: str


def mentions(text: str) -> list[Mention]:
    """The names of the list in the text, the longest first where two begin alike; none inside another."""
    table = ids()
    words = [(m.start(), m.end()) for m in re.finditer(r"\w+(?:\.\w+)*\.?", text)]
    found: list[Mention] = []
    after = 0
    for i, (start, _) in enumerate(words):
        if start < after or not text[start].isupper():
            continue
        for last in range(min(i + LONGEST_WORDS, len(words)) - 1, i - 1, -1):
            for end in (words[last][1], words[last][1] - 1):  # a full stop may be the sentence's
                if known := table.get(text[start:end]):
                    found.append(Mention(Span(start, end), known))
                    after = end
                    break
            if after > start:
                break
    return found


@cache
def ids() -> dict[str, str]:
    """Name to id."""
    table: dict[str, str] = {}
    surnames: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows("en/aliases.csv"):
        if row["form"] in FORMS:
            table.setdefault(row["alias"], row["code"])
    for row in rows("en/organisations.csv"):
        if row["kind"] != "media":
            table.setdefault(row["alias"], row["name"])
    for row in rows("officeholders.csv"):
        if row["state"]:
            for name in (row["name"], *filter(None, row["aliases"].split("|"))):
                table.setdefault(name, row["state"])
                surnames[name.split()[-1]].add(row["state"])
    for surname, states in surnames.items():
        if len(states) == 1 and len(surname) > 4:
            table.setdefault(surname, *states)
    return table
