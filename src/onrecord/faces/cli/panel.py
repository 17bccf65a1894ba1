"""`onrecord panel`: an actor, or one actor towards another, by month, for statistics.

In:      a ledger, what to count by, which months
Out:     CSV or Parquet, to a file or standard output; a codebook beside; on standard error what is in no row
Refuses: an actor nobody has (UnknownName, with names like it), a month that is none
Source:  docs/panel.md
Shown:   tests/faces/test_panel.py
"""

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.console import say
from onrecord.faces.cli.options import Balanced, FromMonth, LedgerOption, ToMonth, ledger_path, months_typed
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.terms.whole_files import whole_file, write_whole

if TYPE_CHECKING:
    from onrecord.questions.panel.counting import PanelAsked
    from onrecord.questions.panel.making import Panel

app = typer.Typer()


class PanelUnit(StrEnum):
    """What a row of a panel is of."""

    ACTOR = "actor"
    DYAD = "dyad"


class As(StrEnum):
    """Whose a norm is."""

    AGENT = "agent"
    SPEAKER = "speaker"


class PanelForm(StrEnum):
    """What a panel is written as."""

    CSV = "csv"
    PARQUET = "parquet"


@app.command()
def panel(
    by: Annotated[PanelUnit, typer.Option("--by", help="A row for each actor, or each directed pair, and month.")] = (
        PanelUnit.ACTOR
    ),
    side: Annotated[As, typer.Option("--as", help="Whose a norm is: who is bound, or who says so.")] = As.AGENT,
    actors: Annotated[
        list[str] | None,
        typer.Option("--actor", metavar="NAME", help="Only this actor; may be given again."),
    ] = None,
    targets: Annotated[
        list[str] | None,
        typer.Option("--target", metavar="NAME", help="By dyad: only towards this one."),
    ] = None,
    since: FromMonth = None,
    until: ToMonth = None,
    balanced: Balanced = False,
    form: Annotated[PanelForm, typer.Option("--format", help="What to write (Parquet: extra export).")] = PanelForm.CSV,
    out: Annotated[Path | None, typer.Option("--out", help="The file.", show_default="standard output")] = None,
    codebook: Annotated[
        Path | None, typer.Option("--codebook", metavar="FILE", help="Also write what each column means, as Markdown.")
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Count what actors said they will do, what became of it, and what they did, by month, for statistics."""
    from onrecord.questions.panel.columns import PanelBy
    from onrecord.questions.panel.counting import PanelAsked, PanelSide

    first, last = months_typed(since, until)
    if targets and by is not PanelUnit.DYAD:
        raise typer.BadParameter("it belongs to --by dyad", param_hint="--target")
    asked = PanelAsked(by=PanelBy(by.value), side=PanelSide(side.value), since=first, until=last, balanced=balanced)
    raise typer.Exit(
        write_panel(
            ledger_path(ledger),
            asked,
            actors=tuple(actors or ()),
            targets=tuple(targets or ()),
            as_parquet=form is PanelForm.PARQUET,
            out=out,
            codebook_to=codebook,
        )
    )


def write_panel(
    ledger: LedgerPlace,
    asked: "PanelAsked",
    *,
    actors: tuple[str, ...],
    targets: tuple[str, ...],
    as_parquet: bool,
    out: Path | None,
    codebook_to: Path | None,
) -> int:
    """Write it. actors, targets: as typed. Returns the exit code: 1 where no row has anything to count."""
    from onrecord.ledger import open_ledger
    from onrecord.questions.named_actors import actor_meant
    from onrecord.questions.panel.codebook import codebook
    from onrecord.questions.panel.columns import PanelBy
    from onrecord.questions.panel.making import left_out_words
    from onrecord.questions.panel.making import panel as panel_of
    from onrecord.questions.wording import plural

    with open_ledger(ledger, create=False, read_only=True) as book:
        named = replace(
            asked,
            actors=tuple(actor_meant(book, typed).code for typed in actors),
            targets=tuple(actor_meant(book, typed).code for typed in targets),
        )
        made = panel_of(book, named)
    _write(made, out, as_parquet=as_parquet)
    if codebook_to is not None:
        write_whole(codebook_to, codebook(asked.by).encode("utf-8"))
    for sentence in left_out_words(made.left_out):
        say(sentence, err=True)
    units = plural(len(made.units), "actor" if asked.by is PanelBy.ACTOR else "pair")
    months = f", {made.months[0]} to {made.months[-1]}" if made.months else ""
    say(f"{plural(len(made), 'row')}: {units}{months}", err=True)
    return 0 if len(made) else 1


def _write(made: "Panel", out: Path | None, *, as_parquet: bool) -> None:
    from onrecord.questions.exports.typed import csv_parts, parquet_bytes

    if as_parquet:
        data = parquet_bytes(made.columns, made.rows())
        if out is None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            write_whole(out, data)
        return
    parts = csv_parts(made.columns, made.rows())
    if out is None:
        for part in parts:
            sys.stdout.buffer.write(part.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
        return
    with whole_file(out) as beside, beside.open("wb") as file:
        for part in parts:
            file.write(part.encode("utf-8", "backslashreplace"))
