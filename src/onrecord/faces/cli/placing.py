"""What waits to be placed by meaning is placed when somebody first asks by meaning, and that is said.

In:      a ledger's file, an encoder
Out:     vectors in the ledger; standard error: how many wait, progress, how many were placed
Refuses: nothing: where the ledger cannot be written that is said, and what was placed before is searched
Source:  docs/questions.md, Meaning
Shown:   tests/faces/test_placing.py
"""

from rich.console import Console
from rich.text import Text

from onrecord.faces.cli.tally import progress_bar
from onrecord.ledger import LedgerBusy, LedgerFull, LedgerNotWritable, open_ledger
from onrecord.questions import place_in_pieces
from onrecord.questions.wording import plural
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.terms.protocols import SentenceEncoder

# Fewer are placed in three seconds, before anybody wonders.
TOLD_FROM = 1_000
PASSAGES_A_MINUTE = 15_000  # of one core: docs/profile.md, Storing


def place_told(ledger: LedgerPlace, encoder: SentenceEncoder, err: Console) -> None:
    """Give what waits its place. Ctrl-C ends the waiting and not the search: what was placed is kept."""
    placed = 0
    try:
        with open_ledger(ledger, create=False) as book, progress_bar(err) as progress:
            waiting = book.meanings.how_many_missing(encoder.name)
            if waiting >= TOLD_FROM:
                minutes = plural(max(1, round(waiting / PASSAGES_A_MINUTE)), "minute")
                told = f"placing {plural(waiting, 'passage')} by meaning, about {minutes}, once"
                err.print(Text(f"{told}. Ctrl-C searches what is placed by then; the next search goes on from there"))
            task = progress.add_task("placing by meaning", total=waiting)
            for some in place_in_pieces(book, encoder):
                placed += some
                progress.advance(task, some)
    except KeyboardInterrupt:
        err.print(Text("stopped"))
    except (LedgerBusy, LedgerFull, LedgerNotWritable) as error:
        err.print(Text(f"only what was placed by meaning before is searched: {error}"))
    if placed:
        err.print(Text(f"placed {plural(placed, 'passage')} by meaning"))
