"""Teaches a network and asks it: the steps of training, and its answers for sentences.

In:      Examples, an encoder to begin with, settings
Out:     NormModel; probabilities, readings
"""

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import AutoModel

from onrecord.engines.norms.heads import CLASSES
from onrecord.engines.norms.pieces import batch_of
from training.norms.examples import UNKNOWN, Example, norm_row
from training.norms.model import NormModel

PADDING = 1

# A teacher's probability of less is none.
NOTED = 0.01

# A sentence, its readings, and every (piece, class, probability) of its actions.
Answer = tuple[Example, list[dict[str, Any]], list[tuple[int, int, float]]]


def fresh(folder: Path, config: dict[str, Any]) -> NormModel:
    """A model on an encoder as it came, its word vectors fixed."""
    torch.manual_seed(config["seed"])
    encoder = AutoModel.from_pretrained(str(folder))
    encoder.embeddings.requires_grad_(requires_grad=False)
    return NormModel(encoder, layers=config["layers"], dropout=config["dropout"])


def taught(model: NormModel, examples: Sequence[Example], config: dict[str, Any], *, name: str) -> NormModel:
    """Train in place: `epochs` times over the gold and, among it, `silver_epochs` times over the silver."""
    torch.manual_seed(config["seed"])
    chance = random.Random(config["seed"])
    enc = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": enc}, {"params": heads}], weight_decay=config["weight_decay"], fused=True)
    rates = (config["encoder_rate"], config["head_rate"])
    order = list(schedule(examples, config, chance))
    begun = time.perf_counter()
    model.train()
    for step, batch in enumerate(order):
        share = step / len(order)
        scale = min(1.0, share / config["warm_up"]) * (1 - share)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * scale
        loss = loss_of(model, batch, config)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_([*enc, *heads], 1.0)
        optimizer.step()
        if step % 50 == 0:
            print(f"{name} {step}/{len(order)} loss {loss.item():.3f} {time.perf_counter() - begun:.0f} s", flush=True)
    return model.eval()


def schedule(examples: Sequence[Example], config: dict[str, Any], chance: random.Random) -> Iterator[list[Example]]:
    """Batches of about so many pieces, of sentences of about one length."""
    gold = [e for e in examples if e.soft is None]
    silver = [e for e in examples if e.soft is not None]
    batches: list[list[Example]] = []
    for held, times in ((gold, config["epochs"]), (silver, config["silver_epochs"])):
        for _ in range(times):
            chance.shuffle(held)
            batches += in_batches(held, config["pieces_a_step"], chance)
    chance.shuffle(batches)
    yield from batches


def in_batches(examples: Sequence[Example], pieces: int, chance: random.Random) -> list[list[Example]]:
    """Each example once."""
    batches: list[list[Example]] = [[]]
    for one in sorted(examples, key=lambda e: len(e.pieces) + chance.random() * 12):
        longest = max(len(one.pieces), *(len(e.pieces) for e in batches[-1]), 0)
        if batches[-1] and longest * (len(batches[-1]) + 1) > pieces:
            batches.append([])
        batches[-1].append(one)
    return [b for b in batches if b]


def vectors_of(model: NormModel, batch: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor]:
    """(vectors, mask) of a batch, encoded in bfloat16."""
    ids, mask = (torch.tensor(x) for x in batch_of([e.pieces for e in batch], PADDING))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vectors = model.vectors(ids, mask)
    return vectors.float(), mask


def loss_of(model: NormModel, batch: Sequence[Example], config: dict[str, Any]) -> torch.Tensor:
    """Of actions and ends."""
    vectors, mask = vectors_of(model, batch)
    length = mask.shape[1]
    wanted = torch.zeros(len(batch), length, len(CLASSES))
    asked = torch.zeros(len(batch), length, 1)
    weight = torch.ones(len(batch), 1, 1)
    for row, e in enumerate(batch):
        asked[row, : len(e.pieces), 0] = torch.tensor(e.pieces.begins, dtype=torch.float)
        if e.soft is None:
            weight[row] = config["positive_weight"]
            for deed in e.deeds:
                wanted[row, deed.at, deed.kind] = 1
                asked[row, deed.at] = 1
        else:
            for at, kind, probability in e.soft:
                wanted[row, at, kind] = probability
    odds = model.deeds(vectors)
    each = -(weight * wanted * nn.functional.logsigmoid(odds) + (1 - wanted) * nn.functional.logsigmoid(-odds))
    loss = (each * asked).sum() / len(batch)
    deeds = [(row, d) for row, e in enumerate(batch) for d in e.deeds]
    if deeds:
        rows = torch.tensor([row for row, _ in deeds])
        at = torch.tensor([d.at for _, d in deeds])
        own = vectors[rows]
        ends = model.ends(own, at, torch.tensor([d.kind for _, d in deeds]), mask[rows])
        targets = torch.tensor([d.ends for _, d in deeds])
        per_end = nn.functional.cross_entropy(
            ends.flatten(0, 1), targets.flatten(), ignore_index=UNKNOWN, reduction="sum"
        )
        loss = loss + config["end_weight"] * per_end / len(batch)
    return loss


def answers(models: Sequence[NormModel], examples: Sequence[Example], *, least: float) -> list[Answer]:
    """For each example, in no order: what the models, averaged, read in it with at least a probability."""
    out = []
    with torch.no_grad():
        for batch in in_batches(examples, 4096, random.Random(0)):
            seen = [vectors_of(model, batch) for model in models]
            mask = seen[0][1]
            odds = torch.stack([torch.sigmoid(m.deeds(v)) for m, (v, _) in zip(models, seen, strict=True)]).mean(0)
            for row, e in enumerate(batch):
                odds[row, : len(e.pieces)] *= torch.tensor(e.pieces.begins, dtype=torch.float)[:, None]
                odds[row, len(e.pieces) :] = 0
            hits = (odds >= least).nonzero().tolist()
            read: list[list[dict[str, Any]]] = [[] for _ in batch]
            for at_once in range(0, len(hits), 64):
                some = hits[at_once : at_once + 64]
                rows, at, kind = (torch.tensor(x) for x in zip(*some, strict=True))
                ends = torch.stack(
                    [m.ends(v[rows], at, kind, mask[rows]) for m, (v, _) in zip(models, seen, strict=True)]
                ).mean(0)
                for (r, a, c), own in zip(some, ends.numpy(), strict=True):
                    pieces = batch[r].pieces
                    read[r].append(norm_row(pieces, a, c, float(odds[r, a, c]), own[:, : len(pieces)]))
            noted: list[list[tuple[int, int, float]]] = [[] for _ in batch]
            for r, a, c in (odds > NOTED).nonzero().tolist():
                noted[r].append((a, c, round(float(odds[r, a, c]), 3)))
            out += list(zip(batch, read, noted, strict=True))
    return out
