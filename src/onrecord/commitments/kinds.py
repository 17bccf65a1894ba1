"""What sort of speech act a draft is, and how strongly it is put.

In:      a Draft, the PLOVER type of its deed
Out:     RecordKind, Strength
Source:  codebook 1; strength words in data/en/words.csv
Shown:   tests/commitments/test_records.py
"""

from onrecord.commitments.draft import Draft
from onrecord.commitments.tables import Force, Logic, strength_words
from onrecord.commitments.undertaking import own_response
from onrecord.language.words import word_list
from onrecord.terms.events import EventType
from onrecord.terms.parses import Parse
from onrecord.terms.records import Modal, Mode, RecordKind, Strength

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


def kind_of(parse: Parse, draft: Draft, event: EventType | None) -> RecordKind:
    """The speech act; of a deed the speaker will do, hostile ones are threats, vowed ones promises, others plans."""
    if draft.extends is not None:
        return RecordKind.SCOPE_EXTENSION
    if draft.condition is not None and draft.condition.logic is Logic.NECESSARY:
        return RecordKind.RESTRICTION  # also of the readiness voiced with it: one act of speech, two norms
    by_modal = {
        Modal.DEMANDS: RecordKind.DEMAND,
        Modal.PREDICTS: RecordKind.PREDICTION,
        Modal.READY: RecordKind.READINESS,
    }
    if draft.modal in by_modal:
        return by_modal[draft.modal]
    promised = any(word in word_list("promises") for word in _saying_words(parse, draft))
    if draft.modal is Modal.WILL_NOT:
        if draft.mode is Mode.UNLESS:
            return RecordKind.RESTRICTION
        return RecordKind.ASSURANCE if promised else RecordKind.REFUSAL
    if (
        event in HOSTILE
        or own_response(parse, draft.deed) is not None
        or "threaten" in _saying_words(parse, draft)
        or "warn" in _saying_words(parse, draft)
    ):
        return RecordKind.THREAT
    return RecordKind.PROMISE if promised or draft.condition is not None else RecordKind.PLAN


def _saying_words(parse: Parse, draft: Draft) -> frozenset[str]:
    """Lemmas of the word that governs the deed and of the verb of saying above it."""
    tokens = [draft.deed.governor, *([draft.voice.cue] if draft.voice.cue is not None else [])]
    return frozenset(parse.lemmas[t] for t in tokens)


def strength_of(parse: Parse, draft: Draft) -> Strength:
    """As strong as its modal word, or as an adverb beside it that says more ("never", "under no circumstances").

    A refusal read off a denied readiness ("not willing to") is firm: nobody is half unwilling.
    """
    base = draft.deed.strength
    if draft.deed.force is Force.WILL_NOT and base.rank < Strength.FIRM.rank:
        base = Strength.FIRM
    sentence = parse.sentence_span(parse.sentence_index(draft.deed.head)).of(parse.text).lower().replace("’", "'")
    said = [strength for words, strength in strength_words() if words in sentence]
    return max((base, *said), key=lambda s: s.rank) if draft.modal is not Modal.PREDICTS else base
