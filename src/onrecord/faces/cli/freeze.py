"""`onrecord freeze`: a release written, verified, made again.

In:      a ledger, or a release; where to
Out:     a folder; standard output: its digest, or what does not fit in it
Refuses: what the releases refuse, as a ReleaseError
Source:  docs/releases.md
Shown:   tests/faces/test_freeze.py

Exit codes: 0 all of it was written, fits, or is the same; 1 something does not fit, or is another.
"""

from importlib.metadata import version
from pathlib import Path
from typing import Any

from onrecord.faces.cli.console import console, print_json
from onrecord.faces.clock import now
from onrecord.faces.installed import installed
from onrecord.ledger import open_ledger
from onrecord.questions.wording import plural
from onrecord.releases.freezing import Frozen, freeze
from onrecord.releases.rebuilding import rebuild
from onrecord.releases.verifying import verify
from onrecord.releases.wishes import Surroundings, Wish
from onrecord.terms.ledger_places import LedgerPlace


def write_release(ledger: LedgerPlace, to: Path, wish: Wish, *, as_json: bool) -> int:
    """Freeze it."""
    with open_ledger(ledger, create=False, read_only=True) as book:
        done = freeze(book, to, wish, _surroundings())
    out = console()
    if as_json:
        print_json(out, _told(done))
        return 0
    out.print(f"{to}: {plural(len(done.manifest.files) + 2, 'file')}", soft_wrap=True)
    for name, count in done.rows.items():
        out.print(f"  {name}: {plural(count, 'row')}", soft_wrap=True)
    if not wish.authors:
        out.print("nobody is named in CITATION.cff: --author names who is", soft_wrap=True)
    out.print(f"digest {done.manifest.digest}", soft_wrap=True)
    return 0


def verify_release(folder: Path, *, digest: str | None, as_json: bool) -> int:
    """Say what does not fit."""
    seen = verify(folder, digest=digest)
    out = console()
    if as_json:
        found = [{"what": one.what.value, "file": one.name, "seen": one.seen} for one in seen.found]
        print_json(out, {"sound": seen.sound, "digest": seen.manifest.digest, "found": found})
    else:
        for one in seen.found:
            out.print(f"{one.what.value}: {one.name}: {one.seen}", style="red", soft_wrap=True)
        fits = f"all of it fits: {plural(len(seen.manifest.files) + 2, 'file')}; digest {seen.manifest.digest}"
        out.print(fits if seen.sound else f"{plural(len(seen.found), 'finding')}: not as frozen", soft_wrap=True)
    return 0 if seen.sound else 1


def rebuild_release(folder: Path, to: Path, *, as_json: bool) -> int:
    """Make it again, and say whether it is the same."""
    done = rebuild(folder, to, _surroundings())
    out = console()
    if as_json:
        before = {"before": done.before.digest, "same": done.same, "differing": list(done.differing)}
        print_json(out, {**_told(done.frozen), **before})
    elif done.same:
        out.print(f"{to}: the same release; digest {done.before.digest}", soft_wrap=True)
    else:
        for name in done.differing:
            out.print(f"differs: {name}", style="red", soft_wrap=True)
        made = done.before.made.get("onrecord")
        out.print(
            f"{to}: not the same: {done.frozen.manifest.digest}, frozen before (by onrecord {made}) as "
            f"{done.before.digest}",
            soft_wrap=True,
        )
    return 0 if done.same else 1


def _surroundings() -> Surroundings:
    return Surroundings(on=now().date(), onrecord=version("onrecord"), installed=installed())


def _told(done: Frozen) -> dict[str, Any]:
    manifest = done.manifest
    return {"folder": str(done.folder), "digest": manifest.digest, "ledger": manifest.ledger, "rows": done.rows}
