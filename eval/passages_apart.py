"""Whole passages of eleven kinds of fault, written apart from the code: what each holds is found, and nothing else.

In:      eval/data/passages_apart.jsonl: text, day, the kind (`case`), every norm, events with status and type, times
         with their value; `seen`: was the passage in sight while the reader was mended?
Out:     the share of passages with every answer right and no norm too many, for all, for those not in sight, and for
         each kind. A case a passage
Source:  written for this project, with the codebook, by somebody who had not seen the code

A norm is right when modal, mode, agent (where it is the point), and whether there is a deadline are, and when action
and condition share half of the shorter one's words. An event that is so must be stored as so; one that is not, must
not.
"""

import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.terms.pages import Page, PageKind
from onrecord.terms.reading import Reading
from onrecord.terms.records import Norm
from onrecord.terms.spans import Span
from onrecord.walk.open import open_engines
from onrecord.walk.read import read

PASSAGES = Path(__file__).resolve().parent / "data" / "passages_apart.jsonl"
SHARED_WORDS = 0.5
SO = frozenset({"happened", "ongoing"})


def score(_shared: Path) -> dict[str, Any]:
    """Figures and cases."""
    engines = open_engines()
    cases: dict[str, bool] = {}
    groups: dict[str, list[bool]] = defaultdict(list)
    for line in PASSAGES.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        reading = read(page_of(gold), engines)
        right = norms_right(gold, reading) and events_right(gold, reading) and times_right(gold, reading)
        cases[gold["id"]] = right
        groups[f"kind_{gold['case']}"].append(right)
        groups["seen" if gold["seen"] else "unseen"].append(right)
    figures = {"right": sum(cases.values()) / len(cases)}
    figures |= {name: sum(held) / len(held) for name, held in sorted(groups.items())}
    return {"figures": figures, "cases": cases}


def page_of(gold: dict[str, Any]) -> Page:
    """The passage as a page of clean text of its day."""
    return Page(
        address=gold["id"],
        body=gold["text"].encode(),
        kind=PageKind.CLEAN,
        encoding="utf-8",
        encoding_basis="given",
        given_date=date.fromisoformat(gold["date"]),
    )


def norms_right(gold: dict[str, Any], reading: Reading) -> bool:
    """Is each norm found once, and no other?"""
    if "norms" not in gold:
        return True
    left = list(reading.norms)
    for wanted in gold["norms"]:
        found = next((n for n in left if is_norm(wanted, n, reading.text)), None)
        if found is None:
            return False
        left.remove(found)
    return not left


def is_norm(wanted: dict[str, Any], norm: Norm, text: str) -> bool:
    """Is this the norm?"""
    agent = wanted.get("agent_id")
    return (
        (norm.modal.value, norm.mode.value) == (wanted["modal"], wanted["mode"])
        and (agent is None or norm.agent_id == agent)
        and bool(wanted.get("deadline")) == (norm.deadline is not None)
        and alike(wanted["action"], norm.action, text)
        and (not wanted.get("trigger") or alike(wanted["trigger"], norm.trigger, text))
    )


def alike(words: str, span: Span | None, text: str) -> bool:
    """Do the words and those of the span share half of the shorter one's?"""
    one, other = set(words.lower().split()), set(span.of(text).lower().split()) if span is not None else set[str]()
    return bool(one and other) and len(one & other) >= SHARED_WORDS * min(len(one), len(other))


def events_right(gold: dict[str, Any], reading: Reading) -> bool:
    """Does each predicate stand as it should, with its type where that is the point?"""
    for wanted in gold.get("events", ()):
        at = gold["text"].index(wanted["predicate"])
        own = [e for e in reading.events if e.predicate is not None and e.predicate.start <= at < e.predicate.end]
        stands_so = any(e.status.is_so for e in own)
        if wanted.get("status") and stands_so != (wanted["status"] in SO):
            return False
        if wanted.get("type") and own and not any(e.type is not None and e.type.value == wanted["type"] for e in own):
            return False
    return True


def times_right(gold: dict[str, Any], reading: Reading) -> bool:
    """Has each expression its value?"""
    for wanted in gold.get("times", ()):
        start = gold["text"].index(wanted["words"])
        words = Span(start, start + len(wanted["words"]))
        if not any(t.value == wanted["value"] and t.span.overlaps(words) for t in reading.times):
            return False
    return True
