"""Slot by slot: what meets what."""

from datetime import date

import pytest

from onrecord.reasoning.certainty import Certainty
from onrecord.reasoning.known_events import KnownEvents
from onrecord.reasoning.matching import Background, match_event
from onrecord.reasoning.part_of import act_together, acts_as
from onrecord.terms.patterns import EventPattern, Party


@pytest.mark.parametrize(
    "event, asked, word, reason",
    [
        ("BLR.MIL ASSAULT UKR", "BLR ASSAULT UKR", "yes", "BLR.MIL is part of BLR"),
        ("BLR ASSAULT UKR", "BLR.MIL ASSAULT UKR", "maybe", "only a part"),
        ("UKR.REB ASSAULT BLR", "UKR ASSAULT BLR", "maybe", "does not by itself act"),
        ("UKR.BUS ASSAULT BLR", "UKR.MIL ASSAULT BLR", "no", "is not UKR.MIL"),
        ("POL ASSAULT BLR", "UKR ASSAULT BLR", "no", "POL is not UKR"),
        ("BLR ASSAULT UKR", "? ASSAULT UKR", "maybe", "does not say which actor"),
        ("BLR ASSAULT UKR", "? ASSAULT", "no", "names nobody"),
        ("BLR SANCTION UKR", "BLR ASSAULT UKR", "no", "quad class 4"),
        ("BLR MOBILIZE", "BLR MOBILIZE/troops", "maybe", "only MOBILIZE/troops"),
        ("BLR MOBILIZE/weapons", "BLR MOBILIZE/troops", "no", "is not"),
        ("BLR ASSAULT UKR place=Kyiv", "BLR ASSAULT UKR place=UKR", "yes", "Kyiv lies in UKR"),
        ("BLR ASSAULT UKR place=UKR", "BLR ASSAULT UKR place=Kyiv", "maybe", "only a part"),
        ("RUS ASSAULT UKR place=Crimea", "RUS ASSAULT UKR place=UKR", "maybe", "disputed between RUS and UKR"),
        ("RUS ASSAULT UKR place=Minsk", "RUS ASSAULT UKR place=UKR", "no", "does not lie"),
        ("RUS ASSAULT UKR place=Kyiv", "RUS ASSAULT UKR place=Kharkiv", "no", "Kyiv is not Kharkiv"),
        ("RUS ASSAULT UKR place=Nowhere", "RUS ASSAULT UKR place=UKR", "maybe", "not known"),
        ("RUS ASSAULT UKR", "RUS ASSAULT UKR count=1..", "yes", "one is enough"),
        ("RUS ASSAULT UKR count=500", "RUS ASSAULT UKR count=2000..", "no", "is not at least 2,000"),
        ("RUS ASSAULT UKR count=1000..3000", "RUS ASSAULT UKR count=2000..", "maybe", "may be within"),
        ("RUS ASSAULT UKR count=..", "RUS ASSAULT UKR count=2000..", "maybe", "not given"),
        ("RUS ASSAULT UKR count=9 unit=ship", "RUS ASSAULT UKR count=5.. unit=man", "maybe", "not be counted alike"),
        ("UKR ASSAULT BLR", "UKR ASSAULT BLR order=first", "maybe", "not known"),
        ("UKR ASSAULT BLR", "UKR ASSAULT BLR armed=yes", "maybe", "whether armed"),
        ("UKR ASSAULT BLR armed=no", "UKR ASSAULT BLR armed=yes", "no", "armed is meant"),
        ("UKR ASSAULT BLR", 'UKR ASSAULT BLR intent="kill people"', "maybe", "intent"),
        ('UKR ASSAULT BLR intent="Kill people"', 'UKR ASSAULT BLR intent="kill people"', "yes", "the same intent"),
        ("BLR CONSULT RUS", "RUS CONSULT BLR", "yes", "BLR"),
        ("BLR ASSAULT UKR with=RUS", "RUS ASSAULT UKR", "yes", "RUS"),
        ("BLR ASSAULT UKR place=UKR with=RUS", "BLR ASSAULT UKR place=UKR", "maybe", "joint action"),
        ("RUS CONSULT USA on=2026-03-04", "RUS CONSULT USA until=2026-03-01", "no", "2026-03-04"),
        ("RUS CONSULT USA", "RUS CONSULT USA until=2026-03-01", "maybe", "no day is given"),
        ("RUS CONSULT USA on=2026-02-04", "RUS CONSULT USA since=2026-02-01 until=2026-03-01", "yes", "is within"),
        ("RUS CONSULT USA since=2026-02-04", "RUS CONSULT USA until=2026-03-01", "maybe", "may be within"),
    ],
)
def test_slots(event: str, asked: str, word: str, reason: str) -> None:
    match = match_event(EventPattern.parse(event), EventPattern.parse(asked))
    assert match.certainty.word == word
    assert reason in " | ".join(s.reason for s in match.slots)


