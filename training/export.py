"""The trained model as two ONNX graphs in int8, as the package ships them.

In:      AttributionModel, tokenizer, settings
Out:     a folder: encoder.onnx, arguments.onnx (weights int8, activations quantized as they come), tokenizer.json,
         config.json (version, the chain's scores, the settings it was trained with)
"""

import json
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from onrecord.engines.attribution.tagger import REACH_WORDS, WINDOW_PIECES
from training.attribution_model import AttributionModel

VERSION = "1"
OPSET = 17


class Encoder(nn.Module):
    """What is run once a window."""

    def __init__(self, model: AttributionModel) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, pieces: torch.Tensor, mask: torch.Tensor, first_piece: torch.Tensor, quoted: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """(vectors, cue scores)."""
        vectors = self.model.vectors(pieces, mask, first_piece, quoted)
        return vectors, self.model.cues(vectors)


class Arguments(nn.Module):
    """What is run for each cue."""

    def __init__(self, model: AttributionModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, *words: torch.Tensor) -> torch.Tensor:
        """Scores of source and content."""
        return self.model.arguments(*words)


def export(model: AttributionModel, tokenizer: Any, config: dict[str, Any], folder: Path) -> None:
    """Write the folder. The float32 graphs stay beside the int8 ones, in float32/, to measure what int8 loses."""
    whole = folder / "float32"
    whole.mkdir(parents=True)
    n, p, w, c, t = 2, WINDOW_PIECES, 300, 3, 120
    held = torch.ones(c, t, dtype=torch.bool)
    graph(
        Encoder(model),
        {
            "pieces": (torch.randint(1, 20_000, (n, p)), "windows"),
            "mask": (torch.ones(n, p, dtype=torch.long), "windows"),
            "first_piece": (torch.randint(0, p, (n, w)), "windows"),
            "quoted": (torch.zeros(n, w, dtype=torch.long), "windows"),
        },
        ("vectors", "cues"),
        whole / "encoder.onnx",
    )
    graph(
        Arguments(model),
        {
            "vectors": (torch.randn(c, t, model.encoder.config.hidden_size), "cues"),
            "distance": (torch.randint(-REACH_WORDS, REACH_WORDS, (c, t)), "cues"),
            "block": (torch.ones(c, t, dtype=torch.long), "cues"),
            "quoted": (torch.zeros(c, t, dtype=torch.long), "cues"),
            "held": (held, "cues"),
        },
        ("labels",),
        whole / "arguments.onnx",
    )
    for name in ("encoder.onnx", "arguments.onnx"):
        quantize_dynamic(whole / name, folder / name, weight_type=QuantType.QInt8, per_channel=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    chain = model.chain
    card = {
        "version": VERSION,
        "chain": {
            "transitions": chain.transitions.tolist(),
            "start": chain.start.tolist(),
            "end": chain.end.tolist(),
        },
        "settings": config,
    }
    for place in (folder, whole):
        (place / "config.json").write_text(json.dumps(card, indent=1), encoding="utf-8")
    tokenizer.save(str(whole / "tokenizer.json"))


def graph(module: nn.Module, given: dict[str, tuple[torch.Tensor, str]], out: tuple[str, ...], path: Path) -> None:
    """One ONNX graph. given: name -> (an example, what its first axis counts); the second axis takes any length."""
    axes = {name: {0: first, 1: f"{name}_length"} for name, (_, first) in given.items()}
    torch.onnx.export(
        module,
        tuple(example for example, _ in given.values()),
        str(path),
        input_names=list(given),
        output_names=list(out),
        dynamic_axes={**axes, **{name: {0: "rows", 1: "words"} for name in out}},
        opset_version=OPSET,
        dynamo=False,
    )
