"""Quotations without a clause of their own; marks inside a sentence; flags and directness."""

from onrecord.terms.statements import Directness


def test_the_speaker_before_goes_on_in_the_next_paragraph(read):
    found = read("“This applies to others,” Mr Petrov said.\n\n“If they attack us, we will answer. At once!”")
    assert found.told == [
        ("Mr Petrov", "said", "This applies to others"),
        ("", "", "If they attack us, we will answer. At once!"),
    ]
    assert found.flags == [set(), {"carried over"}]


def test_a_running_quotation_is_one_statement(read):
    found = read("Mr Petrov told the BBC his men would fight.\n\n“I hope [they] stay out.\n\n“If not, we will fight.”")
    assert found.told[-1] == ("", "", "I hope [they] stay out. | If not, we will fight.")
    assert found.flags[-1] == {"carried over", "insertion"}


def test_a_quotation_of_nobody_has_no_speaker(read):
    found = read("“We will stay.”")
    assert found.told == [("", "", "We will stay.")]
    assert found.flags == [set()]


def test_a_missing_closing_mark_ends_with_the_paragraph(read):
    found = read("Mr Petrov said: “We will stay.\n\nNobody knew what he meant.")
    assert found.told[0] == ("Mr Petrov", "said", "We will stay.")
    assert found.flags[0] == {"unclosed"}


def test_a_lone_closing_mark_is_refused_and_the_page_is_read(read):
    found = read("We will stay,” he said. The minister said that the army would stay.")
    assert [r.code for r in found.refusals] == ["unpaired-quotation"]
    assert ("The minister", "said", "that the army would stay") in found.told


def test_words_held_at_a_distance_are_scare_quotes(read):
    found = read("The “friends” of the country stayed away from the summit.")
    assert found.told == [("", "", "friends")]
    assert found.flags == [{"scare quotes"}]


def test_a_quoted_word_inside_a_paraphrase_makes_it_mixed(read):
    found = read("The president said that Belarus would join the war “only” if attacked first by its neighbour.")
    assert found.told == [
        ("The president", "said", "that Belarus would join the war “only” if attacked first by its neighbour")
    ]
    assert [s.directness for s in found.statements] == [Directness.MIXED]
    assert found.flags == [set()]


def test_both_marks_of_a_quotation_inside_a_content_are_kept(read):
    found = read("He said the deal was “a disgrace”.")
    assert found.told == [("He", "said", "the deal was “a disgrace”")]


def test_editors_brackets_are_kept_and_flagged(read):
    found = read("“We will stay as long as (Ukraine) threatens [us],” he said.")
    assert found.told == [("he", "said", "We will stay as long as (Ukraine) threatens [us]")]
    assert found.flags == [{"insertion"}]


def test_directness_is_told_apart(read):
    text = "“We will stay,” he said. The minister said that the army would stay."
    assert [s.directness for s in read(text).statements] == [Directness.DIRECT, Directness.INDIRECT]


def test_a_colon_at_the_end_of_a_paragraph_leads_to_the_quotation_of_the_next(read):
    found = read("The message to Mr Petrov said, in part:\n\n“We will stay.\n\n“We will win.”\n\nIt rained.")
    assert found.told == [("The message to Mr Petrov", "said", "We will stay. | We will win.")]
    assert found.flags == [set()]


def test_words_before_a_colon_that_say_nothing_lead_to_nothing(read):
    found = read("The list of guests was long:\n\n“We will stay.”")
    assert found.told == [("", "", "We will stay.")]


def test_the_quotation_after_a_led_one_is_carried_over_from_it(read):
    found = read("Mr Ruiz said it rained.\n\nThe message to Mr Petrov said:\n\n“We will stay.”\n\n“We will win.”")
    assert found.told[1:] == [("The message to Mr Petrov", "said", "We will stay."), ("", "", "We will win.")]
    assert found.flags[1:] == [set(), {"carried over"}]
