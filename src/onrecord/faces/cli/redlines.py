"""What `onrecord import --format redlines` prints.

In:      a sheet's path, what its columns hold, who imports it; a ledger
Out:     standard output: what was taken for what, a line a sheet; standard error: notes, refused rows
Refuses: a sheet as a whole (SheetRefused), columns that are not clear (ColumnsUnclear)
Shown:   tests/faces/test_redlines.py
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from rich.text import Text

from onrecord.faces.cli.console import console
from onrecord.faces.cli.met import noticed_words
from onrecord.faces.cli.tally import progress_bar
from onrecord.faces.clock import now
from onrecord.imports.red_lines import refuse_unclear_days
from onrecord.imports.sheet_columns import columns_at, columns_guessed, columns_said
from onrecord.imports.sheets import OpenedSheet, open_sheet
from onrecord.ledger import open_ledger
from onrecord.questions.wording import plural
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.terms.red_lines import DayOrder, SheetSlot
from onrecord.terms.refusals import Refusal
from onrecord.walk.open import open_engines
from onrecord.walk.sheets import SheetHeld, SheetImport, Taken, held_as, take_in

# So many rows are looked at as they come in, in some twenty seconds; more when `met` is asked.
LOOKED_AT_ONCE = 2_000

DELIMITER_WORDS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
NOT_SAID = {
    SheetSlot.MODAL: "where the deed's own words say no modal, it will be done",
    SheetSlot.MODE: "a condition without a connective of its own is one with “if”",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetAsked:
    """How a sheet is to be taken, as typed. columns: None: guessed. name: None: the file's."""

    by: str
    columns: str | None
    name: str | None
    days: DayOrder | None
    encoding: str | None
    marked: bool


def import_sheet(path: Path, *, ledger: LedgerPlace, asked: SheetAsked, shown: int) -> int:
    """Import one sheet. Returns the exit code: 1 when no row of it is a red line, else 0."""
    out, err = console(), console(stderr=True)
    opened = open_sheet(path, encoding=asked.encoding, marks_off=asked.marked)
    if asked.columns is None:
        columns = columns_guessed(opened.headings)
    else:
        columns = columns_at(opened.headings, columns_said(asked.columns))
    name = asked.name or opened.name
    for note in opened.notes:
        err.print(Text(f"{name}: {note}", style="yellow"), soft_wrap=True)
    for line in _taken_for(opened, columns, guessed=asked.columns is None):
        out.print(Text(f"{name}: {line}"), soft_wrap=True)
    if SheetSlot.DAY in columns and asked.days is None:
        refuse_unclear_days(opened.rows(), columns[SheetSlot.DAY])
    told: Counter[str] = Counter()

    def tell(where: str, refusal: Refusal) -> None:
        told["all"] += 1
        if told["all"] <= shown:
            reason = refusal.reason.partition(": ")[2] or refusal.reason
            err.print(Text(f"{where}: {reason} [{refusal.code}]", style="red"), soft_wrap=True)

    moment = now()
    how = SheetImport(
        name=name,
        by=asked.by,
        at=moment,
        columns=columns,
        days=asked.days,
        latest=moment.date() + timedelta(days=1),  # somewhere it is tomorrow already
    )
    with open_ledger(ledger) as book:
        other = held_as(book, opened.sha256) if asked.name is None else None
        if other not in (None, name):
            raise SheetHeld(
                f"{path} is held already, as the sheet “{other}”. To import it as that: --sheet {other!r}; "
                f"as one of its own: --sheet {name!r}"
            )
        with progress_bar(err) as progress:
            task = progress.add_task(f"importing {name}", total=opened.rows_held)
            done = take_in(book, opened, how, open_engines(), told=tell, on_rows=lambda n: progress.advance(task, n))
        if told["all"] > shown:
            more = f"{told['all'] - shown:,} more; `onrecord export --format redlines --with-status` tells all"
            err.print(Text(f"{name}: {more}"), soft_wrap=True)
        out.print(Text(f"{name}: {_tally_words(done, how)}"), soft_wrap=True)
        if done.recorded.readings.new > LOOKED_AT_ONCE:
            out.print("what meets its rows is not looked at yet: `onrecord met` does that")
        elif done.recorded.norms.new:
            for sentence in noticed_words(book, came=done.recorded.readings.new):
                out.print(Text(sentence), soft_wrap=True)
    return 0 if done.rows > done.refused.total() else 1


def _taken_for(opened: OpenedSheet, columns: dict[SheetSlot, int], *, guessed: bool) -> list[str]:
    """How the file is written, which column was taken for what, which for nothing, and what follows where one lacks."""
    d = opened.dialect
    mark = ", with a byte order mark" if d.has_mark else ""
    named = [" ".join(h.split()) or f"column {n}" for n, h in enumerate(opened.headings, start=1)]
    taken = "; ".join(f"{slot}: “{named[at]}”" for slot, at in columns.items())
    unused = [f"“{h}”" for n, h in enumerate(named) if n not in columns.values()]
    lines = [
        f"{d.encoding}{mark}, cells parted by {DELIMITER_WORDS[d.delimiter]}, {plural(opened.rows_held, 'row')}",
        f"{'taken from its headings' if guessed else 'as said'}: {taken}",
    ]
    if guessed:
        said = ",".join(f'{slot}="{opened.headings[at]}"' for slot, at in columns.items())
        lines.append(f"to say it yourself: --columns '{said}'")
    if unused:
        lines.append(f"kept, and taken for nothing: {', '.join(unused)}")
    lines += [f"no column of the {slot}: {words}" for slot, words in NOT_SAID.items() if slot not in columns]
    return lines


def _tally_words(done: Taken, how: SheetImport) -> str:
    """`version 2, entered by hand by Ada: 10 rows, 1 new, 1 changed, 0 gone, 8 as they were; 1 refused (...)`."""
    if not done.moved and not done.recorded.readings.new:
        return f"{plural(done.rows, 'row')}, all as they were: nothing is new"
    words = (
        f"version {done.version}, entered by hand by {how.by}: {plural(done.rows, 'row')}, {done.new:,} new, "
        f"{done.changed:,} changed, {done.gone:,} gone, {done.held:,} as they were"
    )
    for what, counted in (("refused", done.refused), ("noted", done.noted)):
        if counted:
            each = ", ".join(f"{n:,} x {code}" for code, n in sorted(counted.items()))
            words += f"; {counted.total():,} {what} ({each})"
    return words
