"""`onrecord panel`: an actor, or one actor towards another, by month, for statistics.

In:      a ledger, what to count by, which months
Out:     CSV or Parquet, to a file or standard output; a codebook beside; on standard error what is in no row
Refuses: an actor nobody has (UnknownName, with names like it), a month that is none
Source:  docs/panel.md
Shown:   tests/faces/test_panel.py
"""

import sys
from dataclasses import replace
from pathlib import Path

from onrecord.faces.cli.console import say
from onrecord.ledger import open_ledger
from onrecord.questions.exports.typed import csv_parts, parquet_bytes
from onrecord.questions.named_actors import actor_meant
from onrecord.questions.panel.codebook import codebook
from onrecord.questions.panel.columns import PanelBy
from onrecord.questions.panel.counting import PanelAsked
from onrecord.questions.panel.making import Panel, left_out_words, panel
from onrecord.questions.wording import plural
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.terms.whole_files import whole_file, write_whole


def write_panel(
    ledger: LedgerPlace,
    asked: PanelAsked,
    *,
    actors: tuple[str, ...],
    targets: tuple[str, ...],
    as_parquet: bool,
    out: Path | None,
    codebook_to: Path | None,
) -> int:
    """Write it. actors, targets: as typed. Returns the exit code: 1 where no row has anything to count."""
    with open_ledger(ledger, create=False, read_only=True) as book:
        named = replace(
            asked,
            actors=tuple(actor_meant(book, typed).code for typed in actors),
            targets=tuple(actor_meant(book, typed).code for typed in targets),
        )
        made = panel(book, named)
    _write(made, out, as_parquet=as_parquet)
    if codebook_to is not None:
        write_whole(codebook_to, codebook(asked.by).encode("utf-8"))
    for sentence in left_out_words(made.left_out):
        say(sentence, err=True)
    units = plural(len(made.units), "actor" if asked.by is PanelBy.ACTOR else "pair")
    months = f", {made.months[0]} to {made.months[-1]}" if made.months else ""
    say(f"{plural(len(made), 'row')}: {units}{months}", err=True)
    return 0 if len(made) else 1


def _write(made: Panel, out: Path | None, *, as_parquet: bool) -> None:
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
