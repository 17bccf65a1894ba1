"""Search by meaning and phrases near in meaning, with vectors made by hand: a word is a direction."""

import json
from array import array
from collections.abc import Iterator, Sequence
from datetime import date
from math import sqrt

import pytest
from tests.ledger.factory import NOON
from tests.questions.world import said

from onrecord.ledger import Ledger, open_ledger
from onrecord.questions import Filters, Nearness, NothingToSearch, place_by_meaning, search_meaning, what_if
from onrecord.terms.events import EventType
from onrecord.terms.patterns import EventPattern, Scenario
from onrecord.terms.records import Modal, Mode

# Words of one meaning share a direction.
DIRECTIONS = ({"border", "frontier"}, {"troops", "soldiers"}, {"talks", "negotiations"}, {"shut", "close"})


class ByHand:
    """Counts words of each meaning; what has none of them lies in a direction of its own."""

    name = "by hand 1"

    def __init__(self) -> None:
        self.asked = 0

    def vectors(self, texts: Sequence[str]) -> tuple["array[float]", ...]:
        self.asked += len(texts)
        return tuple(self._vector(text) for text in texts)

    def _vector(self, text: str) -> "array[float]":
        counts = [float(sum(w.strip(".,") in same for w in text.split())) for same in DIRECTIONS]
        counts.append(0.0 if any(counts) else 1.0)
        length = sqrt(sum(c * c for c in counts))
        return array("f", [c / length for c in counts])


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    readings = (
        said(date(2020, 1, 1), "BLR", Modal.WILL, "close the border"),
        said(date(2020, 1, 2), "UKR", Modal.WILL, "send soldiers"),
        said(
            date(2020, 1, 3),
            "POL",
            Modal.WILL,
            "end the talks",
            mode=Mode.IF,
            trigger="Belarus would shut the frontier",
            trigger_pattern='BLR COERCE words="shut the frontier"',
            kind=EventType.REJECT,
        ),
    )
    with open_ledger(None) as ledger:
        ledger.record_many(readings, recorded_at=NOON)
        yield ledger


def test_passages_are_placed_once(ledger: Ledger) -> None:
    encoder = ByHand()
    placed = place_by_meaning(ledger, encoder)
    assert placed == encoder.asked >= 3
    assert place_by_meaning(ledger, encoder) == 0
    assert encoder.asked == placed


def test_the_same_in_other_words_is_found_with_its_evidence(ledger: Ledger) -> None:
    encoder = ByHand()
    place_by_meaning(ledger, encoder)
    result = search_meaning(ledger, "troops", encoder)
    best = result.hits[0]
    assert best.score == pytest.approx(1, abs=0.001)
    assert best.entry is not None
    assert "send soldiers" in best.snippet.words
    assert best.snippet.words == ledger.text(best.source.document_id)[best.snippet.span.start : best.snippet.span.end]
    json.dumps(result.to_json())
    only = search_meaning(ledger, "troops", encoder, Filters(actor="BLR"))
    assert [h.entry.norms[0].norm.agent_id for h in only.hits if h.entry] == ["BLR"]


def test_nothing_to_search_for_is_told(ledger: Ledger) -> None:
    with pytest.raises(NothingToSearch):
        search_meaning(ledger, "?!", ByHand())


def test_phrases_far_apart_have_no_nearness() -> None:
    near = Nearness(ByHand(), least=0.6)
    assert near.nearness("close the border", "shut the frontier") == pytest.approx(1)
    assert near.nearness("close the border", "send troops") is None


def test_an_event_of_another_kind_in_like_words_may_meet_a_trigger(ledger: Ledger) -> None:
    scenario = Scenario(assumed=(EventPattern.parse('BLR SANCTION POL words="close the border"'),))
    assert not what_if(ledger, scenario).triggered
    found = what_if(ledger, scenario, meaning=Nearness(ByHand()))
    by_meaning = [line for line in found.unknown if any("near in meaning (cosine 1.00)" in r for r in line.reasons)]
    assert {line.judgement.word for line in by_meaning} == {"maybe_triggered", "maybe_fulfilled"}
