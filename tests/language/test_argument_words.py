"""What stands as codes is said in words."""

import pytest

from onrecord.language.argument_words import argument_words
from onrecord.terms.predications import Argument


@pytest.mark.parametrize(
    "argument, words",
    [
        (Argument("what", "port", None, ("irn",)), "Iranian port"),
        (Argument("who", "troop", "BLR", ("blr",)), "Belarusian troop"),
        (Argument("who", "States", "USA", ("USA",)), "United States"),
        (Argument("what", "Ukraine", "UKR"), "Ukraine"),
        (Argument("what", "power", None, ("900", "kwh")), "900 kwh power"),
        (Argument("to", "ship", None, ("old", "grey")), "old grey ship"),
    ],
)
def test_codes_are_names_and_adjectives(argument: Argument, words: str) -> None:
    assert argument_words(argument) == words
