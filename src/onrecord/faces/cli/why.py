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
from onrecord.language.norm_sentence import wrong_in_100
from onrecord.terms.errors import OnRecordError
from onrecord.terms.pages import Page, RefusedPage
from onrecord.walk.open import open_engines
from onrecord.walk.why import Looked, SentenceLooked, Why, why

NOTHING = "nothing was considered here: no verb or noun stands under will, would, may, must ..., "
NO_WORD = "and no word is in the table of those that undertake, refuse, demand or foresee"
NO_VERB = "and none of its verbs is in the table of words that undertake, refuse, demand or foresee"


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
        sentences = [s.to_json() for s in answer.sentences]
        print(json.dumps({"page": page.address, "least": answer.least, "sentences": sentences}), file=out.file)
    else:
        _print(out, answer)
    return 0 if any(one.outcome == "norm" for s in answer.sentences for one in s.looked) else 1


def _print(out: Console, answer: Why) -> None:
    for sentence in answer.sentences:
        out.print(Text(f"“{sentence.words}” [{sentence.span.start}:{sentence.span.end}]", style="bold"))
        if sentence.directness is None:
            said = "told by the page itself; no attribution was read here"
        else:
            said = f"{sentence.directness} speech of {sentence.speaker or 'a speaker who was not read'}"
        out.print(Padding(Text(said, style="dim"), (0, 0, 0, 2), expand=False))
        for one in sentence.looked:
            out.print(Padding(Text(_line(answer, one)), (0, 0, 0, 2), expand=False))
        if not sentence.looked:
            out.print(Padding(Text(_nothing(sentence)), (0, 0, 0, 2), expand=False))
        out.print()


def _nothing(sentence: SentenceLooked) -> str:
    verbs = ", ".join(f"“{verb}”" for verb in sentence.verbs)
    return f"{NOTHING}{NO_VERB}: {verbs}" if verbs else f"{NOTHING}{NO_WORD}"


def _line(answer: Why, one: Looked) -> str:
    if one.outcome == "norm":
        doubt = f" ({wrong_in_100(one.probability)})" if one.probability is not None else ""
        return f"a norm: {one.said}{doubt}"
    deed = " ".join(one.deed.of(answer.reading.text).split())
    if one.outcome == "refused":
        told = "" if "“" in one.said else f"“{deed}”: "  # most reasons quote the words themselves
        return f"refused: {told}{one.said} [{one.code}]"
    if one.outcome == "idle":
        return f"opens nothing here: “{deed}”: {one.said}"
    return f"no norm: “{deed}” (under “{one.under}”): {one.said}"
