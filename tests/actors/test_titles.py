"""A title in the text says whom a person speaks for; no table is asked."""

import pytest

from onrecord.terms.actors import MentionKind


@pytest.mark.parametrize(
    "text, words, code, name",
    [
        (
            "Ukraine's President Olena Hrytsenko said no.",
            "Ukraine's President Olena Hrytsenko",
            "UKR",
            "Olena Hrytsenko",
        ),
        ("Russian Foreign Minister Pavel Orlov left.", "Pavel Orlov", "RUS", "Pavel Orlov"),
        ("Pavel Orlov, Russia's foreign minister, left.", "Pavel Orlov", "RUS", "Pavel Orlov"),
        ("Prime Minister of Israel Dan Levi arrived.", "Dan Levi", "ISR", "Dan Levi"),
        ("Georgia's acting President, Nino Beridze, spoke in Tbilisi.", "Nino Beridze", "GEO", "Nino Beridze"),
        ("NATO Secretary-General Lars Holm warned Serbia.", "Lars Holm", "NATO", "Lars Holm"),
        ("High Representative Marta Soler warned Serbia.", "Marta Soler", "EU", "Marta Soler"),
        ("Hamas leader Omar Saleh rejected the offer.", "Omar Saleh", "Hamas", "Omar Saleh"),
        ("White House spokesman Peter Dunn said so.", "Peter Dunn", "USA", "Peter Dunn"),
        ("Senator Mary Cole of West Virginia voted no.", "Senator Mary Cole", "USA", "Mary Cole"),
        ("BRITISH PRIME MINISTER JOHN ARKWRIGHT WARNED SPAIN.", "JOHN ARKWRIGHT", "GBR", "John Arkwright"),
    ],
)
def test_the_title_names_the_state(who, text, words, code, name):
    page = who(text)
    assert page.code(words) == code
    assert page.actor(words).name == name


def test_a_bare_surname_is_the_person_named_before(who):
    page = who("Ukraine's President Olena Hrytsenko spoke first. Hrytsenko said she would not resign.")
    assert page.actor("Hrytsenko", 1) == page.actor("Olena Hrytsenko")
    assert page.kind("Ukraine's President Olena Hrytsenko") is MentionKind.TITLE_NAME


def test_a_title_beside_the_name_is_a_mention_of_its_own(who):
    page = who("Pavel Orlov, Russia's foreign minister, left Geneva.")
    assert page.actor("Russia's foreign minister") == page.actor("Pavel Orlov")


@pytest.mark.parametrize(
    "text, words",
    [
        ("Russian opposition leader Ivan Petrenkov was arrested.", "Ivan Petrenkov"),
        ("Former Chilean president Pedro Aldunar spoke.", "Pedro Aldunar"),
        ("Polish activist Ewa Malin was there.", "Ewa Malin"),
        ("Karen Lund said the price was high.", "Karen Lund"),
    ],
)
def test_who_speaks_for_no_state_has_no_code(who, text, words):
    assert who(text).code(words) is None


def test_a_party_before_the_title_is_not_whom_it_speaks_for(who):
    page = who("Ohio's Republican attorney general, Jane Roe, vowed to sue.")
    assert page.code("Jane Roe") == "USA"


def test_a_minister_without_a_state_acts_for_the_state_the_page_is_about(who):
    text = "Poland closed the border. Polish police guarded it. Health Minister Adam Zarek said Poland was safe."
    assert who(text).code("Adam Zarek") == "POL"
    two = "Poland closed the border with Germany. Germany protested. Health Minister Adam Zarek said it was safe."
    assert who(two).code("Adam Zarek") is None


def test_a_relative_of_the_holder_is_somebody_else(who):
    page = who("Michelle Obama opened the school. President Obama spoke later. Mr. Obama thanked the United States.")
    assert page.code("Michelle Obama") is None
    assert page.actor("President Obama").name == "Barack Obama"
    assert page.actor("Mr. Obama") == page.actor("President Obama")


def test_the_band_leader_leads_no_state(who):
    page = who("French President Luc Marchand danced. The band leader bowed.")
    assert page.actor("The band leader") is None
