"""A release made again from the ledger in it, and compared.

In:      a release, a place, Surroundings
Out:     Rebuilt: both digests, and the files that are not the same
Refuses: a release that is not as it was frozen, has no ledger in it, or one of an older version (ReleaseChanged); as
         `freezing` does
Source:  docs/releases.md, "Rebuilt"
Shown:   tests/releases/test_rebuilding.py
"""

from dataclasses import dataclass
from pathlib import Path

from onrecord.ledger import LedgerOlder, open_ledger
from onrecord.releases.errors import ReleaseChanged
from onrecord.releases.freezing import LEDGER, Frozen, freeze
from onrecord.releases.manifest import ReleaseManifest
from onrecord.releases.verifying import verify
from onrecord.releases.wishes import Surroundings, Wish


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """before: the manifest of the release. differing: files that the digest covers and that came out otherwise."""

    before: ReleaseManifest
    frozen: Frozen

    @property
    def differing(self) -> tuple[str, ...]:
        """By name; also those that only one of the two has."""
        one, other = self.before.digested, self.frozen.manifest.digested
        return tuple(name for name in sorted({*one, *other}) if one.get(name) != other.get(name))

    @property
    def same(self) -> bool:
        """Are the digests the same?"""
        return self.before.digest == self.frozen.manifest.digest


def rebuild(release: Path, to: Path, surroundings: Surroundings) -> Rebuilt:
    """Freeze the release's ledger again, as it was frozen."""
    seen = verify(release)
    if not seen.sound:
        first = seen.found[0]
        more = f", and {len(seen.found) - 1} more" if len(seen.found) > 1 else ""
        raise ReleaseChanged(
            f"{release}: {first.name}: {first.seen}{more}. What was changed proves nothing when it is made again; "
            "`onrecord freeze --verify` tells all of it."
        )
    if LEDGER not in seen.manifest.files:
        raise ReleaseChanged(
            f"{release}: it was frozen without texts and has no ledger in it. With the ledger it was made from, "
            "`onrecord freeze --ledger FILE --out DIR` makes the same digest."
        )
    wish = Wish.told(seen.manifest.wished)
    try:
        ledger = open_ledger(release / LEDGER, create=False, read_only=True)
    except LedgerOlder:
        # Brought forward it would be another file, and perhaps count otherwise.
        made = str(seen.manifest.made.get("onrecord", "of its time"))[:40]
        raise ReleaseChanged(
            f"{release}: its ledger is of an older version than this onrecord's. Rebuild it with the onrecord that "
            f"froze it ({made})."
        ) from None
    with ledger:
        return Rebuilt(seen.manifest, freeze(ledger, to, wish, surroundings))
