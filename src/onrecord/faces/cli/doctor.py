"""`onrecord doctor`: looks at all that onrecord needs here, and reads one page; without the network.

In:      the ledger's file, or its address
Out:     standard output: a line each, ok, warning or wrong, and what to do; or JSON
Refuses: nothing; what is wrong is told
Source:  docs/operations.md
Shown:   tests/faces/checkup/test_doctor.py

Exit codes: 0 nothing is wrong; 1 something is.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from onrecord.faces.cli.options import LedgerOption, OneJson, ledger_path
from onrecord.terms.ledger_places import LedgerPlace

if TYPE_CHECKING:
    from onrecord.faces.checkup.finding import CheckupFinding

app = typer.Typer()


@app.command()
def doctor(
    context: typer.Context,
    ledger: LedgerOption = None,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Look through the whole ledger too, as `onrecord check` does.")
    ] = False,
    as_json: OneJson = False,
) -> None:
    """Look at versions, models, settings, ledger, disk and clock, read one page, and say what is wrong."""
    from onrecord.faces.checkup.finding import State
    from onrecord.faces.cli.console import console, print_json

    root = context.find_root().command
    assert isinstance(root, TyperGroup)
    out = console(soft_wrap=True)
    found = []
    for one in findings(ledger_path(ledger), root, thorough=thorough):
        found.append(one)
        if not as_json:
            style = {State.OK: "", State.WARNING: "yellow", State.WRONG: "red"}[one.state]
            out.print(f"{one.state.value:<8} {one.what:<9} {one.seen}", style=style)
            if one.todo:
                out.print(f"{'':18} {one.todo}")
    wrong = sum(one.state is State.WRONG for one in found)
    if as_json:
        print_json(out, {"sound": not wrong, "findings": [one.to_json() for one in found]})
    elif wrong:
        out.print(f"{wrong} wrong")
    raise typer.Exit(1 if wrong else 0)


def findings(ledger: LedgerPlace, root: TyperGroup, *, thorough: bool) -> Iterator["CheckupFinding"]:
    """All that is looked at, quickest first."""
    from onrecord.faces.checkup import installed, ledger_checked, read_here
    from onrecord.faces.clock import now

    yield from installed.python_checked()
    yield from installed.database_checked()
    requirements = installed.required()
    yield from installed.packages_checked(requirements)
    yield from installed.extras_checked(requirements, installed.extras_named())
    yield from settings_checked(root)
    if isinstance(ledger, Path):
        seen, told = ledger_checked.ledger_checked(ledger, thorough=thorough)
        yield from told
        yield from ledger_checked.folder_checked(ledger)
        yield from ledger_checked.disk_checked(ledger)
        yield from ledger_checked.clock_checked(now(), newest=seen.newest if seen else None)
    else:
        yield from ledger_checked.address_checked(ledger, thorough=thorough)
        yield from ledger_checked.clock_checked(now(), newest=None)
    yield from read_here.models_checked()
    yield from read_here.reading_checked()


def settings_checked(root: TyperGroup) -> Iterator["CheckupFinding"]:
    """Do the settings file and the environment say what commands take?"""
    from onrecord.faces.checkup.finding import CheckupFinding, State, well
    from onrecord.faces.cli.settings import wrong_anywhere
    from onrecord.faces.cli.with_settings import in_force

    held = in_force(root)
    wrong = wrong_anywhere(held)
    for sentence in wrong:
        yield CheckupFinding("settings", State.WRONG, sentence, "`onrecord config` prints what is set")
    if not wrong:
        yield well("settings", str(held.file.path) if held.file else "none")
