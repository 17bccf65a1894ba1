"""Ids that come from content: the same content has the same id on every machine.

In:      a kind and a JSON value
Out:     "<kind>-<24 hex digits>"
Refuses: a value that has no canonical JSON form (NaN, sets, objects)
"""

import hashlib
import json
from typing import Any


def canonical(value: Any) -> bytes:
    """UTF-8 JSON, keys sorted, no white space: one encoding a value.

    Strings keep their code points (no Unicode normalisation); NaN and infinities raise ValueError.
    A lone surrogate is written as its escape, so that no text is without an id.

    >>> canonical({"b": [1, None], "a": "é"})
    b'{"a":"\\xc3\\xa9","b":[1,null]}'
    """
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "backslashreplace")


def content_id(kind: str, value: Any) -> str:
    """An id of 96 bits of SHA-256 over the kind and the canonical encoding of the value.

    >>> content_id("page", {"text": "a"}) == content_id("page", {"text": "a"})
    True
    """
    digest = hashlib.sha256(canonical([kind, value])).hexdigest()
    return f"{kind}-{digest[:24]}"


def bytes_digest(data: bytes) -> str:
    """SHA-256 of the bytes, 64 hex digits."""
    return hashlib.sha256(data).hexdigest()
