"""`onrecord import`: events from files of others, or a sheet of red lines, into the ledger.

In:      files; of a sheet, who enters it and which column holds what
Out:     what `import_told` and `redlines` print
Refuses: options of another format, an encoding that is none (the call is wrong)
Shown:   tests/faces/test_importing.py, tests/faces/test_redlines.py
"""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.faces.cli.options import LedgerOption, ledger_path
from onrecord.terms.imports import ImportFormat
from onrecord.terms.red_lines import DayOrder

app = typer.Typer()

REDLINES = "redlines"
FORMATS = (*(f.value for f in ImportFormat), REDLINES)


def _format(given: str) -> str:
    """The name of a format as typed; the call is wrong when there is none of it."""
    if given.lower() not in FORMATS:
        raise typer.BadParameter(f"{given!r} is not one of {', '.join(FORMATS)}")
    return given.lower()


FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar=f"<{'|'.join(FORMATS)}>",
        parser=_format,
        help="Take every file as this, whatever it looks like. redlines: a sheet of red lines that somebody keeps.",
    ),
]


@app.command("import")
def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Plain, .gz or .zip files.", show_default=False)
    ],
    ledger: LedgerOption = None,
    taken_as: FormatOption = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="The encoding of the files, where it is known.")
    ] = None,
    shown: Annotated[int, typer.Option("--show-refused", min=0, help="Refused rows to print for each file.")] = 10,
    by: Annotated[str, typer.Option("--by", help="redlines: who enters them.")] = "",
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            metavar="SLOT=HEADING,...",
            help='redlines: which column holds what (agent=Country,deed="What they will do"), or a .toml or .json '
            "file that says so.",
            show_default="guessed from the headings, and said",
        ),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", help="redlines: the sheet's name.", show_default="the file's")
    ] = None,
    day_first: Annotated[
        bool | None, typer.Option("--day-first/--month-first", help="redlines: how 03/04/2026 is meant.")
    ] = None,
    marked: Annotated[
        bool, typer.Option("--marked", help="redlines: take off the apostrophes that an export put before = + - @.")
    ] = False,
) -> None:
    """Take events from POLECAT, ACLED, GDELT 2.0 and ICEWS files into the ledger, as candidates; or a sheet of red
    lines (--format redlines), as records entered by hand."""
    from onrecord.faces.cli.import_told import codec_named, import_files

    codec = codec_named(encoding)
    if encoding is not None and codec is None:
        raise typer.BadParameter(f"{encoding!r} is no encoding of text that we know", param_hint="--encoding")
    path = ledger_path(ledger)
    if taken_as != REDLINES:
        _only_of_redlines(by=by or None, columns=columns, sheet=sheet, day_first=day_first, marked=marked or None)
        forced = ImportFormat(taken_as) if taken_as is not None else None
        raise typer.Exit(import_files(files, ledger=path, forced=forced, encoding=codec, shown=shown))
    from onrecord.faces.cli.redlines import SheetAsked, import_sheet

    if not one_line(by):
        raise typer.BadParameter(
            "a record entered by hand says who entered it: one line (--by NAME)", param_hint="--by"
        )
    if sheet is not None and (not one_line(sheet) or len(files) > 1):
        raise typer.BadParameter("give one sheet a name of one line", param_hint="--sheet")
    days = None if day_first is None else DayOrder.DAY_FIRST if day_first else DayOrder.MONTH_FIRST
    asked = SheetAsked(by=by.strip(), columns=columns, name=sheet, days=days, encoding=codec, marked=marked)
    raise typer.Exit(max(import_sheet(file, ledger=path, asked=asked, shown=shown) for file in files))


def _only_of_redlines(**given: object) -> None:
    """The call is wrong where an option of a sheet is given with another format."""
    for name, value in given.items():
        if value is not None:
            option = "--day-first/--month-first" if name == "day_first" else f"--{name}"
            raise typer.BadParameter("it belongs to --format redlines", param_hint=option)


MOST_NAME_CHARS = 100


def one_line(name: str) -> bool:
    """Can it stand in a line as a name: some letters, no control characters, not long?"""
    return bool(name.strip()) and name.isprintable() and len(name) <= MOST_NAME_CHARS
