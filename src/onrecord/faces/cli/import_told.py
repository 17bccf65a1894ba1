"""What `onrecord import` and `onrecord imported` print.

In:      paths; a ledger and filters
Out:     standard output: a line a file, tables, JSON lines; standard error: notes, refused rows and their count
Refuses: what the ledger refuses, as a LedgerError
Shown:   tests/faces/test_importing.py
"""

import codecs
import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.faces.cli.console import console
from onrecord.faces.cli.over_time import noticed_words
from onrecord.faces.cli.tally import progress_bar
from onrecord.faces.clock import now
from onrecord.imports import OpenedFile, RefusedFile, open_files
from onrecord.ledger import Imported, ImportedEntry, ImportedFilters, ImportTally, open_ledger
from onrecord.questions.wording import date_words, plural
from onrecord.terms.imports import ImportedParty, ImportFormat, RefusedRow
from onrecord.terms.ledger_places import LedgerPlace

ASCII = bytes(range(0x20, 0x7F))

# So many events are looked at as they come in, in about a minute; more when `met` is asked.
LOOKED_AT_ONCE = 20_000

# Ways of writing names of hosts and of Python's source, which read most ASCII as itself and raise on other bytes.
OF_OTHER_THINGS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7"})


def codec_named(encoding: str | None) -> str | None:
    """The codec's own name; None for an unknown one and for what is no encoding of text (base64)."""
    if encoding is None:
        return None
    try:
        found = codecs.lookup(encoding)
        # ASCII must stand for itself: what parts rows and cells is ASCII. It does not in base64, punycode, EBCDIC.
        if found.name in OF_OTHER_THINGS:
            return None
        if not found.name.startswith("utf-16") and ASCII.decode(found.name) != ASCII.decode("ascii"):
            return None
    except (LookupError, TypeError, ValueError):
        return None
    # A mark at the beginning is none of the first column's name.
    return {"utf-8": "utf-8-sig", "utf-16": "utf-16-le"}.get(found.name, found.name)


def import_files(
    paths: Sequence[Path], *, ledger: LedgerPlace, forced: ImportFormat | None, encoding: str | None, shown: int
) -> int:
    """Import each file. Returns the exit code: 1 when no row of any could be read, else 0."""
    out, err = _console(), console(stderr=True)
    total = ImportTally()
    with open_ledger(ledger) as book:
        for path in paths:
            # Somewhere it is tomorrow already.
            latest = now().date() + timedelta(days=1)
            for opened in open_files(path, forced=forced, encoding=encoding, latest=latest):
                if isinstance(opened, RefusedFile):
                    err.print(Text(f"refused {opened.reason}", style="red"), soft_wrap=True)
                    continue
                tally = _import(book.imported, opened, err, shown)
                out.print(Text(_tally_words(opened, tally)), soft_wrap=True)
                total += tally
        if total.new > LOOKED_AT_ONCE:
            out.print(f"what {total.new:,} events meet is not looked at yet: `onrecord met` does that")
        elif total.new:
            for sentence in noticed_words(book, came=0):
                out.print(Text(sentence), soft_wrap=True)
    return 0 if total.new + total.held else 1


def _import(imported: Imported, opened: OpenedFile, err: Console, shown: int) -> ImportTally:
    told = 0

    def tell(row: RefusedRow) -> None:
        nonlocal told
        told += 1
        if told <= shown:
            err.print(Text(f"{opened.file.name}:{row.line}: refused: {row.reason}", style="red"), soft_wrap=True)

    for note in opened.file.notes:
        err.print(Text(f"{opened.file.name}: {note}", style="yellow"), soft_wrap=True)
    with progress_bar(err) as progress:
        task = progress.add_task(f"importing {opened.file.name}", total=None)
        tally = imported.add(
            opened.file,
            opened.rows(),
            recorded_at=now(),
            on_commit=lambda done: progress.advance(task, done.new + done.held),
            on_refused=tell,
        )
    if told > shown:
        err.print(
            Text(f"{opened.file.name}: {told - shown:,} more refused; `onrecord imported --refused` lists them all"),
            soft_wrap=True,
        )
    return tally


