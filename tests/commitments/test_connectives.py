"""Connectives: what each opens, where its trigger ends, and which action it governs."""

import pytest

from onrecord.commitments.attach import attach, free_actions
from onrecord.commitments.connectives import find_conditions
from onrecord.commitments.modality import find_actions
from onrecord.commitments.tables import Logic


def conditions_of(parse):
    found, _ = find_conditions(parse, range(len(parse)))
    return [(c.cue.of(parse.text), c.trigger.of(parse.text), c.logic) for c in found]


@pytest.mark.parametrize(
    "text, cue, trigger, logic",
    [
        ("Oman will help if asked.", "if", "asked", Logic.SUFFICIENT),
        ("Oman will help only if Yemen asks.", "only if", "Yemen asks", Logic.NECESSARY),
        ("Oman will help “only” if Yemen asks.", "“only” if", "Yemen asks", Logic.NECESSARY),
        ("Oman will help solely if Yemen asks.", "solely if", "Yemen asks", Logic.NECESSARY),
        ("Oman will only help if Yemen asks.", "if", "Yemen asks", Logic.NECESSARY),
        (
            "Oman will help in one case only: if Yemen asks for it.",
            "in one case only: if",
            "Yemen asks for it",
            Logic.NECESSARY,
        ),
        (
            "Oman will help, but only on condition that Yemen asks.",
            "only on condition that",
            "Yemen asks",
            Logic.NECESSARY,
        ),
        (
            '"We will not go," he said, "unless," he added on Monday, "Yemen asks us to."',
            "unless",
            "Yemen asks us to",
            Logic.EXCEPT,
        ),
        ("Oman will fight unless Yemen retreats.", "unless", "Yemen retreats", Logic.EXCEPT),
        ("Oman will pay even if Yemen refuses.", "even if", "Yemen refuses", Logic.CONCESSIVE),
        ("Oman will pay once the court has ruled.", "once", "the court has ruled", Logic.SUFFICIENT),
        ("In return for aid, Oman will open the port.", "In return for", "aid", Logic.PRICE),
        ("Oman will help if Yemen is hit according to the UN.", "if", "Yemen is hit", Logic.SUFFICIENT),
        ("Oman will help if Yemen asks because it is a friend.", "if", "Yemen asks", Logic.SUFFICIENT),
        ("Oman will help if, “with luck,” talks go on.", "if", "with luck,” talks go on", Logic.SUFFICIENT),
        ("Should Yemen attack, Oman will respond.", "Should", "Yemen attack", Logic.SUFFICIENT),
        ("Oman will respond should Yemen attack.", "should", "Yemen attack", Logic.SUFFICIENT),
    ],
)
def test_a_connective_opens_its_trigger(parse_text, text, cue, trigger, logic):
    assert conditions_of(parse_text(text)) == [(cue, trigger, logic)]


@pytest.mark.parametrize(
    "text",
    [
        "Oman asked if Yemen would attend.",
        "It is not clear if Oman will attend.",
        "Oman will once again attend.",
        "Oman will stay until Friday.",
        "Oman will act without delay.",
        "Oman will send food, clothes and, if possible, tents.",
        "Yemen looks as if it will attend.",
        "Oman has provided Yemen with food.",
        "Oman called after it said it would attend.",
    ],
)
def test_these_open_no_condition(parse_text, text):
    assert conditions_of(parse_text(text)) == []


def governed(parse):
    actions = find_actions(parse, range(len(parse)))
    conditions, _ = find_conditions(parse, range(len(parse)))
    held = attach(parse, actions, conditions)
    triggers = {head: condition.trigger.of(parse.text) for head, condition in held.items()}
    return {parse.word(d.head): triggers.get(d.head) for d in free_actions(parse, actions, conditions)}


@pytest.mark.parametrize(
    "text, expected",
    [
        (
            "If Yemen attacks, we will fight and we will win.",
            {"fight": "Yemen attacks", "win": "Yemen attacks"},
        ),
        (
            "Oman will send food and it will send troops if Yemen attacks.",
            {"send": "Yemen attacks"},
        ),
        (
            "Oman will cut off the money they send home unless Yemen pays.",
            {"cut": "Yemen pays"},
        ),
        (
            "Oman will not talk unless Yemen agrees to leave.",
            {"talk": "Yemen agrees to leave"},
        ),
    ],
)
def test_a_condition_governs_its_action(parse_text, text, expected):
    found = governed(parse_text(text))
    assert {action: found.get(action) for action in expected} == expected


def test_an_action_inside_a_condition_undertakes_nothing(parse_text):
    assert "leave" not in governed(parse_text("Oman will not talk unless Yemen agrees to leave."))


def test_a_condition_that_was_cut_off_is_refused(parse_text):
    parse = parse_text("Oman would join the war if it were")
    found, refused = find_conditions(parse, range(len(parse)))
    assert (found, [r.code for r in refused]) == ((), ["condition-unclear"])
