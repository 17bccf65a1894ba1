"""`onrecord map`: how many norms the states of the world have, or are aimed at them; drawn with `--svg`.

In:      a ledger, what to count, which side
Out:     standard output: a line an actor, or JSON; the picture
Shown:   tests/faces/test_world.py
"""

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.console import console, print_json
from onrecord.faces.cli.drawn import ON_STANDARD_OUTPUT, SvgOption, put
from onrecord.faces.cli.options import (
    Conditional,
    KindFilter,
    LedgerOption,
    Limit,
    OneJson,
    Since,
    StrengthFilter,
    Until,
    counting_of,
    ledger_path,
)
from onrecord.terms.ledger_places import LedgerPlace

if TYPE_CHECKING:
    from onrecord.ledger.index.pairs import Counting
    from onrecord.questions.actor_counts import NormSide

app = typer.Typer()


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
    as_json: OneJson = False,
    svg: SvgOption = None,
) -> None:
    """Count norms by the states they bind, or are aimed at; --svg draws them on a map."""
    from onrecord.questions.actor_counts import NormSide

    counting = counting_of(kind=kind, min_strength=min_strength, since=since, until=until, conditional=conditional)
    side = NormSide.TOWARDS if towards else NormSide.BY
    raise typer.Exit(print_map(ledger_path(ledger), counting, side, limit=limit, as_json=as_json, svg=svg))


def print_map(
    ledger: LedgerPlace, counting: "Counting", side: "NormSide", *, limit: int, as_json: bool, svg: str | None
) -> int:
    """Print the counts; svg: and draw them there. Returns the exit code: 1 where nothing is counted."""
    from rich.table import Table
    from rich.text import Text

    from onrecord.drawings import OnMap, draw_map
    from onrecord.language.actor_names import name_of
    from onrecord.ledger import open_ledger
    from onrecord.questions.actor_counts import NormSide, actor_counts
    from onrecord.questions.wording import plural

    with open_ledger(ledger, create=False, read_only=True) as book:
        found = actor_counts(book, counting, side)
    code = 0 if found.counts else 1
    titles = {NormSide.BY: "Norms by the actor they bind", NormSide.TOWARDS: "Norms by whom they are aimed at"}
    if svg is not None:
        put(draw_map((OnMap(c, name_of(c), n) for c, n in found.counts), title=titles[side]), svg)
        if svg == ON_STANDARD_OUTPUT:
            return code
    out = console()
    if as_json:
        print_json(out, found.to_json())
        return code
    table = Table(box=None, padding=(0, 1), show_edge=False, show_header=False)
    for actor, n in found.counts[:limit]:
        table.add_row(Text(name_of(actor)), f"{n:,}")
    if found.counts:
        out.print(table)
    else:
        out.print("no norm on record that fits names anybody on this side")
    if len(found.counts) > limit:
        out.print(Text(f"{plural(len(found.counts) - limit, 'more actor')}: --limit {limit} was reached", style="dim"))
    if found.unsaid:
        whom = "who is bound" if side is NormSide.BY else "towards whom"
        out.print(Text(f"{plural(found.unsaid, 'norm')} more: {whom} is not said", style="dim"))
    return code
