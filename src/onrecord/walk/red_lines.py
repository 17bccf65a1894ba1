"""A row of a sheet as a reading: what a person entered by hand, in the form in which pages are read.

In:      a SheetRow with the page it is, its RedLine or the Refusal of it, who entered it, the engines
Out:     Reading: one record, one norm or two; spans are the cells, the reader is the person
Refuses: nothing; a row that is no red line is a reading refused as a whole
Source:  docs/redlines.md; codebook 2 and 4
Shown:   tests/walk/test_red_lines.py

The first block of the text is the row's sentence, its cells with a blank between: "Belarus will not join the war
unless a Ukrainian soldier crosses". Every other cell is a block behind it, its heading before it. A quotation among
them is the sheet's claim: nothing rests on it. What action and condition ask of an event is read by the rules that read
pages, off a sentence of our own; where they read nothing there, the words alone are kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from onrecord.commitments import find_commitments
from onrecord.commitments.speech_acts import HOSTILE
from onrecord.language.state_names import name_of_state
from onrecord.terms.actors import Actor, ActorKind, Cast, Mention, MentionKind
from onrecord.terms.by_hand import ByHand
from onrecord.terms.dates import DateBounds, Precision
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.events import EventType
from onrecord.terms.pages import Page
from onrecord.terms.patterns import EventPattern
from onrecord.terms.patterns import Party as PatternParty
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode, Norm, Record, RecordKind, Relation, RelationType
from onrecord.terms.red_lines import SENTENCE, Force, Hinge, NamedParty, RedLine, SheetSlot
from onrecord.terms.refusals import Refusal
from onrecord.terms.sheets import ROW_CHANGED, ROW_GONE, SheetRow
from onrecord.terms.spans import Run, SourceMap, Span
from onrecord.terms.statements import Directness, Statement
from onrecord.terms.thresholds import Slot as Part
from onrecord.terms.thresholds import Threshold
from onrecord.times import find_times
from onrecord.walk.meets import read_condition, understood
from onrecord.walk.open import Engines

BASIS = "entered by hand"

# A longer sentence is no red line, and takes the parser long; its words are kept.
LONGEST_PARSED_CHARS = 2_000

# Before "strikes on its bases", so that the rules have a verb to begin at.
CARRIES_OUT = "carry out "

# What must be done is demanded; all other forces are those of a modal of that very name.
MODALS = {force: Modal.DEMANDS if force in (Force.MUST, Force.MUST_NOT) else Modal(force.value) for force in Force}
MODES = {
    Hinge.NONE: Mode.NONE,
    Hinge.IF: Mode.IF,
    Hinge.UNLESS: Mode.UNLESS,
    Hinge.UNTIL: Mode.UNLESS,
    Hinge.EVEN_IF: Mode.EVEN_IF,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredRow:
    """A row, who entered it, and what it says. line: a Refusal where it is no red line.

    columns: index by slot. before: the record of the row as it was, where it was changed.
    """

    page: Page
    row: SheetRow
    columns: Mapping[SheetSlot, int]
    line: RedLine | Refusal
    by: ByHand
    before: str | None = None


def read_row(entered: EnteredRow, engines: Engines) -> Reading:
    """The reading of one row."""
    line = entered.line
    if isinstance(line, Refusal):
        return Reading.refused(entered.page, line, reader=entered.by.reader)
    laid = _Laid(entered.row, entered.columns, line)
    document = Document(
        page_id=entered.page.id,
        text=laid.text,
        blocks=laid.blocks,
        source_map=laid.source_map(),
        title=str(entered.by).replace("entered", "Entered", 1),
    )
    cast, of = _cast(line, laid)
    statement = _statement(document.id, laid, of)
    asked = _asked(line, engines)
    record = Record(
        document_id=document.id,
        kind=_kind(line, asked),
        strength=line.strength,
        statement_id=statement.id if statement else None,
        stated_on=_bounds(line),
        evidence=(laid.sentence,),
        relations=(Relation(RelationType.SUPERSEDES, entered.before),) if entered.before else (),
    )
    notes = tuple(Refusal("imports", n.code, n.reason, laid.at.get(n.slot) if n.slot else None) for n in line.notes)
    return Reading(
        page=entered.page,
        document=document,
        cast=cast,
        statements=(statement,) if statement else (),
        records=(record,),
        norms=_norms(record.id, line, laid, asked),
        events=(),
        times=(),
        refusals=notes,
        reader=entered.by.reader,
    )


def leave_sheet(page: Page, by: ByHand, *, now: str | None) -> Reading:
    """The reading of a row that stands in its sheet no more. now: the id of the page of the row it became; None: none.

    The reading before stays; this one says nothing, and is the current one.
    """
    code, reason = ROW_GONE, f"the row stands no more in version {by.version} of {by.sheet}"
    if now is not None:
        code, reason = ROW_CHANGED, f"the row was changed in version {by.version} of {by.sheet}, and is {now} now"
    return Reading.refused(page, Refusal("imports", code, f"{reason} ({by.by}, {by.on})"), reader=by.reader)


class _Laid:
    """The text of a row, and where the words of each slot stand in it."""

    def __init__(self, row: SheetRow, columns: Mapping[SheetSlot, int], line: RedLine) -> None:
        self.at: dict[SheetSlot, Span] = {}
        self._row, self._runs = row, list[Run]()
        self._places = row.places()
        pieces: list[str] = []
        length = 0
        for slot in SENTENCE:
            words = line.words.get(slot)
            if words is not None:
                length += len(pieces) and 1
                self.at[slot] = Span(length, length + len(words))
                self._run(columns[slot], length, words)
                pieces.append(words)
                length += len(words)
        self.text = " ".join(pieces)
        self.sentence = Span(0, len(self.text))
        blocks = [self.sentence]
        in_sentence = {columns[slot] for slot in SENTENCE if slot in columns}
        slots = {at: slot for slot, at in columns.items()}
        for n, cell in enumerate(row.cells):
            words = cell.strip()
            if not words or n in in_sentence:
                continue
            heading = " ".join(row.headings[n].split()) or f"column {n + 1}"
            start = len(self.text) + 2
            at = Span(start + len(heading) + 2, start + len(heading) + 2 + len(words))
            self.text += f"\n\n{heading}: {words}"
            blocks.append(Span(start, at.end))
            self._run(n, at.start, words)
            if n in slots:
                self.at[slots[n]] = at
        self.blocks = tuple(Block(BlockRole.TABLE, span) for span in blocks)

    def _run(self, column: int, start: int, words: str) -> None:
        place = self._places[column]
        if place is not None:
            inside = self._row.cells[column].index(words)
            self._runs.append(Run(start, start + len(words), place + inside))

    def source_map(self) -> SourceMap:
        """From the text to the row as it is kept."""
        return SourceMap(tuple(sorted(self._runs, key=lambda run: run.start)))

    def action(self, line: RedLine) -> Span:
        """The action without its modal; with the "not" of a demand before it."""
        whole = self.at[SheetSlot.ACTION]
        if line.force is Force.MUST_NOT and SheetSlot.MODAL in self.at:
            return Span(self.at[SheetSlot.MODAL].start + line.not_from, whole.end)
        return Span(whole.start + line.action_from, whole.end)

    def trigger(self, line: RedLine) -> Span | None:
        """The condition without its connective."""
        whole = self.at.get(SheetSlot.TRIGGER)
        return Span(whole.start + line.trigger_from, whole.end) if whole else None

    def cue(self, line: RedLine) -> Span | None:
        """The connective: in a cell of its own, else at the beginning of the condition's."""
        if SheetSlot.MODE in self.at and SheetSlot.TRIGGER in self.at:
            return self.at[SheetSlot.MODE]
        whole = self.at.get(SheetSlot.TRIGGER)
        if whole is None or not line.trigger_from:
            return None
        words = self.text[whole.start : whole.start + line.trigger_from].rstrip()
        return Span(whole.start, whole.start + len(words))


