"""The best path is the best of all paths."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.engines.attribution.head import CUE_BEGINS, CUE_GOES_ON, OTHER, cue_labels
from onrecord.engines.attribution.viterbi import best_paths


@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_no_other_path_scores_more(length: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    emissions = chance.normal(size=(1, 6, 3)).astype(np.float32)
    transitions, start, end = (chance.normal(size=s).astype(np.float32) for s in ((3, 3), 3, 3))

    def score(path: tuple[int, ...]) -> float:
        inner = sum(emissions[0, i, k] for i, k in enumerate(path))
        steps = sum(transitions[a, b] for a, b in pairwise(path))
        return float(inner + steps + start[path[0]] + end[path[-1]])

    (found,) = best_paths(emissions, np.array([length]), transitions=transitions, start=start, end=end)
    best = max(product(range(3), repeat=length), key=score)
    assert abs(score(tuple(found[:length])) - score(best)) < 1e-4
    assert not found[length:].any()


def test_rows_of_different_length_do_not_touch_each_other() -> None:
    chance = np.random.default_rng(0)
    emissions = chance.normal(size=(4, 7, 3)).astype(np.float32)
    chain = {
        "transitions": np.eye(3, dtype=np.float32),
        "start": np.zeros(3, np.float32),
        "end": np.zeros(3, np.float32),
    }
    lengths = np.array([7, 1, 4, 6])
    together = best_paths(emissions, lengths, **chain)
    for row, length in enumerate(lengths):
        alone = best_paths(emissions[row : row + 1, :length], np.array([length]), **chain)
        assert together[row, :length].tolist() == alone[0].tolist()


@given(st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_the_labels_of_cues_are_the_best_path_on_which_none_goes_on_unbegun(length: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(1, length, 3)).astype(np.float32)
    never = np.float32(-1e4)
    transitions = np.zeros((3, 3), dtype=np.float32)
    transitions[OTHER, CUE_GOES_ON] = never
    chain = {"transitions": transitions, "start": np.array([0, 0, never], np.float32), "end": np.zeros(3, np.float32)}
    (best,) = best_paths(scores, np.array([length]), **chain)
    labels = cue_labels(scores[0])
    of_best, of_labels = (float(scores[0].astype(np.float64)[np.arange(length), path].sum()) for path in (best, labels))
    assert abs(of_best - of_labels) < 1e-4
    assert all(b != CUE_GOES_ON or a in (CUE_BEGINS, CUE_GOES_ON) for a, b in pairwise([OTHER, *labels]))
