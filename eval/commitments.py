"""How well norms are read: the development passages and the seed page, through the whole walk.

In:      the folder of shared corpora (gold/dev.jsonl, gold/seed/)
Out:     F1 of detection, relaxed, strict and executable, for all norms and for conditional ones; slot accuracies;
         how often a restriction came out with the wrong polarity; the seed's norms found and forbidden norms made.
         A case for each gold norm (found strictly?) and each passage without norms (left empty?)
Source:  the codebook, and the scorer that came with the passages (eval/scorers/norms.py)
"""

import re
from pathlib import Path
from typing import Any

from eval.scorers import norms as scorer
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.reading_json import reading_json
from onrecord.walk.open import open_engines
from onrecord.walk.read import read

LEVELS = ("relaxed", "strict", "executable")

# Connectives that restrict: taking one for a plain "if" turns an assurance into a threat.
RESTRICTS = re.compile(r"\bonly\b|\bunless\b|\buntil\b|\bwithout\b")

# Of the seed page: words of an action that must not become a norm of this agent (None: of anybody at all).
FORBIDDEN = (("keep coming back", "RUS"), ("intervene", None), ("be a “huge mistake", None))


def score(shared: Path) -> dict[str, Any]:
    """Figures and cases of dev and seed."""
    figures: dict[str, float] = {}
    cases: dict[str, float | bool] = {}
    for name, path in (("dev", "dev.jsonl"), ("seed", "seed/norms.jsonl")):
        gold = scorer.read(shared / "gold" / path)
        predicted = {key: passage_of(row) for key, row in gold.items()}
        figures.update(figures_of(name, gold, predicted))
        cases.update(cases_of(gold, predicted))
        if name == "dev":
            figures["dev.wrong_polarity"] = wrong_polarity(gold, predicted)
        else:
            figures["seed.strict_norms"] = sum(v for k, v in cases.items() if k.startswith("seed norm"))
            figures["seed.forbidden_norms"] = forbidden(gold["seed"]["text"], predicted["seed"]["norms"])
    return {"figures": figures, "cases": cases}


def passage_of(row: dict[str, Any]) -> dict[str, Any]:
    """The reading of a passage as clean text, in the scorer's form."""
    return {"id": row["id"], "norms": reading_json(read(page_of(row), open_engines()))["norms"]}


def page_of(row: dict[str, Any]) -> Page:
    """A passage as clean text."""
    return Page(
        address=f"gold:{row['id']}",
        body=row["text"].encode("utf-8"),
        kind=PageKind.CLEAN,
        encoding="utf-8",
        encoding_basis="default",
        given_id=row["id"],
    )


def figures_of(name: str, gold: dict[str, Any], predicted: dict[str, Any]) -> dict[str, float]:
    """The scorer's report, flat."""
    figures = {}
    for part, conditional in (("", False), ("conditional.", True)):
        report = scorer.score(gold, predicted, conditional=conditional)
        figures[f"{name}.{part}detection_f1"] = report["detection"]["f1"]
        for level in LEVELS:
            for measure in ("precision", "recall", "f1"):
                figures[f"{name}.{part}{level}_{measure}"] = report[level][measure]
        if not conditional:
            figures |= {f"{name}.slot.{slot}": value or 0.0 for slot, value in report["slot_accuracy"].items()}
    return figures


def cases_of(gold: dict[str, Any], predicted: dict[str, Any]) -> dict[str, bool]:
    """For each gold norm, whether it was found strictly; for a passage without, whether it stayed empty."""
    cases = {}
    for key, passage in gold.items():
        norms = predicted[key]["norms"]
        if not passage["norms"]:
            cases[f"{key} empty"] = not norms
            continue
        strict = [a for a, b in scorer.pair(passage["text"], passage["norms"], norms) if is_strict(a, b)]
        for i, norm in enumerate(passage["norms"]):
            cases[f"{key} norm {i}"] = any(norm is a for a in strict)
    return cases


def is_strict(gold: dict[str, Any], predicted: dict[str, Any]) -> bool:
    """Modal, mode and agent are the gold's."""
    return all(scorer.same(slot, gold[slot], predicted.get(slot)) for slot in ("modal", "mode", "agent_id"))


def wrong_polarity(gold: dict[str, Any], predicted: dict[str, Any]) -> float:
    """Share of norms under a restricting connective, paired with a gold norm, whose mode is not the gold's or whose
    action is done where the gold's is not."""
    wrong = total = 0
    for key, passage in gold.items():
        text = passage["text"]
        for a, b in scorer.pair(text, passage["norms"], predicted[key]["norms"]):
            cue = text[slice(*(a["cue"] or (0, 0)))].lower()
            if RESTRICTS.search(cue):
                total += 1
                wrong += a["mode"] != b["mode"] or {a["modal"], b["modal"]} in (
                    {"will", "will_not"},
                    {"ready", "will_not"},
                )
    return wrong / total if total else 0.0


def forbidden(text: str, norms: list[dict[str, Any]]) -> float:
    """How many norms of the seed must not be there: a prediction made the act of whoever it is about, a fear, a
    judgement, or a readiness to join the war whenever attacked that the speaker limited with "only"."""
    made = 0
    for norm in norms:
        action = text[slice(*norm["action"])]
        for words, agent in FORBIDDEN:
            made += words in action and (agent is None or norm["agent_id"] == agent)
        made += "join" in action and norm["modal"] == "will" and norm["mode"] == "if"
    return made
