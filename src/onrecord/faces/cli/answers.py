"""The commands that ask the ledger, each for a person or as data.

`app` joins them to the command; what each prints is decided in its own file.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.data import rows
from onrecord.faces.cli.drawn import SvgOption
from onrecord.faces.cli.options import (
    Conditional,
    Json,
    KindFilter,
    LedgerOption,
    Limit,
    Since,
    StrengthFilter,
    Until,
    counting_of,
    day,
    filtered,
    ledger_path,
)
from onrecord.terms.events import EventType
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.records import Modal, Mode

if TYPE_CHECKING:
    from onrecord.ledger import Filters

app = typer.Typer(rich_markup_mode=None)

# The table itself and not `questions.exports.EXPORTS`, which is made of it: `--help` must not wait for a ledger.
FORMATS = {row["name"]: row["whole"] == "yes" for row in rows("exports.csv")}
"""Is it of the whole ledger? By the name of the format."""
# A folder of files in place of one.
TABLES = "tables"


def _format(given: str) -> str:
    """The name of a format as typed; the call is wrong when there is none of it."""
    if given.lower() not in (*FORMATS, TABLES):
        raise typer.BadParameter(f"{given!r} is not one of {', '.join((*FORMATS, TABLES))}")
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
    from onrecord.faces.cli.looking_up import print_list

    raise typer.Exit(print_list(ledger_path(ledger), filters=filters, limit=limit, as_json=as_json))


@app.command()
def show(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="An id, or enough of its beginning.")],
    ledger: LedgerOption = None,
    as_json: Json = False,
) -> None:
    """Show one record with its page, its words in context, its norms, judgements and relations."""
    from onrecord.faces.cli.looking_up import print_one

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
    from onrecord.faces.cli.looking_up import print_hits, print_nearest

    path, asked = ledger_path(ledger), " ".join(words)
    if meaning or both:
        code = print_nearest(path, asked, both=both, filters=filters, limit=limit, as_json=as_json)
    else:
        code = print_hits(path, asked, filters=filters, limit=limit, as_json=as_json)
    raise typer.Exit(code)


@app.command()
def judge(
    norm: Annotated[str, typer.Argument(metavar="NORM", help="A norm or record: its id, or enough of its beginning.")],
    verdict: Annotated[JudgementKind, typer.Argument(help="What you say of it.")],
    rest: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SLOT=VALUE... | OTHER]",
            help="What to correct; or the other one, for same, different; or the event, for not-met, retract.",
        ),
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Who judges.")] = "",
    note: Annotated[str | None, typer.Option("--note", help="Why.")] = None,
    ledger: LedgerOption = None,
    as_json: Json = False,
) -> None:
    """Say that a reading is right, wrong or to be corrected, or that an event did not meet it; a person's word wins
    over every reader."""
    from onrecord.faces.cli.judge import judge as keep

    raise typer.Exit(keep(ledger_path(ledger), norm, verdict, rest or (), by=by, note=note, as_json=as_json))


@app.command()
def enter(
    page: Annotated[str, typer.Argument(metavar="PAGE", help="A page of the ledger: its id, or enough of it.")],
    deed: Annotated[str, typer.Option("--deed", help="Words of the deed, or a span of the text: 752-780.")] = "",
    condition: Annotated[str, typer.Option("--condition", help="Words of the condition, likewise.")] = "",
    connective: Annotated[str, typer.Option("--connective", help="Its connective: if, unless, until.")] = "",
    agent: Annotated[str, typer.Option("--agent", help="Words for whoever would do it.")] = "",
    agent_name: Annotated[str, typer.Option("--agent-name", help="Who that is: a name or a code.")] = "",
    target: Annotated[str, typer.Option("--target", help="Words for whom it is done to.")] = "",
    target_name: Annotated[str, typer.Option("--target-name", help="Who that is.")] = "",
    speaker: Annotated[str, typer.Option("--speaker", help="Words for whoever says so.")] = "",
    speaker_name: Annotated[str, typer.Option("--speaker-name", help="Who that is.")] = "",
    modal: Annotated[Modal, typer.Option("--modal", help="What it commits to.")] = Modal.WILL,
    mode: Annotated[
        Mode | None, typer.Option("--mode", help="How deed and condition hang together; none: if there is one.")
    ] = None,
    kind: Annotated[
        EventType | None, typer.Option("--kind", help="Kind of deed; none: as the words tell.", case_sensitive=False)
    ] = None,
    said: Annotated[str, typer.Option("--said", metavar="DAY", help="Day it was said: YYYY-MM-DD.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who enters it.")] = "",
    ledger: LedgerOption = None,
    as_json: Json = False,
) -> None:
    """Put a norm on record that was not found on a page, in the page's own words; it is marked as entered by hand."""
    from onrecord.faces.cli.enter import enter_marked

    fields = {
        "action": deed,
        "trigger": condition,
        "cue": connective,
        "agent": agent,
        "agent_id": agent_name,
        "target": target,
        "target_id": target_name,
        "speaker": speaker,
        "speaker_id": speaker_name,
        "modal": modal.value,
        "mode": mode.value if mode else None,
        "action_event": kind.value if kind else None,
        "said_on": said,
    }
    raise typer.Exit(enter_marked(ledger_path(ledger), page, fields, by=by, as_json=as_json))


