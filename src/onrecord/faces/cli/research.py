"""`onrecord panel` and `freeze`: what a study is made from, and cites.

`app` joins them to the command; what each does is decided in its own file.
"""

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.options import LedgerOption, ledger_path

if TYPE_CHECKING:
    from onrecord.questions.panel.months import Month

app = typer.Typer(rich_markup_mode=None)


class PanelUnit(StrEnum):
    """What a row of a panel is of."""

    ACTOR = "actor"
    DYAD = "dyad"


class As(StrEnum):
    """Whose a norm is."""

    AGENT = "agent"
    SPEAKER = "speaker"


class PanelForm(StrEnum):
    """What a panel is written as."""

    CSV = "csv"
    PARQUET = "parquet"


Since = Annotated[str | None, typer.Option("--from", metavar="MONTH", help="From this month on (YYYY-MM).")]
Until = Annotated[str | None, typer.Option("--to", metavar="MONTH", help="Up to this month (YYYY-MM).")]
Balanced = Annotated[
    bool, typer.Option("--balanced", help="A row for every actor or pair in every month, zeros included.")
]


@app.command()
def panel(
    by: Annotated[PanelUnit, typer.Option("--by", help="A row for each actor, or each directed pair, and month.")] = (
        PanelUnit.ACTOR
    ),
    side: Annotated[As, typer.Option("--as", help="Whose a norm is: who is bound, or who says so.")] = As.AGENT,
    actors: Annotated[
        list[str] | None,
        typer.Option("--actor", metavar="NAME", help="Only this actor; may be given again."),
    ] = None,
    targets: Annotated[
        list[str] | None,
        typer.Option("--target", metavar="NAME", help="By dyad: only towards this one."),
    ] = None,
    since: Since = None,
    until: Until = None,
    balanced: Balanced = False,
    form: Annotated[PanelForm, typer.Option("--format", help="What to write (Parquet: extra export).")] = PanelForm.CSV,
    out: Annotated[Path | None, typer.Option("--out", help="The file.", show_default="standard output")] = None,
    codebook: Annotated[
        Path | None, typer.Option("--codebook", metavar="FILE", help="Also write what each column means, as Markdown.")
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Count what actors said they will do, what became of it, and what they did, by month, for statistics."""
    from onrecord.faces.cli.panel import write_panel
    from onrecord.questions.panel.columns import PanelBy
    from onrecord.questions.panel.counting import PanelAsked, PanelSide

    first, last = _months(since, until)
    if targets and by is not PanelUnit.DYAD:
        raise typer.BadParameter("it belongs to --by dyad", param_hint="--target")
    asked = PanelAsked(by=PanelBy(by.value), side=PanelSide(side.value), since=first, until=last, balanced=balanced)
    raise typer.Exit(
        write_panel(
            ledger_path(ledger),
            asked,
            actors=tuple(actors or ()),
            targets=tuple(targets or ()),
            as_parquet=form is PanelForm.PARQUET,
            out=out,
            codebook_to=codebook,
        )
    )


def _months(since: str | None, until: str | None) -> "tuple[Month | None, Month | None]":
    from onrecord.questions.panel.months import Month, NoMonth

    found: list[Month | None] = []
    for typed, option in ((since, "--from"), (until, "--to")):
        try:
            found.append(Month.typed(typed) if typed is not None else None)
        except NoMonth as error:
            raise typer.BadParameter(str(error), param_hint=option) from None
    first, last = found
    if first is not None and last is not None and first > last:
        raise typer.BadParameter(f"{first} lies after {last}", param_hint="--from")
    return first, last


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
    since: Since = None,
    until: Until = None,
    balanced: Balanced = False,
    title: Annotated[str | None, typer.Option("--title", help="Its title, for the citation.")] = None,
    authors: Annotated[
        list[str] | None, typer.Option("--author", metavar="NAME", help="Who made it; may be given again.")
    ] = None,
    licence: Annotated[
        str | None, typer.Option("--license", metavar="SPDX", help="The licence of the coding, as in CC-BY-4.0.")
    ] = None,
    ledger: LedgerOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Write a release to cite (ledger, panels, tables, codebook, versions, one digest), verify it, or rebuild it."""
    from onrecord.faces.cli.freeze import rebuild_release, verify_release, write_release
    from onrecord.releases.wishes import Wish

    first, last = _months(since, until)
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
