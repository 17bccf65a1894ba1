"""Trains everything about norms, from the corpora to the package: `python -m training.norms.run --encoder FOLDER`.

In:      the corpora (ONRECORD_SHARED, else ../shared), a folder of all-mpnet-base-v2
Out:     models/norms, data/party_features.csv and data/norm_trees.csv in the package
Needs:   torch, transformers, onnx, scikit-learn; three hours on two cores

A step whose file lies in training/runs/norms is not done again: delete the file to do it again.
"""

import argparse
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from training.norms.texts import RUNS

HERE = Path(__file__).resolve().parent
VERSION = "2"


def steps(encoder: Path) -> Iterator[tuple[str | None, list[str]]]:
    """(the file a step leaves, None for one that is always done; the module and its arguments)."""
    config = tomllib.loads((HERE / "config.toml").read_text(encoding="utf-8"))
    model = ["--encoder", str(encoder)]
    yield "gold.pkl", ["training.norms.texts"]
    folds = [f"fold{k}" for k in range(config["folds"])]
    for k, name in enumerate(folds):
        yield f"{name}.read.json", ["training.norms", "train", name, "--fold", str(k), *model]
    yield "party_folds.pkl", ["training.norms.parties", "--install"]
    yield "cases.pkl", ["training.norms.judge", "fold?.read.json", "--install"]
    yield "reader.pt", ["training.norms", "train", "reader", *model]
    yield None, ["training.norms.export", "reader", "--version", VERSION, "--install", *model]
    yield None, ["training.norms.meaning", "--install"]


def main() -> None:
    """Every step that is not done yet."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-mpnet-base-v2")
    for file, command in steps(parser.parse_args().encoder):
        if file is not None and (RUNS / file).exists():
            print(f"{file} is there")
            continue
        print(" ".join(command), flush=True)
        subprocess.run([sys.executable, "-m", *command], check=True)


if __name__ == "__main__":
    main()
