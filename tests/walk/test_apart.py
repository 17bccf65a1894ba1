"""Readers in processes of their own: they answer, they end in time, and they come back after one died."""

import threading
from collections.abc import Iterator

import pytest
from tests.ledger.factory import make_page

from onrecord.terms.patterns import EventPattern, PatternError
from onrecord.walk.apart import ReadersApart
from onrecord.walk.given_events import GivenEvent
from onrecord.walk.read import Stop


@pytest.fixture(scope="module")
def readers() -> Iterator[ReadersApart]:
    held = ReadersApart(at_most=1)
    yield held
    held.close()


def test_a_page_is_read_and_an_event_is_understood(readers: ReadersApart) -> None:
    (reading,) = readers.read(make_page("Poland said it will attack Belarus if Belarus attacks Ukraine."))
    assert [norm.action.of(reading.text) for norm in reading.norms] == ["attack Belarus"]
    assert readers.not_happening("BLR ASSAULT UKR") == GivenEvent(denied=(EventPattern.parse("BLR ASSAULT UKR"),))


def test_it_is_seen_how_far_a_page_is(readers: ReadersApart) -> None:
    page = make_page("Poland said it will attack Belarus if Belarus attacks Ukraine. " * 30)
    seen: list[Stop | None] = []
    reads = threading.Thread(target=readers.read, args=(page,))
    reads.start()
    while reads.is_alive():
        stop = readers.stop_of(page.id)
        if stop is not None and stop not in seen:
            seen.append(stop)
        reads.join(0.001)
    assert Stop.PARSES in seen
    assert seen == sorted(seen, key=list(Stop).index)
    assert readers.stop_of(page.id) is None


def test_what_they_refuse_is_refused_here(readers: ReadersApart) -> None:
    with pytest.raises(PatternError, match="no event was understood"):
        readers.happening("!")
