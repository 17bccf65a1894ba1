"""Which column or key of a record holds the text, the title, the day.

In:      the names a file gives its columns; what the caller says of them
Out:     the name of each field's column
Refuses: a file without a column of text ("no-text-column"), a column the caller names that is not there
Source:  data/article_columns.csv
Shown:   tests/pages/test_article_tables.py
"""

from collections.abc import Iterable, Mapping
from functools import cache

from onrecord.data import rows
from onrecord.pages.formats.found import Article
from onrecord.pages.options import FIELDS
from onrecord.pages.refused import CaptureError


@cache
def _known() -> Mapping[str, tuple[str, ...]]:
    """The names of each field's column, those that say most first."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("article_columns.csv"):
        found[row["field"]] = (*found.get(row["field"], ()), row["name"])
    return found


def plain_name(name: str) -> str:
    """The name as compared: letters and digits in lower case.

    >>> plain_name("Publication_Date ")
    'publicationdate'
    """
    return "".join(c for c in name.lower() if c.isalnum())


def columns_of(names: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """Column by field; the caller's word first. Raises CaptureError without a column of text."""
    held = [name for name in names if isinstance(name, str)]
    by_plain: dict[str, str] = {}
    for name in held:
        by_plain.setdefault(plain_name(name), name)
    found: dict[str, str] = {}
    for field_name, column in given.items():
        actual = column if column in held else by_plain.get(plain_name(column))
        if actual is None:
            raise CaptureError("no-text-column", f"there is no column {column!r} for {field_name}; {_seen(held)}")
        found[field_name] = actual
    for field_name in FIELDS:
        if field_name not in found:
            known = next((by_plain[n] for n in _known()[field_name] if n in by_plain), None)
            if known is not None and known not in found.values():
                found[field_name] = known
    if "text" not in found:
        raise CaptureError(
            "no-text-column",
            f"no column is known to hold the text; {_seen(held)}, and those looked for are "
            f"{', '.join(_known()['text'])}: "
            "name it with --columns text=NAME (events of GDELT, ICEWS, ACLED or POLECAT: onrecord import)",
        )
    return found


def has_text_column(names: Iterable[str]) -> bool:
    """Would a file with these columns be read as articles?"""
    held = {plain_name(name) for name in names}
    return len(held) > 1 and any(name in held for name in _known()["text"])


def article_in(record: Mapping[str, object], columns: Mapping[str, str], *, part: int, made_by: str) -> Article:
    """The article a record holds. A value that is no string is written as one; an empty one is unknown."""
    values = {name: _words(record.get(column)) for name, column in columns.items()}
    return Article(
        text=values["text"] or "",
        made_by=made_by,
        part=part,
        title=values.get("title"),
        publisher=values.get("publisher"),
        author=values.get("author"),
        url=values.get("url"),
        date=values.get("date"),
        given_id=values.get("id") or values.get("url"),
    )


def _words(value: object) -> str | None:
    """A value as words: of an object its name, of a list its parts."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, Mapping):
        return next((w for w in (_words(value.get(k)) for k in ("name", "title", "#text", "main")) if w), None)
    if isinstance(value, list | tuple):
        return ", ".join(w for w in map(_words, value) if w) or None
    words = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return words if words.strip() else None


def _seen(names: list[str]) -> str:
    shown = ", ".join(repr(name[:40]) for name in names[:12])
    return f"the columns are {shown}{', ...' if len(names) > 12 else ''}" if names else "there are no columns"
