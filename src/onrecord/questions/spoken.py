"""When an actor said what it will do, and whether in its own words: enough to count by, of a hundred thousand norms.

In:      Ledger, an actor's code, another's, days
Out:     Spoken, one for each record
Refuses: days that run backwards (ValueError)
Source:  docs/drawings.md
Shown:   tests/questions/test_spoken.py
"""

from datetime import date

from onrecord.ledger import Ledger
from onrecord.ledger.index.norms import Spoken

__all__ = ["Spoken", "spoken"]


def spoken(
    ledger: Ledger, actor: str, other: str | None = None, *, since: date | None = None, until: date | None = None
) -> tuple[Spoken, ...]:
    """Oldest first, unknown days last. other: only what the two say of each other."""
    if since and until and since > until:
        raise ValueError(f"{since} lies after {until}")
    pairs = ((actor, other), (other, actor)) if other else ((actor, None),)
    held = {
        said.place: said
        for agent, about in pairs
        for said in ledger.current.spoken(str(agent), target=about, since=since, until=until)
    }
    return tuple(
        sorted(held.values(), key=lambda s: (s.last is None, s.last or date.max, s.place.reading, s.place.seq))
    )
