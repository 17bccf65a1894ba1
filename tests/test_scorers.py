"""The scorers in eval/scorers are the ones that came with the gold, byte for byte, so that figures stay comparable."""

from pathlib import Path

import pytest

SCORERS = Path(__file__).resolve().parents[1] / "eval" / "scorers"


@pytest.mark.parametrize("ours, theirs", [("norms.py", "score.py"), ("attributions.py", "score_attributions.py")])
def test_a_scorer_is_the_one_that_came_with_the_gold(shared: Path, ours: str, theirs: str) -> None:
    assert (SCORERS / ours).read_bytes() == (shared / "gold" / theirs).read_bytes()
