"""What `onrecord import` prints of files of events.

In:      paths, an encoding; a ledger
Out:     standard output: a line a file; standard error: notes, refused rows and their count
Refuses: what the ledger refuses, as a LedgerError
Shown:   tests/faces/test_importing.py
"""

import codecs
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from rich.console import Console
from rich.text import Text

from onrecord.faces.cli.console import console
from onrecord.faces.cli.met import noticed_words
from onrecord.faces.cli.tally import progress_bar
from onrecord.faces.clock import now
from onrecord.imports import OpenedFile, RefusedFile, open_files
from onrecord.ledger import Imported, ImportTally, open_ledger
from onrecord.questions.wording import plural
from onrecord.terms.imports import ImportFormat, RefusedRow
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
    out, err = console(), console(stderr=True)
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
