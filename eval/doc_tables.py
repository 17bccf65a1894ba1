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
    "documents": Layout(
        "documents",
        {
            "main text, 60 pages, mean F1 of the pages": "news.text_f1_macro",
            "the same, the page in the middle": "news.text_f1_median",
            "main text, F1 of all 4-grams together": "news.text_f1_micro",
            "its precision": "news.text_precision_micro",
            "its recall": "news.text_recall_micro",
            "publication day exact, 60 pages": "news.date_exact",
            "title exact, letter case and punctuation aside, 60 pages": "news.title_exact",
            "publication day exact, 150 Kremlin pages": "kremlin.date_exact",
            "paragraphs left unplaced, 60 pages": "news.unplaced_blocks",
            "paragraphs left unplaced, 150 Kremlin pages": "kremlin.unplaced_blocks",
        },
        VALUE,
    ),
    "times": Layout(
        "times",
        {
            "found, any overlap: F1": "relaxed_f1",
            "precision": "relaxed_precision",
            "recall": "relaxed_recall",
            "found, the same characters: F1": "strict_f1",
            "value right, of those found": "value_of_matched",
            "value right, end to end: F1": "value_f1",
            "type right, of those found": "type_of_matched",
            "seed page, its day given": "seed_given",
            "seed page, its day withheld": "seed_withheld",
        },
        VALUE,
    ),
    "search": Layout(
        "search-judged",
        {"words, all of them there": "words", "meaning": "meaning", "both": "both"},
        {
            "relevant of the first five (empty places are wrong)": ".precision_at_5",
            "relevant of what is found": ".precision_of_found",
            "questions with a relevant hit": ".answered",
        },
    ),
    "met": Layout(
        "stories",
        {"from the gold norms": "met.gold", "from our own": "met.pages"},
        {
            "of the notices right": ".precision",
            "of those due found, certain or likely": ".found",
            "the same, possible ones too": ".found_or_possible",
        },
    ),
    "met-judged": Layout(
        "met-judged", {"certain": "certain", "likely": "likely"}, {"notices": "", "right by both": ".both_right"}
    ),
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
