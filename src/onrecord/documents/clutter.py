"""Lines that frame a story and are no part of it: advert labels, lists of other stories, buttons, consent banners.

In:      one line or paragraph of a page
Out:     what kind of clutter it is, or None
Source:  data/en/clutter.csv
Shown:   tests/documents/test_clutter.py
"""

import re
from enum import Enum
from functools import cache

from onrecord.documents.tables import clutter_rows

# No label is longer; a longer paragraph that begins like a prompt is prose about prompts.
MAX_LABEL_CHARS = 60
MAX_PROMPT_CHARS = 300

_DECORATION = re.compile(r"[^\w&©\s-]|(?<!\w)-+|-+(?!\w)|_")


class Clutter(Enum):
    """What a clutter line is for."""

    ADVERT = "advert"
    RELATED = "related"
    LIST = "list"
    SHARE = "share"
    NEWSLETTER = "newsletter"
    COOKIE = "cookie"
    NAVIGATION = "navigation"

    @property
    def heads_a_list(self) -> bool:
        """Do titles of other stories follow it?"""
        return self in (Clutter.RELATED, Clutter.LIST)


def clutter_kind(line: str) -> Clutter | None:
    """What clutter the line is, by its words alone; None for what may be prose.

    >>> clutter_kind("- Advertisment -")
    <Clutter.ADVERT: 'advert'>
    >>> clutter_kind("Sanctions were the most popular measure.") is None
    True
    """
    if len(line) > MAX_PROMPT_CHARS:
        return None
    words = bare(line)
    exact, starts = _labels()
    if len(words) <= MAX_LABEL_CHARS and words in exact:
        return exact[words]
    return next((kind for start, kind in starts if words.startswith(start)), None)


def bare(line: str) -> str:
    """The line in lower case without decoration: dashes, bullets, colons, arrows.

    >>> bare("*** Editors' Picks: >>")
    'editors picks'
    """
    return " ".join(_DECORATION.sub("", line.lower().replace("’", "")).split())


@cache
def _labels() -> tuple[dict[str, Clutter], tuple[tuple[str, Clutter], ...]]:
    exact: dict[str, Clutter] = {}
    starts: list[tuple[str, Clutter]] = []
    for row in clutter_rows():
        kind = Clutter(row["kind"])
        if row["match"] == "exact":
            exact[bare(row["words"])] = kind
        else:
            starts.append((bare(row["words"]), kind))
    return exact, tuple(starts)
