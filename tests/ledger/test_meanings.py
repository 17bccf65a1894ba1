"""Vectors of passages: kept once, found by cosine, among what the filters keep."""

import random
from array import array
from collections.abc import Iterator
from math import sqrt

import pytest
from tests.ledger.factory import NOON, make_reading

from onrecord.ledger import Filters, Ledger, open_ledger

ENCODER = "by hand 1"


def unit(*values: float) -> "array[float]":
    length = sqrt(sum(v * v for v in values))
    return array("f", [v / length for v in values])


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with open_ledger(None) as ledger:
        ledger.record_many((make_reading(i) for i in range(5)), recorded_at=NOON)
        yield ledger


def place_all(ledger: Ledger) -> dict[str, "array[float]"]:
    rng = random.Random(1)
    placed = {
        id_: unit(*(rng.gauss(0, 1) for _ in range(8))) for id_, _ in ledger.meanings.missing(ENCODER, limit=999)[0]
    }
    ledger.meanings.keep(ENCODER, placed.items())
    return placed


def test_all_passages_wait_until_they_are_placed(ledger: Ledger) -> None:
    first, end = ledger.meanings.missing(ENCODER, limit=3)
    second, _ = ledger.meanings.missing(ENCODER, limit=3, after=end)
    assert (len(first), len(second), len({*first, *second})) == (3, 3, 6)
    waiting = ledger.meanings.how_many_missing(ENCODER)
    placed = place_all(ledger)
    assert set(placed) >= {e.id for e in ledger.entries()}
    assert (len(placed), ledger.meanings.how_many_missing(ENCODER)) == (waiting, 0)
    assert ledger.meanings.missing(ENCODER, limit=9) == ([], 0)
    assert ledger.meanings.how_many_missing("another encoder") == waiting


def test_the_nearest_come_first_with_their_cosine(ledger: Ledger) -> None:
    placed = place_all(ledger)
    sought = unit(1, 2, 3, 4, 5, 6, 7, 8)
    cosines = {id_: sum(a * b for a, b in zip(v, sought, strict=True)) for id_, v in placed.items()}
    near = ledger.meanings.nearest(ENCODER, sought, limit=4)
    assert [m.id for m in near] == sorted(cosines, key=lambda id_: -cosines[id_])[:4]
    assert [m.score for m in near] == pytest.approx([cosines[m.id] for m in near], abs=0.001)
    assert ledger.meanings.nearest("another encoder", sought) == []


def test_a_vector_is_kept_once(ledger: Ledger) -> None:
    placed = place_all(ledger)
    here = unit(1, 0, 0, 0, 0, 0, 0, 0)
    before = ledger.meanings.nearest(ENCODER, here, limit=999)
    ledger.meanings.keep(ENCODER, [(id_, here) for id_ in placed])
    assert ledger.meanings.nearest(ENCODER, here, limit=999) == before
    ledger.meanings.keep(ENCODER, [])


def test_filters_hold(ledger: Ledger) -> None:
    place_all(ledger)
    agent = next(n.norm.agent_id for e in ledger.entries() for n in e.norms if n.norm.agent_id)
    kept = Filters(actor=agent)
    near = ledger.meanings.nearest(ENCODER, unit(1, 1, 1, 1, 1, 1, 1, 1), kept, limit=999)
    assert {m.id for m in near} == {e.id for e in ledger.entries(kept)}


def test_a_new_reader_needs_no_new_vector_for_the_same_record(ledger: Ledger) -> None:
    place_all(ledger)
    ledger.record(make_reading(2, reader="reader 2"), recorded_at=NOON)
    ledger.rebuild_index()
    assert not ledger.meanings.how_many_missing(ENCODER)


def test_vectors_of_another_length_are_an_error(ledger: Ledger) -> None:
    place_all(ledger)
    with pytest.raises(ValueError, match="numbers each"):
        ledger.meanings.nearest(ENCODER, unit(1, 2, 3))