def test_first_is_settled_by_what_is_known() -> None:
    known = KnownEvents([EventPattern.parse("BLR.MIL ASSAULT UKR on=2026-01-01")])
    match = match_event(
        EventPattern.parse("UKR.MIL ASSAULT BLR"),
        EventPattern.parse("UKR.MIL ASSAULT BLR order=first"),
        Background(known=known),
    )
    assert match.certainty.word == "no"


def test_of_nobody_in_particular_it_is_not_known_who_came_first() -> None:
    known = KnownEvents([EventPattern.parse("BLR.MIL ASSAULT UKR on=2026-01-01")])
    event, asked = EventPattern.parse("UKR.MIL ASSAULT"), EventPattern.parse("UKR.MIL ASSAULT order=first")
    assert match_event(event, asked, Background(known=known)).certainty.word == "maybe"


def test_meaning_alone_never_gives_more_than_maybe() -> None:
    class Everything:
        def nearness(self, one: str, other: str) -> float | None:
            return 0.71

    said = EventPattern.parse('UKR ? words="hold out"')
    asked = EventPattern.parse('UKR ? words="survive as a state"')
    assert match_event(said, asked).certainty.word == "no"
    match = match_event(said, asked, Background(meaning=Everything()))
    assert match.certainty.word == "maybe"
    assert any("near in meaning (cosine 0.71)" in slot.reason for slot in match.slots)


@pytest.mark.parametrize(
    "doer, asked, day, certainty",
    [
        ("NPL", "NPL", None, Certainty.YES),
        ("NPL", "~NPL", None, Certainty.MAYBE),  # that it is Nepal's was inferred
        ("~NPL.MIL", "NPL", None, Certainty.MAYBE),
        ("CHN", "~NPL", None, Certainty.NO),
        ('"Vladimir Putin"', "RUS", date(2020, 1, 1), Certainty.YES),
        ('"Vladimir Putin"', "RUS", date(2026, 11, 20), Certainty.MAYBE),  # last seen in office before
        ('"Barack Obama"', "USA", date(2026, 11, 20), Certainty.NO),
        ("Taliban", "AFG", None, Certainty.YES),
        ("AFG", "Taliban", date(2022, 1, 1), Certainty.YES),
        ("Taliban", "AFG", date(2020, 1, 1), Certainty.NO),
        ("GBR", "E3", None, Certainty.NO),  # alone
    ],
)
def test_who_is_inferred_or_only_likely_is_a_maybe(
    doer: str, asked: str, day: date | None, certainty: Certainty
) -> None:
    assert acts_as(Party.parse(doer), Party.parse(asked), on=day)[0] is certainty


def test_an_inferred_party_is_written_and_read_again() -> None:
    pattern = EventPattern.parse("~NPL.GOV ASSAULT ~CHN words=x")
    assert pattern.actor == Party("NPL", "GOV", inferred=True)
    assert EventPattern.parse(str(pattern)) == pattern


@pytest.mark.parametrize(
    "doers, certainty",
    [
        ({"FRA", "DEU", "GBR"}, Certainty.YES),
        ({"FRA", "DEU", "GBR", "USA"}, Certainty.YES),
        ({"FRA"}, Certainty.MAYBE),
    ],
)
def test_states_that_act_together_are_their_group(doers: set[str], certainty: Certainty) -> None:
    said = act_together(doers, Party("E3"))
    assert said is not None
    assert said[0] is certainty


def test_who_is_of_no_group_does_not_make_it() -> None:
    assert act_together({"USA"}, Party("E3")) is None
    assert act_together({"FRA"}, Party("NATO")) is None


def test_an_adjective_of_two_states_may_be_either() -> None:
    event = EventPattern.parse('? ? does="disarm; who:army::Congoles; what:FDLR:FDLR:"')
    for code, certainty in (("COD", Certainty.YES), ("COG", Certainty.YES), ("RWA", Certainty.MAYBE)):
        asked = EventPattern.parse(f'{code} ? does="disarm; what:FDLR:FDLR:"')
        assert match_event(event, asked).certainty is certainty
