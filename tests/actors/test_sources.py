"""Whom the words of a source name."""

import pytest

from onrecord.actors.officeholders import first_name_gender
from onrecord.terms.actors import ActorKind
from onrecord.terms.statements import Directness

INDIRECT = {"directness": Directness.INDIRECT}
DIRECT = {"directness": Directness.DIRECT}


@pytest.mark.parametrize(
    "source, name",
    [
        ("Curator Elaine Dunn", "Elaine Dunn"),
        ("Sweden's coach Nils Berg", "Nils Berg"),
        ("the Swedish team's coach, Nils Berg,", "Nils Berg"),
        ("Irish academic and writer Paul Carey", "Paul Carey"),
        ("American academic and professor Paul Carey", "Paul Carey"),
        ("His father Jean-Marc Dunn", "Jean-Marc Dunn"),
        ("Mary Pope", "Mary Pope"),
        ("The Swedish ambassador to Norway Nils Berg", "Nils Berg"),
        ("Minister of Education Paola Rossi", "Paola Rossi"),
    ],
)
def test_a_name_that_ends_the_source_is_who_speaks(who, source, name):
    page = who(f"{source} said the match was lost.", said=[(source, "the match was lost", INDIRECT)])
    assert page.speakers() == [name]


@pytest.mark.parametrize(
    "source, name",
    [
        ("The armed group Hamas", "Hamas"),
        ("A group called the Hill Council", "Hill Council"),
        ("The leader of the group and Hamas", None),
    ],
)
def test_a_noun_for_a_body_says_what_the_name_is(who, source, name):
    page = who(f"{source} said they would wait.", said=[(source, "they would wait", INDIRECT)])
    assert page.speakers() == [name]
    if name:
        assert page.actor(source).name == name


@pytest.mark.parametrize(
    "source, code",
    [
        ("Sweden's coach", None),
        ("Swedish researchers' friends", None),
        ("Sweden's statement", "SWE"),
        ("A friend of Elaine Dunn", None),
        ("The minister and Elaine Dunn", None),
    ],
)
def test_the_owner_does_not_speak_for_those_it_owns(who, source, code):
    page = who(f"{source} said the match was lost.", said=[(source, "the match was lost", INDIRECT)])
    (statement,) = page.statements
    actor = page.cast.actors.get(statement.speaker_id or "")
    assert (actor.code if actor else None) == code
    assert actor is None or actor.kind is not ActorKind.PERSON


def test_the_two_countries_are_the_two_named(who):
    page = who(
        "Sweden signed a treaty with Norway. The two countries said it would last.",
        said=[("The two countries", "it would last", INDIRECT)],
    )
    assert page.speakers() == ["Sweden and Norway"]


def test_the_two_countries_of_three_are_unknown(who):
    page = who(
        "Sweden and Denmark signed a treaty with Norway. The two countries said it would last.",
        said=[("The two countries", "it would last", INDIRECT)],
    )
    assert page.speakers() == [None]


def test_a_newspaper_no_table_knows_speaks_in_its_own_name(who):
    page = who("The Millbrook Courier wrote that it rained.", said=[("The Millbrook Courier", "it rained", INDIRECT)])
    assert page.speakers() == ["Millbrook Courier"]


def test_i_think_inside_a_quotation_is_the_one_quoted(who):
    page = who(
        "“I think we will wait,” Polish President Jan Malik said. “It is late.”",
        said=[
            ("Polish President Jan Malik", "I think we will wait,", DIRECT),
            ("I", "we will wait", INDIRECT),
        ],
    )
    assert page.speakers() == ["Jan Malik", "Jan Malik"]


def test_she_is_not_a_man_whose_first_name_is_known(who):
    page = who("Valerie Dunn left the ship. Albert Hill stayed. She said it was cold.")
    assert page.actor("She") is None or page.actor("She").name == "Valerie Dunn"


def test_first_names_without_a_gender_tell_none():
    assert first_name_gender("Madonna") is None
    assert first_name_gender("") is None
    assert first_name_gender("Kelly Dunn") is None
