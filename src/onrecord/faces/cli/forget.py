"""`onrecord forget`: a page withdrawn, its words gone from the ledger for good.

In:      a ledger
Out:     standard output: what went, for a person or as JSON
Refuses: a page nobody has (UnknownId), a withdrawal nobody confirmed
Shown:   tests/faces/test_upkeep.py
"""

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.options import LedgerOption, OneJson, day, ledger_path

if TYPE_CHECKING:
    from onrecord.ledger import Ledger

app = typer.Typer()


@app.command()
def forget(
    page: Annotated[str, typer.Argument(metavar="PAGE", help="A page's id, or an address it was seen at.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept and shown.")],
    author: Annotated[str, typer.Option("--by", metavar="NAME", help="Who withdraws it; kept and shown.")],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day it is withdrawn; today.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    ledger: LedgerOption = None,
    as_json: OneJson = False,
) -> None:
    """Withdraw a page: its words go from the ledger for good; that it was there, and why it went, stays."""
    from onrecord.faces.cli.console import console, print_json, say
    from onrecord.faces.clock import now
    from onrecord.ledger import open_ledger

    moment = now()
    chosen = day(on, "--on") or moment.date()
    with open_ledger(ledger_path(ledger), create=False) as book:
        ids = pages_meant(book, page)
        if not yes:
            say(f"{', '.join(ids)}: every word of it goes from this ledger, and cannot come back but from a backup.")
            typer.confirm("Withdraw?", abort=True)
        done = [book.forget(id_, reason=reason, author=author, day=chosen, recorded_at=moment) for id_ in ids]
    out = console()
    for one in done:
        if as_json:
            print_json(out, one.to_json())
        else:
            out.print(f"{one.page_id}: {one.in_words()}", soft_wrap=True)


def pages_meant(book: "Ledger", typed: str) -> tuple[str, ...]:
    """The ids of the pages that an id, enough of its beginning, or an address names; UnknownId for none."""
    from onrecord.questions.errors import UnknownId

    held = [f.id for f in book.find(typed, limit=2) if f.kind == "page"]
    if len(held) == 1 or typed in held:
        return (typed if typed in held else held[0],)
    seen = book.pages_at(typed)
    if seen:
        return seen
    if (gone := book.withdrawal_of(typed)) is not None:
        return (gone.page_id,)
    why = "several pages begin so" if held else "no page has this id, begins so, or was seen there"
    raise UnknownId(f"{typed!r}: {why}. `onrecord show` of a record tells the id of its page.")
