"""Persons whom only the pages on record know act for the states they are said to act for."""

from datetime import UTC, datetime

import pytest

from onrecord.ledger import Ledger, open_ledger
from onrecord.questions.named_persons import with_known_persons
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.patterns import EventPattern
from onrecord.walk.open import open_engines
from onrecord.walk.read import read

PAGES = (
    "Ukrainian Foreign Minister Oksana Melnyk said she would not meet Polish Minister Zbigniew Korczak.",
    "Moldovan Defence Minister Ana Rusu spoke in Chisinau. Romanian Trade Minister Ion Rusu left.",
)
AT = datetime(2026, 11, 29, tzinfo=UTC)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    """The pages, read."""
    book = open_ledger(None)
    for n, text in enumerate(PAGES):
        page = Page(
            address=f"{n}.txt", body=text.encode(), kind=PageKind.CLEAN, encoding="utf-8", encoding_basis="default"
        )
        book.record(read(page, open_engines()), recorded_at=AT)
    return book


@pytest.mark.parametrize(
    "said, actor, codes",
    [
        ("meet; who:Melnyk::oksana; with:Korczak::zbigniew", "UKR", {"UKR", "POL"}),
        ("meet; who:Melnyk::; with:Korczak::", "UKR", {"UKR", "POL"}),
        ("meet; who:Melnyk::olena; with:Korczak::", None, {"POL"}),  # another Melnyk
        ("resign; who:Rusu::", None, set()),  # two states have one
        ("resign; who:Rusu::ana", "MDA", {"MDA"}),
        ("resign; who:Nobody::", None, set()),
        ("close; what:border::", None, set()),
    ],
)
def test_a_person_acts_for_whom_the_pages_say(ledger: Ledger, said: str, actor: str | None, codes: set[str]) -> None:
    known = with_known_persons(ledger, EventPattern.parse(f'? ? does="{said}"'))
    assert known.actor == (None if actor is None else EventPattern.parse(f"{actor} ?").actor)
    assert known.does is not None
    assert {a.code for a in known.does.arguments if a.code} == codes
