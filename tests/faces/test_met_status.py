"""`onrecord met` says nothing of an action that is denied, claimed or only feared, and speaks when it is told as so."""

import json
from pathlib import Path

from tests.faces.conftest import Run

VOW = "Russia will not attack Ukraine, President Vladimir Putin said."
NOT_SO = (
    "No Russian troops attacked Ukraine on Tuesday, Kyiv said.",
    "Russia denied that its troops attacked Ukraine.",
    "It is not true that Russia attacked Ukraine, Moscow said.",
    "Had Russia attacked Ukraine, Poland would have answered.",
    "Poland accused Russia of attacking Ukraine.",
    "Poland fears that Russia will attack Ukraine.",
)


def test_met_is_silent_until_it_is_told_as_so(tmp_path: Path, onrecord: Run) -> None:
    ledger = tmp_path / "ledger.db"

    def met_after(day: str, *pages: str) -> str:
        """What `met` prints once pages of a day are on record."""
        file = tmp_path / f"{day}.jsonl"
        lines = [{"id": f"{day}-{n}", "date": day, "text": text} for n, text in enumerate(pages)]
        file.write_text("".join(json.dumps(line) + "\n" for line in lines))
        assert onrecord("add", "--input", "jsonl-text", file, "--ledger", ledger).returncode == 0
        return onrecord("met", "--ledger", ledger).stdout

    met_after("2024-03-04", VOW)
    told = met_after("2024-03-06", *NOT_SO)
    assert "(certain)" not in told
    assert "(likely)" not in told
    assert "encounters: 1 denied" in told  # a grade of its own; of the norm nothing becomes
    assert "[breached]" in met_after("2024-03-07", "Russian troops attacked Ukraine on Wednesday.")
