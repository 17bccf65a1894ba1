"""How well attributions are read: PolNeAR dev, 84 US news articles, 2,192 attributions with a content.

In:      the folder of shared corpora (attributions and their scorer)
Out:     figures in [0, 1]; for each article the F1 of contents matched (Dice > 0.5)
Source:  PolNeAR (Newell, Margolin & Ruths 2018); the scorer stands beside the data. Tables and tagger were made
         from the training articles; the cuts of spans and the choice of rules on these, so they are no unseen text

The first line of an article is its headline and is read as one. Scare quotes without a cue are no attributions and are
left out; every other statement is scored. `end to end` is the attribution F1 (content and source overlap above one
half, linked). A recall by kind asks for a partner one to one, a precision by kind for any.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from eval.scorers import attributions as scorer
from onrecord.documents import read_page
from onrecord.statements import find_statements
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.refusals import Refusal
from onrecord.terms.statements import Statement, StatementFlag
from onrecord.walk.open import open_engines

ROLES = ("content", "source", "cue")
DIRECT_SHARE = 0.9  # as in the scorer


def score(shared: Path) -> dict[str, Any]:
    """Figures over all articles, and the F1 of each."""
    engines = open_engines()
    counts: dict[str, Any] = {}
    more: Counter[str] = Counter()
    refused = 0
    for row in articles(shared / "data" / "attribution" / "polnear_dev.jsonl.gz"):
        found: tuple[Statement, ...] = ()
        document = document_of(row)
        if isinstance(document, Document):
            blocks = [b.span for b in document.blocks]
            parse = engines.parser.parse(document.text, blocks)
            attributions = engines.scanner.read(document.text, blocks).attributions()
            found, refusals = find_statements(document, parse, attributions)
            refused += len(refusals)
        predicted = [attribution(s) for s in found if is_attribution(s)]
        counts[row["id"]] = scorer.score_doc(row["text"], row["attributions"], predicted)
        more.update(begins(row["text"], row["attributions"], predicted))
        more.update(kinds_matched(row["text"], row["attributions"], predicted))
    summary = scorer.summary(counts.values())
    cases = {name: scorer.prf(c["m_tp"], c["m_fp"], c["m_fn"])[2] for name, c in counts.items()}
    return {
        "figures": {**figures(summary), **more_figures(more), "quotation marks refused": float(refused)},
        "cases": cases,
    }


def figures(summary: dict[str, Any]) -> dict[str, float]:
    """Flat names, shares in [0, 1]."""
    flat: dict[str, float] = {}
    for role in ROLES:
        for part in ("P", "R", "F"):
            flat[f"{role} words {part}"] = summary[f"tok_{role}"][part] / 100
    for name in ("exact", "span_source", "span_cue", "span_content", "matched_content", "end_to_end"):
        for part in ("P", "R", "F"):
            flat[f"{name.replace('_', ' ')} {part}"] = summary[name][part] / 100
    for kind, held in summary["recall_by_kind"].items():
        flat[f"recall {kind}"] = held["recall"] / 100
    flat["source right where content matched"] = summary["source_given_matched"]["jaccard>.5"] / 100
    return flat


def begins(text: str, gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> Counter[str]:
    """Of each role, how many begin at the same word in both, one to one in the document."""
    words, counts = scorer.Toks(text), Counter[str]()
    for role in ROLES:
        ours, theirs = (
            {min(held) for one in every if (held := words.ids(one[role]))}
            for every in (predicted, [one for one in gold if one["content"]])
        )
        counts.update({f"{role} both": len(ours & theirs), f"{role} ours": len(ours), f"{role} theirs": len(theirs)})
    return counts


def kinds_matched(text: str, gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> Counter[str]:
    """How many of our contents are direct, mixed, indirect, and how many of these agree with one of the gold's."""
    words, counts = scorer.Toks(text), Counter[str]()
    quoted = scorer.quoted_ids(text, words)
    contents = [words.ids(one["content"]) for one in gold if one["content"]]
    for one in predicted:
        held = words.ids(one["content"])
        share = len(held & quoted) / max(1, len(held))
        kind = "direct" if share >= DIRECT_SHARE else "mixed" if share else "indirect"
        counts[f"{kind} ours"] += 1
        counts[f"{kind} both"] += any(scorer.dice(held, content) > 0.5 for content in contents)
    return counts


def more_figures(counts: Counter[str]) -> dict[str, float]:
    """Begin-match of the roles, precision of the kinds."""
    flat: dict[str, float] = {}
    for role in ROLES:
        both, ours, theirs = (counts[f"{role} {side}"] for side in ("both", "ours", "theirs"))
        for part, value in zip("PRF", scorer.prf(both, ours - both, theirs - both), strict=True):
            flat[f"{role} begins {part}"] = value
    for kind in ("direct", "mixed", "indirect"):
        flat[f"precision {kind}"] = counts[f"{kind} both"] / max(1, counts[f"{kind} ours"])
    return flat


def is_attribution(statement: Statement) -> bool:
    """Words held at a distance are nobody's speech."""
    return bool(statement.cue) or StatementFlag.SCARE_QUOTES not in statement.flags


def attribution(statement: Statement) -> dict[str, list[list[int]]]:
    """A statement in the scorer's form."""
    return {role: [span.to_json() for span in getattr(statement, role)] for role in ROLES}


def document_of(row: dict[str, Any]) -> Document | Refusal:
    """An article as clean text, its first line a headline."""
    page = Page(
        address=row["id"],
        body=row["text"].encode(),
        kind=PageKind.CLEAN,
        encoding="utf-8",
        encoding_basis="default",
        given_id=row["id"],
    )
    document = read_page(page)
    if isinstance(document, Refusal):
        return document
    first, *rest = document.blocks
    return replace(document, blocks=(Block(BlockRole.HEADLINE, first.span), *rest))


def articles(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a gzipped JSON lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
