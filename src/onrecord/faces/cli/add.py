"""`onrecord add`: readings into the ledger.

In:      pages, by their addresses
Out:     standard output: what was new and what was held already; standard error: progress, refusals and their count
Refuses: what the ledger refuses, as a LedgerError
Shown:   tests/faces/test_ledger_commands.py
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.console import console
from onrecord.faces.cli.metrics_file import MetricsOption, metrics_kept
from onrecord.faces.cli.options import LedgerOption, ledger_path
from onrecord.faces.cli.page_options import (
    Addresses,
    AllowPrivate,
    ColumnsOption,
    Input,
    InputOption,
    Least,
    MaxBytes,
    MaxSeconds,
    Workers,
    capturing,
)
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.terms.pages import HeldPage, Page, RefusedPage

if TYPE_CHECKING:
    from onrecord.ledger import Recorded

app = typer.Typer()

# Readings to a transaction: small, so that little is read again after a power cut; a commit costs a few milliseconds.
READINGS_PER_COMMIT = 20


@app.command()
def add(
    addresses: Addresses,
    ledger: LedgerOption = None,
    input_format: InputOption = Input.AUTO,
    columns: ColumnsOption = None,
    workers: Workers = 1,
    least: Least = None,
    max_bytes: MaxBytes = 20_000_000,
    max_seconds: MaxSeconds = 300.0,
    allow_private_addresses: AllowPrivate = False,
    reread: Annotated[
        bool, typer.Option("--reread", help="Read pages anew also where their reading by this reader is held.")
    ] = False,
    metrics: MetricsOption = None,
) -> None:
    """Read pages and put the readings into the ledger; a page added twice adds nothing, and is not read twice."""
    capture = capturing(input_format, columns, max_bytes, allow_private_addresses)
    path = ledger_path(ledger)
    pages = capture(addresses)
    with metrics_kept(metrics, ledger=path):
        code = add_pages(pages, ledger=path, workers=workers, least=least, max_seconds=max_seconds, reread=reread)
    raise typer.Exit(code)


def add_pages(
    captured: Iterable[Page | RefusedPage],
    *,
    ledger: LedgerPlace,
    workers: int,
    least: float | None = None,
    max_seconds: float | None = None,
    reread: bool = False,
) -> int:
    """Read and record. Returns the exit code: 1 when no page could be read and none was held, else 0.

    least: the least probability of a norm that is kept; None: the reader's own. max_seconds: for one page; None: any.
    reread: read a page anew also where its reading by this reader is held.
    """
    from rich.text import Text

    from onrecord.faces.cli.met import noticed_words
    from onrecord.faces.cli.tally import ReadingTally, pages_of, progress_bar
    from onrecord.faces.clock import now
    from onrecord.ledger import open_ledger
    from onrecord.terms.reading import Reading
    from onrecord.walk.held import held_in
    from onrecord.walk.many import read_new, read_safely, reader_name

    reader = partial(read_safely, least=least, max_seconds=max_seconds)
    out = console()
    err = console(stderr=True)
    tally = ReadingTally()
    refused: list[RefusedPage] = []
    with open_ledger(ledger) as book, progress_bar(err) as progress:
        task = progress.add_task("adding", total=None)

        def readings() -> Iterator[Reading | RefusedPage | HeldPage]:
            pages = pages_of(captured, tally, err, keep=refused.append)
            held = _nothing if reread else held_in(book)
            for one in read_new(
                pages, held=held, named=partial(reader_name, least=least), workers=workers, reader=reader
            ):
                if isinstance(one, HeldPage):
                    tally.held += 1
                else:
                    tally.count(one)
                progress.advance(task)
                yield from drained(refused)
                yield one
            yield from drained(refused)

        recorded = book.record_many(readings(), recorded_at=now(), batch=READINGS_PER_COMMIT)
        progress.add_task("looking what is met", total=None)
        noticed = noticed_words(book, came=recorded.readings.new)
    out.print(Text(added_words(recorded)))
    for sentence in noticed:
        out.print(Text(sentence), soft_wrap=True)
    tally.print(err)
    return 0 if tally.read or tally.held else 1


def _nothing(_page: Page, _reader: Callable[[], str]) -> None:
    """No reading counts as held."""


def drained(refused: list[RefusedPage]) -> Iterator[RefusedPage]:
    """What has gathered in the list; the list is empty afterwards."""
    while refused:
        yield refused.pop(0)


def added_words(recorded: "Recorded") -> str:
    """What is new to the ledger and how many of the readings it held already."""
    from onrecord.questions.wording import plural

    new = [
        plural(recorded.readings.new, "reading"),
        plural(recorded.statements.new, "statement"),
        plural(recorded.records.new, "record"),
        plural(recorded.norms.new, "norm"),
        plural(recorded.events.new, "event"),
    ]
    return f"added {', '.join(new)}; held already: {plural(recorded.readings.held, 'reading')}"
