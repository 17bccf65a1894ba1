"""The deeds of a sentence, and what is said of each: it will be done, it will not, somebody is ready, demands it.

In:      Parse, one sentence
Out:     Deeds, in text order
Source:  data/modals.csv, data/auxiliaries.csv; codebook 1
Shown:   tests/commitments/test_modality.py
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.commitments.clauses import (
    auxiliaries,
    child,
    denied,
    preposition,
    subject,
    understood_subject,
)
from onrecord.commitments.tables import Force, ModalWord, modal_words, word_list
from onrecord.commitments.tables import auxiliaries as auxiliary_table
from onrecord.terms.parses import Parse
from onrecord.terms.records import Strength

VERBAL = frozenset({"VERB", "AUX"})
FLIPPED = {Force.WILL: Force.WILL_NOT, Force.READY: Force.WILL_NOT, Force.WILL_NOT: Force.WILL}


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed and the word that governs it.

    head:     token of the deed: a verb, or a noun ("vowed a response").
    governor: the modal auxiliary, verb, adjective or noun.
    doer:     token of whoever would do it: of a demand, whoever must; None when not said.
    holder:   token of whoever vows, refuses, demands; None under a bare auxiliary.
    speaker:  "self", "owner", "none" as in ModalWord; "voice" under a bare auxiliary: whoever is speaking there.
    """

    head: int
    governor: int
    doer: int | None
    holder: int | None
    force: Force
    strength: Strength
    speaker: str


def find_deeds(parse: Parse, sentence: range) -> tuple[Deed, ...]:
    """Every deed of the sentence that a word of the tables governs, one a head."""
    by_head: dict[int, Deed] = {}
    for token in sentence:
        for deed in governed_deeds(parse, token):
            by_head.setdefault(deed.head, deed)
    governors = {d.governor for d in by_head.values()} | {parse.heads[d.governor] for d in by_head.values()}
    for token in sentence:
        for deed in auxiliary_deeds(parse, token):
            if token not in governors and deed.head not in by_head:
                by_head[deed.head] = deed
    return tuple(by_head[h] for h in sorted(by_head))


def auxiliary_deeds(parse: Parse, verb: int) -> Iterator[Deed]:
    """The deed of a verb with a modal auxiliary, or of "is going to", "has to"."""
    if parse.pos[verb] not in VERBAL or parse.deps[verb] in {"aux", "auxpass"}:
        return
    modal = next((a for a in auxiliaries(parse, verb) if parse.lower(a) in auxiliary_table()), None)
    if modal is None:
        yield from _periphrastic(parse, verb)
        return
    row = auxiliary_table()[parse.lower(modal)]
    force = row.negative if denied(parse, verb) else row.positive
    if force is None:
        return
    head = _through_semi_modal(parse, verb)
    if head != verb and _is_duty(parse, verb) and force is Force.WILL:
        force = Force.MUST
    yield Deed(head, modal, understood_subject(parse, verb), None, force, row.strength, "voice")


def _periphrastic(parse: Parse, verb: int) -> Iterator[Deed]:
    """ "is going to attack", "has to leave", "are to meet": the infinitive is the deed."""
    below = _infinitive(parse, verb)
    if below is None:
        return
    force = None
    if parse.lower(verb) == "going" and child(parse, verb, "aux") is not None:
        force = Force.WILL_NOT if denied(parse, verb) else Force.WILL
    elif parse.lemmas[verb] in {"have", "need"} and parse.tags[verb] in {"VBZ", "VBP", "VBD"} and not denied(parse, verb):
        force = Force.MUST
    elif parse.lemmas[verb] == "be" and parse.tags[verb] in {"VBZ", "VBP"} and child(parse, verb, "attr", "acomp") is None:
        force = Force.WILL
    if force is not None:
        yield Deed(below, verb, understood_subject(parse, verb), None, force, Strength.FIRM, "voice")


def _through_semi_modal(parse: Parse, verb: int) -> int:
    """The deed behind "will be forced to", "will have to", "will be able to"; the verb itself otherwise."""
    for candidate in (verb, child(parse, verb, "acomp")):
        if candidate is not None and parse.lemmas[candidate] in word_list("semi-modal"):
            return _infinitive(parse, candidate) or verb
    return verb


def _is_duty(parse: Parse, verb: int) -> bool:
    return parse.lemmas[verb] in {"have", "need"}


