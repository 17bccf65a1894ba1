"""From a stored page to rows in a ledger: what a page costs in time, and a ledger in bytes."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.contestants.onrecord_page_of import html_page
from bench.worker import Contestant, Item, spent
from onrecord.ledger import open_ledger
from onrecord.terms.pages import Page
from onrecord.terms.reading import Reading
from onrecord.walk.open import open_engines
from onrecord.walk.read import read

# Any day: it is stored with the readings and no figure depends on it.
RECORDED_AT = datetime(2026, 1, 1, tzinfo=UTC)


def open_contestant() -> Contestant:
    """Readings are kept as they are made and written at the end, in transactions of a hundred, as `add` writes them."""
    engines = open_engines()
    kept: dict[str, Reading] = {}

    def work(page: Page) -> Reading:
        return read(page, engines)

    def told(reading: Reading, page: Page) -> dict[str, Any]:
        kept[page.address] = reading
        return {"words": len(reading.text.split())}

    def facts() -> dict[str, float]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "ledger.db"
            with open_ledger(path):
                pass
            empty = size_of(path)
            started = spent()
            with open_ledger(path) as ledger:
                ledger.record_many(kept.values(), recorded_at=RECORDED_AT)
            seconds = spent() - started
            return {
                "pages": len(kept),
                "store_ms_a_page": 1000 * seconds / len(kept),
                "ledger_kb_a_page": (size_of(path) - empty) / 1000 / len(kept),
            }

    return Contestant(work, told, prepared, ("onrecord",), facts)


def prepared(item: Item) -> Page:
    """A stored page."""
    return html_page(item)


def size_of(path: Path) -> int:
    """Bytes of the ledger and what lies beside it."""
    return sum(p.stat().st_size for p in path.parent.glob(f"{path.name}*"))
