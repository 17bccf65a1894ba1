"""Who speaks, and whom pronouns mean."""

import pytest

from onrecord.terms.actors import MentionKind
from onrecord.terms.statements import Directness, StatementFlag

DIRECT = {"directness": Directness.DIRECT}
INDIRECT = {"directness": Directness.INDIRECT}
CARRIED = {"directness": Directness.DIRECT, "flags": frozenset({StatementFlag.CARRIED_OVER})}


def test_a_quotation_without_a_source_has_the_speaker_of_the_one_before(who):
    text = (
        "“We will fight,” Belarusian President Viktor Dragun said in Minsk.\n\n"
        "“My troops are ready.”\n\n"
        "He added that Poland should wait."
    )
    page = who(
        text,
        said=[
            ("Belarusian President Viktor Dragun", "We will fight", DIRECT),
            (None, "My troops are ready.", CARRIED),
            ("He", "that Poland should wait", INDIRECT),
        ],
    )
    assert page.speakers() == ["Viktor Dragun"] * 3
    assert page.code("We") == "BLR"
    assert page.actor("My").name == "Viktor Dragun"
    assert page.actor("My troops").sector == "MIL"
    assert page.code("My troops") == "BLR"


def test_i_outside_a_quotation_is_nobody(who):
    assert who("I will not go to Russia.").code("I") is None


def test_we_of_an_organisation(who):
    page = who(
        "“We will defend every ally,” NATO Secretary-General Lars Holm said.",
        said=[("NATO Secretary-General Lars Holm", "We will defend every ally", DIRECT)],
    )
    assert page.code("We") == "NATO"


def test_we_of_somebody_who_speaks_for_nobody_is_unknown(who):
    page = who("“We will see,” Karen Lund said.", said=[("Karen Lund", "We will see", DIRECT)])
    assert page.code("We") is None


def test_he_is_the_subject_of_the_clause_above(who):
    page = who("Polish President Jan Malik told Russian President Ivan Orlov that he would not come.")
    assert page.actor("he").name == "Jan Malik"


def test_he_of_two_who_are_no_subjects_is_unknown(who):
    page = who("The letter reached Jan Malik and Ivan Orlov. He will answer it.")
    assert page.actor("He") is None


def test_she_is_no_mister(who):
    page = who("Mr Malik met Ms Sandell in Oslo. She said the talks went well.")
    assert page.actor("She").name == "Sandell"


def test_he_inside_a_quotation_is_not_the_speaker(who):
    text = "Jan Malik met Ivan Orlov. “He will come,” Malik said."
    page = who(text, said=[("Malik", "He will come", DIRECT)])
    found = page.actor("He")
    assert found is None or found.name != "Jan Malik"


@pytest.mark.parametrize(
    "text, words, code",
    [
        ("Sweden said it would send its troops.", "it", "SWE"),
        ("Sweden said it would send its troops.", "its troops", "SWE"),
        ("If Norway ends the talks, it will stand alone.", "it", "NOR"),
        ("The agreement with Sweden failed because it came late.", "it", None),
        ("Sweden said it is clear that winter comes.", "it", None),
        ("The Israelis said they would wait.", "they", "ISR"),
        ("Polish President Jan Malik said his country would wait.", "his country", "POL"),
        ("Polish President Jan Malik called his partners.", "his partners", None),
    ],
)
def test_pronouns_for_states(who, text, words, code):
    assert who(text).code(words) == code


def test_the_veteran_diplomat_is_the_last_person_spoken_of(who):
    page = who(
        "Swedish envoy Karl Lind arrived in Cairo. The talks will fail, the diplomat said.",
        said=[("the diplomat", "The talks will fail", INDIRECT)],
    )
    assert page.speakers() == ["Karl Lind"]
    assert page.kind("the diplomat") is MentionKind.EPITHET


def test_an_editor_s_insertion_is_a_name(who):
    page = who(
        "“I hope [Belarus] will wait. If it does, we will talk,” Polish President Jan Malik said.",
        said=[("Polish President Jan Malik", "I hope [Belarus] will wait. If it does, we will talk,", DIRECT)],
    )
    assert page.code("[Belarus]") == "BLR"
    assert page.code("we") == "POL"


def test_a_cutting_that_begins_with_he_means_the_one_person_it_names(who):
    page = who("He said the talks would go on. President Jan Malik of Poland then left for Oslo.")
    assert page.actor("He").name == "Jan Malik"
    two = who("He said the talks would go on. Jan Malik met Peter Dunn in Oslo.")
    assert two.actor("He") is None
