"""Builds cue_frames.csv and cue_contexts.csv of data/en: which words attribute, how often, under which circumstances.

    python tools/build_cue_tables.py CORPORA

In:      attribution/polnear_train.jsonl.gz below CORPORA/data; cue_classes.csv beside this file (entered by hand)
Out:     the two tables; words and counts only, no sentence of the corpus
Source:  PolNeAR (Newell, Margolin & Ruths 2018), 840 articles; the classes name their own

A use of a word in a frame is a hit when an attribution whose cue holds the word has a content that agrees with the
frame's (Dice > 0.5 of words). A share is smoothed towards its frame's own with PRIOR_USES uses, or towards the class's
with CLASS_USES when the word was seen less than CLASS_UNTIL times. Circumstances are weighted by a logistic regression
on top of each word's share, that use left out.
"""

import csv
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.engines.spacy_parser import SpacyParser
from onrecord.language.subtree_edges import edges_of
from onrecord.statements.candidates import StatementCandidate, attempts_of
from onrecord.statements.cue_features import contexts_of
from onrecord.statements.direct import attempts_in
from onrecord.statements.find import own_tokens
from onrecord.statements.quotations import find_quotations
from onrecord.statements.segments import lay_out
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.parses import Parse
from onrecord.terms.spans import SourceMap, Span

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "src" / "onrecord" / "data"
PRIOR_USES, CLASS_USES, CLASS_UNTIL = 2, 4, 8
SPEECH_PRIORS = {"after": 0.5, "before": 0.4}  # most verbs that stand there are none of saying
MIN_SHARE_KEPT, MIN_CONTEXT_USES, MIN_CUE_USES = 0.1, 50, 3
RIDGE, STEP, ROUNDS = 2.0, 0.15, 400

Key = tuple[str, str]  # lemma of a verb, frame


@dataclass(frozen=True)
class Use:
    """One reading of one word in the corpus, and how well annotators agree with it (0 none, 1 the same words)."""

    key: Key
    contexts: tuple[str, ...]
    dice: float


def main(corpora: Path) -> None:
    """Read the corpus once, write both tables."""
    uses = [*uses_in(corpora / "data" / "attribution" / "polnear_train.jsonl.gz")]
    counts: dict[Key, list[int]] = defaultdict(lambda: [0, 0, 0])
    for use in uses:
        held = counts[use.key]
        held[0] += 1
        held[1] += use.dice > 0.5
        held[2] += use.dice == 1.0
    frames = frame_rows(counts)
    write(DATA / "cue_frames.csv", "lemma frame n marked share exact_share source", frames)
    listed = {(row[0], row[1]): (row[2], row[3]) for row in frames}
    write(DATA / "cue_contexts.csv", "context weight n source", context_rows(uses, listed))


def uses_in(path: Path) -> Iterator[Use]:
    """Every use of every word in every frame, in the order of the corpus."""
    parser = SpacyParser()
    parsed = []
    cue_words: dict[str, int] = defaultdict(int)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            document = document_of(row)
            parse = parser.parse(document.text, [b.span for b in document.blocks])
            parsed.append((row, document, parse))
            for token in (t for a in row["attributions"] for t in words_of(parse, a["cue"])):
                cue_words[parse.lemmas[token].lower()] += parse.pos[token] == "VERB"
    frequent = {lemma for lemma, n in cue_words.items() if n >= MIN_CUE_USES}
    for row, document, parse in parsed:
        edges = edges_of(parse)
        layout = lay_out(document, parse, find_quotations(document)[0])
        gold = Gold(parse, row["attributions"])
        for stretch in layout.stretches:
            for attempt in attempts_in(parse, edges, layout, stretch, lambda lemma, _: lemma in frequent):
                yield Use((attempt.lemma, attempt.frame), (), gold.dice(attempt))
            for token in own_tokens(stretch):
                for attempt in attempts_of(parse, edges, token):
                    key = (attempt.lemma, attempt.frame)
                    yield Use(key, contexts_of(parse, attempt), gold.dice(attempt))


class Gold:
    """The attributions of one article, by the words of their cues."""

    def __init__(self, parse: Parse, attributions: Iterable[dict[str, Any]]) -> None:
        self._parse = parse
        self._contents: dict[int, list[set[int]]] = defaultdict(list)
        for attribution in attributions:
            for token in words_of(parse, attribution["cue"]):
                self._contents[token].append(words_of(parse, attribution["content"]))

    def dice(self, attempt: StatementCandidate) -> float:
        """Best agreement of the content with one whose cue holds the word; 0.0 where none does."""
        spans = [self._parse.span(first, last).to_json() for first, last in attempt.content]
        found = words_of(self._parse, spans)
        contents = self._contents.get(attempt.trigger, ())
        return max((2 * len(found & c) / (len(found) + len(c)) for c in contents if c and found), default=0.0)


