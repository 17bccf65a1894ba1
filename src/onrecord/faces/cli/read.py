"""`onrecord read`: readings for a person, one JSON object a page, or one file that opens anywhere (`--html`).

In:      pages, by their addresses
Out:     standard output: sentences with their words, or JSON lines; or the file, whole or not at all; standard error:
         progress, refusals and their count
Refuses: `--html` without the extra `desk` (DeskMissing); pages of which none could be read leave no file
Shown:   tests/faces/test_read.py, tests/faces/web/test_one_file.py
"""

import json
from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.console import console, plain_json
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
from onrecord.faces.cli.serve import desk_parts
from onrecord.terms.pages import Page, RefusedPage
from onrecord.terms.whole_files import write_whole

if TYPE_CHECKING:
    from onrecord.terms.reading import Reading

app = typer.Typer()


class Format(StrEnum):
    """How `read` prints."""

    TABLE = "table"
    JSONL = "jsonl"


@app.command()
def read(
    addresses: Addresses,
    output: Annotated[Format, typer.Option("--format", help="A table for a person, or one JSON object a page.")] = (
        Format.TABLE
    ),
    input_format: InputOption = Input.AUTO,
    columns: ColumnsOption = None,
    workers: Workers = 1,
    least: Least = None,
    max_bytes: MaxBytes = 20_000_000,
    max_seconds: MaxSeconds = 300.0,
    allow_private_addresses: AllowPrivate = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write one HTML file instead: every reading over the text.")
    ] = None,
) -> None:
    """Read pages and print who said what they will do, under which condition, in the exact words."""
    capture = capturing(input_format, columns, max_bytes, allow_private_addresses)
    if html is not None:
        raise typer.Exit(write_html(capture(addresses), html, workers=workers, least=least, max_seconds=max_seconds))
    as_json = output is Format.JSONL
    raise typer.Exit(
        print_readings(capture(addresses), as_json=as_json, workers=workers, least=least, max_seconds=max_seconds)
    )


def print_readings(
    captured: Iterable[Page | RefusedPage],
    *,
    as_json: bool,
    workers: int,
    least: float | None = None,
    max_seconds: float | None = None,
) -> int:
    """Print every reading as it comes. Returns the exit code: 1 when no page could be read, else 0.

    least: the least probability of a norm that is kept; None: the reader's own. max_seconds: for one page; None: any.
    """
    from onrecord.faces.cli.reading_view import reading_view
    from onrecord.faces.cli.tally import ReadingTally, pages_of, progress_bar
    from onrecord.walk.many import read_many, read_safely

    reader = partial(read_safely, least=least, max_seconds=max_seconds)
    out = console(soft_wrap=as_json)
    err = console(stderr=True)
    tally = ReadingTally()
    with progress_bar(err) as progress:
        task = progress.add_task("reading", total=None)
        for reading in read_many(pages_of(captured, tally, err), workers=workers, reader=reader):
            tally.count(reading)
            progress.advance(task)
            if as_json:
                # Not through rich: it wraps, and a lone surrogate in a page must come out escaped, not raise.
                print(json_line(reading), file=out.file, flush=True)
            else:
                out.print(reading_view(reading))
    tally.print(err)
    return 0 if tally.read else 1


def json_line(reading: "Reading") -> str:
    """One reading, one line; code points outside UTF-8 are written as escapes."""
    from onrecord.terms.reading_json import reading_json

    value = reading_json(reading)
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        line = json.dumps(value, allow_nan=False)
    return plain_json(line)


def write_html(
    captured: Iterable[Page | RefusedPage],
    to: Path,
    *,
    workers: int,
    least: float | None = None,
    max_seconds: float | None = None,
) -> int:
    """Write one file with every reading over the text. Returns the exit code: 1 when no page could be read."""
    from onrecord.faces.cli.tally import ReadingTally, pages_of
    from onrecord.faces.clock import now
    from onrecord.walk.many import read_many, read_safely

    with desk_parts():
        from onrecord.faces.web.one_file import one_file
    reader = partial(read_safely, least=least, max_seconds=max_seconds)
    err, tally = console(stderr=True), ReadingTally()
    readings = []
    for reading in read_many(pages_of(captured, tally, err), workers=workers, reader=reader):
        tally.count(reading)
        readings.append(reading)
    if tally.read:
        write_whole(to, one_file(tuple(readings), at=now()).encode("utf-8", "backslashreplace"))
    tally.print(err)
    return 0 if tally.read else 1
