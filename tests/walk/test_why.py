"""Why some words gave a norm or none."""

import pytest

from onrecord.terms.pages import Page, PageKind
from onrecord.walk.open import open_engines
from onrecord.walk.why import ConsideredAction, WordsNotRead, why
from onrecord.walk.why_words import considered_words

TEXT = (
    "Iran will close the strait if it is attacked, its foreign minister said.\n\n"
    "Oman hopes that Qatar will mediate. The weather over the Gulf was fine.\n\n"
    "“Kuwait will  not take part,” the emir said."
)


def page(body: str = TEXT, kind: PageKind = PageKind.CLEAN) -> Page:
    return Page(address="a", body=body.encode(), kind=kind, encoding="utf-8", encoding_basis="default")


def looked(words: str) -> tuple[ConsideredAction, ...]:
    (sentence,) = why(page(), words, open_engines()).sentences
    return sentence.looked


def test_a_norm_is_said_with_how_likely_it_is() -> None:
    (one,) = looked("close the strait")
    assert one.outcome == "norm"
    assert one.said == "Iran will “close the strait” if “it is attacked”"
    assert one.probability is not None


def test_what_was_passed_over_is_said_with_its_reason() -> None:
    (one,) = looked("mediate")
    assert (one.outcome, one.under) == ("passed over", "will")
    assert one.said.startswith("a wish or a fear")


@pytest.mark.parametrize(
    ("sentence", "under", "reason"),
    [
        (
            "“Yemen will move its port,” the emir of Kuwait said.",
            "will",
            "“Yemen” is taken for another than the speaker",
        ),
        ("“We must be patient,” the Kuwaiti army said.", "must", "asks it of no named other"),
        ("The Kuwaiti treaty binds those who would join it.", "would", "of a speaker whose state"),
        ("The fog won't lift over Kuwait.", "won't", "the writer's own forecast"),
        ("Kuwait will stay neutral if Oman refuses to sign.", "refuses", "part of a condition"),
    ],
)
def test_each_kind_of_miss_has_its_own_reason(sentence: str, under: str, reason: str) -> None:
    (told,) = why(page(sentence), sentence, open_engines()).sentences
    assert reason in {one.under: one.said for one in told.looked if one.outcome == "passed over"}[under]


def test_a_word_that_opens_nothing_as_it_stands_says_what_must_follow() -> None:
    sentence = "Omani ships were instructed to leave. Oman offers a fine view of the strait."
    passive, bare = why(page(sentence), sentence, open_engines()).sentences
    outcomes = [(one.outcome, one.action.of(sentence)) for one in passive.looked]
    assert outcomes[0] == ("idle", "instructed")
    assert "passive" in passive.looked[0].said
    told = considered_words(sentence, passive.looked[0])
    assert told == f"opens nothing here: “instructed”: {passive.looked[0].said}"
    assert outcomes[1:] == [("refused", "leave")]  # the trained reader does read a demand, and too unlikely a one
    assert "to do X" in bare.looked[0].said


def test_where_nothing_was_considered_the_verbs_that_were_looked_at_are_named() -> None:
    (told,) = why(page(), "weather over", open_engines()).sentences
    assert told.looked == ()
    (told,) = why(page("Omani divers found an old ship."), "divers", open_engines()).sentences
    assert told.verbs == ("found",)


def test_a_sentence_without_a_word_of_commitment_was_not_considered() -> None:
    assert looked("weather over") == ()


def test_letter_case_line_breaks_and_quotation_marks_are_free() -> None:
    assert looked('"kuwait will not take')[0].outcome in {"norm", "refused"}


def test_words_that_do_not_stand_there_are_refused() -> None:
    with pytest.raises(WordsNotRead, match="does not stand in the text that was read"):
        why(page(), "a page of another day", open_engines())


def test_words_left_out_of_the_text_are_told_apart() -> None:
    body = (
        "<html><head><title>Iran and the strait</title></head><body><nav>Weather and tides</nav><article><p>"
        + TEXT.replace("\n\n", "</p><p>")
        + "</p></article></body></html>"
    )
    with pytest.raises(WordsNotRead, match="left out of its text"):
        why(page(body, PageKind.HTML), "Weather and tides", open_engines())


def test_a_page_that_was_not_read_says_so() -> None:
    with pytest.raises(WordsNotRead, match="not read at all"):
        why(page(" "), "word", open_engines())
