"""Which words are cues, and in which frame.

In:      data/en/cue_frames.csv
Out:     the share of uses of a word in a frame that annotators marked as an attribution, and the share in which they
         marked exactly that content
Source:  PolNeAR train (counts), Levin 1993 §37 and Quirk et al. 1985 §16.31 (words that the counts lack); see the
         table's source column
Shown:   tests/statements/test_cues.py
"""

from collections.abc import Iterable
from functools import cache
from math import log

from onrecord.statements.tables import context_weights, cue_shares

# A use is taken for an attribution when it is one at least as often as not.
MIN_SHARE = 0.5


@cache
def cue_words() -> frozenset[str]:
    """Every verb that the table lists, without its particle."""
    return frozenset(lemma.partition(" ")[0] for lemma, _ in cue_shares())


def is_cue_among(lemma: str, frame: str, contexts: Iterable[str]) -> bool:
    """Is such a use taken for an attribution under these circumstances?"""
    base = cue_shares().get((lemma, frame), (0.0, 0.0))[0]
    if base <= 0.0:
        return False
    weights = context_weights()
    odds = log(base / (1.0 - base)) + sum(weights.get(name, 0.0) for name in contexts)
    return odds >= log(MIN_SHARE / (1.0 - MIN_SHARE))


def exact_share(lemma: str, frame: str) -> float:
    """How often such a use is an attribution of exactly this content, in [0, 1]; 0 for what the table lacks."""
    return cue_shares().get((lemma, frame), (0.0, 0.0))[1]


def is_cue(lemma: str, frame: str) -> bool:
    """Is such a use taken for an attribution?"""
    return cue_shares().get((lemma, frame), (0.0, 0.0))[0] >= MIN_SHARE
