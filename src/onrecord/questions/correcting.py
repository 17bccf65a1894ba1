"""A correction as somebody sets it: words by their numbers in the paragraph, actors by name, the rest by choice.

In:      Card, the fields of a form
Out:     the numbered words; where each slot begins and ends among them; `SLOT=VALUE` texts of what was changed; names
         to choose from
Refuses: numbers that are none, an end before its start, a name nobody has, what is no day, a correction of nothing
         (NoCorrection, with all that is wrong and the field of each)
Source:  docs/desk.md, "Review"
Shown:   tests/questions/test_correcting.py
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.language.actor_names import AmbiguousName, NamedActor, UnknownName
from onrecord.ledger import Ledger
from onrecord.ledger.judgements.values import CHOICES, CODE_SLOTS, EVENT_SLOTS, NULLABLE, RECORD_SLOTS
from onrecord.questions.contexts import Context
from onrecord.questions.errors import QuestionError
from onrecord.questions.named_actors import acts_for, name_with_code
from onrecord.questions.review import SPANS, Card
from onrecord.terms.actors import Actor, ActorKind
from onrecord.terms.spans import Span

# A word with what it cannot do without ("$10", "3.67%", "so-called"); a comma or a full stop after it stands apart.
_WORD = re.compile(r"[$€£]?\w+(?:[.,’'\-]\w+)*%?")

# Marks round a name that no table has: it is kept as it is written.
_AS_WRITTEN = re.compile(r"[\"“](.+)[\"”]", re.DOTALL)

CHOSEN = ("modal", "mode", *EVENT_SLOTS, "kind", "strength")

# Behind the name of a slot: the field that says that its name is kept as words.
AS_WORDS = ".as-words"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field. slot: whose; "" for the form as a whole. like: names that may be meant."""

    slot: str
    says: str
    like: tuple[str, ...] = ()


