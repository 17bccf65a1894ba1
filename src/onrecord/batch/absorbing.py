"""The shards of some folders into a ledger: which are there, which of them may be taken, what was new.

In:      folders, an open ledger
Out:     Absorbed, one for each shard, in the order of their names
Refuses: a shard that is not what its marker says, is half there, damaged or of another version: as a value, with its
         reason, and the others are taken
Source:  docs/batch.md
Shown:   tests/batch/test_absorbing.py
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

from onrecord.batch.done import MARKER, SHARD, file_digest, marker_at
from onrecord.batch.errors import ShardDamaged
from onrecord.ledger import Ledger, LedgerError, Recorded, ShardFault, ShardRefused, Tally, open_ledger

# What `terms.whole_files` writes to until a file is whole.
UNFINISHED = ".part"

# Codes of what is wrong with a folder or a marker; those of a shard are `ledger.Amiss`.
NO_FOLDER, NO_SHARDS, NO_MARKER, NO_SHARD = "no-folder", "no-shards", "no-marker", "no-shard"
MARKER_DAMAGED, HALF_WRITTEN = "marker-damaged", "half-written"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardNotTaken:
    """Why a shard was not taken. code: stable, for programs."""

    code: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Absorbed:
    """One shard. path: of its file, or of what stands in its place; recorded: what was new of it, before it was refused
    too; refused: None where all of it is in the ledger now."""

    path: Path
    recorded: Recorded = field(default_factory=Recorded)
    refused: ShardNotTaken | None = None

    def to_json(self) -> dict[str, Any]:
        """`{"shard", "new": {"pages", "readings", ...}, "held": {...}, "refused", "why"}`; null where it was taken."""
        refused = self.refused
        counts = counts_json(self.recorded)
        return {
            "shard": str(self.path),
            **counts,
            "refused": refused.code if refused else None,
            "why": refused.why if refused else None,
        }


def counts_json(recorded: Recorded) -> dict[str, dict[str, int]]:
    """`{"new": {"pages", "readings", "statements", ...}, "held": {...}}`."""
    tallies = {f.name: getattr(recorded, f.name) for f in fields(recorded)}
    counted = {name: tally for name, tally in tallies.items() if isinstance(tally, Tally)}
    return {
        "new": {name: tally.new for name, tally in counted.items()},
        "held": {name: tally.held for name, tally in counted.items()},
    }


def absorb(
    ledger: Ledger,
    folders: Iterable[Path],
    *,
    bring_forward: bool = False,
    on_commit: Callable[[Recorded], None] | None = None,
) -> Iterator[Absorbed]:
    """Take the shards of folders, each as it is asked for. An error of the ledger itself ends it.

    folders:       or files: a shard, or its marker.
    bring_forward: take a shard of an earlier version, too, by a copy that is brought forward.
    """
    for found in sorted(set(_found(folders)), key=lambda path: (path.name, path)):
        done = Recorded()

        def count(step: Recorded) -> None:
            nonlocal done
            done += step
            if on_commit is not None:
                on_commit(step)

        try:
            refused = _refused(found) or _absorbed(ledger, found, bring_forward=bring_forward, on_commit=count)
        except OSError as error:
            refused = ShardNotTaken(
                code=ShardFault.DAMAGED.value, why=f"{found}: it cannot be read ({error.strerror})."
            )
        yield Absorbed(path=found, recorded=done, refused=refused)


def _found(folders: Iterable[Path]) -> Iterator[Path]:
    """Each shard, also of a marker without one; what is half-written; a folder in which nothing is."""
    for folder in folders:
        if not folder.is_dir():
            yield folder.with_name(folder.name.removesuffix(MARKER) + SHARD) if folder.name.endswith(MARKER) else folder
            continue
        seen = [path for path in folder.iterdir() if path.name.endswith((SHARD, MARKER, UNFINISHED))]
        for path in seen:
            yield path.with_name(path.name.removesuffix(MARKER) + SHARD) if path.name.endswith(MARKER) else path
        if not seen:
            yield folder


def _refused(shard: Path) -> ShardNotTaken | None:
    """Why what was found is no shard to open."""
    if shard.is_dir():
        return ShardNotTaken(
            code=NO_SHARDS, why=f"{shard}: no shard in it. Name the folder that `onrecord batch --out` wrote."
        )
    if shard.name.endswith(UNFINISHED):
        why = f"{shard}: half written, by a run that goes on or was stopped. Run the batch again to finish it."
        return ShardNotTaken(code=HALF_WRITTEN, why=why)
    marker = _marker_of(shard)
    if not marker.exists():
        if not shard.exists():
            return ShardNotTaken(code=NO_FOLDER, why=f"{shard}: no folder and no shard there.")
        why = (
            f"{shard}: no {marker.name} beside it, so nothing says that it is whole. Run the batch again to finish it."
        )
        return ShardNotTaken(code=NO_MARKER, why=why)
    if not shard.exists():
        why = f"{marker}: {shard.name} is not beside it. Copy it, too, or run the batch again to make it."
        return ShardNotTaken(code=NO_SHARD, why=why)
    return None


def _marker_of(shard: Path) -> Path:
    return shard.with_name(shard.name.removesuffix(SHARD) + MARKER)


def _absorbed(
    ledger: Ledger, shard: Path, *, bring_forward: bool, on_commit: Callable[[Recorded], None]
) -> ShardNotTaken | None:
    """Take it, once its bytes are those that its marker says; why it was not taken."""
    try:
        done = marker_at(_marker_of(shard))
    except ShardDamaged as error:
        return ShardNotTaken(code=MARKER_DAMAGED, why=str(error))
    if (found := file_digest(shard)) != done.sha256:
        why = (
            f"{shard}: its SHA-256 is {found[:12]}..., and its marker says {done.sha256[:12]}...: it was changed, "
            "damaged or copied in part. Copy it anew, or remove both, and the batch makes it again."
        )
        return ShardNotTaken(code=ShardFault.DIFFERS.value, why=why)
    try:
        try:
            ledger.absorb(shard, content=done.content_digest, on_commit=on_commit)
        except ShardRefused as error:
            if error.amiss is not ShardFault.OLDER or not bring_forward:
                raise
            _by_a_copy(ledger, shard, on_commit)
    except ShardRefused as error:
        return ShardNotTaken(code=error.amiss.value, why=str(error))
    return None


def _by_a_copy(ledger: Ledger, shard: Path, on_commit: Callable[[Recorded], None]) -> None:
    """Take a shard of an earlier version: opening a ledger to write brings it forward."""
    with TemporaryDirectory(prefix="onrecord-absorb-") as folder:
        copy = Path(folder) / shard.name
        copyfile(shard, copy)
        try:
            open_ledger(copy, create=False, copy_before=False).close()
        except LedgerError as error:
            raise ShardRefused(ShardFault.DAMAGED, f"{shard}: it could not be brought forward ({error})") from error
        ledger.absorb(copy, on_commit=on_commit)
