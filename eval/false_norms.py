"""How many norms are invented on whole pages: counterfactuals, wishes, judgements, procedure read as undertakings.

In:      the folder of shared corpora (data/pages, PolNeAR dev); eval/data/false_norms_checked.jsonl, norms read from
         them and judged by hand
Out:     norms a thousand sentences on PAGES pages of each corpus; of those judged, the share that is no norm at all and
         the share that is one with a slot wrong. Mending a rule on a judged norm flatters these shares; the `drawn`
         ones are over all that were judged. A case for each that was judged a norm (right while it is read) or none
         (right when it is not)
Source:  pages and norms drawn with a seed before any was looked at. The rules were mended on a first draw; only the
         second, of other pages, is scored

A judgement names draw, page, span and verdict, and quotes nothing: two corpora may not be committed. Verdicts: `norm`;
`slot` (a norm, but modal, mode, agent, condition or words are wrong; it may be mended or dropped, and is no case);
`false`, with its class. A norm that is read now and was not judged is counted, not guessed at.

    python -m eval.false_norms          prints the sample with its context, to be judged
"""

import csv
import gzip
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.documents import html_page
from onrecord.terms.documents import Document
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.reading import Reading
from onrecord.walk.open import open_engines
from onrecord.walk.read import read

SEEDS = {1: 20261124, 2: 20261125}
SCORED = 2
PAGES = 25
SAMPLE = 100
CONTEXT = 300

CHECKED = Path(__file__).resolve().parent / "data" / "false_norms_checked.jsonl"


def score(shared: Path) -> dict[str, Any]:
    """Figures over the drawn pages; for each judged norm, whether it is still read."""
    checked = {_key(row): row for row in _rows()}
    figures: dict[str, float] = {}
    held: set[str] = set()
    total: dict[str, int] = dict.fromkeys(("sentences", "read", "unjudged", "norm", "slot", "false"), 0)
    for corpus in CORPORA:
        counts = dict.fromkeys(total, 0)
        for page_id, reading in readings(shared, corpus):
            counts["sentences"] += sentences(reading)
            for row in norms_of(corpus, page_id, reading):
                counts["read"] += 1
                judged = checked.get(_key(row))
                counts[judged["verdict"] if judged else "unjudged"] += 1
                held.add(" ".join(map(str, _key(row))))
        figures |= {f"{corpus}.{name}": value for name, value in rates(counts).items()}
        total = {name: total[name] + counts[name] for name in total}
    figures |= {f"all.{name}": value for name, value in rates(total).items()}
    drawn = list(checked.values())
    figures["drawn.false_share"] = sum(r["verdict"] == "false" for r in drawn) / len(drawn) if drawn else 0.0
    figures["drawn.slot_wrong_share"] = sum(r["verdict"] == "slot" for r in drawn) / len(drawn) if drawn else 0.0
    named = {" ".join(map(str, key)): row["verdict"] for key, row in checked.items() if row["verdict"] != "slot"}
    cases = {name: (name in held) == (verdict == "norm") for name, verdict in named.items()}
    return {"figures": figures, "cases": cases}


def rates(counts: dict[str, int]) -> dict[str, float]:
    """Norms read and false norms a thousand sentences, and what the share of false ones rests on."""
    judged = counts["norm"] + counts["slot"] + counts["false"]
    per_thousand = 1000 * counts["read"] / counts["sentences"] if counts["sentences"] else 0.0
    share = counts["false"] / judged if judged else 0.0
    return {
        "norms_per_1000_sentences": per_thousand,
        "judged": float(judged),
        "unjudged": float(counts["unjudged"]),
        "false_share": share,
        "slot_wrong_share": counts["slot"] / judged if judged else 0.0,
        "false_per_1000_sentences": per_thousand * share,
    }


def readings(shared: Path, corpus: str) -> Iterator[tuple[str, Reading]]:
    """The drawn pages of a corpus, read; pages that are refused as a whole are left out."""
    pages = CORPORA[corpus](shared)
    drawn: list[str] = []
    for draw in range(1, SCORED + 1):
        drawn = random.Random(SEEDS[draw]).sample(sorted(pages.keys() - set(drawn)), PAGES)
    for page_id in drawn:
        reading = read(pages[page_id], open_engines())
        if reading.document is not None:
            yield page_id, reading


def sentences(reading: Reading) -> int:
    """How many sentences the parser sees on the page."""
    document = reading.document
    if not isinstance(document, Document):
        return 0
    return len(open_engines().parser.parse(document.text, [b.span for b in document.blocks]).sentences)


def norms_of(corpus: str, page_id: str, reading: Reading) -> list[dict[str, Any]]:
    """The norms of a page, as rows that name them."""
    return [
        {
            "corpus": corpus,
            "page": page_id,
            "action": n.action.to_json(),
            "modal": n.modal.value,
            "mode": n.mode.value,
        }
        for n in reading.norms
    ]


def _key(row: dict[str, Any]) -> tuple[Any, ...]:
    return (row["corpus"], row["page"], *row["action"], row["modal"], row["mode"])


def _rows() -> list[dict[str, Any]]:
    if not CHECKED.exists():
        return []
    rows = [json.loads(line) for line in CHECKED.read_text(encoding="utf-8").splitlines() if line]
    return [row for row in rows if row["draw"] == SCORED]


def _html_pages(folder: Path) -> dict[str, Page]:
    return {path.name.partition(".")[0]: html_page(path) for path in sorted(folder.glob("*.html.gz"))}


def _text_page(page_id: str, text: str, kind: PageKind) -> Page:
    return Page(
        address=page_id,
        body=text.encode("utf-8"),
        kind=kind,
        encoding="utf-8",
        encoding_basis="default",
        given_id=page_id,
    )


def _wikinews(shared: Path) -> dict[str, Page]:
    with (shared / "data" / "pages" / "wikinews_2019.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {row["url"]: _text_page(row["url"], row["text"], PageKind.TEXT) for row in rows}


def _polnear(shared: Path) -> dict[str, Page]:
    with gzip.open(shared / "data" / "attribution" / "polnear_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["id"]: _text_page(row["id"], row["text"], PageKind.CLEAN) for row in rows}


CORPORA = {
    "kremlin": lambda shared: _html_pages(shared / "data" / "pages" / "kremlin"),
    "wikinews": _wikinews,
    "news2023": lambda shared: _html_pages(shared / "data" / "pages" / "news2023"),
    "polnear": _polnear,
}


def sample(shared: Path) -> list[dict[str, Any]]:
    """SAMPLE norms with their words and context, drawn from all that are read on the drawn pages."""
    found = []
    for corpus in CORPORA:
        for page_id, reading in readings(shared, corpus):
            text = reading.document.text if reading.document is not None else ""
            for row, norm in zip(norms_of(corpus, page_id, reading), reading.norms, strict=True):
                start, end = norm.action.start, norm.action.end
                shown = {name: span.of(text) if span else None for name, span in _slots(norm).items()}
                context = text[max(0, start - CONTEXT) : end + CONTEXT]
                found.append({**row, **shown, "agent_id": norm.agent_id, "context": context})
    return random.Random(SEEDS[SCORED]).sample(found, min(SAMPLE, len(found)))


def _slots(norm: Any) -> dict[str, Any]:
    return {"who": norm.agent, "deed": norm.action, "if": norm.trigger, "speaker": norm.speaker}


if __name__ == "__main__":
    root = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    for row in sample(root):
        print(json.dumps(row, ensure_ascii=False))
