"""How well copies are found, and how long it takes: stories taken over as papers take them over, made by seed.

    python -m tools.measure_copies SHARED [--articles 20000] [--seed 7]

In:      the folder of shared corpora (data/pages/news2023, data/pages/wikinews_2019.csv)
Out:     Markdown, as it stands in docs/copies.md: recall and precision of pairs by how a story was changed; seconds

Every article gets a copy of each kind. A pair is right when both come from one article. Different articles that share
text (two states of one live page) would count against precision.
"""

import argparse
import csv
import itertools
import json
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

from onrecord.documents.copy_signature import copy_signature
from onrecord.ledger.entries.copies import Joined, copies_among
from onrecord.terms.copy_signature import CopySignature
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.spans import SourceMap, Span

BOILERPLATE = (
    "Sign up for our morning newsletter and never miss the stories that matter to you and your neighbours.",
    "This article was first published by another outlet and is shown here with its permission, all rights reserved.",
    "Do you know more about this story? Write to our desk, and we will treat what you send us as confidential.",
)
Paragraphs = list[str]


def headline_changed(story: Paragraphs, _: random.Random) -> Paragraphs:
    """Another headline, the rest as it was."""
    return ["What we know so far", *story[1:]]


def boilerplate_added(story: Paragraphs, _: random.Random) -> Paragraphs:
    """A paragraph of the paper's own before and two after."""
    return [story[0], BOILERPLATE[0], *story[1:], *BOILERPLATE[1:]]


def cut_to_two_thirds(story: Paragraphs, _: random.Random) -> Paragraphs:
    """The last third cut, a headline of its own, boilerplate."""
    body = story[1:]
    return ["A headline of our own", *body[: max(1, len(body) * 2 // 3)], BOILERPLATE[1]]


def cut_to_half(story: Paragraphs, chance: random.Random) -> Paragraphs:
    """Half of the paragraphs, wherever they stood, in their order."""
    body = story[1:]
    kept = sorted(chance.sample(range(len(body)), max(1, len(body) // 2)))
    return ["A headline of our own", *(body[i] for i in kept), BOILERPLATE[0]]


def words_changed(story: Paragraphs, chance: random.Random) -> Paragraphs:
    """One word in fifty another, as a desk edits: nearly every paragraph is touched."""
    return _edited(story, chance, every=50)


def rewritten(story: Paragraphs, chance: random.Random) -> Paragraphs:
    """One word in twelve another: about where copying ends."""
    return _edited(story, chance, every=12)


def _edited(story: Paragraphs, chance: random.Random, *, every: int) -> Paragraphs:
    return [
        " ".join("indeed" if chance.randrange(every) == 0 else word for word in paragraph.split())
        for paragraph in story
    ]


CHANGES = (headline_changed, boilerplate_added, cut_to_two_thirds, cut_to_half, words_changed, rewritten)


def document(story: Paragraphs) -> Document:
    """Headline and body."""
    text, blocks = "", []
    for n, paragraph in enumerate(story):
        start = len(text)
        text += paragraph + "\n\n"
        role = BlockRole.BODY if n else BlockRole.HEADLINE
        blocks.append(Block(role, Span(start, start + len(paragraph))))
    return Document(page_id="page-made", text=text, blocks=tuple(blocks), source_map=SourceMap.identity(len(text)))


def news2023(shared: Path) -> list[Paragraphs]:
    """The bodies in the gold of the saved pages."""
    gold = json.loads((shared / "data/pages/news2023/gold.json").read_text("utf-8"))
    return [story for page in gold if (story := paragraphs(page["title"] or "", page["body"] or ""))]


def wikinews(shared: Path) -> list[Paragraphs]:
    """The articles of Wikinews."""
    csv.field_size_limit(1 << 26)
    with (shared / "data/pages/wikinews_2019.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [story for row in rows if (story := paragraphs(row["title"], row["text"]))]


def paragraphs(title: str, body: str) -> Paragraphs:
    """Headline and paragraphs; nothing for a body of fewer than two."""
    found = [" ".join(p.split()) for p in re.split(r"\n+", body) if p.strip()]
    return [title or "Untitled", *found] if len(found) > 1 else []


def score(stories: list[Paragraphs], chance: random.Random) -> str:
    """Recall of original and copy, one change at a time; then, all at once, recall and precision of pairs."""
    originals = [copy_signature(document(story)) for story in stories]
    changed = [[copy_signature(document(change(story, chance))) for story in stories] for change in CHANGES]
    recall = []
    for copies in changed:
        groups = grouped([*originals, *copies])
        recall.append(sum((n, n + len(stories)) in groups for n in range(len(stories))) / len(stories))
    every = [*originals, *(copy for copies in changed for copy in copies)]
    together = grouped(every)
    right = sum(a % len(stories) == b % len(stories) for a, b in together)
    possible = len(stories) * (len(CHANGES) + 1) * len(CHANGES) // 2
    figures = [*recall, right / possible, right / len(together)]
    return f"| {len(stories)} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |"


def grouped(signatures: list[CopySignature]) -> set[tuple[int, int]]:
    """Every pair that ends in one group."""
    joined = Joined(len(signatures))
    for one, other in copies_among(dict(enumerate(signatures))):
        joined.join(one, other)
    return {pair for group in joined.groups() for pair in itertools.combinations(group, 2)}


def made_up(articles: int, chance: random.Random) -> Iterator[Paragraphs]:
    """Articles of 20 paragraphs of made-up words, a quarter of them copies of an earlier one."""
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(2, 9))) for _ in range(20_000)]
    kept: list[Paragraphs] = []
    for n in range(articles):
        if n % 4 == 3:
            yield chance.choice(CHANGES)(chance.choice(kept), chance)
            continue
        story = [" ".join(chance.choices(words, k=25)) for _ in range(21)]
        kept = [*kept[-200:], story]
        yield story


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    names = [change.__name__.replace("_", " ") for change in CHANGES]
    print("| stories | " + " | ".join(names) + " | all: recall | all: precision |")
    print("| --- |" + " --- |" * (len(names) + 2))
    for stories in (wikinews(asked.shared), news2023(asked.shared)):
        print(score(stories, random.Random(asked.seed)))
    chance = random.Random(asked.seed)
    documents = [document(story) for story in made_up(asked.articles, chance)]
    started = time.perf_counter()
    signed = {n: copy_signature(d) for n, d in enumerate(documents)}
    signing = time.perf_counter()
    pairs = copies_among(signed)
    done = time.perf_counter()
    print(
        f"\n{asked.articles:,} articles of 500 words: signatures {signing - started:.1f} s, grouping "
        f"{done - signing:.1f} s, {len(pairs):,} pairs"
    )


if __name__ == "__main__":
    main()
