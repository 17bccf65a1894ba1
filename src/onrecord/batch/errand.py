"""What an executor of another scheduler does with one row: a part into its shard, and word of it.

In:      a part as JSON, one a row; what all rows of a run share
Out:     the outcome as JSON, one a row: what the marker says, or why there is none
Refuses: another onrecord than the sender's, a folder or an input that is not seen from here, whatever
         `process_shard` raises: as an outcome, so that one shard never ends the run of the others
Shown:   tests/batch_spark/test_errand.py

Nothing in here knows which scheduler it is. It may run twice, on two machines at once: `process_shard` bears that.
"""

import json
import logging
import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from onrecord.batch.done import Done
from onrecord.batch.leftover import LeftOver
from onrecord.batch.shard import process_shard
from onrecord.batch.worker import Job
from onrecord.pages.archives import Part, PartKind
from onrecord.terms.errors import OnRecordError
from onrecord.terms.log_events import LogEvent, tell

logger = logging.getLogger(__name__)

# Of four tries, which is what Spark gives a task, the last says that the others ended their process.
TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What all rows of a run share. It is pickled.

    job:     its `out` is absolute, and means the same everywhere.
    sign:    the name of a file that the sender put there.
    version: of the sender's onrecord: shards are named by their reader, so two versions would make two of each.
    """

    job: Job
    sign: str
    version: str

    def outcome(self, row: str, *, tries: int = 0) -> str:
        """One row to its outcome, read by `outcome_of`. tries: how often this row has ended its process before."""
        job = self.job
        try:
            part = Part.from_json(row)
            reason = self._hindrance(part) or (_ENDED if tries >= TRIES else None)
            if reason is None:
                done = process_shard(
                    part, job.out, job.settings, recorded_at=job.recorded_at, opens=job.opens, run=job.run
                )
                return json.dumps({"done": done.json()})
        except OnRecordError as error:
            reason = str(error)
        except Exception as error:  # noqa: BLE001 - the wall between one strange part and the rest of a long run
            tell(logger, LogEvent.READER_FAILED, words="a part failed", error=error, at=row)
            reason = f"{type(error).__name__}: {error}. This is a fault of onrecord: please report it with the input"
        return json.dumps({"left_over": {"part": row, "reason": f"on {platform.node()}: {reason}"}})

    def _hindrance(self, part: Part) -> str | None:
        here = version("onrecord")
        if here != self.version:
            return f"onrecord {here} is installed there, {self.version} where the run was started: install the same"
        if not (self.job.out / self.sign).is_file():
            return f"{self.job.out} is not the folder there that it is where the run was started: share it"
        unseen = next((path for path in _paths(part) if not Path(path).exists()), None)
        if unseen is not None:
            return f"{unseen} is not there: inputs must lie where all machines see them, under the same path"
        return None


_ENDED = (
    f"the process that worked at it ended {TRIES} times (out of memory, or a machine that was taken away). "
    "Run the same again; if it stays undone, with more memory"
)


def outcome_of(text: str) -> Done | LeftOver:
    """What `Errand.outcome` wrote."""
    said = json.loads(text)
    if "done" in said:
        return Done.of_json(said["done"])
    left = said["left_over"]
    return LeftOver(part=Part.from_json(left["part"]), reason=left["reason"])


def _paths(part: Part) -> tuple[str, ...]:
    if part.kind is PartKind.FILES:
        return tuple(file.path for file in part.files if file.refused is None)
    return (part.path,)
