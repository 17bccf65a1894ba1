"""`search` and `actors`: what is on record.

In:      a ledger, words, filters, a cursor
Out:     records and statements, the best or the newest first; everybody a norm names
Refuses: what `onrecord search` and `list` refuse
Shown:   tests/faces/mcp/test_tools.py
"""

from collections.abc import Iterable

from onrecord.faces.cursors import cursor, key_in
from onrecord.faces.mcp.asked import AskedActors, AskedSearch, By
from onrecord.faces.mcp.capping import NARROW, begin_of, fitting, part_shown
from onrecord.faces.mcp.lines import Lines
from onrecord.faces.mcp.shapes import ActorsAnswer, LeftOut, Party, RecordLine, SearchAnswer, StatementLine
from onrecord.faces.readers import PageReaders
from onrecord.ledger import Entry, EntrySource, Filters, Ledger
from onrecord.questions import Hit, SearchResult, search, search_both, search_meaning
from onrecord.questions.filtering import filters_typed
from onrecord.questions.searching import unplaced_words
from onrecord.terms.ids import content_id
from onrecord.walk.open import open_sentence_encoder

# Of what words find, the best so many are ranked.
MOST_FOUND = 500

UNCOUNTED = "More is on record. Ask the same again with `after` set to `next`, or narrow the question."

# Nothing is written for an assistant, not even a place by meaning.
PLACED_BY = "`onrecord search --meaning` in a terminal places them, and so does a search by meaning on the desk."


def ask_search(ledger: Ledger, _readers: PageReaders, asked: AskedSearch) -> SearchAnswer:
    """What was said in these words, or the newest that the filters keep."""
    filters = filters_typed(ledger, **asked.model_dump(exclude={"query", "by", "limit", "after"}))
    if asked.query is None:
        return _newest(ledger, filters, asked)
    most = min(begin_of(asked.after) + asked.limit + 1, MOST_FOUND)
    found = _found(ledger, asked.query, asked.by, filters, limit=most)
    fit = part_shown(found.hits, asked.after, asked.limit, lambda hit: hit.id, _of_hit)
    says = [UNCOUNTED] if fit.next is not None else [NARROW] if len(found.hits) == MOST_FOUND else []
    if found.unplaced:
        says.append(f"{unplaced_words(found.unplaced)}. {PLACED_BY}")
    left: LeftOut | None = {"lines": None, "says": " ".join(says)} if says else None
    return {"lines": fit.lines, "pages": fit.pages, "left_out": left, "next": fit.next}


def ask_actors(ledger: Ledger, _readers: PageReaders, asked: AskedActors) -> ActorsAnswer:
    """Everybody a norm names, by code."""

    def line(lines: Lines, code: str) -> tuple[Party, tuple[EntrySource, ...]]:
        return lines.party(code), ()

    # A code may be a name that a page gave, with any letter: the cursor holds what is made of it.
    fit = part_shown(sorted(ledger.current.codes()), asked.after, asked.limit, lambda c: content_id("actor", c), line)
    return {"lines": fit.lines, "left_out": fit.left_out, "next": fit.next}


def _newest(ledger: Ledger, filters: Filters, asked: AskedSearch) -> SearchAnswer:
    held = key_in(asked.after, int, str, int)
    turn = (held[0], held[1], held[2]) if held is not None else None
    entries, following = ledger.entries_after(turn, filters, limit=asked.limit)
    fit = fitting(entries, _of_entry)
    if fit.taken < len(entries):
        following = ledger.entries_after(turn, filters, limit=fit.taken)[1]
    left: LeftOut | None = {"lines": None, "says": UNCOUNTED} if following else None
    return {
        "lines": [*fit.lines],
        "pages": fit.pages,
        "left_out": left,
        "next": cursor(following) if following else None,
    }


def _found(ledger: Ledger, words: str, by: By, filters: Filters, *, limit: int) -> SearchResult:
    if by is By.WORDS:
        return search(ledger, words, filters, limit=limit)
    ask = search_both if by is By.BOTH else search_meaning
    return ask(ledger, words, open_sentence_encoder(), filters, limit=limit)


def _of_entry(lines: Lines, entry: Entry) -> tuple[RecordLine, Iterable[EntrySource]]:
    return lines.record(entry), (entry.source,)


def _of_hit(lines: Lines, hit: Hit) -> tuple[RecordLine | StatementLine, Iterable[EntrySource]] | None:
    if hit.entry is not None:
        return lines.record(hit.entry), (hit.source,)
    return (lines.statement(hit.statement, hit.source), (hit.source,)) if hit.statement is not None else None
