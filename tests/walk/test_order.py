"""A page is read from itself alone: the pages before it change nothing, to the last digit."""

import random
from pathlib import Path

from onrecord.pages import capture
from onrecord.terms.pages import Page
from onrecord.terms.reading_json import reading_json
from onrecord.walk.open import open_engines
from onrecord.walk.read import read

PAGES = Path(__file__).resolve().parents[2] / "examples" / "pages"


def test_shuffled_pages_have_the_readings_they_had() -> None:
    """Int8 takes its scale from all that is read at once, so what is read together may never hang on the order."""
    held = [str(PAGES / f"kremlin-{number}.html.gz") for number in (27383, 28896, 41995)]
    pages = [page for page in capture(held, fetched_at=None) if isinstance(page, Page)]
    engines = open_engines()
    before = {page.address: reading_json(read(page, engines)) for page in pages}
    random.Random(18).shuffle(pages)
    for page in pages:
        assert reading_json(read(page, engines)) == before[page.address]
    assert sum(len(found["norms"]) for found in before.values()) > 5
