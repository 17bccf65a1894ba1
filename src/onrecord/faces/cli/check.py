"""`onrecord check`: a ledger looked through, all of it.

In:      a ledger
Out:     standard output: what was found, and where the chain ends, for a person or as JSON
Refuses: what the ledger refuses, as a LedgerError
Shown:   tests/faces/test_upkeep.py

Exit codes: 0 all of it fits; 1 something does not fit.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.options import LedgerOption, OneJson, ledger_path

if TYPE_CHECKING:
    from onrecord.ledger import Inspection

app = typer.Typer()


@app.command()
def check(
    ledger: LedgerOption = None,
    head: Annotated[
        str | None,
        typer.Option("--head", metavar="HASH", help="The head an earlier check printed: the chain must pass it."),
    ] = None,
    as_json: OneJson = False,
) -> None:
    """Look through all of it: ids, digests, quotations and index made again and compared, the chain followed."""
    from onrecord.faces.cli.console import console, print_json
    from onrecord.ledger import open_ledger

    path = ledger_path(ledger)
    with open_ledger(path, create=False, read_only=True) as book:
        seen = book.inspect(head=head)
    out = console()
    if as_json:
        print_json(out, inspection_json(seen))
    else:
        for finding in seen.findings:
            out.print(f"{finding.part.value}: {finding.where}: {finding.seen}", style="red", soft_wrap=True)
        out.print(inspection_words(seen), soft_wrap=True)
    raise typer.Exit(0 if seen.sound else 1)


def inspection_words(seen: "Inspection") -> str:
    """What was looked at and where the chain ends, and a line with the digest of the content; or what to do about what
    was found."""
    from onrecord.questions.wording import plural

    looked = f"{plural(seen.looked_at['pages'], 'page')}, {plural(seen.looked_at['readings'], 'reading')}"
    if seen.sound:
        fits = f"all of it fits: {looked}, {plural(seen.head.commits, 'commit')}; head {seen.head.hash}"
        return f"{fits}\ncontent, in whatever order it came: {seen.content}"
    todo = "`onrecord repair` makes it anew" if seen.evidence_sound else "only a backup helps: `onrecord restore`"
    return f"{plural(len(seen.findings), 'finding')} in {looked}; {todo}"


def inspection_json(seen: "Inspection") -> dict[str, object]:
    """`{"sound", "evidence_sound", "findings": [{"part", "where", "seen"}], "looked_at", "commits", "head",
    "content"}`; content: null where it cannot be read."""
    return {
        "sound": seen.sound,
        "evidence_sound": seen.evidence_sound,
        "findings": [{"part": f.part.value, "where": f.where, "seen": f.seen} for f in seen.findings],
        "looked_at": seen.looked_at,
        "commits": seen.head.commits,
        "head": seen.head.hash,
        "content": seen.content,
    }
