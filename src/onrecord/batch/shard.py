"""One part of an input into a shard: a ledger of its own, whole or not at all.

In:      a part, the folder, settings, the moment its readings bear
Out:     NAME.shard.db and NAME.done.json in the folder; Done
Refuses: a folder that takes no file (FolderNotWritable), a full disk (NoRoom), an input that cannot be read or has
         changed (PartFailed), a reader that does not start (NoReader)
Source:  docs/batch.md
Shown:   tests/batch/test_shard.py

The name comes from content: of the part, of the reader, of the settings. What is done under that name is not done
again, whoever asks: a worker of the pool, a person, an executor of another scheduler. A shard that was not finished is
begun again: shards are small.
"""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from onrecord.batch.attempts import SetApart, outcomes_of
from onrecord.batch.done import MARKER, Done, Quarantined, Truncated, file_digest, marker_at
from onrecord.batch.errors import ShardDamaged
from onrecord.batch.folder import building, put, said_of
from onrecord.batch.locks import one_at_a_time
from onrecord.batch.messages import Opens, ThingOutcome
from onrecord.batch.quarantine import keep
from onrecord.batch.reader_process import ReaderProcess, warm_reader
from onrecord.batch.reading import open_reader
from onrecord.batch.settings import BatchSettings
from onrecord.batch.tally import Tallied
from onrecord.ledger import Ledger, Report, open_ledger
from onrecord.ledger.schema.migrations import steps
from onrecord.pages.archives import Ending, Part
from onrecord.terms.ids import content_id

# Readings to a transaction of a file that nobody else sees: what counts is that few wait in memory.
READINGS_PER_COMMIT = 100

Told = Callable[[int], None]
"""Hears how many records are done, at least every second while something is."""


def unheard(_done: int) -> None:
    """For a shard nobody follows."""


def shard_name(part: Part, *, reader: str, settings: BatchSettings) -> str:
    """The name of a part's shard: "shard-" and 24 hex digits. reader: as `Engines.name` says it."""
    return content_id("shard", [part.name, reader, settings.digest])


def process_shard(
    part: Part,
    out: Path,
    settings: BatchSettings,
    *,
    recorded_at: datetime,
    opens: Opens = open_reader,
    run: str | None = None,
    told: Told = unheard,
) -> Done:
    """Read a part into its shard, unless that is done; what its marker says.

    out:         the folder; it must be there. A relative path counts from where this process works.
    recorded_at: by the caller's clock, with its time zone; one moment a run.
    opens:       what reads; another process must be able to import it.
    run:         the run it is made in, for its marker; None: none that has a name.
    """
    out = out.absolute()
    with said_of(out), warm_reader(opens) as reader:
        named = reader.name(settings, beat=lambda: told(0))
        name = shard_name(part, reader=named, settings=settings)
        held = held_done(out, name, settings)
        if held is not None:
            return held
        with building(out, name) as path:
            done = replace(_built(path, part, out, settings, name, reader, recorded_at, told), run=run)
            with one_at_a_time(out):  # the shard and its marker are of one hand
                held = held_done(out, name, settings)
                if held is not None:
                    return held
                put(path, out / done.shard_file)
                try:
                    put_marker(done, out)
                except OSError:
                    (out / done.shard_file).unlink()  # the room it takes is wanted
                    raise
    return done


def held_done(out: Path, name: str, settings: BatchSettings) -> Done | None:
    """What is done under this name; None: nothing that holds, or a larger limit may let more through."""
    try:
        done = marker_at(out / f"{name}{MARKER}")
        whole = file_digest(out / done.shard_file) == done.sha256
    except (FileNotFoundError, ShardDamaged):
        return None
    return done if whole and done.fits(settings) else None


def put_marker(done: Done, out: Path) -> None:
    """Write a marker."""
    name = f"{done.name}{MARKER}"
    with building(out, name) as path:
        path.write_text(json.dumps(done.json(), indent=1) + "\n", encoding="ascii")
        put(path, out / name)


def _built(
    path: Path,
    part: Part,
    out: Path,
    settings: BatchSettings,
    name: str,
    reader: ReaderProcess,
    recorded_at: datetime,
    told: Told,
) -> Done:
    """The shard at a path, closed; what its marker is to say."""
    began = time.process_time()
    tallied = Tallied()
    quarantined: list[Quarantined] = []
    named = reader.name(settings)

    def noted(outcome: ThingOutcome | SetApart) -> ThingOutcome | SetApart:
        if isinstance(outcome, SetApart):
            quarantined.append(keep(outcome, out, reader=named))
        return outcome

    outcomes = outcomes_of(part, settings, reader, beat=lambda: told(tallied.seen))
    with open_ledger(path) as book:
        recorded = book.record_many(
            tallied.stored(map(noted, outcomes)), recorded_at=recorded_at, batch=READINGS_PER_COMMIT
        )
        content_digest = book.content_digest()
        near_copies = _near_copies(book)
    if part.ending is Ending.CUT:
        tallied.truncated.append(Truncated(address=part.path, reason="it ends inside a record"))
    return Done(
        name=name,
        input=json.loads(part.to_json()),
        reader=named,
        settings=settings,
        schema_version=len(steps()),
        sha256=file_digest(path),
        content_digest=content_digest,
        recorded_at=recorded_at.isoformat(),
        counts=tallied.counts(recorded, near_copies=near_copies, cpu_seconds=time.process_time() - began),
        quarantined=tuple(quarantined),
        truncated=tuple(tallied.truncated),
    )


def _near_copies(book: Ledger) -> int:
    """Pages beyond the first of each group of copies."""
    reports = [Report(id_, ()) for id_ in book.reading_ids()]
    return len(reports) - len(book.copies.groups(reports))