@app.command()
def agreement(
    persons: Annotated[
        list[str] | None,
        typer.Option("--by", metavar="NAME", help="Whom to compare: two or more; none: all who judged."),
    ] = None,
    each: Annotated[
        bool, typer.Option("--coders", help="Also who judged how many, and each two of them by themselves.")
    ] = False,
    ledger: LedgerOption = None,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, a row a slot.")] = False,
) -> None:
    """How far persons agree who judged the same norms: slot by slot, with Cohen's kappa and Krippendorff's alpha."""
    from onrecord.faces.cli.agreement import print_agreement

    if as_json and as_csv:
        raise typer.BadParameter("give one of --json and --csv", param_hint="--csv")
    raise typer.Exit(print_agreement(ledger_path(ledger), persons or (), each=each, as_json=as_json, as_csv=as_csv))


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
    from onrecord.faces.cli.over_time import print_timeline

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
    from onrecord.faces.cli.over_time import print_comparison

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
    from onrecord.faces.cli.over_time import print_met

    raise typer.Exit(
        print_met(ledger_path(ledger), since=day(since, "--since"), possible=possible, limit=limit, as_json=as_json)
    )


@app.command()
@filtered
def brief(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS...]", help="Of what has all these words.", show_default=False)
    ] = None,
    ledger: LedgerOption = None,
    *,
    filters: "Filters",
    html: Annotated[
        Path | None, typer.Option("--html", help="Write one HTML file instead, to print on A4 or letter.")
    ] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """What came in since a day (--since, else a week ago), as one document to print; with any word or other filter:
    what a search finds."""
    from onrecord.faces.cli.brief import print_brief

    if (html is not None) + markdown + as_json > 1:
        raise typer.BadParameter("of --html, --markdown and --json one at a time", param_hint="--html")
    asked = " ".join(words) if words else None
    raise typer.Exit(
        print_brief(ledger_path(ledger), asked, filters=filters, html=html, markdown=markdown, as_json=as_json)
    )


@app.command()
def matrix(
    kind: KindFilter = None,
    min_strength: StrengthFilter = None,
    since: Since = None,
    until: Until = None,
    conditional: Conditional = False,
    ledger: LedgerOption = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many rows and columns at most.")] = 8,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Count who has said what it will do, towards whom."""
    from onrecord.faces.cli.matrix import print_matrix

    counting = counting_of(kind=kind, min_strength=min_strength, since=since, until=until, conditional=conditional)
    raise typer.Exit(print_matrix(ledger_path(ledger), counting, limit=limit, as_json=as_json))


@app.command("map")
def map_(
    towards: Annotated[bool, typer.Option("--towards", help="Count what is aimed at an actor, not what binds it.")] = (
        False
    ),
    kind: KindFilter = None,
    min_strength: StrengthFilter = None,
    since: Since = None,
    until: Until = None,
    conditional: Conditional = False,
    ledger: LedgerOption = None,
    limit: Limit = 50,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    svg: SvgOption = None,
) -> None:
    """Count norms by the states they bind, or are aimed at; --svg draws them on a map."""
    from onrecord.faces.cli.world import print_map
    from onrecord.questions.actor_counts import NormSide

    counting = counting_of(kind=kind, min_strength=min_strength, since=since, until=until, conditional=conditional)
    side = NormSide.TOWARDS if towards else NormSide.BY
    raise typer.Exit(print_map(ledger_path(ledger), counting, side, limit=limit, as_json=as_json, svg=svg))


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
        str,
        typer.Option(
            "--format",
            metavar=f"<{'|'.join((*FORMATS, TABLES))}>",
            parser=_format,
            autocompletion=lambda: [*FORMATS, TABLES],
            help="Which format.",
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="The file; of tables, the folder.", show_default="standard output"),
    ] = None,
    ledger: LedgerOption = None,
    *,
    filters: "Filters",
    raw: Annotated[
        bool, typer.Option("--raw", help="CSV with every cell as on the page, also what a spreadsheet would run.")
    ] = False,
    like: Annotated[
        str | None,
        typer.Option("--like", metavar="FILE", help="redlines: the sheet imported from a file of this name."),
    ] = None,
    with_status: Annotated[
        bool, typer.Option("--with-status", help="redlines: with what the ledger knows of each row, behind its cells.")
    ] = False,
    desk: Annotated[
        str, typer.Option("--desk", metavar="URL", help="redlines: the desk that links lead to.")
    ] = "http://127.0.0.1:8470",
) -> None:
    """Write the ledger in a format others read. POLECAT holds events, and takes no filter; redlines is a sheet as it
    came in, whole; tables is a folder of Parquet files, one for each view of SQL, whole; datasette is its metadata."""
    path = ledger_path(ledger)
    if form != "redlines":
        if like is not None or with_status:
            raise typer.BadParameter(
                "it belongs to --format redlines", param_hint="--like" if like else "--with-status"
            )
        if FORMATS.get(form, form == TABLES):
            from onrecord.ledger import Filters

            if filters != Filters():
                raise typer.BadParameter(f"{form} is of the whole ledger and takes no filter", param_hint="--format")
        if form == TABLES:
            if out is None:
                raise typer.BadParameter("tables are a folder of files: say which", param_hint="--out")
            from onrecord.faces.cli.export import export_tables

            raise typer.Exit(export_tables(path, out))
        from onrecord.faces.cli.export import export as write

        raise typer.Exit(write(path, form, filters=filters, out=out, raw=raw))
    from onrecord.faces.cli.redlines import export_sheet
    from onrecord.faces.clock import now
    from onrecord.questions.exports.how import How

    sheet = Path(like).name.removesuffix(".gz") if like is not None else None
    how = How(built=now(), raw=raw, sheet=sheet, with_status=with_status, desk=desk)
    raise typer.Exit(export_sheet(path, filters=filters, how=how, out=out))
