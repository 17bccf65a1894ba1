"""All that is in a part, whatever a record in it does to its reader.

In:      a part, a reader process
Out:     ThingOutcomes, in order, and in the place of a record that ended its reader a SetApart
Refuses: nothing; an input that cannot be read on raises PartFailed
Shown:   tests/batch/test_attempts.py

A record that ends its reader is tried twice more, each time alone in a new process: what killed it may have been the
memory that others left behind, or somebody else's process. After that it is set apart, and the rest is read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.batch.messages import Ask, ThingOutcome, ThingPassedOver
from onrecord.batch.reader_process import Beat, EndedReading, ReaderProcess, unheard
from onrecord.batch.settings import BatchSettings
from onrecord.pages.archives import Part
from onrecord.terms.pages import Page

TRIES_ALONE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SetApart:
    """A record that ended its reader at every try.

    page:    None where it did so before it was a page.
    records: how many are lost with it: 1; all that follow where there is no page, as nobody gets past it.
    """

    ordinal: int
    address: str
    code: str
    reason: str
    page: Page | None
    records: int


def outcomes_of(
    part: Part, settings: BatchSettings, reader: ReaderProcess, *, beat: Beat = unheard
) -> Iterator[ThingOutcome | SetApart]:
    """What came of each thing of the part."""
    reached = 0
    for came in _through(part, settings, reader, 0, beat):
        if isinstance(came, SetApart) and came.page is None and len(part.files) > 1:
            # A file that no process gets past by itself: the others are opened without it.
            yield from _file_by_file(part, settings, reader, reached, beat)
            return
        if not isinstance(came, ThingPassedOver):
            yield came
            reached = came.ordinal


def _file_by_file(
    part: Part, settings: BatchSettings, reader: ReaderProcess, reached: int, beat: Beat
) -> Iterator[ThingOutcome | SetApart]:
    """The same, each file a part of its own. reached: so many things came before; ordinals go on from there."""
    before = 0
    for file in part.files:
        one = replace(part, path=file.path, first=1, files=(file,), records=1)
        in_it = 0
        for came in _through(one, settings, reader, max(0, reached - before), beat):
            in_it = came.ordinal
            if not isinstance(came, ThingPassedOver) and before + in_it > reached:
                yield replace(came, ordinal=before + in_it)
        before += in_it


def _through(
    part: Part, settings: BatchSettings, reader: ReaderProcess, reached: int, beat: Beat
) -> Iterator[ThingOutcome | SetApart | ThingPassedOver]:
    """From behind `reached` to the end, or to where nobody gets past."""
    while True:
        try:
            for came in reader.ask(Ask(part, settings, first=reached + 1), beat=beat):
                yield came
                reached = max(reached, came.ordinal)
            return
        except EndedReading:
            pass
        alone = _alone(part, settings, reader, reached + 1, beat)
        if alone is None:
            return  # it ended behind the last thing, which this time went well
        yield alone
        if isinstance(alone, SetApart) and alone.page is None:
            return
        reached = alone.ordinal


def _alone(
    part: Part, settings: BatchSettings, reader: ReaderProcess, ordinal: int, beat: Beat
) -> ThingOutcome | SetApart | None:
    """What comes of one thing when a new process reads it alone; None: there is no such thing."""
    asked = Ask(part, settings, first=ordinal, last=ordinal, shown=True)
    for left in reversed(range(TRIES_ALONE)):
        try:
            came = [one for one in reader.ask(asked, beat=beat) if isinstance(one, ThingOutcome)]
            return came[0] if came else None
        except EndedReading as ended:
            if not left:
                return _set_apart(part, ordinal, ended)
    raise AssertionError("one try at least")


def _set_apart(part: Part, ordinal: int, ended: EndedReading) -> SetApart:
    address, records = part.path if part.files else f"{part.path}:{part.first + ordinal - 1}", 1
    if ended.page is not None:
        address = ended.page.address
        reason = f"{ended.reason}, at both of its tries alone. Its bytes are kept: please report it with them"
    else:
        records = max(1, part.records - ordinal + 1)
        reason = f"{ended.reason} before it was a page, at both of its tries alone"
        if records > 1:
            reason += f"; {records - 1:,} that follow it there are not read"
    return SetApart(ordinal=ordinal, address=address, code=ended.code, reason=reason, page=ended.page, records=records)
