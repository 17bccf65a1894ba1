"""How well actions are typed on every training set: `python -m tools.measure_actions SHARED [--held]` (four minutes).

In:      the folder of shared corpora: gold/train, pages_train, passages_train, invented_train
Out:     accuracy by set and role, precision and recall by type, confusions
Source:  codes of actions and triggers by the codebook, on the gold spans; null counts as a class

Rows of the tables are chosen on four fifths of the documents; `--held` scores the fifth in which nobody
looked for words.
"""

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.events import share
from eval.marked import paragraphs

from onrecord.engines.spacy_parser import SpacyParser
from onrecord.events import VerbCoder
from onrecord.terms.spans import Span

SETS = ("train", "pages_train", "passages_train", "invented_train")
Row = tuple[str, str, str | None, str | None]  # set, role, gold type, ours


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("shared", type=Path)
    options.add_argument("--held", action="store_true", help="the fifth kept back, not the other four")
    asked = options.parse_args()
    rows = list(coded(asked.shared / "gold", held=asked.held))
    for name in (*SETS, "all"):
        for role in ("action", "trigger"):
            print(line(f"{name} {role}", [(g, o) for s, r, g, o in rows if name in (s, "all") and r == role]))
    pairs = [(gold, ours) for _, _, gold, ours in rows]
    for kind in sorted({k for pair in pairs for k in pair if k}):
        right = pairs.count((kind, kind))
        print(f"{kind:10} {sum(g == kind for g, _ in pairs):5} {sum(o == kind for _, o in pairs):5} {right:5}")
    wrong = Counter((g, o) for g, o in pairs if g != o)
    print(", ".join(f"{g} as {o} {n}" for (g, o), n in wrong.most_common(30)))


def coded(gold: Path, *, held: bool) -> Iterator[Row]:
    """Every action and trigger of the documents asked for."""
    parser, coder = SpacyParser(), VerbCoder()
    for name in SETS:
        for text in (gold / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            passage = json.loads(text)
            if not passage["norms"] or is_held(passage) != held:
                continue
            parse = parser.parse(passage["text"], paragraphs(passage["text"]))
            for norm in passage["norms"]:
                for role in ("action", "trigger"):
                    if norm[role] is not None:
                        ours = coder.code_action(parse, Span(*norm[role]))
                        yield name, role, norm[f"{role}_event"], ours.value if ours else None


def is_held(passage: dict[str, Any]) -> bool:
    """Is it of the fifth of documents kept back? Passages of one document go together."""
    return zlib.crc32(passage["id"].split("~")[0].encode()) % 5 == 0


def line(name: str, pairs: list[tuple[str | None, str | None]]) -> str:
    """Accuracy, with and without actions that have no type, and how often one is given to those."""
    typed = [(g, o) for g, o in pairs if g is not None]
    figures = [
        share(g == o for g, o in pairs),
        share(g == o for g, o in typed),
        share(o is not None for g, o in pairs if g is None),
    ]
    return f"{name:24} {len(pairs):5} " + " ".join(f"{figure:.3f}" for figure in figures)


if __name__ == "__main__":
    main()
