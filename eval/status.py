"""Is what is not so kept from being stored as so, and is what is so found?

In:      the folder of shared corpora (cases/status.jsonl): a sentence, one predicate in it, how it stands
Out:     of what is not so (negated, denied, claimed, hypothetical, wanted, threatened, attempted, asked, planned) the
         share stored as happened or ongoing; of what is so the share that is found; how the predicate's clause is read,
         whether or not it makes an event; how each pair of statuses is mixed up. A case a sentence
Source:  written for this project. The sentences were in sight while the tables were written; nearly half are plainly
         so in words that look otherwise ("no fewer than forty trucks crossed")

Each text is read as a page of clean text, by everything that reads pages.
"""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from onrecord.language.factuality import factuality_of
from onrecord.terms.events import Event, EventStatus
from onrecord.terms.pages import Page, PageKind
from onrecord.walk.open import open_engines
from onrecord.walk.read import read

NOT_STORED = "none"


def score(shared: Path) -> dict[str, Any]:
    """Figures and cases on the sentences of the folder."""
    return score_file(shared / "cases" / "status.jsonl")


def score_file(path: Path) -> dict[str, Any]:
    """Figures and cases on the sentences of one file."""
    engines = open_engines()
    cases: dict[str, bool] = {}
    table: Counter[tuple[str, str]] = Counter()
    clauses: list[bool] = []
    told: dict[bool, list[bool]] = {True: [], False: []}
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        text, gold = case["text"], EventStatus(case["status"])
        at = position(text, case["predicate"], case.get("nth", 1))
        reading = read(page_of(text), engines)
        events = reading.events
        as_so = any(e.status.is_so for e in holding(events, at))
        told[gold.is_so].append(as_so)
        cases[case["id"]] = as_so == gold.is_so
        table[gold.value, stored_as(events, at)] += 1
        blocks = reading.document.blocks if reading.document is not None else ()
        parse = engines.parser.parse(text, [b.span for b in blocks])
        token = parse.token_at(at)
        stands = factuality_of(parse, token).stands.value if token is not None else NOT_STORED
        clauses.append(stands == ("so" if gold.is_so else gold.value))
    figures = {
        "not_so": float(len(told[False])),
        "not_so_stored_as_so": share(told[False]),
        "not_so_kept_apart": 1 - share(told[False]),
        "so": float(len(told[True])),
        "so_found": share(told[True]),
        "clauses_read_right": share(clauses),
    }
    figures |= {f"{gold}_stored_{ours}": float(n) for (gold, ours), n in sorted(table.items())}
    return {"figures": figures, "cases": cases}


def page_of(text: str) -> Page:
    """The text as a page whose offsets must not change."""
    return Page(address="text", body=text.encode(), kind=PageKind.CLEAN, encoding="utf-8", encoding_basis="given")


def position(text: str, predicate: str, nth: int) -> int:
    """Where the predicate begins: its nth occurrence as a word, from 1."""
    return [m.start() for m in re.finditer(rf"\b{re.escape(predicate)}\b", text)][nth - 1]


def holding(events: tuple[Event, ...], at: int) -> list[Event]:
    """The events whose evidence holds the position."""
    return [e for e in events if any(piece.start <= at < piece.end for piece in e.evidence)]


def stored_as(events: tuple[Event, ...], at: int) -> str:
    """The status of the event of this very predicate; "none" where there is no such event."""
    own = [e.status.value for e in events if e.predicate is not None and e.predicate.start <= at < e.predicate.end]
    return own[0] if own else NOT_STORED


def share(held: list[bool]) -> float:
    """How many are true; 0.0 of none."""
    return sum(held) / len(held) if held else 0.0
