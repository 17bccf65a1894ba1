"""Whom the words of a slot name: the gold's agents, targets and speakers, and the seed page's mentions.

In:      gold/train.jsonl, gold/dev.jsonl, gold/seed/
Out:     accuracy and share of wrong names, for nouns and for pronouns; a case for each span that has a gold id
Source:  the codebook, section 3: ids; two names of one organisation agree as `same` of scorers/norms.py says.
         The passages carry no date and little context
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from eval.scorers import norms
from onrecord.actors import name_speakers, resolve
from onrecord.documents import read_page
from onrecord.engines.spacy_parser import SpacyParser
from onrecord.statements import find_statements
from onrecord.terms.actors import Cast
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.parses import Parse
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import SourceMap, Span
from onrecord.walk.open import open_engines

same: Callable[[str, str, str], bool] = norms.same
SLOTS = ("agent", "target", "speaker")
PRONOUNS = frozenset(
    ("i", "me", "we", "us", "he", "him", "she", "her", "it", "they", "them", "you", "both", "himself", "his")
)


def score(shared: Path) -> dict[str, Any]:
    """Figures: `<set>.<nouns|pronouns>.accuracy` and `.wrong` (a name, and not the gold's), of the spans with a gold
    id; `.invented`: a name where the gold has none; `seed.accuracy` of the mentions."""
    parser = SpacyParser()
    figures: dict[str, float] = {}
    cases: dict[str, bool] = {}
    for name in ("train", "dev"):
        counts: Counter[str] = Counter()
        for line in (shared / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            passage = json.loads(line)
            cast, parse = read(passage["text"], parser)
            for slot, start, end, gold in spans(passage["norms"]):
                words = passage["text"][start:end]
                kind = "pronouns" if words.lower() in PRONOUNS else "nouns"
                found = code(cast, parse, Span(start, end))
                counts[f"{kind}.{verdict(gold, found)}"] += 1
                if gold is not None:
                    cases[f"{passage['id']} {slot} {start}-{end} {gold}"] = verdict(gold, found) == "right"
        figures.update(shares(name, counts))
    figures.update(seed(shared / "gold" / "seed", parser, cases))
    return {"figures": figures, "cases": cases}


def read(text: str, parser: SpacyParser) -> tuple[Cast, Parse]:
    """The cast of a clean text with one block a line and the parse."""
    blocks = tuple(Block(BlockRole.BODY, Span(*m.span())) for m in re.finditer(r"\S[^\n]*", text))
    document = Document(
        page_id="page-eval", text=text, blocks=blocks, source_map=SourceMap.identity(len(text)), language="en"
    )
    return cast_of(document, parser)


def cast_of(document: Document, parser: SpacyParser) -> tuple[Cast, Parse]:
    """The cast of a document and its parse."""
    parse = parser.parse(document.text, [b.span for b in document.blocks])
    cast = resolve(document, parse)
    attributions = open_engines().scanner.read(document.text, [b.span for b in document.blocks]).attributions()
    statements, _ = find_statements(document, parse, attributions)
    _, cast = name_speakers(document, parse, statements, cast)
    return cast, parse


def spans(norms: list[dict[str, Any]]) -> Iterator[tuple[str, int, int, str | None]]:
    """Slot, start, end and gold id of every span of a passage, each span once."""
    seen = set()
    for norm in norms:
        for slot in SLOTS:
            if norm[slot] and (key := (*norm[slot], norm[f"{slot}_id"])) not in seen:
                seen.add(key)
                yield slot, norm[slot][0], norm[slot][1], norm[f"{slot}_id"]


def code(cast: Cast, parse: Parse, span: Span) -> str | None:
    """The id the cast gives to words."""
    actor = cast.actor(cast.for_words(span, parse))
    return actor.code if actor else None


def verdict(gold: str | None, found: str | None) -> str:
    """right, none (unknown, and the gold knows), wrong, invented (the gold has none) or empty (neither has)."""
    if gold is None:
        return "empty" if found is None else "invented"
    if found is None:
        return "none"
    return "right" if same("agent_id", gold, found) else "wrong"


def shares(name: str, counts: Counter[str]) -> dict[str, float]:
    """Counts as shares."""
    figures = {}
    for kind in ("nouns", "pronouns"):
        known = sum(counts[f"{kind}.{v}"] for v in ("right", "none", "wrong"))
        empty = counts[f"{kind}.empty"] + counts[f"{kind}.invented"]
        figures[f"{name}.{kind}.accuracy"] = counts[f"{kind}.right"] / known if known else 0.0
        figures[f"{name}.{kind}.wrong"] = counts[f"{kind}.wrong"] / known if known else 0.0
        figures[f"{name}.{kind}.invented"] = counts[f"{kind}.invented"] / empty if empty else 0.0
    return figures


def seed(folder: Path, parser: SpacyParser, cases: dict[str, bool]) -> dict[str, float]:
    """The seed's mentions, by the state each entity acts for; sets and groups of no state must stay unnamed."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    body = (folder / "page.txt").read_bytes()
    page = Page(address="seed", body=body, kind=PageKind.TEXT, encoding="utf-8", encoding_basis="default")
    document = read_page(page)
    if isinstance(document, Refusal):
        raise SystemExit(f"the seed page is refused: {document.reason}")
    cast, parse = cast_of(document, parser)
    wanted = {e["id"]: state_of(e) for e in gold["entities"]}
    counts: Counter[str] = Counter()
    for mention in gold["mentions"]:
        if mention.get("extract") is False:
            continue
        expected = wanted.get(mention["entity"])
        span = in_document(document, mention["start"], mention["end"])
        result = verdict(expected, code(cast, parse, span) if span else None)
        counts[result] += 1
        cases[f"seed {mention['start']}-{mention['end']} {expected}"] = result in {"right", "empty"}
    total = sum(counts.values())
    return {
        "seed.accuracy": (counts["right"] + counts["empty"]) / total,
        "seed.wrong": (counts["wrong"] + counts["invented"]) / total,
    }


def in_document(document: Document, start: int, end: int) -> Span | None:
    """Where words of the page stand in the document; None for words it left out."""
    for run in document.source_map.runs:
        first = run.start + start - run.source_start
        if run.start <= first < run.end:
            return Span(first, first + end - start)
    return None


def state_of(entity: dict[str, Any]) -> str | None:
    """What the codebook's id of a seed entity is."""
    if entity["id"] == "ORG.bbc":
        return "BBC"
    found: str | None = entity.get("speaks_for") or entity.get("part_of") or entity.get("iso3")
    return found
