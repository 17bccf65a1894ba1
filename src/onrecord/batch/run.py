"""A batch on one machine: inputs into a folder of shards.

In:      inputs, a folder, settings
Out:     Ran: what is in the folder now, and what of it this run did
Refuses: a folder that another run works on, or that takes no file; a full disk
Source:  docs/batch.md
Shown:   tests/batch/test_run.py
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from onrecord.batch.done import Done
from onrecord.batch.errors import BatchError
from onrecord.batch.folder import said_of, sweep
from onrecord.batch.leftover import LeftOver, forget_left_over, forget_those_of_old, note_left_over
from onrecord.batch.locks import Owner, alone
from onrecord.batch.manifest import BatchManifest, write_manifest
from onrecord.batch.messages import Opens
from onrecord.batch.planning import Plan
from onrecord.batch.pool import Heard, Pool, unheard
from onrecord.batch.reading import open_reader
from onrecord.batch.settings import BatchSettings
from onrecord.batch.shares import Share
from onrecord.batch.worker import Job
from onrecord.terms.log_events import LogEvent, tell

logger = logging.getLogger(__name__)

RECORDS_A_PART = 500

Schedule = Callable[[Plan, Job, Heard], Iterator[Done | LeftOver]]
"""Who makes the shards of a plan: what came of each part, as it comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """made: shards of this run; held: those that were done before; twice: parts whose content came before in this run.

    taken_over: who had left the folder locked.
    """

    manifest: BatchManifest
    made: int
    held: int
    twice: int
    taken_over: tuple[Owner, ...]


def run_batch(
    inputs: Sequence[str],
    out: Path,
    settings: BatchSettings,
    *,
    recorded_at: datetime,
    workers: int = 1,
    schedule: Schedule | None = None,
    share: Share = Share(),
    records_a_part: int = RECORDS_A_PART,
    opens: Opens = open_reader,
    run: str | None = None,
    heard: Heard = unheard,
) -> Ran:
    """Make the shards of a share of these inputs that are not made yet.

    Stopped in any way, by an exception, a signal or a power cut, the folder holds whole shards alone; run again, what
    is missing is made.

    schedule:    who makes the shards; None: a pool of `workers` processes of this machine.
    recorded_at: by the caller's clock, with its time zone; no shard's content depends on it.
    run:         its name in the log and in the markers of what it makes; None: none.
    """
    if workers < 1:
        raise ValueError(f"workers must be 1 or more, got {workers}")
    out = out.absolute()
    with said_of(out):
        out.mkdir(parents=True, exist_ok=True)
        with alone(out, share, since=recorded_at) as taken_over:
            sweep(out, of_others=share.whole)
            job = Job(out=out, settings=settings, recorded_at=recorded_at, opens=opens, run=run)
            plan = Plan(inputs, settings, share=share, records_a_part=records_a_part)
            made = held = 0
            try:
                for came in schedule(plan, job, heard) if schedule else Pool(plan, job, workers, heard).run():
                    if isinstance(came, LeftOver):
                        tell(logger, LogEvent.PART_LEFT_OVER, part=came.part.name)
                        note_left_over(came, out)
                        continue
                    new = came.recorded_at == recorded_at.isoformat()
                    made, held = made + new, held + (not new)
                    _log(came, new=new)
                    forget_left_over(str(came.input.get("name")), out)
            except BaseException:
                with suppress(OSError, BatchError):  # what stops the run is to be told
                    write_manifest(out)
                raise
            finally:
                sweep(out, of_others=False)
            if share.whole:
                forget_those_of_old(out, names=plan.names, paths=plan.paths)
            manifest = write_manifest(out)
    left_over = len(manifest.left_over)
    tell(logger, LogEvent.BATCH_ENDED, shards=len(manifest.shards), made=made, held=held, left_over=left_over)
    return Ran(manifest=manifest, made=made, held=held, twice=plan.twice, taken_over=taken_over)


def _log(done: Done, *, new: bool) -> None:
    counts = done.counts
    tell(
        logger,
        LogEvent.SHARD_MADE,
        shard=done.name,
        sha256=done.sha256,
        content_digest=done.content_digest,
        seen=counts.seen,
        read=counts.read,
        refused=sum(counts.refused.values()),
        quarantined=sum(counts.quarantined.values()),
        norms=counts.norms,
        cpu_seconds=round(counts.cpu_seconds, 3),
        new=new,
    )
