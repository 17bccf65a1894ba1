"""A part that no shard could be made of, and why: kept in the folder until one is.

In:      a part, a reason
Out:     NAME.left-over.json
Refuses: nothing; what the system refuses is an OSError
Shown:   tests/batch/test_run.py
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.pages.archives import Part
from onrecord.terms.errors import OnRecordError
from onrecord.terms.whole_files import write_whole

LEFT_OVER = ".left-over.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOver:
    """The part, and a sentence for a person. The next run tries it again."""

    part: Part
    reason: str

    def json(self) -> dict[str, Any]:
        """As a JSON object."""
        return {"part": json.loads(self.part.to_json()), "reason": self.reason}


def note_left_over(left: LeftOver, folder: Path) -> None:
    """Write it down."""
    write_whole(folder / f"{left.part.name}{LEFT_OVER}", (json.dumps(left.json(), indent=1) + "\n").encode("ascii"))


def forget_left_over(part_name: str, folder: Path) -> None:
    """It is done now."""
    with suppress(FileNotFoundError):
        (folder / f"{part_name}{LEFT_OVER}").unlink()


def forget_those_of_old(folder: Path, *, names: set[str], paths: set[str]) -> None:
    """Remove what is left over of inputs that were changed since: their parts have other names now."""
    for left in list(left_over_in(folder)):
        if left.part.path in paths and left.part.name not in names:
            forget_left_over(left.part.name, folder)


def left_over_in(folder: Path) -> Iterator[LeftOver]:
    """What is left over, by name."""
    for path in sorted(folder.glob(f"*{LEFT_OVER}")):
        with suppress(ValueError, LookupError, TypeError, OnRecordError):  # somebody else's file
            said = json.loads(path.read_bytes())
            yield LeftOver(part=Part.from_json(json.dumps(said["part"])), reason=str(said["reason"]))
