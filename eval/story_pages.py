"""The invented stories: their pages read, and the gold norms of a page put in the place of ours.

In:      stories/story-*.json of the shared corpora (their README says what each part means)
Out:     Story, GoldNorm; a page read by us (PageRead), and the same with the gold norms (`as_gold`)
Refuses: nothing; a gold norm whose action or trigger is not found in the text that was read is listed as unplaced

Codes, modal, mode and words of a gold norm are the gold's. What the gold does not tell (strength, kind, who is quoted,
the last day of a deadline) is what our readers make of the same words.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache
from html import unescape
from itertools import islice
from pathlib import Path
from typing import Any

from eval.gold_patterns import with_patterns
from eval.remembered import remembering_engines
from eval.scorers.norms import overlap
from onrecord.commitments.due import due_of
from onrecord.commitments.modality import find_actions
from onrecord.documents import entries_of
from onrecord.pages import capture
from onrecord.terms.dates import DateBounds
from onrecord.terms.documents import Document
from onrecord.terms.events import EventType
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.parses import Parse
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode, Norm, Record, RecordKind, Strength
from onrecord.terms.spans import Span
from onrecord.terms.statements import Statement
from onrecord.walk.read import Walk, walked

SLOTS = ("trigger", "cue", "agent", "target", "speaker", "deadline")
# Two actions are of one norm where they share this much (token F1), as in the scorer of the norm gold.
SAME_ACTION = 0.5
# When pages are added: the evening of the day they were published.
ADDED_AT = time(23, tzinfo=UTC)

KINDS = {
    Modal.WILL: RecordKind.PROMISE,
    Modal.WILL_NOT: RecordKind.RESTRICTION,
    Modal.READY: RecordKind.READINESS,
    Modal.DEMANDS: RecordKind.DEMAND,
    Modal.PREDICTS: RecordKind.PREDICTION,
}


@dataclass(frozen=True, slots=True)
class GoldNorm:
    """One norm of a page of a story. number: its place on the page, from 1."""

    page: str
    number: int
    row: dict[str, Any]

    @property
    def key(self) -> str:
        """`p1#3`: names it in cases, and quotes nothing."""
        return f"{self.page}#{self.number}"


@dataclass(frozen=True, slots=True)
class Story:
    """One story. pages: as in the file, in the order of their days."""

    id: str
    pages: tuple[dict[str, Any], ...]
    norms: tuple[GoldNorm, ...]
    row: dict[str, Any]

    def page(self, page_id: str) -> dict[str, Any]:
        """A page by its id."""
        return next(p for p in self.pages if p["id"] == page_id)

    def named(self, reference: dict[str, str]) -> tuple[GoldNorm, ...]:
        """The norms meant by a page and the beginning of action words; several where "only if" makes two norms."""
        words = flat(reference["action"])
        here = [n for n in self.norms if n.page == reference["page"]]
        begin = tuple(n for n in here if flat(n.row["action"]).startswith(words))
        return begin or tuple(n for n in here if words in flat(n.row["action"]))


def stories(shared: Path) -> Iterator[Story]:
    """Every story, in the order of the names of their files."""
    for path in sorted((shared / "stories").glob("story-*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        pages = tuple(sorted(row["pages"], key=lambda p: (p["published"], p["id"])))
        norms = tuple(GoldNorm(p["id"], i, n) for p in pages for i, n in enumerate(p["norms"], 1))
        yield Story(row["id"], pages, norms, row)


def flat(words: str) -> str:
    """Words on one line, without entities of HTML."""
    return " ".join(unescape(words).split())


def added_at(page: dict[str, Any]) -> datetime:
    """When the page is added to a ledger."""
    return datetime.combine(date.fromisoformat(page["published"]), ADDED_AT)


# --- our reading ---


@dataclass(frozen=True, slots=True)
class Part:
    """A page, or an entry of a live blog, as a walk reads it. spans: of each gold norm that stands in it, by number."""

    walk: Walk
    spans: dict[int, dict[str, Span]]

    @property
    def reading(self) -> Reading:
        """What was read."""
        return self.walk.reading


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page of a story, read. unplaced: (number of the norm, slot) of words that stand in no part of it."""

    page: str
    parts: tuple[Part, ...]
    unplaced: tuple[tuple[int, str], ...]


def published_as_given(story: Story, page: dict[str, Any]) -> PageRead:
    """The page read by us, its day given."""
    kind = PageKind.HTML if page["file"] == "html" else PageKind.TEXT
    return _read(
        story,
        page,
        Page(
            address=f"{story.id}/{page['id']}",
            body=page["content"].encode("utf-8"),
            kind=kind,
            encoding="utf-8",
            encoding_basis="default",
            given_date=date.fromisoformat(page["published"]),
        ),
    )


