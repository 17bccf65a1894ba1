"""A stored page as peers take it, and a text as the scorer does."""

import gzip
from pathlib import Path

from bench.worker import Item


def decoded(item: Item) -> tuple[str | None, str]:
    """(address, HTML). Decoded off the clock: each peer takes a string, and the encoding is known."""
    body = Path(item["path"]).read_bytes()
    return item["url"], (gzip.decompress(body) if item["path"].endswith(".gz") else body).decode("utf-8", "replace")


def told_text(text: str | None, _page: object) -> dict[str, str | None]:
    """A main text without title and date."""
    return {"text": text or "", "title": None, "date": None}
