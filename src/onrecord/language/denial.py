"""What the words of a clause deny: "not", "no officer", "neither", "no longer", "under no circumstances", "nobody".

In:      a Parse and the token of a verb or a noun
Out:     the word that denies the verb; is the clause negative?; does the noun phrase say none?
Refuses: words that only look so ("not only", "no fewer than 12", "no sooner ... than", "nothing but")
Source:  the lists "denying adverb", "denying phrase", "no with these denies not" ... of data/en/words.csv
Shown:   tests/language/test_denial.py, tests/language/agreement.csv

What a speaker denies ("denied that it had bombed") is no matter of the clause's own words: factuality.py.
"""

from onrecord.language.clauses import OBJECTS, auxiliaries, child, subject
from onrecord.language.noun_phrases import conjuncts
from onrecord.language.once import once_a_word
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

# How the parser hangs "no" and "neither" on a noun.
DETERMINES = frozenset({"det", "preconj", "cc", "advmod", "neg", "amod"})


@once_a_word
def negation(parse: Parse, verb: int) -> int | None:
    """The word that denies the verb: "not", "never", "no longer", "under no circumstances"; None when nothing does."""
    return next((c for c in parse.children[verb] if _denies(parse, verb, c)), None)


def _denies(parse: Parse, verb: int, token: int) -> bool:
    word, dep = parse.lower(token), parse.deps[token]
    if dep == "neg" or (token < verb and word in word_list("denying adverb")):
        return not _only_leads(parse, verb, token) and not _is_stranded(parse, verb, token)
    below = {parse.lower(g) for g in parse.children[token]} if dep == "advmod" else set()
    if "never" in below or ("no" in below and (word == "longer" or (word == "more" and token < verb))):
        return True  # "never again", "no longer", "no more"
    return dep == "prep" and _denying_phrase(parse, token)


def _is_stranded(parse: Parse, verb: int, token: int) -> bool:
    """ "Will leave if Paris does not": it denies the auxiliary that stands alone before it, behind the verb."""
    return token - 1 > verb and parse.pos[token - 1] == "AUX"


def _only_leads(parse: Parse, verb: int, token: int) -> bool:
    """ "not only", "not until Tuesday did", "no sooner had ... than", "hardly had ... when": the clause is so."""
    word = parse.lower(token)
    after = parse.lower(token + 1) if token + 1 < len(parse) else ""
    if after in word_list("behind not: so all the same"):
        return True
    own = subject(parse, verb)
    inverted = own is not None and any(token < a < own for a in auxiliaries(parse, verb))
    if after in {"until", "till", "before"} and inverted:
        return True
    if word in word_list("barely") and inverted:
        return any(parse.lower(m) in {"when", "before", "than"} for c in parse.children[verb] for m in parse.subtree(c))
    return False


def _denying_phrase(parse: Parse, token: int) -> bool:
    noun = child(parse, token, "pobj")
    if noun is None or parse.lemmas[noun].lower() not in word_list("denying phrase"):
        return False
    return any(parse.lower(c) == "no" for c in parse.children[noun])


@once_a_word
def denied(parse: Parse, verb: int) -> bool:
    """Is the clause negative: by its verb, its subject ("no officer"), its object ("no troops") or "without"?"""
    if negation(parse, verb) is not None:
        return True
    if child(parse, verb, "expl") is not None:
        there_is = child(parse, verb, "attr")
        return there_is is not None and says_none(parse, there_is)
    if any(parse.deps[c] in OBJECTS and says_none(parse, c) for c in parse.children[verb]):
        return True
    if any(
        parse.deps[c] == "prep" and c > verb and _is_nobody(parse, child(parse, c, "pobj"))
        for c in parse.children[verb]
    ):
        return True  # "would leave the town for nobody"
    if parse.deps[verb] == "pcomp" and parse.lower(parse.heads[verb]) == "without":
        return True
    if _after_nor(parse, verb) or _has_yet(parse, verb):
        return True
    own = subject(parse, verb)
    return says_none(parse, own) if own is not None else _shares_denial(parse, verb)


