"""Everything a text tells: verbs, nouns that tell an action, and how each stands."""

from collections.abc import Callable

import pytest

from onrecord.language.factuality import Stands
from onrecord.language.told import told_in
from onrecord.terms.parses import Parse

ParseText = Callable[[str], Parse]


@pytest.mark.parametrize(
    "sentence, told",
    [
        ("Chad closed the dam.", {"close": Stands.SO}),
        ("Chad closed the dam and Niger cut the power.", {"close": Stands.SO, "cut": Stands.SO}),
        ("Chad plans to close the dam.", {"plan": Stands.SO, "close": Stands.PLANNED}),
        ("Chad said that it had closed the dam.", {"close": Stands.SO}),
        ("Chad did not close the dam.", {"close": Stands.NEGATED}),
        ("The closure of the dam by Chad has angered Niger.", {"close": Stands.SO, "anger": Stands.SO}),
        ("If Chad closes the dam, the lake rises.", {"close": Stands.HYPOTHETICAL, "rise": Stands.HYPOTHETICAL}),
        ("The dam.", {}),
    ],
)
def test_each_clause_and_each_action_of_a_noun_is_told(
    sentence: str, told: dict[str, Stands], parse_text: ParseText
) -> None:
    assert {t.says.predicate: t.stands.stands for t in told_in(parse_text(sentence))} == told


def test_whom_a_noun_names_is_asked_of_the_caller(parse_text: ParseText) -> None:
    parse = parse_text("Chad closed the dam.")
    (told,) = told_in(parse, lambda token: "TCD" if parse.word(token) == "Chad" else None)
    assert [(a.role, a.code) for a in told.says.arguments] == [("who", "TCD"), ("what", None)]
