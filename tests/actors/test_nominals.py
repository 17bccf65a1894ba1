"""Nouns owned by a state, an organisation or a person."""

import pytest


@pytest.mark.parametrize(
    "text, words, code, sector",
    [
        ("Kyiv's army crossed the river.", "Kyiv's army", "UKR", "MIL"),
        ("Russian servicemen arrived.", "Russian servicemen", "RUS", "MIL"),
        ("The Georgian authorities in Tbilisi refused.", "The Georgian authorities", "GEO", "GOV"),
        ("U.S. forces will leave.", "U.S. forces", "USA", "MIL"),
        ("The Israeli parliament voted.", "The Israeli parliament", "ISR", "LEG"),
        ("The government of Chile agreed.", "The government of Chile", "CHL", "GOV"),
        ("The government in Lima agreed.", "The government in Lima", "PER", "GOV"),
        ("A soldier from Ukraine came.", "A soldier from Ukraine", "UKR", "MIL"),
        ("Egyptian voters stayed at home.", "Egyptian voters", "EGY", "CVL"),
        ("Taliban fighters left the town.", "Taliban fighters", "Taliban", "REB"),
        ("European leaders will meet.", "European leaders", "EU", "IGO"),
        ("The Security Council voted.", "The Security Council", "UN", "IGO"),
    ],
)
def test_owned_nouns(who, text, words, code, sector):
    page = who(text)
    assert page.code(words) == code
    assert page.actor(words).sector == sector


def test_rebels_are_not_the_state_they_come_from(who):
    page = who("Syrian rebels took the road. Iran-backed militants followed.")
    assert page.code("Syrian rebels") == "Syrian rebels"
    assert page.code("Iran-backed militants") != "IRN"


@pytest.mark.parametrize("words", ["Kenya's ruling party", "EU supporters", "Pro-Russian crowds"])
def test_those_beside_a_state_are_nobody_we_know(who, words):
    assert who(f"{words} will protest.").code(words) is None


def test_the_government_is_the_only_state_in_sight(who):
    page = who("Sweden closed its border. The government will open it in May.")
    assert page.code("The government") == "SWE"


def test_the_government_of_one_of_two_is_unknown(who):
    page = who("Sweden and Norway closed the border. The government will open it in May.")
    assert page.code("The government") is None


def test_the_president_is_the_one_the_page_names(who):
    page = who("Polish President Jan Malik met ministers. The president said the talks went well.")
    assert page.actor("The president") == page.actor("Jan Malik")
    assert page.actor("The president").name == "Jan Malik"


def test_an_epithet_with_the_state_is_its_leader(who):
    page = who("President Viktor Dragun of Belarus spoke. The Belarusian strongman told Russia to wait.")
    assert page.actor("The Belarusian strongman") == page.actor("Viktor Dragun")


def test_a_short_name_in_brackets_is_the_name(who):
    page = who("The National Renewal Movement (NRM) refused. The NRM will march in May.")
    assert page.code("The National Renewal Movement") == "NRM"
    assert page.code("The NRM") == "NRM"


def test_media_are_media(who):
    assert who("The minister told the BBC that it was late.").actor("the BBC").sector == "MED"


def test_the_president_is_no_vice_president(who):
    page = who("Vice President Karen Lund met reporters. The president was away.")
    found = page.actor("The president")
    assert found is None or found.name != "Karen Lund"


def test_the_head_of_state_of_a_state_is_no_others(who):
    page = who("French President Luc Moreau spoke. The Chadian head of state sent him a letter.")
    assert page.code("The Chadian head of state") == "TCD"
    page = who("French President Luc Moreau met Chadian President Ali Dago. The Chadian head of state smiled.")
    assert page.actor("The Chadian head of state").name == "Ali Dago"


SITE = "\n\nDirect link: en.kremlin.ru/d/1"


def test_the_president_on_a_president_s_own_site_is_he(who):
    text = "The President said the people of Chad would vote."
    assert who(text).code("The President") == "TCD"
    page = who(text + SITE)
    assert page.code("The President") == "RUS"
    assert page.actor("The President").inferred
    text = "Russian President Ivan Orlov met French President Luc Moreau. Mr Moreau spoke. The President smiled."
    assert who(text + SITE).actor("The President").name == "Ivan Orlov"


def test_on_that_site_an_owned_or_a_small_president_is_another(who):
    text = "The Chadian President arrived. A vote was held in Chad, and the president of the court came."
    assert who(text + SITE).code("The Chadian President") == "TCD"
    assert who(text + SITE).code("the president") != "RUS"
