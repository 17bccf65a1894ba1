"""`onrecord timeline`: what an actor, or two of each other, said and did, in order of date; drawn with `--svg`.

In:      a ledger, actors, words, days
Out:     standard output, for a person or as JSON lines; every line with its words, speaker, date and page; the picture
Refuses: a name nobody has, days the wrong way round
Shown:   tests/faces/test_answers.py
"""

import json
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.console import console
from onrecord.faces.cli.drawn import ON_STANDARD_OUTPUT, SvgOption, put
from onrecord.faces.cli.options import Json, LedgerOption, Limit, day, ledger_path
from onrecord.terms.ledger_places import LedgerPlace

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.ledger.index.events import SeenEvent
    from onrecord.questions.timelines import Saying

app = typer.Typer()


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


def print_timeline(
    ledger: LedgerPlace,
    actor: str,
    other: str | None,
    *,
    topic: str | None,
    since: date | None,
    until: date | None,
    limit: int,
    as_json: bool,
    svg: str | None = None,
) -> int:
    """Print what was said, oldest first; svg: and draw it there. Returns the exit code: 1 when nothing was."""
    from rich.text import Text

    from onrecord.drawings import bars_of, draw_commitments
    from onrecord.faces.cli.names import actor_meant, look_also
    from onrecord.language.code_words import action_words
    from onrecord.ledger import open_ledger
    from onrecord.questions.named_actors import name_with_code
    from onrecord.questions.timelines import Saying
    from onrecord.questions.timelines import timeline as timeline_of

    who, whom = actor_meant(ledger, actor), actor_meant(ledger, other) if other is not None else None
    with open_ledger(ledger, create=False, read_only=True) as book:
        line = timeline_of(
            book, who.code, whom.code if whom else None, topic=topic, since=since, until=until, limit=limit
        )
    if svg is not None:
        with_whom = f" and {whom.name} of each other" if whom else ""
        title = f"What {who.name}{with_whom} said {'they' if whom else 'it'} will do"
        put(draw_commitments(bars_of(line.sayings), title=title), svg)
        if svg == ON_STANDARD_OUTPUT:
            return 0 if line.sayings else 1
    out = console()
    if as_json:
        for one in line.lines():
            print(json.dumps(one), file=out.file)
        return 0 if line.sayings or line.events else 1
    items: list[tuple[date, int, str, Saying | SeenEvent]] = [
        (s.last or date.max, 0, s.norm.id, s) for s in line.sayings
    ]
    items += [(e.last or date.max, 1, e.id, e) for e in line.events]
    for _, _, _, item in sorted(items, key=lambda i: i[:3]):
        if isinstance(item, Saying):
            _print_saying(out, item)
        else:
            days = f"≤ {item.last}" if item.first != item.last else str(item.last or "day not known")
            happened = f"{action_words(item.type)}: “{' '.join(item.words.split())}”"
            out.print(Text(f"{days}  {happened} ({item.where})", style="dim"))
    if line.more:
        out.print(Text(f"there are older ones: --limit {limit} was reached", style="dim"))
    if not items:
        between = f" and {name_with_code(whom)}" if whom else ""
        narrowed = " that the words and days given keep" if topic or since or until else ""
        names = look_also(who.name, *((whom.name,) if whom else ()))
        out.print(Text(f"no commitment and no action of {name_with_code(who)}{between} is on record{narrowed}{names}"))
    return 0 if items else 1


def _print_saying(out: "Console", saying: "Saying") -> None:
    from rich.text import Text

    from onrecord.faces.cli.printed import print_basis
    from onrecord.questions import in_words

    days = str(saying.last or "day not known") if saying.first == saying.last else f"≤ {saying.last or 'not known'}"
    mark = "" if saying.change.mark.value == "first" else f"  [{saying.change.mark.value}]"
    out.print(Text(f"{days}  {in_words(saying.norm)}{mark}", style="bold"))
    for reason in saying.change.reasons:
        out.print(Text(f"    {reason}"))
    print_basis(out, saying.entry)
