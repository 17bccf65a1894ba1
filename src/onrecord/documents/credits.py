"""The agency or outlet a story was taken from.

In:      lines and paragraphs of a page
Out:     the name, and whether the line is nothing but the credit
Refuses: nothing; a name in brackets that is no known agency is no credit
Source:  data/en/credit_patterns.csv, data/en/agencies.csv
Shown:   tests/documents/test_credits.py
"""

import re
from collections.abc import Sequence
from functools import cache

from onrecord.documents.tables import agencies, credit_rows

MAX_CREDIT_CHARS = 120


def credit_line(line: str) -> str | None:
    """The name in a line that is a credit and nothing else.

    >>> credit_line("Story Credit: example.com"), credit_line("(Reuters)"), credit_line("Source of the conflict")
    ('example.com', 'Reuters', None)
    """
    words = line.strip()
    return _credited("line", words, whole=True) if len(words) <= MAX_CREDIT_CHARS else None


def credit_in(paragraphs: Sequence[str]) -> str | None:
    """The agency a dateline names at the head of the story, or the last paragraph at its end.

    >>> credit_in(["MINSK, Feb 16 (Reuters) - It rained.", "It stopped."])
    'Reuters'
    """
    for paragraph in paragraphs[:3]:
        found = _credited("dateline", paragraph[:120], whole=False)
        if found:
            return found
    for paragraph in paragraphs[-1:]:
        tail = paragraph[-60:]
        found = _credited("tail", tail, whole=True)
        if found:
            return found
    return None


def _credited(where: str, words: str, *, whole: bool) -> str | None:
    for pattern, known_only in _patterns(where):
        match = pattern.fullmatch(words) if whole else pattern.match(words)
        if match is None:
            continue
        who = match["who"].strip(" .,-–—")
        agency = agencies().get(who.lower())
        # "AA" and "PA" are agencies in capitals only: "(pa)" is a page reference.
        if agency and (len(who) > 3 or who.isupper() or who in ("dpa",)):
            return agency
        if not known_only and who:
            return who
    return None


@cache
def _patterns(where: str) -> tuple[tuple[re.Pattern[str], bool], ...]:
    # Capitals mark names in datelines and tails; credit lines are written in any case.
    flags = re.IGNORECASE if where == "line" else re.NOFLAG
    return tuple(
        (re.compile(row["pattern"], flags), row["open"] == "no") for row in credit_rows() if row["where"] == where
    )
