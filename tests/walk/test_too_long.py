"""What would take too much memory is refused before it is parsed, with the reason; what is read is read in slices."""

import time
from dataclasses import dataclass
from typing import cast

import pytest

from onrecord.terms.pages import Page, PageKind
from onrecord.walk.open import Engines
from onrecord.walk.read import LONGEST_CHARS, read, too_long

SENTENCE = "Russia will respond if NATO attacks Ukraine, Putin said. "


@dataclass
class Unasked:
    """Engines that nobody may ask: a page refused for its length never reaches them."""

    name: str = "none"


def page(text: str) -> Page:
    return Page(address="a.txt", body=text.encode(), kind=PageKind.TEXT, encoding="utf-8", encoding_basis="default")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (SENTENCE * (5_000_000 // len(SENTENCE)), "characters of text are more than is read as one page (1,000,000)"),
        ("I do so if it is. " * 50_000, "350,000 words and marks are more than are read as one page (250,000)"),
        ("“!” " * 200_000, "600,000 words and marks are more than are read as one page (250,000)"),
    ],
    ids=["five megabytes of prose", "short words", "marks"],
)
def test_a_text_that_takes_too_much_memory_is_refused_with_the_reason(text: str, seen: str) -> None:
    begun = time.process_time()
    reading = read(page(text), cast(Engines, Unasked()))
    assert time.process_time() - begun < 5
    (refusal,) = reading.refusals
    assert (refusal.room, refusal.code) == ("walk", "too-long")
    assert seen in refusal.reason
    assert reading.document is None
    assert not reading.norms


def test_prose_of_a_million_characters_is_short_enough() -> None:
    assert too_long((SENTENCE * 20_000)[:LONGEST_CHARS]) is None
