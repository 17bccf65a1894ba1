"""`what_if` and `what_would`: what follows, and what it would take.

In:      a ledger, readers, a scenario; an outcome
Out:     every norm the scenario touches, part by part; sets of events
Refuses: what `onrecord whatif` and `whatwould` refuse
Source:  docs/whatif.md
Shown:   tests/faces/mcp/test_tools.py
"""

from collections.abc import Iterable
from typing import get_args

from onrecord.faces.mcp.asked import MOST_LINES, AskedWhatIf, AskedWhatWould, Wanted
from onrecord.faces.mcp.capping import MOST_BYTES, fitting, part_shown
from onrecord.faces.mcp.lines import Lines
from onrecord.faces.mcp.quoted import SHORTEST_CHARS
from onrecord.faces.mcp.shapes import FollowsLine, LeftOut, Part, RecordLine, WhatIfAnswer, WhatWouldAnswer
from onrecord.faces.readers import PageReaders
from onrecord.faces.supposing import answer_to, understood
from onrecord.ledger import Entry, EntryNorm, EntrySource, Ledger
from onrecord.questions import Answer, AnswerLine, ways_to, ways_to_action
from onrecord.questions.nearness import Nearness
from onrecord.reasoning.rules import Rule
from onrecord.reasoning.what_would import WouldOutcome
from onrecord.walk.open import open_sentence_encoder, open_solver

# Events of a question, of a chain, of a way: long ones are cut, since they are many.
PATTERN_CHARS = 400
MOST_PARTIES = 20

TOO_MANY_NORMS = "More norms are asked about than one answer holds. Ask for one of them by its id."

Placed = tuple[Part, AnswerLine]


def ask_what_if(ledger: Ledger, readers: PageReaders, asked: AskedWhatIf) -> WhatIfAnswer:
    """What the record says would follow."""
    meant = understood(readers, happens=asked.happens, events=asked.event, denied=asked.denied, now=asked.now)
    near = Nearness(open_sentence_encoder()) if asked.meaning else None
    found = answer_to(ledger, meant, depth=asked.depth, meaning=near)
    placed = _placed(found)

    def line(lines: Lines, one: Placed) -> tuple[FollowsLine, Iterable[EntrySource]] | None:
        return _line(ledger, lines, *one)

    fit = part_shown(placed, asked.after, asked.limit, _key, line)
    lines = Lines(PATTERN_CHARS)
    return {
        "assumed": [lines.meant(e) for e in meant.scenario.assumed],
        "denied": [lines.meant(e) for e in meant.scenario.denied],
        "dropped": [{"words": lines.made(words), "why": lines.made(why)} for words, why in meant.dropped],
        "of": lines.party(meant.of) if meant.of is not None else None,
        "counts": {part: sum(one == part for one, _ in placed) for part in get_args(Part)},
        "not_committed": [lines.party(code) for code in found.not_committed[:MOST_PARTIES]],
        "independent_reports": found.reports,
        "lines": fit.lines,
        "pages": fit.pages,
        "cut": found.course.cut,
        "left_out": fit.left_out,
        "next": fit.next,
    }


def ask_what_would(ledger: Ledger, readers: PageReaders, asked: AskedWhatWould) -> WhatWouldAnswer:
    """The smallest sets of events that trigger, break or release a norm, or make somebody do an action."""
    solver = open_solver()
    if asked.outcome is Wanted.DO:
        (action,) = readers.one_event(asked.norm).assumed
        found = ways_to_action(ledger, action, solver=solver, limit=asked.limit)
    else:
        found = ways_to(ledger, asked.norm, WouldOutcome(asked.outcome.value), solver=solver, limit=asked.limit)

    def line(lines: Lines, rule: Rule) -> tuple[RecordLine, Iterable[EntrySource]] | None:
        held = _held(ledger, rule.id)
        return (lines.record(held[0], [held[1]]), (held[0].source,)) if held is not None else None

    fit = fitting(found.norms[:MOST_LINES], line, most_bytes=MOST_BYTES // 2)
    rest = len(found.norms) - fit.taken
    left: LeftOut | None = {"lines": rest, "says": TOO_MANY_NORMS} if rest else None
    lines = Lines(SHORTEST_CHARS)
    return {
        "outcome": found.outcome,
        "lines": fit.lines,
        "pages": fit.pages,
        "ways": [[lines.meant(event) for event in way] for way in found.ways],
        "norms_not_looked_at": found.left_out,
        "left_out": left,
    }


def _placed(found: Answer) -> list[Placed]:
    """Every line in the order of the parts; what comes after the first step last."""
    parts: tuple[tuple[Part, tuple[AnswerLine, ...]], ...] = (
        ("triggered", found.triggered),
        ("broken", found.broken),
        ("unknown", found.unknown),
        ("near", found.near),
        ("stands", found.stands),
        ("later", tuple(AnswerLine(j) for step in found.course.steps[1:] for j in step.judgements)),
    )
    return [(part, line) for part, lines in parts for line in lines]


def _key(one: Placed) -> str:
    part, line = one
    return f"{part}.{line.judgement.step}.{line.judgement.rule.id}"


def _line(
    ledger: Ledger, lines: Lines, part: Part, line: AnswerLine
) -> tuple[FollowsLine, Iterable[EntrySource]] | None:
    judged = line.judgement
    held = _held(ledger, judged.rule.id)
    if held is None:
        return None
    entry, norm = held
    finding = judged.finding
    return {
        "part": part,
        "step": judged.step,
        "verdict": judged.word,
        "strength": judged.strength,
        "said": lines.record(entry, [norm]),
        "by": lines.made(str(finding.by.event)) if finding and finding.by else None,
        "slots": [lines.slot(s.slot, s.certainty.word, s.reason) for s in (finding.match.slots if finding else ())],
        "reasons": [lines.made(reason) for reason in line.reasons],
    }, (entry.source,)


def _held(ledger: Ledger, norm_id: str) -> tuple[Entry, EntryNorm] | None:
    """The norm with its record, as they stand."""
    places = [f.place for f in ledger.find(norm_id, limit=1) if f.id == norm_id and f.place]
    for entry in ledger.entries_at(places):
        for norm in entry.norms:
            if norm.id == norm_id:
                return entry, norm
    return None
