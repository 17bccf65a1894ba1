"""The English this room reads pages by: labels, credits and agencies, each table loaded once.

Out:     rows of boilerplate.csv, page_boxes.csv, date_labels.csv, credit_patterns.csv, agencies.csv, as their headers
         name them
Source:  the `source` column of each row
Shown:   tests/documents/test_boilerplate.py, tests/documents/test_credits.py
"""

from functools import cache

from onrecord.data import rows


@cache
def boilerplate_rows() -> tuple[dict[str, str], ...]:
    """Lines that are no part of an article: kind, match, words."""
    return tuple(rows("en/boilerplate.csv"))


@cache
def box_rows() -> tuple[dict[str, str], ...]:
    """Boxes that frame a story: kind, part (name: of a class or id; word; button), words."""
    return tuple(rows("en/page_boxes.csv"))


@cache
def date_label_rows() -> tuple[dict[str, str], ...]:
    """Labels of dates ("Published"): label, meaning."""
    return tuple(rows("en/date_labels.csv"))


@cache
def credit_rows() -> tuple[dict[str, str], ...]:
    """Patterns of credits: where, pattern, open."""
    return tuple(rows("en/credit_patterns.csv"))


@cache
def agencies() -> dict[str, str]:
    """News agencies by their words."""
    return {row["words"]: row["agency"] for row in rows("en/agencies.csv")}
