"""Words per second on one core: the whole reading, the parser, the tagger in int8 and float32, textacy's quotations.

    uv run --with textacy python -m tools.compare_speed ARTICLES.jsonl[.gz] [--count 40] [--float32 FOLDER]

In:      articles as JSON lines with "text"; a float32 export of the tagger (training/runs/NAME/export/float32)
Out:     Markdown: words per second of processor time, peak memory after each
"""

import argparse
import gzip
import importlib
import json
import os
import re
import resource
import time
from collections.abc import Callable
from pathlib import Path

from onrecord.engines.attribution.tagger import AttributionTagger
from onrecord.engines.spacy_parser import MODEL, SpacyParser
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.spans import Span
from onrecord.walk.open import open_engines
from onrecord.walk.read import read


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--float32", type=Path)
    options = parser.parse_args()
    with (gzip.open if options.articles.suffix == ".gz" else open)(options.articles, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines][: options.count]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} articles, {words:,} words, one core (OMP_NUM_THREADS={os.environ.get('OMP_NUM_THREADS')})\n")
    print("| what | words/s | peak memory |\n| --- | --- | --- |")
    int8, parse = AttributionTagger(), SpacyParser()
    measure("tagger, int8", words, texts, lambda text: int8.attributions(text, blocks_of(text)))
    if options.float32:
        whole = AttributionTagger(options.float32)
        measure("tagger, float32", words, texts, lambda text: whole.attributions(text, blocks_of(text)))
    measure("parser", words, texts, lambda text: parse.parse(text, blocks_of(text)))
    engines = open_engines()
    measure("whole reading", words, texts, lambda text: read(page_of(text), engines))
    try:
        quotations = importlib.import_module("textacy.extract").direct_quotations
    except ImportError:
        print("| textacy's quotations | not installed | |")
        return
    nlp = importlib.import_module(MODEL).load()
    measure("textacy's quotations with its parse", words, texts, lambda text: list(quotations(nlp(text))))


def measure(name: str, words: int, texts: list[str], work: Callable[[str], object]) -> None:
    """Print one line: every text once, by processor time."""
    started = time.process_time()
    for text in texts:
        work(text)
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {name} | {words / seconds:,.0f} | {peak:.0f} MB |", flush=True)


def blocks_of(text: str) -> list[Span]:
    """A block a line."""
    return [Span(*match.span()) for match in re.finditer(r"\S[^\n]*", text)]


def page_of(text: str) -> Page:
    """Clean text as a page."""
    return Page(address="text", body=text.encode(), kind=PageKind.CLEAN, encoding="utf-8", encoding_basis="default")


if __name__ == "__main__":
    main()
