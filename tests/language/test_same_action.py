"""The words an action is compared by, and when two of them tell of one action."""

from collections.abc import Callable

import pytest

from onrecord.language.base_forms import base_form
from onrecord.language.same_action import WordedAction, alike, same_action, two_people, wording, wording_of
from onrecord.terms.events import EventType
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span


@pytest.mark.parametrize(
    "forms",
    [
        "withdraw withdraws withdrawing withdrew withdrawn",
        "close closes closed closing",
        "stop stops stopped stopping",
        "control controls controlled controlling",
        "supply supplies supplied supplying",
        "die dies died dying",
        "agree agrees agreed agreeing",
        "free frees freed freeing",
        "feed feeds fed feeding",
        "pass passes passed passing",
        "use uses used using",
        "policy policies",
        "crisis crises",
        "soldier soldiers",
        "woman women",
        pytest.param("embed embeds embedded", marks=pytest.mark.xfail(strict=True, reason="taken for a past form")),
    ],
)
def test_the_forms_of_a_word_have_one_base(forms: str) -> None:
    assert len({base_form(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("words", ["bring brave", "status statue", "press pres", "need ne", "heed he"])
def test_what_only_looks_like_an_ending_stays(words: str) -> None:
    one, other = map(base_form, words.split())
    assert one != other


@pytest.mark.parametrize(
    "text, words",
    [
        ("send troops to the border", ("send", "troop", "border")),
        ("immediately send two thousand of its troops", ("send", "2000", "troop")),
        ("supply 2,000 tonnes", ("supply", "2000", "ton")),
        ("keep twenty-five to thirty ships", ("keep", "25..30", "ship")),
        ("observe a cease-fire", ("observ", "ceasefir")),
        ("ship version 3.5.6", ("ship", "version", "3.5.6")),
        ("bomb Iran’s ports", ("bomb", "IRN", "port")),
        ("bomb Iranian ports", ("bomb", "irn", "port")),
        ("join the United States", ("join", "USA")),
        ("join the U.S.", ("join", "USA")),
        ("Hamas frees the crew", ("hamas", "fre", "crew")),
        ("meet the men of Hamas", ("meet", "man", "Hamas")),
        ("Close the Border Crossings", ("clos", "border", "cros")),
        ("It may not, nor should it", ()),
        ("", ()),
    ],
)
def test_what_a_wording_is_compared_by(text: str, words: tuple[str, ...]) -> None:
    assert wording(text).words == words


SAME = [
    ("release the sailors", None, "releasing all of the sailors", None),
    ("withdraw its troops from Syria", None, "withdrawing troops", None),
    ("resign", None, "resign at once", None),
    ("bomb Iraqi ports", None, "bomb the ports of Iraq", None),
    ("send 2,000 observers", None, "send two thousand observers", None),
    ("attack the port of Odesa", EventType.ASSAULT, "shell Odesa’s port", EventType.ASSAULT),
    ("sign the pact", EventType.AGREE, "sign the pact", EventType.REJECT),  # refused, it has another type
    ("join the U.S. in the blockade", None, "join the United States in its blockade", None),
]
OTHER = [
    ("release the sailors", None, "rebuild the school", None),
    ("send aid to Syria", None, "send aid to Yemen", None),
    ("deploy 500 troops", None, "deploy 900 troops", None),
    ("do it", None, "do that", None),
    ("take part", None, "take action", None),
    ("attack the port", None, "shell the port", None),
    ("bomb", EventType.ASSAULT, "seize a bomb", EventType.ASSAULT),
    ("attack the port", EventType.ASSAULT, "leave the port", EventType.RETREAT),
    ("lift the embargo", None, "lift the ban", None),
    ("", None, "", None),
]


@pytest.mark.parametrize("one, type_, other, type2", SAME)
def test_one_action_told_twice(one: str, type_: EventType | None, other: str, type2: EventType | None) -> None:
    assert same_action(WordedAction(wording(one), type_), WordedAction(wording(other), type2))
    assert same_action(WordedAction(wording(other), type2), WordedAction(wording(one), type_))


@pytest.mark.parametrize("one, type_, other, type2", OTHER)
def test_two_actions(one: str, type_: EventType | None, other: str, type2: EventType | None) -> None:
    assert not same_action(WordedAction(wording(one), type_), WordedAction(wording(other), type2))
    assert not same_action(WordedAction(wording(other), type2), WordedAction(wording(one), type_))


def test_the_share_is_of_the_shorter() -> None:
    assert alike(wording("free the crew"), wording("free the crew and the ship")) == 1.0
    assert alike(wording("free the crew"), wording("free the port")) == 0.5
    assert alike(wording("it"), wording("free the port")) == 0.0


def test_words_of_a_page_are_read_as_words_alone(parse_text: Callable[[str], Parse]) -> None:
    parse = parse_text("Belarus said it would send 2,000 troops to Iraqi ports.")
    start = parse.text.index("send")
    assert wording_of(parse, Span(start, len(parse.text) - 1)) == wording("send 2,000 troops to Iraqi ports")


@pytest.mark.parametrize(
    "text, one, other, two",
    [
        ("Ted Cruz and Marco Rubio spoke.", "Ted Cruz", "Marco Rubio", True),
        ("Ted Cruz spoke. Cruz left.", "Ted Cruz", "Cruz", False),
        ("Russia and Vladimir Putin agreed.", "Russia", "Vladimir Putin", False),
    ],
)
def test_a_state_and_its_leader_are_not_two_people(
    parse_text: Callable[[str], Parse], text: str, one: str, other: str, two: bool
) -> None:
    spans = [Span(text.rindex(words), text.rindex(words) + len(words)) for words in (one, other)]
    assert two_people(parse_text(text), *spans) is two
