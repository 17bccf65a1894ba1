"""Words per second on one core: the whole reading, the parser, the tagger in int8 and float32, textacy's quotations.

    python -m venv /path/to/venv && /path/to/venv/bin/pip install . textacy
    OMP_NUM_THREADS=1 /path/to/venv/bin/python -m tools.compare_speed ARTICLES.jsonl.gz [--count 40] [--float32 FOLDER]

A virtual environment of its own: textacy is no dependency, and the package must be installed to know its version.

In:      articles as JSON lines with "text"; a float32 export of the tagger (training/runs/NAME/export/float32)
Out:     Markdown: words per second of processor time, and peak memory of each, in a process of its own
"""

import argparse
import gzip
import importlib
import json
import multiprocessing
import os
import re
import resource
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from onrecord.engines.scanner import Scanner
from onrecord.engines.spacy_parser import MODEL, SpacyParser
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.spans import Span
from onrecord.walk.open import open_engines
from onrecord.walk.read import read

Work = Callable[[str], object]


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
    for name, reader in (
        ("tagger, int8", tagger),
        *([("tagger, float32", partial(tagger, options.float32))] if options.float32 else []),
        ("parser", parser_alone),
        ("whole reading", whole_reading),
        ("textacy's quotations with its parse", textacy_quotations),
    ):
        # A process each: a peak is one reader's own.
        with multiprocessing.get_context("spawn").Pool(1) as apart:
            measured = apart.apply(measure, (reader, texts))
        if measured is None:
            print(f"| {name} | not installed | |", flush=True)
        else:
            print(f"| {name} | {words / measured[0]:,.0f} | {measured[1]:.0f} MB |", flush=True)


def tagger(folder: Path | None = None) -> Work:
    """The tagger in a folder, the package's own by default."""
    scanner = Scanner(folder)
    return lambda text: scanner.read(text, blocks_of(text)).attributions()


def parser_alone() -> Work:
    """The parser."""
    parser = SpacyParser()
    return lambda text: parser.parse(text, blocks_of(text))


def whole_reading() -> Work:
    """The whole walk."""
    engines = open_engines()
    return lambda text: read(page_of(text), engines)


def textacy_quotations() -> Work | None:
    """textacy's extractor and the parse it needs; None where it is not installed.

    It refuses a paragraph whose marks do not pair; the words of such a paragraph count as read.
    """
    try:
        quotations = importlib.import_module("textacy.extract").direct_quotations
    except ImportError:
        return None
    nlp = importlib.import_module(MODEL).load()

    def extract(text: str) -> list[object]:
        found: list[object] = []
        for block in blocks_of(text):
            with suppress(ValueError):
                found.extend(quotations(nlp(block.of(text))))
        return found

    return extract


def measure(reader: Callable[[], Work | None], texts: list[str]) -> tuple[float, float] | None:
    """(seconds of processor time, peak memory in MB) of every text once, loading left out of the time; None where the
    reader is not there."""
    work = reader()
    if work is None:
        return None
    started = time.process_time()
    for text in texts:
        work(text)
    seconds = time.process_time() - started
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def blocks_of(text: str) -> list[Span]:
    """A block a line."""
    return [Span(*match.span()) for match in re.finditer(r"\S[^\n]*", text)]


def page_of(text: str) -> Page:
    """Clean text as a page."""
    return Page(address="text", body=text.encode(), kind=PageKind.CLEAN, encoding="utf-8", encoding_basis="default")


if __name__ == "__main__":
    main()
