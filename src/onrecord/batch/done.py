"""The marker of a finished shard: what it was made of, what is in it, and the digests that prove both.

In:      NAME.done.json
Out:     Done
Refuses: a marker that is no JSON, or of another version (ShardDamaged)
Shown:   tests/batch/test_done.py
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from onrecord.batch.errors import ShardDamaged
from onrecord.batch.settings import BatchSettings

MARKER_VERSION = 1
MARKER = ".done.json"
SHARD = ".shard.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """A record that ended its reader each time it was tried alone.

    code:    "reader-died", "too-slow", "too-much-memory".
    bytes:   the file with its bytes, as captured, from the folder on; "" where it ended its reader before it had any.
    records: 1; where it had no bytes also all that follow it in its part, since nobody gets past it.
    """

    address: str
    code: str
    reason: str
    bytes: str
    records: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Truncated:
    """A page of which only the beginning is there, or an input that ends in the middle."""

    address: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Of records: seen == read + sum(skipped) + sum(quarantined) + sum(refused). The rest is of what was read.

    skipped, quarantined, refused: how many by code ("revisit": 3).
    near_copies: pages beyond the first of each group of copies, within the shard.
    """

    seen: int = 0
    read: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    quarantined: Mapping[str, int] = field(default_factory=dict)
    refused: Mapping[str, int] = field(default_factory=dict)
    truncated: int = 0
    near_copies: int = 0
    statements: int = 0
    records: int = 0
    norms: int = 0
    events: int = 0
    cpu_seconds: float = 0.0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(**{f.name: _sum(getattr(self, f.name), getattr(other, f.name)) for f in fields(self)})


def _sum(one: Any, other: Any) -> Any:
    if isinstance(one, Mapping):
        return {key: one.get(key, 0) + other.get(key, 0) for key in sorted(one.keys() | other.keys())}
    return one + other


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What NAME.done.json says of NAME.shard.db beside it.

    input:          the part that was read, as its own JSON (path, range, digest).
    schema_version: of the shard, a ledger.
    sha256:         of the shard's file.
    content_digest: of what the shard holds, whatever the order (`Ledger.content_digest`).
    recorded_at:    ISO 8601, with its zone: the moment that its readings bear; it is in neither digest.
    run:            the run that made it, as the log names it; None: made before runs had names, or by a program.
    """

    name: str
    input: Mapping[str, Any]
    reader: str
    settings: BatchSettings
    schema_version: int
    sha256: str
    content_digest: str
    recorded_at: str
    counts: Counts
    quarantined: tuple[Quarantined, ...] = ()
    truncated: tuple[Truncated, ...] = ()
    run: str | None = None

    @property
    def shard_file(self) -> str:
        """The name of the shard's file, beside the marker."""
        return f"{self.name}{SHARD}"

    def fits(self, settings: BatchSettings) -> bool:
        """Is there nothing to gain by reading it again? A larger limit may let through what was quarantined."""
        was = self.settings
        wider = settings.max_seconds > was.max_seconds or settings.max_memory_mb > was.max_memory_mb
        return not (self.quarantined and wider)

    def json(self) -> dict[str, Any]:
        """As a JSON object; `of_json` reads it."""
        return {**asdict(self), "version": MARKER_VERSION, "settings": self.settings.json()}

    @classmethod
    def of_json(cls, value: Mapping[str, Any]) -> Self:
        """What `json` wrote; ShardDamaged for anything else."""
        try:
            given = dict(value)
            version = given.pop("version")
            if version != MARKER_VERSION:
                raise ShardDamaged(f"a marker of version {version}; this onrecord reads version {MARKER_VERSION}")
            given["settings"] = BatchSettings.of_json(given["settings"])
            given["counts"] = Counts(**given["counts"])
            given["quarantined"] = tuple(Quarantined(**one) for one in given["quarantined"])
            given["truncated"] = tuple(Truncated(**one) for one in given["truncated"])
            return cls(**given)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ShardDamaged(f"it is no marker of a shard ({error})") from None


def marker_at(path: Path) -> Done:
    """The marker in this file. OSError where it cannot be opened; ShardDamaged where it is none."""
    try:
        return Done.of_json(json.loads(path.read_bytes()))
    except ValueError as error:
        raise ShardDamaged(f"{path}: {error}. Remove it, and its shard is made again") from None
    except ShardDamaged as error:
        raise ShardDamaged(f"{path}: {error}. Remove it, and its shard is made again") from None


def markers(folder: Path) -> Iterator[Path]:
    """The markers of a folder, by name."""
    yield from sorted(folder.glob(f"*{MARKER}"))


def done_in(folder: Path) -> Iterator[Done]:
    """What the markers of a folder say, by name."""
    for path in markers(folder):
        yield marker_at(path)


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, 64 hex digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
