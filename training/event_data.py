"""What the event head learns from, as its graph takes it: `python -m training.event_data --encoder FOLDER`.

In:      PLV (pairs marked in sentences), made-up stories (headline and first sentence, subject and object for a pair),
         the actions of gold/train that are not held out; the encoder, frozen
Out:     Rows, kept in training/runs/events/rows.pkl
"""

import argparse
import csv
import gzip
import hashlib
import json
import os
import pickle
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from eval.marked import paragraphs, unmarked
from numpy.typing import NDArray

from onrecord.engines.encoder.pages import PageEncoder
from onrecord.engines.event_head import inputs_of
from onrecord.engines.spacy_parser import SpacyParser
from onrecord.events.model_queries import asked_action
from onrecord.events.pairs import asked_pair
from onrecord.language.arguments import arguments
from onrecord.terms.actions import AskedAction
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

HERE = Path(__file__).resolve().parent
PLV, STORY, NORM = "plv", "story", "norm"
NONE = "NONE"
OPENING = 400  # characters of a story's first sentence


@dataclass(frozen=True, slots=True)
class Row:
    """One action. label: PLOVER type, YIELD (CONCEDE or RETREAT) or NONE; group: rows of one text share a fold."""

    corpus: str
    group: str
    label: str
    inputs: dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Read:
    """One text, parsed, and the action asked about."""

    corpus: str
    group: str
    label: str
    parse: Parse
    blocks: tuple[Span, ...]
    asked: AskedAction


def rows_of(shared: Path, encoder: Path, config: dict[str, Any]) -> Iterator[Row]:
    """Every row; those of one text in a run, so that it is encoded once."""
    parser, page_encoder = SpacyParser(), PageEncoder(encoder)
    text, page = None, None
    for read in (
        *plv(shared / config["data"]["plv"], parser),
        *stories(shared / config["data"]["stories"], parser, config),
        *norms(shared / config["data"]["norms"], parser),
    ):
        if page is None or read.parse.text != text:
            text, page = read.parse.text, page_encoder.read(read.parse.text, read.blocks)
        inputs = inputs_of(page, read.asked)
        if inputs is not None:
            inputs["vectors"] = inputs["vectors"].astype(np.float16)
            yield Row(read.corpus, read.group, read.label, inputs)


def plv(path: Path, parser: SpacyParser) -> Iterator[Read]:
    """PLV's sentences; a mark that is not there is an actor or recipient not marked."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            text, source, target = unmarked(row["marked_sentence"])
            whole = (Span(0, len(text)),)
            parse = parser.parse(text, whole)
            yield Read(PLV, text, row["root"], parse, whole, asked_pair(parse, source, target))


def stories(path: Path, parser: SpacyParser, config: dict[str, Any]) -> Iterator[Read]:
    """Headlines and first sentences; the root's subject is the actor, its object, best a name, the recipient."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    taken: Counter[str] = Counter()
    for row in random.Random(config["seed"]).sample(rows, len(rows)):
        if taken[row["title"]] == config["data"]["stories_a_title"]:
            continue
        taken[row["title"]] += 1
        # A headline is a template with a hole for the country, which the prompt has filled.
        headline = row["prompt"].strip().splitlines()[0]
        opening = re.split(r"(?<=[.!?])\s+(?=[A-Z])", row["text"].strip())[0][:OPENING]
        for text in (headline, opening):
            if len(text) < 25:
                continue
            whole = (Span(0, len(text)),)
            parse = parser.parse(text, whole)
            source, target = subject_and_object(parse)
            yield Read(STORY, row["title"], row["label"], parse, whole, asked_pair(parse, source, target))


def subject_and_object(parse: Parse) -> tuple[Span | None, Span | None]:
    """Of the first root of a text."""
    root = next((i for i in range(len(parse)) if parse.heads[i] == i), None)
    if root is None:
        return None, None
    subject = next((c for c in parse.children[root] if parse.deps[c] in ("nsubj", "nsubjpass")), None)
    objects: list[int] = []
    for verb in (root, *arguments(parse, root).complements):
        held = arguments(parse, verb)
        objects += [o for o in (*held.objects, *(o for _, o in held.prepositions)) if o != subject]
    names = [o for o in objects if parse.entities[o] in ("GPE", "ORG", "NORP", "PERSON")]
    other = next(iter([*names, *objects]), None)
    return phrase(parse, subject), phrase(parse, other)


def phrase(parse: Parse, noun: int | None) -> Span | None:
    """A noun with what hangs on it, alone where that is long."""
    if noun is None:
        return None
    return parse.subtree_span(noun) if len(parse.subtree(noun)) < 9 else parse.span(noun, noun)


def norms(path: Path, parser: SpacyParser) -> Iterator[Read]:
    """Actions and triggers, each span once, of the passages that may be read."""
    for line in path.read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        if int(hashlib.sha256(passage["id"].encode()).hexdigest(), 16) % 5 == 0 or not passage["norms"]:
            continue
        blocks = tuple(paragraphs(passage["text"]))
        parse = parser.parse(passage["text"], blocks)
        actions = {
            tuple(norm[role]): norm[f"{role}_event"] or NONE
            for norm in passage["norms"]
            for role in ("action", "trigger")
            if norm[role]
        }
        for span, label in actions.items():
            asked = asked_action(parse, Span(*span))
            if asked is not None:
                yield Read(NORM, passage["id"], label, parse, blocks, asked)


def main() -> None:
    """Write the rows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--encoder", type=Path, required=True, help="folder with encoder.onnx and its tokenizer")
    options = parser.parse_args()
    keep(options.encoder)


def keep(encoder: Path) -> Path:
    """Make the rows and say where they are."""
    config = tomllib.loads((HERE / "event_head.toml").read_text(encoding="utf-8"))
    shared = Path(os.environ.get("ONRECORD_SHARED", HERE.parent.parent / "shared"))
    kept = HERE / "runs" / "events" / "rows.pkl"
    kept.parent.mkdir(parents=True, exist_ok=True)
    held = list(rows_of(shared, encoder, config))
    with kept.open("wb") as file:
        pickle.dump(held, file)
    print(Counter(row.corpus for row in held))
    return kept


if __name__ == "__main__":
    from training.event_data import main as imported  # so that rows are pickled under the module's own name

    imported()
