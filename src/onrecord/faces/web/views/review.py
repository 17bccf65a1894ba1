"""Review: one reading after another, to confirm, correct or reject, each with one key.

In:      a form of this desk: a verdict on a norm, a reason, a correction; a name; filters and a turn in the address
Out:     the next card, or the record that somebody came from; JSON of the queue; judgements in the ledger, each under
         the reviewer's name
Refuses: a verdict without a name, a reason that is none; what is wrong with a correction, said beside its fields with
         all that was typed; to keep anything at a desk that only reads
Source:  docs/desk.md, "Review"
Shown:   tests/faces/web/test_review.py
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.faces.web.answering import as_json, page
from onrecord.faces.web.asking import AskedLedger, BadQuestion, OwnForm, choice_asked, field, number_asked, typed
from onrecord.faces.web.desk import Desk
from onrecord.faces.web.frame import Frame, frame_of
from onrecord.faces.web.looks import CONDITION_WORDS, STRENGTH_LETTERS
from onrecord.faces.web.marking import TextMark, TextPiece, pieces
from onrecord.faces.web.signing import name_known, signed
from onrecord.faces.web.views.record import NormShown, Pill, marks_of, norm_shown, outside, speaker_words
from onrecord.language.code_words import action_words
from onrecord.language.review_reasons import OTHER, Reason, note_of, reasons
from onrecord.ledger import JudgementUnsound, Ledger
from onrecord.ledger.index.waiting import LastWord, WaitingScope, WaitingTurn
from onrecord.ledger.judgements.remarks import author_typed
from onrecord.ledger.judgements.values import CODE_SLOTS, EVENT_SLOTS, NULLABLE
from onrecord.questions import in_words, independent_reports
from onrecord.questions.correcting import (
    AS_WORDS,
    Fault,
    NoCorrection,
    TextWord,
    as_shown,
    correction,
    day_said,
    names_here,
    numbered,
    stretches,
)
from onrecord.questions.review import (
    COUNTED_UP_TO,
    Card,
    ReviewProgress,
    card_of,
    last_word,
    next_card,
    progress,
    queue,
    scope_typed,
    turn_of,
    turn_text,
)
from onrecord.questions.same_saying import said_of_action
from onrecord.questions.wording import JUDGED, date_words, plural, published_words
from onrecord.terms.events import EventType
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.records import Modal, Mode, RecordKind, Strength
from onrecord.terms.spans import Span
from onrecord.terms.wording import MODAL_WORDING, MODAL_WORDS

router = APIRouter(include_in_schema=False)

# Letters that no key of the card has: a slip picks nothing else.
MODAL_LETTERS = {modal: said.letter for modal, said in MODAL_WORDING.items()}
MODE_LETTERS = {Mode.IF: "i", Mode.UNLESS: "x", Mode.EVEN_IF: "v", Mode.NONE: "o"}

SLOT_NAMES = {
    "action": "action",
    "trigger": "condition",
    "agent": "who",
    "target": "to or of whom",
    "deadline": "until when",
    "cue": "connective",
    "speaker": "speaker",
    "agent_id": "who",
    "target_id": "to or of whom",
    "trigger_id": "who acts in the condition",
    "speaker_id": "who says it",
    "action_event": "kind of action",
    "trigger_event": "kind of action in the condition",
    "modal": "what it commits to",
    "mode": "whether on a condition",
    "stated_on": "day it was said",
    "kind": "kind of saying",
    "strength": "strength",
}

# What brings somebody to one norm from elsewhere, and where they go when it is judged.
RECORD = "record"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a slot. letter: its key, "" for none."""

    value: str
    words: str
    letter: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class WordsField:
    """A slot whose words are set by number, as typed; "" in both: not said. optional: may it be left empty?"""

    slot: str
    name: str
    first: str
    last: str
    optional: bool


