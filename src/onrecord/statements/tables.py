"""The tables of this room, each loaded once.

Out:     shares and weights of cue verbs, prepositions of cues
Source:  tools/build_cue_tables.py, from PolNeAR's training articles
Shown:   tests/statements/test_cues.py
"""

from functools import cache

from onrecord.data import rows


@cache
def cue_shares() -> dict[tuple[str, str], tuple[float, float]]:
    """(share, exact share) by (lemma of a verb, frame), smoothed towards the frame's own shares."""
    frames = rows("en/cue_frames.csv")
    return {(r["lemma"], r["frame"]): (float(r["share"]), float(r["exact_share"])) for r in frames}


@cache
def context_weights() -> dict[str, float]:
    """Weight of each circumstance, in log odds."""
    return {row["context"]: float(row["weight"]) for row in rows("en/cue_contexts.csv")}


@cache
def cue_prepositions() -> frozenset[str]:
    """Prepositions that end a cue ("called for") more often than they begin its content."""
    table = rows("en/cue_prepositions.csv")
    return frozenset(row["preposition"] for row in table if int(row["ends_cue"]) > int(row["begins_content"]))
