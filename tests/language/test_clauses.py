"""Predicates and their words."""

import pytest

from onrecord.commitments.modality import find_actions
from onrecord.language.clauses import shared_auxiliaries, understood_subject, verb_phrase
from onrecord.language.denial import denied
from onrecord.language.noun_phrases import neither_nor


def first_action(parse):
    return find_actions(parse, range(len(parse)))[0]


@pytest.mark.parametrize(
    "text, words",
    [
        ("Chad will sign the pact.", "sign the pact"),
        ("Chad will not sign the pact.", "sign the pact"),
        ("The pact will be signed in May.", "be signed in May"),
        ("Chad will immediately sign the pact.", "immediately sign the pact"),
        ("Chad will also sign the pact.", "sign the pact"),
        ("Chad will sign the pact and leave the camp.", "sign the pact and leave the camp"),
        ("Chad will sign the pact and Niger will leave the camp.", "sign the pact"),
        ("Chad promised not to send its men — about 300 — over the border.", "send its men"),
        ("Chad will use “all force”.", "use “all force"),
    ],
)
def test_the_words_of_an_action_begin_at_its_verb(parse_text, text, words):
    parse = parse_text(text)
    span = verb_phrase(parse, first_action(parse).head, without=frozenset())
    assert span is not None
    assert span.of(text) == words


@pytest.mark.parametrize(
    "text, who",
    [
        ("Chad vowed to leave.", "Chad"),
        ("Mali said Chad had beaten the rebels and Niger would leave.", "Niger"),
        ("Mali said Chad had beaten the rebels and would leave.", "Chad"),
        ("Mali said Chad had beaten the rebels and the bandits and would leave.", "Chad"),
        ("Chad urged Niger to leave.", "Niger"),
        ("Niger asked for the men whom Chad will free.", "Chad"),
        ("Chad, which will leave, protested.", "Chad"),
    ],
)
def test_who_does_it(parse_text, text, who):
    parse = parse_text(text)
    doer = understood_subject(parse, first_action(parse).head)
    assert doer is not None
    assert parse.word(doer) == who


def test_the_last_of_many_joined_verbs_shares_the_auxiliaries_of_the_first(parse_text):
    parse = parse_text(
        "Chad has been coming and seeing and taking and holding and keeping and guarding and leaving and entering and "
        "freeing and seizing and buying and selling and paying and eating."
    )
    last = next(t for t in range(len(parse)) if parse.lower(t) == "eating")
    assert [parse.lower(t) for t in shared_auxiliaries(parse, last)] == ["has", "been"]


@pytest.mark.parametrize(
    "text, is_denied",
    [
        ("Chad will leave.", False),
        ("Chad will never leave.", True),
        ("No soldier will leave.", True),
        ("Nobody will leave.", True),
        ("There will be no deal.", True),
    ],
)
def test_denial(parse_text, text, is_denied):
    parse = parse_text(text)
    verb = next(t for t in range(len(parse)) if parse.lower(t) in {"leave", "be"})
    assert denied(parse, verb) is is_denied


@pytest.mark.parametrize(
    "text, both",
    [
        ("Neither Chad nor Niger will leave.", ["Chad", "Niger"]),
        ("Neither Chad's king nor Niger will leave.", ["king", "Niger"]),
        ("Chad and Niger will leave.", []),
        ("Neither of them will leave.", []),
    ],
)
def test_neither_nor_joins_two(parse_text, text, both):
    parse = parse_text(text)
    action = first_action(parse)
    assert [parse.word(t) for t in neither_nor(parse, action.doer)] == both
