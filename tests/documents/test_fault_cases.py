"""Pages that were read wrongly, each standing for its kind: what is in the text, what not, which day, what is told."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onrecord.documents import read_page
from onrecord.pages import capture
from onrecord.terms.documents import Document
from onrecord.terms.pages import Page
from onrecord.terms.refusals import Refusal
from tests.documents.pages import codes

FOLDER = Path(__file__).parent / "faults"


def read(name: str) -> Document | Refusal:
    [page] = capture([FOLDER / f"{name}.html"], fetched_at=datetime(2026, 11, 28, tzinfo=UTC))
    assert isinstance(page, Page)
    return read_page(page)


@pytest.mark.parametrize(
    "name, first, last, held, left_out, told",
    [
        ("01", date(2024, 3, 6), date(2024, 3, 6), "Kenya will send two battalions", ["cookies", "staff reporter"], []),
        ("03", date(2023, 1, 2), date(2023, 1, 2), "Norway will withdraw", [], []),
        ("04", date(2017, 12, 5), date(2017, 12, 5), "will return from Brussels", ["2017"], []),
        ("05", None, date(2026, 11, 28), "Chile will reopen", ["They must pay first"], []),
        ("18", date(2024, 3, 6), date(2024, 3, 6), "Vietnam will withdraw its ambassador", ["\xad", "\u200b"], []),
        ("18", date(2024, 3, 6), date(2024, 3, 6), "The Philippines will sue China if it lands there", [], []),
        ("20", date(2024, 3, 6), date(2024, 3, 6), "Brazil will sign", ["Russia", "Friday"], ["other-stories"]),
        ("21", date(2024, 3, 6), date(2024, 3, 6), "Laos will raise the dam", [], []),
        ("22", None, date(2026, 11, 28), "the crossing at Брест if Poland", ["Áðåñò"], []),
        ("23", date(2018, 4, 5), date(2018, 5, 4), "Turkey will send a drill ship", ["05/04"], []),
        ("37", date(2024, 3, 6), date(2024, 3, 6), "Mali will expel", ["charged", "Poland"], ["subscription-terms"]),
    ],
)  # fmt: skip
def test_the_story_is_read(
    name: str, first: date | None, last: date, held: str, left_out: list[str], told: list[str]
) -> None:
    found = read(name)
    assert isinstance(found, Document), found
    assert found.text.count(held) == 1
    assert [words for words in left_out if words in found.text] == []
    assert found.published is not None
    assert (found.published.bounds.first, found.published.bounds.last) == (first, last)
    assert codes(found) == told


def test_a_page_of_teasers_is_a_list() -> None:
    found = read("02")
    assert isinstance(found, Refusal)
    assert found.code == "list-of-stories"
    assert "5 stories" in found.reason
