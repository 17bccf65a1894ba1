"""Search finds whatever spelling, by the parties of norms too, and norms before plain statements."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.ledger.factory import NOON
from tests.questions.world import said

from onrecord.ledger import Filters, Ledger, open_ledger
from onrecord.questions import SearchResult, search
from onrecord.questions.timelines import timeline
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal
from onrecord.terms.spans import Span

FIRST = date(2020, 1, 1)

ACTIONS = (
    "send U.S. troops across the line",
    "keep the cease-fire near Kiev",
    "hold a ceasefire",
    "back the withdrawal of the Defence Organisation",
    "say that they withdrew five hundred men",
    "carry out peace-keeping in Latin America",
    "answer the Security Council resolution",
    "tell us of the Erdoğan letter",
)


def a_page(number: int, action: str, *, agent: str = "RUS", norm: bool = True, record: bool = True) -> Reading:
    """A page whose evidence begins behind the speaker's name."""
    reading = said(FIRST + timedelta(days=number), agent, Modal.WILL, action)
    held = replace(reading.records[0], evidence=reading.statements[0].content)
    norms = (replace(reading.norms[0], record_id=held.id),) if norm and record else ()
    return replace(reading, records=(held,) if record else (), norms=norms)


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with open_ledger(None) as ledger:
        ledger.record_many((a_page(i, action) for i, action in enumerate(ACTIONS)), recorded_at=NOON)
        yield ledger


def actions(result: SearchResult) -> set[int]:
    """Numbers of the actions found."""
    return {i for hit in result.hits for i, action in enumerate(ACTIONS) if action in hit.snippet.words}


@pytest.mark.parametrize(
    "typed, found",
    [
        ("US troops", {0}),
        ("u.s. troops", {0}),
        ("us troop", {0}),
        ("American troops", {0}),
        ("United States troops", {0}),
        ("ceasefire", {1, 2}),
        ("cease-fire", {1, 2}),
        ("cease fire", {1, 2}),
        ("Kyiv", {1}),
        ("kiev", {1}),
        ("withdrew", {3, 4}),
        ("withdrawing", {3, 4}),
        ("withdraw 500 men", {4}),
        ("five hundred", {4}),
        ("defense organizations", {3}),
        ("peacekeeping", {5}),
        ("peace-keeping", {5}),
        ("peace keeping", {5}),
        ("Latin America", {5}),
        ("UNSC", {6}),
        ("council resolutions", {6}),
        ("erdogan", {7}),
        ("ERDOĞAN LETTERS", {7}),
        ("who will send troops to the line", {0}),
        ("troops NOT line", {0}),
    ],
)
def test_whatever_spelling_finds_it(ledger: Ledger, typed: str, found: set[int]) -> None:
    assert actions(search(ledger, typed)) == found


@pytest.mark.parametrize(
    "typed, found",
    [
        ('"US troops across"', {0}),
        ('"troops US"', set()),
        ('"keep the ceasefire"', {1}),
        ('"keep ceasefire"', set()),
        ('"the security council"', {6}),
        ('"council resolution"', {6}),
        ('"say that they"', {4}),
        ("“five hundred men”", {4}),
        ('"500 men"', {4}),
        ('"tell us"', {7}),
        ("erdog*", {7}),
        ("Kie*", {1}),
        ("kie* cease*", {1}),
        ("kie* the", {1}),
    ],
)
def test_phrases_and_beginnings_stay_strict(ledger: Ledger, typed: str, found: set[int]) -> None:
    assert actions(search(ledger, typed)) == found


@pytest.mark.parametrize(
    "typed, marked",
    [
        ("US troops", ["U.S.", "troops"]),
        ("kyiv ceasefire", ["cease-fire", "Kiev"]),
        ("500", ["five hundred"]),
        ("peacekeeping", ["peace-keeping"]),
        ("council", ["Council"]),
        ("unsc", ["Security Council"]),
        ('"500 men"', ["five hundred", "men"]),
        ("erdo*", ["Erdoğan"]),
        ('"council resolution"', ["Council resolution"]),
    ],
)
def test_what_is_marked_are_the_words_of_the_page(ledger: Ledger, typed: str, marked: list[str]) -> None:
    (hit, *_) = search(ledger, typed).hits
    assert [m.of(hit.snippet.words) for m in hit.snippet.marks] == marked
    assert hit.snippet.span.of(ledger.text(hit.source.document_id)) == hit.snippet.words


