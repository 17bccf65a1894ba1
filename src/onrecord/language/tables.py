"""The tables of one language, by its code: data/en/ for English, data/de/ for German.

In:      the name of a table, an ISO 639-1 code
Out:     its rows, as its header names them
Refuses: a table that the language has not (FileNotFoundError)
Source:  docs/contributing.md, "A second language"
Shown:   tests/language/test_tables_by_language.py
"""

from onrecord.data import rows

ENGLISH = "en"
"""The one language that pages are read in (documents/english_check.py)."""


def table(name: str, language: str = ENGLISH) -> list[dict[str, str]]:
    """The rows of a table of the language: table("time_names.csv", "de")."""
    return rows(f"{language}/{name}")
