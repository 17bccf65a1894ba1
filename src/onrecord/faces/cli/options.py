"""Options that several commands share, and what they mean.

Rooms are imported inside the functions: `--help` must not wait for them.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.terms.records import Modal, Mode, RecordKind, Strength

if TYPE_CHECKING:
    from onrecord.ledger import Filters

LedgerOption = Annotated[
    Path | None,
    typer.Option(
        "--ledger", envvar="ONRECORD_LEDGER", help="The ledger's file.", show_default="the user's data folder"
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON lines.")]
Limit = Annotated[int, typer.Option(min=1, max=2**31 - 1, help="How many at most.")]
ActorFilter = Annotated[str | None, typer.Option("--actor", help="Who: a name or a code (Iran, RUS, NATO ...).")]
ModalFilter = Annotated[Modal | None, typer.Option("--modal", help="What the agent says of the deed.")]
ModeFilter = Annotated[Mode | None, typer.Option("--mode", help="How the deed hangs on its condition.")]
KindFilter = Annotated[RecordKind | None, typer.Option("--kind", help="Kind of record.")]
StrengthFilter = Annotated[Strength | None, typer.Option("--min-strength", help="This strength or more.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Said on or after this day (YYYY-MM-DD).")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Said on or before this day (YYYY-MM-DD).")]
TargetFilter = Annotated[
    str | None, typer.Option("--target", help="Whom the deed befalls, or who must act: a name or a code.")
]
StatusFilter = Annotated[
    str | None, typer.Option("--status", help="What became of it: overdue, triggered, breached ...")
]
ExactStrength = Annotated[Strength | None, typer.Option("--strength", help="This strength.")]
PublisherFilter = Annotated[str | None, typer.Option("--publisher", help="Who published the page.")]


def probability(given: str) -> float:
    """A share as typed; the call is wrong when it is none."""
    try:
        share = float(given)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:  # "nan" is a number, and in no range
        raise typer.BadParameter(f"{given!r} is no probability; write one from 0 to 1, as in 0.40")
    return share


Least = Annotated[
    float | None,
    typer.Option(
        "--least",
        metavar="P",
        parser=probability,
        help="Keep norms at least so likely, from 0 to 1, to be read rightly; the others are refusals.",
        show_default="the reader's own",
    ),
]


def ledger_path(given: Path | None) -> Path:
    """The ledger's file: the one given, else the user's own."""
    from onrecord.faces.cli.places import default_ledger

    return given if given is not None else default_ledger()


def filters_of(
    ledger: Path,
    *,
    since: str | None,
    until: str | None,
    actor: str | None = None,
    target: str | None = None,
    **others: Any,
) -> "Filters":
    """The filters somebody set; days and actors as typed."""
    from onrecord.faces.cli.names import actor_meant
    from onrecord.ledger import Filters

    first, last = day(since, "--since"), day(until, "--until")
    if first and last and first > last:
        raise typer.BadParameter(f"{first} lies after {last}", param_hint="--since")
    code, other = (actor_meant(ledger, who).code if who is not None else None for who in (actor, target))
    return Filters(since=first, until=last, actor=code, target=other, **others)


def columns_given(given: str | None) -> dict[str, str]:
    """Column by field, as typed: `text=body,date=published`."""
    if given is None:
        return {}
    from onrecord.pages.options import FIELDS

    found: dict[str, str] = {}
    for pair in given.split(","):
        field, sign, column = (part.strip() for part in pair.partition("="))
        if not sign or not column or field not in FIELDS:
            reason = f"{pair.strip()!r} is not FIELD=COLUMN; the fields are {', '.join(FIELDS)}"
            raise typer.BadParameter(reason, param_hint="--columns")
        found[field] = column
    return found


def day(given: str | None, option: str) -> date | None:
    """A day as typed; the call is wrong when it is none."""
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise typer.BadParameter(f"{given!r} is no day; write YYYY-MM-DD", param_hint=option) from None
