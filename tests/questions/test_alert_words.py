"""How an alert reads: first word, both quotations, why, what it does not mean; and that pages' words are marked."""

import json
from dataclasses import replace
from datetime import date

import pytest
from tests.questions.test_alerts import ALL, BELARUS, RUSSIA, held, strike, told, vow
from tests.questions.world import happened, said

from onrecord.questions.alert_words import alert_json, in_an_alert
from onrecord.questions.alerts import Alert
from onrecord.terms.events import EventType
from onrecord.terms.predications import Predication
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Strength
from onrecord.terms.spans import Span

SAID, AFTER = date(2026, 1, 2), date(2026, 1, 4)


def parsed(reading: Reading, verb: str, does: str) -> Reading:
    """The event with what its clause says, and its verb."""
    (event,) = reading.events
    at = reading.text.index(verb)
    event = replace(event, predicate=Span(at, at + len(verb)), does=Predication.parse(does))
    return replace(reading, events=(event,))


def crossing() -> list[Reading]:
    """ "Belarus will not join unless a Ukrainian soldier crosses", and one that crossed, on two pages."""
    vow_ = said(
        SAID,
        "BLR",
        Modal.WILL_NOT,
        "join the war",
        mode=vow().norms[0].mode,
        trigger="Poland crosses the border of Belarus",
        trigger_pattern='POL ASSAULT BLR does="cross; who:Poland:POL:; what:border:BLR:"',
    )
    does = "cross; who:Poland:POL:; what:border:BLR:"
    told_by = [happened(AFTER, "POL", EventType.ASSAULT, "BLR", number=n) for n in range(2)]
    return [vow_, *(parsed(one, "acted on", does) for one in told_by)]


def one(*pages: Reading) -> Alert:
    return told(held(pages[:1], pages[1:]), ALL)[0]


def test_a_condition_met_reads_as_agreed() -> None:
    words = in_an_alert(one(*crossing()))
    assert words.title.startswith("Met (certain): Belarus will not “join the war” unless “Poland crosses")
    assert words.text == (
        'Condition met (certain): "Poland crosses the border of Belarus" - Belarus, 2026-01-02. '
        'Met by: "Poland acted on Belarus" - 2 independent reports, 2026-01-04. '
        'Why: action yes ("acted on" for "crosses"), actor yes, object yes, time yes. '
        "Released: it may, not that it will. [record] [event] [not this] [mute]"
    )


def test_where_nothing_was_parsed_no_verb_is_told() -> None:
    words = in_an_alert(one(vow(), strike()))
    assert words.why == "action yes, actor yes, object yes, time yes"


@pytest.mark.parametrize(
    "pages, begins",
    [
        (
            [
                said(SAID, "RUS", Modal.WILL, "attack Poland", target="POL", action_pattern="RUS ASSAULT POL"),
                happened(AFTER, "RUS", EventType.ASSAULT, "POL"),
            ],
            'Done as said (certain): "attack Poland" - Russia, 2026-01-02. Told: "Russia acted on Poland"',
        ),
        (
            [
                said(SAID, "RUS", Modal.WILL_NOT, "attack Poland", target="POL", action_pattern="RUS ASSAULT POL"),
                happened(AFTER, "RUS", EventType.ASSAULT, "POL"),
            ],
            'Broken (certain): "attack Poland" - Russia, 2026-01-02. Told: "Russia acted on Poland"',
        ),
        (
            [
                said(SAID, "RUS", Modal.READY, "attack Poland", strength=Strength.READY),
                said(AFTER, "RUS", Modal.WILL, "attack Poland"),
            ],
            'Hardened: "Russia said it will attack Poland" - Russia, 2026-01-04. '
            'Before: "Russia said it ready attack Poland" - Russia, 2026-01-02. '
            "Why: “is ready to” before, “will” now. [record] [before] [not this] [mute]",
        ),
        (
            [
                said(SAID, "RUS", Modal.READY, "attack Poland", strength=Strength.READY),
                said(AFTER, "RUS", Modal.WILL_NOT, "attack Poland"),
            ],
            'Withdrawn: "Russia said it will_not attack Poland" - Russia, 2026-01-04. Before: ',
        ),
    ],
)
def test_each_kind_begins_with_its_own_words(pages: list[Reading], begins: str) -> None:
    assert in_an_alert(one(*pages)).text.startswith(begins)


def test_a_new_commitment_and_a_deadline() -> None:
    ledger = held([said(SAID, "RUS", Modal.WILL, "lift the ban", due=date(2026, 1, 8))])
    deadline, new = (in_an_alert(a) for a in told(ledger, RUSSIA))
    assert new.text == (
        'New commitment: "Russia said it will lift the ban" - Russia, 2026-01-02. [record] [not this] [mute]'
    )
    assert deadline.title == "Deadline 2026-01-08: Russia will “lift the ban”"
    assert deadline.text.endswith("The last day comes: not that nothing was done. [record] [not this] [mute]")


def test_words_of_pages_are_marked_wherever_they_stand() -> None:
    """Whoever hands it on can leave every word of a page out."""
    pages = [
        said(SAID, "RUS", Modal.READY, "attack Poland", strength=Strength.READY),
        said(AFTER, "RUS", Modal.WILL, "attack Poland"),
    ]
    for alert, words in ((one(*crossing()), "the border of"), (one(*pages), "attack Poland")):
        value = json.loads(json.dumps(alert_json(alert, desk="http://desk")))
        assert words in json.dumps(value)
        assert words not in json.dumps(without_quoted_matter(value))


def without_quoted_matter(value: object) -> object:
    if isinstance(value, dict):
        if value.get("quoted_matter"):
            return None
        return {k: without_quoted_matter(v) for k, v in value.items()}
    return [without_quoted_matter(v) for v in value] if isinstance(value, list) else value


def test_both_evidences_are_named_by_page_span_and_date() -> None:
    pages = crossing()
    value = alert_json(one(*pages), desk="http://desk")
    said_, met_by = value["said"], value["met_by"]
    assert (said_["page_id"], met_by["page_id"]) == (pages[0].page.id, pages[1].page.id)
    assert Span(*said_["span"]).of(pages[0].text) == said_["words"]
    assert Span(*met_by["span"]).of(pages[1].text) == met_by["words"]
    assert met_by["date"] == {"from": "2026-01-04", "to": "2026-01-04"}
    start, end = met_by["span"]
    assert value["links"]["event"] == f"http://desk/page/{pages[1].page.id}#w={start}-{end}"
    assert value["reports"] == {"independent": 2, "reports": 2}


def test_words_with_straight_quotation_marks_stand_in_curly_ones() -> None:
    page = said(SAID, "BLR", Modal.WILL, 'end the "truce"')
    assert '“Belarus said it will end the "truce"”' in in_an_alert(told(held([page]), BELARUS)[0]).text


def test_a_sentence_without_an_end_is_cut() -> None:
    words = in_an_alert(told(held([said(SAID, "BLR", Modal.WILL, "build " + "a wall and " * 2_000)]), BELARUS)[0])
    assert len(words.title) <= 310
    assert len(words.text) < 2_300
    assert "[…]" in words.text
