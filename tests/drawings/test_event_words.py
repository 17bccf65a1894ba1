"""A kind of event in a short phrase."""

import pytest

from onrecord.drawings.event_words import event_words
from onrecord.terms.patterns import EventPattern


@pytest.mark.parametrize(
    "pattern, phrase",
    [
        ("BLR.MIL ASSAULT UKR place=UKR", "Belarus (MIL): attack, Ukraine, in Ukraine"),
        ("? MOBILIZE/troops from=BLR", "arming or moving forces, from Belarus"),
        ('TUR ? words="cancel the notice"', "Turkey: “cancel the notice”"),
        ("~NPL AID CHN", "perhaps Nepal: aid, China"),
        ("not IRN RETREAT", "not: Iran: withdrawal or release"),
        ("RUS COOPERATE with=?", "Russia: cooperation, somebody"),
        ('TUR ? does="cancel; who:Ankara:TUR:; what:notice::live,fire"', "Turkey: cancel live fire notice"),
    ],
)
def test_phrases(pattern: str, phrase: str) -> None:
    assert event_words(EventPattern.parse(pattern)) == phrase
