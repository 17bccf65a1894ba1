"""Notices of `onrecord met` on the pages of the corpora, as two readers judged them who had not built it.

In:      eval/data/met_judged.jsonl: every certain and likely notice of 476 readings (news of 2019 and 2023, pages of
         the Kremlin), with what each of the two judges said of both pages
Out:     how many are certain and likely; the share of each that both judges call right
Source:  docs/questions.md. The rows do not move with the matcher. Of these notices two tell one event. The rules that
         hold back the others, 3,572 of 3,575, were made on the notices of the same pages
"""

import json
from pathlib import Path
from typing import Any

JUDGED = Path(__file__).resolve().parent / "data" / "met_judged.jsonl"


def score(shared: Path) -> dict[str, Any]:  # noqa: ARG001  (the rows are here)
    """Counts and shares; a case is as right as the judges found it."""
    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    figures: dict[str, float] = {}
    for grade in ("certain", "likely"):
        held = [row for row in rows if row["grade"] == grade]
        figures[grade] = float(len(held))
        figures[f"{grade}.both_right"] = sum(all(j["right"] for j in row["judged"]) for row in held) / len(held)
    cases = {row["id"]: sum(j["right"] for j in row["judged"]) / 2 for row in rows}
    return {"figures": figures, "cases": cases}
