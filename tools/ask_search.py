"""Ask the questions of eval/data/search_questions.jsonl of a ledger, and show what nobody has judged yet.

    python -m tools.ask_search LEDGER            the figures, and how many hits of each way are not judged
    python -m tools.ask_search LEDGER --open     print those hits, to be judged
    python -m tools.ask_search LEDGER --keep     write what was found into the rows

In:      the questions; a ledger of the pages they were asked of (docs/evaluation.md)
Out:     the first hits of each way to search, with the judgements that hold for them
Source:  eval/search_judged.py
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from eval.search_judged import FIRST, QUESTIONS, WAYS, figures

from onrecord.ledger import Ledger, open_ledger
from onrecord.questions import SearchResult, place_by_meaning, search, search_both, search_meaning
from onrecord.questions.searching import Hit
from onrecord.terms.protocols import SentenceEncoder
from onrecord.walk.open import open_sentence_encoder


def asked_ways(ledger: Ledger, encoder: SentenceEncoder) -> dict[str, Callable[[str], SearchResult]]:
    """The ways to search, by the name they have in the rows."""
    return {
        "words": lambda asked: search(ledger, asked, limit=FIRST),
        "meaning": lambda asked: search_meaning(ledger, asked, encoder, limit=FIRST),
        "both": lambda asked: search_both(ledger, asked, encoder, limit=FIRST),
    }


def place_of(hit: Hit) -> dict[str, Any]:
    """Where a hit stands: the page and the span of its first piece; no word of it."""
    quotes = hit.entry.evidence if hit.entry else hit.statement.content if hit.statement else ()
    page = hit.source.given_id or hit.source.url or hit.source.address.rsplit("/", 1)[-1]
    return {"page": page, "span": [quotes[0].span.start, quotes[-1].span.end]}


def main() -> None:
    """Run, print, and keep when asked to."""
    parser = argparse.ArgumentParser(prog="python -m tools.ask_search", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--open", action="store_true", help="print the hits that are not judged")
    parser.add_argument("--keep", action="store_true", help="write what was found into the rows")
    options = parser.parse_args()
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    encoder = open_sentence_encoder()
    with open_ledger(options.ledger) as ledger:
        place_by_meaning(ledger, encoder)
        ways = asked_ways(ledger, encoder)
        for row in rows:
            ask(row, ways, show=options.open)
    for name, figure in figures(rows).items():
        print(f"{name:28} {figure:.3f}")
    if options.keep:
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        QUESTIONS.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def ask(row: dict[str, Any], ways: dict[str, Callable[[str], SearchResult]], *, show: bool) -> None:
    """Put what each way finds into the row; print what is not judged."""
    judged = {(h["page"], *h["span"]) for h in row["judged"]}
    shown: set[tuple[Any, ...]] = set()
    for way in WAYS:
        hits = ways[way](row["question"]).hits
        row[way] = [place_of(hit) for hit in hits]
        for hit, place in zip(hits, row[way], strict=True):
            key = (place["page"], *place["span"])
            if show and key not in judged | shown:
                shown.add(key)
                print(json.dumps({"question": row["question"], "way": way, **place, "words": hit.snippet.words}))


if __name__ == "__main__":
    main()
