"""Texts for the reader of norms, cut into sentences as the walk cuts them: `python -m training.norms.texts`.

In:      gold/*.jsonl, the corpora in data/, the package's own parser
Out:     training/runs/norms/gold.pkl and silver.pkl: Texts, with what must not be learnt from left out
Source:  gold/README.md tells each set; data/ is listed in training/norms/README.md
Shown:   tests/training/test_norm_texts.py

Nothing is learnt from a text that shares a long sentence with a set that measures (dev, pages_dev, draws), or that is
a near copy of one.
"""

import argparse
import csv
import gzip
import json
import os
import pickle
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from eval.marked import unmarked

from onrecord.documents import read_page
from onrecord.documents.copy_signature import copy_signature, words_of
from onrecord.engines.spacy_parser import SpacyParser
from onrecord.pages import capture
from onrecord.terms.copy_signature import CopySignature, likeness
from onrecord.terms.documents import Document
from onrecord.terms.pages import Page, PageKind

GOLD = ("train", "passages_train", "pages_train", "invented_train")
MEASURES = ("gold/dev.jsonl", "gold/pages_dev.jsonl", "draws/reader.jsonl")
RUNS = Path(__file__).resolve().parents[1] / "runs" / "norms"

# A shorter sentence ("He declined to comment further.") is written twice by chance.
LONG_SENTENCE_WORDS = 10

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+|\n")

# Two texts that share this much of their runs of five words are copies (docs/copies.md).
COPY_LIKENESS = 0.3


@dataclass(frozen=True, slots=True)
class Text:
    """One text. group: texts that share a page or a long sentence have one. sentences: (start, end) in code points."""

    corpus: str
    id: str
    group: str
    text: str
    sentences: tuple[tuple[int, int], ...]
    norms: tuple[dict[str, Any], ...]


def shared_folder() -> Path:
    """Where the corpora lie: ONRECORD_SHARED, else beside the repository."""
    return Path(os.environ.get("ONRECORD_SHARED", Path(__file__).resolve().parents[3] / "shared"))


def lines_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def long_sentences(text: str) -> set[bytes]:
    """A digest for each sentence that is long enough to be told by its words."""
    held = (words_of(sentence) for sentence in _SENTENCE_END.split(text))
    return {blake2b(" ".join(w).encode(), digest_size=12).digest() for w in held if len(w) >= LONG_SENTENCE_WORDS}


class Reader:
    """Cuts texts into sentences."""

    def __init__(self) -> None:
        self._parser = SpacyParser()

    def read(self, corpus: str, key: str, body: str, norms: Iterable[dict[str, Any]] = ()) -> Text | None:
        """A text; None for what the walk refuses."""
        document = read_page(clean_page(key, body))
        if not isinstance(document, Document):
            return None
        parse = self._parser.parse(document.text, [b.span for b in document.blocks])
        spans = [parse.sentence_span(i) for i in range(len(parse.sentences))]
        return Text(corpus, key, key, document.text, tuple((s.start, s.end) for s in spans), tuple(norms))


def clean_page(key: str, body: str) -> Page:
    """A text as a page of clean text."""
    return Page(
        address=f"gold:{key}",
        body=body.encode("utf-8", "surrogatepass"),
        kind=PageKind.CLEAN,
        encoding="utf-8",
        encoding_basis="default",
        given_id=key,
    )


class Measured:
    """What the sets that measure are told by."""

    def __init__(self, shared: Path) -> None:
        self._sentences: set[bytes] = set()
        # Two texts that are alike have some number of their sketches in common: only those are compared.
        self._having: defaultdict[tuple[int, int], list[CopySignature]] = defaultdict(list)
        for path in MEASURES:
            for row in lines_of(shared / path):
                document = read_page(clean_page(row["id"], row["text"]))
                self._sentences |= long_sentences(row["text"])
                if isinstance(document, Document):
                    signature = copy_signature(document)
                    for number in _numbered(signature):
                        self._having[number].append(signature)

    def holds(self, text: str) -> bool:
        """Is the text, or a long sentence of it, in a set that measures?"""
        if long_sentences(text) & self._sentences:
            return True
        document = read_page(clean_page("", text))
        if not isinstance(document, Document):
            return False
        signature = copy_signature(document)
        near = {id(other): other for number in _numbered(signature) for other in self._having.get(number, ())}
        return any((likeness(signature, other) or 0.0) >= COPY_LIKENESS for other in near.values())


def _numbered(signature: CopySignature) -> Iterator[tuple[int, int]]:
    return enumerate(memoryview(signature.sketch).cast("I"))


def gold(shared: Path, reader: Reader, measured: Measured) -> Iterator[Text]:
    """The gold to train on."""
    for corpus in GOLD:
        for row in lines_of(shared / "gold" / f"{corpus}.jsonl"):
            if measured.holds(row["text"]):
                continue
            read = reader.read(corpus, row["id"], row["text"], row["norms"])
            if read is None or read.text != row["text"]:
                raise ValueError(f"{row['id']}: the walk refused or changed the text, so its spans do not hold")
            yield read