def _cast(line: RedLine, laid: _Laid) -> tuple[Cast, dict[SheetSlot, Actor]]:
    named = {SheetSlot.AGENT: line.agent, SheetSlot.TARGET: line.target, SheetSlot.SPEAKER: line.speaker}
    of = {
        slot: _actor(party, line.words[slot], is_speaker=slot is SheetSlot.SPEAKER)
        for slot, party in named.items()
        if party is not None
    }
    mentions = [Mention(laid.at[slot], MentionKind.NAME, actor.id) for slot, actor in of.items()]
    return Cast(dict.fromkeys(of.values()), mentions), of


def _actor(party: NamedParty, words: str, *, is_speaker: bool) -> Actor:
    """Whom a cell names. Somebody who speaks and is in no table is a person."""
    state = name_of_state(party.code) if party.known else None
    if state is not None:
        return Actor(name=state, kind=ActorKind.STATE, state=party.code, basis=BASIS)
    if party.known:
        return Actor(name=party.code, kind=ActorKind.ORGANISATION, organisation=party.code, basis=BASIS)
    kind = ActorKind.PERSON if is_speaker else ActorKind.ORGANISATION
    return Actor(name=" ".join(words.split()), kind=kind, basis=BASIS)


def _statement(document_id: str, laid: _Laid, of: Mapping[SheetSlot, Actor]) -> Statement | None:
    """Who said it, as the sheet says: told, never quoted."""
    if SheetSlot.SPEAKER not in laid.at:
        return None
    return Statement(
        document_id=document_id,
        source=(laid.at[SheetSlot.SPEAKER],),
        cue=(),
        content=(laid.sentence,),
        directness=Directness.INDIRECT,
        speaker_id=of[SheetSlot.SPEAKER].id,
    )


