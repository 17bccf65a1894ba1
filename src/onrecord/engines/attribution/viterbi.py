"""The best path through a chain of labels."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def best_paths(
    emissions: Floats, lengths: NDArray[np.int64], *, transitions: Floats, start: Floats, end: Floats
) -> NDArray[np.int64]:
    """The label sequence of greatest score, row by row.

    emissions: (n, t, k); lengths: (n,) in [1, t]; transitions: (k, k), from row to column; start, end: (k,).
    Out: (n, t), zeros past a row's length. Ties go to the lower label.
    """
    n, t, _ = emissions.shape
    rows = np.arange(n)
    best = start + emissions[:, 0]
    back = np.zeros(emissions.shape, dtype=np.int64)
    for i in range(1, t):
        scores = best[:, :, None] + transitions
        back[:, i] = scores.argmax(axis=1)
        # Past a row's length its score stands still, so that the end is taken from its own last place.
        np.copyto(best, scores.max(axis=1) + emissions[:, i], where=(i < lengths)[:, None])
    paths = np.zeros((n, t), dtype=np.int64)
    label = (best + end).argmax(axis=1)
    for i in range(t - 1, -1, -1):
        held = i < lengths
        paths[:, i] = np.where(held, label, 0)
        label = np.where(held & (i > 0), back[rows, i, label], label)
    return paths
