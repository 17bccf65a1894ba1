"""`onrecord agreement`: how far the persons agree who judged the same norms.

In:      a ledger, the persons (none: all)
Out:     standard output, for a person, as JSON or as CSV: of each slot how many two judged, how often they agree,
         kappa, alpha
Refuses: one person alone, a person who judged nothing, as an OnRecordError
Source:  docs/agreement.md
Shown:   tests/faces/test_agreement.py
"""

import csv
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.console import console
from onrecord.faces.cli.options import Json, LedgerOption, ledger_path
from onrecord.terms.ledger_places import LedgerPlace

if TYPE_CHECKING:
    from rich.table import Table

    from onrecord.questions.agreement import SlotAgreement
    from onrecord.questions.coders import Coder
    from onrecord.questions.reliability import Measured

app = typer.Typer()


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
    if as_json and as_csv:
        raise typer.BadParameter("give one of --json and --csv", param_hint="--csv")
    raise typer.Exit(print_agreement(ledger_path(ledger), persons or (), each=each, as_json=as_json, as_csv=as_csv))


def print_agreement(ledger: LedgerPlace, persons: Sequence[str], *, each: bool, as_json: bool, as_csv: bool) -> int:
    """Print it. Returns the exit code: 1 when no norm was judged by two.

    each: also each person, and each two by themselves.
    """
    from rich.text import Text

    from onrecord.ledger import open_ledger
    from onrecord.questions.agreement import COLUMNS, table_rows
    from onrecord.questions.agreement import agreement as agreement_of
    from onrecord.questions.coders import PAIR_COLUMNS, by_pairs, coders, pair_rows
    from onrecord.questions.wording import plural

    with open_ledger(ledger, create=False, read_only=True) as book:
        found = agreement_of(book, persons)
        judging = [one for one in coders(book) if each and one.name in found.persons]
    out = console()
    if as_json:
        told = found.to_json()
        if each:
            two = [(pair, [slot.to_json() for slot in slots]) for pair, slots in by_pairs(found)]
            told |= {
                "coders": [one.to_json() for one in judging],
                "pairs": [{"persons": list(pair), "slots": slots} for pair, slots in two],
            }
        print(json.dumps(told), file=out.file)
    elif as_csv:
        rows = csv.writer(out.file, lineterminator="\n")
        rows.writerow(PAIR_COLUMNS if each else COLUMNS)
        rows.writerows(pair_rows(found) if each else table_rows(found.slots))
    elif not found.norms:
        who = f"only {found.persons[0]} has" if len(found.persons) == 1 else "nobody has" if not found.persons else ""
        out.print(Text(f"{who} judged anything" if who else f"{', '.join(found.persons)} judged no norm in common"))
    else:
        judged = f"judged {plural(len(found.norms), 'norm')} in common and differ on {len(found.differences):,}"
        out.print(Text(f"{', '.join(found.persons)} {judged}", style="bold"))
        out.print(_table(found.slots))
        for pair, slots in by_pairs(found) if each and len(found.persons) > 2 else ():
            out.print(Text(f"\n{' and '.join(pair)}", style="bold"))
            out.print(_table(slots))
        for why in sorted({m.why for one in found.slots for m in (one.kappa, one.alpha) if m.why}):
            out.print(Text(f"-: not defined, for {why}", style="dim"))
        if any(one.interval.low is not None for one in found.slots):
            out.print(Text("in brackets: the middle 95 of 100 resamples of the norms", style="dim"))
        for one in judging:
            out.print(Text(f"{one.name} judged {plural(one.judged, 'norm')}: {_verdicts(one)}"))
    return 0 if found.norms else 1


def _table(slots: "Iterable[SlotAgreement]") -> "Table":
    from rich.table import Table

    table = Table("slot", "norms", "agree", "kappa", "alpha", box=None)
    for one in slots:
        agree = f"{one.pairs.same:,} of {one.pairs.pairs:,}"
        table.add_row(one.slot, f"{one.judged:,}", agree, _words(one.kappa), f"{_words(one.alpha)}{_ends(one)}")
    return table


def _words(measured: "Measured") -> str:
    return f"{measured.value:.2f}" if measured.value is not None else "-"


def _ends(one: "SlotAgreement") -> str:
    low, high = one.interval.low, one.interval.high
    return f" ({low:.2f} to {high:.2f})" if low is not None and high is not None else ""


def _verdicts(one: "Coder") -> str:
    said = f"{one.confirmed:,} confirmed, {one.corrected:,} corrected, {one.rejected:,} rejected"
    return f"{said}; {one.shared:,} that another judged too"
