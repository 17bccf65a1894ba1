"""Deadlines: the words, and the last day they leave. Published on Monday 4 May 2020 unless a row says otherwise."""

from dataclasses import replace
from datetime import date

import pytest

from onrecord.actors import name_speakers, resolve
from onrecord.commitments import find_commitments
from onrecord.events import VerbCoder
from onrecord.statements import find_statements
from onrecord.terms.dates import Basis, DateBounds, Precision, PublishedDate
from onrecord.times import find_times

MAY_4 = DateBounds.day(date(2020, 5, 4))


def deadline(text, document_of, parse_text, published):
    document = document_of(text)
    if published is not None:
        document = replace(document, published=PublishedDate(published, Basis.GIVEN))
    parse = parse_text(text)
    statements, _ = find_statements(document, parse)
    statements, cast = name_speakers(document, parse, statements, resolve(document, parse))
    times = find_times(document, parse)
    _, norms, _ = find_commitments(document, parse, statements, cast, times, coder=VerbCoder())
    (norm,) = norms
    return (norm.deadline.of(text) if norm.deadline else None), norm.due


@pytest.mark.parametrize(
    "text, words, first, last",
    [
        ("Iran promised to free the crew by Friday.", "by Friday", (5, 8), (5, 8)),
        ("Iran will meet the envoy on Friday.", "Friday", (5, 8), (5, 8)),
        ("Iran promised to free the crew by June.", "by June", (6, 1), (6, 30)),
        ("Iran promised to free the crew by the end of June.", "by the end of June", (6, 30), (6, 30)),
        ("Iran promised to free the crew by the end of the year.", "by the end of the year", (12, 31), (12, 31)),
        ("Iran promised to free the crew before 1 June.", "before 1 June", (5, 31), (5, 31)),
        ("Iran demanded that Iraq leave within ten days.", "within ten days", None, (5, 14)),
        ("Iran promised to leave within the next two months.", "within the next two months", None, (7, 4)),
        ("Iran gave Iraq 48 hours to leave.", "48 hours", None, (5, 6)),
        ("Iran issued a 24-hour ultimatum to Iraq to leave.", "24-hour", None, (5, 5)),
    ],
)
def test_a_deadline_leaves_a_last_day(document_of, parse_text, text, words, first, last):
    said, due = deadline(text, document_of, parse_text, MAY_4)
    assert said == words
    assert (due.first, due.last) == (first and date(2020, *first), date(2020, *last))


def test_said_on_a_known_day_a_length_of_time_ends_on_one(document_of, parse_text):
    text = "Iran said on Saturday that it would free the crew within ten days."
    assert deadline(text, document_of, parse_text, MAY_4)[1] == DateBounds.day(date(2020, 5, 12))


@pytest.mark.parametrize(
    "text", ["Iran promised to free the crew by Friday.", "Iran demanded that Iraq leave within ten days."]
)
def test_without_a_date_there_is_a_deadline_and_no_day(document_of, parse_text, text):
    words, due = deadline(text, document_of, parse_text, None)
    assert words is not None
    assert due is None


def test_a_page_dated_by_a_bound_gives_a_bound(document_of, parse_text):
    bound = DateBounds(None, date(2020, 5, 4), Precision.BOUNDED)
    _, due = deadline("Iran demanded that Iraq leave within ten days.", document_of, parse_text, bound)
    assert due == DateBounds(None, date(2020, 5, 14), Precision.BOUNDED)


@pytest.mark.parametrize("text", ["Iran promised to free the crew.", "Iran promised ten days ago to free the crew."])
def test_no_deadline(document_of, parse_text, text):
    assert deadline(text, document_of, parse_text, MAY_4) == (None, None)
