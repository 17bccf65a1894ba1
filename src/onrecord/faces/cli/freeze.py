"""`onrecord freeze`: a release written, verified, made again.

In:      a ledger, or a release; where to
Out:     a folder; standard output: its digest, or what does not fit in it
Refuses: what the releases refuse, as a ReleaseError
Source:  docs/releases.md
Shown:   tests/faces/test_freeze.py

Exit codes: 0 all of it was written, fits, or is the same; 1 something does not fit, or is another.
"""

import re
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.faces.cli.console import console, print_json
from onrecord.faces.cli.options import Balanced, FromMonth, LedgerOption, OneJson, ToMonth, ledger_path, months_typed
from onrecord.terms.ledger_places import LedgerPlace

if TYPE_CHECKING:
    from onrecord.releases.freezing import Frozen
    from onrecord.releases.wishes import Surroundings, Wish

app = typer.Typer()


@app.command()
def freeze(
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Write a release into this folder, not there yet."),
    ] = None,
    verify: Annotated[
        Path | None, typer.Option("--verify", metavar="DIR", help="Say what of a release is not as it was frozen.")
    ] = None,
    rebuild: Annotated[
        Path | None, typer.Option("--rebuild", metavar="DIR", help="Make a release again from its own ledger (--out).")
    ] = None,
    digest: Annotated[
        str | None,
        typer.Option("--digest", metavar="HASH", help="--verify: the digest it must have, or 12 digits of it."),
    ] = None,
    without_texts: Annotated[
        bool,
        typer.Option("--without-texts", help="Without the ledger, which holds whole pages; of the same digest."),
    ] = False,
    parquet: Annotated[bool, typer.Option("--parquet", help="The tables as Parquet too (extra export).")] = False,
    since: FromMonth = None,
    until: ToMonth = None,
    balanced: Balanced = False,
    title: Annotated[str | None, typer.Option("--title", help="Its title, for the citation.")] = None,
    authors: Annotated[
        list[str] | None, typer.Option("--author", metavar="NAME", help="Who made it; may be given again.")
    ] = None,
    licence: Annotated[
        str | None, typer.Option("--license", metavar="SPDX", help="The licence of the coding, as in CC-BY-4.0.")
    ] = None,
    ledger: LedgerOption = None,
    as_json: OneJson = False,
) -> None:
    """Write a release to cite (ledger, panels, tables, codebook, versions, one digest), verify it, or rebuild it."""
    from onrecord.releases.wishes import Wish

    first, last = months_typed(since, until)
    if verify is not None:
        if out is not None or rebuild is not None:
            raise typer.BadParameter("of --verify, --rebuild and --out alone: one at a time", param_hint="--verify")
        raise typer.Exit(verify_release(verify, digest=digest, as_json=as_json))
    if digest is not None:
        raise typer.BadParameter("it belongs to --verify", param_hint="--digest")
    if out is None:
        raise typer.BadParameter("say where to write the release, or --verify one", param_hint="--out")
    if rebuild is not None:
        raise typer.Exit(rebuild_release(rebuild, out, as_json=as_json))
    for words, option in ((title, "--title"), *((author, "--author") for author in authors or ())):
        if words is not None and not words.strip():
            raise typer.BadParameter("it is blank", param_hint=option)
    if licence is not None and not re.fullmatch(r"[A-Za-z0-9.+-]+", licence):
        raise typer.BadParameter(f"{licence[:40]!r} is no SPDX name, as in CC-BY-4.0", param_hint="--license")
    wish = Wish(
        since=first,
        until=last,
        balanced=balanced,
        texts=not without_texts,
        parquet=parquet,
        title=title,
        authors=tuple(authors or ()),
        licence=licence,
    )
    raise typer.Exit(write_release(ledger_path(ledger), out, wish, as_json=as_json))


def write_release(ledger: LedgerPlace, to: Path, wish: "Wish", *, as_json: bool) -> int:
    """Freeze it."""
    from onrecord.ledger import open_ledger
    from onrecord.questions.wording import plural
    from onrecord.releases.freezing import freeze as frozen_into

    with open_ledger(ledger, create=False, read_only=True) as book:
        done = frozen_into(book, to, wish, _surroundings())
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
    from onrecord.questions.wording import plural
    from onrecord.releases.verifying import verify

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
    from onrecord.releases.rebuilding import rebuild

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


def _surroundings() -> "Surroundings":
    from onrecord.faces.clock import now
    from onrecord.faces.installed import installed
    from onrecord.releases.wishes import Surroundings

    return Surroundings(on=now().date(), onrecord=version("onrecord"), installed=installed())


def _told(done: "Frozen") -> dict[str, Any]:
    manifest = done.manifest
    return {"folder": str(done.folder), "digest": manifest.digest, "ledger": manifest.ledger, "rows": done.rows}
