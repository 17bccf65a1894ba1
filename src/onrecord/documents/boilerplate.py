"""Lines that frame a story and are no part of it: advert labels, lists of other stories, buttons, consent banners,
links to other stories ("READ MORE: ..."), subscription terms, notes of what was corrected.

In:      one line or paragraph of a page
Out:     what kind of boilerplate it is, or None
Source:  data/en/boilerplate.csv
Shown:   tests/documents/test_boilerplate.py
"""

import re
from enum import Enum
from functools import cache

from onrecord.documents.tables import boilerplate_rows

# No label is longer; a longer paragraph that begins like a prompt is prose about prompts.
MAX_LABEL_CHARS = 60
MAX_PROMPT_CHARS = 300
# A title behind a label ("READ MORE: ...") is no longer; a note of what was corrected is.
MAX_PROMO_CHARS = 200
MAX_CORRECTION_CHARS = 1000

_LABEL_END = re.compile(r"\s*(?:[:|>»→▶►•]|\s[–—-]\s)+\s*(?=\S)")
# "CORRECTION (5 March): ...", "Correction, March 5, 2024: ...".
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$|,.*$|\s+\w*\d.*$")
_DECORATION = re.compile(r"[^\w&©\s-]|(?<!\w)-+|-+(?!\w)|_")


class Boilerplate(Enum):
    """What a line of boilerplate is for."""

    ADVERT = "advert"
    RELATED = "related"
    LIST = "list"
    SHARE = "share"
    NEWSLETTER = "newsletter"
    COOKIE = "cookie"
    NAVIGATION = "navigation"
    PROMO = "promo"
    PAYWALL = "paywall"
    CORRECTION = "correction"
    END_MATTER = "end matter"

    @property
    def longest(self) -> int:
        """Letters of the longest line of this kind; a longer one that begins alike is prose."""
        return {Boilerplate.PROMO: MAX_PROMO_CHARS, Boilerplate.CORRECTION: MAX_CORRECTION_CHARS}.get(
            self, MAX_PROMPT_CHARS
        )

    @property
    def heads_a_list(self) -> bool:
        """Do titles of other stories follow it?"""
        return self in (Boilerplate.RELATED, Boilerplate.LIST)


def boilerplate_kind(line: str) -> Boilerplate | None:
    """What boilerplate the line is, by its words alone; None for what may be prose.

    >>> boilerplate_kind("- Advertisment -")
    <Boilerplate.ADVERT: 'advert'>
    >>> boilerplate_kind("Sanctions were the most popular measure.") is None
    True
    """
    exact, starts, labels = _labels()
    words = bare(line)
    if len(words) <= MAX_LABEL_CHARS and words in exact:
        return exact[words]
    label = _LABEL_END.search(line[: MAX_LABEL_CHARS + 1])
    kind = labels.get(bare(_IN_BRACKETS.sub("", line[: label.start()]))) if label is not None else None
    if kind is None:
        begins = _beginnings().match(words)
        kind = starts[begins.group()] if begins is not None else None
    return kind if kind is not None and len(line) <= kind.longest else None


def bare(line: str) -> str:
    """The line in lower case without decoration: dashes, bullets, colons, arrows.

    >>> bare("*** Editors' Picks: >>")
    'editors picks'
    """
    return " ".join(_DECORATION.sub("", line.lower().replace("’", "")).split())


@cache
def _labels() -> tuple[dict[str, Boilerplate], dict[str, Boilerplate], dict[str, Boilerplate]]:
    """Whole lines, how lines begin, and labels before a title."""
    exact: dict[str, Boilerplate] = {}
    starts: dict[str, Boilerplate] = {}
    labels: dict[str, Boilerplate] = {}
    for row in boilerplate_rows():
        kind = Boilerplate(row["kind"])
        match row["match"]:
            case "exact":
                exact[bare(row["words"])] = kind
            case "label":
                labels[bare(row["words"])] = kind
            case _:
                starts.setdefault(bare(row["words"]), kind)
    return exact, starts, labels


@cache
def _beginnings() -> re.Pattern[str]:
    """How lines of boilerplate begin, in the order of the table."""
    return re.compile("|".join(map(re.escape, _labels()[1])))
