"""`status` on 120 sentences written apart from the code, by somebody who had not seen it nor the other sentences.

In:      eval/data/status_apart.jsonl, in the form of cases/status.jsonl
Out:     the figures of eval/status.py
Source:  written for this project
"""

from pathlib import Path
from typing import Any

from eval.status import score_file

SENTENCES = Path(__file__).resolve().parent / "data" / "status_apart.jsonl"


def score(_shared: Path) -> dict[str, Any]:
    """Figures and cases."""
    return score_file(SENTENCES)
