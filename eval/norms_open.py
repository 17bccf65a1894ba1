"""How well norms are read where nothing but this repository is at hand: passages that may be redistributed.

In:      eval/data/norms_open.jsonl: 147 passages of en.kremlin.ru (CC BY 4.0) and Wikinews (CC BY 2.5), a part of the
         training and development passages
Out:     the figures and cases of `eval.commitments`
"""

from pathlib import Path
from typing import Any

from eval.commitments import cases_of, figures_of, passage_of, wrong_polarity
from eval.scorers import norms as scorer

PASSAGES = Path(__file__).resolve().parent / "data" / "norms_open.jsonl"


def score(_shared: Path) -> dict[str, Any]:
    """Figures and cases of the open passages; the shared corpora are not looked at."""
    gold = scorer.read(PASSAGES)
    predicted = {key: passage_of(row) for key, row in gold.items()}
    figures = figures_of("open", gold, predicted)
    figures["open.wrong_polarity"] = wrong_polarity(gold, predicted)
    return {"figures": figures, "cases": cases_of(gold, predicted)}
