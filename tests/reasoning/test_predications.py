"""One clause against another: predicate and arguments, slot by slot."""

import pytest

from onrecord.reasoning.certainty import Certainty
from onrecord.reasoning.doers import party_of
from onrecord.reasoning.matching import match_event, polar
from onrecord.reasoning.predications import action_slots
from onrecord.terms.patterns import EventPattern, Party
from onrecord.terms.predications import Predication

YES, MAYBE, NO = Certainty.YES, Certainty.MAYBE, Certainty.NO


def least(said: str, asked: str) -> Certainty:
    slots = action_slots(Predication.parse(said), Predication.parse(asked), doer_known=True)
    return min(s.certainty for s in slots)


@pytest.mark.parametrize(
    "said, asked, certainty",
    [
        ("cancel; what:notice::live,fire", "withdraw; what:notice::", YES),
        ("shell; what:town::", "attack; what:town::", YES),
        ("attack; what:town::", "shell; what:town::", MAYBE),  # a word for many actions
        ("lift; what:sanction::", "impose; what:sanction::", NO),
        ("stop; what:delivery::gas", "deliver; what:gas::", NO),
        ("seize; what:frigate::", "seize; what:ship::", YES),
        ("seize; what:ship::", "seize; what:frigate::", MAYBE),
        ("seize; what:barge::", "seize; what:embassy::", NO),
        ("deliver; what:hour::200", "deliver; what:hour::900", NO),  # too few
        ("deliver; what:hour::950", "deliver; what:hour::900", YES),
        ("deliver; what:power::", "deliver; what:power::900", MAYBE),
        ("hold; at:Corumbá::", "hold; at:Zárate::", NO),
        ("cut; what:patrol::Baltic", "cut; what:patrol::Arctic", NO),
        ("accept; what:inspection::civilian", "accept; what:inspection::military", MAYBE),
        ("scrap; what:fee::fish; on:December::20", "scrap; what:fee::fish; by:Christmas::", YES),  # days are days
        ("rule; on:toll::", "rule; on:it::", YES),
        ("agree; deed:meet::", "agree; deed:sign::annex", MAYBE),
        ("agree; deed:appear::", "agree; deed:disappear::", NO),
        ("free; what:son::president", "free; what:president::", MAYBE),
        ("surrender; what:rifle::", "surrender; what:weapon::heavy", MAYBE),
        ("surrender; what:rifle::", "surrender; what:weapon::", YES),
        ("recognise; what:outcome::census", "recognise; what:outcome::referendum", MAYBE),
        ("set up; what:group::dispatch", "set up; what:group::dispatcher", YES),
        ("attack; from:Afghanistan:AFG:", "attack; from:soil::afg", YES),
        ("attack; from:Pakistan:PAK:", "attack; from:soil::afg", NO),
        ("vote; who:Board:IAEA:", "vote; on:Board:IAEA:", YES),
        ("free; what:prisoner::", "free; what:officer::5", MAYBE),
        ("free; what:attacker::", "free; what:man::", MAYBE),
        ("bring; what:dispute::; before:Court::", "go; who:matter::; before:Court::", YES),
        ("carry; what:wheat::; to:port::Klaipėda", "carry; what:wheat::; to:Klaipėda::", YES),
        ("supply; what:power::900,kwh", "deliver; what:electricity::900,kilowatthour", YES),
        ("fire; who:Belarus:BLR:; at:Ukraine:UKR:", "attack; against:Belarus:BLR:", MAYBE),
        ("leave; what:town::", "vacate; what:town::", YES),
        ("roll; who:wagon::; into:Medyka::", "turn up; who:wagon::; at:Medyka::", YES),
        ("roll; who:wagon::", "turn up; who:wagon::; at:Medyka::", NO),
    ],
)
def test_a_clause_against_what_is_asked(said: str, asked: str, certainty: Certainty) -> None:
    assert least(said, asked) is certainty


@pytest.mark.parametrize(
    "said, asked, slot, certainty",
    [
        # Of two that are asked for together one is told.
        ("end; who:treaty::Abm", "end; who:treaty::Abm; who:limit::related", "doer", MAYBE),
        ("free; what:hostage::", "free; what:hostage::; what:body::dead", "object", MAYBE),
        ("end; who:truce::", "end; who:treaty::Abm; who:limit::related", "doer", NO),
        # Nothing is named that could be compared.
        ("end; who:treaty::Abm", "end; who:they::", "doer", MAYBE),
        ("free; what:hostage::", "free; what:them::", "object", MAYBE),
    ],
)
def test_what_is_asked_for_together_and_what_is_not_named(
    said: str, asked: str, slot: str, certainty: Certainty
) -> None:
    slots = action_slots(Predication.parse(said), Predication.parse(asked), doer_known=False)
    assert min(s.certainty for s in slots if s.slot == slot) is certainty


def test_what_does_not_happen() -> None:
    pays = EventPattern(actor=Party("HUN"), does=Predication.parse("pay; what:fine::"))
    unpaid = EventPattern(actor=Party("HUN"), does=Predication.parse("pay; what:fine::"), happens=False)
    assert polar(pays, unpaid).certainty is NO
    assert polar(unpaid, unpaid).certainty is YES
    withholds = EventPattern(actor=Party("HUN"), does=Predication.parse("withhold; what:fine::"))
    assert polar(unpaid, pays).certainty is NO
    assert polar(withholds, pays).certainty is not YES


def test_a_type_in_other_words_is_a_maybe_at_most() -> None:
    from onrecord.terms.events import EventType

    one = EventPattern(type=EventType.COERCE, actor=Party("ARG"), does=Predication.parse("fence; what:field::"))
    other = EventPattern(type=EventType.COERCE, actor=Party("ARG"), does=Predication.parse("jail; what:field::"))
    assert match_event(one, other).certainty is MAYBE


@pytest.mark.parametrize(
    "says, party",
    [
        ("fly; who:plane::tur,fighter", Party("TUR", inferred=True)),
        ("fly; who:warplane::tur", Party("TUR", "MIL")),
        ("pay; who:ministry:UZB:uzb", Party("UZB")),
        ("come; who:electricity::", None),
    ],
)
def test_who_acts(says: str, party: Party | None) -> None:
    assert party_of(Predication.parse(says)) == party
