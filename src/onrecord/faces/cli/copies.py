"""`onrecord copies`: the pages that rest on one text, the earliest first."""

import json
from typing import Annotated

import typer

from onrecord.faces.cli.console import console
from onrecord.faces.cli.options import Json, LedgerOption, ledger_path

app = typer.Typer()


@app.command()
def copies(
    record_id: Annotated[
        str, typer.Argument(metavar="ID", help="A record's or norm's id, or enough of its beginning.")
    ],
    ledger: LedgerOption = None,
    as_json: Json = False,
) -> None:
    """List the pages whose report of a record rests on the same text, the earliest first."""
    from rich.text import Text

    from onrecord.ledger import open_ledger
    from onrecord.questions import ReportAt, ShownRecord, ShownStatement, copies_of, show
    from onrecord.questions.wording import published_words

    with open_ledger(ledger_path(ledger), create=False, read_only=True) as book:
        shown = show(book, record_id)
        if isinstance(shown, ShownRecord):
            report = ReportAt.of(shown.entry)
        elif isinstance(shown, ShownStatement):
            report = ReportAt(shown.source, tuple(quote.span for quote in shown.statement.content))
        else:
            raise typer.BadParameter("this is a page; give the id of a record, a norm or a statement on it")
        sources = copies_of(book, report)
    out = console()
    if as_json:
        for source in sources:
            print(json.dumps(source.to_json()), file=out.file)
        return
    for source in sources:
        this = " (this one)" if source.reading_id == report.source.reading_id else ""
        where = source.url or source.address
        out.print(
            Text(f"{source.title or 'no title'}: {where}, {published_words(source.published)}{this}"), soft_wrap=True
        )
    out.print(Text(f"{len(sources)} {'page rests' if len(sources) == 1 else 'pages rest'} on this text", style="dim"))
