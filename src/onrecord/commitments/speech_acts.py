"""What sort of speech act a draft is, and how strongly it is put.

In:      a NormDraft, or the action that a person marked; the PLOVER type of the action
Out:     RecordKind, Strength
Source:  codebook 1; strength words in data/en/words.csv
Shown:   tests/commitments/test_records.py
"""

from onrecord.commitments.draft import NormDraft
from onrecord.commitments.modality import GovernedAction, find_actions
from onrecord.commitments.tables import Logic, ModalForce, strength_words
from onrecord.commitments.undertaking import own_response
from onrecord.language.words import word_list
from onrecord.terms.events import EventType
from onrecord.terms.parses import Parse
from onrecord.terms.records import Modal, Mode, RecordKind, Strength
from onrecord.terms.spans import Span

# Without a word that says how strongly: as a bare "will", or a bare readiness.
BARE = {Modal.READY: Strength.READY}

HOSTILE = frozenset(
    {
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.SANCTION,
        EventType.MOBILIZE,
        EventType.THREATEN,
        EventType.PROTEST,
        EventType.ACCUSE,
    }
)


def kind_of(parse: Parse, draft: NormDraft, event: EventType | None) -> RecordKind:
    """The speech act; of an action the speaker will do, hostile ones are threats, vowed ones promises, others plans."""
    if draft.extends is not None:
        return RecordKind.SCOPE_EXTENSION
    if draft.condition is not None and draft.condition.logic is Logic.NECESSARY:
        return RecordKind.RESTRICTION  # also of the readiness voiced with it: one act of speech, two norms
    return kind_said(
        draft.modal,
        draft.mode,
        event,
        conditional=draft.condition is not None,
        saying=_saying_words(parse, draft),
        responds=own_response(parse, draft.governed) is not None,
    )


def kind_said(
    modal: Modal, mode: Mode, event: EventType | None, *, conditional: bool, saying: frozenset[str], responds: bool
) -> RecordKind:
    """The same by what the words make of the action.

    saying: lemmas of the words that govern the action and of the verb of saying above it. responds: "our response
    will".
    """
    if modal.kind is not None:
        return modal.kind
    promised = any(word in word_list("promises") for word in saying)
    if modal is Modal.WILL_NOT:
        if mode is Mode.UNLESS:
            return RecordKind.RESTRICTION
        return RecordKind.ASSURANCE if promised else RecordKind.REFUSAL
    if event in HOSTILE or responds or saying & {"threaten", "warn"}:
        return RecordKind.THREAT
    return RecordKind.PROMISE if promised or conditional else RecordKind.PLAN


def _saying_words(parse: Parse, draft: NormDraft) -> frozenset[str]:
    """Lemmas of the word that governs the action and of the verb of saying above it."""
    tokens = [draft.governed.governor, *([draft.context.cue] if draft.context.cue is not None else [])]
    return frozenset(parse.lemmas[t] for t in tokens)


def strength_of(parse: Parse, draft: NormDraft) -> Strength:
    """As strong as its modal word, or as an adverb beside it that says more ("never", "under no circumstances").

    A refusal read off a denied readiness ("not willing to") is firm: nobody is half unwilling.
    """
    base = draft.governed.strength
    if draft.governed.force is ModalForce.WILL_NOT and base.rank < Strength.FIRM.rank:
        base = Strength.FIRM
    sentence = parse.sentence_span(parse.sentence_index(draft.governed.head)).of(parse.text)
    return _with_adverbs(base, sentence, draft.modal)


def marked_kind_and_strength(
    parse: Parse, action: Span, modal: Modal, mode: Mode, event: EventType | None
) -> tuple[RecordKind, Strength]:
    """Of an action that a person marked, by the word that governs it; by the modal alone where no such word is
    known."""
    tokens = parse.tokens_in(action)
    if not tokens:
        saying, responds, base, sentence = frozenset[str](), False, BARE.get(modal, Strength.FIRM), ""
    else:
        index = parse.sentence_index(tokens[0])
        found = find_actions(parse, range(*parse.sentences[index]))
        governed = next((d for d in found if d.head in tokens), None)
        saying = _governing(parse, governed) if governed is not None else frozenset[str]()
        responds = governed is not None and own_response(parse, governed) is not None
        base = governed.strength if governed is not None else BARE.get(modal, Strength.FIRM)
        sentence = parse.sentence_span(index).of(parse.text)
    if modal is Modal.WILL_NOT and base.rank < Strength.FIRM.rank:
        base = Strength.FIRM
    kind = kind_said(modal, mode, event, conditional=mode is not Mode.NONE, saying=saying, responds=responds)
    return kind, _with_adverbs(base, sentence, modal)


def _governing(parse: Parse, governed: GovernedAction) -> frozenset[str]:
    """The word that governs the action, and the verb of saying above it."""
    above = parse.heads[governed.governor]
    return frozenset({parse.lemmas[governed.governor], parse.lemmas[above]})


def _with_adverbs(base: Strength, sentence: str, modal: Modal) -> Strength:
    plain = sentence.lower().replace("’", "'")
    said = [strength for words, strength in strength_words() if words in plain]
    return max((base, *said), key=lambda s: s.rank) if modal is not Modal.PREDICTS else base
