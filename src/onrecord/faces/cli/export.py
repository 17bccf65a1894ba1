"""`onrecord export`: the ledger in a format others read.

In:      a ledger, the name of a format, filters
Out:     one file, or standard output; of tables, a folder of files; standard error: what a spreadsheet would run
Refuses: an option of another format, a filter on a format of the whole ledger (the call is wrong)
Shown:   tests/faces/test_answers.py, tests/faces/test_redlines.py
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.data import rows
from onrecord.faces.cli.console import say
from onrecord.faces.cli.options import LedgerOption, filtered, ledger_path
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.terms.whole_files import write_whole

if TYPE_CHECKING:
    from onrecord.ledger import Filters
    from onrecord.questions.exports.how import How
    from onrecord.questions.exports.redlines import SheetOut

app = typer.Typer()

# The table itself and not `questions.exports.EXPORTS`, which is made of it: `--help` must not wait for a ledger.
FORMATS = {row["name"]: row["whole"] == "yes" for row in rows("exports.csv")}
"""Is it of the whole ledger? By the name of the format."""
# A folder of files in place of one.
TABLES = "tables"


def _format(given: str) -> str:
    """The name of a format as typed; the call is wrong when there is none of it."""
    if given.lower() not in (*FORMATS, TABLES):
        raise typer.BadParameter(f"{given!r} is not one of {', '.join((*FORMATS, TABLES))}")
    return given.lower()


@app.command()
@filtered
def export(
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar=f"<{'|'.join((*FORMATS, TABLES))}>",
            parser=_format,
            autocompletion=lambda: [*FORMATS, TABLES],
            help="Which format.",
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="The file; of tables, the folder.", show_default="standard output"),
    ] = None,
    ledger: LedgerOption = None,
    *,
    filters: "Filters",
    raw: Annotated[
        bool, typer.Option("--raw", help="CSV with every cell as on the page, also what a spreadsheet would run.")
    ] = False,
    like: Annotated[
        str | None,
        typer.Option("--like", metavar="FILE", help="redlines: the sheet imported from a file of this name."),
    ] = None,
    with_status: Annotated[
        bool, typer.Option("--with-status", help="redlines: with what the ledger knows of each row, behind its cells.")
    ] = False,
    desk: Annotated[
        str, typer.Option("--desk", metavar="URL", help="redlines: the desk that links lead to.")
    ] = "http://127.0.0.1:8470",
) -> None:
    """Write the ledger in a format others read. POLECAT holds events, and takes no filter; redlines is a sheet as it
    came in, whole; tables is a folder of Parquet files, one for each view of SQL, whole; datasette is its metadata."""
    from onrecord.faces.clock import now
    from onrecord.ledger import Filters
    from onrecord.questions.exports.how import How

    path = ledger_path(ledger)
    if form != "redlines":
        if like is not None or with_status:
            raise typer.BadParameter(
                "it belongs to --format redlines", param_hint="--like" if like else "--with-status"
            )
        if FORMATS.get(form, form == TABLES) and filters != Filters():
            raise typer.BadParameter(f"{form} is of the whole ledger and takes no filter", param_hint="--format")
        if form == TABLES:
            if out is None:
                raise typer.BadParameter("tables are a folder of files: say which", param_hint="--out")
            raise typer.Exit(export_tables(path, out))
        raise typer.Exit(write_export(path, form, filters=filters, out=out, raw=raw))
    sheet = Path(like).name.removesuffix(".gz") if like is not None else None
    how = How(built=now(), raw=raw, sheet=sheet, with_status=with_status, desk=desk)
    raise typer.Exit(export_sheet(path, filters=filters, how=how, out=out))


def write_export(ledger: LedgerPlace, form: str, *, filters: "Filters", out: Path | None, raw: bool = False) -> int:
    """Write everything that matches. Returns the exit code. raw: cells of CSV exactly as on the page."""
    from onrecord.faces.clock import now
    from onrecord.ledger import open_ledger
    from onrecord.questions.exports import EXPORTS
    from onrecord.questions.exports.how import How

    with open_ledger(ledger, create=False, read_only=True) as book:
        data = EXPORTS[form].write(book, filters, How(built=now(), raw=raw))
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_whole(out, data)
    return 0


def export_tables(ledger: LedgerPlace, folder: Path) -> int:
    """Write every view as a Parquet file into the folder. Returns the exit code."""
    from onrecord.ledger import open_ledger
    from onrecord.questions.exports.tables import write_tables
    from onrecord.questions.wording import plural

    with open_ledger(ledger, create=False, read_only=True) as book:
        written = write_tables(book, folder)
    say(f"{folder}: {plural(len(written), 'table')}, {plural(sum(written.values()), 'row')}", err=True)
    return 0


def export_sheet(ledger: LedgerPlace, *, filters: "Filters", how: "How", out: Path | None) -> int:
    """Write a sheet back. Returns the exit code."""
    from onrecord.ledger import open_ledger
    from onrecord.questions.exports.redlines import sheet_out

    with open_ledger(ledger, create=False, read_only=True) as book:
        sheet = sheet_out(book, filters, how)
    for line in _warnings(sheet, raw=how.raw):
        say(f"{sheet.sheet}: {line}", err=True)
    if out is None:
        sys.stdout.buffer.write(sheet.data)
        sys.stdout.buffer.flush()
    else:
        write_whole(out, sheet.data)
    return 0


def _warnings(sheet: "SheetOut", *, raw: bool) -> list[str]:
    from onrecord.questions.wording import plural

    lines = []
    if sheet.run:
        cells = f"{plural(sheet.run, 'cell')} begin{'s' if sheet.run == 1 else ''} with =, +, - or @"
        if raw:
            lines.append(f"{cells}, and stand{'s' if sheet.run == 1 else ''} as they came: a spreadsheet may run them")
        else:
            lines.append(f"{cells}: an apostrophe stands before each (--raw: none; import --marked takes it off)")
    if sheet.left_out:
        lines.append(f"{plural(sheet.left_out, 'row')} left out, withdrawn from the ledger")
    return lines
