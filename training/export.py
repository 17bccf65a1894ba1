"""The trained encoder and heads as ONNX graphs in int8, laid out as the package keeps them.

In:      AttributionModel, tokenizer, settings
Out:     a folder a model: encoder/ (encoder.onnx, tokenizer.json, config.json) and attribution/ (cues.onnx,
         arguments.onnx, config.json with the chain's scores). Weights int8, activations quantized as they come,
         the encoder put together anew (fuse.py); the float32 graphs stand beside them, in float32/, to measure what
         int8 loses
"""

import json
import shutil
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from onrecord.engines.attribution.head import REACH_WORDS
from onrecord.engines.encoder.pages import WINDOW_PIECES
from training.attribution_model import AttributionModel
from training.fuse import fuse_encoder

# Before the point, of the weights; behind it, of how they are run.
VERSION = "2.1"
OPSET = 17


class Window(nn.Module):
    """The encoder over one window at a time, which has no padding to mask."""

    def __init__(self, model: AttributionModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: torch.Tensor, first_piece: torch.Tensor, quoted: torch.Tensor) -> torch.Tensor:
        """The vectors of the words, (1, words, width)."""
        return self.model.vectors(pieces, torch.ones_like(pieces), first_piece, quoted)


class Call(nn.Module):
    """One method of a model as a module, which is what an exporter takes."""

    def __init__(self, model: nn.Module, method: str) -> None:
        super().__init__()
        self.model = model
        self.method = method

    def forward(self, *given: torch.Tensor) -> torch.Tensor:
        """What the method gives."""
        out: torch.Tensor = getattr(self.model, self.method)(*given)
        return out


def export(model: AttributionModel, tokenizer: Any, config: dict[str, Any], folder: Path) -> None:
    """Write the folder."""
    whole = folder / "float32"
    for name in ("encoder", "attribution"):
        (folder / name).mkdir(parents=True, exist_ok=True)
        (whole / name).mkdir(parents=True, exist_ok=True)
    n, p, w, c, t = 2, WINDOW_PIECES, 300, 3, 120
    h = model.encoder.config.hidden_size
    graph(
        Window(model),
        {
            "pieces": (torch.randint(1, 20_000, (n, p)), "windows"),
            "first_piece": (torch.randint(0, p, (n, w)), "windows"),
            "quoted": (torch.zeros(n, w, dtype=torch.long), "windows"),
        },
        "vectors",
        whole / "encoder" / "encoder.onnx",
    )
    graph(
        Call(model, "cues"),
        {"vectors": (torch.randn(n, w, h), "rows")},
        "cues",
        whole / "attribution" / "cues.onnx",
    )
    graph(
        Call(model, "arguments"),
        {
            "vectors": (torch.randn(c, t, h), "cues"),
            "distance": (torch.randint(-REACH_WORDS, REACH_WORDS, (c, t)), "cues"),
            "block": (torch.ones(c, t, dtype=torch.long), "cues"),
            "quoted": (torch.zeros(c, t, dtype=torch.long), "cues"),
            "held": (torch.ones(c, t, dtype=torch.bool), "cues"),
        },
        "labels",
        whole / "attribution" / "arguments.onnx",
    )
    for path in ("encoder/encoder.onnx", "attribution/cues.onnx", "attribution/arguments.onnx"):
        quantize_dynamic(whole / path, folder / path, weight_type=QuantType.QInt8, per_channel=True)
    fuse_encoder(folder / "encoder" / "encoder.onnx", folder / "encoder" / "encoder.onnx")
    tokenizer.save(str(folder / "encoder" / "tokenizer.json"))
    chain = model.chain
    scores = {part: getattr(chain, part).tolist() for part in ("transitions", "start", "end")}
    write_card(folder / "encoder", {"settings": config})
    write_card(folder / "attribution", {"chain": scores})
    for path in ("encoder/tokenizer.json", "encoder/config.json", "attribution/config.json"):
        shutil.copyfile(folder / path, whole / path)


def write_card(folder: Path, held: dict[str, Any]) -> None:
    """config.json: the version and what else the engine or a reader of it wants."""
    (folder / "config.json").write_text(json.dumps({"version": VERSION, **held}, indent=1) + "\n", encoding="utf-8")


def graph(module: nn.Module, given: dict[str, tuple[torch.Tensor, str]], out: str, path: Path) -> None:
    """One ONNX graph. given: name -> (an example, what its first axis counts); the second axis takes any length."""
    axes = {name: {0: first, 1: f"{name}_length"} for name, (_, first) in given.items()}
    torch.onnx.export(
        module,
        tuple(example for example, _ in given.values()),
        str(path),
        input_names=list(given),
        output_names=[out],
        dynamic_axes={**axes, out: {0: "rows", 1: "words"}},
        opset_version=OPSET,
        dynamo=False,
    )
