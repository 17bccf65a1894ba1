"""`onrecord absorb`: the shards of a batch into the ledger.

In:      folders of shards
Out:     standard output: what was new and what was held already, for a person or as JSON lines; standard error: each
         shard refused, and why
Refuses: what the ledger refuses, as a LedgerError; what was absorbed before is told first
Shown:   tests/faces/test_absorb.py

Exit codes: 0 every shard is in the ledger; 1 one was refused, or the ledger could not be used.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.metrics_file import MetricsOption, metrics_kept
from onrecord.faces.cli.options import LedgerOption, ledger_path
from onrecord.terms.ledger_places import LedgerPlace

if TYPE_CHECKING:
    from onrecord.batch.absorbing import Absorbed
    from onrecord.ledger import Recorded

app = typer.Typer()


@app.command()
def absorb(
    folders: Annotated[
        list[Path],
        typer.Argument(metavar="DIR...", help="Folders that `onrecord batch` wrote, or shards.", show_default=False),
    ],
    ledger: LedgerOption = None,
    bring_forward: Annotated[
        bool,
        typer.Option("--bring-forward", help="Take shards of an earlier version too, by a copy brought forward."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines: one a shard, the totals last.")] = False,
    metrics: MetricsOption = None,
) -> None:
    """Take the shards of a batch into the ledger, in any order; a shard taken twice adds nothing."""
    path = ledger_path(ledger)
    with metrics_kept(metrics, ledger=path):
        code = absorb_shards(folders, path, bring_forward=bring_forward, as_json=as_json)
    raise typer.Exit(code)


def absorb_shards(folders: list[Path], ledger: LedgerPlace, *, bring_forward: bool, as_json: bool) -> int:
    """Absorb and tell. Returns the exit code."""
    from rich.text import Text

    from onrecord.batch.absorbing import absorb as absorbed
    from onrecord.batch.absorbing import counts_json
    from onrecord.faces.cli.console import console, print_json
    from onrecord.faces.cli.met import waiting_words
    from onrecord.faces.cli.tally import progress_bar
    from onrecord.ledger import Recorded, open_ledger
    from onrecord.questions.wording import plural

    out, err = console(), console(stderr=True)
    total, whole, refused = Recorded(), 0, 0
    unchecked: int | None = None
    with open_ledger(ledger) as book, progress_bar(err) as progress:
        task = progress.add_task("absorbing pages", total=None)

        def advance(step: Recorded) -> None:
            progress.advance(task, step.pages.new + step.pages.held)

        try:
            for one in absorbed(book, folders, bring_forward=bring_forward, on_commit=advance):
                total += one.recorded
                _log(one)
                if one.refused is not None:
                    refused += 1
                    err.print(Text(f"refused {one.refused.why}", style="red"), soft_wrap=True)
                else:
                    whole += 1
                if as_json:
                    print_json(out, one.to_json())
            unchecked = book.current.how_many_unchecked()
        finally:
            if as_json:
                totals = {"shards": whole, "refused": refused, **counts_json(total), "not_looked_at": unchecked}
                print_json(out, {"totals": totals})
            else:
                out.print(Text(f"{plural(whole, 'shard')} absorbed: {_words(total)}"), soft_wrap=True)
    if refused:
        err.print(Text(f"{plural(refused, 'shard')} refused", style="bold"))
    for sentence in () if as_json else waiting_words(unchecked or 0):
        out.print(Text(sentence), soft_wrap=True)
    return 1 if refused else 0


def _log(one: "Absorbed") -> None:
    import logging

    from onrecord.terms.log_events import LogEvent, tell

    logger = logging.getLogger(__name__)
    if one.refused is not None:
        tell(logger, LogEvent.SHARD_REFUSED, shard=one.path.name, code=one.refused.code)
    else:
        tell(logger, LogEvent.SHARD_ABSORBED, shard=one.path.name, counts=one.recorded.in_short)


def _words(total: "Recorded") -> str:
    """What was new, and what the ledger held already."""
    from onrecord.questions.wording import plural

    named = (
        ("page", total.pages),
        ("reading", total.readings),
        ("statement", total.statements),
        ("record", total.records),
        ("norm", total.norms),
        ("event", total.events),
        ("refused page", total.refused_pages),
    )
    new = ", ".join(plural(tally.new, name) for name, tally in named)
    held = ", ".join(plural(tally.held, name) for name, tally in named if tally.held)
    return f"new {new}; held already: {held or 'nothing'}"
