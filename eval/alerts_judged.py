"""Alerts of `onrecord watch` on the pages of the corpora, as two readers judged them who had not built it.

In:      eval/data/alerts_judged.jsonl: of the 297 alerts of 379 dated pages that came in day by day
         (`python -m tests.watching.replay`) all that were no new commitment, and 40 new commitments drawn with seed
         20261129, with what each of the two judges said of the page.
         Of the 304 days the middle one had none, the fullest 12
Out:     by kind how many were judged, and the share that both judges call right
Source:  docs/watching.md. Changes of strength were made stricter on these rows (questions/alerts.py): none of the
         three would be told now
"""

import json
from pathlib import Path
from typing import Any

JUDGED = Path(__file__).resolve().parent / "data" / "alerts_judged.jsonl"
KINDS = ("met", "changed", "deadline", "new")


def score(shared: Path) -> dict[str, Any]:  # noqa: ARG001  (the rows are here)
    """Counts and shares; a case is as right as the judges found it."""
    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    figures: dict[str, float] = {}
    for kind in KINDS:
        held = [row["judged"] for row in rows if row["kind"] == kind]
        figures[kind] = float(len(held))
        figures[f"{kind}.both_right"] = sum(judged == ["right", "right"] for judged in held) / len(held)
    cases = {f"alert-{row['n']}": row["judged"].count("right") / 2 for row in rows}
    return {"figures": figures, "cases": cases}