def captured(story: Story, page: dict[str, Any], folder: Path) -> PageRead:
    """The page saved as a file and read as `onrecord add` reads it."""
    path = folder / f"{page['id']}.{'html' if page['file'] == 'html' else 'txt'}"
    path.write_text(page["content"], encoding="utf-8")
    (found,) = capture([path], fetched_at=added_at(page))
    if not isinstance(found, Page):
        raise TypeError(f"{story.id}/{page['id']} was not captured: {found.refusal.reason}")
    return _read(story, page, replace(found, address=f"{story.id}/{page['id']}"))


def page_at(address: str) -> str:
    """The id of the story's page that an event stands on, from the address of what was read."""
    return address.partition("/")[2].partition("#")[0]


def _read(story: Story, page: dict[str, Any], whole: Page) -> PageRead:
    parts = [
        Part(walked(replace(part, address=whole.address, url=None), remembering_engines()), {})
        for part in entries_of(whole) or (whole,)
    ]
    unplaced: list[tuple[int, str]] = []
    for norm in (n for n in story.norms if n.page == page["id"]):
        tried = [(place(norm.row, part.reading.text, taken=part.spans.values()), part) for part in parts]
        (spans, missing), part = min(tried, key=lambda t: (_lacks_action(t[0][1]), len(t[0][1])))
        unplaced += [(norm.number, slot) for slot in missing]
        if not _lacks_action(missing):
            part.spans[norm.number] = spans
    return PageRead(page["id"], tuple(parts), tuple(unplaced))


def _lacks_action(missing: Sequence[str]) -> bool:
    return "action" in missing or "trigger" in missing


# --- words of the gold in the text ---


def place(
    row: dict[str, Any], text: str, *, taken: Iterable[dict[str, Span]] = ()
) -> tuple[dict[str, Span], list[str]]:
    """Where the words of each slot stand, and the slots whose words do not.

    The action stands where its trigger is nearest, of such at its first place that no other norm of the same words
    has; every other slot at its place nearest to the action.
    """
    actions = _places(row["action"], text)
    if not actions:
        return {}, ["action"]
    held = [(t["action"], t.get("trigger")) for t in taken]
    ways = []
    for action in actions:
        trigger = _nearest(row["trigger"], text, action) if row["trigger"] else None
        free = (action, trigger) not in held
        ways.append((not free, _gap(action, trigger) if trigger else 0, action))
    action = min(ways)[2]
    found, missing = {"action": action}, []
    for slot in SLOTS:
        if not row.get(slot):
            continue
        span = _nearest(row[slot], text, action)
        if span is None:
            missing.append(slot)
        else:
            found[slot] = span
    return found, missing


def _nearest(words: str, text: str, action: Span) -> Span | None:
    """The place nearest to the action; of two as near the earlier; outside the action's words rather than inside."""
    places = _places(words, text)
    return min(places, key=lambda s: (s.overlaps(action), _gap(s, action), s.start), default=None)


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


@cache
def _places(words: str, text: str) -> tuple[Span, ...]:
    """Whole words, whatever the white space between them; in any case where they do not stand in their own."""
    inner = r"\s+".join(map(re.escape, flat(words).split()))
    pattern = rf"(?<!\w){inner}(?!\w)"
    for flags in (0, re.IGNORECASE):
        found = tuple(Span(m.start(), m.end()) for m in re.finditer(pattern, text, flags))
        if found:
            return found
    return ()


# --- gold norms in the place of ours ---


def as_gold(story: Story, read: PageRead) -> tuple[list[Reading], dict[str, GoldNorm]]:
    """The readings of the page with the gold norms instead of ours, and the gold norm of each id."""
    gold = {n.number: n for n in story.norms if n.page == read.page}
    said = DateBounds.day(date.fromisoformat(story.page(read.page)["published"]))
    readings: list[Reading] = []
    named: dict[str, GoldNorm] = {}
    for part in read.parts:
        walk = part.walk
        document, parse = walk.reading.document, walk.parse
        if document is None or parse is None:
            readings.append(walk.reading)
            continue
        records: dict[str, Record] = {}
        norms: dict[str, Norm] = {}
        for number, spans in part.spans.items():
            record = _record(walk.reading, document, parse, gold[number].row, spans, said)
            held = records.setdefault(record.id, record)
            if record.strength.rank > held.strength.rank:
                records[record.id] = record
            norm = with_patterns(walk, _norm(walk.reading, parse, gold[number].row, spans, record))
            norms.setdefault(norm.id, norm)
            named.setdefault(norm.id, gold[number])
        in_order = tuple(sorted(records.values(), key=lambda r: r.evidence[-1]))
        readings.append(replace(walk.reading, records=in_order, norms=tuple(norms.values())))
    return readings, named


