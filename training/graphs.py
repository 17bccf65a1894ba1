"""A graph in int8 as ONNX Runtime wrote it, and one put together node by node.

    python -m training.graphs      (writes models/products.onnx)

In:      a graph of `quantize_dynamic`
Out:     Weights, by the place in the model where they are used; Rebuilt, a graph to add to and to save
Needs:   onnx
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from onrecord.engines.sessions import PROBE, PROBE_WIDTH

Array = NDArray[Any]
Axes = Sequence[str | int]

# Of the operators used; what is in com.microsoft has one version.
OPSET = 18
IR_VERSION = 9


class Weights:
    """The constants of a graph. held: by their names."""

    def __init__(self, path: Path) -> None:
        graph = onnx.load(path).graph
        self.held: dict[str, Array] = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
        self._products = [
            (node.output[0], node.input[1].removesuffix("_quantized"))
            for node in graph.node
            if node.op_type == "MatMulInteger"
        ]

    def product(self, place: str) -> tuple[Array, Array, Array]:
        """(int8 weights, scales, zero points) of the one product whose output's name begins so."""
        (name,) = (weight for output, weight in self._products if output.startswith(place))
        return self.held[f"{name}_quantized"], self.held[f"{name}_scale"], self.held[f"{name}_zero_point"]

    def table(self, name: str) -> Array:
        """An embedding's rows in float32."""
        rows, zero = self.held[f"{name}_quantized"].astype(np.float32), self.held[f"{name}_zero_point"]
        table: Array = (rows - zero.astype(np.float32)) * self.held[f"{name}_scale"]
        return table


class Rebuilt:
    """A graph that grows. Every method gives the name of what it adds."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, Array] = {}

    def constant(self, name: str, values: Array) -> str:
        """A constant."""
        self._constants[name] = np.asarray(values)
        return name

    def node(self, operator: str, given: list[str], out: str, *, domain: str = "", **settings: Any) -> str:
        """One operator with one output; domain "": of ONNX itself."""
        self._nodes.append(helper.make_node(operator, given, [out], domain=domain, **settings))
        return out

    def dense(self, x: str, out: str, product: tuple[Array, Array, Array], bias: Array) -> str:
        """x times int8 weights, x quantized as it comes, and a bias."""
        parts = zip(("weights", "scale", "zero", "bias"), (*product, bias), strict=True)
        names = [self.constant(f"{out}.{part}", values) for part, values in parts]
        return self.node("DynamicQuantizeMatMul", [x, *names], out, domain="com.microsoft")

    def norm(self, x: str, out: str, gain: Array, bias: Array, *, epsilon: float) -> str:
        """Layer normalization."""
        names = [self.constant(f"{out}.gain", gain), self.constant(f"{out}.bias", bias)]
        return self.node("LayerNormalization", [x, *names], out, axis=-1, epsilon=epsilon)

    def looked_up(self, weights: Weights, name: str, rows: str, out: str) -> str:
        """Rows of an embedding that stays in int8."""
        parts = [self.constant(f"{out}.{p}", weights.held[f"{name}_{p}"]) for p in ("quantized", "scale", "zero_point")]
        return self.node("DequantizeLinear", [self.node("Gather", [parts[0], rows], f"{out}.row"), *parts[1:]], out)

    def attention(self, qkv: str, out: str, *, heads: int, mask: str = "", bias: str = "") -> str:
        """Attention over query, key and value side by side. mask: (rows, pieces), 0 for what is not to be heeded, none
        by default; bias: (1, heads, pieces, pieces), added to how much one piece heeds another."""
        parts = [f"{out}.{part}" for part in ("query", "key", "value")]
        self._nodes.append(helper.make_node("Split", [qkv], parts, axis=-1, num_outputs=3))
        given = [*parts, "", mask, bias] if mask or bias else parts
        return self.node("MultiHeadAttention", given, out, domain="com.microsoft", num_heads=heads)

    def save(self, path: Path, inputs: Mapping[str, tuple[int, Axes]], outputs: Mapping[str, tuple[int, Axes]]) -> None:
        """Write it. inputs, outputs: name -> (type, axes)."""
        graph = helper.make_graph(
            self._nodes,
            path.stem,
            [helper.make_tensor_value_info(name, kind, list(axes)) for name, (kind, axes) in inputs.items()],
            [helper.make_tensor_value_info(name, kind, list(axes)) for name, (kind, axes) in outputs.items()],
            [numpy_helper.from_array(np.ascontiguousarray(v), name) for name, v in self._constants.items()],
        )
        versions = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
        onnx.save(helper.make_model(graph, opset_imports=versions, ir_version=IR_VERSION), path)


def side_by_side(products: Sequence[tuple[Array, Array, Array]]) -> tuple[Array, Array, Array]:
    """Several products of one input as one."""
    weights, scales, zeros = (np.concatenate(parts, axis=-1) for parts in zip(*products, strict=True))
    return weights, scales, zeros


def write_probe(path: Path, *, width: int) -> None:
    """One product in bytes: rows of `width` by 16 columns of 127, which `engines.sessions` asks a processor."""
    graph = Rebuilt()
    graph.node("MatMulInteger", ["rows", graph.constant("columns", np.full((width, 16), 127, dtype=np.int8))], "sums")
    graph.save(path, {"rows": (TensorProto.UINT8, ["n", width])}, {"sums": (TensorProto.INT32, ["n", 16])})


def main() -> None:
    """Write the probe where the package looks for it."""
    write_probe(PROBE, width=PROBE_WIDTH)


if __name__ == "__main__":
    main()
