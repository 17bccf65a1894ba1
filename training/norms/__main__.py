"""Trains the reader of norms: `python -m training.norms STEP` (training/norms/README.md tells the steps)."""

import argparse
import json
import pickle
import random
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from training.norms.examples import Example, deed_of, examples_of
from training.norms.gate import Gate, folds_of
from training.norms.learn import answers, fresh, taught
from training.norms.model import NormModel
from training.norms.texts import RUNS, Text, load

HERE = Path(__file__).resolve().parent

# Readings of less are not kept.
LEAST = 0.05
# From here on a teacher's reading teaches its slots too.
LEAST_TAUGHT = 0.3


def main() -> None:
    """One step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["train", "read", "silver"])
    parser.add_argument("names", nargs="+", help="of the run; for silver, of the runs whose average labels")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--fold", type=int, default=-1, help="the fold left out and read; -1: none")
    parser.add_argument("--silver", action="store_true", help="learn from the silver too")
    parser.add_argument("--share", type=float, default=1.0, help="of the groups of texts to learn from")
    parser.add_argument("--without", default="", metavar="SET", help="a set of gold not to learn from")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="try a setting")
    options = parser.parse_args()
    config = tomllib.loads((HERE / "config.toml").read_text(encoding="utf-8"))
    config |= {k: json.loads(v) for k, _, v in (s.partition("=") for s in options.set)}
    torch.set_num_threads(config["threads"])
    torch.set_flush_denormal(True)
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    texts = load(RUNS / "gold.pkl")
    fold = folds_of(texts, config["folds"], seed=config["seed"])
    train = [t for t in texts if fold[t.group] != options.fold]
    left = [t for t in texts if fold[t.group] == options.fold]
    if options.step == "train":
        train = [t for t in some_of(train, options.share, seed=config["seed"]) if t.corpus != options.without]
        examples = examples_for(train, tokenizer, config)
        if options.silver:
            with (RUNS / "silver_read.pkl").open("rb") as file:
                examples += pickle.load(file)  # noqa: S301  our own
        print(f"{len(examples)} sentences, {sum(len(e.pieces) for e in examples)} pieces", flush=True)
        model = fresh(options.encoder, config)
        taught(model, examples, config, name=options.names[0])
        torch.save(model.state_dict(), RUNS / f"{options.names[0]}.pt")
    models = [trained(options.encoder, config, name) for name in options.names]
    if options.step == "silver":
        label(models, texts, tokenizer, config)
    elif left:
        note(models, left, Gate(train), tokenizer, RUNS / f"{options.names[0]}.read.json")


def some_of(texts: Sequence[Text], share: float, *, seed: int) -> list[Text]:
    """The texts of a share of the groups, drawn."""
    groups = sorted({t.group for t in texts})
    taken = set(random.Random(seed).sample(groups, round(share * len(groups))))
    return [t for t in texts if t.group in taken]


def trained(encoder: Path, config: dict[str, Any], name: str) -> NormModel:
    """A run's model."""
    model = fresh(encoder, config)
    model.load_state_dict(torch.load(RUNS / f"{name}.pt"))
    return model.eval()


def examples_for(texts: Sequence[Text], tokenizer: Any, config: dict[str, Any]) -> list[Example]:
    """The sentences that are worth learning from."""
    gate = Gate(texts)
    return examples_of(texts, [gate.probabilities(t) >= config["least_gate"] for t in texts], tokenizer)


def note(models: Sequence[NormModel], texts: list[Text], gate: Gate, tokenizer: Any, path: Path) -> None:
    """Keep what the models read in every sentence of texts, with the gate's probability."""
    shares = [gate.probabilities(t) for t in texts]
    examples = examples_of(texts, [np.ones(len(t.sentences), dtype=bool) for t in texts], tokenizer)
    rows = {(t.corpus, t.id): {"corpus": t.corpus, "id": t.id, "norms": []} for t in texts}
    for example, norms, _ in answers(models, examples, least=LEAST):
        text = texts[example.text]
        share = round(float(shares[example.text][example.sentence]), 4)
        rows[text.corpus, text.id]["norms"] += [{**n, "gate": share} for n in norms]
    path.write_text(json.dumps(list(rows.values())), encoding="utf-8")


def label(models: Sequence[NormModel], texts: Sequence[Text], tokenizer: Any, config: dict[str, Any]) -> None:
    """The unlabelled sentences that pass the gate, with the models' average probabilities for labels."""
    gate, unlabelled = Gate(texts), load(RUNS / "silver.pkl")
    kept = [gate.probabilities(t) >= config["silver_gate"] for t in unlabelled]
    examples = examples_of(unlabelled, kept, tokenizer)
    print(f"{len(examples)} sentences, {sum(len(e.pieces) for e in examples)} pieces", flush=True)
    held = []
    for e, norms, soft in answers(models, examples, least=LEAST_TAUGHT):
        deeds = tuple(d for n in norms if (d := deed_of(n, e.pieces)) is not None)
        held.append(Example(e.text, e.sentence, e.pieces, deeds, tuple(soft)))
    print(f"{sum(len(e.deeds) for e in held)} norms", flush=True)
    with (RUNS / "silver_read.pkl").open("wb") as file:
        pickle.dump(held, file)


if __name__ == "__main__":
    main()
