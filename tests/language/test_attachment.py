"""What a phrase of time hangs on."""

import pytest

from onrecord.language.attachment import attachment, hangs_on, is_within, main_predicate
from onrecord.terms.spans import Span


def place(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def token(parse, word):
    return next(t for t in range(len(parse)) if parse.word(t) == word)


@pytest.mark.parametrize(
    "text, words, predicate, noun",
    [
        ("Chad will leave the fund, the ministry said on Monday.", "on Monday", "said", None),
        ("Chad will leave the fund by Friday, the ministry said.", "by Friday", "leave", None),
        ("Chad will not accept the attack of January 5.", "January 5", "accept", "attack"),
        ("Chad will leave the fund next Tuesday.", "next Tuesday", "leave", None),
    ],
)
def test_a_time_hangs_on_a_predicate_or_a_noun(parse_text, text, words, predicate, noun):
    parse = parse_text(text)
    held = attachment(parse, place(text, words))
    assert parse.word(held.predicate) == predicate
    assert (None if held.noun is None else parse.word(held.noun)) == noun


@pytest.mark.parametrize(
    "text, words, said",
    [
        ("Speaking in 1994, Boris Yeltsin vowed that Russia would respect the borders.", "1994", "vowed"),
        ("In an interview aired on Sunday, the minister said Chad would leave.", "Sunday", "said"),
        ("It was on Monday that Honduras first said it would hand back the boats.", "Monday", "said"),
        ("The president said on Tuesday he would not attend the summit.", "Tuesday", "said"),
    ],
)
def test_a_day_of_saying_is_found_round_corners(parse_text, text, words, said):
    parse = parse_text(text)
    assert hangs_on(parse, place(text, words), token(parse, said))


def test_a_clause_with_a_subject_of_its_own_dates_no_saying(parse_text):
    text = "Chad said the bridge that fell in 1994 would be rebuilt."
    parse = parse_text(text)
    assert not hangs_on(parse, place(text, "1994"), token(parse, "said"))
    assert main_predicate(parse, token(parse, "fell")) == token(parse, "fell")


def test_a_participle_behind_a_conjunction_tells_a_time_of_its_own(parse_text):
    parse = parse_text("In a speech while visiting on Monday, he vowed to stay.")
    assert main_predicate(parse, token(parse, "visiting")) == token(parse, "visiting")


@pytest.mark.parametrize(
    "text, verb, head, within",
    [
        ("Chad agreed to send troops and to pay them.", "pay", "agreed", True),
        ("Chad will help them leave.", "leave", "help", True),
        ("Chad will respect the accord that it signed.", "signed", "respect", False),
    ],
)
def test_what_belongs_to_a_clause(parse_text, text, verb, head, within):
    parse = parse_text(text)
    assert is_within(parse, token(parse, verb), token(parse, head)) is within
