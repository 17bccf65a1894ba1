"""The actions of a sentence, and what is said of each: it will be done, it will not, somebody is ready, demands it.

In:      Parse, one sentence
Out:     GovernedActions, in text order
Source:  data/en/modals.csv, data/en/auxiliaries.csv; codebook 1
Shown:   tests/commitments/test_codebook.py
"""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.commitments.frames import FRAMES, VERBAL, infinitive
from onrecord.commitments.tables import ModalForce, ModalWord, modal_words
from onrecord.commitments.tables import auxiliaries as auxiliary_table
from onrecord.language.clauses import auxiliaries, child, leaves_denial, subject, understood_subject
from onrecord.language.denial import denied, has_or
from onrecord.language.noun_phrases import preposition
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse
from onrecord.terms.records import Strength

RULES_OUT = frozenset({"rule", "exclude"})
FLIPPED = {
    ModalForce.WILL: ModalForce.WILL_NOT,
    ModalForce.READY: ModalForce.WILL_NOT,
    ModalForce.WILL_NOT: ModalForce.WILL,
}


@dataclass(frozen=True, slots=True)
class GovernedAction:
    """An action and the word that governs it.

    head:     token of the action: a verb, or a noun ("vowed a response").
    governor: the modal auxiliary, verb, adjective or noun.
    doer:     token of whoever would do it: of a demand, whoever must; None when not said.
    holder:   token of whoever vows, refuses, demands; None under a bare auxiliary.
    speaker:  "self", "owner", "none" as in ModalWord; "context" under a bare auxiliary: whoever is speaking there.
    unsaid:   its own words say that it was not said ("has never threatened to").
    """

    head: int
    governor: int
    doer: int | None
    holder: int | None
    force: ModalForce
    strength: Strength
    speaker: str
    unsaid: bool = False


def find_actions(parse: Parse, sentence: range) -> tuple[GovernedAction, ...]:
    """Every action of the sentence that a word of the tables governs, one a head."""
    by_head: dict[int, GovernedAction] = {}
    for token in sentence:
        for governed in governed_actions(parse, token):
            by_head.setdefault(governed.head, governed)
    for governed in _imperatives(parse, sentence):
        by_head.setdefault(governed.head, governed)
    governors = {d.governor for d in by_head.values()}
    governors |= {parse.heads[g] for g in governors if parse.deps[g] == "acomp"}
    for token in sentence:
        for governed in auxiliary_actions(parse, token):
            if token not in governors and governed.head not in by_head:
                by_head[governed.head] = governed
    return tuple(by_head[h] for h in sorted(by_head))


def _imperatives(parse: Parse, sentence: range) -> Iterator[GovernedAction]:
    """ "Withdraw or face war", "leave, or we will attack": a bare order is read only beside what comes of refusing."""
    for verb in sentence:
        first = verb == sentence.start or parse.pos[verb - 1] == "PUNCT"
        if not first or parse.tags[verb] != "VB" or subject(parse, verb) is not None or auxiliaries(parse, verb):
            continue
        if parse.lemmas[verb] == "let" or not has_or(parse, verb):
            continue
        for c in parse.children[verb]:
            threatened = subject(parse, c) is not None and bool(auxiliaries(parse, c))
            if parse.deps[c] == "conj" and (parse.lemmas[c] in word_list("or face") or threatened):
                yield GovernedAction(verb, verb, None, None, ModalForce.DEMANDS, Strength.CATEGORICAL, "nobody")


def auxiliary_actions(parse: Parse, verb: int) -> Iterator[GovernedAction]:
    """The action of a verb with a modal auxiliary, or of "is going to", "has to"."""
    if parse.pos[verb] not in VERBAL or parse.deps[verb] in {"aux", "auxpass"}:
        return
    modal = next((a for a in auxiliaries(parse, verb) if parse.lower(a) in auxiliary_table()), None)
    if modal is not None and parse.lower(modal) == "'d" and _is_perfect(parse, verb):
        return  # "he'd taken his life"
    if modal is None:
        yield from _periphrastic(parse, verb)
        return
    row = auxiliary_table()[parse.lower(modal)]
    fails_not = denied(parse, verb) and parse.lemmas[verb] in word_list("denied: does it") and infinitive(parse, verb)
    force = row.negative if denied(parse, verb) and not fails_not else row.positive
    if force is None:
        return
    head = fails_not or _through_semi_modal(parse, verb, denied=force is ModalForce.WILL_NOT)
    ruled_out = parse.lemmas[verb] in RULES_OUT and (parse.lemmas[verb] != "rule" or preposition(parse, verb, "out"))
    if _has_right(parse, verb) or (force is ModalForce.WILL_NOT and ruled_out):
        force = ModalForce.READY  # "will not rule out a strike"
    if head != verb and force is ModalForce.WILL and not fails_not:
        force = _semi_modal_force(parse, verb)
    doer = None if child(parse, verb, "expl") is not None else understood_subject(parse, verb)
    yield GovernedAction(head, modal, doer, None, force, row.strength, "context")


