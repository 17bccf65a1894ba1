"""How right the answers of a contest are, by the scorers of `eval`.

In:      items with their gold, answers by id; no answer counts as one with nothing in it
Out:     figures in [0, 1], by name
Source:  eval.documents (4-grams of main text), eval/scorers/attributions.py, eval.times, eval/scorers/norms.py
Shown:   tests/bench/test_scoring.py
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from eval.documents import f1, grams
from eval.scorers import attributions, norms
from eval.statements import DIRECT_SHARE, kinds_matched
from eval.times import same_value

from bench.worker import Item

CALENDAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d?)?$")

Answers = Mapping[str, Any]


def score_pages(items: Sequence[Item], answers: Answers) -> dict[str, float]:
    """F1 of the main text, a mean of pages and of all grams; share of pages whose day is right, if days are given."""
    each: list[float] = []
    common = found = wanted = days = 0
    for item in items:
        said = answers.get(item["id"]) or {"text": "", "date": None}
        ours, theirs = grams(said["text"]), grams(item["body"])
        shared = (ours & theirs).total()
        each.append(f1(shared, ours.total(), theirs.total()))
        common, found, wanted = common + shared, found + ours.total(), wanted + theirs.total()
        days += said["date"] == item["date"]
    told = {"text_f1": sum(each) / len(each), "text_f1_micro": f1(common, found, wanted)}
    gives_days = any(said["date"] for said in answers.values())
    return told | ({"day_right": days / len(items)} if gives_days else {})


def score_quotations(items: Sequence[Item], answers: Answers) -> dict[str, float]:
    """Of direct quotations: contents found (overlap above one half) among the gold's, right among those given; words in
    them; whether the speaker's words touch the gold's where the content is right.

    A quotation that is one part of a longer content has a partner only where it is the larger part: so for all.
    """
    counts: Counter[str] = Counter()
    for item in items:
        text, gold = item["text"], item["attributions"]
        words = attributions.Toks(text)
        quoted = attributions.quoted_ids(text, words)
        direct = [one for one in gold if is_direct(one, words, quoted)]
        ours = [one for one in answers.get(item["id"]) or [] if is_direct(one, words, quoted)]
        scored = attributions.score_doc(text, direct, ours)
        counts.update({key: scored[key] for key in ("gold_n", "m_tp", "src_n", "src_any")})
        kinds = kinds_matched(text, gold, ours)
        counts.update({"ours": kinds["direct ours"], "right": kinds["direct both"]})
        held, said = (frozenset[int]().union(*(words.ids(o["content"]) for o in some)) for some in (direct, ours))
        counts.update({"words": len(held & said), "words_gold": len(held), "words_ours": len(said)})
    recall, precision = share(counts["m_tp"], counts["gold_n"]), share(counts["right"], counts["ours"])
    return {
        "f1": mean_of(precision, recall),
        "precision": precision,
        "recall": recall,
        "words_f1": share(2 * counts["words"], counts["words_gold"] + counts["words_ours"]),
        "speaker": share(counts["src_any"], counts["src_n"]),
    }


def score_dates(items: Sequence[Item], answers: Answers) -> dict[str, float]:
    """Of days, weeks, months and years of the calendar: values right among the gold's and among those given.

    What is said to the hour counts by its day. Lengths of time, sets and seasons are nobody's loss: a contestant that
    gives no calendar value for one has given none.
    """
    right = wanted = given = 0
    for item in items:
        gold = [g for g in item["gold"] if g["type"] in ("DATE", "TIME") and calendar(g["value"])]
        said = [t for t in answers.get(item["id"]) or [] if calendar(t["value"])]
        wanted, given = wanted + len(gold), given + len(said)
        used: set[int] = set()
        for g in gold:
            near = [i for i, t in enumerate(said) if i not in used and t["start"] < g["end"] and g["start"] < t["end"]]
            if near:
                # The same words before others that touch them.
                best = min(near, key=lambda i: (said[i]["start"], said[i]["end"]) != (g["start"], g["end"]))
                used.add(best)
                right += same_value(calendar(said[best]["value"]), calendar(g["value"]) or "")
    precision, recall = share(right, given), share(right, wanted)
    return {"f1": mean_of(precision, recall), "precision": precision, "recall": recall}


def score_norms(items: Sequence[Item], answers: Answers) -> dict[str, float]:
    """Relaxed and strict F1 of all norms and of those with a condition, for each set of items."""
    figures: dict[str, float] = {}
    for name in dict.fromkeys(item["set"] for item in items):
        gold = {item["id"]: item for item in items if item["set"] == name}
        said = {key: answers.get(key) or {"norms": []} for key in gold}
        for part, conditional in (("", False), ("if_", True)):
            report = norms.score(gold, said, conditional=conditional)
            figures |= {f"{name}.{part}{level}": report[level]["f1"] for level in ("relaxed", "strict")}
    return figures


def is_direct(one: Mapping[str, Any], words: Any, quoted: set[int]) -> bool:
    """Stands nine tenths of the content in quotation marks?"""
    held = words.ids(one["content"])
    return bool(held) and len(held & quoted) >= DIRECT_SHARE * len(held)


def calendar(value: str | None) -> str | None:
    """The value to the day; None where it is none of the calendar.

    >>> calendar("1998-01-08T20:30"), calendar("P2D"), calendar("1998-W02"), calendar("1998-Q1")
    ('1998-01-08', None, '1998-W02', None)
    """
    day = (value or "").partition("T")[0]
    return day if CALENDAR.fullmatch(day) else None


def share(part: float, whole: float) -> float:
    """0.0 of nothing."""
    return part / whole if whole else 0.0


def mean_of(precision: float, recall: float) -> float:
    """Their harmonic mean."""
    return share(2 * precision * recall, precision + recall)
