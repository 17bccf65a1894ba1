"""The sieve holds back nothing that is met, nor what is met but for so many slots as are asked for."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from onrecord.data import rows
from onrecord.language.verb_relations import may_be, relation
from onrecord.language.word_relations import WordRelation
from onrecord.reasoning.certainty import Certainty
from onrecord.reasoning.entailment import Follows
from onrecord.reasoning.sieve import Sieve
from onrecord.terms.asks import Asks
from onrecord.terms.events import EventType
from onrecord.terms.patterns import Count, EventPattern, Party
from onrecord.terms.predications import Argument, Predication

VERBS = ("sign", "ratify", "withdraw", "lift", "end", "impose", "stop", "deliver", "attack", "shell", "meet", "free")
THINGS = ("sanction", "treaty", "delivery", "troop", "soldier", "it", "border", "Toktogul", "ship", "frigate", "price")
CODES = ("RUS", "UKR", "BLR", "Putin", None)
WORDS = ((), ("naval",), ("3",), ("rus",), ("next", "Monday"))

arguments = st.builds(
    Argument,
    st.sampled_from(("who", "what", "in", "to", "with", "deed", "on")),
    st.sampled_from((*THINGS, "Kiev", "Moscow")),
    st.sampled_from(CODES),
    st.sampled_from(WORDS),
)
said = st.builds(Predication, st.sampled_from(VERBS), st.lists(arguments, max_size=3).map(tuple))
parties = st.none() | st.builds(
    Party, st.sampled_from([c for c in CODES if c]), st.sampled_from((None, "MIL")), st.booleans()
)
patterns = st.builds(
    EventPattern,
    type=st.none() | st.sampled_from((EventType.ASSAULT, EventType.MOBILIZE, EventType.AGREE, EventType.SANCTION)),
    actor=parties,
    recipient=parties,
    with_=parties,
    place=st.sampled_from((None, "UKR", "Crimea")),
    count=st.sampled_from((None, Count(10, None, "soldiers"))),
    armed=st.sampled_from((None, True, False)),
    does=st.none() | said,
    words=st.sampled_from((None, "signs it", "shells it")),
    happens=st.booleans(),
)


@settings(deadline=None, max_examples=examples(400))
@given(patterns, st.lists(patterns, min_size=1, max_size=6))
def test_nothing_that_is_met_is_held_back(event: EventPattern, asked: list[EventPattern]) -> None:
    follows = Follows(event)
    sieve = Sieve(follows)
    for pattern in asked:
        met, asks = follows.meets(pattern), Asks.of(pattern)
        if met.certainty is not Certainty.NO or met.ruled_out is not None:
            assert sieve.passes(asks)
        for failing in (0, 1, 2):
            assert sieve.passes(asks, failing=failing) or len(met.match.failed) > failing


def test_of_two_asked_for_in_one_role_one_told_leaves_the_other_open_in_any_order() -> None:
    event = EventPattern(does=Predication.parse("end; who:limit::related; what:embassy::"))
    asked = EventPattern(does=Predication.parse("end; who:treaty::Abm; what:barge::; who:limit::related"))
    match = Follows(event).meets(asked).match
    assert [s.slot for s in match.slots if s.certainty is Certainty.NO] == ["object"]
    assert Sieve(Follows(event)).passes(Asks.of(asked), failing=1)
    assert not Sieve(Follows(event)).passes(Asks.of(asked))


@settings(deadline=None, max_examples=examples(400))
@given(patterns, patterns)
def test_what_is_met_is_found_by_who_acts_and_by_the_action(event: EventPattern, asked: EventPattern) -> None:
    follows = Follows(event)
    if follows.meets(asked).certainty is Certainty.NO:
        return
    sieve, asks = Sieve(follows), Asks.of(asked)
    assert sieve.everyone or not asks.actor or asks.actor in sieve.actors
    assert asks.type in sieve.types or not (asks.type or asks.predicate) or sieve.is_action(asks.predicate)


def test_verbs_that_may_not_be_each_other_are_not_whatever_the_object() -> None:
    verbs = sorted({row["verb"] for row in rows("en/verb_relations_by_hand.csv")})[::7]
    linked = (WordRelation.SAME, WordRelation.NARROWER, WordRelation.BROADER)
    apart = 0
    for one, other in product(verbs, verbs[::3]):
        if may_be(one, other):
            continue
        apart += 1
        assert not any(relation(one, other, thing=thing).relation in linked for thing in (None, "sanction", "troop"))
    assert apart > len(verbs)
