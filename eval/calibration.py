"""Whether probabilities mean what they say: of the norms given .7, are seven of ten right?

In:      gold/dev.jsonl, which the weights were not fitted to
Out:     expected calibration error, Brier score, a reliability table by tenths; a case for each tenth that has ten
         norms: the share that is right lies within its 95% interval round the mean probability
Source:  Guo et al. 2017 (expected calibration error, ten bins of equal width)
"""

from collections.abc import Sequence
from math import sqrt
from pathlib import Path
from typing import Any

from eval.commitments import is_strict, page_of
from eval.scorers import norms as scorer
from onrecord.terms.reading_json import reading_json
from onrecord.walk.open import open_engines
from onrecord.walk.read import read

BINS = 10

# Fewer norms in a tenth say nothing.
ENOUGH = 10


def score(shared: Path) -> dict[str, Any]:
    """Figures of dev."""
    pairs: list[tuple[float, bool]] = []
    for row in scorer.read(shared / "gold" / "dev.jsonl").values():
        told = reading_json(read(page_of(row), open_engines()))["norms"]
        right = [b for a, b in scorer.pair(row["text"], row["norms"], told) if is_strict(a, b)]
        pairs.extend((float(norm["probability"] or 0.0), any(norm is b for b in right)) for norm in told)
    figures: dict[str, float] = {
        "norms": len(pairs),
        "expected_calibration_error": expected_calibration_error(pairs),
        "brier": sum((p - r) ** 2 for p, r in pairs) / len(pairs) if pairs else 0.0,
    }
    cases: dict[str, bool] = {}
    for low, held in enumerate(tenths(pairs)):
        if held:
            mean, share = (sum(x[i] for x in held) / len(held) for i in (0, 1))
            name = f"{low / BINS:.1f}-{(low + 1) / BINS:.1f}"
            figures |= {f"{name}.count": len(held), f"{name}.probability": mean, f"{name}.right": share}
            if len(held) >= ENOUGH:
                cases[name] = abs(share - mean) <= 1.96 * sqrt(mean * (1 - mean) / len(held))
    return {"figures": figures, "cases": cases}


def tenths(pairs: Sequence[tuple[float, bool]]) -> list[list[tuple[float, bool]]]:
    """(probability, right) by tenth of probability."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for probability, right in pairs:
        held[min(BINS - 1, int(probability * BINS))].append((probability, right))
    return held


def expected_calibration_error(pairs: Sequence[tuple[float, bool]]) -> float:
    """Distance between mean probability and share right, a tenth of probability at a time, weighed by its norms."""
    return sum(abs(sum(p - r for p, r in held)) for held in tenths(pairs)) / len(pairs) if pairs else 0.0
