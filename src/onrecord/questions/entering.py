"""A norm that a person marks on a page where no reader found it: by the numbers of words, or by the words themselves.

In:      a page of the ledger, the fields of a form
Out:     the program's reading that is marked; Marking, what a form is to show; NormMarked
Refuses: a page without a text, a row of a sheet, words that do not stand there once, a condition without a mode, a mode
         without a condition, a connective without a condition, a name nobody has (NoEntry, NoCorrection)
Source:  docs/ledger.md, "Entered by hand"; docs/desk.md
Shown:   tests/questions/test_entering.py
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from onrecord.language.actor_names import UnknownName
from onrecord.ledger import Ledger
from onrecord.questions.contexts import Context, contexts
from onrecord.questions.correcting import TextWord, WordStretch, code_typed, numbered_in, span_chosen, stretch_of
from onrecord.questions.errors import QuestionError
from onrecord.questions.filtering import day_typed
from onrecord.questions.showing import ShownPage, show
from onrecord.terms.by_hand import HAND
from onrecord.terms.dates import DateBounds
from onrecord.terms.documents import Document
from onrecord.terms.entering import NormMarked
from onrecord.terms.events import EventType
from onrecord.terms.pages import PageKind
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode
from onrecord.terms.spans import Span
from onrecord.terms.statements import Statement

WORD_SLOTS = ("action", "trigger", "cue", "agent", "target", "speaker")
NAME_SLOTS = ("agent_id", "target_id", "speaker_id")

LONGEST_NAME_CHARS = 80

Choice = TypeVar("Choice", bound=StrEnum)

_SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")

Field = Callable[[str], str]
"""What stands in a field of the form; "" for nothing."""


class NoEntry(QuestionError):
    """What was given is no norm that can be entered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """What a form shows. words: numbered, by paragraph. held: by slot, where its words are known beforehand.

    names: of persons and states that the page names. speaker: the code of who is taken to speak there; "": not known.
    """

    reading: Reading
    document: Document
    contexts: tuple[Context, ...]
    words: tuple[tuple[TextWord, ...], ...]
    held: dict[str, WordStretch]
    names: tuple[str, ...]
    speaker: str


def person_named(typed: str) -> str:
    """The name under which something is entered, white space put in order."""
    name = " ".join(typed.split())
    if not name:
        raise NoEntry("say who enters it: the name stands beside the record")
    if len(name) > LONGEST_NAME_CHARS or not name.isprintable():
        raise NoEntry(f"a name has at most {LONGEST_NAME_CHARS} characters, all of them such as can be seen")
    return name


def reading_to_mark(ledger: Ledger, page_id: str) -> Reading:
    """The program's current reading of a page whose words can be marked."""
    shown = show(ledger, page_id)
    if not isinstance(shown, ShownPage):
        raise NoEntry(f"{page_id} is no page: give the id of the page that the words stand on")
    reading = ledger.reading(shown.page.current.id)
    if reading.page.kind in (PageKind.SHEET, PageKind.SHEET_ROW):
        raise NoEntry(f"{shown.page.id} was entered by hand itself, and is no page: change it in its sheet")
    if reading.document is None:
        raise NoEntry(f"{shown.page.id} was refused as a whole: it has no text in which words could be marked")
    return reading


def words_on(reading: Reading, words: str) -> Span:
    """Where words stand on the page, once; white space apart."""
    found = _found("words", words, reading, near=None)
    if found is None:
        raise NoEntry("say which words of the page say it")
    return found


def reading_by(ledger: Ledger, page_id: str, by: str) -> Reading | None:
    """What a person entered on the page; None: nothing yet."""
    reader = f"{HAND}{by}"
    held = next((r for r in ledger.page(page_id).by_hand if r.reader == reader), None)
    return ledger.reading(held.id) if held is not None else None


def paragraphs_round(document: Document, around: Span) -> tuple[Context, ...]:
    """The paragraphs that hold the words, and the one before and after: who speaks often stands there."""
    inside = [n for n, block in enumerate(document.blocks) if block.span.overlaps(around)]
    if not inside:
        raise NoEntry("there are no such words in the page's text")
    shown = document.blocks[max(inside[0] - 1, 0) : inside[-1] + 2]
    spans = [around if block.span.overlaps(around) else block.span for block in shown]
    return contexts(document, list(dict.fromkeys(spans)))


def marking(reading: Reading, around: Span, *, action: Span | None = None) -> Marking:
    """The form for these words. action: words known to be it, as those of a refusal are."""
    document = reading.document
    assert document is not None  # as `reading_to_mark` gives it
    shown = paragraphs_round(document, around)
    words = numbered_in(shown)
    flat = [word for paragraph in words for word in paragraph]
    said = _said(reading, action or around)
    known = {"action": action, "speaker": said.source[0] if said is not None and said.source else None}
    speaker = reading.cast.actors.get(said.speaker_id) if said is not None and said.speaker_id else None
    return Marking(
        reading=reading,
        document=document,
        contexts=shown,
        words=words,
        held={slot: stretch_of(known.get(slot), flat) or WordStretch(None, None) for slot in WORD_SLOTS},
        names=tuple(sorted({actor.name for actor in reading.cast.actors.values() if actor.code is not None})),
        speaker=(speaker.code or "") if speaker is not None else "",
    )