def governed_deeds(parse: Parse, token: int) -> Iterator[Deed]:
    """Deeds that hang on this token as a row of the table says."""
    for word in modal_words().get(parse.lemmas[token].lower(), ()):
        if not _is_word(parse, token, word):
            continue
        for frame in word.frames:
            kind, _, particle = frame.partition(":")
            for head, doer in FRAMES[kind](parse, token, particle):
                yield _governed(parse, token, word, head, doer)
                break


def _is_word(parse: Parse, token: int, word: ModalWord) -> bool:
    if word.particle is not None and preposition(parse, token, word.particle) is None:
        return False
    if word.pos == "VERB":
        return parse.pos[token] in VERBAL and child(parse, token, "nsubjpass") is None
    if word.pos == "ADJ":
        return parse.pos[token] in {"ADJ", "VERB"} and parse.deps[token] not in {"amod", "ROOT"}
    return parse.pos[token] == word.pos and not _is_rejected(parse, token)


def _is_rejected(parse: Parse, noun: int) -> bool:
    """ "rejected an offer to", "backed plans to": the verb's own row reads the noun."""
    above = parse.heads[noun]
    frames = [f for w in modal_words().get(parse.lemmas[above], ()) for f in w.frames]
    return parse.deps[noun] == "dobj" and any(f in {"offer", "plan"} for f in frames)


def _governed(parse: Parse, token: int, word: ModalWord, head: int, doer: int | None) -> Deed:
    holder = owner(parse, token) if word.pos == "NOUN" else understood_subject(parse, token)
    force = word.force
    governor_denied = any(denied(parse, t) for t in _saying_tokens(parse, token, word)) or (
        word.pos == "NOUN" and any(parse.lower(c) == "no" for c in parse.children[token])
    )
    if governor_denied:
        force = FLIPPED.get(force, force)
        if word.force is Force.WILL_NOT and word.strength is Strength.CATEGORICAL and word.lemma in {"rule", "exclude"}:
            force = Force.READY
    if force in FLIPPED and denied(parse, head):
        force = FLIPPED[force]
    if doer is None and word.force is not Force.DEMANDS:
        doer = holder
    return Deed(head, token, doer, holder, force, word.strength, word.speaker)


def _saying_tokens(parse: Parse, token: int, word: ModalWord) -> tuple[int, ...]:
    """Where the negation of a governor may stand: on it, and on the "be" above an adjective or the verb of a noun."""
    above = parse.heads[token]
    return (token, above) if word.pos in {"ADJ", "NOUN"} and parse.pos[above] in VERBAL and above != token else (token,)


def owner(parse: Parse, noun: int) -> int | None:
    """Whose promise, plan or threat it is: the possessor, else the subject of the verb that takes it."""
    possessor = child(parse, noun, "poss")
    if possessor is not None and parse.tags[possessor] != "PRP$":
        return possessor
    above = parse.heads[noun]
    while parse.deps[noun] in {"conj", "pobj", "prep"} and parse.pos[above] in {"NOUN", "ADP"}:
        noun, above = above, parse.heads[above]
    if parse.deps[noun] in {"dobj", "pobj", "attr", "prep"} and parse.pos[above] in VERBAL:
        return understood_subject(parse, above)
    return possessor


Found = Iterator[tuple[int, int | None]]
Frame = Callable[[Parse, int, str], Found]


def _infinitive(parse: Parse, token: int) -> int | None:
    """The infinitive with "to" that hangs on the token; None when there is none."""
    for c in parse.children[token]:
        if parse.deps[c] in {"xcomp", "acl", "advcl", "ccomp", "relcl"} and c > token and is_infinitive(parse, c):
            return c
    return None


def is_infinitive(parse: Parse, verb: int) -> bool:
    """Does "to" stand before the verb?"""
    return any(parse.tags[a] == "TO" and a < verb for a in parse.children[verb])


def _to(parse: Parse, token: int, _: str) -> Found:
    below = child(parse, token, "xcomp")
    below = below if below is not None and is_infinitive(parse, below) else _infinitive(parse, token)
    if below is not None and parse.pos[below] in VERBAL and subject(parse, below) is None:
        yield below, None


