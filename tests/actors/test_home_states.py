"""Officials without a state: whose they are, and on what that rests."""

from datetime import date

import pytest

from onrecord.actors import resolve
from onrecord.documents import read_page
from onrecord.terms.pages import Page, PageKind
from onrecord.walk.open import open_engines

ANNOUNCED = "inferred: the state whose deed is announced"


def page_of(text, day):
    return Page(
        address="t", body=text.encode(), kind=PageKind.CLEAN, encoding="utf-8", encoding_basis="default", given_date=day
    )


@pytest.mark.parametrize(
    "text, words, code",
    [
        ("Nepal will close the pass if China builds there, Defence Minister Hari Thapa said.", "Thapa", "NPL"),
        ("Defence Minister Hari Thapa said Nepal will close the pass.", "Hari Thapa", "NPL"),
        pytest.param(
            "Nepal, Defence Minister Hari Thapa said, will close the pass.",
            "Hari Thapa",
            "NPL",
            marks=pytest.mark.xfail(strict=True, reason="the parser hangs the minister on Nepal, not on what he says"),
        ),
        ("Nepal, according to Defence Minister Hari Thapa, will close the pass.", "Nepal", "NPL"),
        ("Nepal will close the pass, Thapa said.", "Thapa", "NPL"),
        ("Nepal will close the pass, the ministry's spokeswoman Sita Rai said.", "Sita Rai", "NPL"),
        ("Kathmandu would close the pass, Defence Minister Hari Thapa said.", "Hari Thapa", "NPL"),
        ("Oman refuses to sign, its envoy, Salim Harthy, said.", "Salim Harthy", "OMN"),
        ("Lithuania's government will keep the fence, Prime Minister Jonas Petkus said.", "Jonas Petkus", "LTU"),
        ("Foreign Minister Aida Beke ruled it out and said the Kyrgyz government would wait.", "Aida Beke", "KGZ"),
        ("President Ana Rahim said in Dushanbe that nobody would be let in.", "Ana Rahim", "TJK"),
        ("Nepal will close the pass, the defence minister said.", "the defence minister", "NPL"),
        ("Nobody will be let in, an official in Ankara said.", "an official in Ankara", "TUR"),
        # Nobody's officials: an activist, an analyst, a guest of the city.
        ("Nepal will close the pass, activist Hari Thapa said.", "Hari Thapa", None),
        ("Nepal will close the pass, said Maria Dunn, an analyst.", "Maria Dunn", None),
        ("The deal is near, a Western diplomat in Ankara said.", "a Western diplomat", None),
    ],
)
def test_the_state_of_an_official(who, text, words, code):
    assert who(text, on=date(2024, 3, 6)).code(words) == code


def test_it_says_that_it_is_inferred_and_from_what(who):
    page = who("Nepal will close the pass, Defence Minister Hari Thapa said.", on=date(2024, 3, 6))
    assert page.actor("Hari Thapa").basis == ANNOUNCED
    assert page.actor("Hari Thapa").inferred
    assert not page.actor("Nepal").inferred
    told = who("Nepal's Defence Minister Hari Thapa said nothing.", on=date(2024, 3, 6))
    assert not told.actor("Hari Thapa").inferred


def test_what_two_states_do_settles_nothing(who):
    text = "Defence Minister Hari Thapa said Nepal would wait. Thapa said China would wait, too."
    assert who(text, on=date(2024, 3, 6)).code("Hari Thapa") is None


@pytest.mark.parametrize(
    "dateline, code",
    [("KATHMANDU, March 6 (Xinhua) -- ", "NPL"), ("GENEVA (Reuters) - ", None)],
)
def test_the_dateline_lends_its_state_but_where_everybody_meets(dateline, code):
    text = f"{dateline}The pass stays shut, Defence Minister Hari Thapa said on Wednesday."
    document = read_page(page_of(text, date(2024, 3, 6)))
    cast = resolve(document, open_engines().parser.parse(text, [b.span for b in document.blocks]))
    found = [a for a in cast.actors.values() if a.name == "Hari Thapa"]
    assert [a.code for a in found] == [code]
    assert not any(a.name in {"Xinhua", "Reuters"} for a in cast.actors.values())


@pytest.mark.parametrize(
    "text, words, code",
    [
        ("Russia's UN Ambassador Oleg Barkov spoke.", "Oleg Barkov", "RUS"),
        ("China's envoy to Pakistan spoke.", "China's envoy to Pakistan", "CHN"),
        ("Russia's Security Council met on Monday.", "Russia's Security Council", "RUS"),
        ("The Security Council met on Monday.", "The Security Council", "UN"),
        ("New Mexico will sue if Mexico keeps the water, its governor said.", "New Mexico", "USA"),
        ("New Mexico will sue if Mexico keeps the water, its governor said.", "its governor", "USA"),
    ],
)
def test_the_right_code(who, text, words, code):
    assert who(text, on=date(2024, 3, 6)).code(words) == code


@pytest.mark.parametrize(
    "words", ["India's solicitor general", "Haiti's prosecutor general", "Kenya's attorney general"]
)
def test_a_general_in_a_civil_office_is_no_soldier(who, words):
    assert who(f"{words} objected.").actor(words).sector != "MIL"
