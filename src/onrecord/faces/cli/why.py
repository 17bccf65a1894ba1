"""`onrecord why PAGE "words"`: what was considered in the sentences that hold the words, and what became of it.

In:      one page, by its address; words
Out:     standard output, for a person or as one JSON object
Refuses: an address of no page, or of several (NotOnePage)
Shown:   tests/faces/test_why.py
"""

import json
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.console import console
from onrecord.faces.cli.options import OneJson
from onrecord.faces.cli.page_options import AllowPrivate, ColumnsOption, Input, InputOption, Least, MaxBytes, capturing
from onrecord.terms.errors import OnRecordError
from onrecord.terms.pages import Page, RefusedPage

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.walk.why import Why

app = typer.Typer()


class NotOnePage(OnRecordError):
    """The address gives no page, or more than one."""


@app.command()
def why(
    address: Annotated[str, typer.Argument(metavar="PAGE", help="One page: a file, a URL, - for standard input.")],
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words of it, as they stand there.")],
    input_format: InputOption = Input.AUTO,
    columns: ColumnsOption = None,
    least: Least = None,
    max_bytes: MaxBytes = 20_000_000,
    allow_private_addresses: AllowPrivate = False,
    as_json: OneJson = False,
) -> None:
    """Tell why some words of a page gave a norm or none: what was considered there, and what refused it."""
    capture = capturing(input_format, columns, max_bytes, allow_private_addresses)
    raise typer.Exit(print_why(one_page(capture([address]), address), " ".join(words), as_json=as_json, least=least))


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
    from onrecord.walk.open import open_engines
    from onrecord.walk.why import why as considered_in

    answer = considered_in(page, words, open_engines().keeping(least))
    out = console()
    if as_json:
        print(json.dumps(answer.to_json()), file=out.file)
    else:
        _print(out, answer)
    return 0 if any(one.outcome == "norm" for s in answer.sentences for one in s.looked) else 1


def _print(out: "Console", answer: "Why") -> None:
    from rich.padding import Padding
    from rich.text import Text

    from onrecord.walk.why_words import considered_words, nothing_words, speaker_words

    for sentence in answer.sentences:
        out.print(Text(f"“{sentence.words}” [{sentence.span.start}:{sentence.span.end}]", style="bold"))
        out.print(Padding(Text(speaker_words(sentence), style="dim"), (0, 0, 0, 2), expand=False))
        for one in sentence.looked:
            out.print(Padding(Text(considered_words(answer.reading.text, one)), (0, 0, 0, 2), expand=False))
        if not sentence.looked:
            out.print(Padding(Text(nothing_words(sentence)), (0, 0, 0, 2), expand=False))
        out.print()
