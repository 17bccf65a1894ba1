"""On whose own site a page stands."""

import pytest

from onrecord.language.sites import own_site


@pytest.mark.parametrize(
    "text, state",
    [
        ("The President spoke. Direct link: en.kremlin.ru/d/27922 Text version", "RUS"),
        ("A notice from WWW.PRESIDENT.GOV.UA", "UKR"),
        ("See notkremlin.ru", None),
        ("See kremlin.ru and whitehouse.gov", None),
        ("kremlin.ru" + " word" * 60, None),
    ],
)
def test_the_foot_of_a_page_names_its_site(text, state):
    assert own_site(text) == state
