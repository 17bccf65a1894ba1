"""What a pattern can be found by."""

import pytest

from onrecord.language.said_keys import keys_of
from onrecord.terms.patterns import EventPattern, Party
from onrecord.terms.predications import Predication


def saying(text: str, *, actor: str | None = None) -> EventPattern:
    return EventPattern(actor=Party(actor) if actor else None, does=Predication.parse(text))


@pytest.mark.parametrize(
    "does, keys",
    [
        ("close; who:Chad:TCD:; what:dam::", {"close", "chad", "tcd", "dam"}),
        ("pull out; who:force:RUS:", {"pull", "force", "rus"}),
        ("leave; who:he::", {"leave"}),
        ("free; what:officer::5", {"free", "officer"}),
    ],
)
def test_codes_nouns_and_the_action_are_keys(does: str, keys: set[str]) -> None:
    assert keys_of(saying(does)) == keys


def test_who_must_act_is_a_key_though_no_words_name_it() -> None:
    assert keys_of(saying("close; what:dam::", actor="TCD")) == {"close", "dam", "tcd"}


def test_words_that_were_not_parsed_have_none() -> None:
    assert keys_of(EventPattern(actor=Party("TCD"), words="close the dam")) == frozenset()