def _bounds(line: RedLine) -> DateBounds | None:
    if line.day is None:
        return None
    first, last = line.day
    if first == last:
        return DateBounds.day(first)
    return DateBounds(first, last, Precision.YEAR if (last - first).days > 31 else Precision.MONTH)


def _norms(record_id: str, line: RedLine, laid: _Laid, asked: "RedLineAsked") -> tuple[Norm, ...]:
    """One; of "only if" the restriction, and beside it a readiness that is said; of "if and only if" both."""
    trigger = laid.trigger(line)
    speaker = line.speaker.code if line.speaker is not None and line.speaker.known else None
    agent, target = line.agent, line.target
    slots: tuple[Span | None, Span | None] = laid.at[SheetSlot.AGENT], laid.at.get(SheetSlot.TARGET)
    bound: NamedParty | None = agent
    if line.force in (Force.MUST, Force.MUST_NOT):
        bound, target = line.speaker, line.agent
        slots = (laid.at.get(SheetSlot.SPEAKER), laid.at[SheetSlot.AGENT])
    action_words = laid.action(line)
    base = Norm(
        record_id=record_id,
        modal=MODALS[line.force],
        mode=MODES.get(line.hinge, Mode.IF),
        agent=slots[0],
        agent_id=bound.code if bound else None,
        action=action_words,
        action_event=asked.action.type if asked.action else None,
        target=slots[1],
        target_id=target.code if target else asked.target,
        trigger=trigger,
        trigger_id=asked.trigger.actor.code if asked.trigger and asked.trigger.actor else None,
        trigger_event=asked.trigger.type if asked.trigger else None,
        cue=laid.cue(line),
        speaker=laid.at.get(SheetSlot.SPEAKER),
        speaker_id=speaker,
        deadline=None,
        thresholds=asked.thresholds(
            laid.at[SheetSlot.ACTION].start + line.action_from, trigger.start if trigger else 0
        ),
        action_pattern=asked.action,
        trigger_pattern=asked.trigger,
    )
    if line.hinge not in (Hinge.ONLY_IF, Hinge.IF_AND_ONLY_IF):
        return (base,)
    only = replace(base, modal=Modal.WILL_NOT, mode=Mode.UNLESS)
    if line.hinge is Hinge.IF_AND_ONLY_IF:
        return base, only
    return (only, base) if line.force is Force.READY else (only,)


def _kind(line: RedLine, asked: "RedLineAsked") -> RecordKind:
    if line.hinge in (Hinge.ONLY_IF, Hinge.IF_AND_ONLY_IF):
        return RecordKind.RESTRICTION
    modal = MODALS[line.force]
    if modal.kind is not None:
        return modal.kind
    if modal is Modal.WILL_NOT:
        return RecordKind.RESTRICTION if MODES[line.hinge] is Mode.UNLESS else RecordKind.REFUSAL
    if asked.action is not None and asked.action.type in HOSTILE:
        return RecordKind.THREAT
    return RecordKind.PLAN if line.hinge is Hinge.NONE else RecordKind.PROMISE


@dataclass(frozen=True, slots=True, kw_only=True)
class RedLineAsked:
    """What action and condition ask of an event; None where nothing was read. target: to whom the action's words say it
    is done. measured: thresholds, their spans counted from the action, or from the condition."""

    action: EventPattern | None
    trigger: EventPattern | None
    target: str | None = None
    measured: tuple[Threshold, ...] = ()

    def thresholds(self, action_words: int, trigger: int) -> tuple[Threshold, ...]:
        """They, where action and condition begin at these places of the text; in its order."""
        starts = {Part.ACTION: action_words, Part.TRIGGER: trigger}
        moved = (replace(t, span=t.span.shifted(starts[t.slot])) for t in self.measured)
        return tuple(sorted(moved, key=lambda t: t.span))


def _asked(line: RedLine, engines: Engines) -> RedLineAsked:
    action_words = line.words[SheetSlot.ACTION][line.action_from :]
    denied_inside = line.force is Force.MUST_NOT and SheetSlot.MODAL not in line.words
    if denied_inside:
        action_words = action_words[len("not") :].lstrip()
    trigger = line.words[SheetSlot.TRIGGER][line.trigger_from :] if SheetSlot.TRIGGER in line.words else None
    demanded = line.force is Force.DEMANDS
    return asked_of(
        action_words,
        trigger,
        doer=line.target if demanded else line.agent,
        to=line.agent if demanded else line.target,
        engines=engines,
        happens=line.force is not Force.MUST_NOT,
        placed=not denied_inside,
    )


