"""How well pages are read: main text, publication date, title, on pages with known answers.

In:      the folder of shared corpora
Out:     figures in [0, 1] and counts; the text F1 of each page
Source:  60 news pages of 2023 with gold text, date and title; 150 pages of en.kremlin.ru dated by their own
         microdata. One page, in Italian, is refused by design and scores 0; the gold of some pages stops part-way
         through the story

Main text is compared in 4-grams of words, counted (a phrase twice in both counts twice), headline left out on our side
because the gold body has none. Micro pools the grams of all pages; macro is the mean of each page's F1.
"""

import gzip
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.documents import entries_of, read_page
from onrecord.terms.dates import Precision
from onrecord.terms.documents import BlockRole, Document
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.refusals import Refusal

GRAM = 4

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
    """All figures of the room, and the text F1 of each page as its case. Reads 210 pages."""
    pages = shared / "data" / "pages"
    news, texts = _news(pages / "news2023")
    kremlin = _kremlin(pages / "kremlin")
    figures = {f"{part}.{name}": value for part, held in (("news", news), ("kremlin", kremlin)) for name, value in held}
    return {"figures": figures, "cases": texts}


def _news(folder: Path) -> tuple[list[tuple[str, float]], dict[str, float]]:
    """(name, value) of each figure; the text F1 of each page by its id. A page refused as a whole has an F1 of 0."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    both = found = wanted = dates = titles = refused = unplaced = 0
    texts: dict[str, float] = {}
    bases: Counter[str] = Counter()
    for row in gold:
        page = html_page(folder / f"{row['id']}.html.gz", row["url"])
        # The gold of a live blog is what stands above its entries, and that is the first of its parts.
        read = read_page(next(iter(entries_of(page)), page))
        ours = grams("" if isinstance(read, Refusal) else body_text(read))
        theirs = grams(row["body"])
        common = (ours & theirs).total()
        both, found, wanted = both + common, found + ours.total(), wanted + theirs.total()
        texts[row["id"]] = f1(common, ours.total(), theirs.total())
        if isinstance(read, Refusal):
            refused += 1
            continue
        unplaced += sum(r.code == "unplaced-block" for r in read.refusals)
        right, basis = _date_is(read, row["date"])
        dates += right
        bases[basis] += right
        titles += _bare(read.title or "") == _bare(row["title"])
    values = sorted(texts.values())
    return [
        ("pages", len(gold)),
        ("refused", refused),
        ("text_f1_macro", sum(values) / len(values)),
        ("text_f1_median", values[len(values) // 2]),
        ("text_f1_micro", f1(both, found, wanted)),
        ("text_precision_micro", both / found),
        ("text_recall_micro", both / wanted),
        ("date_exact", dates / len(gold)),
        *((f"date_right_by.{basis}", n) for basis, n in sorted(bases.items())),
        ("title_exact", titles / len(gold)),
        ("unplaced_blocks", unplaced),
    ], texts


def _kremlin(folder: Path) -> list[tuple[str, float]]:
    """(name, value) of each figure."""
    paths = sorted(folder.glob("*.html.gz"))
    dates = unplaced = refused = 0
    for path in paths:
        page = html_page(path)
        read = read_page(page)
        if isinstance(read, Refusal):
            refused += 1
            continue
        unplaced += sum(r.code == "unplaced-block" for r in read.refusals)
        marked = _KREMLIN_DATE.search(page.body.decode("utf-8", "replace"))
        dates += _date_is(read, (marked[1] or marked[2]) if marked else "")[0]
    return [
        ("pages", len(paths)),
        ("refused", refused),
        ("date_exact", dates / len(paths)),
        ("unplaced_blocks", unplaced),
    ]


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
