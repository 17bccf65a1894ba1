"""Draws norms to be judged: `python -m tools.draw_norms TEXTS.jsonl OUT.jsonl --seed N [--count 100]`.

In:      texts as the gold has them (id, source, date, text)
Out:     one row a norm drawn, in an order that tells nothing: the text around it, its slots in words, what the judge
         fills in; all conditional norms are there beside the draw, marked
"""

import argparse
import json
import random
from pathlib import Path
from typing import Any

from eval.commitments import page_of

from onrecord.terms.reading_json import reading_json
from onrecord.walk.open import open_engines
from onrecord.walk.read import read

AROUND = 500  # characters shown on either side of a norm
SPANS = ("agent", "action", "target", "trigger", "cue", "speaker", "deadline")
CODES = ("modal", "mode", "agent_id", "target_id", "trigger_id", "speaker_id")


def rows_of(texts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every norm read, as a judge sees it."""
    held = []
    for row in texts:
        text = row["text"]
        norms: list[Any] = list(reading_json(read(page_of(row), open_engines()))["norms"])
        for number, norm in enumerate(norms):
            spans = [s for name in SPANS if (s := norm[name])]
            first, last = min(s[0] for s in spans), max(s[1] for s in spans)
            shown = text[max(0, first - AROUND) : last + AROUND]
            slots = {name: text[slice(*norm[name])] if norm[name] else None for name in SPANS}
            codes = {name: norm[name] for name in CODES}
            held.append({"id": f"{row['id']}#{number}", "source": row["source"], "text": shown, **codes, **slots})
    return held


def main() -> None:
    """Read, draw, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=100)
    options = parser.parse_args()
    texts = [json.loads(line) for line in options.texts.read_text(encoding="utf-8").splitlines()]
    held = rows_of(texts)
    chance = random.Random(options.seed)
    drawn = {row["id"] for row in chance.sample(held, min(options.count, len(held)))}
    rows = [{**row, "drawn": row["id"] in drawn} for row in held if row["id"] in drawn or row["mode"] != "none"]
    chance.shuffle(rows)
    options.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(texts)} texts, {len(held)} norms, {len(drawn)} drawn, {len(rows)} rows")


if __name__ == "__main__":
    main()
