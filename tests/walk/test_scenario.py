"""Plain sentences, understood clause by clause: what happens, what does not, what is left out."""

from dataclasses import replace

import pytest

from onrecord.terms.patterns import EventPattern
from onrecord.walk.open import open_engines
from onrecord.walk.question import read_question
from onrecord.walk.scenario import NOTHING_HEARD, NotAssumed, read_scenario


def typed(pattern: EventPattern) -> str:
    return str(replace(pattern, does=None, words=None))


def said(pattern: EventPattern) -> tuple[str, list[tuple[str, str]]]:
    assert pattern.does is not None
    return pattern.does.predicate, [(a.role, a.head) for a in pattern.does.arguments]


@pytest.mark.parametrize(
    "sentence, pattern",
    [
        ("Belarusian troops invade Ukraine", "BLR.MIL ASSAULT UKR place=UKR"),
        ("Ukraine attacks Belarus.", "UKR ASSAULT BLR"),
        ("Poland attacks Belarus", "POL ASSAULT BLR"),
        ("What if Poland attacks Belarus?", "POL ASSAULT BLR"),
    ],
)
def test_a_sentence_is_coded(sentence: str, pattern: str) -> None:
    assert [typed(p) for p in read_scenario(sentence, open_engines()).assumed] == [pattern]


@pytest.mark.parametrize(
    "sentence, action",
    [
        ("China stops Vietnamese boats at the reef.", ("stop", [("who", "China"), ("what", "boat"), ("at", "reef")])),
        ("A barge is seized by the Chadian coast guard.", ("seize", [("who", "guard"), ("what", "barge")])),
        ("The Greek coast guard boards a Turkish ship.", ("board", [("who", "guard"), ("what", "ship")])),
        ("Chad's tariff is in force.", ("be in force", [("who", "tariff")])),
        ("Kabul hands over the men.", ("hand over", [("who", "Kabul"), ("what", "man")])),
    ],
)
def test_every_plain_sentence_is_understood(sentence: str, action: tuple[str, list[tuple[str, str]]]) -> None:
    (pattern,) = read_scenario(sentence, open_engines()).assumed
    assert said(pattern) == action


@pytest.mark.parametrize("sentence", ["", "...", "Colourless green ideas", "\ud800", "if if if"])
def test_what_tells_no_event_gives_none(sentence: str) -> None:
    assert read_scenario(sentence, open_engines()) == NOTHING_HEARD


def test_what_a_clause_denies_is_denied() -> None:
    heard = read_scenario("Chad opens the dam although no power has come", open_engines())
    assert [said(p)[0] for p in heard.assumed] == ["open"]
    assert [said(p)[0] for p in heard.denied] == ["come"]
    assert [said(p)[0] for p in read_scenario("Chad does not attack Mali", open_engines()).denied] == ["attack"]


def test_what_is_left_out_is_said() -> None:
    heard = read_scenario("Chad opens the dam and plans to cut the tariff", open_engines())
    assert [said(p)[0] for p in heard.assumed] == ["open"]
    assert [why for _, why in heard.dropped] == ["it is planned"]


@pytest.mark.parametrize(
    "sentence, why",
    [
        ("Chad threatens to attack Mali", "it is threatened"),
        ("Chad plans to attack Mali", "it is planned"),
        ("Chad will attack Mali", "it is planned"),
        ("Chad allegedly attacks Mali", "one side says so"),
    ],
)
def test_what_is_not_told_as_done_is_not_assumed(sentence: str, why: str) -> None:
    with pytest.raises(NotAssumed, match=why):
        read_scenario(sentence, open_engines())


def test_a_question_is_told_from_a_scenario() -> None:
    asked = read_question("What has Iran said it will do if Iraq attacks?", open_engines())
    assert asked is not None
    assert asked.of == "IRN"
    assert [said(p)[0] for p in asked.given.assumed] == ["attack"]
    assert read_question("What if Iraq attacks Iran?", open_engines()) is None
    assert read_question("Iraq attacks Iran.", open_engines()) is None


def test_who_answers_in_a_frame_does_nothing_in_the_scenario() -> None:
    (pattern,) = read_scenario("What if the US attacks?", open_engines()).assumed
    assert (said(pattern), pattern.codes) == (("attack", [("who", "US")]), frozenset({"USA"}))
    (entering,) = read_scenario("The Red Cross enters Gaza", open_engines()).assumed
    assert entering.codes == frozenset({"Red Cross", "PSE"})


@pytest.mark.parametrize(
    "sentence, predicate",
    [
        ("Belarus is asked by Russia to join the war", "ask"),
        ("Russia proposed to Ukraine that it give up land in exchange for peace", "propose"),
        ("Belarus is the target of an act of aggression by Poland", "attack"),
    ],
)
def test_what_is_asked_of_somebody_is_an_action_of_its_own(sentence: str, predicate: str) -> None:
    assert predicate in [said(p)[0] for p in read_scenario(sentence, open_engines()).assumed]


@pytest.mark.parametrize(
    "sentence, pattern",
    [
        ("On 3 March 2026 Belarus attacks Ukraine", "BLR ASSAULT UKR on=2026-03-03"),
        ("Belarus attacks Ukraine on 3 March 2026.", "BLR ASSAULT UKR on=2026-03-03"),
        ("Russia attacks Poland in 2027", "RUS ASSAULT POL since=2027-01-01 until=2027-12-31"),
        ("On Tuesday Iran attacks Israel", "IRN ASSAULT ISR"),
        ("Belarus attacks Ukraine", "BLR ASSAULT UKR"),
    ],
)
def test_a_day_that_is_named_is_the_day_of_the_event(sentence: str, pattern: str) -> None:
    assert [typed(p) for p in read_scenario(sentence, open_engines()).assumed] == [pattern]


def test_a_day_is_no_thing_the_action_is_done_to() -> None:
    (dated,) = read_scenario("On 3 March 2026 Iran closes the strait", open_engines()).assumed
    assert said(dated) == ("close", [("who", "Iran"), ("what", "strait")])
