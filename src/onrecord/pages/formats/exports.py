"""Exports of press databases: several articles in one document, told apart by the database's own lines.

In:      the lines of a document
Out:     an Article each; None for a document that is no such export
Refuses: nothing: a stretch without the lines that an article has is not one, and is passed over
Source:  layout of Nexis Uni ("Body", "Load-Date:", "End of Document"), of LexisNexis Academic ("1 of 25 DOCUMENTS")
         and of Factiva ("128 words", "Document EXNS000020240306ek36000ab")
Shown:   tests/pages/test_exports.py
"""

import re
from collections.abc import Iterator, Sequence

from onrecord.pages.formats.found import Article

_NEXIS_END = re.compile(r"End of Document$", re.IGNORECASE)
_NEXIS_OLD = re.compile(r"(?:Document )?\d+ of \d+(?: DOCUMENTS?)?$", re.IGNORECASE)
_FIELD = re.compile(
    r"(?P<name>Byline|Length|Section|Dateline|Highlight|Load-Date|Language|Publication-Type|Journal Code|Copyright|"
    r"Graphic|Headline)\s*:\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"(?:Length\s*:\s*)?(\d[\d,.]*) words?$", re.IGNORECASE)
_DAY = re.compile(r"(?:[A-Z][a-z]+day,? )?(?:\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4})(?:[,;]? .{0,40})?$")
_FACTIVA_END = re.compile(r"Document [A-Za-z0-9]{15,40}$")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?: ?[AP]M)?(?: GMT)?$", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:\(c\)|©|copyright)", re.IGNORECASE)
_BYLINE = re.compile(r"By\s+\S", re.IGNORECASE)
# What stands behind the text of a Nexis article.
_TAIL = re.compile(r"(?:Classification|Load-Date\s*:.*|Graphic|Notes|Correction-Date.*)$", re.IGNORECASE)
# Lines above the length: title, publication, day, rights, section, byline.
MAX_HEAD_LINES = 16


def export_articles(lines: Sequence[str], *, made_by: str) -> list[Article] | None:
    """The articles of a Nexis or Factiva export."""
    held = [line.strip() for line in lines]
    if sum(bool(_FACTIVA_END.match(line)) for line in held) and any(_LENGTH.match(line) for line in held):
        found = list(_factiva(held, made_by))
    elif any(_NEXIS_END.match(line) for line in held) or sum(bool(_NEXIS_OLD.match(line)) for line in held) > 1:
        found = list(_nexis(held, made_by))
    else:
        return None
    return found or None


def _factiva(lines: Sequence[str], made_by: str) -> Iterator[Article]:
    part = 0
    for chunk, end in _chunks(lines, _FACTIVA_END):
        if end is None:
            continue
        at = next((i for i, line in enumerate(chunk[:MAX_HEAD_LINES]) if _LENGTH.match(line)), None)
        rest = chunk[at + 1 :] if at is not None else []
        rights = next((i for i, line in enumerate(rest[:MAX_HEAD_LINES]) if _RIGHTS.match(line)), None)
        if at is None or rights is None:
            continue
        part += 1
        above, head = [line for line in chunk[:at] if line], [line for line in rest[:rights] if line]
        author = next((line for line in above[1:] if _BYLINE.match(line)), None)
        title = [line for line in above if line != author][-2:] if above else []
        day = next((line for line in head if _DAY.match(line)), None)
        names = [line for line in head if line != day and not _CLOCK.match(line)]
        yield Article(
            text="\n\n".join(line for line in rest[rights + 1 :] if line),
            made_by=f"{made_by}; an article of a Factiva export",
            part=part,
            title=title[-1] if title else None,
            publisher=names[0] if names else None,
            author=author,
            date=day,
            given_id=end.split()[-1],
        )


def _nexis(lines: Sequence[str], made_by: str) -> Iterator[Article]:
    separator = _NEXIS_END if any(_NEXIS_END.match(line) for line in lines) else _NEXIS_OLD
    part = 0
    for chunk, _ in _chunks(lines, separator):
        length = next((i for i, line in enumerate(chunk) if _LENGTH.match(line)), None)
        if length is None or length > 2 * MAX_HEAD_LINES:
            continue
        part += 1
        fields = {m["name"].lower(): m["value"].strip() for m in map(_FIELD.match, chunk) if m}
        body = next((i for i, line in enumerate(chunk) if line.lower() == "body" and i > length), None)
        start = body if body is not None else length
        tail = next((i for i, line in enumerate(chunk) if i > start and _TAIL.match(line)), len(chunk))
        head = [line for line in chunk[:length] if line and not _FIELD.match(line) and not _RIGHTS.match(line)]
        day = next((line for line in head if _DAY.match(line)), None)
        names = [line for line in head if line != day]
        # The newer layout has the title first, the older the publication.
        title, publisher = (names[0], names[1]) if body is not None and len(names) > 1 else (None, None)
        if body is None and names:
            publisher = names[0]
            title = fields.get("headline") or (names[1] if len(names) > 1 else None)
        after = [line for line in chunk[start + 1 : tail] if line and not _FIELD.match(line)]
        yield Article(
            text="\n\n".join(after),
            made_by=f"{made_by}; an article of a Nexis export",
            part=part,
            title=title,
            publisher=publisher,
            author=fields.get("byline"),
            date=day,
            given_id=None,
        )


def _chunks(lines: Sequence[str], separator: re.Pattern[str]) -> Iterator[tuple[list[str], str | None]]:
    """Stretches between separators, each with the separator that ends it; None at the end of the document."""
    chunk: list[str] = []
    for line in lines:
        if separator.match(line):
            yield chunk, line
            chunk = []
        else:
            chunk.append(line)
    yield chunk, None
