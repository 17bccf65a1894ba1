"""What a person marks on a page: where words stand, whom they name, what the form is filled in with."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.ledger.factory import NOON
from tests.questions.world import said

from onrecord.ledger import Ledger, open_ledger
from onrecord.questions.correcting import WordStretch
from onrecord.questions.entering import (
    NoEntry,
    marked_by_number,
    marked_by_words,
    marking,
    paragraphs_round,
    reading_to_mark,
    words_on,
)
from onrecord.terms.actors import Cast, Mention, MentionKind
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import Span

# Belarus said it will send troops to the border if Poland attacks Ukraine. Page 0 of 2026-03-01.
MADE = said(
    date(2026, 3, 1), "BLR", Modal.WILL, "send troops to the border", mode=Mode.IF, trigger="Poland attacks Ukraine"
)
BELARUS = next(actor for actor in MADE.cast.actors.values() if actor.state == "BLR")
MENTIONED = Cast(MADE.cast.actors.values(), [Mention(Span(0, 7), MentionKind.NAME, BELARUS.id)])
READ = replace(
    MADE,
    cast=Cast(MADE.cast.actors.values(), [Mention(Span(0, 7), MentionKind.NAME, BELARUS.id)]),
    records=(),
    norms=(),
)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    book = open_ledger(None)
    book.record(READ, recorded_at=NOON)
    return book


def fields(**given: str) -> Callable[[str], str]:
    return lambda name: given.get(name.replace(".", "__"), "")


def test_the_action_stands_once_and_other_words_once_in_its_paragraph(ledger: Ledger) -> None:
    read = reading_to_mark(ledger, READ.page.id)
    marked = marked_by_words(
        ledger, read, fields(action="send  troops", trigger="Poland attacks Ukraine", cue="if", agent="Belarus")
    )
    assert marked.action.of(read.text) == "send troops"
    assert (marked.mode, marked.modal, marked.said_on) == (Mode.IF, Modal.WILL, None)
    assert marked.agent_id == "BLR"  # as the program takes the word
    with pytest.raises(NoEntry, match=r"'o' stands there \d+ times; give one of the spans"):
        words_on(read, "o")


def test_a_name_goes_before_what_the_program_takes_the_words_for(ledger: Ledger) -> None:
    marked = marked_by_words(ledger, READ, fields(action="send troops", agent="Belarus", agent_id="“The Hill Front”"))
    assert marked.agent_id == "The Hill Front"


def test_what_is_known_of_a_refusal_is_filled_in() -> None:
    action = words_on(READ, "send troops")
    form = marking(READ, action, action=action)
    assert form.held == {
        "action": WordStretch(5, 6),
        "trigger": WordStretch(None, None),
        "cue": WordStretch(None, None),
        "agent": WordStretch(None, None),
        "target": WordStretch(None, None),
        "speaker": WordStretch(1, 1),
    }
    assert form.speaker == "BLR"
    assert "Belarus" in form.names


def test_of_a_page_without_a_text_nothing_is_marked() -> None:
    book = open_ledger(None)
    refused = Reading.refused(READ.page, Refusal("documents", "not-english", "not English"), reader="reader 1")
    book.record(refused, recorded_at=NOON)
    with pytest.raises(NoEntry, match="refused as a whole"):
        reading_to_mark(book, READ.page.id)


def test_only_words_that_stand_on_a_page_are_marked(ledger: Ledger) -> None:
    record = READ.records[0].id if READ.records else READ.statements[0].id
    with pytest.raises(NoEntry, match="is no page: give the id of the page"):
        reading_to_mark(ledger, record)
    with pytest.raises(NoEntry, match="say which words of the page say it"):
        words_on(READ, " ")
    assert READ.document is not None
    with pytest.raises(NoEntry, match="there are no such words"):
        paragraphs_round(READ.document, Span(len(READ.text) + 1, len(READ.text) + 2))


@given(first=st.integers(1, 17), length=st.integers(0, 5))
@settings(max_examples=examples(40), deadline=None)
def test_marked_words_are_the_numbered_ones(ledger: Ledger, first: int, length: int) -> None:
    form = marking(READ, Span(0, len(READ.text)))
    flat = [word for paragraph in form.words for word in paragraph]
    last = min(first + length, len(flat))
    first = min(first, last)
    marked = marked_by_number(ledger, READ, form.contexts, fields(action__from=str(first), action__to=str(last)))
    words = marked.action.of(READ.text)
    assert words.startswith(flat[first - 1].words)
    assert words.endswith(flat[last - 1].words)