def denied_inside(parse: Parse, verb: int, words: Span) -> bool:
    """Is the clause negative by words of its own stretch? "Not" of the main clause is none of its condition's."""
    return denied(parse, verb) and any(parse.lower(t) in word_list("negative word") for t in parse.tokens_in(words))


def _is_nobody(parse: Parse, noun: int | None) -> bool:
    if noun is None:
        return False
    no_one = parse.lower(noun) == "one" and any(parse.lower(c) == "no" for c in parse.children[noun])
    return no_one or parse.lower(noun) in {"nobody", "noone"}


def _after_nor(parse: Parse, verb: int) -> bool:
    """ "nor will Chad send observers": "nor" opens a clause with a subject of its own."""
    if parse.deps[verb] not in {"conj", "ROOT"}:
        return False
    first = min((verb, *parse.children[verb]))
    before = first if parse.lower(first) == "nor" else first - 1
    return before in parse.sentence_of(verb) and parse.lower(before) == "nor" and subject(parse, verb) is not None


def _has_yet(parse: Parse, verb: int) -> bool:
    """ "has yet to send"."""
    head = parse.heads[verb]
    return parse.deps[verb] == "xcomp" and any(parse.lower(c) == "yet" and c < verb for c in parse.children[head])


def _shares_denial(parse: Parse, verb: int) -> bool:
    """A joined verb shares a subject that says none; "not" it shares where "or" joins it without a modal of its own."""
    if parse.deps[verb] != "conj":
        return False
    head = parse.heads[verb]
    own = subject(parse, head)
    if own is not None and says_none(parse, own):
        return True
    if denied(parse, head) and any(parse.lower(c) == "nor" for c in parse.children[head] if parse.deps[c] == "cc"):
        return True  # "neither advanced nor withdrew"
    bare = not any(parse.deps[c] == "aux" for c in parse.children[verb])
    return bare and parse.tags[verb] in {"VB", "VBN", "VBG"} and joined_by_or(parse, verb) and denied(parse, head)


@once_a_word
def says_none(parse: Parse, noun: int) -> bool:
    """Does the noun phrase deny itself: "no officer", "nobody", "none of them", "neither", "not one"?"""
    first = conjuncts(parse, noun)[0]
    if any(_none_before(parse, c) for c in parse.children[first] if parse.deps[c] == "poss"):
        return True  # "neither Mali's soldiers nor"
    after = parse.lower(noun + 1) if noun + 1 < len(parse) else ""
    if parse.lower(noun) in word_list("nobody"):
        return after not in word_list("behind none: so all the same")
    for c in parse.children[first]:
        word, behind = parse.lower(c), parse.lower(c + 1) if c + 1 < len(parse) else ""
        if word in {"no", "neither"} and parse.deps[c] in DETERMINES and c < noun:
            if behind in word_list("behind no: so all the same"):
                continue
            return parse.lemmas[noun].lower() not in word_list("no with these denies not")
        if word in {"more", "further"} and any(parse.lower(g) == "no" for g in parse.children[c]) and behind != "than":
            return True  # "no more talks"
        if word == "even" and c > 0 and parse.lower(c - 1) == "not":
            return True  # "not even Washington"
        if word == "not" and c < noun and behind in {"one", "a", "any"}:
            return True
        if word in {"any", "a", "an"} and c > 0 and parse.lower(c - 1) in word_list("barely"):
            return True  # "hardly any soldiers"
    return False


def _none_before(parse: Parse, owner: int) -> bool:
    """ "Neither Mali's", "no general's"."""
    return any(parse.lower(c) in {"no", "neither"} and parse.deps[c] in DETERMINES for c in parse.children[owner])


def joined_by_or(parse: Parse, verb: int) -> bool:
    """Is the verb joined to its head by "or" or "nor"?"""
    return has_or(parse, parse.heads[verb])


def has_or(parse: Parse, verb: int) -> bool:
    """Does "or" or "nor" join something to the verb?"""
    return any(parse.deps[c] == "cc" and parse.lower(c) in {"or", "nor"} for c in parse.children[verb])