class NoCorrection(QuestionError):
    """The fields correct nothing, or cannot be understood; faults: all that is wrong, in the order of the form."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(fault.says for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class TextWord:
    """A word of the paragraphs shown. number: from 1. before: what stands between the word before and this one."""

    number: int
    span: Span
    words: str
    before: str


@dataclass(frozen=True, slots=True)
class WordStretch:
    """From which word to which; both None: the slot is not said."""

    first: int | None
    last: int | None


def numbered(card: Card) -> tuple[tuple[TextWord, ...], ...]:
    """The words of each paragraph shown; numbers go on from one to the next."""
    return numbered_in(card.contexts)


def numbered_in(shown: Sequence[Context]) -> tuple[tuple[TextWord, ...], ...]:
    """The same of paragraphs without a card."""
    found: list[tuple[TextWord, ...]] = []
    number = 0
    for context in shown:
        words: list[TextWord] = []
        end = 0
        for match in _WORD.finditer(context.words):
            number += 1
            at = Span(*match.span()).shifted(context.span.start)
            words.append(TextWord(number, at, match[0], context.words[end : match.start()]))
            end = match.end()
        found.append(tuple(words))
    return tuple(found)


def stretches(card: Card) -> dict[str, WordStretch | None]:
    """Where the words of each slot stand; None: they lie outside of what is shown, or hold no word."""
    words = [word for paragraph in numbered(card) for word in paragraph]
    return {name: stretch_of(getattr(card.norm.norm, name), words) for name in SPANS}


def stretch_of(span: Span | None, words: Iterable[TextWord]) -> WordStretch | None:
    """Where these words stand among the numbered; None: they lie outside of them, or hold no word."""
    held = [word.number for word in words if span is not None and word.span.overlaps(span)]
    return WordStretch(held[0], held[-1]) if held else WordStretch(None, None) if span is None else None


def span_chosen(name: str, field: Callable[[str], str], shown: Sequence[Context]) -> Span | None:
    """The words that the two fields of a slot name, among the numbered ones of these paragraphs; None: neither does."""
    words = {word.number: word for paragraph in numbered_in(shown) for word in paragraph}
    return _span_of(_typed(name, field, words), name, words, shown)


def as_shown(card: Card) -> dict[str, str]:
    """What stands in each field of the form before anybody typed: "" where nothing is said, or no single day."""
    found: dict[str, str] = {}
    for name, stretch in stretches(card).items():
        if stretch is not None:
            found |= {f"{name}.from": str(stretch.first or ""), f"{name}.to": str(stretch.last or "")}
    for name in (*CHOSEN, *CODE_SLOTS):
        found[name] = str(getattr(card.entry.record if name in RECORD_SLOTS else card.norm.norm, name) or "")
    day = day_said(card)
    return {**found, "stated_on": day.isoformat() if day is not None else ""}


def day_said(card: Card) -> date | None:
    """The day it was said, as read; None where that is not known to the day."""
    said = card.entry.record.stated_on
    return said.first if said is not None and said.first == said.last else None


def names_here(card: Card) -> tuple[str, ...]:
    """Whom the page is known to speak of, as views show them: "Nancy Pelosi (USA)", "Iran (IRN)"."""
    return tuple(sorted({_shown_as(actor) for actor in card.actors if actor.code is not None}))


def correction(ledger: Ledger, card: Card, field: Callable[[str], str]) -> tuple[str, ...]:
    """What the fields change, as `SLOT=VALUE`.

    field: what stands in a field of the form, "" for nothing. Words: `action.from`, `action.to`; others by their slot.
    """
    faults: list[Fault] = []
    changed = [
        *_words_changed(card, field, faults),
        *_chosen(card, field, faults),
        *_day(card, field, faults),
        *_named(ledger, card, field, faults),
    ]
    changed += _spoken_by(card, field, dict(changed))
    if not changed and not faults:
        faults.append(Fault("", "nothing was changed: move an end, choose another value, or confirm it as it is"))
    if faults:
        raise NoCorrection(tuple(faults))
    return tuple(f"{name}={value or ''}" for name, value in changed)


def _words_changed(card: Card, field: Callable[[str], str], faults: list[Fault]) -> Iterable[tuple[str, str | None]]:
    words = {word.number: word for paragraph in numbered(card) for word in paragraph}
    for name, held in stretches(card).items():
        if held is None:  # its fields are not shown
            continue
        try:
            now = _typed(name, field, words)
            if now == held:
                continue
            span = _span_of(now, name, words, card.contexts)
        except NoCorrection as wrong:
            faults += wrong.faults
            continue
        if span is None and name not in NULLABLE:
            faults.append(Fault(name, f"{name} cannot be left empty: give its first and its last word"))
            continue
        yield name, span.of(card.document.text) if span is not None else None


def _typed(name: str, field: Callable[[str], str], words: Mapping[int, TextWord]) -> WordStretch:
    typed = [field(f"{name}.{end}") for end in ("from", "to")]
    strange = [one for one in typed if not _is_number(one, words)]
    if strange:
        says = f"{name}: {strange[0][:40]!r} is no number of a word here; they go from 1 to {len(words)}"
        raise NoCorrection((Fault(name, says),))
    return WordStretch(*(int(one) if one else None for one in typed))


def _is_number(typed: str, words: Mapping[int, TextWord]) -> bool:
    return not typed or (typed.isascii() and typed.isdigit() and len(typed) < 7 and int(typed) in words)


def _span_of(now: WordStretch, name: str, words: Mapping[int, TextWord], shown: Sequence[Context]) -> Span | None:
    if now.first is None and now.last is None:
        return None
    if now.first is None or now.last is None or now.first > now.last:
        raise NoCorrection((Fault(name, f"{name}: give a first word and a last word that does not stand before it"),))
    span = Span(words[now.first].span.start, words[now.last].span.end)
    if not any(context.span.covers(span) for context in shown):
        says = f"{name}: the first and the last word stand in two paragraphs; choose them in one"
        raise NoCorrection((Fault(name, says),))
    return span


def _chosen(card: Card, field: Callable[[str], str], faults: list[Fault]) -> Iterable[tuple[str, str | None]]:
    shown = as_shown(card)
    for name in CHOSEN:
        now = field(name)
        if now == shown[name]:
            continue
        if now and now not in list(CHOICES[name]):
            faults.append(Fault(name, f"{now[:40]!r} is no {name}: choose one that is offered"))
        elif not now and name not in NULLABLE:
            faults.append(Fault(name, f"{name} cannot be left empty: choose one"))
        else:
            yield name, now or None


def _day(card: Card, field: Callable[[str], str], faults: list[Fault]) -> Iterable[tuple[str, str | None]]:
    now = field("stated_on")
    if now == as_shown(card)["stated_on"]:
        return
    try:
        yield "stated_on", date.fromisoformat(now).isoformat() if now else None
    except ValueError:
        faults.append(Fault("stated_on", f"{now[:40]!r} is no day: write it as 2026-03-01"))


def _named(
    ledger: Ledger, card: Card, field: Callable[[str], str], faults: list[Fault]
) -> Iterable[tuple[str, str | None]]:
    shown = as_shown(card)
    for name in CODE_SLOTS:
        typed = field(name)
        if typed == shown[name]:
            continue
        if typed and field(name + AS_WORDS):
            code: str | None = typed
        else:
            try:
                code = code_typed(ledger, typed, here=card.actors) if typed else None
            except UnknownName as unknown:
                says = f"{unknown}; to keep these very words, tick the box, or write them in quotation marks"
                faults.append(Fault(name, says, unknown.suggestions))
                continue
            except AmbiguousName as several:
                faults.append(Fault(name, str(several), several.codes))
                continue
        if (code or "") != shown[name]:
            yield name, code


def _spoken_by(card: Card, field: Callable[[str], str], changed: Mapping[str, str | None]) -> list[tuple[str, str]]:
    """The words of a speaker whose code alone was set, by the name of a person whom the page names in full."""
    norm = card.norm.norm
    if not changed.get("speaker_id") or "speaker" in changed or norm.speaker is not None:
        return []
    typed = field("speaker_id").casefold()
    persons = (actor for actor in card.actors if actor.kind is ActorKind.PERSON and actor.name in card.document.text)
    called = (actor.name for actor in persons if typed in (actor.name.casefold(), _shown_as(actor).casefold()))
    return [("speaker", name) for name in called][:1]


def _shown_as(actor: Actor) -> str:
    return name_with_code(NamedActor(actor.code, actor.name)) if actor.code is not None else actor.name


def code_typed(ledger: Ledger, typed: str, *, here: Sequence[Actor] = ()) -> str:
    """The code of a name as a view shows it, or of a code; a name in quotation marks as it is written.

    here: who is known on the page. UnknownName, AmbiguousName where nobody, or two, are called so.
    """
    written = _AS_WRITTEN.fullmatch(typed)
    if written is not None:
        return written[1].strip()
    return acts_for(ledger, typed, here=here).code
