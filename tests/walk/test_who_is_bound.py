"""Who is bound and who speaks, through the whole walk: the faults that were found, each with the right value."""

from datetime import date

import pytest

from onrecord.terms.pages import Page, PageKind
from onrecord.walk.open import open_engines
from onrecord.walk.read import read


def page_of(text, day):
    return Page(
        address="t", body=text.encode(), kind=PageKind.CLEAN, encoding="utf-8", encoding_basis="default", given_date=day
    )


def who_is_bound(text, day="2024-03-06"):
    page = page_of(text, date.fromisoformat(day))
    return [(n.modal.value, n.mode.value, n.agent_id, n.speaker_id) for n in read(page, open_engines()).norms]


def wrong(reason, *values):
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


SHIP = "Turkey will send a ship if Cyprus grants the licence, the energy minister said."
PASS = "Nepal will close the pass if China builds there"


@pytest.mark.parametrize(
    "text, norms",
    [
        # 06: wrong apostrophes, other quotation marks
        (
            'The minister‘s spokesman said Qatar "won‘t host the meeting" unless both sides come.',
            [("will_not", "unless", "QAT", "QAT")],
        ),
        ("» Egypt said: »We will open the gate if Israel leaves.«", [("will", "if", "EGY", "EGY")]),
        # 08: a quotation over paragraphs
        (
            "“Nobody has come near the gates,” President Bernardo Arévalo said. “It is calm.\n\n"
            "“We will not reopen the gates until the prisoners come home.”",
            [("will_not", "unless", "GTM", "GTM")],
        ),
        wrong(
            "the parser takes 'side fires' for two nouns, and no condition is seen",
            "President Bernardo Arévalo said: “If the other side fires again, we will close every crossing.”",
            [("will", "if", "GTM", "GTM")],
        ),
        # 09: emoji are no party
        (
            "📉📰 🇺🇦: Poland will close its border if Kyiv keeps the lorries, Prime Minister Donald Tusk said. 👨‍👩‍👧 "
            "“We will not reopen it unless the farmers agree,” he added.",
            [("will", "if", "POL", "POL"), ("will_not", "unless", "POL", "POL")],
        ),
        # 11: which Georgia, and who is no soldier
        (
            "SAVANNAH, Georgia - Georgia lawmakers threatened to cut the budget of the port if the union strikes.",
            [("will", "if", "USA", "USA")],
        ),
        (
            "TBILISI - Georgia will not join the sanctions unless Brussels opens its market, Prime Minister Irakli "
            "Kobakhidze said.",
            [("will_not", "unless", "GEO", "GEO")],
        ),
        # 12: Arabic names in short
        (
            "Al-Sudani met UAE President Mohamed bin Zayed Al Nahyan. Bin Zayed said the Emirates would pay for the "
            "dam if Turkey releases more water.",
            [("will", "if", "ARE", "ARE")],
        ),
        (
            "Sudanese army chief Abdel Fattah al-Burhan spoke. Mr. al-Burhan's rival, Mohamed Hamdan Dagalo, known as "
            "Hemedti, said he was ready to meet al-Burhan.",
            [("ready", "none", "RSF", "RSF")],
        ),
        # 13: family name first
        (
            "Chinese Foreign Minister Wang Yi warned Manila. Wang said China would act if the Philippines lands there.",
            [("will", "if", "CHN", "CHN")],
        ),
        (
            "Hungary's Orbán Viktor said Budapest will veto the loan unless its farmers are paid.",
            [("will", "unless", "HUN", "HUN")],
        ),
        # 17: persons called as states are
        (
            "Jordan will close the bridge if Israel builds there, Foreign Minister Ayman Safadi said.",
            [("will", "if", "JOR", "JOR")],
        ),
        ("Mali Johnson promised to sue.", [("will", "none", None, None)]),
        # 19: what another is quoted with inside a quotation
        # apostrophes in a British quotation
        (
            "Ireland's minister spoke. ‘Britain’s ministers can’t say “we will pay if we must” and then not pay,’ "
            "he said.",
            [],
        ),
        # 26: datelines
        (f"ANKARA, March 5 (Xinhua) -- {SHIP}", [("will", "if", "TUR", "TUR")]),
        (f"ANKARA, Turkey (AP) — {SHIP}", [("will", "if", "TUR", "TUR")]),
        (f"NICOSIA: {SHIP}", [("will", "if", "TUR", "TUR")]),
        (
            "Moscow/Kyiv, 5 March - Russia will halt the grain deal unless the pipeline opens.",
            [("will", "unless", "RUS", None)],
        ),
        # 28: titles that imply a state, and "general" in a civil office
        (
            "Trade Secretary Kemi Badenoch said London would retaliate if Brussels raises tariffs.",
            [("will", "if", "GBR", "GBR")],
        ),
        (
            "India's solicitor general said Delhi would appeal if the court agrees.",
            [("will", "if", "IND", "IND")],
        ),
        # 29: a minister without a demonym beside the name
        (f"{PASS}, the defence minister said.", [("will", "if", "NPL", "NPL")]),
        (f"{PASS}, Defence Minister Hari Thapa said.", [("will", "if", "NPL", "NPL")]),
        (f"{PASS}, the ministry's spokeswoman Sita Rai said.", [("will", "if", "NPL", "NPL")]),
        (f"Defence Minister Hari Thapa said {PASS}.", [("will", "if", "NPL", "NPL")]),
        (f"{PASS}, Thapa said.", [("will", "if", "NPL", "NPL")]),
        (
            "Chile will reopen the post if Bolivia stops the searches, Foreign Minister Alberto van Klaveren said.",
            [("will", "if", "CHL", "CHL")],
        ),
        # 31: a state inside a state
        (
            "New Mexico will sue if Mexico keeps the water, its governor said.",
            [("will", "if", "USA", "USA")],
        ),
        # 40: an ambassador to the UN speaks for who sent him
        (
            "Russia's UN Ambassador Vassily Nebenzia told the council that it would veto the text if the vote is held.",
            [("will", "if", "RUS", "RUS")],
        ),
    ],
)
def test_who_is_bound_and_who_speaks(text, norms):
    assert who_is_bound(text) == norms


def test_an_inferred_agent_is_marked_in_its_pattern():
    text = "Defence Minister Hari Thapa said Nepal will close the pass. He vowed to send troops to Tibet."
    page = page_of(text, date(2024, 3, 6))
    patterns = [str(n.action_pattern.actor) for n in read(page, open_engines()).norms]
    assert patterns == ["NPL", "~NPL"]


def test_a_newspaper_that_was_told_is_no_target():
    text = "Germany's minister told Die Woche: „We will not send the missiles unless Washington does so first.“"
    page = page_of(text, date(2024, 3, 6))
    (norm,) = read(page, open_engines()).norms
    assert (norm.agent_id, norm.target_id) == ("DEU", None)
