"""Figures of a run, the committed ones, and what moved between them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Scored:
    """One run of one reader.

    figures: name -> value; cases: case id -> how right it was, in [0, 1]. A case id names a place in the data and never
    quotes it, since most of the data may not be committed.
    """

    figures: dict[str, float]
    cases: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Committed:
    """What stands in `figures/READER.json`: the last figures, their floors and the digest of the data under both."""

    digest: str = ""
    floors: dict[str, float] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)
    cases: dict[str, float] = field(default_factory=dict)


def read_committed(path: Path) -> Committed:
    """The committed figures; empty ones for a reader that has none yet."""
    return Committed(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else Committed()


def write_committed(path: Path, committed: Committed) -> None:
    """Keep the figures, sorted, so that a diff of the file shows what moved."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = asdict(committed)
    kept["figures"] = {k: round(v, 4) for k, v in kept["figures"].items()}
    kept["cases"] = {k: round(float(v), 3) for k, v in sorted(kept["cases"].items())}
    path.write_text(json.dumps(kept, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


def compare(now: Mapping[str, float], before: Mapping[str, float]) -> tuple[list[str], list[str]]:
    """Cases that were gained and lost, the largest change first; new cases are neither."""
    moved = [(round(float(now[c]) - float(before[c]), 3), c) for c in now if c in before]
    gained = [f"{case} ({change:+.2f})" for change, case in sorted(moved, reverse=True) if change > 0]
    lost = [f"{case} ({change:+.2f})" for change, case in sorted(moved) if change < 0]
    return gained, lost


def digest_of(paths: Iterable[Path]) -> str:
    """SHA-256 over the bytes of the files, in the order given."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
