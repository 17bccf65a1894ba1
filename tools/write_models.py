"""Writes `src/onrecord/data/models.csv`: every file of the models with its size, digest, licence and card.

python -m tools.write_models

In:      src/onrecord/engines/models
Out:     the table, which `onrecord doctor`, /metrics and the SBOM read
Refuses: a folder without a card (KeyError), so that no model comes in without a licence
Shown:   tests/walk/test_models.py
"""

import csv
import io
from pathlib import Path

from onrecord.walk.models import TABLE, file_digest, model_files

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "onrecord"
MODELS = PACKAGE / "engines" / "models"

# By folder: what the weights began as, as the cards say. All of it is under one licence, and so is what it began as.
MADE_FROM = {
    "attribution": "",
    "encoder": "all-MiniLM-L6-v2",
    "events": "",
    "norms": "all-mpnet-base-v2",
    "sentences": "all-MiniLM-L6-v2",
}
LICENCE = "Apache-2.0"
# A graph of two sums, by which it is found out how a processor multiplies; it has no weights.
WITHOUT_CARD = {"products.onnx": "src/onrecord/engines/sessions.py"}


def table() -> str:
    """The table as it should stand in the file."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(("file", "bytes", "sha256", "licence", "made_from", "source"))
    for name in model_files(MODELS):
        folder, _, inside = name.partition("/")
        card = f"src/onrecord/engines/models/{folder}/README.md" if inside else WITHOUT_CARD[name]
        path = MODELS / name
        made_from = MADE_FROM[folder] if inside else ""
        write.writerow((name, path.stat().st_size, file_digest(path), LICENCE, made_from, card))
    return out.getvalue()


if __name__ == "__main__":
    (PACKAGE / "data" / TABLE).write_text(table(), encoding="utf-8")
    print(f"wrote {PACKAGE / 'data' / TABLE}")