def test_a_state_is_found_as_a_party_though_the_words_name_it_otherwise() -> None:
    reading = a_page(1, "test Tehran missiles")
    by_iran = replace(reading, norms=(replace(reading.norms[0], agent_id="IRN", speaker_id=None),))
    toward = a_page(2, "shoot down any missiles")
    at_iran = replace(toward, norms=(replace(toward.norms[0], target_id="IRN"),))
    with open_ledger(None) as ledger:
        ledger.record_many((by_iran, at_iran, a_page(3, "buy missiles")), recorded_at=NOON)
        found = {h.entry.id for h in search(ledger, "Iran missiles").hits if h.entry}
        assert found == {by_iran.records[0].id, at_iran.records[0].id}
        assert {h.entry.id for h in search(ledger, "iranian missile").hits if h.entry} == found
        (hit,) = search(ledger, "Iran Tehran").hits
        assert [m.of(hit.snippet.words) for m in hit.snippet.marks] == ["Tehran"]
        # A capital is looked for as it stands, and "irn0" is nothing anybody types.
        assert len(search(ledger, "Tehran missiles").hits) == 1
        assert not search(ledger, '"irn0"', Filters(modal=Modal.WILL_NOT)).hits


def test_a_corrected_party_is_found_and_a_wrong_norm_is_not_put_first() -> None:
    first, second = a_page(1, "open the dam"), a_page(2, "open the dam")
    with open_ledger(None) as ledger:
        ledger.record_many((first, second, *(a_page(i, "close the gate") for i in range(4, 9))), recorded_at=NOON)
        one, other = (e.norms[0].id for e in ledger.entries() if "dam" in e.evidence[0].words)
        assert not search(ledger, "Iran dam").hits
        ledger.judge(one, JudgementKind.CORRECT, by="Ada", at=NOON, slots=["agent_id=IRN"])
        (hit,) = search(ledger, "Iran dam").hits
        assert hit.entry is not None
        assert hit.entry.norms[0].norm.agent_id == "IRN"
        ledger.judge(other, JudgementKind.WRONG, by="Ada", at=NOON)
        assert [h.entry.norms[0].id for h in search(ledger, "dam").hits if h.entry] == [one]


def test_norms_stand_before_records_and_statements_of_the_same_words() -> None:
    pages = [
        a_page(1, "open the dam", record=False),
        a_page(2, "open the dam", norm=False),
        a_page(3, "open the dam and much else besides that was said that day"),
    ]
    with open_ledger(None) as ledger:
        ledger.record_many((*pages, *(a_page(i, "close the gate") for i in range(4, 40))), recorded_at=NOON)
        hits = search(ledger, "open dam").hits
        assert [bool(h.entry and h.entry.norms) for h in hits] == [True, False, False]
        assert [h.entry is not None for h in hits] == [True, False, True]
        scores = [h.score for h in hits]
        assert scores == sorted(scores, reverse=True)
        # Cut to one, it is the norm that stays.
        (only,) = search(ledger, "open dam", limit=1).hits
        assert only.id == hits[0].id


def test_a_statement_that_says_it_far_better_stands_before_a_norm() -> None:
    much_else = "open the dam " + "and do a hundred other things of which nobody had spoken " * 12
    with open_ledger(None) as ledger:
        ledger.record_many(
            (
                a_page(1, "open the dam, the dam, the dam", record=False),
                a_page(2, much_else),
                *(a_page(i, "close the gate") for i in range(4, 40)),
            ),
            recorded_at=NOON,
        )
        assert [h.entry is None for h in search(ledger, "dam").hits] == [True, False]


def test_a_topic_is_found_in_any_spelling(ledger: Ledger) -> None:
    line = timeline(ledger, "RUS", topic="ceasefire")
    assert {dict(s.norm.words)["action"] for s in line.sayings} == {ACTIONS[1], ACTIONS[2]}


def test_fifty_words_with_hyphens_do_not_break_the_search(ledger: Ledger) -> None:
    assert not search(ledger, " ".join(["al-Qaeda-led", "U.S.-backed"] * 25)).hits
    assert not search(ledger, '"U.S. troops" ' * 25 + "NATO " * 25).hits


def test_the_words_of_pieces_are_marked_each_in_its_place() -> None:
    reading = a_page(1, "open the dam, then open the gate")
    text = reading.text
    dam, gate = (Span(text.index(w), text.index(w) + len(w)) for w in ("open the dam", "open the gate"))
    record = replace(reading.records[0], evidence=(dam, gate))
    norm = replace(reading.norms[0], record_id=record.id)
    with open_ledger(None) as ledger:
        ledger.record(replace(reading, records=(record,), norms=(norm,)), recorded_at=NOON)
        (hit,) = search(ledger, "gates").hits
        assert hit.snippet.words == "open the gate"
        assert [m.of(hit.snippet.words) for m in hit.snippet.marks] == ["gate"]
