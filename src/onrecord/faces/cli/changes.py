"""`onrecord changes --between V1 V2`: what a later reader reads otherwise on the same pages.

In:      a ledger, two readers' names or parts of them
Out:     standard output, for a person or as JSON lines; each norm with its words and page, the totals last
Shown:   tests/faces/test_changes.py
"""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.console import console
from onrecord.faces.cli.options import Json, LedgerOption, Limit, ledger_path
from onrecord.terms.judgements import OF_TWO, JudgementKind
from onrecord.terms.ledger_places import LedgerPlace

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.ledger.upkeep.carrying import Carried
    from onrecord.questions import Upgrade

app = typer.Typer()


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
    if readers is None:
        raise typer.Exit(print_readers(ledger_path(ledger), as_json=as_json))
    raise typer.Exit(print_changes(ledger_path(ledger), *readers, limit=limit, as_json=as_json))


def print_readers(ledger: LedgerPlace, *, as_json: bool) -> int:
    """Print whose readings the ledger holds. Returns the exit code: 1 when there are none."""
    from rich.text import Text

    from onrecord.ledger import open_ledger
    from onrecord.questions.wording import plural

    with open_ledger(ledger, create=False, read_only=True) as book:
        readers = book.readers.held()
    out = console()
    for reader in readers:
        if as_json:
            print(json.dumps({"reader": reader.to_json()}), file=out.file)
            continue
        out.print(Text(reader.name, style="bold"))
        current = f"the current reading of {reader.current:,}"
        out.print(Text(f"  {plural(reader.pages, 'page')}, {current}, last on {reader.last:%Y-%m-%d %H:%M} UTC"))
    if not readers and not as_json:
        out.print("this ledger holds no reading yet")
    return 0 if readers else 1


def print_changes(ledger: LedgerPlace, earlier: str, later: str, *, limit: int, as_json: bool) -> int:
    """Print at most `limit` of each kind, and the totals of all. Returns the exit code."""
    from onrecord.ledger import open_ledger
    from onrecord.questions import between

    with open_ledger(ledger, create=False, read_only=True) as book:
        upgrade = between(book, earlier, later)
    out = console()
    if as_json:
        _print_json(out, upgrade, limit)
    else:
        _print(out, upgrade, limit)
    return 0


def _print_json(out: "Console", upgrade: "Upgrade", limit: int) -> None:
    for line in upgrade.lines(limit=limit):
        print(json.dumps(line), file=out.file)


def _print(out: "Console", upgrade: "Upgrade", limit: int) -> None:
    from rich.text import Text

    from onrecord.faces.cli.printed import print_basis
    from onrecord.questions import in_words

    out.print(Text(f"{upgrade.earlier}\n-> {upgrade.later}\n", style="bold"))
    for kind, read in (("gained", upgrade.gained), ("lost", upgrade.lost)):
        for one in read[:limit]:
            out.print(Text(f"{kind}: {in_words(one.norm)}", style="bold"))
            print_basis(out, one.entry)
        _print_more(out, len(read), limit, kind)
    for altered in upgrade.altered[:limit]:
        out.print(Text(f"altered: {in_words(altered.after.norm)}", style="bold"))
        for slot, was, now in altered.slots:
            out.print(Text(f"  {slot}: {_value(slot, was)} -> {_value(slot, now)}"))
        print_basis(out, altered.after.entry)
    _print_more(out, len(upgrade.altered), limit, "altered")
    for carried in upgrade.judgements[:limit]:
        _print_carried(out, carried)
    _print_more(out, len(upgrade.judgements), limit, "judged")
    _print_totals(out, upgrade)


def _print_more(out: "Console", found: int, limit: int, kind: str) -> None:
    from rich.text import Text

    if found > limit:
        out.print(Text(f"{kind}: {found - limit:,} more: --limit {limit} was reached", style="dim"))


def _print_carried(out: "Console", carried: "Carried") -> None:
    from rich.text import Text

    from onrecord.faces.cli.printed import print_basis
    from onrecord.questions import in_words

    judgement = carried.judgement
    about = in_words(carried.norm) if carried.norm else carried.entry.id
    out.print(Text(f"judged: {judgement.author}: {judgement.verdict.value} {judgement.target_id}", style="bold"))
    out.print(Text(f"  {about}"))
    out.print(Text(f"  {_fate_words(carried)}"))
    print_basis(out, carried.entry)


def _fate_words(carried: "Carried") -> str:
    from onrecord.ledger.upkeep.carrying import Fate

    verdict = carried.judgement.verdict
    if carried.fate is Fate.APPLIES:
        hides = verdict is JudgementKind.WRONG
        return "still applies: the later reading of it is left out too" if hides else "still applies"
    if carried.fate is Fate.BESIDE:
        return "the later reader has nothing that fits: the older reading is listed beside what it has"
    if verdict is JudgementKind.WRONG:
        return "hides nothing: the later reader does not read it so"
    if verdict in OF_TWO:
        return "joins nothing: the later reader does not read it so"
    if verdict is JudgementKind.NOT_MET:
        return "hides nothing met: the later reader does not read it so"
    return "holds nothing: the later reader has nothing that fits; it stays kept"


def _print_totals(out: "Console", upgrade: "Upgrade") -> None:
    from rich.text import Text

    from onrecord.ledger.upkeep.carrying import Fate
    from onrecord.questions.wording import plural

    alone = (("first", upgrade.only_earlier), ("second", upgrade.only_later))
    pages = [f"{plural(upgrade.pages, 'page')} compared"]
    pages += [f"{n:,} read by the {which} alone" for which, n in alone if n]
    out.print(Text("; ".join(pages), style="bold"))
    counts = (("gained", upgrade.gained), ("lost", upgrade.lost), ("altered", upgrade.altered))
    norms = ", ".join(f"{len(found):,} {kind}" for kind, found in counts)
    out.print(Text(f"norms: {upgrade.same:,} the same, {norms}"))
    if upgrade.judgements:
        applies, beside, nothing = (upgrade.count(fate) for fate in Fate)
        out.print(Text(f"judgements: {applies:,} still apply, {beside:,} listed beside, {nothing:,} find nothing"))


def _value(slot: str, value: str | None) -> str:
    from onrecord.language.actor_names import name_of
    from onrecord.ledger.judgements.values import CODE_SLOTS, WORD_SLOTS

    if value is None:
        return "not read"
    if slot in WORD_SLOTS:
        return f"“{' '.join(value.split())}”"
    name = name_of(value) if slot in CODE_SLOTS else value
    return value if name == value else f"{name} ({value})"
