"""What holds for every shard of a run.

In:      limits and how inputs are cut
Out:     BatchSettings, as a value and as JSON
Refuses: limits that let nothing through (ValueError)
Shown:   tests/batch/test_settings.py
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from onrecord.pages.options import CaptureOptions, InputFormat
from onrecord.terms.ids import canonical

LEAST_MEMORY_MB = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSettings:
    """How records are captured and read. It goes to other processes and machines as JSON.

    least:         the least probability of a norm that is kept; None: the reader's own.
    max_seconds:   longest that one record may take, by the wall clock; one that takes longer is tried twice alone.
    max_memory_mb: most that the process that reads may hold, in 2**20 bytes of memory it has in use.
    max_bytes:     largest record, after decompression.
    input_format:  how files are cut into pages ("auto", "jsonl-text").
    columns:       field to column, for files of articles.
    """

    least: float | None = None
    max_seconds: float = 120.0
    max_memory_mb: int = 3_000
    max_bytes: int = 20_000_000
    input_format: str = InputFormat.AUTO.value
    columns: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.max_seconds <= 0 or self.max_memory_mb < LEAST_MEMORY_MB or self.max_bytes < 1:
            raise ValueError(
                f"nothing can be read with max_seconds={self.max_seconds}, max_memory_mb={self.max_memory_mb}, "
                f"max_bytes={self.max_bytes}: seconds above 0, at least {LEAST_MEMORY_MB} MB, at least 1 byte"
            )
        InputFormat(self.input_format)
        if self.least is not None and not 0 <= self.least <= 1:
            raise ValueError(f"least is a probability, from 0 to 1, got {self.least}")

    @property
    def capture(self) -> CaptureOptions:
        """The same, for who captures pages."""
        return CaptureOptions(
            max_bytes=self.max_bytes, input_format=InputFormat(self.input_format), columns=dict(self.columns)
        )

    @property
    def digest(self) -> str:
        """64 hex digits over what decides what is read in a record that can be read.

        The limits of time and memory are left out: they decide only what is quarantined (`Done.fits`).
        """
        decide = {"least": self.least, "max_bytes": self.max_bytes, "columns": dict(self.columns)}
        return hashlib.sha256(canonical({**decide, "input_format": self.input_format})).hexdigest()

    def json(self) -> dict[str, Any]:
        """As a JSON object; `of_json` reads it."""
        return {**asdict(self), "columns": dict(self.columns)}

    @classmethod
    def of_json(cls, value: Mapping[str, Any]) -> Self:
        """What `json` wrote."""
        return cls(**value)
