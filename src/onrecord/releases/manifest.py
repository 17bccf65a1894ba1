"""The manifest of a release: the digest of every file, and one digest of the whole.

In:      digests of files; JSON
Out:     ReleaseManifest, and as JSON
Refuses: a manifest that is none of ours, or names a file outside its folder (NotARelease)
Source:  docs/releases.md, "The digest"
Shown:   tests/releases/test_manifest.py

The digest of a release is over what the ledger holds and the files that follow from it. Kept out of it is what the
clock, the machine or a library would change: the day, versions, the bytes of the database and of Parquet files, and
the words about the release. Those have digests of their own, so that a changed byte is seen there too.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.releases.errors import NotARelease

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
WHAT = "a release of an onrecord ledger"
FORMAT = 1
MOST_BYTES = 16_000_000

_SHA256 = re.compile(r"[0-9a-f]{64}")
# A plain name: no folder, nothing hidden, nothing a shell would take for more.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseManifest:
    """ledger: the digest of what the ledger holds. digested, beside: SHA-256 by name, of files that the digest of the
    release covers and of those it does not. wished: how it was frozen, to do it again. made: day, versions."""

    ledger: str
    digested: Mapping[str, str]
    beside: Mapping[str, str]
    wished: Mapping[str, Any] = field(default_factory=dict)
    made: Mapping[str, Any] = field(default_factory=dict)

    @property
    def covered(self) -> dict[str, Any]:
        """What the digest is of."""
        return {"format": FORMAT, "ledger": self.ledger, "files": dict(self.digested)}

    @property
    def digest(self) -> str:
        """SHA-256 over `covered` as JSON in ASCII, keys sorted, without blanks: 64 hex digits."""
        plain = json.dumps(self.covered, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(plain.encode("ascii")).hexdigest()

    @property
    def files(self) -> dict[str, str]:
        """All files but the manifest and the sums, with their digests."""
        return {**self.digested, **self.beside}

    def to_json(self) -> dict[str, Any]:
        """`{"what", "digest", "covered", "beside", "wished", "made"}`."""
        return {
            "what": WHAT,
            "digest": self.digest,
            "covered": self.covered,
            "beside": dict(self.beside),
            "wished": dict(self.wished),
            "made": dict(self.made),
        }


def read_manifest(folder: Path) -> tuple[ReleaseManifest, str]:
    """The manifest of a folder, and the digest it says the release has."""
    path = folder / MANIFEST
    if not folder.is_dir():
        raise NotARelease(f"{folder}: no such folder, and so no release.")
    if path.is_symlink() or not path.is_file():
        raise NotARelease(f"{folder}: no {MANIFEST} in it, so it is no release, or one that was not finished.")
    if path.stat().st_size > MOST_BYTES:
        raise NotARelease(f"{path}: {path.stat().st_size:,} bytes are no manifest of a release.")
    try:
        told = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise NotARelease(f"{path}: it cannot be read as JSON ({str(error)[:80]}).") from None
    return _checked(told, path)


def _checked(told: Any, path: Path) -> tuple[ReleaseManifest, str]:
    covered = told.get("covered") if isinstance(told, dict) else None
    if not isinstance(covered, dict) or told.get("what") != WHAT:
        raise NotARelease(f"{path}: it is no manifest of a release of onrecord.")
    if covered.get("format") != FORMAT:
        raise NotARelease(
            f"{path}: a release of format {str(covered.get('format'))[:20]}; this onrecord knows format {FORMAT}."
        )
    found = ReleaseManifest(
        ledger=_digest(covered.get("ledger"), path),
        digested=_files(covered.get("files"), path),
        beside=_files(told.get("beside"), path),
        wished=_object(told.get("wished"), path),
        made=_object(told.get("made"), path),
    )
    return found, _digest(told.get("digest"), path)


def _files(told: Any, path: Path) -> dict[str, str]:
    files = _object(told, path)
    for name in files:
        if not _NAME.fullmatch(name) or name in (MANIFEST, SUMS):
            raise NotARelease(f"{path}: it names {name[:80]!r}, which is no file of a release.")
    return {name: _digest(value, path) for name, value in files.items()}


def _digest(told: Any, path: Path) -> str:
    if not isinstance(told, str) or not _SHA256.fullmatch(told):
        raise NotARelease(f"{path}: {str(told)[:80]!r} is no SHA-256.")
    return told


def _object(told: Any, path: Path) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise NotARelease(f"{path}: {str(told)[:80]!r} stands where names and values should.")
    return told


def sha256_of(path: Path) -> str:
    """Of the bytes of a file, 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sums(digests: Mapping[str, str]) -> str:
    """As `sha256sum -c` reads it."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
