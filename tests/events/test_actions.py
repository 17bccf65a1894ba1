"""Codes the action, not the saying. Sentences are our own."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.events import VerbCoder
from onrecord.events.actions import code_act
from onrecord.terms.events import EventType
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

Reader = Callable[[str], Parse]

with (Path(__file__).parent / "kinds_of_action.csv").open(encoding="utf-8", newline="") as file:
    KINDS = [(row["text"], row["action"], row["type"] or None) for row in csv.DictReader(file)]


@pytest.mark.parametrize(
    "text, action, type_",
    [
        ("The king will send his forces over the border.", "send his forces over the border", "MOBILIZE"),
        ("France will withdraw its troops from Mali.", "withdraw its troops from Mali", "RETREAT"),
        ("They agreed to lift the embargo.", "lift the embargo", "CONCEDE"),
        ("He said he would meet Merkel on Monday.", "meet Merkel on Monday", "CONSULT"),
        ("Iran chose not to comply with the ruling.", "not to comply with the ruling", "REJECT"),
        ("The rebels threatened to shell the town.", "shell the town", "ASSAULT"),
        ("Norway will provide aid to Kabul.", "provide aid to Kabul", "AID"),
        ("The council may impose sanctions on Mali.", "impose sanctions on Mali", "SANCTION"),
        ("Sanctions will be imposed within a week.", "be imposed within a week", "SANCTION"),
        ("The two sides will sign a treaty.", "sign a treaty", "AGREE"),
        ("Egypt will exercise its right to self-defence.", "exercise its right to self-defence", "ASSAULT"),
        ("Chad would join the offensive.", "join the offensive", "ASSAULT"),
        ("They will stop shelling the port.", "stop shelling the port", "RETREAT"),
        ("The union will end the strike.", "end the strike", "CONCEDE"),
        ("They announced the formation of a joint force.", "the formation of a joint force", "COOPERATE"),
        ("Any attack would be answered.", "Any attack", "ASSAULT"),
        ("They will leave if compensation is paid to the family.", "compensation is paid to the family", "AID"),
        ("We demand the immediate release of the hostages.", "the immediate release of the hostages", "RETREAT"),
        ("The talks will resume in Geneva.", "resume in Geneva", "CONSULT"),
        ("He will win the race.", "win the race", None),
        ("The party expects to gain seats.", "gain seats", None),
        pytest.param(
            "The sultan will open his ports to their warships.",
            "open his ports to their warships",
            "AID",
            marks=pytest.mark.xfail(reason="what the port is opened to is not looked at", strict=True),
        ),
    ],
)
def test_the_type_of_an_action(parse_text: Reader, text: str, action: str, type_: str | None) -> None:
    start = text.index(action)
    coded = VerbCoder().code_action(parse_text(text), Span(start, start + len(action)))
    assert (coded.value if coded else None) == type_


@pytest.mark.parametrize("text, action, type_", KINDS, ids=[action for _, action, _ in KINDS])
def test_the_same_verb_is_another_action_of_another_object(
    parse_text: Reader, text: str, action: str, type_: str | None
) -> None:
    start = text.index(action)
    coded = VerbCoder().code_action(parse_text(text), Span(start, start + len(action)))
    assert (coded.value if coded else None) == type_


def test_a_joined_clause_outside_the_span_gives_no_type(parse_text: Reader) -> None:
    text = "The plates will be changed by May, and old cars will be impounded."
    assert VerbCoder().code_action(parse_text(text), Span(16, 33)) is None


def test_a_refusal_outside_the_span_is_not_part_of_the_action(parse_text: Reader) -> None:
    text = "Cuba will not accept the offer."
    assert VerbCoder().code_action(parse_text(text), Span(14, 30)) is EventType.AGREE


@pytest.mark.parametrize(
    "text, verb, type_",
    [
        ("Chad agreed to withdraw its troops.", "agreed", "AGREE"),
        ("Chad refused to withdraw its troops.", "refused", "REJECT"),
        ("Chad threatened to bomb the port.", "threatened", "THREATEN"),
        ("Chad began to bomb the port.", "began", "ASSAULT"),
        ("Chad demanded an apology.", "demanded", "REQUEST"),
    ],
)
def test_the_act_of_a_clause_is_the_saying(parse_text: Reader, text: str, verb: str, type_: str) -> None:
    parse = parse_text(text)
    token = parse.token_at(text.index(verb))
    assert token is not None
    act = code_act(parse, token)
    assert act is not None
    assert act.type.value == type_


@pytest.mark.parametrize("text", ["", " ", "“", "🙂", "?!", "... ---"])
def test_strange_words_have_no_type(parse_text: Reader, text: str) -> None:
    assert VerbCoder().code_action(parse_text(text), Span(0, max(1, len(text)))) is None
