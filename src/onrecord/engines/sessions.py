"""A graph of weights, ready to run, exact on any processor and no slower than it must be.

In:      a file of models/
Out:     a session of ONNX Runtime
Source:  ONNX Runtime's session.x64quantprecision; models/products.onnx, a product of bytes (training/graphs.py)
Shown:   tests/engines/test_sessions.py
"""

from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime

# One product in bytes, of the greatest numbers there are, and what its every sum is: 64 of 255 x 127.
PROBE = Path(__file__).resolve().parent / "models" / "products.onnx"
PROBE_WIDTH = 64
PROBE_SUM = PROBE_WIDTH * 255 * 127


def open_session(graph: Path, *, threads: int) -> onnxruntime.InferenceSession:
    """A graph, ready to run on `threads` cores."""
    return _session(graph, threads=threads, shifted=not sums_are_exact())


@cache
def sums_are_exact() -> bool:
    """Does this processor add products of bytes in full? Asked of it once, by a product that tells.

    The weights are signed bytes. A processor without VNNI adds their products in 16 bits, which overflow and read a
    page wrong; ONNX Runtime then has to shift them to unsigned, which is exact too and, where it need not be done,
    takes half as long again or twice as long.
    """
    probe = _session(PROBE, threads=1, shifted=False)
    # A row alone takes another way than rows together.
    return all(
        bool((probe.run(None, {"rows": np.full((n, PROBE_WIDTH), 255, dtype=np.uint8)})[0] == PROBE_SUM).all())
        for n in (1, 16)
    )


def _session(graph: Path, *, threads: int, shifted: bool) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    if shifted:
        options.add_session_config_entry("session.x64quantprecision", "1")
    options.enable_mem_pattern = False  # windows and stretches differ in length: a plan kept for each is memory lost
    return onnxruntime.InferenceSession(graph, options)
