"""Options of the commands that read pages, and the pages they mean.

In:      addresses, the form they are in, bounds on a page, as typed
Out:     what captures them
Refuses: a column of no field, a probability that is none (the call is wrong)
Shown:   tests/faces/test_read.py

Rooms are imported inside the functions: `--help` must not wait for them.
"""

import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Annotated

import typer

from onrecord.terms.pages import Page, RefusedPage


class Input(StrEnum):
    """What the addresses hold."""

    AUTO = "auto"
    JSONL_TEXT = "jsonl-text"


Addresses = Annotated[
    list[str],
    typer.Argument(
        metavar="PAGE...",
        help="Files (web pages, text, CSV, JSON, JSON lines, Parquet, PDF, DOCX, RTF, e-mail, MHTML, WARC, WACZ, "
        "tar), folders, globs, @FILE for a list of files, http(s) URLs, or - for standard input.",
        show_default=False,
    ),
]
InputOption = Annotated[
    Input,
    typer.Option(
        "--input", help='jsonl-text: lines of {"id", "text", "date"?}, read as clean text, offsets unchanged.'
    ),
]
ColumnsOption = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="FIELD=COLUMN,...",
        help="For CSV, Parquet and JSON: which column holds the text, title, date, url, publisher, author, id "
        "(text=body,date=published).",
    ),
]
Workers = Annotated[int, typer.Option(min=1, help="Processes to read with.")]
MaxBytes = Annotated[int, typer.Option(min=1, help="Largest page, in bytes after decompression.")]
MaxSeconds = Annotated[float, typer.Option("--max-seconds", min=0.1, help="Longest that one page may take to read.")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Let a URL name a private or loopback host; redirects lead to none.")
]


def probability(given: str) -> float:
    """A share as typed; the call is wrong when it is none."""
    try:
        share = float(given)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:  # "nan" is a number, and in no range
        raise typer.BadParameter(f"{given!r} is no probability; write one from 0 to 1, as in 0.40")
    return share


Least = Annotated[
    float | None,
    typer.Option(
        "--least",
        metavar="P",
        parser=probability,
        help="Keep norms at least so likely, from 0 to 1, to be read rightly; the others are refusals.",
        show_default="the reader's own",
    ),
]


def capturing(
    input_format: Input, columns: str | None, max_bytes: int, allow_private_addresses: bool
) -> Callable[[list[str]], Iterator[Page | RefusedPage]]:
    """What gives the pages of addresses, one by one."""
    from onrecord.faces.clock import now
    from onrecord.pages import CaptureOptions, InputFormat, capture

    options = CaptureOptions(
        max_bytes=max_bytes,
        input_format=InputFormat(input_format.value),
        columns=columns_given(columns),
        allow_private_addresses=allow_private_addresses,
    )
    return lambda addresses: capture(addresses, fetched_at=now(), options=options, stdin=sys.stdin.buffer)


def columns_given(given: str | None) -> dict[str, str]:
    """Column by field, as typed: `text=body,date=published`."""
    if given is None:
        return {}
    from onrecord.pages.options import FIELDS

    found: dict[str, str] = {}
    for pair in given.split(","):
        field, sign, column = (part.strip() for part in pair.partition("="))
        if not sign or not column or field not in FIELDS:
            reason = f"{pair.strip()!r} is not FIELD=COLUMN; the fields are {', '.join(FIELDS)}"
            raise typer.BadParameter(reason, param_hint="--columns")
        found[field] = column
    return found
