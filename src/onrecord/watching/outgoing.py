"""What goes out: after pages came in, and by the clock, what is new is noted and what is due is sent.

In:      a ledger's file, the clock, the network, chance
Out:     AlertsTold: how many alerts are new, and what became of what was due
Refuses: what the ledger refuses, as a LedgerError
Source:  docs/watching.md
Shown:   tests/watching/test_outgoing.py

To be called after each round of reading, and every few seconds for what waits to be sent again.
"""

from dataclasses import dataclass

from onrecord.ledger import open_ledger
from onrecord.questions.alerts import Happenings
from onrecord.questions.met import check
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.watching.alerts import look as looked_at
from onrecord.watching.deliveries import Delivery, Outgoing, Outside, deliver, deliveries, replay
from onrecord.watching.watches import watches


@dataclass(frozen=True, slots=True)
class AlertsTold:
    """new: alerts nobody was told of before."""

    new: int
    outgoing: Outgoing


def send_due(ledger: LedgerPlace, outside: Outside, *, look: bool = True) -> AlertsTold:
    """Look at what came in, note what is to be told, and send what is due; nothing where nothing is watched.

    look: False: only what was noted before is sent.
    """
    waiting = deliveries(ledger, state="waiting")
    if not waiting and not (look and watches(ledger)):
        return AlertsTold(0, Outgoing())
    moment = outside.now()
    if not look:
        with open_ledger(ledger, create=False, read_only=True) as book:
            return AlertsTold(0, deliver(ledger, Happenings(book, now=moment), outside))
    with open_ledger(ledger, create=False) as book:
        check(book, today=moment.date(), recorded_at=moment)
        new = looked_at(book, ledger, now=moment)
        return AlertsTold(len(new), deliver(ledger, Happenings(book, now=moment), outside))


def send_again(ledger: LedgerPlace, id_: str | None, outside: Outside) -> tuple[tuple[Delivery, ...], Outgoing]:
    """Send again at once what was given up, under the same ids; id_: of one of them; None: all. Which, and what became
    of them."""
    moment = outside.now()
    back = replay(ledger, id_, at=moment)
    if not back:
        return (), Outgoing()
    with open_ledger(ledger, create=False, read_only=True) as book:
        return back, deliver(ledger, Happenings(book, now=moment), outside, only=[d.id for d in back])
