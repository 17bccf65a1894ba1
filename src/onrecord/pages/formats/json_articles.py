"""JSON: a list of articles, or an object that holds one.

In:      a file of JSON
Out:     an Article an object, with the columns of its keys
Refuses: what is not JSON, is nested too deeply, or holds no list of objects with a text
Source:  RFC 8259; answers of Elasticsearch, Solr and news services for where the list lies
Shown:   tests/pages/test_article_tables.py
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from onrecord.pages.encodings import decide_encoding
from onrecord.pages.formats.columns import article_in, columns_of
from onrecord.pages.formats.found import FormatSource, Found, Unread
from onrecord.pages.formats.social import social_posts
from onrecord.pages.formats.whole import whole_file
from onrecord.pages.refused import CaptureError

# How deep a list of articles lies in an answer: {"hits": {"hits": [{"_source": {...}}]}}.
MAX_DEPTH = 4
_ARCHIVE_OF_X = b"window.YTD."


class JsonArticles:
    """Files named .json, and those that open as a JSON list of objects or an archive of X."""

    def recognises(self, head: bytes, name: str, /) -> bool:
        """By name or first bytes."""
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if start.startswith(_ARCHIVE_OF_X):
            return True
        return name.endswith(".json") or (start.startswith(b"[") and start[1:].lstrip().startswith(b"{"))

    def read(self, source: FormatSource) -> Iterator[Found]:
        """The objects."""
        body = whole_file(source)
        encoding = decide_encoding(body, header_label=None, meta_label=None)
        value = _parsed(body.decode(encoding.codec, "replace"))
        posts = social_posts(value)
        if posts is not None:
            yield from posts
            return
        records = _records(value)
        if not records:
            raise CaptureError("no-text-column", "the JSON holds no list of objects, and no object with a text")
        # The keys of all of them: the first may lack what the others have.
        names = dict.fromkeys(key for record in records for key in record)
        columns = columns_of(names, source.options.columns)
        for number, record in enumerate(records, 1):
            if not isinstance(record.get(columns["text"]), str | list):
                reason = f"object {number} has no text under {columns['text']!r}"
                yield Unread(part=number, error=CaptureError("missing-field", reason))
                continue
            yield article_in(record, columns, part=number, made_by=f"{encoding.basis}; an object of JSON")


def _parsed(text: str) -> Any:
    if text.lstrip().startswith(_ARCHIVE_OF_X.decode()):
        text = text.partition("=")[2]
    try:
        return json.loads(text)
    except RecursionError:
        raise CaptureError("bad-json", "the JSON is nested too deeply to be articles") from None
    except json.JSONDecodeError as error:
        raise CaptureError(
            "bad-json", f"it is not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
        ) from None
    except ValueError as error:  # a number of more digits than Python will read
        raise CaptureError("bad-json", f"it is not JSON we can read: {error}") from None


def _records(value: Any) -> list[Mapping[str, Any]]:
    """The longest list of objects near the top, each opened where a search engine wraps it; else the object itself."""
    lists: list[list[Mapping[str, Any]]] = []
    waiting: list[tuple[Any, int]] = [(value, 0)]
    while waiting:
        item, depth = waiting.pop()
        if isinstance(item, Sequence) and not isinstance(item, str):
            objects = [_opened(o) for o in item if isinstance(o, Mapping)]
            if objects:
                lists.append(objects)
        elif isinstance(item, Mapping) and depth < MAX_DEPTH:
            waiting.extend((inner, depth + 1) for inner in item.values())
    if isinstance(value, Mapping) and any(isinstance(v, str) and len(v) > 200 for v in value.values()):
        return [value]
    return max(lists, key=len, default=[value] if isinstance(value, Mapping) else [])


def _opened(record: Mapping[str, Any]) -> Mapping[str, Any]:
    inner = record.get("_source") or record.get("fields")
    return inner if isinstance(inner, Mapping) else record
