"""What is not so is not stored as so: whole sentences read by everything that reads pages. Sentences are our own."""

import pytest

from onrecord.terms.events import Event
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.reading import Reading
from onrecord.walk.open import open_engines
from onrecord.walk.read import read


def reading_of(text: str) -> Reading:
    page = Page(address="text", body=text.encode(), kind=PageKind.CLEAN, encoding="utf-8", encoding_basis="given")
    return read(page, open_engines())


def of_word(reading: Reading, word: str) -> list[Event]:
    return [e for e in reading.events if e.predicate is not None and e.predicate.of(reading.text) == word]


@pytest.mark.parametrize(
    "text, word, status",
    [
        ("Egypt denied that it had bombed Libya.", "bombed", "denied"),
        ("Rwanda denied sending troops to Congo.", "sending", "denied"),
        ("Iran rejected claims that it attacked the tanker.", "attacked", "denied"),
        ("The report that Ethiopia shelled Eritrea is false, Addis Ababa said.", "shelled", "denied"),
        ("Pakistan never struck Iran, its envoy said.", "struck", "denied"),
        ("Had Turkey attacked Greece, the alliance would have acted.", "attacked", "hypothetical"),
        ("Japan accused Russia of bombing Ukraine.", "bombing", "claimed"),
        ("Japan accused Russia of bombing Ukraine.", "accused", "happened"),
        ("India has not invaded Nepal.", "invaded", "negated"),
        ("Reports that Chad had arrested French envoys were false.", "arrested", "negated"),
        ("No Russian troops attacked Ukraine on Tuesday, Kyiv said.", "attacked", "denied"),
        ("Neither Russia nor Belarus attacked Ukraine.", "attacked", "negated"),
        ("Serbia failed to arrest the general.", "failed", None),
        ("Serbia failed to arrest the general.", "arrest", "negated"),
        ("Israel has yet to end its occupation of the hilltops.", "end", "negated"),
        ("Serbia stopped attacking Kosovo.", "attacking", "negated"),
        ("Without the monsoon, Pakistani sappers would have mined the pass.", "mined", None),
        ("Belgrade accuses Tirana of training gunmen in the hills above Kukes.", "training", "claimed"),
        ("Mali managed to launch its attack on Chad.", "launch", "happened"),
        ("Mali managed to launch its attack on Chad.", "attack", None),  # the launching tells it
        ("Nobody denies that Rwandan troops crossed the lake.", "crossed", "happened"),
        ("Japan stopped delaying the loan to Laos and paid it out on Friday.", "paid", "happened"),
        ("With no warning, Israeli jets struck the port of Latakia.", "struck", "happened"),
        ("Ukraine's army said its drones sank a Russian frigate.", "sank", "claimed"),
        ("The Red Cross said Sudanese soldiers bombed the hospital.", "bombed", "happened"),
    ],
)
def test_how_the_action_of_a_word_is_stored(text: str, word: str, status: str | None) -> None:
    assert {e.status.value for e in of_word(reading_of(text), word)} == ({status} if status else set())


@pytest.mark.parametrize(
    "text",
    [
        "There were no attacks on Israel by Lebanon on Tuesday.",
        "Monitors saw no Russian strikes on Ukraine.",
        "No country attacked Syria on Tuesday.",
        "Not one Chinese ship entered Philippine waters.",
        "Under no circumstances did Cuban soldiers fire on the crowd.",
        "Nowhere did the Malian army burn a village.",
        "It is not true that Egyptian jets bombed Derna.",
        "There are no grounds for believing that Egyptian jets bombed Derna.",
        "Should Egyptian jets bomb Derna, Tunisia will protest.",
        "Did Egyptian jets bomb Derna?",
        "Norwegian donors stopped short of cancelling the grant to Malawi.",
        "State radio said that Togolese soldiers had captured the mayor. They had done nothing of the sort.",
    ],
)
def test_nothing_in_it_is_told_as_so(text: str) -> None:
    assert not [e for e in reading_of(text).events if e.status.is_so and e.type is not None]


@pytest.mark.parametrize(
    "text, word, evidence",
    [
        ("Bulgaria refused to refuel the plane of Iran.", "refused", "Bulgaria refused"),
        ("The Arab League urged Turkey to withdraw its posts.", "urged", "The Arab League urged Turkey"),
        ("Rwanda rejects the charge of arming the rebels.", "rejects", "Rwanda rejects the charge of"),
    ],
)
def test_the_evidence_of_what_is_so_holds_no_action_that_is_not(text: str, word: str, evidence: str) -> None:
    (event,) = of_word(reading_of(text), word)
    assert " ".join(piece.of(text) for piece in event.evidence) == evidence


def test_who_denies_is_named() -> None:
    reading = reading_of("Egypt denied that it had bombed Libya.")
    (event,) = of_word(reading, "bombed")
    assert event.said_by is not None
    assert event.said_by.of(reading.text) == "Egypt"
    assert reading.cast.actors[event.said_by_id or ""].code == "EGY"


def test_a_second_clause_has_its_own_subject() -> None:
    text = "The statement also said US troops had defeated the group and Turkey would be moving into northern Syria."
    reading = reading_of(text)
    assert [(e.recipient, e.status.value) for e in of_word(reading, "defeated")] == [(None, "happened")]
    assert not [e for e in reading.events if e.status.is_so and e.recipient is not None]


@pytest.mark.parametrize(
    "text, word",
    [
        ("The bridge was blown up by Serbian soldiers.", "blown"),
        ("Serbian soldiers who crossed the river burned two farms.", "burned"),
        ("Serbian soldiers who crossed the river burned two farms.", "crossed"),
        ("Serbia's army crossed the river and burned two farms.", "burned"),
        ("Serbia managed to extradite the general.", "extradite"),
        ("Hamas released two dentists.", "released"),
        ("Kenyan police detained the captain.", "detained"),
        ("A court in Guyana jailed the miner.", "jailed"),
        ("Wasting no time, Chile recalled its envoy.", "recalled"),
        ("The gangs looted the customs house.", "looted"),
        ("Iran went back to enriching uranium last Thursday.", "went"),
        ("Technicians at Natanz switched off the cameras.", "switched"),
        ("A joint team from Chad began work in Osh on Monday.", "began"),
        ("The current from Yacyretá was back.", "was"),
        ("Brazilian pilots have been boarding convoys at the confluence since Wednesday.", "boarding"),
        ("France wrote to Mali.", "wrote"),
    ],
)
def test_what_is_so_is_found(text: str, word: str) -> None:
    assert [e for e in of_word(reading_of(text), word) if e.status.is_so]


@pytest.mark.parametrize(
    "text, word, status",
    [
        pytest.param(
            "The question is no longer whether Togolese police burned the market but who gave the order.",
            "burned",
            "happened",
            marks=pytest.mark.xfail(strict=True, reason="a question that is settled is read as a question"),
        ),
        pytest.param(
            "Egyptian gunboats towed the wreck out at night: so, at least, runs the Greek version of events.",
            "towed",
            "claimed",
            marks=pytest.mark.xfail(strict=True, reason="what follows the colon gives the action to one side"),
        ),
    ],
)
def test_what_is_still_read_wrong(text: str, word: str, status: str) -> None:
    assert {e.status.value for e in of_word(reading_of(text), word)} == {status}
