"""The encoder's graph put together anew from its int8 weights, as ONNX Runtime runs it best.

    python -m training.fuse GIVEN.onnx OUT.onnx

In:      encoder.onnx as `quantize_dynamic` leaves it
Out:     a graph of the same inputs, less a mask where there was one, and the same vectors but for the last digits
Needs:   onnx
Shown:   training/README.md, what it bought

The exporter spells attention out in twenty nodes and multiplies thrice where once will do. Here query, key and value
are one product, attention is one node, and an addition and a normalization stay two: the kernel that joins them is the
slower one. Done in the same way, the graphs of the attribution heads were no faster; those of the reader of
norms are put together by training/norms/pack.py.
"""

import argparse
from pathlib import Path

import numpy as np
from onnx import TensorProto

from training.graphs import Rebuilt, Weights, side_by_side

# Of MiniLM-L6.
LAYERS, HEADS, EPSILON = 6, 12, 1e-12


def fuse_encoder(given: Path, out: Path) -> None:
    """One window a run."""
    weights, graph = Weights(given), Rebuilt()
    graph.constant("zero", np.array([0], dtype=np.int64))
    own = graph.node("Squeeze", ["first_piece", "zero"], "own")
    x = pieces(graph, weights)
    for number in range(LAYERS):
        # Only the first pieces of words leave the last layer.
        x = layer(graph, weights, x, number, own=own if number == LAYERS - 1 else None)
    graph.node("Add", [x, graph.looked_up(weights, "model.quoted.weight", "quoted", "marked")], "vectors")
    axes = (("pieces", "p"), ("first_piece", "w"), ("quoted", "w"))
    inputs = {name: (TensorProto.INT64, [1, axis]) for name, axis in axes}
    width = weights.held["model.encoder.embeddings.LayerNorm.bias"].shape[0]
    graph.save(out, inputs, {"vectors": (TensorProto.FLOAT, [1, "w", width])})


def pieces(graph: Rebuilt, weights: Weights) -> str:
    """What the first layer takes. Where a piece stands is added from a table in float32 (0.8 MB)."""
    name = "model.encoder.embeddings"
    kinds, places = (weights.table(f"{name}.{part}_embeddings.weight") for part in ("token_type", "position"))
    words = graph.looked_up(weights, f"{name}.word_embeddings.weight", "pieces", "word")
    graph.constant("places", places + kinds[0])
    graph.node("Shape", ["pieces"], "length", start=1, end=2)
    graph.node("Slice", ["places", "zero", "length", "zero"], "here")
    return normed_sum(graph, weights, words, "here", f"{name}.LayerNorm")


def layer(graph: Rebuilt, weights: Weights, x: str, number: int, *, own: str | None) -> str:
    """A layer of the encoder. own: the pieces to go on with after the attention; None: all."""
    name, place = f"model.encoder.encoder.layer.{number}", f"/encoder/encoder/layer.{number}"

    def dense(x: str, part: str) -> str:
        return graph.dense(x, f"{number}.{part}", weights.product(f"{place}/{part}/"), weights.held[bias(part)])

    def bias(part: str) -> str:
        return f"{name}.{part.replace('/', '.')}.bias"

    parts = [f"attention/self/{part}" for part in ("query", "key", "value")]
    together = side_by_side([weights.product(f"{place}/{part}/") for part in parts])
    biases = np.concatenate([weights.held[bias(part)] for part in parts])
    read = graph.attention(graph.dense(x, f"{number}.qkv", together, biases), f"{number}.attention", heads=HEADS)
    if own is not None:
        read, x = (graph.node("Gather", [one, own], f"{one}.own", axis=1) for one in (read, x))
    y = normed_sum(graph, weights, dense(read, "attention/output/dense"), x, f"{name}.attention.output.LayerNorm")
    wide = graph.node("Gelu", [dense(y, "intermediate/dense")], f"{number}.gelu", domain="com.microsoft")
    return normed_sum(graph, weights, dense(wide, "output/dense"), y, f"{name}.output.LayerNorm")


def normed_sum(graph: Rebuilt, weights: Weights, new: str, old: str, name: str) -> str:
    """The sum of two, normalized. name: of the normalization's weights."""
    total = graph.node("Add", [new, old], f"{new}.added")
    gain, bias = weights.held[f"{name}.weight"], weights.held[f"{name}.bias"]
    return graph.norm(total, f"{new}.normed", gain, bias, epsilon=EPSILON)


def main() -> None:
    """Fuse one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("given", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    fuse_encoder(options.given, options.out)


if __name__ == "__main__":
    main()
