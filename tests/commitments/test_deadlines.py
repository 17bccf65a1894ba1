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


def record(text, document_of, parse_text, published):
    document = document_of(text)
    if published is not None:
        document = replace(document, published=PublishedDate(published, Basis.GIVEN))
    parse = parse_text(text)
    statements, _ = find_statements(document, parse)
    statements, cast = name_speakers(document, parse, statements, resolve(document, parse))
    times = find_times(document, parse)
    found = find_commitments(document, parse, statements, cast, times, coder=VerbCoder())
    return found.records[0], *found.norms


def deadline(text, document_of, parse_text, published):
    _, norm = record(text, document_of, parse_text, published)
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
        ("Iran promised to free the crew before 6/7/2020.", "before 6/7/2020", (6, 6), (7, 5)),  # or 6 July
        ("Iran demanded that Iraq leave within ten days.", "within ten days", None, (5, 14)),
        ("Iran promised to leave within the next two months.", "within the next two months", None, (7, 4)),
        ("Iran gave Iraq 48 hours to leave.", "48 hours", None, (5, 6)),
        ("Iran issued a 24-hour ultimatum to Iraq to leave.", "24-hour", None, (5, 5)),
        ("Iran will free the crew no later than Friday.", "no later than Friday", (5, 8), (5, 8)),
        ("Iran will free the crew before the end of the year.", "before the end of the year", (12, 31), (12, 31)),
        ("Iran will free the crew before the month is out.", "before the month is out", (5, 31), (5, 31)),
        ("Iran will free the crew by this coming Saturday.", "by this coming Saturday", (5, 9), (5, 9)),
        ("Iran will free the crew by Christmas.", "by Christmas", (12, 25), (12, 25)),
        ("Iran will free the crew on the 9th.", "the 9th", (5, 9), (5, 9)),
        ("Iran will free the crew before June.", "before June", (5, 31), (5, 31)),
        ("Iran will hold the crew until 1 June.", "until 1 June", (6, 1), (6, 1)),
        ("Iran promised to free the crew in the next two weeks.", "in the next two weeks", None, (5, 18)),
        ("Iran will free the crew in September.", "in September", (9, 1), (9, 30)),
        ("Next week, Iran will free the crew.", "Next week", (5, 11), (5, 17)),
        ("Iran will cut the ration from 1 June.", "from 1 June", (6, 1), (6, 1)),
        ("Iran plans next week to free the crew.", "next week", (5, 11), (5, 17)),
        ("Iran will prepare the papers by the July summit.", "by the July summit", (7, 1), (7, 31)),
        ("Iran will keep two ships at the island until Friday.", "until Friday", (5, 8), (5, 8)),
        ("Peru arrested two men last Monday. It will expel more next Tuesday.", "next Tuesday", (5, 5), (5, 5)),
        ("Iraq will pay the families next Monday, the labour minister said.", "next Monday", (5, 11), (5, 11)),
        ("Mauritius will reopen its embassy in Tripoli on 1 June.", "1 June", (6, 1), (6, 1)),
        (
            "Zambia will repay the debt no later than Friday, its finance minister said on Sunday.",
            "no later than Friday",
            (5, 8),
            (5, 8),
        ),
        ("Norway will leave the fund by Friday, the finance ministry said on Sunday.", "by Friday", (5, 8), (5, 8)),
        (
            "The junta told the envoy on Sunday to leave the country within 48 hours.",
            "within 48 hours",
            (5, 5),
            (5, 5),
        ),
        (
            "Tanzania said it would reopen the crossing to Kenyan maize on Thursday morning, ending a closure.",
            "Thursday morning",
            (5, 7),
            (5, 7),
        ),
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


@pytest.mark.parametrize(
    "text, words",
    [
        ("Iran said on Saturday that it would answer within ten days if Iraq closed the port.", "within ten days"),
        ("Iran said on Saturday that it would answer within 48 hours of any attack.", "within 48 hours"),
    ],
)
def test_a_length_of_time_that_counts_from_what_may_come_ends_on_no_day(document_of, parse_text, text, words):
    assert deadline(text, document_of, parse_text, MAY_4) == (words, None)


@pytest.mark.parametrize(
    "text, words",
    [
        ("Iran demanded that Iraq leave within 9000 years.", "within 9000 years"),
        ("Iran will free the crew before 0001-01-01.", "before 0001-01-01"),
    ],
)
def test_a_last_day_outside_the_calendar_is_no_day(document_of, parse_text, text, words):
    assert deadline(text, document_of, parse_text, MAY_4) == (words, None)


