"""How many alerts each watch found, how many of them were sent, and how many a person judged wrong.

In:      an open ledger and its file, watches
Out:     WatchTally by a watch's id
Refuses: nothing
Source:  docs/watching.md
Shown:   tests/watching/test_tallies.py
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.ledger import Ledger
from onrecord.ledger.judgements.values import in_force
from onrecord.questions.alerts import judged_not_this
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.watching.alerts import KeptAlert, kept_alerts
from onrecord.watching.deliveries import deliveries
from onrecord.watching.watches import Watch


@dataclass(frozen=True, slots=True)
class WatchTally:
    """alerts: found. sent: of them taken by some receiver. judged_wrong: of them the norm, or that the event is it."""

    alerts: int
    sent: int
    judged_wrong: int


def tallies(book: Ledger, ledger: LedgerPlace, watches: Sequence[Watch]) -> dict[str, WatchTally]:
    """One for each of the watches."""
    kept = kept_alerts(ledger)
    sent = {d.alert for d in deliveries(ledger, state="sent")}
    wrong = wrong_among(book, kept)
    return {
        watch.id: WatchTally(
            alerts=len(mine := {k.id for k in kept if watch.id in k.watches}),
            sent=len(mine & sent),
            judged_wrong=len(mine & wrong),
        )
        for watch in watches
    }


def wrong_among(book: Ledger, kept: Sequence[KeptAlert]) -> set[str]:
    """The ids of those of which a person said that the norm is read wrongly, or that the event does not meet it."""
    said = in_force(book.judgements())
    # The last word on a norm counts.
    verdicts = {
        j.target_id: j.verdict
        for j in said
        if j.verdict in (JudgementKind.WRONG, JudgementKind.CONFIRM, JudgementKind.CORRECT)
    }
    not_this = judged_not_this(book)
    return {
        one.id
        for one in kept
        if any(
            verdicts.get(m.norm_id) is JudgementKind.WRONG or (m.norm_id, m.event_id) in not_this for m in one.members
        )
    }
