"""Plain sentences, coded as the conditions of pages are."""

import pytest

from onrecord.walk.open import open_engines
from onrecord.walk.scenario import read_scenario


@pytest.mark.parametrize(
    "sentence, pattern",
    [
        ("Belarusian troops invade Ukraine", "BLR.MIL ASSAULT UKR place=UKR"),
        ("Ukraine attacks Belarus.", "UKR ASSAULT BLR"),
        ("Poland attacks Belarus", "POL ASSAULT BLR"),
    ],
)
def test_a_sentence_is_coded(sentence: str, pattern: str) -> None:
    assert [str(p) for p in read_scenario(sentence, open_engines())] == [pattern]


@pytest.mark.parametrize("sentence", ["", "...", "Colourless green ideas", "\ud800", "if if if"])
def test_what_tells_no_event_gives_none(sentence: str) -> None:
    assert read_scenario(sentence, open_engines()) == ()
