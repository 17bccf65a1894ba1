"""Which figures stand on which page, and how they are named there: a layout for each table beside the text of a page.

In:      names of figures, as figures/READER.json has them
Out:     LAYOUTS, by the name in the page's mark (`<!-- eval actors: begin -->`)
Source:  the pages: each layout is on the one that says what its figures mean; docs/evaluation.md has every figure
Shown:   tests/docs/test_figures.py
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """One table. rows: words -> how a figure's name begins; columns: words -> how it ends.

    A cell holds the figure whose name is both in one, and is empty where there is none.
    """

    reader: str
    rows: Mapping[str, str]
    columns: Mapping[str, str]


WRONG = {"right": ".right", "wrong": ".wrong", "unknown": ".unknown"}
LEVELS = {"precision": "_precision", "recall": "_recall", "F1": "_f1"}
VALUE = {"": ""}
DEEDS = {
    "accuracy": "_accuracy",
    "on deeds with a type": "_typed_accuracy",
    "typed where there is none": "_typed_where_none",
}
STATUS = {
    "not so": "not_so",
    "of these stored as so": "not_so_stored_as_so",
    "so": "so",
    "of these found": "so_found",
    "clauses that stand as they should": "clauses_read_right",
}

LAYOUTS = {
    "alerts": Layout(
        "alerts-judged",
        {
            "a condition met": "met",
            "a deadline": "deadline",
            "a new commitment": "new",
            "a change of strength": "changed",
        },
        {"judged": "", "right by both": ".both_right"},
    ),
}
