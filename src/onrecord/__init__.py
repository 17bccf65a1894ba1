"""onrecord: what states and their leaders said they will do, under which condition, in the exact words.

>>> import onrecord
>>> onrecord.__all__
['capture', 'code_event', 'meets', 'open_ledger', 'read', 'reading_json']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.terms.renamed import say_new_names

if TYPE_CHECKING:
    from onrecord.library import LibraryLedger
    from onrecord.pages import capture
    from onrecord.reasoning.certainty import Match
    from onrecord.terms.actions import PairEvent
    from onrecord.terms.ledger_places import LedgerPlace
    from onrecord.terms.pages import Page
    from onrecord.terms.reading import Reading
    from onrecord.terms.reading_json import reading_json
    from onrecord.terms.spans import Span

say_new_names()

__all__ = ["capture", "code_event", "meets", "open_ledger", "read", "reading_json"]


def read(page: Page, *, least: float | None = None) -> Reading:
    """Read one captured page with the default engines (loaded at the first call, about a second).

    least: the least probability, in [0, 1], of a norm that is kept; None: the reader's own. ValueError outside it.
    """
    from onrecord.walk.open import open_engines
    from onrecord.walk.read import read as walk_read

    return walk_read(page, open_engines().keeping(least))


def code_event(
    sentence: str,
    *,
    actor: str | Span | tuple[int, int],
    recipient: str | Span | tuple[int, int] | None = None,
) -> PairEvent | None:
    """What one marked actor does to another in a sentence: PLOVER type, mode, quad, status.

    actor, recipient: their words as they stand in the sentence (the first place counts), or a span of code points.
    None where no type is found. ValueError for words that do not stand in the sentence.

    >>> event = code_event("Chad will not lift the embargo on Mali.", actor="Chad", recipient="Mali")
    >>> event.type.value, event.status.value
    ('REJECT', 'happened')
    """
    from onrecord.walk.open import open_engines
    from onrecord.walk.pair import code_event as walk_pair

    return walk_pair(sentence, open_engines(), actor=actor, recipient=recipient)


def meets(condition: str, event: str, of: str | None = None) -> Match:
    """Does what a news sentence tells meet a condition?

    condition: a clause or an action in words ("Kosovo lifts the ban", "send one more soldier"). of: who must act, a
    code (ISO 3166 alpha-3, or an organisation's plain short name). `Match.certainty.word` is yes, maybe or no;
    `Match.slots` say why, slot by slot.

    >>> found = meets("Chad lifts the ban", "The ban was scrapped by Chad on Monday.", of="TCD")
    >>> found.certainty.word
    'yes'
    """
    from onrecord.walk.meets import meets as walk_meets
    from onrecord.walk.open import open_engines

    return walk_meets(condition, event, open_engines(), of)


def open_ledger(path: str | LedgerPlace) -> LibraryLedger:
    """Open the ledger at a path or at `postgresql://USER@HOST/DATABASE`, made when it is not there; use it as a context
    manager. `frame()` makes a data frame.

    Raises a LedgerError that says what to do when the file is no ledger, of a newer version, or damaged.
    """
    from onrecord.ledger import open_as
    from onrecord.library import LibraryLedger
    from onrecord.terms.ledger_places import ledger_place

    return open_as(LibraryLedger, ledger_place(path) if isinstance(path, str) else path)


def __getattr__(name: str) -> Any:
    # Rooms load when asked for: `import onrecord` must not pay for a parser.
    if name == "capture":
        from onrecord.pages import capture

        return capture
    if name == "reading_json":
        from onrecord.terms.reading_json import reading_json

        return reading_json
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
