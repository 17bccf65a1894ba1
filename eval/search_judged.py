"""Search on the shared pages: forty questions written before anything was searched, the first five hits of each way
judged by reading them.

In:      eval/data/search_questions.jsonl: the question; what each way found, as pages and spans (no text: some pages
         may not be redistributed); each of these places judged relevant or not
Out:     for each way the precision of the first five, places left empty counting as wrong, and the share of questions
         with a relevant hit among them
Source:  a hit is relevant when its own words say what the question asks about: the same action or state of the same
         parties or things. The same affair, country or kind of thing is not enough, nor is what only its page says
         elsewhere. The rows do not move with the code: `python -m tools.ask_search LEDGER` asks anew and says what is
         not judged
"""

import json
from pathlib import Path
from typing import Any

QUESTIONS = Path(__file__).resolve().parent / "data" / "search_questions.jsonl"
WAYS = ("words", "meaning", "both")
FIRST = 5


def score(shared: Path) -> dict[str, Any]:  # noqa: ARG001  (the rows are here)
    """Figures of the rows; a case is how many of the first five hits of a way are relevant."""
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    cases = {f"{row['question']} ({way})": sum(relevant(row, way)) / FIRST for row in rows for way in WAYS}
    return {"figures": figures(rows), "cases": cases}


def figures(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Precision and answered questions of each way, and the share of its hits that somebody judged."""
    held = {}
    for way in WAYS:
        hits = [relevant(row, way) for row in rows]
        held[f"{way}.precision_at_5"] = sum(map(sum, hits)) / (FIRST * len(rows))
        held[f"{way}.answered"] = sum(map(any, hits)) / len(rows)
        found = sum(len(row[way]) for row in rows)
        held[f"{way}.precision_of_found"] = sum(map(sum, hits)) / found if found else 0.0
        held[f"{way}.judged"] = sum(_judged(row, way) for row in rows) / found if found else 1.0
    return held


def relevant(row: dict[str, Any], way: str) -> list[bool]:
    """Of each hit of a way, in order: is it relevant? What nobody judged is not."""
    verdicts = {(h["page"], *h["span"]): h["relevant"] for h in row["judged"]}
    return [verdicts.get((h["page"], *h["span"]), False) for h in row[way][:FIRST]]


def _judged(row: dict[str, Any], way: str) -> int:
    verdicts = {(h["page"], *h["span"]) for h in row["judged"]}
    return sum((h["page"], *h["span"]) in verdicts for h in row[way][:FIRST])
