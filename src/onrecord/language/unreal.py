"""What a clause's own words say of whether its action is so: denial, modals, conditions, questions, wishes.

In:      a Parse and the token of a verb
Out:     how the clause alone stands, whatever it hangs on, with the token that decides it
Source:  the lists "condition mark", "future auxiliary", "possible auxiliary" ... of data/en/words.csv
Shown:   tests/language/test_factuality.py
"""

from onrecord.language.clauses import auxiliaries, child, shared_auxiliaries, subject
from onrecord.language.denial import denied, negation, says_none
from onrecord.language.imagined import imagined_by
from onrecord.language.once import once_a_word
from onrecord.language.veridicality import Effect, own_effect
from onrecord.language.words import phrase_at, word_list
from onrecord.terms.parses import Parse

MAX_BEFORE = 6
MAX_BETWEEN = 6  # ", but has not,"
FINITE = frozenset({"VBD", "VBZ", "VBP"})
ENDS = frozenset({".", "!", ";", ":", "—"})
Own = tuple[Effect, int | None]
SO: Own = (Effect.SO, None)


@once_a_word
def effect_in_clause(parse: Parse, verb: int) -> Own:
    """How the verb's own clause stands; SO where its words say nothing else."""
    for found in (_inverted(parse, verb), _asked(parse, verb), _conditional(parse, verb), _adverb(parse, verb)):
        if found is not None:
            return found
    imagined = imagined_by(parse, verb)
    if imagined is not None:
        return Effect.HYPOTHETICAL, imagined
    modal = _modal(parse, verb)
    if modal is not None:
        return modal
    fronted = _fronted_denial(parse, verb)
    if fronted is not None:
        return Effect.NOT, fronted
    if denied(parse, verb) and not contrasted(parse, verb):
        return Effect.NOT, _denying(parse, verb)
    return _imperative(parse, verb) or SO


def _denying(parse: Parse, verb: int) -> int:
    """The word that denies: the verb's own, the noun that says none, "without"; the verb where it shares another's."""
    own = negation(parse, verb)
    if own is not None:
        return own
    if parse.deps[verb] == "pcomp":
        return parse.heads[verb]
    return next((c for c in parse.children[verb] if says_none(parse, c)), verb)


def _fronted_denial(parse: Parse, verb: int) -> int | None:
    """ "In no way recognised", "let alone sabotaged", "never once has it": hung on another word by the parser."""
    first = min([verb, *auxiliaries(parse, verb)])
    for t in range(max(parse.sentence_of(verb).start, verb - MAX_BEFORE), first):
        found = phrase_at(parse, "denies the verb behind it", t)
        if found is not None and found[0] == first - 1:
            return t
    return _set_between_commas(parse, verb) or next(
        (t for t in auxiliaries(parse, verb) if t > 1 and parse.lower(t - 2) == "never" and _again(parse, t)), None
    )


def _set_between_commas(parse: Parse, verb: int) -> int | None:
    """ "Could have, but has not, attacked": the parser hangs the "not" on the auxiliary it stands behind."""
    not_ = verb - 2
    if verb < MAX_BETWEEN or parse.word(verb - 1) != "," or parse.deps[not_] != "neg":
        return None
    opens = parse.lower(not_ - 2) == "but" and parse.pos[not_ - 1] == "AUX"
    return not_ if opens and parse.word(not_ - 3) == "," else None


def _again(parse: Parse, auxiliary: int) -> bool:
    return parse.lower(auxiliary - 1) in word_list("strengthens never")


@once_a_word
def condition_mark(parse: Parse, verb: int) -> int | None:
    """The "if", "unless", "provided" ... that makes the clause a condition."""
    marks = word_list("condition mark")
    own = [c for c in parse.children[verb] if parse.deps[c] in ("mark", "advmod", "prep") and c < verb]
    found = next((c for c in own if parse.lower(c) in marks), None)
    return found if found is not None else _moment_to_come(parse, verb)


def _moment_to_come(parse: Parse, verb: int) -> int | None:
    """ "Lapses the moment Chad tests a warhead": a bare clause on a point of time, in the present, is a condition."""
    noun = parse.heads[verb]
    if parse.deps[verb] not in ("relcl", "acl") or parse.lower(noun) not in word_list("point of time as condition"):
        return None
    is_present = parse.tags[verb] in ("VBZ", "VBP") and not auxiliaries(parse, verb)
    return noun if is_present and parse.lower(noun - 1) == "the" else None


def contrasted(parse: Parse, verb: int) -> bool:
    """ "Did not close it because of cholera, but because ...": the reason is denied, not the action."""
    reasons = word_list("reason")
    given = [c for c in parse.children[verb] if c > verb and parse.lower(c) in reasons]
    given += [c for c in parse.children[verb] if any(parse.lower(m) in reasons for m in parse.children[c])]
    if not given:
        return False
    sentence = parse.sentence_of(verb)
    return any(parse.lower(t) == "but" and parse.lower(t + 1) in reasons for t in range(verb, sentence.stop - 1))


