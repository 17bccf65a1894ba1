"""`onrecord search`: records and statements by their words, by their meaning, or by both.

In:      a ledger, words or a question, filters
Out:     standard output: paragraphs for a person, the best first, or JSON lines
Refuses: what the ledger or a question refuses, as an OnRecordError
Shown:   tests/faces/test_ledger_commands.py
"""

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.console import console, print_json
from onrecord.faces.cli.options import Json, LedgerOption, Limit, filtered, ledger_path
from onrecord.terms.ledger_places import LedgerPlace

if TYPE_CHECKING:
    from onrecord.ledger import Filters

app = typer.Typer()


@app.command()
@filtered
def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS...", help="Words that must all be there; with --meaning or --both: a question."),
    ],
    meaning: Annotated[
        bool, typer.Option("--meaning", help="Find what is nearest in meaning, in whatever words.")
    ] = False,
    both: Annotated[
        bool, typer.Option("--both", help="Find by words, which need not all be there, and by meaning together.")
    ] = False,
    ledger: LedgerOption = None,
    *,
    filters: "Filters",
    limit: Limit = 20,
    as_json: Json = False,
) -> None:
    """Search the words of the records, best first."""
    path, asked = ledger_path(ledger), " ".join(words)
    if meaning or both:
        code = print_nearest(path, asked, both=both, filters=filters, limit=limit, as_json=as_json)
    else:
        code = print_hits(path, asked, filters=filters, limit=limit, as_json=as_json)
    raise typer.Exit(code)


def print_nearest(ledger: LedgerPlace, words: str, *, both: bool, filters: "Filters", limit: int, as_json: bool) -> int:
    """Print what is nearest in meaning, with the cosine; or (both) what words and meaning find together. Returns the
    exit code: 1 when the filters keep nothing."""
    from rich.text import Text

    from onrecord.faces.cli.placing import place_told
    from onrecord.faces.cli.printed import print_hit
    from onrecord.ledger import open_ledger
    from onrecord.questions import search_both, search_meaning
    from onrecord.questions.searching import unplaced_words
    from onrecord.walk.open import open_sentence_encoder  # takes a second; the other commands do without

    encoder = open_sentence_encoder()
    err = console(stderr=True)
    place_told(ledger, encoder, err)
    with open_ledger(ledger, create=False, read_only=True) as book:
        result = (search_both if both else search_meaning)(book, words, encoder, filters, limit=limit)
    if result.unplaced:
        err.print(Text(unplaced_words(result.unplaced)))
    out = console()
    if as_json:
        for hit in result.hits:
            print_json(out, hit.to_json())
    elif not result.hits:
        out.print("no record or statement that the filters keep")
    for hit in () if as_json else result.hits:
        if not both:
            out.print(Text(f"cosine {hit.score:.2f}", style="dim"))
        print_hit(out, hit)
    return 0 if result.hits else 1


def print_hits(ledger: LedgerPlace, words: str, *, filters: "Filters", limit: int, as_json: bool) -> int:
    """Print what was said in these words, best first. Returns the exit code: 1 when nothing was."""
    from rich.text import Text

    from onrecord.faces.cli.printed import print_hit
    from onrecord.ledger import open_ledger
    from onrecord.questions import search as search_words

    with open_ledger(ledger, create=False, read_only=True) as book:
        result = search_words(book, words, filters, limit=limit)
    out = console()
    if as_json:
        for hit in result.hits:
            print_json(out, hit.to_json())
    elif not result.hits:
        out.print(Text(f"nothing on record has all of: {', '.join(result.terms)}"))
    for hit in () if as_json else result.hits:
        print_hit(out, hit)
    return 0 if result.hits else 1
