"""What `onrecord batch` tells: how far it is, and in the end what became of every record.

In:      RunProgress; Ran
Out:     standard error: one line that moves, on a terminal; else one line in five minutes. Standard output: the sums
Refuses: nothing
Shown:   tests/faces/test_batch.py
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn
from rich.text import Text

from onrecord.batch.manifest import BatchManifest
from onrecord.batch.progress import RunProgress
from onrecord.batch.run import Ran
from onrecord.faces.cli.console import console, print_json
from onrecord.language.code_words import refusal_words
from onrecord.questions.wording import plural

LINE_EVERY_S = 300.0

# Named one by one up to here; all are in the manifest.
NAMED = 20


@contextmanager
def progress_told(err: Console) -> Iterator[Callable[[RunProgress], None]]:
    """What hears of progress, for as long as the block lasts."""
    if not err.is_terminal:
        yield _Lines(err).heard
        return
    with Bar(SpinnerColumn(), TextColumn("{task.description}"), console=err, transient=True) as bar:
        task = bar.add_task("looking through the inputs", total=None)
        yield lambda progress: bar.update(task, description=progress_words(progress))


class _Lines:
    def __init__(self, err: Console) -> None:
        self._err = err
        self._said_at = 0.0

    def heard(self, progress: RunProgress) -> None:
        if progress.seconds - self._said_at >= LINE_EVERY_S:
            self._said_at = progress.seconds
            self._err.print(Text(progress_words(progress)), soft_wrap=True)


def progress_words(progress: RunProgress) -> str:
    """One line of how far it is.

    >>> progress_words(RunProgress(shards=4, complete=True, finished=1, done_records=500, seconds=60.0))
    '1 of 4 shards, 500 records, 8.3 a second; 0:03:00 left'
    """
    of = f"{progress.shards:,}" if progress.complete else f"{progress.shards:,} or more"
    pace = f", {progress.records / progress.seconds:.1f} a second" if progress.seconds and progress.records else ""
    words = f"{progress.finished:,} of {of} shards, {plural(progress.records, 'record')}{pace}"
    if progress.quarantined:
        words += f", {progress.quarantined:,} quarantined"
    if progress.left:
        words += f", {plural(progress.left, 'part')} left over"
    left = progress.seconds_left
    return words if left is None else f"{words}; {timedelta(seconds=round(left))} left"


def print_ran(ran: Ran, out: Path, *, as_json: bool) -> None:
    """The sums of the folder, and what this run did."""
    to = console(soft_wrap=True)
    if as_json:
        did = {"made": ran.made, "held": ran.held, "twice": ran.twice}
        print_json(to, {**ran.manifest.json(), "run": did})
        return
    for line in ran_lines(ran, out):
        to.print(Text(line))


def ran_lines(ran: Ran, out: Path) -> Iterator[str]:
    """For a person, line by line."""
    for owner in ran.taken_over:
        yield f"taken over from a run that ended without a word: {owner}"
    manifest = ran.manifest
    counts = manifest.counts
    yield f"{plural(len(manifest.shards), 'shard')} in {out}: {ran.made:,} made now, {ran.held:,} done before"
    if ran.twice:
        yield f"{plural(ran.twice, 'part')} with the content of another, read once"
    sums = (
        f"{counts.read:,} read",
        f"{sum(counts.skipped.values()):,} skipped",
        f"{sum(counts.refused.values()):,} refused",
        f"{sum(counts.quarantined.values()):,} quarantined",
    )
    yield f"{plural(counts.seen, 'record')}: {', '.join(sums)}"
    found = (plural(counts.statements, "statement"), plural(counts.norms, "norm"), plural(counts.events, "event"))
    copies = "1 near-copy" if counts.near_copies == 1 else f"{counts.near_copies:,} near-copies"
    yield f"{', '.join(found)}; {copies}; {counts.cpu_seconds:,.1f} s of processor time"
    yield from _by_reason("skipped", counts.skipped)
    yield from _by_reason("refused", counts.refused)
    yield from _named("quarantined", [f"{one.address}: {one.reason} [{one.code}]" for one in manifest.quarantined])
    yield from _named("only the beginning is there of", [f"{one.address}: {one.reason}" for one in manifest.truncated])
    yield from _named("left over, tried again by the next run", [one.reason for one in manifest.left_over])
    yield from _doubts(manifest)


def _doubts(manifest: BatchManifest) -> Iterator[str]:
    unverified = manifest.endings.get("not verifiable", 0)
    if unverified:
        yield f"{plural(unverified, 'input')} may go on behind where the file ends: nothing in it says"
    if len(manifest.readers) > 1:
        yield f"read by {len(manifest.readers)} versions of the reader: {'; '.join(manifest.readers)}"


def _by_reason(what: str, counted: Mapping[str, int]) -> Iterator[str]:
    if counted:
        yield f"{what}, by reason:"
    for code, n in sorted(counted.items()):
        words = refusal_words(code)
        yield f"  {n:,} x {words} [{code}]" if words else f"  {n:,} x {code}"


def _named(what: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"{what}:"
    yield from (f"  {line}" for line in lines[:NAMED])
    if len(lines) > NAMED:
        yield f"  and {len(lines) - NAMED:,} more, in the manifest"
