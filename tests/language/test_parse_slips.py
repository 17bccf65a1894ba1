"""Slips of the parser that are mended before anybody reads the tree."""

from collections.abc import Callable

import pytest

from onrecord.language.parse_slips import mended
from onrecord.terms.parses import Parse

ParseText = Callable[[str], Parse]


def hung(parse: Parse, word: str) -> tuple[str, str]:
    """(how the word hangs, on what)."""
    token = next(t for t in range(len(parse)) if parse.word(t) == word)
    return parse.deps[token], parse.word(parse.heads[token])


@pytest.mark.parametrize(
    "sentence",
    [
        "Benin will reopen the bridge only if Niger sets free the five customs officers it arrested at Gaya.",
        "Mali will lift the ban if Chad sets free the pilots.",
        "Chad set free the men.",
        "Mali said that the junta sets free the officers.",
        "Until the junta sets free the five men, Mali will pay nobody.",
    ],
)
def test_what_is_set_free_belongs_to_the_setting(sentence: str, parse_text: ParseText) -> None:
    parse = parse_text(sentence)
    free = next(t for t in range(len(parse)) if parse.lower(t) == "free")
    assert parse.lemmas[parse.heads[free]] == "set"


@pytest.mark.parametrize(
    "sentence, name, verb",
    [
        ("On Sunday Beijing called off the coffee talks.", "Beijing", "called"),
        ("On Saturday Algiers barred Volamar from its airspace.", "Algiers", "barred"),
        ("On Monday Moscow said it would leave.", "Moscow", "said"),
    ],
)
def test_a_day_is_no_part_of_who_acts(sentence: str, name: str, verb: str, parse_text: ParseText) -> None:
    parse = parse_text(sentence)
    assert hung(parse, name) == ("nsubj", verb)
    assert hung(parse, sentence.split()[1]) == ("pobj", "On")


def test_what_stands_before_the_setting_belongs_to_it(parse_text: ParseText) -> None:
    parse = parse_text("On Monday the junta sets free the five men.")
    assert hung(parse, "On") == ("prep", "sets")
    assert hung(parse, "free") == ("ccomp", "sets")


def test_a_day_that_names_what_acts_stays_with_it(parse_text: ParseText) -> None:
    parse = parse_text("On Friday Paris talks ended.")
    assert mended(parse) is parse


def test_what_has_been_going_on_is_a_verb(parse_text: ParseText) -> None:
    parse = parse_text("Brazilian pilots have been boarding convoys at the confluence since Wednesday.")
    verb = next(t for t in range(len(parse)) if parse.word(t) == "boarding")
    assert (parse.lemmas[verb], parse.pos[verb], parse.deps[verb]) == ("board", "VERB", "ROOT")
    assert hung(parse, "convoys") == ("dobj", "boarding")
    assert hung(parse, "pilots") == ("nsubj", "boarding")


def test_a_tree_without_slips_is_the_same_object(parse_text: ParseText) -> None:
    parse = parse_text("Chad closed the border on Monday, free of charge.")
    assert mended(parse) is parse
