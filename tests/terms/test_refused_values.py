"""What no value of these types may be, and what is told of one that is open at an end."""

from collections.abc import Callable
from datetime import date

import pytest

from onrecord.terms.copy_signature import CopySignature
from onrecord.terms.dates import DateBounds, Precision, date_words
from onrecord.terms.events import Event, EventStatus
from onrecord.terms.imports import ImportedParty
from onrecord.terms.patterns import Count, Party
from onrecord.terms.predications import WHO, Argument
from onrecord.terms.records import Modal, Mode, Norm, Record, RecordKind, Strength
from onrecord.terms.spans import Run, SourceMap, Span, hull

MAY, JUNE = date(2020, 5, 1), date(2020, 6, 1)


def event_without_words() -> Event:
    return Event(
        document_id="doc-1",
        type=None,
        mode=None,
        quad=None,
        actor=None,
        actor_id=None,
        recipient=None,
        recipient_id=None,
        place=None,
        date=None,
        status=EventStatus.HAPPENED,
        quantity=None,
        evidence=(),
    )


def record_without_words() -> Record:
    return Record(
        document_id="doc-1",
        kind=RecordKind.PLAN,
        strength=Strength.FIRM,
        statement_id=None,
        stated_on=None,
        evidence=(),
    )


def norm_without_its_trigger() -> Norm:
    return Norm(
        record_id="rec-1",
        modal=Modal.WILL,
        mode=Mode.IF,
        agent=None,
        agent_id=None,
        action=Span(0, 1),
        action_event=None,
        target=None,
        target_id=None,
        trigger=None,
        trigger_id=None,
        trigger_event=None,
        cue=None,
        speaker=None,
        speaker_id=None,
        deadline=None,
    )


@pytest.mark.parametrize(
    "make, why",
    [
        (lambda: Span(2, 2), "empty or backwards"),
        (lambda: Span(-1, 2), "empty or backwards"),
        (lambda: hull(()), "no spans"),
        (lambda: DateBounds(None, None, Precision.BOUNDED), "open at both ends"),
        (lambda: DateBounds(JUNE, MAY, Precision.BOUNDED), "run backwards"),
        (lambda: DateBounds(MAY, JUNE, Precision.DAY), "needs one day"),
        (lambda: Party("BLR", "army"), "three capital letters"),
        (lambda: Count(-1, None), "below nothing"),
        (lambda: Argument(WHO, "envoy", "A;B"), "holds a mark"),
        (lambda: ImportedParty(name=None), "use None for nobody"),
        (
            lambda: CopySignature(method="m", words=0, exact="", sketch=b"x", paragraphs=()),
            "a sketch has",
        ),
        (event_without_words, "no evidence, no event"),
        (record_without_words, "no evidence, no record"),
        (norm_without_its_trigger, "mode if with trigger None"),
    ],
)
def test_what_a_value_may_not_be(make: Callable[[], object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        make()


@pytest.mark.parametrize(
    "bounds, words",
    [
        (DateBounds.day(MAY), "2020-05-01"),
        (DateBounds(None, MAY, Precision.BOUNDED), "on or before 2020-05-01"),
        (DateBounds(MAY, None, Precision.BOUNDED), "on or after 2020-05-01"),
        (DateBounds(MAY, JUNE, Precision.BOUNDED), "between 2020-05-01 and 2020-06-01"),
    ],
)
def test_a_date_is_told_no_finer_than_it_is_known(bounds: DateBounds, words: str) -> None:
    assert date_words(bounds) == words


def test_what_the_reader_wrote_itself_stands_nowhere_in_the_source() -> None:
    held = SourceMap((Run(0, 5, 0), Run(7, 12, 20)))  # a paragraph break between them
    assert held.to_source(Span(5, 7)) is None
    assert held.to_source(Span(0, 9)) == Span(0, 22)
