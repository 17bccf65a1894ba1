"""One slot changed: codes and the words of the parse move together."""

import pytest

from onrecord.language.actor_names import UnknownName, actor_named
from onrecord.questions.changing import BadSlot, changed, slots, swapped
from onrecord.terms.patterns import EventPattern

INVADE = 'BLR.MIL ASSAULT UKR place=UKR does="invade; who:troop:BLR:blr; what:Ukraine:UKR:" words="Belarus invades"'
SUPPLY = 'UZB AID KGZ count=900 unit=kwh does="supply; who:Uzbekistan:UZB:; to:Kyrgyzstan:KGZ:; what:power::900,kwh"'


@pytest.mark.parametrize(
    "pattern, typed, found",
    [
        (INVADE, {}, INVADE),
        (INVADE, {"actor": "Belarus.MIL", "recipient": "Ukraine"}, INVADE),  # as it was
        (
            INVADE,
            {"actor": "Russia"},
            'RUS ASSAULT UKR place=UKR does="invade; who:Russia:RUS:; what:Ukraine:UKR:"',
        ),
        (
            INVADE,
            {"actor": "Russia.MIL"},
            'RUS.MIL ASSAULT UKR place=UKR does="invade; who:Russia:RUS:; what:Ukraine:UKR:"',
        ),
        (INVADE, {"actor": ""}, '? ASSAULT UKR place=UKR does="invade; what:Ukraine:UKR:"'),
        (
            INVADE,
            {"recipient": "Poland"},
            'BLR.MIL ASSAULT POL place=UKR does="invade; who:troop:BLR:blr; what:Poland:POL:"',
        ),
        (INVADE, {"type": "SANCTION"}, "BLR.MIL SANCTION UKR place=UKR"),
        (INVADE, {"place": ""}, 'BLR.MIL ASSAULT UKR does="invade; who:troop:BLR:blr; what:Ukraine:UKR:"'),
        (
            INVADE,
            {"place": "Brest", "on": "2026-03-01"},
            'BLR.MIL ASSAULT UKR place=Brest on=2026-03-01 does="invade; who:troop:BLR:blr; what:Ukraine:UKR:; '
            'in:Brest:Brest:"',
        ),
        (
            SUPPLY,
            {"low": "200", "high": ""},
            'UZB AID KGZ count=200.. unit=kwh does="supply; who:Uzbekistan:UZB:; to:Kyrgyzstan:KGZ:; '
            'what:power::200,kwh"',
        ),
        ("BLR ASSAULT UKR", {"high": "70"}, "BLR ASSAULT UKR count=..70"),
        ("BLR ASSAULT UKR", {"type": ""}, "BLR ? UKR"),
    ],
)
def test_changed(pattern: str, typed: dict[str, str], found: str) -> None:
    assert str(changed(EventPattern.parse(pattern), typed, actor_named)) == found


@pytest.mark.parametrize(
    "typed", [{"low": "many"}, {"low": "9", "high": "3"}, {"on": "tomorrow"}, {"type": "WAR"}, {"high": "9" * 40}]
)
def test_what_no_slot_can_hold(typed: dict[str, str]) -> None:
    with pytest.raises(BadSlot):
        changed(EventPattern.parse(INVADE), typed, actor_named)


def test_a_name_nobody_has() -> None:
    with pytest.raises(UnknownName, match="did you mean"):
        changed(EventPattern.parse(INVADE), {"actor": "Belrus"}, actor_named)


def test_each_slot_says_what_it_holds_and_why() -> None:
    held = {s.key: (s.value, s.words, s.why) for s in slots(EventPattern.parse(INVADE))}
    assert held == {
        "actor": ("Belarus.MIL", "Belarus (MIL)", "read from “Belarusian troop”"),
        "type": ("ASSAULT", "attack", "what “invade” is"),
        "recipient": ("Ukraine", "Ukraine", "read from “Ukraine”"),
        "place": ("Ukraine", "Ukraine", "as said"),
        "low": ("", None, "not said"),
        "high": ("", None, "not said"),
        "on": ("", None, "not said: after what was promised"),
    }
    (actor, *_) = slots(EventPattern.parse("~NPL AID CHN"))
    nothing = {s.key: (s.words, s.why) for s in slots(EventPattern.parse("? ? ?"))}
    assert nothing["actor"] == (None, "not said: whoever does it")
    assert nothing["recipient"] == (None, "not said")
    untyped = {s.key: (s.words, s.why) for s in slots(EventPattern.parse('BLR ? does="dance; who:Belarus:BLR:"'))}
    assert untyped["type"] == ("“dance”", "no kind of action fits it: its words are compared")
    assert actor.why == "follows from what stands beside the words, and may be wrong"


def test_the_other_way_round() -> None:
    turned = swapped(EventPattern.parse(INVADE))
    assert str(turned) == 'UKR ASSAULT BLR.MIL place=UKR does="invade; who:Ukraine:UKR:; what:Belarus:BLR:"'
    assert swapped(EventPattern.parse("BLR ASSAULT")) is None