def test_a_page_dated_by_a_bound_gives_a_bound(document_of, parse_text):
    bound = DateBounds(None, date(2020, 5, 4), Precision.BOUNDED)
    _, due = deadline("Iran demanded that Iraq leave within ten days.", document_of, parse_text, bound)
    assert due == DateBounds(None, date(2020, 5, 14), Precision.BOUNDED)


@pytest.mark.parametrize(
    "text, words",
    [
        ("Iran will prepare the papers by the time of the summit.", "by the time of the summit"),
        ("Iran will free the crew by Eid.", "by Eid"),
        ("Iran must leave the island by then.", "by then"),
        ("Iran will free the crew ahead of the vote.", "ahead of the vote"),
    ],
)
def test_what_happens_by_then_is_a_deadline_without_a_day(document_of, parse_text, text, words):
    assert deadline(text, document_of, parse_text, MAY_4) == (words, None)


@pytest.mark.parametrize(
    "text",
    [
        "Iran promised to free the crew.",
        "Iran promised ten days ago to free the crew.",
        "Iran will respect the accord that it signed in 2015.",
        "Iran will respect the accord of May 1.",
        "Iran will free the crew in the future.",
        "Iran will extend the truce by six weeks.",
        "Iran will close every base within a day's march of the border.",
    ],
)
def test_no_deadline(document_of, parse_text, text):
    assert deadline(text, document_of, parse_text, MAY_4) == (None, None)


@pytest.mark.xfail(strict=True, reason="no frame reads a demand in an ultimatum or a time that somebody is given")
@pytest.mark.parametrize(
    "text, words",
    [
        ("Serbia gave Kosovo a 24-hour ultimatum to lift the blockade.", "24-hour"),
        ("The cabinet of Sri Lanka gave the creditors until Tuesday to accept the offer.", "until Tuesday"),
    ],
)
def test_a_time_given_under_other_words(document_of, parse_text, text, words):
    assert deadline(text, document_of, parse_text, MAY_4)[0] == words


@pytest.mark.parametrize(
    "text",
    [
        "Norway will leave the fund if the board hides its accounts, the finance ministry said on Monday.",
        "The finance ministry said on Monday that Norway will leave the fund if the board hides its accounts.",
        "On Monday, Norway said it will leave the fund if the board hides its accounts.",
        "“We will leave the fund,” Norway's finance minister told reporters on Monday.",
        "Norway will leave the fund, its foreign minister said in Oslo on 4 March 2020.",
        "Norway will not accept the attack of January 5, its prime minister said.",
        "Ghana will pull its doctors out unless their convoys get an escort, the ministry announced late on Sunday.",
        "Slovenia is to triple its contingent in Kosovo, according to a statement issued by the government on 2 March.",
        "Ecuador would halt exports if its men were not let in, the minister warned in an interview aired on Sunday.",
        "It was on Monday that Honduras first said it would hand back the patrol boats.",
        "Iceland will shut the base, its prime minister said on Monday, if parliament votes for it.",
        "Chile is not going to build a wall, the interior minister assured Lima on Sunday.",
        "Slovenia's president said on Sunday he would not attend a summit in Vienna.",
        "Norway will pay its dues, the minister wrote in a letter dated 2 March and seen by reporters on Friday.",
        "Asked on Sunday about the dam, Sudan's minister said his country would pay for the repairs.",
        "Peru vowed on Sunday to expel the envoys.",
        "Peru's president, who spoke on Sunday, promised to expel the envoys.",
        "Peru will keep the fort it took on 3 March, its army said.",
        "Some members refused to condemn the attack on 7 October 2019.",
        "Peru vowed to expel the envoys this morning.",
        "Peru will sign the book after testifying on Friday.",
    ],
)
def test_the_day_of_saying_is_no_deadline(document_of, parse_text, text):
    assert deadline(text, document_of, parse_text, MAY_4) == (None, None)


@pytest.mark.parametrize(
    "text, first, last",
    [
        ("Norway will leave the fund, the finance ministry said on Sunday.", date(2020, 5, 3), date(2020, 5, 3)),
        ("Speaking in 1994, Boris Yeltsin vowed that Russia would pay.", date(1994, 1, 1), date(1994, 12, 31)),
        ("In an interview aired on Sunday, Norway said it would pay.", date(2020, 5, 3), date(2020, 5, 3)),
        ("It was on Sunday that Norway first said it would pay.", date(2020, 5, 3), date(2020, 5, 3)),
        ("Norway's president said on Sunday he would not go to a summit.", date(2020, 5, 3), date(2020, 5, 3)),
    ],
)
def test_the_day_of_saying_dates_the_record(document_of, parse_text, text, first, last):
    stated_on = record(text, document_of, parse_text, MAY_4)[0].stated_on
    assert (stated_on.first, stated_on.last) == (first, last)
