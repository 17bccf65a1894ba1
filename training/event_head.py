"""Trains the event head and exports it: `python -m training.event_head --encoder FOLDER [--install]` (half an hour).

In:      training/event_head.toml, the corpora, the encoder that ships (frozen)
Out:     training/runs/events/: scores.json (five-fold cross-validation on PLV, the stories' and norms' rows of the fold
         left out with it), export/ with the head trained on everything; --install puts it into the package
"""

import argparse
import json
import math
import pickle
import random
import shutil
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from onrecord.engines.event_head import TYPES, batch_of
from onrecord.engines.scanner import model_folder
from training.event_data import HERE, NONE, NORM, PLV, STORY, Row, keep
from training.event_model import SCORES, EventModel, Members
from training.event_scores import report, temperature_of

LABELS = [*(t.value for t in TYPES), NONE]
YIELD = ("CONCEDE", "RETREAT")
STORIES_ASKED = 2
INPUTS = ("vectors", "held", "role", "tie", "hint", "distance", "facts")
VERSION = "2"
OPSET = 17


def main() -> None:
    """Cross-validate, train on everything, export."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--encoder", type=Path, required=True, help="folder with encoder.onnx, tokenizer, config")
    parser.add_argument("--rows", type=Path, help="rows kept by training.event_data, to make no new ones")
    parser.add_argument("--no-folds", action="store_true", help="keep the scores of the last run")
    parser.add_argument("--no-export", action="store_true")
    parser.add_argument("--install", action="store_true", help="put the export into the package")
    parser.add_argument("--set", action="append", default=[], metavar="SECTION.KEY=VALUE", help="try a setting")
    options = parser.parse_args()
    config = tomllib.loads((HERE / "event_head.toml").read_text(encoding="utf-8"))
    for setting in options.set:
        name, _, value = setting.partition("=")
        section, _, key = name.partition(".")
        config[section][key] = json.loads(value)
    torch.set_num_threads(config["threads"])
    torch.set_flush_denormal(True)
    with (options.rows or keep(options.encoder)).open("rb") as file:
        rows: list[Row] = pickle.load(file)  # noqa: S301  our own
    folder = HERE / "runs" / "events"
    if not options.no_folds:
        scores = cross_validated(rows, config)
        (folder / "scores.json").write_text(json.dumps(scores, indent=1), encoding="utf-8")
    if options.no_export:
        return
    scores = json.loads((folder / "scores.json").read_text(encoding="utf-8"))
    card = json.loads((options.encoder / "config.json").read_text(encoding="utf-8"))
    head = trained(rows, config).eval()
    export(head, folder / "export", {
        "version": VERSION,
        "encoder": card["version"],
        "types": [*(t.value for t in TYPES), ""],
        "temperature": scores["temperature"],
        "settings": config,
    })  # fmt: skip
    if options.install:
        shutil.copytree(folder / "export", model_folder() / "events", dirs_exist_ok=True)


def cross_validated(rows: Sequence[Row], config: dict[str, Any]) -> dict[str, Any]:
    """Scores of rows by heads that saw no text of theirs."""
    groups = sorted({row.group for row in rows})
    order = random.Random(config["seed"]).sample(groups, len(groups))
    fold = {group: i % config["folds"] for i, group in enumerate(order)}
    shares = np.zeros((len(rows), SCORES))
    for number in range(config["folds"]):
        begun = time.perf_counter()
        head = trained([row for row in rows if fold[row.group] != number], config).eval()
        left = [i for i, row in enumerate(rows) if fold[row.group] == number]
        shares[left] = probabilities(head, [rows[i] for i in left])
        print(f"fold {number} {time.perf_counter() - begun:.0f} s", flush=True)
    kept = HERE / "runs" / "events" / "shares.pkl"
    with kept.open("wb") as file:
        pickle.dump((shares, [(r.corpus, r.label, r.inputs["facts"].tolist()) for r in rows]), file)
    plv = [i for i, row in enumerate(rows) if row.corpus == PLV]
    temperature = temperature_of(shares[plv], np.stack([target_of(rows[i].label) for i in plv]))
    scores = {
        name: report([rows[i].label for i in held], shares[held], LABELS, merge=YIELD if name == PLV else ())
        for name in (PLV, STORY, NORM)
        if (held := [i for i, row in enumerate(rows) if row.corpus == name])
    }
    print(json.dumps(scores, indent=1))
    return {"temperature": temperature, **scores}


def trained(rows: Sequence[Row], config: dict[str, Any]) -> Members:
    """A head of several members, each from a seed of its own."""
    return Members([member(rows, config, config["seed"] + i) for i in range(config["head"]["members"])])


def member(rows: Sequence[Row], config: dict[str, Any], seed: int) -> EventModel:
    """One head."""
    settings, head = config["training"], config["head"]
    torch.manual_seed(seed)
    chance = random.Random(seed)
    width_in = rows[0].inputs["vectors"].shape[1]
    model = EventModel(width_in, width=head["width"], layers=head["layers"], dropout=head["dropout"])
    optimizer = torch.optim.AdamW(model.parameters(), lr=settings["rate"], weight_decay=settings["weight_decay"])
    size = settings["rows_a_step"]
    steps = settings["epochs"] * math.ceil(len(rows) / size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, settings["rate"], total_steps=steps, pct_start=settings["warm_up"]
    )
    roots = Counter(row.label for row in rows if row.corpus == PLV)
    for _ in range(settings["epochs"]):
        model.train()
        for some in shuffled(rows, size, chance):
            inputs = tensors(some)
            inputs["facts"][torch.rand(len(some)) < settings["rule_dropout"], 0] = 0
            inputs["hint"][torch.rand(len(some)) < settings["rule_dropout"]] = 0
            scores = model(*inputs.values()).log_softmax(dim=-1)
            wanted = torch.tensor(np.stack([target_of(row.label) for row in some]))
            right = torch.logsumexp(scores.masked_fill(~wanted, -1e9), dim=-1)
            loss = -(1 - settings["smoothing"]) * right - settings["smoothing"] * scores[:, :-1].mean(dim=-1)
            weights = torch.tensor([weight_of(row, roots, settings) for row in some])
            ((loss * weights).sum() / weights.sum()).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
    return model


def shuffled(rows: Sequence[Row], size: int, chance: random.Random) -> Iterator[list[Row]]:
    """Every row once, those of about one length together, so that little is padding."""
    order = chance.sample(rows, len(rows))
    pools = [order[at : at + 8 * size] for at in range(0, len(order), 8 * size)]
    batches = [
        held[at : at + size]
        for pool in pools
        for held in [sorted(pool, key=lambda row: len(row.inputs["role"]))]
        for at in range(0, len(held), size)
    ]
    yield from chance.sample(batches, len(batches))


def target_of(label: str) -> NDArray[np.bool_]:
    """Which of the scores are right: both parts of YIELD."""
    return np.array([name in YIELD if label == "YIELD" else name == label for name in LABELS])


def weight_of(row: Row, roots: Counter[str], settings: dict[str, Any]) -> float:
    """How much a row counts."""
    if row.corpus == PLV:
        return float((70 / roots[row.label]) ** settings["balance"])
    return float(settings["story_weight"] if row.corpus == STORY else settings["norm_weight"])


def tensors(rows: Sequence[Row]) -> dict[str, torch.Tensor]:
    """A batch in the order the model takes it."""
    batch = batch_of([row.inputs for row in rows])
    held = {name: torch.tensor(batch[name]) for name in INPUTS}
    held["facts"][torch.tensor([row.corpus == STORY for row in rows]), 3] = STORIES_ASKED
    return held


def probabilities(head: Members, rows: Sequence[Row]) -> NDArray[np.float64]:
    """(rows, SCORES)."""
    with torch.no_grad():
        parts = [head(*tensors(rows[at : at + 64]).values()).softmax(dim=-1).numpy() for at in range(0, len(rows), 64)]
    return np.concatenate(parts).astype(np.float64)


def export(head: Members, folder: Path, card: dict[str, Any]) -> None:
    """types.onnx in float32 (int8 saves less than two megabytes) and config.json."""
    folder.mkdir(parents=True, exist_ok=True)
    n, t, h = 3, 40, head.members[0].narrow.in_features
    whole = torch.zeros(n, t, dtype=torch.long)
    given = (torch.randn(n, t, h), torch.ones(n, t, dtype=torch.bool), whole, whole, whole, whole, whole[:, :4])
    axes = {name: {0: "deeds", 1: "words"} for name in INPUTS[:-1]}
    torch.onnx.export(
        head,
        given,
        str(folder / "types.onnx"),
        input_names=list(INPUTS),
        output_names=["scores"],
        dynamic_axes={**axes, "facts": {0: "deeds"}, "scores": {0: "deeds"}},
        opset_version=OPSET,
        dynamo=False,
    )
    (folder / "config.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
