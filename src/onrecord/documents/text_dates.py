"""Publication dates in a page's words: datelines, bylines, lines that are only a date, addresses.

In:      lines or paragraphs of a page; a URL
Out:     DateCandidates
Refuses: a date without a year; a date labelled as a change ("Last updated") is a bound and no day
Source:  data/en/date_labels.csv
Shown:   tests/documents/test_published.py
"""

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from functools import cache

from onrecord.documents.days import days_in, first_day, only_a_day
from onrecord.documents.published import DateCandidate, changed_by, day_candidate
from onrecord.documents.tables import date_label_rows
from onrecord.language.calendar import month_numbers
from onrecord.terms.dates import Basis, DateBounds, Precision

# "MINSK, Feb 16, 2023 (Reuters) -": place in capitals or capitalised, the day, perhaps an agency, a dash.
_DATELINE = re.compile(r"^[A-Z][\w .,'’()/-]{1,60}?(?=[,:(/ ])")
_DATELINE_END = re.compile(r"^[^.]{0,40}?(?:\([^)]{2,40}\)|[–—-]|:)")
# "By a staff reporter", "By our correspondent in Cairo": nobody's name, and no sentence.
_STAFF = re.compile(
    r"by (?:(?:an?|our|the) )?(?:\w+ )?(?:staff|reporters?|correspondents?|editors?|writers?|agencies)\b[^.!?]{0,40}",
    re.IGNORECASE,
)
_URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?P<sep>[/_-]?)(0[1-9]|1[0-2])(?P=sep)(0[1-9]|[12]\d|3[01])(?!\d)|"
    r"/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(\d{1,2})(?!\d)|"
    r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?=/|$)"
)
_URL_MONTH = re.compile(r"[/-]((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?![\d])")


# A label and its day have a colon, a weekday or an hour between them.
MAX_LABEL_REACH = 12


class DateLabel(Enum):
    """What a labelled date is the date of."""

    PUBLISHED = "published"
    MODIFIED = "modified"


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, DateLabel]]:
    labels = {row["label"]: DateLabel(row["meaning"]) for row in date_label_rows()}
    names = "|".join(re.escape(name) for name in sorted(labels, key=len, reverse=True))
    return re.compile(rf"\b({names})\b *[:–—-]? *(?=\W*(?:\w+\W+){{0,3}}?\d)", re.IGNORECASE), labels


def labelled_day(line: str) -> tuple[DateLabel, date] | None:
    """The labelled day of a line; of two, the one of publication.

    >>> labelled_day("Published: 13 July 2001, 12:45")
    (<DateLabel.PUBLISHED: 'published'>, datetime.date(2001, 7, 13))
    """
    if len(line) > 200:
        return None
    pattern, labels = _labels()
    found = []
    for match in pattern.finditer(line):
        day = next((d for start, _, d in days_in(line) if 0 <= start - match.end() <= 30), None)
        if day is not None:
            found.append((labels[match[1].lower()], day))
    return min(found, key=lambda pair: pair[0] is not DateLabel.PUBLISHED, default=None)


def label_before(line: str, position: int) -> DateLabel | None:
    """The last label before a place in a line, if only a few words stand between them."""
    _, labels = _labels()
    before = line[:position].lower()
    found = [(m.end(), labels[m.group()]) for m in _label_names().finditer(before)]
    return found[-1][1] if found and position - found[-1][0] <= MAX_LABEL_REACH else None


def without_labels(line: str) -> str:
    """The line without the labels of dates."""
    return _label_names().sub(" ", line)


@cache
def _label_names() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_labels()[1], key=len, reverse=True))
    return re.compile(rf"\b(?:{names})\b", re.IGNORECASE)


def byline_candidates(lines: Iterable[str]) -> Iterator[DateCandidate]:
    """Dates in the lines around a headline: labelled ones, ones behind an author, lines that are only a date."""
    for line in lines:
        labelled = labelled_day(line)
        if labelled is not None:
            if labelled[0] is DateLabel.PUBLISHED:
                yield from day_candidate(labelled[1], Basis.BYLINE)
            else:
                yield changed_by(labelled[1])
            continue
        if is_byline(line):
            yield from day_candidate(first_day(line), Basis.BYLINE)
        else:
            yield from day_candidate(only_a_day(line), Basis.PAGE_TEXT)


def is_byline(line: str) -> bool:
    """Does the line name an author and little else?

    >>> is_byline("By Jane Roe | July 3, 2019"), is_byline("By then the war was over.")
    (True, False)
    """
    if _STAFF.fullmatch(line):
        return True
    return (
        len(line) <= 120
        and re.match(r"(?:by|words by|reported by):? +[A-Z][\w.'’-]+ [A-Z]", line, re.I) is not None
        and (not line.rstrip().endswith((".", "!", "?")) and line[3:4].isupper())
    )


def dateline_candidates(paragraph: str) -> Iterator[DateCandidate]:
    """The day in a dateline; none when the dateline leaves out the year.

    >>> [c.bounds.first.isoformat() for c in dateline_candidates("MINSK, Feb. 16, 2023 (Reuters) - It rained.")]
    ['2023-02-16']
    """
    head = paragraph[:140]
    found = next(iter(days_in(head)), None)
    if found is None:
        return
    start, end, day = found
    before = head[:start].strip(" ,(/")
    if before and _place(before) and _DATELINE_END.match(head[end:]):
        yield from day_candidate(day, Basis.DATELINE)


def _place(words: str) -> bool:
    """Could these words before a date be a place, perhaps with an agency?"""
    letters = [w for w in re.split(r"[\s,./()-]+", words) if w]
    return 0 < len(letters) <= 6 and all(w[0].isupper() for w in letters) and _DATELINE.match(words + " ") is not None


def url_candidates(url: str | None) -> Iterator[DateCandidate]:
    """The day in an address, else the month.

    >>> [c.bounds.first.isoformat() for c in url_candidates("https://example.org/2023/feb/16/minsk")]
    ['2023-02-16']
    """
    if not url:
        return
    match = _URL_DAY.search(url)
    day = _url_day(match) if match else None
    if day is not None:
        yield from day_candidate(day, Basis.URL)
        return
    month = _URL_MONTH.search(url)
    if month:
        year, number = int(month[1]), int(month[2])
        last = calendar.monthrange(year, number)[1]
        yield DateCandidate(DateBounds(date(year, number, 1), date(year, number, last), Precision.MONTH), Basis.URL)


def _url_day(match: re.Match[str]) -> date | None:
    year = match[1] or match[5] or match[8]
    month = match[3] or match[9] or str(month_numbers().get(match[6] or "", 0))
    day = match[4] or match[7] or match[10]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
