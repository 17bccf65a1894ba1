"""Codes as a person would say them: refusals, what became of a norm, kinds of actions, how alerts begin.

In:      a code
Out:     its words
Source:  data/en/code_words.csv
Shown:   tests/language/test_code_words.py
"""

from functools import cache

from onrecord.data import rows
from onrecord.terms.events import EventType

NO_TYPE = "action"


def refusal_words(code: str) -> str | None:
    """ "unlikely-norm": "read as a norm but too seldom right"; None for a code this version does not know."""
    return _words().get(("refusal", code))


def status_words(status: str) -> str:
    """What a scenario makes of a norm or what became of it; an unknown one as it stands, without underscores.

    >>> status_words("maybe_released")
    'may bind no longer'
    """
    return _words().get(("status", status), status.replace("_", " "))


def action_words(kind: EventType | None) -> str:
    """ "attack" for ASSAULT; "action" where it has no type."""
    return _words()["action", kind.value] if kind is not None else NO_TYPE


def alert_words(code: str) -> str:
    """With which words an alert begins: of a verdict, a change of strength, a new commitment or a deadline.

    >>> alert_words("released"), alert_words("hardened")
    ('Condition met', 'Hardened')
    """
    return _words().get(("alert", code)) or status_words(code).capitalize()


def means_words(code: str) -> str | None:
    """What a verdict says and what it does not; None where there is nothing to add."""
    return _words().get(("means", code))


def slot_words(slot: str) -> str:
    """The slot of a comparison by the name an alert has for it; a preposition as it stands."""
    return _words().get(("slot", slot), slot)


@cache
def _words() -> dict[tuple[str, str], str]:
    return {(row["kind"], row["code"]): row["words"] for row in rows("en/code_words.csv")}
