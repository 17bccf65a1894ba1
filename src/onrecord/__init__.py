"""onrecord: what states and their leaders said they will do, under which condition, in the exact words.

>>> import onrecord
>>> sorted(name for name in onrecord.__all__)
['open_ledger', 'read']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.terms.pages import Page
    from onrecord.terms.reading import Reading

__all__ = ["open_ledger", "read"]


def read(page: Page) -> Reading:
    """Read one captured page with the default engines (loaded at the first call, about a second)."""
    from onrecord.walk.open import open_engines
    from onrecord.walk.read import read as walk_read

    return walk_read(page, open_engines())
