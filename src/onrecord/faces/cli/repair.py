"""`onrecord repair`: what follows from the log made anew.

In:      a ledger
Out:     standard output: what was found and mended, for a person or as JSON
Refuses: what the ledger refuses, as a LedgerError
Shown:   tests/faces/test_upkeep.py
"""

import typer

from onrecord.faces.cli.options import LedgerOption, OneJson, ledger_path

app = typer.Typer()


@app.command()
def repair(ledger: LedgerOption = None, as_json: OneJson = False) -> None:
    """Make anew what follows from the log: the index, the full-text index, the triggers. Evidence is never touched."""
    from onrecord.faces.cli.console import console, print_json
    from onrecord.ledger import repair as repaired
    from onrecord.questions.wording import plural

    path = ledger_path(ledger)
    done = repaired(path)
    out = console()
    if as_json:
        print_json(out, done.to_json())
        return
    for finding in done.found:
        out.print(f"{finding.part.value}: {finding.where}: {finding.seen}", style="red", soft_wrap=True)
    if not done.found:
        out.print("all of it fits; nothing was done", soft_wrap=True)
        return
    where = f"; the damaged file is {done.aside} now" if done.aside else ""
    out.print(f"{plural(len(done.found), 'finding')} mended{where}", soft_wrap=True)
