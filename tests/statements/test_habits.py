"""What a tagger read, cut as annotators cut it: values by hand, no model."""

import pytest
from tests.statements.test_learned import joined, told

from onrecord.terms.documents import BlockRole

__all__ = ["joined"]

CASES = [
    # the verb of an auxiliary belongs to the cue
    (
        "The prosecutor has been investigating the firm.",
        ("The prosecutor", "has been", "investigating the firm"),
        ("The prosecutor", "has been investigating", "the firm"),
    ),
    # so does a preposition; "to" before a verb does not
    ("He called for a truce.", ("He", "called", "for a truce"), ("He", "called for", "a truce")),
    ("He refused to go home.", ("He", "refused", "to go home"), ("He", "refused", "to go home")),
    # most of a quotation is all of it; a word of it is a word
    (
        "He warned: “We will stay here and fight.”",
        ("He", "warned", "We will stay here"),
        ("He", "warned", "We will stay here and fight."),
    ),
    # whom a message went to is not who speaks in it
    (
        "Mr Malik's message to Prime Minister Salo said that ships would come.",
        ("Prime Minister Salo", "said", "Mr Malik's message | that ships would come"),
        ("Mr Malik's message to Prime Minister Salo", "said", "that ships would come"),
    ),
]


@pytest.mark.parametrize("text, tagged, cut", CASES)
def test_a_content_begins_and_ends_where_annotators_would(joined, text, tagged, cut):
    assert [told(text, s) for s in joined(text, tagged)] == [cut]


def test_a_cue_without_a_verb_is_no_speech(joined):
    text = "The border is not open today."
    assert joined(text, ("The border", "not", "open today")) == ()


def test_the_tagger_reads_headlines_too(joined):
    text = "US will defend Taiwan, Biden says"
    (statement,) = joined(text, ("Biden", "says", "US will defend Taiwan"), role=BlockRole.HEADLINE)
    assert {f.value for f in statement.flags} == {"headline"}
