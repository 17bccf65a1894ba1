"""How well time expressions are found and valued, on TimeBank and AQUAINT.

In:      the folder of shared corpora (data/time/tbaq/*.tml, gold/seed)
Out:     figures in [0, 1]; a case a gold expression: right when found (any overlap) with the right value
Source:  TimeBank and AQUAINT in the TempEval-3 edition; TIMEX3 spans and values by hand. They
         were looked at while the grammar was written, later on one half of the files only: no held-out figure

The document creation time is the day of writing. Spans: relaxed is any overlap, one to one; strict the same characters.
A value is compared as a string, week numbers padded. The seed page's eight expressions are read with its true day
given and withheld.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

from onrecord.engines.spacy_parser import SpacyParser
from onrecord.terms.dates import Basis, DateBounds, Precision, PublishedDate
from onrecord.terms.documents import Document
from onrecord.terms.spans import SourceMap, Span
from onrecord.terms.times import TimeExpression, TimexType
from onrecord.times import find_times

PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")
SEED_DAY = date(2023, 2, 16)
SEED_CRAWLED = date(2023, 3, 25)


@dataclass(frozen=True, slots=True)
class GoldTime:
    """One TIMEX3 of the corpus."""

    span: Span
    type: str
    value: str


def read_tml(path: Path) -> tuple[date, str, list[GoldTime]]:
    """Day of writing, text and time expressions of a TimeML file."""
    source = path.read_text(encoding="utf-8")
    created = re.search(r'<TIMEX3[^>]*functionInDocument="(?:CREATION|PUBLICATION)_TIME"[^>]*>', source)
    written = re.search(r'value="(\d{4}-\d\d-\d\d)', created[0]) if created else None
    if written is None:
        raise ValueError(f"{path.name}: no document creation time")
    body = source[source.index("<TEXT>") + 6 : source.index("</TEXT>")]
    text, gold = "", []
    opened: list[tuple[int, dict[str, str]]] = []
    for part in re.split(r"(<[^>]+>)", body):
        if part.startswith("<TIMEX3"):
            opened.append((len(text), dict(re.findall(r'(\w+)="([^"]*)"', part))))
        elif part == "</TIMEX3>":
            start, said = opened.pop()
            if len(text) > start:
                gold.append(GoldTime(Span(start, len(text)), said["type"], said["value"]))
        elif not part.startswith("<"):
            text += unescape(part)
    return date.fromisoformat(written[1]), text, sorted(gold, key=lambda g: g.span)


def document(text: str, published: DateBounds | None) -> Document:
    """A clean document published within these bounds."""
    known = PublishedDate(published, Basis.GIVEN) if published else None
    return Document(
        page_id="page-eval",
        text=text,
        blocks=(),
        source_map=SourceMap.identity(len(text)),
        language="en",
        published=known,
    )


def same_value(ours: str | None, gold: str) -> bool:
    """Equal as strings, "2000-W7" being "2000-W07"."""
    return ours is not None and re.sub(r"-W(\d)(?!\d)", r"-W0\1", gold) == ours


def pairs(gold: list[GoldTime], found: tuple[TimeExpression, ...]) -> dict[int, TimeExpression]:
    """Ours for each gold expression it overlaps, one to one, the same span preferred."""
    held: dict[int, TimeExpression] = {}
    used: set[int] = set()
    for g, wanted in enumerate(gold):
        near = [f for f, t in enumerate(found) if f not in used and t.span.overlaps(wanted.span)]
        if near:
            best = min(near, key=lambda f: found[f].span != wanted.span)
            used.add(best)
            held[g] = found[best]
    return held


def f1(right: int, found: int, wanted: int) -> float:
    """F1; 0.0 where there is nothing to find and nothing found."""
    return 2 * right / (found + wanted) if found + wanted else 0.0


def score(shared: Path) -> dict[str, Any]:
    """Figures on all of the corpus and on the seed page."""
    parser = SpacyParser()
    cases: dict[str, bool] = {}
    n_gold = n_found = relaxed = strict = valued = typed = 0
    for path in sorted((shared / "data" / "time" / "tbaq").glob("*.tml")):
        written, text, gold = read_tml(path)
        parse = parser.parse(text, [Span(*m.span()) for m in PARAGRAPH.finditer(text)])
        found = find_times(document(text, DateBounds.day(written)), parse)
        held = pairs(gold, found)
        n_gold, n_found, relaxed = n_gold + len(gold), n_found + len(found), relaxed + len(held)
        for g, wanted in enumerate(gold):
            ours = held.get(g)
            right = ours is not None and same_value(ours.value, wanted.value)
            cases[f"{path.stem}:{wanted.span.start}"] = right
            valued += right
            strict += ours is not None and ours.span == wanted.span
            typed += ours is not None and ours.type.value == wanted.type
    figures = {
        "relaxed_f1": f1(relaxed, n_found, n_gold),
        "relaxed_precision": relaxed / max(1, n_found),
        "relaxed_recall": relaxed / max(1, n_gold),
        "strict_f1": f1(strict, n_found, n_gold),
        "type_of_matched": typed / max(1, relaxed),
        "value_of_matched": valued / max(1, relaxed),
        "value_f1": f1(valued, n_found, n_gold),
    }
    return {"figures": figures | seed_figures(shared, parser, cases), "cases": cases}


def seed_figures(shared: Path, parser: SpacyParser, cases: dict[str, bool]) -> dict[str, float]:
    """The seed's eight expressions, its day given and withheld.

    Dated by the day of writing (5): valued with it; without it bounds that hold the truth, no day.
    The clock in the header: read as the date it says, but with no other day known nothing is dated from it.
    "regularly": a set, with no days. "still": out of scope, for TIMEX3 marks no adverb of aspect;
    right when no date is made of it.
    """
    gold = json.loads((shared / "gold" / "seed" / "gold.json").read_text(encoding="utf-8"))["times"]
    text = (shared / "gold" / "seed" / "page.txt").read_text(encoding="utf-8")
    parse = parser.parse(text, [Span(*m.span()) for m in re.finditer(r"\S[^\n]*", text)])
    wanted = [GoldTime(Span(t["start"], t["end"]), t["kind"], t["value"] or "") for t in gold]
    bound = DateBounds(None, SEED_CRAWLED, Precision.BOUNDED)
    given = pairs(wanted, find_times(document(text, DateBounds.day(SEED_DAY)), parse))
    withheld = pairs(wanted, find_times(document(text, bound), parse))
    undated = pairs(wanted, find_times(document(text, None), parse))
    right = honest = 0
    for g, truth in enumerate(wanted):
        if truth.type == "page_render_date":
            valued = g in given and given[g].value == truth.value
            holds = valued and all(t.bounds is None for other, t in undated.items() if other != g)
        elif truth.type in ("recurrence", "state_marker"):
            valued, holds = (_is_dateless(truth.type, read.get(g)) for read in (given, withheld))
        else:
            valued = g in given and given[g].value == truth.value
            ours = withheld.get(g)
            holds = ours is not None and ours.bounds is not None and _holds(ours.bounds, truth.value)
        cases[f"seed given:{truth.span.start}"], cases[f"seed withheld:{truth.span.start}"] = valued, holds
        right, honest = right + valued, honest + holds
    return {"seed_given": right / max(1, len(wanted)), "seed_withheld": honest / max(1, len(wanted))}


def _is_dateless(kind: str, ours: TimeExpression | None) -> bool:
    """A recurrence found as a set without days; a marker of state not found, or without days."""
    if ours is None:
        return kind == "state_marker"
    return ours.bounds is None and (kind == "state_marker" or ours.type is TimexType.SET)


def _holds(bounds: DateBounds, truth: str) -> bool:
    """Are these bounds, no day said, and is the true day or month inside them?"""
    first = date.fromisoformat(truth if len(truth) == 10 else f"{truth}-01")
    inside = (bounds.first is None or bounds.first <= first) and (bounds.last is None or first <= bounds.last)
    return inside and bounds.precision is Precision.BOUNDED


if __name__ == "__main__":
    import sys

    print(json.dumps(score(Path(sys.argv[1]))["figures"], indent=2))