def _said(reading: Reading, words: Span) -> Statement | None:
    """The narrowest statement of the program's that holds them."""
    held = [s for s in reading.statements if any(piece.overlaps(words) for piece in s.content)]
    return min(held, key=lambda s: sum(piece.end - piece.start for piece in s.content), default=None)


def marked_by_number(ledger: Ledger, reading: Reading, shown: Sequence[Context], field: Field) -> NormMarked:
    """What the fields of a form say. Words: `action.from`, `action.to`, by their numbers; others by their slot."""
    return _marked(ledger, reading, {slot: span_chosen(slot, field, shown) for slot in WORD_SLOTS}, field)


def marked_by_words(ledger: Ledger, reading: Reading, field: Field) -> NormMarked:
    """The same where words are given as they stand on the page, or as a span of its text (752-780).

    The action must stand there once; other words once in its paragraph, or once on the page.
    """
    action = _found("action", field("action"), reading, near=None)
    blocks = reading.document.blocks if reading.document is not None else ()
    near = next((b.span for b in blocks if action is not None and b.span.overlaps(action)), None)
    others = {slot: _found(slot, field(slot), reading, near=near) for slot in WORD_SLOTS if slot != "action"}
    return _marked(ledger, reading, {"action": action, **others}, field)


def _found(slot: str, given: str, reading: Reading, *, near: Span | None) -> Span | None:
    text = reading.text
    if not given.strip():
        return None
    span = _SPAN.fullmatch(given.strip())
    if span is not None:
        first, last = int(span[1]), int(span[2])
        if not first < last <= len(text):
            raise NoEntry(f"{slot}: {given.strip()} is no stretch of the text, which has {len(text):,} characters")
        return Span(first, last)
    pattern = re.compile(r"\s+".join(map(re.escape, given.split())))
    found = [Span(*m.span()) for m in pattern.finditer(text)]
    inside = [at for at in found if near is not None and near.covers(at)]
    chosen = inside or found
    if not chosen:
        raise NoEntry(f"{slot}: {given[:200]!r} does not stand, letter for letter, in the text read of the page")
    if len(chosen) > 1:
        places = ", ".join(f"{at.start}-{at.end}" for at in chosen[:5])
        raise NoEntry(f"{slot}: {given[:200]!r} stands there {len(chosen)} times; give one of the spans {places}")
    return chosen[0]


def _marked(ledger: Ledger, reading: Reading, spans: dict[str, Span | None], field: Field) -> NormMarked:
    action, trigger = spans["action"], spans["trigger"]
    if action is None:
        raise NoEntry("action: mark the words of the action; without an action there is no norm")
    mode = _choice(Mode, "mode", field("mode")) or (Mode.IF if trigger is not None else Mode.NONE)
    if trigger is None and spans["cue"] is not None:
        raise NoEntry("cue: a connective connects a condition; mark the words of the condition too")
    if trigger is None and mode is not Mode.NONE:
        raise NoEntry(
            f"mode: {mode.value} hangs the action on a condition; mark its words, or choose that there is none"
        )
    if trigger is not None and mode is Mode.NONE:
        raise NoEntry("mode: a condition is marked; say how the action hangs on it: if, unless or even_if")
    for slot in ("trigger", "cue"):
        if (span := spans[slot]) is not None and span.overlaps(action):
            raise NoEntry(f"{slot}: its words are words of the action too; mark each apart")
    codes = {slot: _code(ledger, reading, spans[slot.removesuffix("_id")], field(slot)) for slot in NAME_SLOTS}
    day = field("said_on")
    return NormMarked(
        modal=_choice(Modal, "modal", field("modal")) or Modal.WILL,
        mode=mode,
        action=action,
        trigger=trigger,
        cue=spans["cue"],
        agent=spans["agent"],
        target=spans["target"],
        speaker=spans["speaker"],
        agent_id=codes["agent_id"],
        target_id=codes["target_id"],
        speaker_id=codes["speaker_id"],
        action_event=_choice(EventType, "action_event", field("action_event")),
        said_on=DateBounds.day(day_typed(day)) if day else None,
    )


def _choice(kind: type[Choice], slot: str, given: str) -> Choice | None:
    if not given:
        return None
    if given not in list(kind):
        raise NoEntry(f"{slot}: {given[:40]!r} is none of {', '.join(kind)}")
    return kind(given)


def _code(ledger: Ledger, reading: Reading, words: Span | None, typed: str) -> str | None:
    """Of the name that was typed; else of whom the program takes the words for, in whole."""
    if typed:
        try:
            return code_typed(ledger, typed, here=tuple(reading.cast.actors.values()))
        except UnknownName as unknown:
            raise NoEntry(f"{unknown}; a name that no table has is kept in quotation marks") from None
    if words is None:
        return None
    held = [m.actor_id for m in reading.cast.mentions if m.span == words and m.actor_id is not None]
    codes = {actor.code for id_ in held if (actor := reading.cast.actors.get(id_)) is not None}
    return codes.pop() if len(codes) == 1 else None