def _inverted(parse: Parse, verb: int) -> Own | None:
    """ "Had Turkey attacked", "Should Poland invoke", "Were Algeria to cut": the auxiliary opens the clause."""
    own = subject(parse, verb)
    helping = [a for a in auxiliaries(parse, verb) if parse.lower(a) in word_list("condition by inversion")]
    if parse.lower(verb) == "were":
        helping.append(verb)
    lead = next((a for a in helping if own is not None and a < own), None)
    if lead is None or own is None:
        return None
    before = [c for c in parse.children[verb] if c < lead and parse.deps[c] not in ("punct", "cc", "mark")]
    before = [c for c in before if parse.pos[c] not in ("VERB", "AUX")]
    sentence = parse.sentence_of(verb)
    opens = lead == sentence.start or parse.pos[lead - 1] in ("PUNCT", "CCONJ")
    if before or not opens or parse.word(sentence[-1]) == "?":
        return None
    return Effect.HYPOTHETICAL, lead


def _asked(parse: Parse, verb: int) -> Own | None:
    """Does the stretch the verb stands in end in a question mark?"""
    sentence = parse.sentence_of(verb)
    for t in range(verb + 1, sentence.stop):
        if parse.word(t) == "?":
            return Effect.ASKED, t
        if parse.word(t) in ENDS:
            return None
    return None


def _conditional(parse: Parse, verb: int) -> Own | None:
    """Is the clause a condition, or told under one?"""
    mark = condition_mark(parse, verb)
    if mark is not None:
        word = parse.lower(mark)
        if word == "if" and _states_a_reason(parse, verb):
            return None
        if word == "if" and mark + 1 < len(parse) and parse.lower(mark + 1) == "only":
            return Effect.WANTED, mark
        return (Effect.ASKED if word == "whether" else Effect.HYPOTHETICAL), mark
    under = next((m for c in parse.children[verb] if (m := _mark_below(parse, c)) is not None), None)
    if under is None or (under > 0 and parse.lower(under - 1) == "even"):
        return None
    modal = {parse.lower(a) for a in shared_auxiliaries(parse, verb)}
    if modal & word_list("future auxiliary"):
        return None  # "will close it if": planned all the same
    return Effect.HYPOTHETICAL, under


@once_a_word
def _mark_below(parse: Parse, token: int) -> int | None:
    if parse.deps[token] != "advcl":
        return None
    mark = condition_mark(parse, token)
    if mark is None or parse.lower(mark) == "whether":  # "whether or not it was legal" leaves the rest as it is
        return None
    return None if _states_a_reason(parse, token) else mark


def _states_a_reason(parse: Parse, verb: int) -> bool:
    """ "If Mongolia let him land, it was because ...": such an "if" tells a fact."""
    head = parse.heads[verb]
    own = subject(parse, head)
    if own is None or parse.lower(own) != "it" or parse.lemmas[head] != "be":
        return False
    below = [parse.lower(t) for t in parse.subtree(head) if t > head]
    return "because" in below and parse.tags[head] in FINITE


def _adverb(parse: Parse, verb: int) -> Own | None:
    for c in parse.children[verb]:
        if parse.deps[c] in ("advmod", "amod", "npadvmod") and not parse.children[c]:
            effect = own_effect(parse, c)
            if effect is not None:
                return effect, c
    return None


def _modal(parse: Parse, verb: int) -> Own | None:
    below = shared_auxiliaries(parse, verb)
    words = {parse.lower(a): a for a in below}
    negative = denied(parse, verb) and not contrasted(parse, verb)
    perfect = "have" in words or "'ve" in words
    for word, a in words.items():
        if parse.tags[a] != "MD":
            continue
        if word in word_list("possible auxiliary"):
            if negative and word in word_list("auxiliary of ability"):
                return Effect.NOT, a
            owed = word in word_list("auxiliary of duty") and not perfect
            return (Effect.WANTED if owed else Effect.HYPOTHETICAL), a
        if word in word_list("reported future auxiliary"):
            return _would(parse, verb, a, perfect=perfect, negative=negative)
        if word in word_list("future auxiliary"):
            return (Effect.NOT if negative else Effect.PLANNED), a
    return None


def _would(parse: Parse, verb: int, modal: int, *, perfect: bool, negative: bool) -> Own:
    beside = {parse.lower(t) for c in parse.children[verb] for t in parse.subtree(c) if parse.deps[c] != "ccomp"}
    if "rather" in beside:
        return Effect.WANTED, modal
    if perfect:
        return Effect.HYPOTHETICAL, modal
    if negative:
        return Effect.NOT, modal
    if beside & word_list("later in the past") and parse.deps[verb] == "ROOT":
        return SO  # "would overthrow him a year later": it did
    return Effect.PLANNED, modal


def _imperative(parse: Parse, verb: int) -> Own | None:
    bare = parse.tags[verb] == "VB" and child(parse, verb, "aux") is None and subject(parse, verb) is None
    if not bare or parse.deps[verb] not in {"ROOT", "ccomp"} or child(parse, verb, "mark") is not None:
        return None
    return (Effect.WANTED, verb) if parse.heads[verb] == verb or parse.heads[verb] > verb else None
