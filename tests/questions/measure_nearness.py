"""Which cosine is near: `python -m tests.questions.measure_nearness GOLD.jsonl` prints pairs of phrases by cosine.

The phrases are actions with their agent and triggers with who acts in them, where both a kind of event and the party
are given. Pairs from one passage, and pairs of the same words, are left out; so is the fifth of passages held out.
"""

import json
import sys
from hashlib import sha256
from itertools import combinations
from pathlib import Path

import numpy as np

from onrecord.walk.open import open_sentence_encoder

ROLES = (("trigger", "trigger_event", "trigger_id"), ("action", "action_event", "agent_id"))


def phrases(gold: Path) -> list[tuple[str, str, str, str]]:
    """(passage, kind of event, party, words)."""
    found = []
    for row in map(json.loads, gold.read_text("utf-8").splitlines()):
        if int(sha256(row["id"].encode()).hexdigest(), 16) % 5 == 0:
            continue
        for norm in row["norms"]:
            for role, kind, party in ROLES:
                if norm[role] and norm[kind] and norm[party]:
                    start, end = norm[role]
                    found.append((row["id"], norm[kind], norm[party], row["text"][start:end]))
    return found


def main(gold: Path) -> None:
    held = phrases(gold)
    vectors = np.array(open_sentence_encoder().vectors([words for *_, words in held]))
    cosines = vectors @ vectors.T
    one_kind, another_kind = [], []
    for (i, one), (j, other) in combinations(enumerate(held), 2):
        if one[0] != other[0] and one[3].casefold() != other[3].casefold() and one[2] == other[2]:
            (one_kind if one[1] == other[1] else another_kind).append(float(cosines[i, j]))
    print(f"{len(held)} phrases; pairs of one party: {len(one_kind)} of one kind, {len(another_kind)} of two")
    for least in (0.30, 0.40, 0.45, 0.50, 0.55, 0.60, 0.70):
        right, wrong = (sum(c >= least for c in pairs) for pairs in (one_kind, another_kind))
        print(f"{least:.2f}: {right} of one kind, {wrong} of two, share {right / max(1, right + wrong):.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