def words_of(parse: Parse, spans: Iterable[Iterable[int]]) -> set[int]:
    """Tokens with a letter or digit that begin inside the spans."""
    held: set[int] = set()
    for start, end in spans:
        tokens = parse.tokens_in(Span(start, max(end, start + 1)))
        held.update(t for t in tokens if any(c.isalnum() for c in parse.word(t)))
    return held


def document_of(row: dict[str, Any]) -> Document:
    """An article, a body block a line."""
    blocks, start = [], 0
    for line in row["text"].split("\n"):
        if line.strip():
            first = start + len(line) - len(line.lstrip())
            blocks.append(Block(BlockRole.BODY, Span(first, start + len(line))))
        start += len(line) + 1
    return Document(
        page_id=row["id"],
        text=row["text"],
        blocks=tuple(blocks),
        source_map=SourceMap.identity(len(row["text"])),
    )


def frame_rows(counts: dict[Key, list[int]]) -> list[tuple[Any, ...]]:
    """Rows of cue_frames.csv: counted words first smoothed, then joined with the classes entered by hand."""
    whole: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for (_, frame), held in counts.items():
        whole[frame] = [a + b for a, b in zip(whole[frame], held, strict=True)]
    rows: dict[Key, tuple[Any, ...]] = {}
    for key, (n, marked, exact) in counts.items():
        lemma, frame = key
        uses, hits, exact_hits = whole[frame]
        prior = SPEECH_PRIORS.get(frame, hits / uses)
        share = (marked + PRIOR_USES * prior) / (n + PRIOR_USES)
        exact_share = (exact + PRIOR_USES * prior * exact_hits / max(1, hits)) / (n + PRIOR_USES)
        plain = lemma.isascii() and lemma.replace("-", "").replace(" ", "").isalpha()
        if plain and marked and share >= MIN_SHARE_KEPT:
            rows[key] = row_of(key, n, marked, share, exact_share, f"PolNeAR train (marked {marked} of {n})")
    with (HERE / "cue_classes.csv").open(encoding="utf-8", newline="") as lines:
        for entry in csv.DictReader(lines):
            key = (entry["lemma"], entry["frame"])
            n, marked, exact = counts.get(key, [0, 0, 0])
            if n >= CLASS_UNTIL:
                continue
            prior = float(entry["share"])
            share = (marked + CLASS_USES * prior) / (n + CLASS_USES)
            exact_share = (exact + CLASS_USES * prior * 0.7) / (n + CLASS_USES)
            counted = f"PolNeAR train (marked {marked} of {n}); before counting: " if n else ""
            rows[key] = row_of(key, n, marked, share, exact_share, counted + entry["source"])
    return sorted(rows.values())


def row_of(key: Key, n: int, marked: int, share: float, exact_share: float, source: str) -> tuple[Any, ...]:
    """One row, its shares rounded and kept off 0 and 1."""
    share = min(share, 0.98)
    return (*key, n, marked, round(share, 3), round(min(exact_share, share), 3), source)


def context_rows(uses: Iterable[Use], listed: dict[Key, tuple[int, int]]) -> list[tuple[Any, ...]]:
    """Rows of cue_contexts.csv: weights in log odds on top of a word's share, the use at hand left out of it."""
    held = [use for use in uses if use.contexts and use.key in listed]
    names = {name: i for i, name in enumerate(sorted({c for use in held for c in use.contexts}))}
    marked = np.array([use.dice > 0.5 for use in held], float)
    shares = [share_without(listed[use.key], use) for use in held]
    offsets = np.array([log(s / (1 - s)) for s in shares])
    rows = np.repeat(np.arange(len(held)), [len(use.contexts) for use in held])
    columns = np.array([names[c] for use in held for c in use.contexts])
    weights = np.zeros(len(names))
    for _ in range(ROUNDS):
        odds = offsets + np.bincount(rows, weights[columns], len(held))
        probability = 1 / (1 + np.exp(-odds))
        slope = np.bincount(columns, (probability - marked)[rows], len(names)) + RIDGE * weights
        curve = np.bincount(columns, (probability * (1 - probability))[rows], len(names)) + RIDGE
        weights -= STEP * slope / curve
    n = np.bincount(columns, minlength=len(names))
    source = "logistic regression on PolNeAR train"
    return [(c, round(float(weights[i]), 2), int(n[i]), source) for c, i in names.items() if n[i] >= MIN_CONTEXT_USES]


def share_without(counts: tuple[int, int], use: Use) -> float:
    """The word's share over its other uses, smoothed with half a hit in two uses."""
    n, marked = counts
    share = (marked - (use.dice > 0.5) + 0.5) / (max(n - 1, 0) + 2)
    return min(0.97, max(0.03, share))


def write(path: Path, header: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """A CSV with a header line."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
