"""The layers of the norm reader put together anew from their int8 weights, so that no padding is multiplied.

    python -m training.norms.pack GIVEN OUT

In:      a folder with lower.onnx and upper.onnx as `quantize_dynamic` leaves them
Out:     the same graphs in a folder, of the pieces of all sentences in one row; the same vectors but for last digits
Needs:   onnx
Shown:   training/norms/README.md, what it bought

Products are by far the most of the work, and a sentence shorter than its neighbours was filled up for them. Here every
product is of the pieces alone; only attention, which sets sentences apart, fills them up: `spread` tells it where each
piece of each sentence stands in the row (any piece for padding), `back` where in what comes out the pieces of the row
stand, `mask` what is padding and `near` how far one piece of a sentence is from another.
"""

import argparse
from pathlib import Path

import numpy as np
from onnx import TensorProto

from onrecord.engines.norms.pieces import LONGEST
from training.graphs import Array, Rebuilt, Weights, side_by_side

# Of mpnet: half of the buckets of distance for each side, half of these for one distance each.
HEADS, EPSILON, BUCKETS, FARTHEST = 12, 1e-5, 32, 128
WIDTH = 768

# The numbers of a vector that reach 4 to 46 before a layer's wide product where the others stay under 4 (1.5 in the
# middle), in one sentence of sixty of the training texts. In bytes they would take the others' scale from them.
LOUD = (34, 330, 442, 461, 555, 568, 688, 756)


def pack_layers(given: Path, out: Path, layers: range, taken: str, left: str) -> None:
    """Some layers. taken, left: the names of what goes in and comes out; behind the last layer stands the action
    head."""
    weights, graph = Weights(given), Rebuilt()
    graph.constant("apart", np.array([-1, WIDTH], dtype=np.int64))
    graph.constant("zero", np.array([0], dtype=np.int64))
    # Attention wants whole numbers of 32 bits for its mask.
    mask = graph.node("Cast", ["mask"], "mask.short", to=TensorProto.INT32)
    graph.constant("biases", biases_by_distance(weights))
    bias = graph.node("Unsqueeze", [graph.node("Gather", ["biases", "near"], "bias.flat", axis=1), "zero"], "bias")
    x = taken
    for number in layers:
        x = layer(graph, weights, x, number, mask=mask, bias=bias, out=left if number == layers[-1] else None)
    outputs = {left: (TensorProto.FLOAT, ["t", WIDTH])}
    if "deed.0.bias" in weights.held:
        wide = graph.dense(left, "deed.0", weights.product("/deed/deed.0/"), weights.held["deed.0.bias"])
        wide = graph.node("Gelu", [wide], "deed.gelu", domain="com.microsoft")
        graph.dense(wide, "odds", weights.product("/deed/deed.2/"), weights.held["deed.2.bias"])
        outputs["odds"] = (TensorProto.FLOAT, ["t", len(weights.held["deed.2.bias"])])
    axes = {"spread": ["n", "p"], "back": ["t"], "mask": ["n", "p"], "near": ["p", "p"]}
    inputs = {taken: (TensorProto.FLOAT, ["t", WIDTH]), **{n: (TensorProto.INT64, a) for n, a in axes.items()}}
    graph.save(out, inputs, outputs)


def layer(graph: Rebuilt, weights: Weights, x: str, number: int, *, mask: str, bias: str, out: str | None) -> str:
    """A layer. out: the name of what leaves it."""
    name, place = f"encoder.layer.{number}", f"/layer.{number}"

    def dense(x: str, part: str) -> str:
        return graph.dense(x, f"{number}.{part}", weights.product(f"{place}/{part}/"), weights.held[bias_of(part)])

    def bias_of(part: str) -> str:
        return f"{name}.{part.replace('/', '.')}.bias"

    parts = [f"attention/attn/{part}" for part in "qkv"]
    together = side_by_side([weights.product(f"{place}/{part}/") for part in parts])
    qkv = graph.dense(x, f"{number}.qkv", together, np.concatenate([weights.held[bias_of(part)] for part in parts]))
    filled = graph.node("Gather", [qkv, "spread"], f"{number}.filled", axis=0)
    read = graph.attention(filled, f"{number}.attention", heads=HEADS, mask=mask, bias=bias)
    read = graph.node("Reshape", [read, "apart"], f"{number}.apart")
    read = graph.node("Gather", [read, "back"], f"{number}.back", axis=0)
    y = normed_sum(graph, weights, dense(read, "attention/attn/o"), x, f"{name}.attention.LayerNorm")
    part = "intermediate/dense"
    wide = loud_apart(graph, y, f"{number}.{part}", weights.product(f"{place}/{part}/"), weights.held[bias_of(part)])
    wide = graph.node("Gelu", [wide], f"{number}.gelu", domain="com.microsoft")
    return normed_sum(graph, weights, dense(wide, "output/dense"), y, f"{name}.output.LayerNorm", out=out)


def loud_apart(graph: Rebuilt, x: str, out: str, product: tuple[Array, Array, Array], bias: Array) -> str:
    """A product and a bias of which the loud numbers are multiplied in float32, the others in bytes."""
    held, scales, zeros = product
    quiet = np.ones(WIDTH, dtype=np.float32)
    quiet[list(LOUD)] = 0
    hushed = graph.node("Mul", [x, graph.constant(f"{out}.quiet", quiet)], f"{out}.hushed")
    of_quiet = graph.dense(hushed, f"{out}.of_quiet", product, bias)
    loud = graph.node("Gather", [x, graph.constant(f"{out}.which", np.array(LOUD))], f"{out}.loud", axis=-1)
    rows = (held[list(LOUD)].astype(np.float32) - zeros.astype(np.float32)) * scales
    return graph.node("Gemm", [loud, graph.constant(f"{out}.rows", rows), of_quiet], out)


def normed_sum(graph: Rebuilt, weights: Weights, new: str, old: str, name: str, *, out: str | None = None) -> str:
    """The sum of two, normalized. name: of the normalization's weights."""
    total = graph.node("Add", [new, old], f"{new}.added")
    gain, bias = weights.held[f"{name}.weight"], weights.held[f"{name}.bias"]
    return graph.norm(total, out or f"{new}.normed", gain, bias, epsilon=EPSILON)


def biases_by_distance(weights: Weights) -> Array:
    """What a head adds to how much one piece heeds another, by how far behind it the other stands: (heads, distances).

    The distance d, in (-LONGEST, LONGEST), stands at d + LONGEST - 1.
    """
    ahead = np.arange(1 - LONGEST, LONGEST)
    half, exact = BUCKETS // 2, BUCKETS // 4
    far = np.abs(ahead)
    share = np.log(np.maximum(far, 1).astype(np.float32) / exact) / np.float32(np.log(FARTHEST / exact))
    large = np.minimum(exact + (share * (half - exact)).astype(np.int64), half - 1)
    bucket = np.where(far < exact, far, large) + np.where(ahead > 0, half, 0)
    table = weights.table("encoder.relative_attention_bias.weight")
    return np.ascontiguousarray(table[bucket].T)


def pack(given: Path, out: Path) -> None:
    """Both graphs of a folder."""
    pack_layers(given / "lower.onnx", out / "lower.onnx", range(3), "words", "lower")
    pack_layers(given / "upper.onnx", out / "upper.onnx", range(3, 6), "lower", "vectors")


def main() -> None:
    """Pack one folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("given", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    pack(options.given, options.out)


if __name__ == "__main__":
    main()
