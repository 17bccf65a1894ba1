"""The files of the models: those that were published, and those that are here.

In:      data/models.csv; the models' folder
Out:     ModelFile; what is amiss with those that are here
Refuses: nothing; what is amiss is told, not raised
Source:  the cards in engines/models; `python -m tools.write_models`
Shown:   tests/walk/test_models.py

A model with a changed byte reads a page otherwise, and may not say so.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.data import rows

TABLE = "models.csv"
DIGEST_DIGITS = 12
# What lies beside the weights and is read by people alone.
CARDS = frozenset({"README.md"})


@dataclass(frozen=True, slots=True)
class ModelFile:
    """file: its path in the folder, with "/". sha256: 64 hex digits. made_from: what its weights began as; "": nothing.

    licence: as SPDX writes it. card: where it says what it is.
    """

    file: str
    bytes: int
    sha256: str
    licence: str
    made_from: str
    card: str


@cache
def models_published() -> tuple[ModelFile, ...]:
    """The files that belong to this version, by name."""
    return tuple(
        ModelFile(row["file"], int(row["bytes"]), row["sha256"], row["licence"], row["made_from"], row["source"])
        for row in rows(TABLE)
    )


def models_digest() -> str:
    """The first digits of a SHA-256 over the digests of all of them: another version reads with others."""
    lines = "".join(f"{one.sha256}  {one.file}\n" for one in models_published())
    return hashlib.sha256(lines.encode("ascii")).hexdigest()[:DIGEST_DIGITS]


def models_amiss(folder: Path) -> Iterator[str]:
    """What is not as it was published, a few words for each file."""
    for one in models_published():
        path = folder / one.file
        if not path.is_file():
            yield f"{one.file} is missing"
        elif path.stat().st_size != one.bytes:
            yield f"{one.file} has {path.stat().st_size:,} bytes in place of {one.bytes:,}"
        elif file_digest(path) != one.sha256:
            yield f"{one.file} has other bytes than were published"
    published = {one.file for one in models_published()}
    yield from (f"{name} was not published with this version" for name in model_files(folder) if name not in published)


def model_files(folder: Path) -> list[str]:
    """The files there are, by name, without the cards."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name not in CARDS)
    return sorted(path.relative_to(folder).as_posix() for path in found)


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, 64 hex digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
