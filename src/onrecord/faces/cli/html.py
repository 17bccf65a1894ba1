"""`onrecord read --html FILE`: one file that opens anywhere, with every reading over the text.

In:      captured pages and pages that could not be captured
Out:     the file, whole or not at all; standard error: progress, refusals and their count
Refuses: to begin without the extra `desk` (DeskMissing); pages of which none could be read leave no file
Shown:   tests/faces/web/test_one_file.py
"""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from onrecord.faces.cli.console import console
from onrecord.faces.cli.serve import desk_parts
from onrecord.faces.cli.tally import ReadingTally, pages_of
from onrecord.faces.clock import now
from onrecord.terms.pages import Page, RefusedPage
from onrecord.terms.whole_files import write_whole
from onrecord.walk.many import read_many, read_safely


def write_html(
    captured: Iterable[Page | RefusedPage],
    to: Path,
    *,
    workers: int,
    least: float | None = None,
    max_seconds: float | None = None,
) -> int:
    """Write it. Returns the exit code: 1 when no page could be read."""
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
