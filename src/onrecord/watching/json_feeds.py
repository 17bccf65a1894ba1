"""JSON Feed, taken apart.

In:      the text of an answer that opens as a JSON object
Out:     JsonFeed: entries in the parts that `feeds` reads of every format
Refuses: what is no JSON Feed (not-a-feed)
Source:  JSON Feed 1.1
Shown:   tests/watching/test_feeds.py
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.terms.refusals import Refusal

VERSION = "https://jsonfeed.org/version/"


@dataclass(frozen=True, slots=True)
class JsonFeed:
    """entries: id, url, title, author, date, text, as far as each has them. left_out: entries of the middle."""

    title: str | None
    entries: tuple[dict[str, str], ...]
    left_out: int


def read_json(text: str, *, at_each_end: int) -> JsonFeed | Refusal:
    """The feed, or of a longer one so many entries of each end."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return Refusal("watching", "not-a-feed", "what is there is no feed: it opens as JSON and is none")
    if not isinstance(value, dict) or not str(value.get("version")).startswith(VERSION):
        return Refusal("watching", "not-a-feed", "what is there is JSON, and no JSON Feed")
    listed = value.get("items")
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    left_out = max(0, len(items) - 2 * at_each_end)
    if left_out:
        items = items[:at_each_end] + items[-at_each_end:]
    return JsonFeed(_text(value.get("title")), tuple(map(_parts, items)), left_out)


def _parts(item: Mapping[str, Any]) -> dict[str, str]:
    authors = item.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else item.get("author")
    written = {
        "id": item.get("id"),
        "url": item.get("url"),
        "title": item.get("title"),
        "author": first.get("name") if isinstance(first, dict) else None,
        "date": item.get("date_published"),
        "text": item.get("content_html") or item.get("content_text") or item.get("summary"),
    }
    named = ((name, _text(value)) for name, value in written.items())
    return {name: value for name, value in named if value is not None}


def _text(value: object) -> str | None:
    """Strings, and numbers as some write ids; half a character is replaced. None for nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(value).encode("utf-8", "replace").decode("utf-8")
    return text if text.strip() else None
