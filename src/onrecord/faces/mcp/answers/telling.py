"""`timeline` and `met`: what an actor said and did, and what events have met.

In:      a ledger, names, days, a cursor
Out:     sayings, each beside the last one of the same action; events; notices
Refuses: what `onrecord timeline` and `met` refuse
Source:  docs/questions.md
Shown:   tests/faces/mcp/test_tools.py
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from onrecord.faces.cursors import older_cursor, older_in
from onrecord.faces.mcp.asked import AskedMet, AskedTimeline
from onrecord.faces.mcp.capping import MOST_BYTES, part_shown, size
from onrecord.faces.mcp.lines import Lines
from onrecord.faces.mcp.quoted import SHORTEST_CHARS
from onrecord.faces.mcp.shapes import LeftOut, MetAnswer, MetLine, TimelineAnswer, TimelineLine
from onrecord.faces.readers import PageReaders
from onrecord.ledger import EntrySource, Ledger
from onrecord.ledger.index.events import SeenEvent
from onrecord.questions import Timeline, timeline
from onrecord.questions.filtering import in_order
from onrecord.questions.grades import Grade
from onrecord.questions.named_actors import actor_meant
from onrecord.questions.notices import Notice, newest_notices
from onrecord.questions.notices_in_full import in_full
from onrecord.questions.timelines import Saying
from onrecord.terms.spans import Span

OLDER = "Older ones are on record. Ask the same again with `after` set to `next`, or between two days."

GRADES: Mapping[Grade, Literal["certain", "likely", "possible", "denied"]] = {
    Grade.CERTAIN: "certain",
    Grade.LIKELY: "likely",
    Grade.POSSIBLE: "possible",
    Grade.DENIED: "denied",
}

Places = Mapping[str, tuple[str, Span]]


def ask_timeline(ledger: Ledger, _readers: PageReaders, asked: AskedTimeline) -> TimelineAnswer:
    """What an actor said and did, the newest; fewer where they are long."""
    in_order(asked.since, asked.until)
    older = older_in(asked.after)
    code = actor_meant(ledger, asked.actor).code
    other = actor_meant(ledger, asked.other).code if asked.other is not None else None
    limit, lines = asked.limit, Lines()
    while True:
        found = timeline(
            ledger, code, other, topic=asked.topic, since=asked.since, until=asked.until, after=older, limit=limit
        )
        answer = _timeline(ledger, lines, found, code, other)
        if size(answer) <= MOST_BYTES or lines.longest == SHORTEST_CHARS:
            return answer
        # The index goes on from the last one it gave: a shorter answer is asked for, none is cut.
        limit, lines = (limit // 2, lines) if limit > 1 else (1, Lines(SHORTEST_CHARS))


def ask_met(ledger: Ledger, _readers: PageReaders, asked: AskedMet) -> MetAnswer:
    """Which conditions and actions events have met, as noticed when pages were added."""
    held = newest_notices(ledger, since=asked.since, possible=asked.possible)

    def line(lines: Lines, notice: Notice) -> tuple[MetLine, Iterable[EntrySource]] | None:
        return _notice(ledger, lines, notice)

    fit = part_shown(held, asked.after, asked.limit, lambda notice: notice.key, line)
    return {"lines": fit.lines, "pages": fit.pages, "left_out": fit.left_out, "next": fit.next}


def _timeline(ledger: Ledger, lines: Lines, found: Timeline, code: str, other: str | None) -> TimelineAnswer:
    at = ledger.current.stand_at(event.id for event in found.events)
    pages = {s.entry.source.page_id: s.entry.source for s in found.sayings}
    told = {page for page, _ in at.values()} - pages.keys()
    pages |= {page: source for page in sorted(told) if (source := _source(ledger, page)) is not None}
    left: LeftOut | None = {"lines": None, "says": OLDER} if found.older else None
    return {
        "actor": lines.party(code),
        "other": lines.party(other) if other is not None else None,
        "lines": [*(_said(lines, s) for s in found.sayings), *(_happened(lines, e, at) for e in found.events)],
        "pages": [lines.page(source) for source in pages.values()],
        "left_out": left,
        "next": older_cursor(found.older) if found.older else None,
    }


def _said(lines: Lines, saying: Saying) -> TimelineLine:
    return {
        "said": lines.record(saying.entry, [saying.norm]),
        "mark": saying.change.mark,
        "after": saying.after,
        "reasons": [lines.made(reason) for reason in saying.change.reasons],
        "happened": None,
    }


def _happened(lines: Lines, event: SeenEvent, at: Places) -> TimelineLine:
    return {
        "said": None,
        "mark": None,
        "after": None,
        "reasons": [],
        "happened": lines.event(event, at.get(event.id)),
    }


def _notice(ledger: Ledger, lines: Lines, notice: Notice) -> tuple[MetLine, Iterable[EntrySource]] | None:
    held = next(in_full(ledger, [notice]), None)
    if held is None:
        return None
    one, event = held.encounter, held.event
    at = ledger.current.stand_at([one.event_id]).get(one.event_id)
    told = _source(ledger, at[0]) if at is not None else None
    line: MetLine = {
        "verdict": one.verdict,
        "grade": GRADES[Grade(one.match)],
        "role": "trigger" if one.role == "trigger" else "deed",
        "slots": [lines.slot(*reason) for reason in one.reasons],
        "said": lines.record(held.entry, [held.norm]),
        "event": one.event_id,
        "happened": lines.event(event, at) if event is not None else None,
        "reports": held.reports,
    }
    return line, (held.entry.source, *((told,) if told is not None else ()))


def _source(ledger: Ledger, page_id: str) -> EntrySource | None:
    current = ledger.page(page_id).current
    return ledger.source(current.id) if current.document_id is not None else None