def _is_perfect(parse: Parse, verb: int) -> bool:
    """Is it a participle that only "had" can stand before?"""
    return parse.tags[verb] == "VBN" and child(parse, verb, "auxpass") is None


def _periphrastic(parse: Parse, verb: int) -> Iterator[GovernedAction]:
    """ "is going to attack", "has to leave", "are to meet": the infinitive is the action."""
    below = infinitive(parse, verb)
    if below is None:
        return
    force = None
    if parse.lower(verb) == "going" and child(parse, verb, "aux") is not None:
        force = ModalForce.WILL_NOT if denied(parse, verb) else ModalForce.WILL
    elif (
        parse.lemmas[verb] == "have"
        and child(parse, verb, "dobj") is None
        and parse.tags[verb] in {"VBZ", "VBP", "VBD"}
        and not denied(parse, verb)
        and not _is_past_duty(parse, verb)
    ):
        force = ModalForce.MUST
    elif (
        parse.lemmas[verb] == "be"
        and _has_named_subject(parse, verb)
        and parse.tags[verb] in {"VBZ", "VBP"}
        and child(parse, verb, "attr", "acomp") is None
    ):
        force = ModalForce.WILL
    if force is not None:
        yield GovernedAction(below, verb, understood_subject(parse, verb), None, force, Strength.FIRM, "context")


def _is_past_duty(parse: Parse, verb: int) -> bool:
    """ "had to leave" in a narrative, "has yet to leave"; "said Israel had to leave" demands it."""
    if any(parse.lower(c) == "yet" for c in parse.children[verb]):
        return True
    return parse.tags[verb] == "VBD" and parse.deps[verb] != "ccomp"


def _has_named_subject(parse: Parse, verb: int) -> bool:
    own = subject(parse, verb)
    return own is not None and parse.tags[own] in {"NNP", "NNPS", "NN", "NNS"} and parse.entities[own] != ""


def _has_right(parse: Parse, verb: int) -> bool:
    """ "will have the right to"."""
    noun = child(parse, verb, "dobj")
    return parse.lemmas[verb] == "have" and noun is not None and parse.lemmas[noun] == "right"


def _through_semi_modal(parse: Parse, verb: int, *, denied: bool) -> int:
    """The action behind "will be forced to", "will have to", "will be able to", "would not want to"; else the verb."""
    if denied and parse.lemmas[verb] == "want":
        return infinitive(parse, verb) or verb
    for candidate in (verb, child(parse, verb, "acomp")):
        if candidate is None or parse.lemmas[candidate] not in word_list("semi-modal"):
            continue
        if parse.lemmas[candidate] in word_list("semi-modal passive") and child(parse, candidate, "auxpass") is None:
            continue  # "would force them to": another is forced
        if denied and parse.lemmas[candidate] == "able":
            continue  # "will not be able to" forebodes, it does not refuse
        return infinitive(parse, candidate) or verb
    return verb


def _semi_modal_force(parse: Parse, verb: int) -> ModalForce:
    """ "will have to" is a duty, "will be entitled to" a liberty, "will be forced to" still an undertaking."""
    if parse.lemmas[verb] in {"have", "need"}:
        return ModalForce.MUST
    return ModalForce.READY if parse.lemmas[verb] in {"entitle", "allow", "permit"} else ModalForce.WILL


def governed_actions(parse: Parse, token: int) -> Iterator[GovernedAction]:
    """Actions that hang on this token as a row of the table says."""
    by_lemma = modal_words().get(parse.lemmas[token].lower(), ())
    by_form = modal_words().get(parse.lower(token), ()) if parse.lower(token) != parse.lemmas[token] else ()
    for word in (*by_lemma, *by_form):
        if not _is_word(parse, token, word):
            continue
        for frame in word.frames:
            kind, _, particle = frame.partition(":")
            found = next(FRAMES[kind](parse, token, particle), None)
            if found is not None and not _is_due(parse, token, word) and not will_not_rule_out(parse, found[0]):
                yield _governed(parse, token, word, *found)
                yield from (_governed(parse, token, word, c, found[1]) for c in _opposed(parse, found[0]))


def will_not_rule_out(parse: Parse, verb: int) -> bool:
    """ "refused to rule out a strike": the action is the strike, which the row of "rule out" reads."""
    if parse.deps[verb] != "xcomp" or parse.lemmas[verb] != "rule" or preposition(parse, verb, "out") is None:
        return False
    return parse.lemmas[parse.heads[verb]] in word_list("refuses to say")


def _opposed(parse: Parse, head: int) -> Iterator[int]:
    """The action joined to one of the other polarity: "promised not to fish and to remove the buoys"."""
    for c in parse.children[head]:
        if leaves_denial(parse, c):
            yield c


def _is_word(parse: Parse, token: int, word: ModalWord) -> bool:
    if word.particle is not None and preposition(parse, token, word.particle) is None:
        return False
    if word.pos == "VERB":
        return (
            parse.pos[token] in VERBAL
            and child(parse, token, "nsubjpass") is None
            and child(parse, token, "auxpass") is None
            and not _is_joined_to_passive(parse, token)
        )
    if word.pos == "ADJ":
        acts = child(parse, token, "dobj") is not None  # "open land to drilling"
        passive = parse.tags[token] == "VBN" and child(parse, token, "auxpass") is not None  # "is no longer prepared"
        stands = parse.deps[token] not in {"amod", "ROOT"} or passive
        return parse.pos[token] in {"ADJ", "VERB"} and stands and not acts
    return parse.pos[token] == word.pos and not _is_rejected(parse, token)


