"""Words that find each other have one form, on a page and in what somebody types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.data import rows
from onrecord.language.search_forms import code_form, forms_of, sought
from onrecord.language.state_names import state_aliases


def on_page(words: str) -> list[str]:
    return [f.form for f in forms_of(words).forms]


@pytest.mark.parametrize(
    "one, other",
    [
        ("U.S. troops", "US troops"),
        ("U.S. troops", "American troops"),
        ("the United States’ troops", "the U.S.A. troops"),
        ("a cease-fire holds", "a ceasefire holds"),
        ("a cease-fire holds", "a cease fire holds"),
        ("air-strikes", "airstrikes"),
        ("Kyiv", "Kiev"),
        ("Kyiv's port", "Kiev’s port"),
        ("Tehran", "Teheran"),
        ("Ulaanbaatar", "Ulan Bator"),
        ("Khan Younis", "Khan Yunis"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Burma", "Myanmar"),
        ("North Korean missiles", "DPRK missiles"),
        ("NATO", "the North Atlantic Treaty Organisation".removeprefix("the ")),
        ("the U.N. Security Council", "the Security Council"),
        ("Hizbollah", "Hezbollah"),
        ("al-Qaida", "Al Qaeda"),
        ("President Zelenskyy", "President Zelensky"),
        ("Erdoğan", "Erdogan"),
        ("Medellín", "Medellin"),
        ("they withdrew", "they withdraw"),
        ("five hundred troops", "500 troops"),
        ("1,500 men", "1500 men"),
        ("twenty-five ships", "25 ships"),
        ("two million", "2,000,000"),
        ("defence of the organisation", "defense of the organization"),
        ("neighbouring harbours", "neighboring harbors"),
        ("IRAN WARNS", "Iran warns"),
        ("it doesn’t", "it doesn't"),
    ],
)
def test_two_spellings_have_one_form(one: str, other: str) -> None:
    assert on_page(one) == on_page(other)


@pytest.mark.parametrize(
    "one, other",
    [
        ("tell us", "tell US"),
        ("Us too", "US too"),
        ("Latin American states", "US states"),
        ("Niger", "Nigeria"),
        ("Pretoria", "South Africa"),
        ("Moscow", "Russia"),
        ("several hundred", "100"),
        ("60-70", "60"),
        ("an islamic state", "the Islamic State".replace("the", "an")),
        ("polish the brass", "Polish the brass"),
    ],
)
def test_what_means_something_else_keeps_its_own_form(one: str, other: str) -> None:
    assert on_page(one) != on_page(other)


def test_a_form_stands_where_its_words_stand() -> None:
    text = "The United States’ cease-fire with Kiev."
    found = forms_of(text)
    assert [(f.form, f.span.of(text)) for f in found.forms] == [
        ("the", "The"),
        ("usa0", "United States"),
        ("ceasefire", "cease-fire"),
        ("with", "with"),
        ("kyiv", "Kiev"),
    ]
    assert {(f.form, f.span.of(text)) for f in found.also} == {
        ("united", "United"),
        ("states", "States"),
        ("cease", "cease"),
        ("fire", "fire"),
    }


def test_a_word_with_hyphens_is_found_as_one_word_too() -> None:
    found = forms_of("deep-water ports")
    assert [f.form for f in found.forms] == ["deep", "water", "ports"]
    assert [f.form for f in found.also] == ["deepwater"]
    (asked,) = sought(("deep-water",))
    assert asked.ways == ("deep water", "deepwater")


@pytest.mark.parametrize(
    "typed, ways",
    [
        (["us", "troops"], [("usa0",), ("troops",)]),
        (["iran"], [("iran", "irn0")]),
        (["Iran"], [("irn0",)]),
        (["South", "Korea"], [("kor0",)]),
        (["Georgia"], [("georgia", "geo0")]),
        (["polish"], [("polish", "pol0")]),
        (["NATO"], [("nato", "nato0")]),
        (["Security", "Council", "votes"], [("unsc", "un0"), ("votes",)]),
        (["Muslim", "Brotherhood"], [("muslim brotherhood", "muslimbrotherhood0")]),
        (["Tehran"], [("tehran",)]),
        (["the US troops"], [("the usa0 troops",)]),
        (["us troops"], [("us troops", "usa0 troops")]),
        (["words:troops", "^border"], [("words troops",), ("border",)]),
    ],
)
def test_what_is_typed_may_be_written_so(typed: list[str], ways: list[tuple[str, ...]]) -> None:
    assert [s.ways for s in sought(typed)] == ways


def test_a_word_that_says_nothing_is_told_from_a_name() -> None:
    assert [s.empty for s in sought(("the", "WHO", "who", "us", "AND", "mine", "troops"))] == [
        True,
        False,
        True,
        False,
        True,
        False,
        False,
    ]


def test_cities_of_one_state_are_two_unless_they_are_one() -> None:
    """Whoever adds a second name of a capital says whether it is a spelling or another city."""
    two_cities = {
        "BDI": {"bujumbura", "gitega"},
        "BEN": {"porto novo", "cotonou"},
        "BOL": {"la paz", "sucre"},
        "CIV": {"abidjan", "yamoussoukro"},
        "DEU": {"berlin", "bonn"},
        "KAZ": {"astana", "almaty"},
        "MMR": {"naypyidaw", "yangon"},
        "MYS": {"kuala lumpur", "putrajaya"},
        "NLD": {"the hague", "amsterdam"},
        "TZA": {"dodoma", "dar es salaam"},
        "USA": {"washington", "washington dc"},
    }
    capitals: dict[str, set[str]] = {}
    for alias in state_aliases():
        if alias.form == "capital":
            capitals.setdefault(alias.code, set()).add(" ".join(on_page(alias.alias)))
    assert {code: held for code, held in capitals.items() if len(held) > 1} == two_cities


def test_a_table_row_leads_to_one_form_only() -> None:
    held = [row["words"] for row in rows("en/same_words.csv")]
    assert len(held) == len(set(held))
    assert not set(held) & {row["same_as"] for row in rows("en/same_words.csv")}


@given(st.text())
def test_forms_are_words_of_letters_and_figures_in_text_order(text: str) -> None:
    found = forms_of(text)
    assert all(f.form.isalnum() for f in (*found.forms, *found.also))
    starts = [f.span.start for f in found.forms]
    assert starts == sorted(starts)
    assert all(f.span.end <= len(text) for f in (*found.forms, *found.also))


@given(st.text(st.characters(categories=("L", "N"))))
def test_a_code_is_no_word_of_a_page(code: str) -> None:
    assert code_form(code)[-1] == "0"
