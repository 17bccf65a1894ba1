"""`onrecord check`, `backup`, `restore`, `repair` and `forget`: a ledger kept whole.

In:      a ledger
Out:     standard output: what was found or done, for a person or as JSON
Refuses: what the ledger refuses, as a LedgerError; a withdrawal nobody confirmed
Shown:   tests/faces/test_upkeep.py

Exit codes: 0 all of it fits, or was done; 1 something does not fit, or was not done.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.options import LedgerOption, day, ledger_path

if TYPE_CHECKING:
    from onrecord.ledger import Inspection, Ledger

app = typer.Typer()

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Replace = Annotated[bool, typer.Option("--replace", help="Also where a file stands already.")]


@app.command()
def check(
    ledger: LedgerOption = None,
    head: Annotated[
        str | None,
        typer.Option("--head", metavar="HASH", help="The head an earlier check printed: the chain must pass it."),
    ] = None,
    as_json: AsJson = False,
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


@app.command()
def backup(
    to: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; its folder must be there.")],
    ledger: LedgerOption = None,
    replace: Replace = False,
    as_json: AsJson = False,
) -> None:
    """Copy the ledger as it stands into one file, and prove the copy; others may go on writing meanwhile."""
    from onrecord.faces.cli.console import console, print_json
    from onrecord.ledger import open_ledger

    with open_ledger(ledger_path(ledger), create=False, read_only=True) as book:
        done = book.back_up(to, replace=replace)
    out = console()
    if as_json:
        print_json(out, done.to_json())
    else:
        out.print(f"{to}: {done.bytes:,} bytes, the same row by row; head {done.head.hash}", soft_wrap=True)


@app.command()
def restore(
    backup: Annotated[Path, typer.Argument(metavar="BACKUP", help="A file that `backup` wrote.")],
    ledger: LedgerOption = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Move the ledger that is there aside; nothing is deleted.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make a ledger out of a backup, and prove that it holds the same; a ledger that is there is moved aside."""
    from onrecord.faces.cli.console import console, print_json
    from onrecord.ledger import restore as restored

    path = ledger_path(ledger)
    done = restored(backup, path, replace=replace)
    out = console()
    if as_json:
        print_json(out, done.to_json())
        return
    if done.aside is not None:
        out.print(f"what stood there is {done.aside} now", soft_wrap=True)
    out.print(f"{path}: the same as {backup}, row by row; head {done.head.hash}", soft_wrap=True)


@app.command()
def repair(ledger: LedgerOption = None, as_json: AsJson = False) -> None:
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


@app.command()
def forget(
    page: Annotated[str, typer.Argument(metavar="PAGE", help="A page's id, or an address it was seen at.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept and shown.")],
    author: Annotated[str, typer.Option("--by", metavar="NAME", help="Who withdraws it; kept and shown.")],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day it is withdrawn; today.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    ledger: LedgerOption = None,
    as_json: AsJson = False,
) -> None:
    """Withdraw a page: its words go from the ledger for good; that it was there, and why it went, stays."""
    from onrecord.faces.cli.console import console, print_json, say
    from onrecord.faces.clock import now
    from onrecord.ledger import open_ledger

    moment = now()
    chosen = day(on, "--on") or moment.date()
    with open_ledger(ledger_path(ledger), create=False) as book:
        ids = pages_meant(book, page)
        if not yes:
            say(f"{', '.join(ids)}: every word of it goes from this ledger, and cannot come back but from a backup.")
            typer.confirm("Withdraw?", abort=True)
        done = [book.forget(id_, reason=reason, author=author, day=chosen, recorded_at=moment) for id_ in ids]
    out = console()
    for one in done:
        if as_json:
            print_json(out, one.to_json())
        else:
            out.print(f"{one.page_id}: {one.in_words()}", soft_wrap=True)


def pages_meant(book: "Ledger", typed: str) -> tuple[str, ...]:
    """The ids of the pages that an id, enough of its beginning, or an address names; UnknownId for none."""
    from onrecord.questions.errors import UnknownId

    held = [f.id for f in book.find(typed, limit=2) if f.kind == "page"]
    if len(held) == 1 or typed in held:
        return (typed if typed in held else held[0],)
    seen = book.pages_at(typed)
    if seen:
        return seen
    if (gone := book.withdrawal_of(typed)) is not None:
        return (gone.page_id,)
    why = "several pages begin so" if held else "no page has this id, begins so, or was seen there"
    raise UnknownId(f"{typed!r}: {why}. `onrecord show` of a record tells the id of its page.")
