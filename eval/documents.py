"""How well pages are read: main text, publication date, title, on pages with known answers.

In:      the folder of shared corpora
Out:     figures in [0, 1], counts, and seconds; the pages that fell short, worst first
Source:  60 news pages of 2023 with gold text, date and title; 150 pages of en.kremlin.ru dated by their own microdata

Main text is compared in 4-grams of words, counted (a phrase twice in both counts twice), headline left out on our side
because the gold body has none. Micro pools the grams of all pages; macro is the mean of each page's F1.
"""

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.documents import read_page
from onrecord.terms.dates import Precision
from onrecord.terms.documents import BlockRole, Document
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.refusals import Refusal

GRAM = 4
WORST_SHOWN = 8

_WORD = re.compile(r"\w+")
_KREMLIN_DATE = re.compile(
    r'<time[^>]*datetime="(\d{4}-\d\d-\d\d)[^"]*"[^>]*itemprop="datePublished"|'
    r'itemprop="datePublished"[^>]*datetime="(\d{4}-\d\d-\d\d)'
)


def grams(text: str) -> Counter[tuple[str, ...]]:
    """The text's word 4-grams with their counts; shorter texts give their words as one gram."""
    words = _WORD.findall(text.lower())
    size = min(GRAM, len(words)) or 1
    return Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1)) if words else Counter()


def f1(shared: int, found: int, wanted: int) -> float:
    """F1 of `shared` grams among `found` and `wanted`; 1.0 when both are empty."""
    return 2 * shared / (found + wanted) if found + wanted else 1.0


def html_page(path: Path, url: str | None = None) -> Page:
    """A gzipped page of the corpora as a Page."""
    return Page(
        address=path.name,
        body=gzip.decompress(path.read_bytes()),
        kind=PageKind.HTML,
        encoding="utf-8",
        encoding_basis="default",
        url=url,
    )


def body_text(document: Document) -> str:
    """The text of every block but the headline."""
    held = (b.span.of(document.text) for b in document.blocks if b.role is not BlockRole.HEADLINE)
    return "\n\n".join(held)


def score(shared: Path) -> dict[str, Any]:
    """All figures of the room. Reads 210 pages."""
    pages = shared / "data" / "pages"
    started = time.perf_counter()
    out: dict[str, Any] = {"news2023": _news(pages / "news2023"), "kremlin": _kremlin(pages / "kremlin")}
    elapsed_s = time.perf_counter() - started
    count = out["news2023"]["pages"] + out["kremlin"]["pages"]
    out["pages_per_s"] = round(count / elapsed_s, 1)
    return out


def _news(folder: Path) -> dict[str, Any]:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    shared_grams = found_grams = wanted_grams = dates = titles = unplaced = 0
    per_page: list[tuple[float, str]] = []
    wrong_dates: list[str] = []
    wrong_titles: list[str] = []
    refused: list[str] = []
    bases: Counter[str] = Counter()
    for row in gold:
        read = read_page(html_page(folder / f"{row['id']}.html.gz", row["url"]))
        text = "" if isinstance(read, Refusal) else body_text(read)
        found, wanted = grams(text), grams(row["body"])
        both = (found & wanted).total()
        shared_grams, found_grams, wanted_grams = (
            shared_grams + both,
            found_grams + found.total(),
            wanted_grams + wanted.total(),
        )
        per_page.append((f1(both, found.total(), wanted.total()), row["url"]))
        if isinstance(read, Refusal):
            refused.append(f"{row['url']}: {read.code}")
            continue
        unplaced += sum(r.code == "unplaced-block" for r in read.refusals)
        right, basis = _date_is(read, row["date"])
        dates += right
        if right:
            bases[basis] += 1
        else:
            wrong_dates.append(f"{row['date']} read {_day_of(read)} ({basis}) {row['url']}")
        if _bare(read.title or "") == _bare(row["title"]):
            titles += 1
        else:
            wrong_titles.append(f"{row['title']!r} read {read.title!r}")
    return {
        "pages": len(gold),
        "text_f1_micro": round(f1(shared_grams, found_grams, wanted_grams), 4),
        "text_f1_macro": round(sum(value for value, _ in per_page) / len(per_page), 4),
        "text_precision_micro": round(shared_grams / found_grams, 4),
        "text_recall_micro": round(shared_grams / wanted_grams, 4),
        "date_exact": round(dates / len(gold), 4),
        "date_bases": dict(bases.most_common()),
        "title_exact": round(titles / len(gold), 4),
        "unplaced_blocks": unplaced,
        "refused": refused,
        "worst_text": [f"{value:.3f} {url}" for value, url in sorted(per_page)[:WORST_SHOWN]],
        "wrong_dates": wrong_dates,
        "wrong_titles": wrong_titles,
    }


def _kremlin(folder: Path) -> dict[str, Any]:
    paths = sorted(folder.glob("*.html.gz"))
    dates = unplaced = 0
    wrong: list[str] = []
    refused: list[str] = []
    bases: Counter[str] = Counter()
    for path in paths:
        page = html_page(path)
        read = read_page(page)
        if isinstance(read, Refusal):
            refused.append(f"{path.name}: {read.code}")
            continue
        unplaced += sum(r.code == "unplaced-block" for r in read.refusals)
        marked = _KREMLIN_DATE.search(page.body.decode("utf-8", "replace"))
        wanted = (marked[1] or marked[2]) if marked else ""
        right, basis = _date_is(read, wanted)
        dates += right
        bases[basis] += 1
        if not right:
            wrong.append(f"{wanted} read {_day_of(read)} ({basis}) {path.name}")
    return {
        "pages": len(paths),
        "date_exact": round(dates / len(paths), 4),
        "date_bases": dict(bases.most_common()),
        "unplaced_blocks": unplaced,
        "refused": refused,
        "wrong_dates": wrong,
    }


def _day_of(document: Document) -> date | None:
    published = document.published
    return published.bounds.first if published and published.bounds.precision is Precision.DAY else None


def _date_is(document: Document, wanted: str) -> tuple[bool, str]:
    day = _day_of(document)
    return (
        day is not None and day.isoformat() == wanted
    ), document.published.basis.value if document.published else "none"


def _bare(title: str) -> str:
    return " ".join(_WORD.findall(title.lower()))


def floors(figures: Mapping[str, Any]) -> Iterable[tuple[str, float]]:
    """The figures worth pinning, by name."""
    yield "documents.text_f1_macro", figures["news2023"]["text_f1_macro"]
    yield "documents.text_f1_micro", figures["news2023"]["text_f1_micro"]
    yield "documents.date_exact", figures["news2023"]["date_exact"]
    yield "documents.title_exact", figures["news2023"]["title_exact"]
    yield "documents.kremlin_date_exact", figures["kremlin"]["date_exact"]


if __name__ == "__main__":
    print(json.dumps(score(Path(sys.argv[1])), indent=1, ensure_ascii=False))
