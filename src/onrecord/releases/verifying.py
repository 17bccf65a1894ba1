"""Is a release as it was frozen? Every byte against its digest.

In:      a folder, the digest it should have (None: what it says itself)
Out:     Verified: what was changed, is missing, or is there besides
Refuses: a folder that is no release (NotARelease)
Source:  docs/releases.md, "Verified"
Shown:   tests/releases/test_verifying.py

Who can write the folder can write a manifest that fits what they changed; its digest is then another one. So the
digest that stands in the paper is what proves a release: give it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from onrecord.releases.errors import NotARelease
from onrecord.releases.manifest import MANIFEST, SUMS, ReleaseManifest, read_manifest, sha256_of, sums


class Amiss(StrEnum):
    """What does not fit."""

    CHANGED = "changed"
    MISSING = "missing"
    EXTRA = "extra"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that does not fit, and its file. seen: what is wrong with it, in words."""

    what: Amiss
    name: str
    seen: str


@dataclass(frozen=True, slots=True)
class Verified:
    """digest: of the release, by its manifest. found: (): all fits."""

    manifest: ReleaseManifest
    found: tuple[Misfit, ...]

    @property
    def sound(self) -> bool:
        """Does all fit?"""
        return not self.found


def verify(folder: Path, *, digest: str | None = None) -> Verified:
    """Look at every file. digest: 64 hex digits, or 12 and more of their beginning."""
    if digest is not None and not re.fullmatch(r"[0-9a-f]{12,64}", digest):
        raise NotARelease(f"{digest[:80]!r} is no digest of a release: 12 to 64 digits of 0-9 and a-f.")
    manifest, said = read_manifest(folder)
    found = [_compared(folder / name, name, held) for name, held in sorted(manifest.files.items())]
    if said != manifest.digest:
        found.append(Misfit(Amiss.CHANGED, MANIFEST, f"it says {said}, and what it lists has {manifest.digest}"))
    elif digest is not None and not manifest.digest.startswith(digest):
        found.append(Misfit(Amiss.DIGEST, MANIFEST, f"it is the release {manifest.digest}, not {digest}"))
    found.append(_sums_of(folder, manifest))
    known = {*manifest.files, MANIFEST, SUMS}
    found += [
        Misfit(Amiss.EXTRA, path.name, "it is not in the manifest")
        for path in sorted(folder.iterdir())
        if path.name not in known
    ]
    return Verified(manifest, tuple(one for one in found if one is not None))


def _compared(path: Path, name: str, held: str) -> Misfit | None:
    if path.is_symlink() or (path.exists() and not path.is_file()):
        return Misfit(Amiss.CHANGED, name, "it is no file of its own")
    if not path.exists():
        return Misfit(Amiss.MISSING, name, "it is not there")
    seen = sha256_of(path)
    return Misfit(Amiss.CHANGED, name, f"its SHA-256 is {seen}, not {held}") if seen != held else None


def _sums_of(folder: Path, manifest: ReleaseManifest) -> Misfit | None:
    """The sums cover the manifest too, what is kept out of the digest included."""
    path = folder / SUMS
    if path.is_symlink() or not path.is_file():
        return Misfit(Amiss.MISSING, SUMS, "it is not there")
    expected = sums({**manifest.files, MANIFEST: sha256_of(folder / MANIFEST)})
    if path.read_bytes() == expected.encode("ascii"):
        return None
    return Misfit(Amiss.CHANGED, SUMS, f"it, or {MANIFEST}, is not as it was frozen: they do not agree")
