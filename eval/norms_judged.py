"""Norms drawn from pages nobody had read, as two readers judged them who had not built the reader.

In:      eval/data/norms_judged.jsonl: 100 norms drawn by `python -m tools.draw_norms` (seed 20261129), with what each
         of the two judges said; pages that may not be redistributed are named, not quoted
Out:     for each judge the share that is right (modal, mode, agent, action, condition and deadline), that has a slot
         wrong, that is no norm by the codebook; the share right for both, and the share on which they agree
Source:  docs/codebook.md
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

JUDGED = Path(__file__).resolve().parent / "data" / "norms_judged.jsonl"


def score(shared: Path) -> dict[str, Any]:  # noqa: ARG001  (the rows are here)
    """Shares of the rows; a case is as right as the judges found it."""
    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    said = {row["id"]: [one["verdict"] for one in row["judged"]] for row in rows}
    figures = {"rows": float(len(said)), "both_right": _share(v == ["right", "right"] for v in said.values())}
    figures["agree"] = _share(one == other for one, other in said.values())
    for judge, name in enumerate(("first", "second")):
        for verdict in ("right", "slot", "none"):
            figures[f"{name}.{verdict}"] = _share(v[judge] == verdict for v in said.values())
    return {"figures": figures, "cases": {name: v.count("right") / 2 for name, v in said.items()}}


def _share(held: Iterable[bool]) -> float:
    values = list(held)
    return sum(values) / len(values)
