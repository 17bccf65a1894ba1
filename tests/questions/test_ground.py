"""What a notice needs beside the slots that agree, so that somebody is told."""

import pytest

from onrecord.questions.grades import grade_of
from onrecord.questions.ground import missing_ground
from onrecord.reasoning.certainty import Certainty, SlotMatch
from onrecord.reasoning.doers import acts_for_itself
from onrecord.reasoning.matching import match_event
from onrecord.terms.patterns import EventPattern
from onrecord.terms.predications import WHO, Predication


@pytest.mark.parametrize(
    "asked, event, missing",
    [
        ('? ? does="end; what:campaign::"', 'BLR ? does="end; what:campaign::"', "nothing that is named agrees"),
        ('BLR ? does="work"', 'BLR ? does="work; at:dawn::"', "nothing agrees but the action and who does it"),
        (
            'RUS ? does="address; who:cabinet:RUS:; what:issue::"',
            'RUS ? does="address; who:Putin:RUS:; what:meeting::"',
            "nothing agrees but the action and who does it",
        ),
        (
            'RUS ? does="sign; who:Putin:RUS:; what:document::"',
            'RUS ? does="sign; who:Putin:RUS:; what:decree::"',
            "nothing agrees but the action and who does it",
        ),
        (
            'USA ? does="declare; who:Trump:USA:; what:state::emergency"',
            'USA ? does="declare; who:governor:USA:Louisiana; what:state::emergency"',
            "whoever acts need not act for whom it is asked of",
        ),
        (
            'USA ? does="declare; who:Trump:USA:; what:state::national,emergency"',
            'USA ? does="state; who:nation:USA:; what:nation::"',
            "the action is told in another word, and so is what it is done to",
        ),
    ],
)
def test_what_any_event_may_be_is_not_told(asked: str, event: str, missing: str) -> None:
    pattern, happened = EventPattern.parse(asked), EventPattern.parse(event)
    slots = match_event(happened, pattern).slots
    found = missing_ground(happened, pattern, slots)
    assert found is not None
    assert (found.slot, found.certainty, found.reason) == ("kind", Certainty.MAYBE, missing)
    assert grade_of(Certainty.MAYBE, [*slots, found]).value == "maybe"


@pytest.mark.parametrize(
    "asked, event",
    [
        ('BLR ? does="close; who:it:BLR:; what:border::"', 'BLR ? does="close; who:Belarus:BLR:; what:border::"'),
        ('POL ? does="board; what:vessel::tur"', 'POL ? does="board; who:Poland:POL:; what:vessel::tur"'),
        ('RUS ? does="sign; who:Putin:RUS:; what:treaty::"', 'RUS ? does="sign; who:it:RUS:; what:treaty::"'),
        (
            'BLR ? does="sign; who:it:BLR:; what:document::; with:Poland:POL:"',
            'BLR ? does="sign; who:Belarus:BLR:; what:document::; with:Poland:POL:"',
        ),
        ("BLR ASSAULT POL", "BLR ASSAULT POL place=POL"),
    ],
)
def test_what_is_named_and_agrees_is_ground_enough(asked: str, event: str) -> None:
    pattern, happened = EventPattern.parse(asked), EventPattern.parse(event)
    assert missing_ground(happened, pattern, match_event(happened, pattern).slots) is None


def test_an_object_that_does_not_agree_is_no_ground() -> None:
    pattern = EventPattern.parse('BLR ? does="close; who:Belarus:BLR:; what:border::"')
    happened = EventPattern.parse('BLR ? does="close; who:Belarus:BLR:"')
    slots = [SlotMatch("deed", Certainty.YES, "both are “close”"), SlotMatch("actor", Certainty.YES, "BLR is meant")]
    found = missing_ground(happened, pattern, slots)
    assert found is not None
    assert found.slot == "object"


@pytest.mark.parametrize(
    "doer, alone",
    [
        ("leader::rus,company", "company"),
        ("company::rus", "company"),
        ("DeSantis:USA:florida,governor,ron", "governor"),
        ("governor:USA:Louisiana", "governor"),
        ("minister::rus", None),
        ("plane::rus,fighter", None),
        ("Board:IAEA:iaea,governor", None),
        ("Putin:RUS:RUS,president,vladimir", None),
    ],
)
def test_who_heads_a_part_or_a_company_does_not_act_for_the_state(doer: str, alone: str | None) -> None:
    does = Predication.parse(f"sign; who:{doer}; what:treaty::")
    code = next(c for c in ("RUS", "USA", "IAEA") if c.lower() in doer.lower())
    assert acts_for_itself(does.all_of(WHO), code) == alone
