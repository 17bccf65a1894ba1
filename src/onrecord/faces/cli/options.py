"""Options that several commands share, and what they mean.

Rooms are imported inside the functions: `--help` must not wait for them.
"""

import inspect
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import wraps
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.terms.ledger_places import Address, LedgerPlace, NoAddress, ledger_place
from onrecord.terms.records import Modal, Mode, RecordKind, Strength

if TYPE_CHECKING:
    from onrecord.ledger import Filters
    from onrecord.ledger.index.pairs import Counting
    from onrecord.questions.panel.months import Month


def ledger_typed(given: str) -> LedgerPlace:
    """A ledger's place as typed. What is wrong with an address is said without showing it: it may hold a password."""
    try:
        return ledger_place(given)
    except NoAddress as error:
        raise typer.BadParameter(str(error)) from None


if TYPE_CHECKING:
    TypedPlace = LedgerPlace
else:  # Typer reads no unions; the command gets what the parser gives
    TypedPlace = Path

LedgerOption = Annotated[
    TypedPlace | None,
    typer.Option(
        "--ledger",
        envvar="ONRECORD_LEDGER",
        metavar="FILE",
        parser=ledger_typed,
        help="The ledger's file, or postgresql://USER@HOST/DATABASE.",
        show_default="the user's data folder",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON lines.")]
OneJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Limit = Annotated[int, typer.Option(min=1, max=2**31 - 1, help="How many at most.")]
ActorFilter = Annotated[str | None, typer.Option("--actor", help="Who: a name or a code (Iran, RUS, NATO ...).")]
ModalFilter = Annotated[Modal | None, typer.Option("--modal", help="What the agent says of the action.")]
ModeFilter = Annotated[Mode | None, typer.Option("--mode", help="How the action hangs on its condition.")]
KindFilter = Annotated[RecordKind | None, typer.Option("--kind", help="Kind of record.")]
StrengthFilter = Annotated[Strength | None, typer.Option("--min-strength", help="This strength or more.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Said on or after this day (YYYY-MM-DD).")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Said on or before this day (YYYY-MM-DD).")]
TargetFilter = Annotated[
    str | None, typer.Option("--target", help="Whom the action befalls, or who must act: a name or a code.")
]
StatusFilter = Annotated[
    str | None, typer.Option("--status", help="What became of it: overdue, triggered, breached ...")
]
ExactStrength = Annotated[Strength | None, typer.Option("--strength", help="This strength.")]
PublisherFilter = Annotated[str | None, typer.Option("--publisher", help="Who published the page.")]

CheckedFilter = Annotated[
    bool | None, typer.Option("--checked/--unchecked", help="Whether a person judged it.", show_default=False)
]

Conditional = Annotated[bool, typer.Option("--conditional", help="Only what hangs on a condition or an exception.")]
TagFilter = Annotated[str | None, typer.Option("--tag", metavar="NAME", help="A tag that hangs on it.")]
CaseFilter = Annotated[str | None, typer.Option("--case", metavar="NAME", help="A case that it belongs to.")]

FromMonth = Annotated[str | None, typer.Option("--from", metavar="MONTH", help="From this month on (YYYY-MM).")]
ToMonth = Annotated[str | None, typer.Option("--to", metavar="MONTH", help="Up to this month (YYYY-MM).")]
Balanced = Annotated[
    bool, typer.Option("--balanced", help="A row for every actor or pair in every month, zeros included.")
]

# What `list`, `search` and `export` may be narrowed by; a name each of `filters_typed`.
FILTERS: Mapping[str, Any] = MappingProxyType(
    {
        "actor": ActorFilter,
        "target": TargetFilter,
        "modal": ModalFilter,
        "mode": ModeFilter,
        "kind": KindFilter,
        "strength": ExactStrength,
        "min_strength": StrengthFilter,
        "status": StatusFilter,
        "since": Since,
        "until": Until,
        "publisher": PublisherFilter,
        "checked": CheckedFilter,
        "tag": TagFilter,
        "case": CaseFilter,
    }
)


def ledger_path(given: LedgerPlace | None) -> LedgerPlace:
    """Where the ledger is: the place given, else the user's own file."""
    from onrecord.faces.places import default_ledger, with_files

    if given is None:
        return default_ledger()
    return with_files(given) if isinstance(given, Address) else given


def counting_of(
    *,
    kind: RecordKind | None,
    min_strength: Strength | None,
    since: str | None,
    until: str | None,
    conditional: bool,
) -> "Counting":
    """Which norms somebody wants counted; days as typed."""
    from onrecord.ledger.index.pairs import Counting

    first, last = _days(since, until)
    return Counting(kind=kind, min_strength=min_strength, since=first, until=last, conditional=conditional)


def filters_of(
    ledger: LedgerPlace,
    *,
    since: str | None,
    until: str | None,
    actor: str | None = None,
    target: str | None = None,
    checked: bool | None = None,
    tag: str | None = None,
    case: str | None = None,
    **others: Any,
) -> "Filters":
    """The filters somebody set; days and actors as typed."""
    from onrecord.ledger import open_ledger
    from onrecord.questions.filtering import filters_typed

    first, last = _days(since, until)
    asked: dict[str, Any] = {"actor": actor, "target": target, "checked": checked, "tag": tag, "case": case}
    if all(given is None for given in asked.values()):
        from onrecord.ledger import Filters

        return Filters(since=first, until=last, **others)
    with open_ledger(ledger, create=False, read_only=True) as book:
        return filters_typed(book, since=first, until=last, **asked, **others)


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """The command with an option for each filter in the place of its parameter `filters`, which it gets made of them.

    It takes a `ledger` too: names of actors are looked up there.
    """
    return _with_filters(command, lambda ledger, given: filters_of(ledger_path(ledger), **given))


def filters_as_typed(command: Callable[..., None]) -> Callable[..., None]:
    """The same, where the filters are kept: `filters` is what was typed, by the names the desk's address has for it."""
    return _with_filters(command, lambda _ledger, given: {k: _typed(v) for k, v in given.items() if v is not None})


def _typed(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value.value if isinstance(value, Enum) else value)


def _with_filters(
    command: Callable[..., None], made: Callable[[LedgerPlace | None, dict[str, Any]], object]
) -> Callable[..., None]:
    signature = inspect.signature(command)
    taken = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=option)
        for name, option in FILTERS.items()
    ]
    asked = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in signature.parameters.values()]
    at = next(n for n, p in enumerate(asked) if p.name == "filters")

    @wraps(command)
    def with_filters(**given: Any) -> None:
        filters = made(given["ledger"], {name: given.pop(name) for name in FILTERS})
        command(filters=filters, **given)

    parameters = [*asked[:at], *taken, *asked[at + 1 :]]
    with_filters.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    # Typer asks for the annotations by themselves, and of what is wrapped.
    with_filters.__annotations__ = {p.name: p.annotation for p in parameters} | {"return": None}
    del with_filters.__wrapped__
    return with_filters


def _days(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    from onrecord.questions.errors import DaysBackwards
    from onrecord.questions.filtering import in_order

    first, last = day(since, "--since"), day(until, "--until")
    try:
        in_order(first, last)
    except DaysBackwards as error:
        raise typer.BadParameter(str(error), param_hint="--since") from None
    return first, last


def day(given: str | None, option: str) -> date | None:
    """A day as typed; the call is wrong when it is none."""
    if given is None:
        return None
    from onrecord.questions.errors import NoDay
    from onrecord.questions.filtering import day_typed

    try:
        return day_typed(given)
    except NoDay as error:
        raise typer.BadParameter(str(error), param_hint=option) from None


def months_typed(since: str | None, until: str | None) -> "tuple[Month | None, Month | None]":
    """The first and the last month as typed; the call is wrong when one is none, or they are backwards."""
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
