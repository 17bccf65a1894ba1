"""What is new since somebody last looked: what was met, what was said, what moved; and what is soon due.

In:      Ledger, the moment of the last look, the present one
Out:     Today
Refuses: nothing; an empty ledger has nothing new
Source:  docs/questions.md
Shown:   tests/questions/test_today.py

What was read again by another reader is not new. What is only possible is counted, not told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from onrecord.ledger import Ledger
from onrecord.ledger.index.norms import CurrentNorm
from onrecord.ledger.index.status_log import KeptEncounter
from onrecord.questions.changes import Change, ChangeMark, change
from onrecord.questions.earlier import earlier_of
from onrecord.questions.grades import Grade
from onrecord.questions.notices import NormNotice, norm_notices
from onrecord.questions.timelines import event_json
from onrecord.questions.wording import sentence_of
from onrecord.reasoning.verdicts import Verdict
from onrecord.terms.records import Mode

DUE_WITHIN = timedelta(days=30)
# So many are looked at: beyond that a day is read in the search, not here.
MOST_NOTICES = 100
MOST_NEW = 200
# After these nothing is waited for any more; what is triggered is.
ENDED = frozenset(v.value for v in Verdict if v.settled) - {Verdict.TRIGGERED, Verdict.PREDICTION_APPLIES}
MOVED = (ChangeMark.WITHDRAWN, ChangeMark.HARDENED, ChangeMark.SOFTENED, ChangeMark.CONTRADICTED, ChangeMark.CHANGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A norm that came in, beside the last one on the same action."""

    norm: CurrentNorm
    earlier: CurrentNorm
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """since: None: everything is new. met: certain before likely. new: by actor, the oftenest first, conditional first.

    pages, pages_new: how many are held, and came in since. empty: nothing was read, nor entered by hand.
    possible: notices that wait for somebody to look.
    """

    since: datetime | None
    now: datetime
    met: tuple[NormNotice, ...]
    new: tuple[tuple[str | None, tuple[CurrentNorm, ...]], ...]
    due: tuple[CurrentNorm, ...]
    moved: tuple[Moved, ...]
    pages: int
    pages_new: int
    empty: bool
    possible: int
    cut: bool

    def to_json(self) -> dict[str, Any]:
        """`{"since", "now", "met", "new", "due", "moved", "pages", "pages_new", "possible", "cut"}`."""
        return {
            "since": self.since.isoformat() if self.since else None,
            "now": self.now.isoformat(),
            "met": [
                {
                    "grade": m.grade.name.lower(),
                    "verdict": m.notice.encounter.verdict,
                    "role": m.notice.encounter.role,
                    "reasons": [list(r) for r in m.notice.encounter.reasons],
                    "norm": _json(m.norm),
                    "event": event_json(m.notice.event) if m.notice.event else {"id": m.notice.encounter.event_id},
                    "reports": m.notice.reports,
                }
                for m in self.met
            ],
            "new": [{"actor": actor, "norms": [_json(n) for n in norms]} for actor, norms in self.new],
            "due": [_json(n) for n in self.due],
            "moved": [
                {
                    "mark": m.change.mark.value,
                    "reasons": list(m.change.reasons),
                    "norm": _json(m.norm),
                    "earlier": _json(m.earlier),
                }
                for m in self.moved
            ],
            "pages": self.pages,
            "pages_new": self.pages_new,
            "possible": self.possible,
            "cut": self.cut,
        }


def today(ledger: Ledger, *, since: datetime | None, now: datetime) -> Today:
    """What is new, and due within thirty days."""
    current = ledger.current
    came_in = current.come_in(since, limit=MOST_NEW + 1)
    told = current.newest_encounters([Grade.CERTAIN.value, Grade.LIKELY.value], since=since, limit=MOST_NOTICES + 1)
    new = came_in[:MOST_NEW]
    pages = current.pages_come_in(None)
    return Today(
        since=since,
        now=now,
        met=met_notices(ledger, told[:MOST_NOTICES]),
        new=by_actor(new),
        due=due_soon(current.due(since=now.date(), until=now.date() + DUE_WITHIN), now),
        moved=moved_of(ledger, new),
        pages=pages,
        pages_new=current.pages_come_in(since),
        empty=not pages and not ledger.sheets.names(),
        possible=current.how_many_by_match().get(Grade.POSSIBLE.value, 0),
        cut=len(came_in) > MOST_NEW or len(told) > MOST_NOTICES,
    )


def met_notices(ledger: Ledger, kept: Iterable[KeptEncounter]) -> tuple[NormNotice, ...]:
    """What is told of as met and still stands so, certain before likely, each once though several pages tell it."""
    return tuple(sorted(norm_notices(ledger, kept), key=lambda m: m.grade is not Grade.CERTAIN))


def due_soon(norms: Iterable[CurrentNorm], now: datetime) -> tuple[CurrentNorm, ...]:
    """Those due within thirty days and not settled, the earliest first."""
    first, last = now.date(), now.date() + DUE_WITHIN
    held = [(n.due, n.id, n) for n in norms if n.due is not None and first <= n.due <= last and n.status not in ENDED]
    return tuple(norm for _, _, norm in sorted(held, key=lambda h: h[:2]))


def by_actor(norms: Iterable[CurrentNorm]) -> tuple[tuple[str | None, tuple[CurrentNorm, ...]], ...]:
    """Norms under their agents, the oftenest first; of each agent what hangs on a condition first, then the newest."""
    by: dict[str | None, list[CurrentNorm]] = {}
    for norm in norms:
        by.setdefault(norm.agent_id, []).append(norm)
    grouped = sorted(by.items(), key=lambda g: (g[0] is None, -len(g[1]), g[0] or ""))
    return tuple((actor, tuple(sorted(held, key=_conditional_first))) for actor, held in grouped)


def _conditional_first(norm: CurrentNorm) -> tuple[bool, int, str]:
    return (norm.mode in (Mode.NONE, Mode.EVEN_IF), -(norm.last or date.min).toordinal(), norm.id)


def moved_of(ledger: Ledger, norms: Iterable[CurrentNorm]) -> tuple[Moved, ...]:
    """Those of the norms that moved against the last one on the same action, in the order of MOVED."""
    norms = tuple(norms)
    earlier = earlier_of(ledger, norms)
    found = [Moved(norm=n, earlier=earlier[n.id], change=change(earlier[n.id], n)) for n in norms if n.id in earlier]
    return tuple(sorted((m for m in found if m.change.mark in MOVED), key=lambda m: MOVED.index(m.change.mark)))


def _json(norm: CurrentNorm) -> dict[str, Any]:
    return {
        "norm": norm.id,
        "agent": norm.agent_id,
        "sentence": sentence_of(norm),
        "modal": norm.modal.value,
        "mode": norm.mode.value,
        "action": norm.action,
        "trigger": norm.trigger,
        "strength": norm.strength.value,
        "from": norm.first.isoformat() if norm.first else None,
        "to": norm.last.isoformat() if norm.last else None,
        "due": norm.due.isoformat() if norm.due else None,
        "status": norm.status,
    }
