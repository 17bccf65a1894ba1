"""`onrecord map`: how many norms the states of the world have, or are aimed at them; drawn with `--svg`.

In:      a ledger, what to count, which side
Out:     standard output: a line an actor, or JSON; the picture
Shown:   tests/faces/test_world.py
"""

from rich.table import Table
from rich.text import Text

from onrecord.drawings import OnMap, draw_map
from onrecord.faces.cli.console import console, print_json
from onrecord.faces.cli.drawn import ON_STANDARD_OUTPUT, put
from onrecord.language.actor_names import name_of
from onrecord.ledger import open_ledger
from onrecord.ledger.index.pairs import Counting
from onrecord.questions.actor_counts import NormSide, actor_counts
from onrecord.questions.wording import plural
from onrecord.terms.ledger_places import LedgerPlace

TITLES = {NormSide.BY: "Norms by the actor they bind", NormSide.TOWARDS: "Norms by whom they are aimed at"}


def print_map(
    ledger: LedgerPlace, counting: Counting, side: NormSide, *, limit: int, as_json: bool, svg: str | None
) -> int:
    """Print the counts; svg: and draw them there. Returns the exit code: 1 where nothing is counted."""
    with open_ledger(ledger, create=False, read_only=True) as book:
        found = actor_counts(book, counting, side)
    code = 0 if found.counts else 1
    if svg is not None:
        put(draw_map((OnMap(c, name_of(c), n) for c, n in found.counts), title=TITLES[side]), svg)
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
