"""`onrecord brief`: what is new, or what a search found, as one document: for a person, as a page, Markdown or JSON.

In:      a ledger, words and filters, or the day since which
Out:     standard output, or one HTML file that opens anywhere and prints on A4 and letter
Refuses: a page without the extra `desk` (DeskMissing)
Shown:   tests/faces/test_brief.py
"""

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.console import console, say
from onrecord.faces.cli.options import LedgerOption, OneJson, filtered, ledger_path
from onrecord.faces.cli.serve import desk_parts
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.terms.whole_files import write_whole

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.ledger import Filters
    from onrecord.questions.brief_values import Brief, BriefLine, QuotedWords

app = typer.Typer()

# Without a day asked for: what came in within a week, as the desk has it on a day in the past.
WITHIN = timedelta(days=7)


@app.command()
@filtered
def brief(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS...]", help="Of what has all these words.", show_default=False)
    ] = None,
    ledger: LedgerOption = None,
    *,
    filters: "Filters",
    html: Annotated[
        Path | None, typer.Option("--html", help="Write one HTML file instead, to print on A4 or letter.")
    ] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown.")] = False,
    as_json: OneJson = False,
) -> None:
    """What came in since a day (--since, else a week ago), as one document to print; with any word or other filter:
    what a search finds."""
    if (html is not None) + markdown + as_json > 1:
        raise typer.BadParameter("of --html, --markdown and --json one at a time", param_hint="--html")
    asked = " ".join(words) if words else None
    raise typer.Exit(
        print_brief(ledger_path(ledger), asked, filters=filters, html=html, markdown=markdown, as_json=as_json)
    )


def print_brief(
    ledger: LedgerPlace, words: str | None, *, filters: "Filters", html: Path | None, markdown: bool, as_json: bool
) -> int:
    """Print or write it. With no more asked than a day since which, it is of what came in. Returns the exit code: 1
    where no section holds a line."""
    from onrecord.faces.clock import now
    from onrecord.questions.brief_markdown import as_markdown

    brief = _asked(ledger, words, filters, now())
    if html is not None:
        with desk_parts():
            from onrecord.faces.web.brief_file import brief_file
        write_whole(html, brief_file(brief).encode("utf-8", "backslashreplace"))
    elif as_json:
        print(json.dumps(brief.to_json()), file=console().file)
    elif markdown:
        say(as_markdown(brief), nl=False)
    else:
        _print(console(), brief)
    return 1 if brief.is_empty else 0


def _asked(ledger: LedgerPlace, words: str | None, filters: "Filters", moment: datetime) -> "Brief":
    from onrecord.ledger import Filters, open_ledger
    from onrecord.questions import search
    from onrecord.questions.brief import brief_of_search, brief_of_today, listed, of_hits
    from onrecord.questions.today import MOST_NEW

    with open_ledger(ledger, create=False, read_only=True) as book:
        if words is None and replace(filters, since=None) == Filters():
            day = filters.since
            since = datetime.combine(day, time.min, tzinfo=UTC) if day else moment - WITHIN
            return brief_of_today(book, name=ledger.name, since=since, now=moment)
        looked = listed(book, filters) if words is None else of_hits(search(book, words, filters, limit=MOST_NEW).hits)
        return brief_of_search(book, looked, name=ledger.name, filters=filters, words=words, now=moment)


def _print(out: "Console", brief: "Brief") -> None:
    from rich.text import Text

    out.print(Text(brief.title, style="bold"))
    for words in (brief.period, brief.stamp, brief.chain):
        out.print(Text(words))
    for section in brief.sections:
        out.print(Text(f"\n{section.heading}: {section.count:,}", style="bold"))
        if not section.count:
            out.print(Text(section.empty))
        for of, lines in section.groups:
            if of is not None:
                out.print(Text(of, style="bold"))
            for line in lines:
                _print_line(out, line)
        for left in section.left_out:
            out.print(Text(left))
    out.print(Text("\nMethod", style="bold"))
    for words in brief.method:
        out.print(Text(words))
    out.print()
    for note in brief.notes:
        out.print(Text(f"[{note.number}] {note.words}. {note.address}", style="dim"))


def _print_line(out: "Console", line: "BriefLine") -> None:
    from rich.text import Text

    for norm in line.norms:
        doubt = f" ({norm.doubt})" if norm.doubt else ""
        out.print(Text(f"  {f'{line.lead}: ' if line.lead else ''}{norm.sentence}{doubt}"))
    _print_quoted(out, line.quoted)
    if line.beside is not None:
        out.print(Text(f"    {line.beside.which}: {line.beside.sentence or ''}".rstrip()))
        _print_quoted(out, line.beside.quoted)
    for reason in line.why:
        out.print(Text(f"    {reason}"))


def _print_quoted(out: "Console", quoted: "QuotedWords") -> None:
    from rich.text import Text

    out.print(Text(f"    “{quoted.words}” — {quoted.source} [{quoted.note}]", style="dim"))
