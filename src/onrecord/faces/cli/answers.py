"""The commands that ask the ledger: list, show, search, judge, timeline, compare, changes, met, export.

`app` joins them to the command; what each prints is decided in its own file.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.drawn import SvgOption
from onrecord.faces.cli.options import Json, LedgerOption, Limit, day, filtered, ledger_path
from onrecord.terms.judgements import Verdict

if TYPE_CHECKING:
    from onrecord.ledger import Filters

app = typer.Typer(rich_markup_mode=None)

# Of `questions.exports.EXPORTS`: `--help` must not wait for that.
FORMATS = ("web-annotation", "polecat", "prov-json", "csv", "parquet", "ics", "rss")


def _format(given: str) -> str:
    """The name of a format as typed; the call is wrong when there is none of it."""
    if given.lower() not in FORMATS:
        raise typer.BadParameter(f"{given!r} is not one of {', '.join(FORMATS)}")
    return given.lower()


@app.command("list")
@filtered
def list_(
    ledger: LedgerOption = None,
    *,
    filters: "Filters",
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """List the records in the ledger, newest first."""
    from onrecord.faces.cli.look import print_list

    raise typer.Exit(print_list(ledger_path(ledger), filters=filters, limit=limit, as_json=as_json))


@app.command()
def show(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="An id, or enough of its beginning.")],
    ledger: LedgerOption = None,
    as_json: Json = False,
) -> None:
    """Show one record with its page, its words in context, its norms, judgements and relations."""
    from onrecord.faces.cli.look import print_one

    raise typer.Exit(print_one(ledger_path(ledger), record_id, as_json=as_json))


@app.command()
@filtered
def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS...", help="Words that must all be there; with --meaning or --both: a question."),
    ],
    meaning: Annotated[
        bool, typer.Option("--meaning", help="Find what is nearest in meaning, in whatever words.")
    ] = False,
    both: Annotated[
        bool, typer.Option("--both", help="Find by words, which need not all be there, and by meaning together.")
    ] = False,
    ledger: LedgerOption = None,
    *,
    filters: "Filters",
    limit: Limit = 20,
    as_json: Json = False,
) -> None:
    """Search the words of the records, best first."""
    from onrecord.faces.cli.look import print_hits, print_nearest

    path, asked = ledger_path(ledger), " ".join(words)
    if meaning or both:
        code = print_nearest(path, asked, both=both, filters=filters, limit=limit, as_json=as_json)
    else:
        code = print_hits(path, asked, filters=filters, limit=limit, as_json=as_json)
    raise typer.Exit(code)


@app.command()
def judge(
    norm: Annotated[str, typer.Argument(metavar="NORM", help="A norm or record: its id, or enough of its beginning.")],
    verdict: Annotated[Verdict, typer.Argument(help="What you say of it.")],
    rest: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SLOT=VALUE... | OTHER]", help="What to correct; or the other one, for same, different."
        ),
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Who judges.")] = "",
    note: Annotated[str | None, typer.Option("--note", help="Why.")] = None,
    ledger: LedgerOption = None,
) -> None:
    """Say that a reading is right, wrong or to be corrected; a person's word wins over every reader."""
    from onrecord.faces.cli.judge import judge as keep

    raise typer.Exit(keep(ledger_path(ledger), norm, verdict, rest or (), by=by, note=note))


@app.command()
def timeline(
    actor: Annotated[str, typer.Argument(help="Whose: a name or a code (Iran, RUS, NATO).")],
    other: Annotated[str | None, typer.Argument(help="Only between these two.")] = None,
    topic: Annotated[str | None, typer.Option("--topic", help="Only what has these words.")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Said on or after this day.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Said on or before this day.")] = None,
    ledger: LedgerOption = None,
    limit: Limit = 50,
    as_json: Json = False,
    svg: SvgOption = None,
) -> None:
    """What an actor said in order of date, with what hardened, softened, was repeated or contradicted."""
    from onrecord.faces.cli.telling import print_timeline

    first, last = day(since, "--from"), day(until, "--to")
    if first and last and first > last:
        raise typer.BadParameter(f"{first} lies after {last}", param_hint="--from")
    raise typer.Exit(
        print_timeline(
            ledger_path(ledger),
            actor,
            other,
            topic=topic,
            since=first,
            until=last,
            limit=limit,
            as_json=as_json,
            svg=svg,
        )
    )


@app.command()
def compare(
    actor: Annotated[str, typer.Argument(help="Whose: a name or a code (Iran, RUS, NATO).")],
    at: Annotated[str, typer.Option("--at", metavar="DATE", help="The earlier day.")],
    and_at: Annotated[str, typer.Option("--and", metavar="DATE", help="The later day.")],
    ledger: LedgerOption = None,
    as_json: Json = False,
) -> None:
    """What an actor had said by one day and by another, and what changed."""
    from onrecord.faces.cli.telling import print_comparison

    first, last = day(at, "--at"), day(and_at, "--and")
    assert first is not None  # both are required
    assert last is not None
    if first > last:
        raise typer.BadParameter(f"{first} lies after {last}", param_hint="--at")
    raise typer.Exit(print_comparison(ledger_path(ledger), actor, at=first, and_at=last, as_json=as_json))


@app.command()
def changes(
    readers: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--between", metavar="V1 V2", help="Two readers: the name of each, or a part of it that fits no other."
        ),
    ] = None,
    ledger: LedgerOption = None,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """What a later reader reads otherwise on the same pages; without --between: which readers the ledger holds."""
    from onrecord.faces.cli.changes import print_changes, print_readers

    if readers is None:
        raise typer.Exit(print_readers(ledger_path(ledger), as_json=as_json))
    raise typer.Exit(print_changes(ledger_path(ledger), *readers, limit=limit, as_json=as_json))


@app.command()
def met(
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only what was noticed on or after this day.")
    ] = None,
    possible: Annotated[
        bool, typer.Option("--possible", help="Also where it is open whether it is the deed at all.")
    ] = False,
    ledger: LedgerOption = None,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """Tell which conditions, and which deeds, events on record have met: certain and likely ones, newest first."""
    from onrecord.faces.cli.telling import print_met

    raise typer.Exit(
        print_met(ledger_path(ledger), since=day(since, "--since"), possible=possible, limit=limit, as_json=as_json)
    )


@app.command("record-of")
def record_of(
    actor: Annotated[str, typer.Argument(help="Whose: a name or a code (Iran, RUS, NATO).")],
    ledger: LedgerOption = None,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """Of an actor's threats, promises and restrictions: how many were carried out, kept, broken, or are not known."""
    from onrecord.faces.cli.record_of import print_record_of

    raise typer.Exit(print_record_of(ledger_path(ledger), actor, limit=limit, as_json=as_json))


@app.command()
@filtered
def export(
    form: Annotated[
        str, typer.Option("--format", metavar=f"<{'|'.join(FORMATS)}>", parser=_format, help="Which format.")
    ],
    out: Annotated[Path | None, typer.Option("--out", help="The file.", show_default="standard output")] = None,
    ledger: LedgerOption = None,
    *,
    filters: "Filters",
    raw: Annotated[
        bool, typer.Option("--raw", help="CSV with every cell as on the page, also what a spreadsheet would run.")
    ] = False,
) -> None:
    """Write the ledger in a format others read. POLECAT holds events, and takes no filter."""
    from onrecord.faces.cli.exporting import export as write

    raise typer.Exit(write(ledger_path(ledger), form, filters=filters, out=out, raw=raw))