def _is_joined_to_passive(parse: Parse, verb: int) -> bool:
    """ "has been attacked or threatened with": the second shares the passive of the first."""
    above = parse.heads[verb]
    joined = parse.deps[verb] == "conj" and parse.tags[verb] == "VBN" and child(parse, verb, "aux") is None
    return joined and child(parse, above, "auxpass") is not None


def _is_rejected(parse: Parse, noun: int) -> bool:
    """ "rejected an offer to", "backed plans to": the verb's own row reads the noun."""
    above = parse.heads[noun]
    frames = [f for w in modal_words().get(parse.lemmas[above], ()) for f in w.frames]
    return parse.deps[noun] == "dobj" and any(f in {"offer", "plan", "pact"} for f in frames)


def _governed(parse: Parse, token: int, word: ModalWord, head: int, doer: int | None) -> GovernedAction:
    holder = None
    if word.speaker != "nobody":
        holder = owner(parse, token) if word.pos == "NOUN" else understood_subject(parse, token)
    force = word.force
    if _is_denied(parse, token, word):
        force = FLIPPED.get(force, force)
        if word.force is ModalForce.WILL_NOT and (word.pos == "ADJ" or word.lemma in RULES_OUT):
            force = ModalForce.READY  # "is not unwilling to", "does not rule out"
    if force in FLIPPED and denied(parse, head):
        force = FLIPPED[force]
    if doer is None and not word.force.asks_another:
        doer = holder
    if force is ModalForce.WILL and any(parse.lower(a) in word_list("may") for a in _modals(parse, token, word)):
        force = ModalForce.READY  # "may decide to leave"
    unsaid = _is_merely_denied(parse, token, word)
    return GovernedAction(head, token, doer, holder, force, word.strength, word.speaker, unsaid)


def _is_due(parse: Parse, token: int, word: ModalWord) -> bool:
    """ "must agree to stop": the agreeing is demanded, nobody agreed. "It would encourage them to", "may refuse to":
    what somebody thinks of it; but "we would call on them to" does call."""
    modals = {parse.lower(a) for a in _modals(parse, token, word)}
    if modals & {"must", "should"} or (word.force is ModalForce.WILL_NOT and modals & word_list("may")):
        return True
    if not word.force.asks_another or not modals & {"would", *word_list("may")}:
        return False
    who = understood_subject(parse, token)
    return who is None or parse.lower(who) not in {"i", "we"}


def _modals(parse: Parse, token: int, word: ModalWord) -> tuple[int, ...]:
    """The modal auxiliaries over a governor."""
    return tuple(a for t in _saying_tokens(parse, token, word) for a in auxiliaries(parse, t) if parse.tags[a] == "MD")


def _is_denied(parse: Parse, token: int, word: ModalWord) -> bool:
    """ "is not willing to", "has no intention of"."""
    without = word.pos == "NOUN" and any(parse.lower(c) == "no" for c in parse.children[token])
    return (
        without or will_not_rule_out(parse, token) or any(denied(parse, t) for t in _saying_tokens(parse, token, word))
    )


def _is_merely_denied(parse: Parse, token: int, word: ModalWord) -> bool:
    """ "has not agreed to", "did not ask them to": nothing was said. Not so "does not plan to", "will not agree to"."""
    if not _is_denied(parse, token, word):
        return False
    if word.force.asks_another:
        return True
    under_modal = any(parse.tags[a] == "MD" for a in auxiliaries(parse, token))
    return word.lemma not in word_list("denial refuses") and not under_modal


def _saying_tokens(parse: Parse, token: int, word: ModalWord) -> tuple[int, ...]:
    """Where the negation of a governor may stand: on it, and on the "be" above an adjective or the verb of a noun."""
    above = parse.heads[token]
    return (token, above) if word.pos in {"ADJ", "NOUN"} and parse.pos[above] in VERBAL and above != token else (token,)


def owner(parse: Parse, noun: int) -> int | None:
    """Whose promise, plan or threat it is: the possessor, else the subject of the verb that takes it."""
    if parse.deps[noun] == "conj" and child(parse, noun, "poss") is None:
        first = child(parse, parse.heads[noun], "poss")
        if first is not None:
            return first  # "Russia's attempts ... and threats to"
    possessor = child(parse, noun, "poss")
    if possessor is not None and parse.tags[possessor] != "PRP$":
        return possessor
    above = parse.heads[noun]
    while parse.deps[noun] in {"conj", "pobj", "prep"} and parse.pos[above] in {"NOUN", "ADP"}:
        noun, above = above, parse.heads[above]
    if parse.deps[noun] in {"dobj", "pobj", "attr", "prep"} and parse.pos[above] in VERBAL:
        return understood_subject(parse, above)
    return possessor
