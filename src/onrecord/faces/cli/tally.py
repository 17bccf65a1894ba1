"""What a long run tells on standard error: progress, each page refused and why, and the totals at the end."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from onrecord.language.code_words import refusal_words
from onrecord.questions.wording import plural
from onrecord.terms.log_events import LogEvent, tell
from onrecord.terms.pages import Page, RefusedPage
from onrecord.terms.reading import Reading

logger = logging.getLogger(__name__)


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


class ReadingTally:
    """What was read and what was refused, by reason."""

    def __init__(self) -> None:
        self.read = 0
        self.held = 0  # pages that were not read again
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
        if self.held:
            line += f"; {plural(self.held, 'page')} held already and not read again"
        if self.refused_pages:
            line += f"; {plural(self.refused_pages, 'page')} refused"
        err.print(Text(line, style="bold"))
        if self.refusals:
            err.print("not read, by reason:")
        for (room, code), n in sorted(self.refusals.items()):
            words = refusal_words(code)
            err.print(Text(f"  {n:,} x {words} [{code}]" if words else f"  {n:,} x {code} ({room})"), soft_wrap=True)


def pages_of(
    captured: Iterable[Page | RefusedPage],
    tally: ReadingTally,
    err: Console,
    *,
    keep: Callable[[RefusedPage], None] | None = None,
) -> Iterator[Page]:
    """The pages; those that could not be captured are told, counted and handed to `keep`."""
    for one in captured:
        if isinstance(one, RefusedPage):
            tally.count_refused(one)
            why = one.refusal
            tell(logger, LogEvent.PAGE_REFUSED, room=why.room, code=why.code, at=one.address)
            if keep is not None:
                keep(one)
            err.print(Text(f"refused {one.address}: {one.refusal.reason}", style="red"), soft_wrap=True)
        else:
            yield one
