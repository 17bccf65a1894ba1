"""The markers of a folder, summed.

In:      a folder of shards
Out:     BatchManifest; manifest.json
Refuses: a marker that is none (ShardDamaged)
Shown:   tests/batch/test_run.py, tests/faces/test_batch.py
"""

import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from onrecord.batch.done import Counts, Done, Quarantined, Truncated, done_in
from onrecord.batch.folder import building, put
from onrecord.batch.leftover import LeftOver, left_over_in
from onrecord.batch.locks import one_at_a_time

MANIFEST = "manifest.json"
MANIFEST_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchManifest:
    """All shards of a folder, and what no shard could be made of."""

    shards: tuple[Done, ...]
    left_over: tuple[LeftOver, ...] = ()

    @property
    def counts(self) -> Counts:
        """Of all shards together."""
        return sum((done.counts for done in self.shards), Counts())

    @property
    def readers(self) -> tuple[str, ...]:
        """Who read, by name; more than one where a folder was gone on with by another version."""
        return tuple(sorted({done.reader for done in self.shards}))

    @property
    def runs(self) -> tuple[str, ...]:
        """Which runs made them, as the log names each; in order of their names."""
        return tuple(sorted({done.run for done in self.shards if done.run is not None}))

    @property
    def quarantined(self) -> tuple[Quarantined, ...]:
        """Records set apart, in the order of shards."""
        return tuple(one for done in self.shards for one in done.quarantined)

    @property
    def truncated(self) -> tuple[Truncated, ...]:
        """Pages and inputs of which only the beginning is there."""
        return tuple(one for done in self.shards for one in done.truncated)

    @property
    def endings(self) -> dict[str, int]:
        """Inputs by whether they are all that they were; "not verifiable" where nothing says so."""
        return dict(sorted(Counter(str(e) for done in self.shards if (e := done.input.get("ending"))).items()))

    def json(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "version": MANIFEST_VERSION,
            "counts": asdict(self.counts),
            "readers": self.readers,
            "runs": self.runs,
            "inputs": self.endings,
            "quarantined": [asdict(one) for one in self.quarantined],
            "truncated": [asdict(one) for one in self.truncated],
            "left_over": [one.json() for one in self.left_over],
            "shards": [
                {
                    "name": done.name,
                    "path": done.input.get("path"),
                    "part": done.input.get("name"),
                    "sha256": done.sha256,
                    "content_digest": done.content_digest,
                    "seen": done.counts.seen,
                    "run": done.run,
                }
                for done in self.shards
            ],
        }


def manifest_of(folder: Path) -> BatchManifest:
    """What the markers of a folder say."""
    return BatchManifest(shards=tuple(done_in(folder)), left_over=tuple(left_over_in(folder)))


def write_manifest(folder: Path) -> BatchManifest:
    """Sum the markers and write manifest.json: of shares that end together the last sees the markers of all."""
    with one_at_a_time(folder):
        found = manifest_of(folder)
        with building(folder, MANIFEST) as path:
            path.write_text(json.dumps(found.json(), indent=1) + "\n", encoding="utf-8")
            put(path, folder / MANIFEST)
    return found
