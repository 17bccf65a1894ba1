"""No invented threats: what becomes of "A only if C" and "A unless C", where a slip turns an assurance into a threat.

In:      the folder of shared corpora (gold/train.jsonl, gold/dev.jsonl)
Out:     among the norms read from a sentence with "only if" or "unless" (or one of their kin below), the share with
         another mode or polarity than the gold norm whose action they share; norms that share no action with any are
         counted apart. A case for each gold norm that was judged by
Source:  codebook 2
"""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

from eval.commitments import passage_of
from eval.scorers import norms as scorer

# The connectives of data/en/connectives.csv that restrict, and those that except.
RESTRICTING = re.compile(
    r"\bonly[\"”’']* (?:if|when|after|once|with|in|on|as long|so long|provided)\b|\bunless\b|\bnot until\b"
    r"|\bonly\b[^.?!]{1,60}\bif\b",
    re.IGNORECASE,
)

SENTENCE_END = re.compile(r"(?<=[.?!])[\"”’']?\s+(?=[\"“‘']?[A-Z])")

SAME_ACTION = 0.5  # token F1, as the scorer's relaxed level


def score(shared: Path) -> dict[str, Any]:
    """Figures and cases of train and dev together."""
    read = judged = wrong = 0
    cases: dict[str, bool] = {}
    for part in ("train", "dev"):
        for key, passage in scorer.read(shared / "gold" / f"{part}.jsonl").items():
            text = passage["text"]
            if not RESTRICTING.search(text):
                continue
            spans = restricting_sentences(text)
            norms = [n for n in passage_of(passage)["norms"] if any(a <= n["action"][0] < b for a, b in spans)]
            read += len(norms)
            for norm in norms:
                gold = same_action(text, passage["norms"], norm)
                if gold is not None:
                    judged += 1
                    wrong += not agrees(text, gold, norm)
                    case = f"{part} {key} norm {passage['norms'].index(gold)}"
                    cases[case] = cases.get(case, True) and agrees(text, gold, norm)
    figures = {
        "norms_read": float(read),
        "norms_judged": float(judged),
        "wrong_mode_or_polarity": float(wrong),
        "wrong_share_of_judged": wrong / judged if judged else 0.0,
    }
    return {"figures": figures, "cases": cases}


def restricting_sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences lie that hold a restricting connective; [start, end) in code points."""
    edges = [0, *(m.end() for m in SENTENCE_END.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(edges) if RESTRICTING.search(text[a:b])]


def same_action(text: str, gold: list[dict[str, Any]], norm: dict[str, Any]) -> dict[str, Any] | None:
    """The gold norm of this action; of several ("ready if" beside "will_not unless") the one that agrees best."""
    held = [g for g in gold if scorer.overlap(text, g["action"], norm["action"]) >= SAME_ACTION]
    return max(held, key=lambda g: (agrees(text, g, norm), g["modal"] == norm["modal"]), default=None)


def agrees(text: str, gold: dict[str, Any], norm: dict[str, Any]) -> bool:
    """Is the mode the gold's, and is the action done, or not done, as there?"""
    return gold["mode"] == norm["mode"] and is_denied(text, gold) == is_denied(text, norm)


def is_denied(text: str, norm: dict[str, Any]) -> bool:
    """Is the action not to be done? A prediction or demand keeps its "not" inside the action."""
    action = text[slice(*norm["action"])].lower()
    return norm["modal"] == "will_not" or action.startswith(("not ", "n't ", "n’t ", "never ", "no "))