def _ing(parse: Parse, token: int, particle: str) -> Found:
    at = preposition(parse, token, particle) if particle else token
    if at is None:
        return
    for c in parse.children[at]:
        if parse.tags[c] == "VBG" and parse.deps[c] in {"xcomp", "pcomp", "ccomp", "dobj"} and c > token:
            yield c, None


def _np(parse: Parse, token: int, _: str) -> Found:
    noun = child(parse, token, "dobj")
    if noun is None or noun < token:
        return
    inner = child(parse, noun, "prep")
    if parse.lemmas[noun] in word_list("shell noun") and inner is not None:
        below = child(parse, inner, "pobj", "pcomp")
        noun = below if below is not None else noun
    if is_deed_noun(parse, noun):
        yield noun, None


def _prep(parse: Parse, token: int, particle: str) -> Found:
    at = preposition(parse, token, particle)
    noun = child(parse, at, "pobj") if at is not None else None
    if noun is not None and is_deed_noun(parse, noun):
        yield noun, None


def is_deed_noun(parse: Parse, noun: int) -> bool:
    """Does the noun name a deed: by the table, or by its ending?"""
    lemma = parse.lemmas[noun].lower()
    if parse.pos[noun] not in {"NOUN", "VERB"}:
        return False
    return lemma in word_list("deed noun") or lemma.endswith(tuple(word_list("deed ending")))


def _object_to(parse: Parse, token: int, _: str) -> Found:
    for c in parse.children[token]:
        if parse.deps[c] not in {"xcomp", "ccomp", "advcl", "acl"} or c < token or not is_infinitive(parse, c):
            continue
        doer = subject(parse, c) or child(parse, token, "dobj", "dative")
        if doer is not None and token < doer < c:
            yield c, doer
            return
    noun = child(parse, token, "dobj")
    below = _infinitive(parse, noun) if noun is not None else None
    if below is not None and noun is not None and noun > token:
        yield below, noun


def _preposition_to(words: tuple[str, ...]) -> Frame:
    """ "called on Iran to stop", "appealed to both sides to stop", "called for troops to leave"."""

    def frame(parse: Parse, token: int, _: str) -> Found:
        for word in words:
            at = preposition(parse, token, word)
            noun = child(parse, at, "pobj") if at is not None else None
            if noun is None:
                continue
            for above in (token, noun, at):
                below = _infinitive(parse, above) if above is not None else None
                if below is not None and below > noun:
                    yield below, noun
                    return
        for c in parse.children[token]:
            own = subject(parse, c) if parse.deps[c] in {"ccomp", "xcomp", "advcl"} and is_infinitive(parse, c) else None
            if own is not None and any(parse.lower(m) in words and m < own for m in parse.children[c]):
                yield c, own
                return

    return frame


def _that(parse: Parse, token: int, _: str) -> Found:
    below = child(parse, token, "ccomp")
    own = subject(parse, below) if below is not None else None
    if below is None or own is None or below < token:
        return
    modal = next((a for a in auxiliaries(parse, below) if parse.tags[a] == "MD"), None)
    if modal is not None and parse.lower(modal) in {"should", "must"}:
        yield below, own
    elif modal is None and (parse.tags[below] == "VB" or any(parse.word(a) == "be" for a in parse.children[below])):
        yield below, own


def _noun_to(list_name: str) -> Frame:
    """ "rejected an offer to talk", "backed plans to attack"."""

    def frame(parse: Parse, token: int, _: str) -> Found:
        noun = child(parse, token, "dobj")
        if noun is not None and parse.lemmas[noun] in word_list(list_name):
            below = _infinitive(parse, noun)
            if below is not None:
                yield below, None

    return frame


def _right(parse: Parse, token: int, _: str) -> Found:
    noun = child(parse, token, "dobj")
    if noun is not None and parse.lemmas[noun] == "right":
        below = _infinitive(parse, noun)
        if below is not None:
            yield below, None


FRAMES: dict[str, Frame] = {
    "to": _to,
    "ing": _ing,
    "to-ing": lambda parse, token, _: _ing(parse, token, "to"),
    "np": _np,
    "np-deed": _np,
    "prep": _prep,
    "obj-to": _object_to,
    "refl-to": _object_to,
    "on-to": _preposition_to(("on", "upon")),
    "for-to": _preposition_to(("for",)),
    "to-to": _preposition_to(("to",)),
    "that": _that,
    "offer": _noun_to("offer noun"),
    "plan": _noun_to("plan noun"),
    "right": _right,
}
