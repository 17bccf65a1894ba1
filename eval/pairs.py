"""Is this condition met by that sentence of the news? Pairs of two plain sentences, answered yes, maybe or no.

In:      gold/pairs_train.jsonl of the shared corpora; rows whose words alone do not say enough ("anaphoric") left out
Out:     three-way accuracy, the confusion, precision and recall of yes, the share of no taken for yes, accuracy by the
         slot that decides. A case for each pair
Source:  /gold/README.md of the shared corpora, "Pairs"

    python -m eval.pairs                what is answered wrongly, with the reason of each slot

The matcher has learnt nothing from the pairs.
"""

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

from onrecord.reasoning.certainty import Match
from onrecord.walk.meets import meets
from onrecord.walk.open import open_engines

LABELS = ("yes", "maybe", "no")


def score(shared: Path) -> dict[str, Any]:
    """Figures over all rows."""
    rows = rows_of(shared)
    said = {key: match.certainty.word for key, match in answers(rows).items()}
    return {
        "figures": figures_of(rows, said),
        "cases": {row["id"]: float(said[row["id"]] == row["label"]) for row in rows},
    }


def rows_of(shared: Path) -> list[dict[str, Any]]:
    """The pairs that can be answered from their two sentences."""
    lines = (shared / "gold" / "pairs_train.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line]
    return [row for row in rows if not (row.get("note") or "").startswith("anaphoric")]


def answers(rows: list[dict[str, Any]]) -> dict[str, Match]:
    """The answer to each pair, by id."""
    engines = open_engines()
    return {row["id"]: meets(row["words"], row["event"], engines, row["of"]) for row in rows}


def figures_of(rows: list[dict[str, Any]], said: dict[str, str]) -> dict[str, float]:
    """All figures. LABEL_as_ANSWER counts pairs."""
    confusion = Counter((row["label"], said[row["id"]]) for row in rows)
    wanted = Counter(row["label"] for row in rows)
    answered_yes = sum(confusion[label, "yes"] for label in LABELS)
    figures = {
        "pairs": float(len(rows)),
        "accuracy": _ratio(sum(confusion[label, label] for label in LABELS), len(rows)),
        "yes.precision": _ratio(confusion["yes", "yes"], answered_yes),
        "yes.recall": _ratio(confusion["yes", "yes"], wanted["yes"]),
        "no_taken_for_yes": _ratio(confusion["no", "yes"], wanted["no"]),
    }
    figures |= {f"{a}_as_{b}": float(confusion[a, b]) for a in LABELS for b in LABELS}
    for slot in sorted({row["slot"] or "" for row in rows}):
        here = [row for row in rows if (row["slot"] or "") == slot]
        right = sum(said[row["id"]] == row["label"] for row in here)
        figures[f"slot.{slot or 'all_hold'}"] = _ratio(right, len(here))
    return figures


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def main() -> None:
    """Print every pair answered wrongly, then the figures."""
    rows = rows_of(Path(os.environ.get("ONRECORD_SHARED", Path(__file__).resolve().parents[2] / "shared")))
    found = answers(rows)
    for row in rows:
        match = found[row["id"]]
        if match.certainty.word == row["label"]:
            continue
        slot = f" ({row['slot']})" if row["slot"] else ""
        print(f"{row['id']}: expected {row['label']}{slot}, got {match.certainty.word}")
        print(f"  if   {row['words']}  [{row['of']}]\n  told {row['event']}")
        for s in match.slots:
            print(f"    {s.slot}: {s.certainty.word}, {s.reason}")
        print()
    for name, value in figures_of(rows, {key: m.certainty.word for key, m in found.items()}).items():
        print(f"{name:28} {value:10.4f}")


if __name__ == "__main__":
    main()
