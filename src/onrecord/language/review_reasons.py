"""Why a person calls a reading no norm: the reasons of the codebook, and how they stand in a judgement's note.

In:      a code of data/en/review_reasons.csv, free words; a note
Out:     Reason; the note that holds both; what a note holds
Refuses: a code that is none, "other" without words (NoReason)
Source:  data/en/review_reasons.csv; docs/codebook.md, What counts
Shown:   tests/language/test_review_reasons.py

The note of a rejection begins with `reason=CODE`; what was written beside it follows after "; ". So a program counts
reasons, and a person who judges with the command can give one.
"""

import re
from dataclasses import dataclass
from functools import cache

from onrecord.data import rows
from onrecord.terms.errors import OnRecordError

OTHER = "other"

_NOTE = re.compile(r"reason=(?P<code>[a-z-]+)(?:; (?P<words>.+))?", re.DOTALL)


class NoReason(OnRecordError):
    """A reading was rejected without a reason that counts."""


@dataclass(frozen=True, slots=True)
class Reason:
    """key: the digit that gives it on the desk; "" for none."""

    code: str
    key: str
    words: str


@cache
def reasons() -> tuple[Reason, ...]:
    """All of them, in the order of the table."""
    return tuple(Reason(row["code"], row["key"], row["words"]) for row in rows("en/review_reasons.csv"))


def note_of(code: str, words: str = "") -> str:
    """The note that keeps the reason, and what was written beside it.

    >>> note_of("wish", "“hopes”, in the headline")
    'reason=wish; “hopes”, in the headline'
    """
    if code not in {reason.code for reason in reasons()}:
        raise NoReason(f"{code[:40]!r} is no reason: choose one of {', '.join(r.code for r in reasons())}")
    said = words.strip()
    if code == OTHER and not said:
        raise NoReason("another reason is said in words: write which")
    return f"reason={code}" + (f"; {said}" if said else "")


def reason_in(note: str | None) -> tuple[str | None, str | None]:
    """(the code, the words beside it); None for the code where the note gives no reason of the table.

    >>> reason_in("reason=wish"), reason_in("a headline"), reason_in(None)
    (('wish', None), (None, 'a headline'), (None, None))
    """
    held = _NOTE.fullmatch(note) if note is not None else None
    if held is None or held["code"] not in {reason.code for reason in reasons()}:
        return None, note
    return held["code"], held["words"]


def note_words(note: str) -> str:
    """The note as a person reads it.

    >>> note_words("reason=wish; a headline"), note_words("a headline")
    ('a wish or a hope; a headline', 'a headline')
    """
    code, words = reason_in(note)
    said = [reason.words for reason in reasons() if reason.code == code]
    return "; ".join([*said, *([words] if words else [])])
