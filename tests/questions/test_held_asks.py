"""What is held of the norms' asks gives for each event what the ledger's own question gives."""

from datetime import date, timedelta

import pytest
from tests.ledger.factory import NOON, make_reading
from tests.questions.world import said

from onrecord.ledger import Ledger, open_ledger
from onrecord.questions.held_asks import HeldAsks
from onrecord.reasoning.entailment import Follows
from onrecord.reasoning.sieve import Sieve
from onrecord.terms.patterns import EventPattern
from onrecord.terms.records import Modal, Mode

EVENTS = (
    "POL ASSAULT UKR",
    "POL COERCE BLR",
    "BLR AID",
    "RUS SANCTION POL",
    'BLR COERCE words="shut the frontier"',
    'TUR CONCEDE does="withdraw; who:Ankara:TUR:; what:notice::"',
)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    held = open_ledger(None)
    held.record_many((make_reading(n, statements=4, filler=2) for n in range(30)), recorded_at=NOON)
    held.record_many(
        (
            said(
                date(2026, 1, 1) + timedelta(days=30 * n),
                "BLR",
                Modal.WILL,
                "send troops to the border",
                mode=Mode.IF,
                trigger="Poland attacks Ukraine",
                trigger_pattern="POL ASSAULT UKR",
                number=100 + n,
            )
            for n in range(6)
        ),
        recorded_at=NOON,
    )
    return held


@pytest.mark.parametrize("by", [None, date(2026, 3, 15), date(2026, 12, 31)])
def test_the_same_norms_pass(ledger: Ledger, by: date | None) -> None:
    asks = HeldAsks(ledger)
    passed = 0
    for text in EVENTS:
        sieve = Sieve(Follows(EventPattern.parse(text)))
        asked = ledger.current.asking(sieve.actors, sieve.types, by=by, is_action=sieve.is_action)
        wanted = tuple({p.place for p in parts if sieve.passes(p.asks)} for parts in asked)
        assert asks.passing(sieve, by=by) == wanted
        passed += sum(map(len, wanted))
    assert passed >= 6


def test_each_actor_is_fetched_once(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, bool]] = []
    current = ledger.current
    fetch = current.asked_of

    def counted(actor: str, *, trigger: bool) -> object:
        asked.append((actor, trigger))
        return fetch(actor, trigger=trigger)

    asks = HeldAsks(ledger)
    monkeypatch.setattr(asks, "_current", current)
    monkeypatch.setattr(type(current), "asked_of", lambda _self, actor, *, trigger: counted(actor, trigger=trigger))
    for text in (*EVENTS, *EVENTS):
        asks.passing(Sieve(Follows(EventPattern.parse(text))), by=None)
    assert len(asked) == len(set(asked))
    assert {("", True), ("pol", True), ("pol", False)} <= set(asked)