@dataclass(frozen=True, slots=True)
class NameField:
    """A slot that is set by a name or a code, as typed. as_words: is it kept as it is written, whatever tables have?"""

    slot: str
    name: str
    value: str
    as_words: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Correcting:
    """The form of a correction. elsewhere: slots whose words lie outside of what is shown.

    known: names to choose from; day: as typed; day_read: said where it is not known to the day, else "".
    faults: (the slot, what is wrong with it), "" for the form as a whole; () before somebody sent it.
    """

    modals: tuple[Choice, ...]
    modes: tuple[Choice, ...]
    paragraphs: tuple[tuple[TextWord, ...], ...]
    most: int
    words: tuple[WordsField, ...]
    elsewhere: tuple[str, ...]
    named: tuple[NameField, ...]
    known: tuple[str, ...]
    kinds: tuple[tuple[str, str, tuple[Choice, ...]], ...]
    day: str
    day_read: str
    faults: tuple[Fault, ...]

    def wrong(self, slot: str) -> str:
        """What is wrong with a slot; "" for nothing."""
        return "; ".join(fault.says for fault in self.faults if fault.slot == slot)

    @property
    def first_wrong(self) -> str:
        """The slot that has the first fault; "" for none."""
        return next((fault.slot for fault in self.faults if fault.slot), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class CardShown:
    """The upper half of a record, as it was read, and the paragraphs round its words; () where those show no more."""

    norm: NormShown
    kind: str
    said: str
    pills: tuple[Pill, ...]
    paragraphs: tuple[tuple[TextPiece, ...], ...]
    speaker: str
    record: str
    page_id: str
    span: Span
    title: str
    published: str
    outside: str | None
    correcting: Correcting


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewShown:
    """What the template shows. by: who reviews; None: nobody said. may_judge: are there buttons?

    narrowed: the filters in words; undo: (the norm, what was said of it); later: where the next is, this one left.
    query: what the address of a form carries on; here: that, and the norm the address names.
    """

    by: str | None
    may_judge: bool
    how_far: str
    narrowed: tuple[str, ...]
    typed: tuple[tuple[str, str], ...]
    modals: tuple[Choice, ...]
    modes: tuple[Choice, ...]
    query: str
    here: str
    everything: bool
    from_the_start: str | None
    card: CardShown | None
    nothing: str
    reasons: tuple[Reason, ...]
    other: str
    undo: tuple[str, str] | None
    later: str | None
    data: str


@router.get("/review.json")
def review_json(request: Request, ledger: AskedLedger) -> Response:
    """`{"by", "progress", "items"}`: the next `?limit=` norms of `?by=NAME`, or of who sits here."""
    by = typed(request, "by") or name_known(request) or None
    scope = _scope(request, ledger)
    listed = queue(ledger, by, scope, after=_after(request), limit=number_asked(request, "limit", default=20, most=100))
    return as_json(
        {"by": by, "progress": progress(ledger, by, scope).to_json(), "items": [one.to_json() for one in listed]}
    )


@router.get("/review")
def review(request: Request, ledger: AskedLedger) -> Response:
    """The next card, or that of the norm the address names."""
    by, scope, at = name_known(request) or None, _scope(request, ledger), typed(request, "at")
    found = next_card(ledger, by, scope, after=_after(request)) if at is None else None
    card, turn = (card_of(ledger, at), None) if at is not None else found or (None, None)
    return page(request, "review.html", _review_shown(request, ledger, card, turn))


def _review_shown(
    request: Request, ledger: Ledger, card: Card | None, turn: WaitingTurn | None, correcting: Correcting | None = None
) -> ReviewShown:
    """All of the view. correcting: the form as somebody sent it; None: as the card was read."""
    frame, by, after, scope = frame_of(request), name_known(request) or None, _after(request), _scope(request, ledger)
    at = typed(request, "at")
    far = progress(ledger, by, scope)
    may_judge = not frame.read_only and frame.as_of is None
    word = last_word(ledger, by) if by is not None and may_judge else None
    alone = card.id if card is not None and _from_record(request) else None
    return ReviewShown(
        by=by,
        may_judge=may_judge,
        how_far=_how_far(far),
        narrowed=_narrowed(request, scope),
        typed=tuple((name, typed(request, name) or "") for name in ("actor", "target")),
        modals=modals_shown(scope.modal),
        modes=modes_shown(scope.mode),
        query=_query(request),
        here=_query(request, "at"),
        everything=scope == WaitingScope(),
        from_the_start=frame.href("/review", **_filters(request)) if after or at else None,
        card=_card_shown(ledger, card, correcting or _correcting(card)) if card is not None else None,
        nothing=_nothing(far, scope, after),
        reasons=reasons(),
        other=OTHER,
        undo=_undo(ledger, word, scope, alone) if word is not None else None,
        later=frame.href("/review", **_filters(request), after=turn_text(turn)) if turn is not None else None,
        data=_data(frame, request),
    )


@router.post("/review/name")
def name(request: Request, _desk: OwnForm) -> Response:
    """Remember who reviews."""
    who = author_typed(field(request, "name"))
    answer = RedirectResponse(f"/review{_query(request, 'at')}", status_code=303)
    signed(request, answer, who)
    return answer


@router.post("/review/confirm")
def confirm(request: Request, desk: OwnForm) -> Response:
    """The reading is right. Said twice by a key that was held, it is kept once."""
    card, by = _asked(request, desk)
    word = last_word(desk.ledger, by)
    if word is None or (word.target_id, word.verdict) != (card.id, JudgementKind.CONFIRM):
        _judge(desk, card, JudgementKind.CONFIRM, by)
    return _judged(request, card)


@router.post("/review/reject")
def reject(request: Request, desk: OwnForm) -> Response:
    """The reading is no norm, and why."""
    card, by = _asked(request, desk)
    _judge(desk, card, JudgementKind.WRONG, by, note=note_of(field(request, "reason"), field(request, "note")))
    return _judged(request, card)


@router.post("/review/correct")
def correct(request: Request, desk: OwnForm) -> Response:
    """The reading is right but for what was changed; what cannot be kept comes again as it was typed."""
    card, by = _asked(request, desk)

    def sent(slot: str) -> str:
        return field(request, slot)

    try:
        _judge(desk, card, JudgementKind.CORRECT, by, slots=correction(desk.ledger, card, sent))
    except NoCorrection as wrong:
        faults = wrong.faults
    except JudgementUnsound as refused:
        faults = (Fault("", str(refused)),)
    else:
        return _judged(request, card)
    again = _correcting(card, sent, faults)
    return page(request, "review.html", _review_shown(request, desk.ledger, card, None, again), status=400)


@router.post("/review/undo")
def undo(request: Request, desk: OwnForm) -> Response:
    """Take back all the reviewer said of this norm, which was their last word, and show it again."""
    card, by = _asked(request, desk)
    word = last_word(desk.ledger, by)
    if word is not None and word.target_id == card.id:  # else it was taken back already, by a key that was held
        _judge(desk, card, JudgementKind.RETRACT, by)
    return _next(request, at=card.id)


def _asked(request: Request, desk: Desk) -> tuple[Card, str]:
    """The card that is judged, and who judges."""
    by = name_known(request) or None
    if by is None:
        raise BadQuestion("say first who reviews: the name stands beside each judgement")
    return card_of(desk.ledger, field(request, "target")), by


def _judge(
    desk: Desk, card: Card, verdict: JudgementKind, by: str, *, slots: Sequence[str] = (), note: str | None = None
) -> None:
    with desk.writing() as book:
        book.judge(card.id, verdict, by=by, at=desk.now(), slots=slots, note=note)


def _judged(request: Request, card: Card) -> RedirectResponse:
    """On to what waits next; back to the record, for who came from there."""
    if _from_record(request):
        return RedirectResponse(f"/record/{card.id}", status_code=303)
    return _next(request)


def _next(request: Request, **more: str) -> RedirectResponse:
    """On to what waits next, among the same norms."""
    query = urlencode({**_carried(request), **more}, doseq=True)
    return RedirectResponse(f"/review?{query}" if query else "/review", status_code=303)


def _from_record(request: Request) -> bool:
    return typed(request, "then") == RECORD


def _filters(request: Request) -> dict[str, str | list[str]]:
    """The filters of the address."""
    pages = [given for given in request.query_params.getlist("page") if given]
    return {**_given(request, "actor", "target", "modal", "mode"), **({"page": pages} if pages else {})}


def _carried(request: Request, *more: str) -> dict[str, str | list[str]]:
    then: dict[str, str | list[str]] = {"then": RECORD} if _from_record(request) else {}
    return {**_filters(request), **_given(request, "after", *more), **then}


def _given(request: Request, *names: str) -> dict[str, str | list[str]]:
    held = {name: typed(request, name) for name in names}
    return {name: value for name, value in held.items() if value is not None}


def _query(request: Request, *more: str) -> str:
    """What the address of a form carries on."""
    query = urlencode(_carried(request, *more), doseq=True)
    return f"?{query}" if query else ""


def _data(frame: Frame, request: Request) -> str:
    return frame.href("/review.json", **_filters(request), **_given(request, "after"))


def _after(request: Request) -> WaitingTurn | None:
    given = typed(request, "after")
    return turn_of(given) if given is not None else None


def _scope(request: Request, ledger: Ledger) -> WaitingScope:
    return scope_typed(
        ledger,
        actor=typed(request, "actor"),
        target=typed(request, "target"),
        modal=choice_asked(request, "modal", Modal),
        mode=choice_asked(request, "mode", Mode),
        pages=[given for given in request.query_params.getlist("page") if given],
    )


def _narrowed(request: Request, scope: WaitingScope) -> tuple[str, ...]:
    named = [f"{name}: {value}" for name in ("actor", "target") if (value := typed(request, name))]
    named += [f"“{MODAL_WORDS[scope.modal]}”"] if scope.modal is not None else []
    named += [CONDITION_WORDS[scope.mode]] if scope.mode is not None else []
    named += [f"of {plural(len(scope.pages), 'page')}"] if scope.pages is not None else []
    return tuple(named)


def _how_far(far: ReviewProgress) -> str:
    pace = f", {max(1, round(far.each_s))} s each" if far.each_s is not None else ""
    if far.waiting is None:
        return f"{plural(far.judged, 'norm')} judged{pace}; more than {COUNTED_UP_TO:,} wait"
    return f"{far.judged:,} of {plural(far.judged + far.waiting, 'norm')}{pace}"


def _nothing(far: ReviewProgress, scope: WaitingScope, after: WaitingTurn | None) -> str:
    if after is not None:
        return "Nothing comes after what you left for later."
    if far.judged:
        return f"All of it is done: {plural(far.judged, 'norm')} judged."
    return "Nothing waits here." if scope != WaitingScope() else "Nothing waits: this ledger holds no norm yet."


def _undo(ledger: Ledger, word: LastWord, scope: WaitingScope, alone: str | None) -> tuple[str, str] | None:
    """What undo takes back, as it stands. None: nothing that is reviewed here.

    alone: the one norm that is; None: all of the scope.
    """
    place = ledger.current.places_of_norms([word.target_id]).get(word.target_id)
    if place is None or alone not in (None, word.target_id):  # or its page was withdrawn since
        return None
    (entry,) = ledger.entries_at([place])
    if scope.pages is not None and entry.source.page_id not in scope.pages:
        return None
    held = (*entry.norms, *entry.rejected)
    sentence = next(in_words(norm) for norm in held if norm.id == word.target_id)
    return word.target_id, f"{JUDGED[word.verdict]}: {sentence}"


def _card_shown(ledger: Ledger, card: Card, correcting: Correcting) -> CardShown:
    entry, source = card.entry, card.entry.source
    evidence = [quote.span for quote in entry.evidence]
    norm = norm_shown(card.norm, card.contexts, evidence, ())
    cut = any(quotation.before or quotation.after for quotation in norm.quotations)
    strength = entry.record.strength
    reports = independent_reports(ledger, said_of_action(ledger, entry).reports).independent
    return CardShown(
        norm=norm,
        kind=entry.record.kind.value,
        said=f"said {date_words(entry.record.stated_on)}" if entry.record.stated_on else "day not known",
        pills=(
            Pill(words=CONDITION_WORDS[card.norm.norm.mode]),
            Pill(words=f"strength: {strength.value} ({STRENGTH_LETTERS[strength]})", tone=f"s{strength.rank}"),
            Pill(words=f"{reports} independent reports" if reports > 1 else "1 report"),
        ),
        paragraphs=_paragraphs(card, evidence) if cut or len(card.contexts) > 1 else (),
        speaker=speaker_words(entry),
        record=entry.id,
        page_id=source.page_id,
        span=Span(min(s.start for s in evidence), max(s.end for s in evidence)),
        title=source.title or source.address,
        published=published_words(source.published),
        outside=outside(source),
        correcting=correcting,
    )


def _paragraphs(card: Card, evidence: list[Span]) -> tuple[tuple[TextPiece, ...], ...]:
    """The whole paragraphs, the record's words and the slots marked."""
    marks = [TextMark(span=span, kind="evid", label="the words", rank=1) for span in evidence] + marks_of(card.norm)
    return tuple(pieces(card.document.text, context.span, marks) for context in card.contexts)


def _correcting(card: Card, sent: Callable[[str], str] | None = None, faults: tuple[Fault, ...] = ()) -> Correcting:
    """The form. sent: what somebody typed in its fields; None: what was read."""
    shown, paragraphs, held = as_shown(card), numbered(card), stretches(card)
    said = card.entry.record.stated_on

    def value(slot: str) -> str:
        return sent(slot) if sent is not None else shown.get(slot, "")

    return Correcting(
        modals=_choices("modal", value, modals_shown(None)),
        modes=_choices("mode", value, modes_shown(None)),
        paragraphs=paragraphs,
        most=sum(map(len, paragraphs)),
        words=tuple(
            WordsField(slot, SLOT_NAMES[slot], value(f"{slot}.from"), value(f"{slot}.to"), slot in NULLABLE)
            for slot, stretch in held.items()
            if stretch is not None
        ),
        elsewhere=tuple(SLOT_NAMES[slot] for slot, stretch in held.items() if stretch is None),
        named=tuple(
            NameField(slot, SLOT_NAMES[slot], value(slot), bool(sent is not None and sent(slot + AS_WORDS)))
            for slot in CODE_SLOTS
        ),
        known=tuple(dict.fromkeys((*(name for fault in faults for name in fault.like), *names_here(card)))),
        kinds=(
            *((slot, SLOT_NAMES[slot], _choices(slot, value, kinds_shown(None))) for slot in EVENT_SLOTS),
            ("kind", SLOT_NAMES["kind"], _choices("kind", value, [(k.value, k.value) for k in RecordKind])),
            ("strength", SLOT_NAMES["strength"], _choices("strength", value, _strengths())),
        ),
        day=value("stated_on"),
        day_read=f"read as: {date_words(said)}" if said is not None and day_said(card) is None else "",
        faults=faults,
    )


def _strengths() -> list[tuple[str, str]]:
    return [(s.value, f"{s.value} ({STRENGTH_LETTERS[s]})") for s in Strength]


def modals_shown(chosen: Modal | None) -> tuple[Choice, ...]:
    """What somebody may say of an action, each with its letter."""
    return tuple(Choice(m.value, MODAL_WORDS[m], MODAL_LETTERS[m], m is chosen) for m in Modal)


def modes_shown(chosen: Mode | None) -> tuple[Choice, ...]:
    """How an action may hang on a condition, each with its letter."""
    return tuple(Choice(m.value, CONDITION_WORDS[m], letter, m is chosen) for m, letter in MODE_LETTERS.items())


def kinds_shown(chosen: EventType | None) -> tuple[Choice, ...]:
    """The kinds of actions, none of them first."""
    none = Choice("", "none of these", "", chosen is None)
    return (none, *(Choice(kind.value, action_words(kind), "", kind is chosen) for kind in EventType))


def _choices(slot: str, value: Callable[[str], str], options: Sequence[Choice | tuple[str, str]]) -> tuple[Choice, ...]:
    """The options, with that chosen which the slot has."""
    every = [one if isinstance(one, Choice) else Choice(*one, "", False) for one in options]
    return tuple(replace(one, chosen=one.value == value(slot)) for one in every)
