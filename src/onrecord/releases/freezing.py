"""A release written: the ledger of one moment, all tables, codebook, citation, manifest, into a folder.

In:      Ledger, a place, Wish, Surroundings
Out:     Frozen: the folder, whole or not there, and its manifest
Refuses: a place that is taken (ReleaseFolderTaken); Parquet without pyarrow (ExportUnavailable)
Source:  docs/releases.md
Shown:   tests/releases/test_freezing.py

It is written beside its place under a name that begins with a dot, the manifest last, and renamed when all of it is on
the disk: what was interrupted has no manifest and not the name. Everything is made from the copy of the ledger, which
is of one moment, while others go on writing to the ledger itself.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.ledger import Ledger, open_ledger
from onrecord.questions.exports.typed import csv_parts, parquet_bytes
from onrecord.releases.citation import citation
from onrecord.releases.errors import ReleaseFolderTaken
from onrecord.releases.manifest import MANIFEST, SUMS, ReleaseManifest, sha256_of, sums
from onrecord.releases.tables import RELEASE_TABLES, ReleaseTable, Rows
from onrecord.releases.wishes import Surroundings, Wish
from onrecord.releases.words import readme, rights, whole_codebook
from onrecord.terms.whole_files import fsync_folder, part_beside

LEDGER = "ledger.db"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A release that was written. rows: of each table."""

    folder: Path
    manifest: ReleaseManifest
    rows: dict[str, int]


def freeze(ledger: Ledger, to: Path, wish: Wish, surroundings: Surroundings) -> Frozen:
    """Write it."""
    _make_sure_free(to)
    beside = part_beside(to)
    beside.mkdir()
    try:
        manifest, rows = _write_all(ledger, beside, wish, surroundings)
        fsync_folder(beside)
        with suppress(FileNotFoundError):
            to.rmdir()  # an empty folder may stand there
        beside.rename(to)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    fsync_folder(to.parent)
    return Frozen(to, manifest, rows)


def _make_sure_free(to: Path) -> None:
    if to.is_symlink() or (to.exists() and (not to.is_dir() or any(to.iterdir()))):
        raise ReleaseFolderTaken(
            f"{to}: something stands there already. Choose another folder; a release is never changed."
        )
    if not to.absolute().parent.is_dir():
        raise ReleaseFolderTaken(f"{to}: the folder {to.absolute().parent} is not there. Make it first.")


def _write_all(
    ledger: Ledger, folder: Path, wish: Wish, around: Surroundings
) -> tuple[ReleaseManifest, dict[str, int]]:
    copied = ledger.back_up(folder / LEDGER)
    rows: dict[str, int] = {}
    with open_ledger(folder / LEDGER, create=False, read_only=True) as book:
        content = book.content_digest()
        for table in RELEASE_TABLES:
            rows[table.name] = _write_table(book, folder, table, wish)
    _write(folder / "codebook.md", (whole_codebook(),))
    digested = {path.name: sha256_of(path) for path in sorted(folder.iterdir()) if path.suffix in (".csv", ".md")}
    digest = ReleaseManifest(ledger=content, digested=digested, beside={}).digest
    _write(folder / "README.md", (readme(wish, around, digest, content),))
    _write(folder / "RIGHTS.md", (rights(wish),))
    _write(folder / "CITATION.cff", (citation(wish, around, digest),))
    _write(folder / "environment.json", (json.dumps(dict(around.installed), indent=1, sort_keys=True), "\n"))
    if not wish.texts:
        (folder / LEDGER).unlink()
    beside = {path.name: sha256_of(path) for path in sorted(folder.iterdir()) if path.name not in digested}
    made = {
        "on": around.on.isoformat(),
        "onrecord": around.onrecord,
        "commits": copied.head.commits,
        "head": copied.head.hash,
        "rows": rows,
    }
    manifest = ReleaseManifest(ledger=content, digested=digested, beside=beside, wished=wish.to_json(), made=made)
    told = json.dumps(manifest.to_json(), indent=1)
    # The sums first: a folder with a manifest is a release.
    named = hashlib.sha256(told.encode("ascii")).hexdigest()
    _write(folder / SUMS, (sums({**manifest.files, MANIFEST: named}),))
    _write(folder / MANIFEST, (told,))
    return manifest, rows


def _write_table(book: Ledger, folder: Path, table: ReleaseTable, wish: Wish) -> int:
    """Write it; how many rows it has."""
    rows = _CountedRows(table.rows(book, wish))
    if not wish.parquet:
        _write(folder / f"{table.name}.csv", csv_parts(table.columns, rows))
        return rows.count
    held = list(rows)  # two files of the same rows
    _write(folder / f"{table.name}.csv", csv_parts(table.columns, held))
    _write_bytes(folder / f"{table.name}.parquet", (parquet_bytes(table.columns, held),))
    return rows.count


class _CountedRows:
    """Rows, and how many there were."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        for row in self._rows:
            self.count += 1
            yield row


def _write(path: Path, parts: Iterable[str]) -> None:
    _write_bytes(path, (part.encode("utf-8", "backslashreplace") for part in parts))


def _write_bytes(path: Path, parts: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        for part in parts:
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