def unlabelled(shared: Path) -> Iterator[tuple[str, str, str]]:
    """(corpus, id, text) of every text in the manner of the gold that nobody labelled."""
    data = shared / "data"
    with gzip.open(data / "attribution" / "polnear_train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield "polnear", f"polnear-{row['id']}", row["text"]
    for page in capture([data / "pages" / "kremlin"], fetched_at=None):
        document = read_page(page) if isinstance(page, Page) else page
        if isinstance(document, Document):
            yield "kremlin", f"kremlin-{Path(page.address).name.split('.')[0]}", document.text
    csv.field_size_limit(10**9)
    with (data / "pages" / "wikinews_2019.csv").open(encoding="utf-8", newline="") as file:
        for i, row in enumerate(csv.DictReader(file)):
            yield "wikinews", f"wikinews-2019-{i}", row["text"]
    for row in json.loads((data / "pages" / "news2023" / "gold.json").read_text(encoding="utf-8")):
        yield "news2023", f"news2023-{row['id']}", row["body"]
    for path in sorted((data / "time" / "tbaq").glob("*.tml")):
        found = re.search(r"<TEXT>(.*)</TEXT>", path.read_text(encoding="utf-8", errors="replace"), re.DOTALL)
        if found:
            yield "tbaq", f"tbaq-{path.stem}", unwrapped(re.sub(r"<[^>]+>", "", found[1]))
    with (data / "events" / "plv_train.tsv").open(encoding="utf-8", newline="") as file:
        for i, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)):
            yield "plv", f"plv-train-{i}", unmarked(row["marked_sentence"])[0]


def unwrapped(text: str) -> str:
    """Paragraphs on one line each: a newswire file breaks lines within a sentence."""
    paragraphs = re.split(r"\n\s*\n|\n(?=\s{2,})", text)
    return "\n".join(" ".join(p.split()) for p in paragraphs if p.split())


def silver(shared: Path, reader: Reader, measured: Measured, known: set[bytes]) -> Iterator[Text]:
    """Unlabelled texts without the sentences that are gold (known: their digests), each sentence once."""
    seen = set(known)
    for corpus, key, body in unlabelled(shared):
        text = None if measured.holds(body) else reader.read(corpus, key, body)
        if text is None:
            continue
        kept = []
        for span in text.sentences:
            own = long_sentences(text.text[slice(*span)])
            if not own & seen:
                kept.append(span)
            seen |= own
        yield replace(text, sentences=tuple(kept))


def grouped(texts: list[Text]) -> list[Text]:
    """Texts of one page, or with a long sentence in common, in one group, named by its first."""
    above: dict[str, str] = {}

    def top(key: str) -> str:
        while above.get(key, key) != key:
            key = above[key]
        return key

    held: dict[bytes, str] = {}
    for text in texts:
        own = top(page_id(text.id))
        for digest in long_sentences(text.text):
            other = top(held.setdefault(digest, own))
            own = top(own)
            if other != own:
                above[own] = other
                own = other
    return [replace(t, group=top(page_id(t.id))) for t in texts]


def page_id(key: str) -> str:
    """The page a passage was cut from: of `X~12`, X; of `kremlin-17156-2`, kremlin-17156.

    >>> page_id("kremlin-27732~3"), page_id("kremlin-17156-2"), page_id("inv-4-002")
    ('kremlin-27732', 'kremlin-17156', 'inv-4-002')
    """
    key = key.split("~")[0]
    cut = re.fullmatch(r"(kremlin-\d+)-\d+", key)
    return cut[1] if cut else key


def main() -> None:
    """Cut the gold, then the unlabelled texts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--silver", action="store_true", help="the unlabelled texts too")
    options = parser.parse_args()
    RUNS.mkdir(parents=True, exist_ok=True)
    begun = time.perf_counter()
    reader = Reader()
    measured = Measured(shared_folder())
    texts = grouped(list(gold(shared_folder(), reader, measured)))
    save(RUNS / "gold.pkl", texts)
    print(
        f"gold: {len(texts)} texts, {sum(len(t.norms) for t in texts)} norms, {time.perf_counter() - begun:.0f} s",
        flush=True,
    )
    if options.silver:
        known = set().union(*(long_sentences(t.text) for t in texts))
        found = list(silver(shared_folder(), reader, measured, known))
        save(RUNS / "silver.pkl", found)
        count = sum(len(t.text[a:b].split()) for t in found for a, b in t.sentences)
        print(f"silver: {len(found)} texts, {count} words, {time.perf_counter() - begun:.0f} s", flush=True)


def save(path: Path, texts: list[Text]) -> None:
    """Keep texts."""
    with path.open("wb") as file:
        pickle.dump(texts, file, protocol=5)


def load(path: Path) -> list[Text]:
    """Texts kept."""
    with path.open("rb") as file:
        texts: list[Text] = pickle.load(file)  # noqa: S301  our own
    return texts


if __name__ == "__main__":
    # By its own name: what is kept is kept as this module's, not as the command's.
    import training.norms.texts

    training.norms.texts.main()
