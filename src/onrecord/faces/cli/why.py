"""`onrecord why PAGE "words"`: what was considered in the sentences that hold the words, and what became of it.

In:      one captured page, words
Out:     standard output, for a person or as one JSON object
Shown:   tests/faces/test_why.py
"""

import json
from collections.abc import Iterable
from itertools import islice

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.faces.cli.console import console
from onrecord.terms.errors import OnRecordError
from onrecord.terms.pages import Page, RefusedPage
from onrecord.walk.open import open_engines
from onrecord.walk.why import Why, why
from onrecord.walk.why_words import considered_words, nothing_words, speaker_words


class NotOnePage(OnRecordError):
    """The address gives no page, or more than one."""


def one_page(captured: Iterable[Page | RefusedPage], address: str) -> Page:
    """The one page of an address."""
    found = tuple(islice(captured, 2))
    if len(found) != 1:
        many = f"{address} holds more than one page: name one of them" if found else f"there is no page at {address}"
        raise NotOnePage(many)
    if isinstance(found[0], RefusedPage):
        raise NotOnePage(f"{found[0].address} was refused: {found[0].refusal.reason}")
    return found[0]


def print_why(page: Page, words: str, *, as_json: bool, least: float | None = None) -> int:
    """Print the answer. Returns the exit code: 0 when a norm stands there, else 1."""
    answer = why(page, words, open_engines().keeping(least))
    out = console()
    if as_json:
        print(json.dumps(answer.to_json()), file=out.file)
    else:
        _print(out, answer)
    return 0 if any(one.outcome == "norm" for s in answer.sentences for one in s.looked) else 1


def _print(out: Console, answer: Why) -> None:
    for sentence in answer.sentences:
        out.print(Text(f"“{sentence.words}” [{sentence.span.start}:{sentence.span.end}]", style="bold"))
        out.print(Padding(Text(speaker_words(sentence), style="dim"), (0, 0, 0, 2), expand=False))
        for one in sentence.looked:
            out.print(Padding(Text(considered_words(answer.reading.text, one)), (0, 0, 0, 2), expand=False))
        if not sentence.looked:
            out.print(Padding(Text(nothing_words(sentence)), (0, 0, 0, 2), expand=False))
        out.print()
