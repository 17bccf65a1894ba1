"""What people type for an actor."""

import pytest

from onrecord.language.actor_names import AmbiguousName, NamedActor, UnknownName, actor_named


@pytest.mark.parametrize(
    "typed, code",
    [
        ("Iran", "IRN"),
        ("iran", "IRN"),
        ("IRN", "IRN"),
        ("irn", "IRN"),
        ("North Korea", "PRK"),
        ("DPRK", "PRK"),
        ("Turkiye", "TUR"),
        ("Türkiye", "TUR"),
        ("Turkish", "TUR"),
        ("the United States", "USA"),
        ("U.S.", "USA"),
        ("US", "USA"),
        ("Moscow", "RUS"),
        ("the Kremlin", "RUS"),
        ("732", "KOR"),
        ("255", "DEU"),  # Germany in the list of Correlates of War
        ("260", "DEU"),  # Germany in the list of Gleditsch and Ward
        ("NATO", "NATO"),
        ("european union", "EU"),
        ("Hezbollah", "Hezbollah"),
        ("Côte d'Ivoire", "CIV"),
    ],
)
def test_a_name_or_a_code(typed: str, code: str) -> None:
    assert actor_named(typed).code == code


def test_a_code_on_record_counts_beside_the_tables() -> None:
    assert actor_named("northern front", on_record=["Northern Front"]) == NamedActor("Northern Front", "Northern Front")


@pytest.mark.parametrize("typed, like", [("Irann", "Iran"), ("Belrus", "Belarus"), ("Untied States", "United States")])
def test_an_unknown_name_gets_suggestions(typed: str, like: str) -> None:
    with pytest.raises(UnknownName, match="no actor is called") as refused:
        actor_named(typed)
    assert like in refused.value.suggestions


def test_a_name_like_nobodys_gets_none() -> None:
    with pytest.raises(UnknownName) as refused:
        actor_named("xqzwv")
    assert refused.value.suggestions == ()
    assert str(refused.value) == "no actor is called 'xqzwv'"


def test_a_name_of_two_asks_for_the_code() -> None:
    with pytest.raises(AmbiguousName) as refused:
        actor_named("Congo")
    assert set(refused.value.codes) == {"COD", "COG"}
