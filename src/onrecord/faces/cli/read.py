"""`onrecord read`: readings for a person, or one JSON object a page.

In:      captured pages and pages that could not be captured
Out:     standard output: tables or JSON lines; standard error: progress, refusals and their count
Shown:   tests/faces/test_read.py
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from rich.console import Console, Group
from rich.padding import Padding
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from onrecord.faces.cli.words import date_words, modal_words, norm_style, published_words
from onrecord.terms.pages import Page, RefusedPage
from onrecord.terms.reading import Reading
from onrecord.terms.reading_json import reading_json
from onrecord.terms.records import Mode, Norm, Record
from onrecord.terms.spans import Span, hull
from onrecord.walk.many import read_many


def print_readings(captured: Iterable[Page | RefusedPage], *, as_json: bool, workers: int) -> int:
    """Print every reading as it comes. Returns the exit code: 1 when no page could be read, else 0."""
    out = Console(highlight=False, soft_wrap=as_json)
    err = Console(stderr=True, highlight=False)
    tally = Tally()
    with progress_bar(err) as progress:
        task = progress.add_task("reading", total=None)
        for reading in read_many(pages_of(captured, tally, err), workers=workers):
            tally.count(reading)
            progress.advance(task)
            if as_json:
                # Not through rich: it wraps, and a lone surrogate in a page must come out escaped, not raise.
                print(json_line(reading), file=out.file, flush=True)
            else:
                out.print(reading_view(reading))
    tally.print(err)
    return 0 if tally.read else 1


def json_line(reading: Reading) -> str:
    """One reading, one line; code points outside UTF-8 are written as escapes."""
    value = reading_json(reading)
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        line = json.dumps(value, allow_nan=False)
    return line


def progress_bar(err: Console) -> Progress:
    """Pages read so far, on standard error; nothing where that is no terminal."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )


class Tally:
    """What was read and what was refused, by reason."""

    def __init__(self) -> None:
        self.read = 0
        self.refused_pages = 0
        self.statements = 0
        self.norms = 0
        self.refusals: Counter[tuple[str, str]] = Counter()

    def count(self, reading: Reading) -> None:
        """One reading more."""
        if reading.document is None:
            self.refused_pages += 1
        else:
            self.read += 1
        self.statements += len(reading.statements)
        self.norms += len(reading.norms)
        self.refusals.update((r.room, r.code) for r in reading.refusals)

    def count_refused(self, refused: RefusedPage) -> None:
        """One page that could not be captured."""
        self.refused_pages += 1
        self.refusals[refused.refusal.room, refused.refusal.code] += 1

    def print(self, err: Console) -> None:
        """One line of totals, one a reason for refusal."""
        line = f"{plural(self.read, 'page')} read, {plural(self.statements, 'statement')}, {plural(self.norms, 'norm')}"
        if self.refused_pages:
            line += f"; {plural(self.refused_pages, 'page')} refused"
        err.print(Text(line, style="bold"))
        for (room, code), n in sorted(self.refusals.items()):
            err.print(Text(f"  refused {n} x {code} ({room})"))


def plural(n: int, noun: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def pages_of(captured: Iterable[Page | RefusedPage], tally: Tally, err: Console) -> Iterator[Page]:
    """The pages; those that could not be captured are told and counted."""
    for one in captured:
        if isinstance(one, RefusedPage):
            tally.count_refused(one)
            err.print(Text(f"refused {one.address}: {one.refusal.reason}", style="red"), soft_wrap=True)
        else:
            yield one


def reading_view(reading: Reading) -> Group:
    """One page for a person: what it is, then its norms, each with the words that show it."""
    parts: list[Text | Table | Padding] = [_heading(reading)]
    parts += [Text(f"  refused: {r.reason}", style="red") for r in reading.refusals if r.span is None]
    if reading.document is not None:
        if reading.norms:
            parts.append(Padding(_norms_table(reading), (0, 0, 0, 2)))
        else:
            parts.append(Text(f"  no commitment found in {plural(len(reading.statements), 'statement')}", style="dim"))
    parts.append(Text())
    return Group(*parts)


def _heading(reading: Reading) -> Text:
    document = reading.document
    title = (document.title if document else None) or reading.page.address
    facts = [reading.page.address] if title != reading.page.address else []
    if document:
        facts += [published_words(document.published)]
        facts += [document.publisher] if document.publisher else []
        facts += [f"credit: {document.credit}"] if document.credit else []
    return Text.assemble((title, "bold"), "\n", ("  " + " · ".join(facts), "dim"))


def _norms_table(reading: Reading) -> Table:
    table = Table(box=None, padding=(0, 1), show_edge=False, expand=True)
    table.add_column("who", style="bold", ratio=2)
    table.add_column("says it", ratio=2)
    table.add_column("what", ratio=5)
    table.add_column("condition", ratio=5)
    records = {r.id: r for r in reading.records}
    for norm in reading.norms:
        record = records[norm.record_id]
        table.add_row(
            norm.agent_id or "not said",
            Text(modal_words(norm.modal), style=norm_style(norm.modal)),
            _words(reading, norm.action),
            _condition(reading, norm),
        )
        table.add_row("", "", _evidence(reading, record, norm), "")
    return table


def _condition(reading: Reading, norm: Norm) -> Text:
    if norm.trigger is None:
        return Text("none", style="dim") if norm.mode is Mode.NONE else Text(norm.mode.value)
    connective = {"if": "if", "unless": "unless", "even_if": "even if"}[norm.mode.value]
    return Text.assemble((connective + " ", "italic"), _words(reading, norm.trigger))


def _evidence(reading: Reading, record: Record, norm: Norm) -> Text:
    said = [_words(reading, norm.speaker)] if norm.speaker else []
    said += [date_words(record.stated_on)] if record.stated_on else []
    said += [f"strength {record.strength.value}"]
    quotes = " […] ".join(_words(reading, span) for span in record.evidence)
    where = hull(record.evidence)
    return Text.assemble(
        (f"“{quotes}”", "dim"), (f" [{where.start}:{where.end}]", "dim"), (f" — {', '.join(said)}", "dim")
    )


def _words(reading: Reading, span: Span) -> str:
    return " ".join(span.of(reading.text).split())
