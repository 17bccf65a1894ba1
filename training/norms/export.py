"""The norm reader as ONNX graphs in int8, laid out as the package keeps them: `python -m training.norms.export`.

In:      the weights of a run, the gold for the gate
Out:     a folder: words.onnx, lower.onnx, upper.onnx (each under 30 MB), ends.onnx, gate.csv, tokenizer.json,
         config.json
"""

import argparse
import csv
import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import nn

from onrecord.engines.norms.gate import INTERCEPT
from onrecord.engines.scanner import model_folder
from training.norms.gate import Gate
from training.norms.learn import fresh
from training.norms.model import NormModel
from training.norms.pack import pack
from training.norms.texts import RUNS, load

HERE = Path(__file__).resolve().parent
OPSET = 17
# A weight of less moves no sentence over the gate.
LEAST_WEIGHT = 0.01


class Words(nn.Module):
    """Pieces to the vectors the first layer takes."""

    def __init__(self, model: NormModel) -> None:
        super().__init__()
        self.embeddings = model.encoder.embeddings

    def forward(self, pieces: torch.Tensor) -> torch.Tensor:
        """(sentences, pieces) -> (sentences, pieces, width)."""
        out: torch.Tensor = self.embeddings(input_ids=pieces)
        return out


class Layers(nn.Module):
    """Some layers of the encoder; with `deed` the head that finds actions behind them."""

    def __init__(self, model: NormModel, first: int, last: int, *, deed: bool) -> None:
        super().__init__()
        self.encoder = model.encoder.encoder
        self.held = self.encoder.layer[first:last]
        self.deed = model.deed if deed else None

    def forward(self, vectors: torch.Tensor, mask: torch.Tensor) -> Any:
        """Vectors, and log-odds of the classes where actions are asked for."""
        bias = self.encoder.compute_position_bias(vectors)
        away = (1.0 - mask[:, None, None, :].to(vectors.dtype)) * -1e4
        for layer in self.held:
            vectors = layer(vectors, away, bias)[0]
        return (vectors, self.deed(vectors)) if self.deed is not None else vectors


class Ends(nn.Module):
    """The ends of the slots of actions."""

    def __init__(self, model: NormModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, vectors: torch.Tensor, at: torch.Tensor, kind: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Scores, (actions, ends, pieces)."""
        return self.model.ends(vectors, at, kind, mask)


def export(model: NormModel, encoder: Path, folder: Path) -> None:
    """Write the graphs and the tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    n, p, w = 2, 17, model.encoder.config.hidden_size
    middle = len(model.encoder.encoder.layer) // 2
    mask, vectors = torch.ones(n, p, dtype=torch.long), torch.randn(n, p, w)
    ids, few = torch.randint(5, 20_000, (n, p)), torch.tensor([1, 2])
    graph(Words(model), {"pieces": ids}, ["words"], folder / "words.onnx")
    graph(Layers(model, 0, middle, deed=False), {"words": vectors, "mask": mask}, ["lower"], folder / "lower.onnx")
    upper = Layers(model, middle, 2 * middle, deed=True)
    graph(upper, {"lower": vectors, "mask": mask}, ["vectors", "odds"], folder / "upper.onnx")
    pack(folder, folder)
    ends = {"vectors": vectors, "at": few, "kind": few, "mask": mask}
    graph(Ends(model), ends, ["ends"], folder / "ends.onnx")
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(folder / "tokenizer.json"))


def graph(module: nn.Module, given: dict[str, torch.Tensor], out: list[str], path: Path) -> None:
    """One graph in int8; sentences and pieces may be any number."""
    axes = {name: {0: "rows", **({1: "pieces"} if example.dim() > 1 else {})} for name, example in given.items()}
    whole = path.with_suffix(".whole.onnx")
    torch.onnx.export(
        module.eval(),
        tuple(given.values()),
        str(whole),
        input_names=list(given),
        output_names=out,
        dynamic_axes=axes | {name: {0: "rows", 2 if name == "ends" else 1: "pieces"} for name in out},
        opset_version=OPSET,
        dynamo=False,
    )
    quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True)
    whole.unlink()


def write_gate(gate: Gate, path: Path) -> None:
    """The weights, the heaviest first."""
    names = gate.vectorizer.get_feature_names_out()
    weights = sorted(zip(names, gate.model.coef_[0], strict=True), key=lambda pair: (-abs(pair[1]), pair[0]))
    with path.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(["words", "weight"])
        table.writerow([INTERCEPT, f"{gate.model.intercept_[0]:.3f}"])
        table.writerows([name, f"{weight:.3f}"] for name, weight in weights if abs(weight) >= LEAST_WEIGHT)


def main() -> None:
    """Export a run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("name", help="of the run")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--version", required=True)
    parser.add_argument("--install", action="store_true", help="put the export into the package")
    options = parser.parse_args()
    config = tomllib.loads((HERE / "config.toml").read_text(encoding="utf-8"))
    model = fresh(options.encoder, config)
    model.load_state_dict(torch.load(RUNS / f"{options.name}.pt"))
    folder = RUNS / "export"
    export(model.eval(), options.encoder, folder)
    write_gate(Gate(load(RUNS / "gold.pkl")), folder / "gate.csv")
    # The least and the weight of words: of words alone until `training.norms.meaning` has weighed the vectors.
    card = {"version": options.version, "least_gate": config["read_gate"], "word_weight": 1.0, "settings": config}
    (folder / "config.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    if options.install:
        shutil.copytree(folder, model_folder() / "norms", dirs_exist_ok=True)


if __name__ == "__main__":
    main()