def _norm(reading: Reading, parse: Parse, row: dict[str, Any], spans: dict[str, Span], record: Record) -> Norm:
    mode, deadline = Mode(row["mode"]), spans.get("deadline")
    return Norm(
        record_id=record.id,
        modal=Modal(row["modal"]),
        mode=mode,
        agent=spans.get("agent"),
        agent_id=row["agent_id"],
        action=spans["action"],
        action_event=_event(row["action_event"]),
        target=spans.get("target"),
        target_id=row["target_id"],
        trigger=spans.get("trigger"),
        trigger_id=row["trigger_id"],
        trigger_event=_event(row["trigger_event"]),
        cue=spans.get("cue"),
        speaker=spans.get("speaker"),
        speaker_id=row["speaker_id"],
        deadline=deadline,
        due=due_of(parse, reading.times, deadline, record.stated_on, awaits=mode is Mode.IF),
    )


def _record(
    reading: Reading, document: Document, parse: Parse, row: dict[str, Any], spans: dict[str, Span], said: DateBounds
) -> Record:
    own = best_of(reading, row, spans)
    same = own if own is not None and own.modal.value == row["modal"] else None
    as_read = next((r for r in reading.records if same is not None and r.id == same.record_id), None)
    statement = _statement(reading.statements, spans["action"])
    modal = Modal(row["modal"])
    return Record(
        document_id=document.id,
        kind=as_read.kind if as_read else KINDS[modal],
        strength=_bounded(as_read.strength if as_read else _strength(parse, spans["action"]), modal),
        statement_id=statement.id if statement else None,
        stated_on=said,
        evidence=_sentences(parse, [spans[s] for s in ("action", "trigger") if s in spans]),
    )


def _strength(parse: Parse, action: Span) -> Strength:
    """Of the word that governs the action where a table has it, else firm."""
    tokens = parse.tokens_in(action)
    sentence = range(*parse.sentences[parse.sentence_index(tokens[0])])
    governed = next((d for d in find_actions(parse, sentence) if d.head in tokens), None)
    return governed.strength if governed is not None else Strength.FIRM


def _bounded(strength: Strength, modal: Modal) -> Strength:
    """No readiness is firm and no undertaking less, whatever a reader made of the words beside the gold's modal."""
    if modal is Modal.READY:
        return min(strength, Strength.READY, key=lambda s: s.rank)
    if modal in (Modal.WILL, Modal.WILL_NOT):
        return max(strength, Strength.FIRM, key=lambda s: s.rank)
    return strength


def _statement(statements: Sequence[Statement], action: Span) -> Statement | None:
    """The innermost statement in which the action is said."""
    holding = [(p.end - p.start, i) for i, s in enumerate(statements) for p in s.content if p.covers(action)]
    return statements[min(holding)[1]] if holding else None


def _sentences(parse: Parse, spans: Iterable[Span]) -> tuple[Span, ...]:
    tokens = [t for span in spans for t in islice(parse.tokens_in(span), 1)]
    return tuple(sorted({parse.sentence_span(parse.sentence_index(t)) for t in tokens}))


def _event(written: str | None) -> EventType | None:
    return EventType(written) if written else None


# --- a gold norm among ours ---


def best_of(reading: Reading, row: dict[str, Any], spans: dict[str, Span]) -> Norm | None:
    """Our norm of the same action: of several one of the same modal and mode, then the one that shares most."""
    fit = []
    for i, norm in enumerate(reading.norms):
        action, trigger = _shared(reading.text, norm, spans)
        if action >= SAME_ACTION:
            fit.append((same_reading(norm, row), action + trigger, -i))
    return reading.norms[-max(fit)[2]] if fit else None


def gold_of(norm: Norm, part: Part, gold: dict[int, GoldNorm]) -> GoldNorm | None:
    """The gold norm of one of ours, chosen in the same way. gold: those of the page, by number."""
    fit = []
    for number, spans in part.spans.items():
        action, trigger = _shared(part.reading.text, norm, spans)
        if action >= SAME_ACTION:
            fit.append((same_reading(norm, gold[number].row), action + trigger, -number))
    return gold[-max(fit)[2]] if fit else None


def same_reading(norm: Norm, row: dict[str, Any]) -> bool:
    """Is it read in the gold's modal and mode?"""
    return (norm.modal.value, norm.mode.value) == (row["modal"], row["mode"])


def _shared(text: str, norm: Norm, spans: dict[str, Span]) -> tuple[float, float]:
    """Token F1 of the actions and of the triggers."""
    ours = (norm.action, norm.trigger)
    theirs = (spans["action"], spans.get("trigger"))
    action, trigger = (overlap(text, _pair(a), _pair(b)) for a, b in zip(ours, theirs, strict=True))
    return action, trigger


def _pair(span: Span | None) -> tuple[int, int] | None:
    return (span.start, span.end) if span else None
