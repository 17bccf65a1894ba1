"""A capital is a place or a government: its role in the sentence tells."""

import pytest

from onrecord.terms.actors import MentionKind


@pytest.mark.parametrize(
    "text, words, kind",
    [
        ("He told journalists in Minsk that it was over.", "Minsk", MentionKind.PLACE),
        ("Minsk let the Kremlin have its roads.", "Minsk", MentionKind.METONYM),
        ("Minsk let the Kremlin have its roads.", "the Kremlin", MentionKind.METONYM),
        ("The talks with Moscow failed.", "Moscow", MentionKind.METONYM),
        ("Its operation against Kyiv began.", "Kyiv", MentionKind.METONYM),
        ("The president flew to Ankara on Monday.", "Ankara", MentionKind.PLACE),
        ("They sent an ultimatum to Damascus.", "Damascus", MentionKind.METONYM),
        ("The minister returned from Tehran.", "Tehran", MentionKind.PLACE),
        ("The offensive in Ukraine began.", "Ukraine", MentionKind.PLACE),
        ("Ukraine rejected the offer.", "Ukraine", MentionKind.NAME),
    ],
)
def test_place_or_government(who, text, words, kind):
    page = who(text)
    mention = page.cast.for_words(page.span(words), page.parse)
    assert mention.kind is kind


def test_a_place_still_tells_its_state(who):
    assert who("He told journalists in Minsk that it was over.").code("Minsk") == "BLR"


@pytest.mark.parametrize(
    "text, words, code",
    [
        ("Georgia and Russia signed it in Tbilisi.", "Georgia", "GEO"),
        ("Voters in Georgia chose a Republican governor in Atlanta.", "Georgia", "USA"),
        ("Georgia was cold.", "Georgia", None),
        ("Jordan Peterson spoke at length.", "Jordan Peterson", None),
        ("Jordan rejected the plan.", "Jordan", "JOR"),
        ("Fighters from Congo reached Goma near Rwanda.", "Congo", "COD"),
        ("Burma freed the monks.", "Burma", "MMR"),
        ("The Soviet Union collapsed.", "The Soviet Union", "SUN"),
        ("Kosovo declared independence.", "Kosovo", "XKX"),
        ("They sailed across the Persian Gulf.", "Persian Gulf", None),
    ],
)
def test_names_that_may_mislead(who, text, words, code):
    assert who(text).code(words) == code
