"""Who is bound and who speaks: the norms of the whole pages that were found, agent and speaker against the gold.

In:      gold/pages_train.jsonl, gold/pages_dev.jsonl, the pages read on their own days
Out:     over the pairs of `scorers.norms.pair`: the share right, of a wrong state, otherwise wrong, unknown; of
         agents and of speakers; the interval of the share right over pages drawn again (2.5% to 97.5%); the five folds
         by page. A case for each pair
Source:  the codebook, section 3: ids. On whole pages a null is a value: nobody is named, and naming one is wrong
"""

import random
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

from eval.commitments import page_of
from eval.scorers import norms as scorer
from onrecord.terms.pages import Page
from onrecord.terms.reading_json import reading_json
from onrecord.walk.open import open_engines
from onrecord.walk.read import read

FILES = ("pages_train", "pages_dev")
FOLDS = 5
DRAWS = 1000
SLOTS = ("agent", "speaker")
STATE = re.compile(r"[A-Z]{3}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def score(shared: Path) -> dict[str, Any]:
    """Figures and cases of agents and speakers."""
    pages: list[tuple[str, str, list[tuple[str, str]]]] = []  # id, file, (slot, verdict) of each pair
    cases: dict[str, float | bool] = {}
    for name in FILES:
        for key, row in scorer.read(shared / "gold" / f"{name}.jsonl").items():
            found = reading_json(read(dated_page(row), open_engines()))["norms"]
            pages.append((key, name, list(verdicts(row, found, cases))))
    figures: dict[str, float] = {}
    for slot in SLOTS:
        figures |= shares(f"all.{slot}", counted(pages, slot))
    low, high = interval([counted([p], "agent") for p in pages])
    figures |= {"all.agent.right_low": low, "all.agent.right_high": high}
    low, high = interval([counted([p], "speaker") for p in pages])
    figures |= {"all.speaker.right_low": low, "all.speaker.right_high": high}
    for fold in range(FOLDS):
        held = [p for p in pages if crc32(p[0].encode()) % FOLDS == fold]
        figures |= {f"fold{fold}.{slot}.right": right(counted(held, slot)) for slot in SLOTS}
    for name in FILES:
        held = [p for p in pages if p[1] == name]
        figures |= {f"{name}.{slot}.right": right(counted(held, slot)) for slot in SLOTS}
    return {"figures": figures, "cases": cases}


def dated_page(row: dict[str, Any]) -> Page:
    """The page as clean text, on its day where the gold knows it."""
    page = page_of(row)
    given = row.get("date")
    day = date.fromisoformat(given) if given and DAY.fullmatch(given) else None
    return Page(
        address=page.address,
        body=page.body,
        kind=page.kind,
        encoding=page.encoding,
        encoding_basis=page.encoding_basis,
        given_id=page.given_id,
        given_date=day,
    )


def verdicts(row: dict[str, Any], found: Sequence[Any], cases: dict[str, float | bool]) -> list[tuple[str, str]]:
    """Slot and verdict of each pair of a page; notes the cases."""
    held = []
    for gold, read_norm in scorer.pair(row["text"], row["norms"], found):
        place = row["norms"].index(gold)
        for slot in SLOTS:
            verdict = verdict_of(gold[f"{slot}_id"], read_norm.get(f"{slot}_id"))
            held.append((slot, verdict))
            cases[f"{row['id']} norm {place} {slot}"] = verdict == "right"
    return held


def verdict_of(gold: str | None, found: str | None) -> str:
    """right (both null, too), unknown (null, and the gold knows), wrong_state (a state that is not the gold's) or
    wrong (another name)."""
    if scorer.same("agent_id", gold, found):
        return "right"
    if found is None:
        return "unknown"
    return "wrong_state" if STATE.fullmatch(found) else "wrong"


def counted(pages: list[tuple[str, str, list[tuple[str, str]]]], slot: str) -> Counter[str]:
    """Verdicts of a slot over pages."""
    return Counter(verdict for _, _, pairs in pages for s, verdict in pairs if s == slot)


def right(counts: Counter[str]) -> float:
    """Share of verdicts that are right."""
    return counts["right"] / counts.total() if counts.total() else 0.0


def shares(name: str, counts: Counter[str]) -> dict[str, float]:
    """The number of pairs and the share of each verdict."""
    kinds = ("right", "unknown", "wrong_state", "wrong")
    return {f"{name}.pairs": counts.total()} | {f"{name}.{k}": counts[k] / (counts.total() or 1) for k in kinds}


def interval(pages: list[Counter[str]]) -> tuple[float, float]:
    """The 2.5% and 97.5% of the share right when as many pages are drawn again."""
    dice = random.Random(11)
    drawn = sorted(right(sum((dice.choice(pages) for _ in pages), Counter[str]())) for _ in range(DRAWS))
    return drawn[int(DRAWS * 0.025)], drawn[int(DRAWS * 0.975) - 1]
