"""Figures of a run, the committed ones, and what moved between them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

FIGURE_DIGITS = 4
CASE_DIGITS = 3
HALF_A_DIGIT = 0.0005
"""What is less than this is no change: cases are committed in three digits."""


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
    """What stands in `figures/READER.json`: the last figures, what holds a run to them, and the digest of their data.

    floors:   figure -> the least it may be.
    may_lose: the sum by which cases may be less right than committed, in cases: 0 but where what is a case depends on
              what is found. A loss that is meant is committed (`--write`), and the diff of the file shows it.
    """

    digest: str = ""
    floors: dict[str, float] = field(default_factory=dict)
    may_lose: float = 0.0
    figures: dict[str, float] = field(default_factory=dict)
    cases: dict[str, float] = field(default_factory=dict)


def read_committed(path: Path) -> Committed:
    """The committed figures; empty ones for a reader that has none yet."""
    return Committed(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else Committed()


def write_committed(path: Path, committed: Committed) -> None:
    """Keep the figures, sorted, so that a diff of the file shows what moved."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = asdict(committed)
    kept["figures"] = {k: round(v, FIGURE_DIGITS) for k, v in kept["figures"].items()}
    kept["cases"] = {k: round(float(v), CASE_DIGITS) for k, v in sorted(kept["cases"].items())}
    path.write_text(json.dumps(kept, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Change:
    """A committed case that is more or less right than it was. now: None where the run has no such case any more."""

    case: str
    before: float
    now: float | None

    @property
    def weight(self) -> float:
        """By how much it moved, in [-1, 1]: a case that is scored no more has lost all it had."""
        return (self.now or 0.0) - self.before

    def __str__(self) -> str:
        gone = "" if self.now is not None else ", scored no more"
        return f"{self.case} ({self.weight:+.2f}{gone})"


@dataclass(frozen=True, slots=True)
class Moved:
    """What a run gained and lost against the committed cases, the largest change first. New cases are neither."""

    gained: tuple[Change, ...]
    lost: tuple[Change, ...]

    @property
    def weight_gained(self) -> float:
        """The sum of what was gained, in cases; at least 0."""
        return sum(change.weight for change in self.gained)

    @property
    def weight_lost(self) -> float:
        """The sum of what was lost, in cases; at least 0. No gain is taken off."""
        return -sum(change.weight for change in self.lost)

    def exceeds(self, may_lose: float) -> bool:
        """Is more lost than may be?"""
        return self.weight_lost > may_lose + HALF_A_DIGIT


def compare(now: Mapping[str, float], before: Mapping[str, float]) -> Moved:
    """Each committed case beside the same case now. now: as scored; before: as committed, in CASE_DIGITS digits."""
    held = [
        Change(case, was, round(float(now[case]), CASE_DIGITS) if case in now else None) for case, was in before.items()
    ]
    ordered = sorted(held, key=lambda change: (-abs(change.weight), change.case))
    return Moved(
        gained=tuple(c for c in ordered if c.weight > HALF_A_DIGIT),
        lost=tuple(c for c in ordered if c.weight < -HALF_A_DIGIT),
    )


def digest_of(paths: Iterable[Path]) -> str:
    """SHA-256 over the bytes of the files, in the order given."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
