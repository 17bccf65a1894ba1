"""Lists in parts: where one answer ended, as text that the next question gives back.

In:      the key of the last item shown; a list and how much of it
Out:     a cursor, the key in it; a part of the list
Refuses: what is no cursor of this list, a list that has changed since (CursorUnsound)
Shown:   tests/faces/web/test_api_asked.py, tests/faces/mcp/test_capping.py
"""

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from onrecord.questions.errors import QuestionError
from onrecord.questions.timelines import Older

# In the place of a key of which nothing is left.
NO_MORE = ""

LARGEST_IN_CURSOR = 10**9

_PLAIN = re.compile(r"[\x21-\x7e]{0,200}")

Item = TypeVar("Item")


class CursorUnsound(QuestionError):
    """What was given is no place in this list, or the list has changed since: begin at its start."""


def cursor(key: Iterable[Any]) -> str:
    """A key of a list as text that says nothing to who reads it.

    >>> key_in(cursor((-739000, "doc-1f", 3)), int, str, int)
    (-739000, 'doc-1f', 3)
    """
    return base64.urlsafe_b64encode(json.dumps(list(key), separators=(",", ":")).encode("ascii")).decode().rstrip("=")


def key_in(given: str | None, *kinds: type) -> tuple[Any, ...] | None:
    """The key in a cursor, of values of these kinds; None for no cursor."""
    if given is None:
        return None
    try:
        held = json.loads(base64.b64decode(given + "=" * (-len(given) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        held = None
    if not isinstance(held, list) or len(held) != len(kinds) or not all(map(_fits, held, kinds)):
        raise CursorUnsound("after: that is no place in this list: give `next` as it was, or begin at the start")
    return tuple(held)


def part_of(
    items: Sequence[Item], after: str | None, limit: int, key: Callable[[Item], str]
) -> tuple[Sequence[Item], str | None]:
    """The next `limit` of a list that is made anew for each request, and the cursor of what comes after; None: nothing.

    The cursor holds how many were shown and the key of the last: where that has moved, going on would skip or repeat.
    """
    held = key_in(after, int, str)
    start = held[0] if held else 0
    if held is not None and not (0 < start <= len(items) and key(items[start - 1]) == held[1]):
        raise CursorUnsound("after: the list has changed since: begin at its start")
    end = start + limit
    return items[start:end], cursor((end, key(items[end - 1]))) if end < len(items) else None


def _fits(value: object, kind: type) -> bool:
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST_IN_CURSOR
    return isinstance(value, str) and _PLAIN.fullmatch(value) is not None


def older_cursor(older: Older) -> str:
    """Where a timeline goes on, as text."""
    return cursor((*(older.sayings or (0, NO_MORE)), *(older.events or (0, NO_MORE))))


def older_in(given: str | None) -> Older | None:
    """Where a timeline goes on; None for no cursor."""
    held = key_in(given, int, str, int, str)
    if held is None:
        return None
    sayings, events = (held[0], held[1]), (held[2], held[3])
    return Older(sayings if sayings[1] != NO_MORE else None, events if events[1] != NO_MORE else None)