def asked_of(
    action_words: str,
    trigger: str | None,
    *,
    doer: NamedParty | None,
    to: NamedParty | None,
    engines: Engines,
    happens: bool = True,
    placed: bool = True,
) -> RedLineAsked:
    """Action and condition as the rules of the walk read them in one sentence of ours; each alone where they do not.

    doer: who does the action; to: to whom. happens: False: that it is not done is asked. placed: do the words of the
    action stand so in the text, so that places in them can be told?
    """
    if len(action_words) + len(trigger or "") > LONGEST_PARSED_CHARS:
        return RedLineAsked(action=None, trigger=None)
    asking = _name(doer), _plain(action_words), _plain(trigger) if trigger else None, engines
    found = _framed(*asking)
    if found.action is None:
        found = _framed(*asking, through=CARRIES_OUT)
    action = found.action or _action_alone(_name(doer), _plain(action_words), engines)
    asked = found.trigger or (read_condition(trigger, engines) if trigger and _has_words(trigger) else None)
    # Their places are known where the sentence of ours has action and condition letter for letter.
    exact = placed and _plain(action_words) == action_words and (trigger is None or _plain(trigger) == trigger)
    return RedLineAsked(
        action=_done_by(action, doer, to, happens=happens),
        trigger=asked,
        target=found.target,
        measured=found.measured if exact else (),
    )


def _framed(doer: str, action_words: str, trigger: str | None, engines: Engines, *, through: str = "") -> RedLineAsked:
    """What the rules make of "DOER will ACTION if TRIGGER."; slots that they cut otherwise are None.

    through: a verb for an action that is told by a noun.
    """
    before = f"{doer} will "
    sentence = f"{before}{through}{action_words}" + (f" if {trigger}" if trigger else "")
    held = understood(f"{sentence.rstrip('.!? ')}.", engines)
    if held is None:
        return RedLineAsked(action=None, trigger=None)
    times = find_times(held.document, held.parse)
    read = find_commitments(held.document, held.parse, (), held.cast, times, coder=engines.action_coder)
    at, condition = len(before), len(sentence) - len(trigger or "")
    # Of several the first with both: an action may hold another.
    norms = [n for n in read.norms if n.modal is Modal.WILL and n.action.start == at and n.action.end <= condition]
    norm = next((n for n in norms if n.trigger is not None or trigger is None), norms[0] if norms else None)
    if norm is None:
        return RedLineAsked(action=None, trigger=None)
    read_too = norm.trigger is not None and trigger is not None and norm.trigger.start == condition
    starts = {Part.ACTION: at + len(through), Part.TRIGGER: condition}
    kept = [t for t in norm.thresholds if t.slot is Part.ACTION or read_too]
    action = norm.action_pattern
    if through and action is not None:
        # What is carried out is the noun's action: "carry out" alone is said of attacks most.
        action = replace(action, words=action_words, type=_type(action_words, engines), mode=None)
    return RedLineAsked(
        action=action,
        trigger=norm.trigger_pattern if read_too else None,
        target=norm.target_id if norm.target is not None and norm.action.covers(norm.target) else None,
        measured=tuple(replace(t, span=t.span.shifted(-starts[t.slot])) for t in kept),
    )


def _action_alone(doer: str, action_words: str, engines: Engines) -> EventPattern | None:
    """The action's predicate and type, where nothing more was read; None for words that say no action."""
    asked = read_condition(f"{doer} will {action_words}", engines) if _has_words(action_words) else None
    if asked is None or asked.does is None or asked.does.predicate == "will":
        return None
    return replace(asked, type=_type(action_words, engines), words=action_words)


def _type(action_words: str, engines: Engines) -> EventType | None:
    held = understood(f"{action_words}.", engines)
    return engines.action_coder.code_action(held.parse, Span(0, len(held.parse.text))) if held else None


def _done_by(
    pattern: EventPattern | None, doer: NamedParty | None, to: NamedParty | None, *, happens: bool
) -> EventPattern | None:
    """Done by whom the sheet says, whatever the name was taken for, and to whom it says."""
    if pattern is None:
        return None
    actor = pattern.actor
    if doer is None:
        actor = None
    elif actor is None or actor.code != doer.code:
        actor = PatternParty(doer.code)
    recipient = PatternParty(to.code) if to is not None else pattern.recipient
    return replace(pattern, actor=actor, recipient=recipient, happens=happens)


def _has_words(words: str) -> bool:
    return any(map(str.isalnum, words))


def _name(party: NamedParty | None) -> str:
    """As a sentence names them."""
    if party is None:
        return "They"
    return (name_of_state(party.code) if party.known else None) or party.code


def _plain(words: str) -> str:
    return " ".join(words.split())