def _tally_words(opened: OpenedFile, tally: ImportTally) -> str:
    """`FILE: gdelt, 98 events added, 1 held already, 1 row refused (1 x date)`."""
    words = f"{opened.file.name}: {opened.file.format.value}, {plural(tally.new, 'event')} added"
    if tally.untyped:
        words += f" ({tally.untyped:,} of a category that has no PLOVER type)"
    if tally.held:
        words += f", {tally.held:,} held already"
    rows = tally.refused.total()
    reasons = ", ".join(f"{n:,} x {code}" for code, n in sorted(tally.refused.items()))
    return words + f", {plural(rows, 'row')} refused" + (f" ({reasons})" if rows else "")


def print_events(ledger: LedgerPlace, *, filters: ImportedFilters, limit: int, as_json: bool) -> int:
    """Print the newest events that match. Returns the exit code: 1 when there is none."""
    with open_ledger(ledger, create=False, read_only=True) as book:
        entries = tuple(book.imported.entries(filters, limit=limit))
        total = book.imported.count(filters)
    out = _console()
    if as_json:
        for entry in entries:
            print(json.dumps(entry.to_json()), file=out.file)
    elif entries:
        out.print(_table(entries))
        out.print(Text(f"{len(entries)} of {total:,} imported events", style="dim"))
    else:
        out.print("no imported event matches")
    return 0 if entries else 1


def print_files(ledger: LedgerPlace, *, as_json: bool) -> int:
    """Print the files that were imported. Returns the exit code: 1 when there is none."""
    with open_ledger(ledger, create=False, read_only=True) as book:
        held = book.imported.files()
    out = _console()
    for one in held:
        file = one.file
        if as_json:
            value = {
                "name": file.name,
                "format": file.format.value,
                "sha256": file.sha256,
                "encoding": {"name": file.encoding, "basis": file.encoding_basis},
                "columns": list(file.columns),
                "notes": list(file.notes),
                "recorded_at": one.recorded_at.isoformat(),
                "events": one.events,
                "refused": one.refused,
            }
            print(json.dumps(value), file=out.file)
        else:
            out.print(
                Text(
                    f"{file.name}: {file.format.value}, {plural(one.events, 'event')}, {plural(one.refused, 'row')} "
                    f"refused, {file.encoding} ({file.encoding_basis}), imported {one.recorded_at:%Y-%m-%d %H:%M} UTC"
                ),
                soft_wrap=True,
            )
    if not held and not as_json:
        out.print("no file was imported")
    return 0 if held else 1


def print_refused(ledger: LedgerPlace, *, limit: int, as_json: bool) -> int:
    """Print the rows that were refused. Returns the exit code: 1 when there is none."""
    with open_ledger(ledger, create=False, read_only=True) as book:
        rows = book.imported.refused(limit=limit)
    out = _console()
    for name, row in rows:
        if as_json:
            value = {"file": name, "line": row.line, "code": row.code, "reason": row.reason, "text": row.text}
            print(json.dumps(value), file=out.file)
        else:
            out.print(Text(f"{name}:{row.line}: {row.reason}"), soft_wrap=True)
    if not rows and not as_json:
        out.print("no row was refused")
    return 0 if rows else 1


def _table(entries: Sequence[ImportedEntry]) -> Table:
    table = Table(box=None, padding=(0, 1), show_edge=False, expand=True)
    table.add_column("when", no_wrap=True)
    table.add_column("event", ratio=3)
    table.add_column("place", ratio=1)
    table.add_column("origin", ratio=2, style="dim", overflow="fold")
    for entry in entries:
        event = entry.event
        kind = f"{event.type.value}{f'/{event.mode}' if event.mode else ''}" if event.type else "no PLOVER type"
        between = " -> " if event.directed else " | "
        parties = between.join(_party_words(p) for p in (event.actor, event.recipient))
        category = "" if event.code == kind else f" ({event.code})"
        words = f"{kind}{category}: {parties}" + (f"\n“{event.words}”" if event.words else "")
        place = event.place or event.place_state or "not said"
        origin = f"{event.format.value} {Path(entry.file).name}:{entry.line}"
        table.add_row(Text(date_words(event.date)), Text(words), Text(place), Text(origin))
    return table


def _party_words(party: ImportedParty | None) -> str:
    """`“RUSSIAN ARMY” (RUS.MIL)`."""
    if party is None:
        return "nobody named"
    code = f"{party.code}{f'.{party.sector}' if party.sector else ''}"
    return f"“{party.name}” ({code})" if party.name and party.name != code else code


def _console() -> Console:
    return console()
