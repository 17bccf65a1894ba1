"""One name in its many spellings."""

import pytest

from onrecord.actors.spellings import folded, same_first_name, turned_round


@pytest.mark.parametrize(
    "one, other",
    [
        ("Zelensky", "Zelenskiy"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Orbán", "Orban"),
        ("Abdel Fattah el-Sisi", "Abdel Fattah al-Sisi"),
        ("Erdoğan", "Erdogan"),
        ("Mohammed", "Mohamed"),
        ("O'Brien", "O’Brien"),
    ],
)
def test_spellings_of_one_name_share_a_key(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize("one, other", [("Putin", "Poutine"), ("Sharif", "Sharaa"), ("Modi", "Madi")])
def test_other_names_do_not(one, other):
    assert folded(one) != folded(other)


def test_family_name_first_and_initials():
    assert turned_round("Orbán Viktor") == "Viktor Orbán"
    assert same_first_name("S. Lavrov", "Sergei Lavrov")
    assert not same_first_name("Mali Johnson", "Mike Johnson")
