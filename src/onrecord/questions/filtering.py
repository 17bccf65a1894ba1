"""Filters as somebody types them: days and actors as text.

In:      a ledger, what was typed for each filter
Out:     Filters
Refuses: what is no day (NoDay), days that run backwards (DaysBackwards), a name nobody has or two have
Shown:   tests/questions/test_filtering.py
"""

from datetime import date
from typing import Any

from onrecord.ledger import Filters, Ledger
from onrecord.questions.errors import DaysBackwards, NoDay
from onrecord.questions.named_actors import actor_meant
from onrecord.terms.remarks import RemarkKind


def day_typed(typed: str) -> date:
    """The day, as YYYY-MM-DD."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise NoDay(f"{typed[:80]!r} is no day; write YYYY-MM-DD") from None


def in_order(since: date | None, until: date | None) -> None:
    """Two days that may bound something."""
    if since and until and since > until:
        raise DaysBackwards(f"{since} lies after {until}")


def filters_typed(
    ledger: Ledger,
    *,
    since: date | None,
    until: date | None,
    actor: str | None,
    target: str | None,
    checked: bool | None = None,
    tag: str | None = None,
    case: str | None = None,
    **others: Any,
) -> Filters:
    """The filters somebody set; actors by any name, the others as `Filters` takes them.

    checked:   did a person judge it, or a norm of it?
    tag, case: names that must hang on it, in any spelling.
    """
    in_order(since, until)
    code, other = (actor_meant(ledger, who).code if who is not None else None for who in (actor, target))
    if checked is False:
        others["without"] = ledger.checked()
    among = [ledger.checked()] if checked else []
    named = ((RemarkKind.TAG, tag), (RemarkKind.CASE, case))
    among += [ledger.remarks.record_ids(kind, name) for kind, name in named if name is not None]
    if among:
        others["among"] = frozenset.intersection(*among)
    return Filters(since=since, until=until, actor=code, target=other, **others)
