"""Predicates and their words: who does what, read off a dependency parse.

In:      Parse, a token that heads a clause
Out:     its subject, doer, auxiliaries; the words of its verb phrase
Source:  ClearNLP labels as the Parse carries them
Shown:   tests/language/test_clauses.py, tests/language/agreement.csv
"""

from collections.abc import Set

from onrecord.language.once import once_a_word
from onrecord.language.word_runs import run_with, trimmed_span
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "dative", "attr", "oprd"})
MAX_CLIMB = 12


def child(parse: Parse, token: int, *deps: str) -> int | None:
    """The first child with one of these labels; None when there is none."""
    for c in parse.children[token]:  # asked more often than anything else: a loop, for a generator costs twice as much
        if parse.deps[c] in deps:
            return c
    return None


@once_a_word
def subject(parse: Parse, verb: int) -> int | None:
    """The head of the verb's own subject; None when it has none of its own."""
    own = child(parse, verb, *SUBJECTS)
    return own if own is not None else misjoined_subject(parse, verb)


@once_a_word
def misjoined_subject(parse: Parse, verb: int) -> int | None:
    """ "Defeated the group and Turkey would be moving": the parser joins "Turkey" to "the group". None for others."""
    first = next((c for c in parse.children[verb] if parse.deps[c] in {"aux", "auxpass"}), verb)
    if child(parse, verb, *SUBJECTS) is not None or first == verb or first < 2:
        return None
    if parse.tags[first] not in {"MD", "VBD", "VBZ", "VBP"}:
        return None
    noun = first - 1
    joined = parse.deps[noun] == "conj" and parse.pos[noun] in {"NOUN", "PROPN"} and parse.heads[noun] != verb
    other = parse.heads[noun]
    return noun if joined and any(parse.deps[c] == "cc" and other < c < noun for c in parse.children[other]) else None


@once_a_word
def is_subject(parse: Parse, token: int) -> bool:
    """Is the word the subject of a verb, active or passive?"""
    return parse.deps[token] in {"nsubj", "nsubjpass"}


def clause_subject(parse: Parse, verb: int) -> int | None:
    """The subject of a short clause, where the parser may take it for half a compound ("if Chile attacks")."""
    own = subject(parse, verb)
    return own if own is not None else child(parse, verb, "compound")


@once_a_word
def understood_subject(parse: Parse, verb: int) -> int | None:
    """Who does it: the verb's own subject, else the one it shares with the verb above it.

    A relative pronoun gives the noun it stands for; "urged Iran to stop" gives Iran, "vowed to stop" who vowed.
    """
    while True:  # up to the root, which hangs on nothing
        own = subject(parse, verb)
        if own is not None:
            return antecedent(parse, verb, own)
        dep, head = parse.deps[verb], parse.heads[verb]
        if dep in {"xcomp", "ccomp"}:
            controller = child(parse, head, "dobj", "dative")
            if controller is not None and parse.tags[verb] == "VB" and controller < verb:
                return controller
        elif dep in {"acl", "relcl"} and parse.tags[verb] == "VBG":
            return head
        elif dep not in {"conj", "advcl", "acomp", "acl", "pcomp", "prep", "attr", "dobj", "pobj"}:
            return None
        owner = child(parse, head, "poss")
        if owner is not None and parse.pos[head] == "NOUN":
            return owner  # "Russia's grounds for insisting"
        verb = head


def antecedent(parse: Parse, verb: int, pronoun: int) -> int:
    """The noun a relative pronoun stands for; the word itself when it is none."""
    if parse.tags[pronoun] in {"WDT", "WP"} and parse.deps[verb] == "relcl":
        return parse.heads[verb]
    return pronoun


@once_a_word
def doer(parse: Parse, verb: int) -> int | None:
    """The head of whoever does it: a passive's "by", else the active subject, shared or understood; None for a passive
    that names nobody."""
    agent = by_agent(parse, verb)
    if agent is not None:
        return agent
    if is_passive(parse, verb):
        return None
    found = understood_subject(parse, verb)
    return None if found is None else _counted(parse, found)


def _counted(parse: Parse, noun: int) -> int:
    """ "tens of thousands of conscripts": the conscripts."""
    for _ in range(MAX_CLIMB):
        of = next((c for c in parse.children[noun] if parse.lower(c) == "of"), None)
        inner = child(parse, of, "pobj") if of is not None else None
        if inner is None or parse.lower(noun) not in word_list("vague number"):
            break
        noun = inner
    return noun


@once_a_word
def doer_of_complement(parse: Parse, verb: int) -> int | None:
    """The doer, where a preposition leads from another verb: of "accused Iran of arming", "stopped Iran from arming",
    "blamed Iran for arming" it is Iran."""
    if parse.deps[verb] == "conj" and subject(parse, verb) is None and parse.tags[verb] == "VB":
        before = next((c for c in parse.children[verb] if c < verb), verb) - 1
        if parse.deps[before] in {"dobj", "dative"} and parse.heads[before] != parse.heads[verb]:
            return before  # "jailed him for helping militants join": joined to "jailed" by the parser
    preposition = parse.heads[verb]
    if parse.deps[verb] != "pcomp" or parse.lower(preposition) not in word_list("leads to the object's action"):
        return doer(parse, verb)
    if is_passive(parse, verb):
        return by_agent(parse, verb)
    above = parse.heads[preposition]
    told_of = child(parse, above, "dobj", "nsubjpass")
    return told_of if told_of is not None else doer(parse, verb)


@once_a_word
def is_passive(parse: Parse, verb: int) -> bool:
    """ "was bombed", "the town bombed on Monday"; of joined participles the auxiliary may stand with the first."""
    if parse.tags[verb] != "VBN":
        return False
    if any(parse.deps[c] in {"auxpass", "nsubjpass", "agent"} for c in parse.children[verb]):
        return True
    if parse.deps[verb] == "ROOT" and not auxiliaries(parse, verb) and child(parse, verb, "dobj") is None:
        return parse.word(parse.sentence_of(verb)[-1]) != "."  # a headline: "Ceasefire not signed"
    if parse.deps[verb] in {"acl", "relcl"} and not auxiliaries(parse, verb):
        return True
    shares = parse.deps[verb] == "conj" and subject(parse, verb) is None and not auxiliaries(parse, verb)
    return shares and is_passive(parse, parse.heads[verb])


@once_a_word
def by_agent(parse: Parse, verb: int) -> int | None:
    """The noun after a passive's "by"; None when nobody is said to have done it."""
    below = [b for c in parse.children[verb] if parse.deps[c] == "agent" for b in parse.children[c]]
    return next((b for b in below if parse.deps[b] == "pobj"), None)


@once_a_word
def auxiliaries(parse: Parse, verb: int) -> tuple[int, ...]:
    """The verb's own auxiliaries in text order."""
    own = [c for c in parse.children[verb] if parse.deps[c] in {"aux", "auxpass"}]
    own += [a for c in own for a in parse.children[c] if parse.deps[a] == "aux"]  # "will" of "will get rid"
    noun = subject(parse, verb)
    if noun is not None:  # "only then will Ukraine return": the parser hangs the modal on the subject behind it
        own += [c for c in parse.children[noun] if parse.deps[c] == "aux" and parse.tags[c] == "MD"]
    return tuple(sorted(own))


@once_a_word
def shared_auxiliaries(parse: Parse, verb: int) -> tuple[int, ...]:
    """Its own; of a joined verb without any and without a subject, those of the verb it is joined to."""
    while True:  # up to the root, which is joined to nothing
        own = auxiliaries(parse, verb)
        if own or parse.deps[verb] != "conj" or subject(parse, verb) is not None:
            return own
        if parse.tags[verb] not in {"VB", "VBN", "VBG"}:
            return own
        verb = parse.heads[verb]


def verb_phrase(parse: Parse, head: int, *, without: Set[int]) -> Span | None:
    """The words of an action from its main verb on: without subject, modal, "to", "not", and the tokens of `without`.

    Joined verbs stay in unless they have a subject or a modal of their own. Of words with a gap or a dash between them
    the piece with the verb is taken. None when nothing is left.
    """
    held = (set(parse.subtree(head)) | beyond_hyphen(parse, head)) - without
    for c in parse.children[head]:
        if not _stays(parse, head, c):
            held -= set(parse.subtree(c))
    first = _first_word(parse, head)
    words = sorted(t for t in held if t >= first)
    dash = next((t for t in words if t > head and parse.word(t) in {"—", "–", "--"}), None)
    if dash is not None:
        words = [t for t in words if t < dash]  # what stands behind an insertion is another piece
    run = run_with(words, head) if head in held else []
    return trimmed_span(parse, parse.span(run[0], run[-1])) if run else None


def _first_word(parse: Parse, head: int) -> int:
    """Where the action begins: at "be" of a passive, at an adverb of manner, else at the verb."""
    before = [c for c in parse.children[head] if c < head]
    for c in sorted(before):
        dep = parse.deps[c]
        if dep in {"aux", "auxpass"} and parse.tags[c] not in {"MD", "TO"}:
            return c
        if dep == "advmod" and parse.lower(c) not in word_list("light adverb") and _follows_modal(parse, head, c):
            return c
    return head


def _follows_modal(parse: Parse, head: int, adverb: int) -> bool:
    marks = [
        c for c in parse.children[head] if c < adverb and (parse.tags[c] in {"MD", "TO"} or parse.deps[c] == "neg")
    ]
    return bool(marks)


def _stays(parse: Parse, head: int, c: int) -> bool:
    """Do the words of this child belong to the action?"""
    dep = parse.deps[c]
    if dep in SUBJECTS or dep in {"mark", "neg", "expl", "preconj", "parataxis", "intj"}:
        return False
    if dep == "aux" and (parse.tags[c] in {"MD", "TO"} or c > head):
        return False
    if dep == "ccomp" and c < head:
        return False
    if dep == "conj" and starts_anew(parse, c):
        return False
    if dep == "prep" and parse.lower(c) == "according":
        return False
    if dep == "cc":
        following = [d for d in parse.children[head] if parse.deps[d] == "conj" and d > c]
        return not following or not starts_anew(parse, following[0])
    leads = c < head and dep in {"advcl", "prep", "npadvmod", "advmod", "punct"}
    return not (leads and parse.lower(c) in word_list("light adverb"))


def starts_anew(parse: Parse, verb: int) -> bool:
    """Does a joined verb bring its own subject, modal, tense or denial, and so a clause of its own?"""
    if subject(parse, verb) is not None or any(parse.tags[c] == "MD" for c in parse.children[verb]):
        return True
    if leaves_denial(parse, verb):
        return True
    helped = any(parse.deps[c] == "aux" and parse.lemmas[c] == "have" for c in parse.children[verb])
    return parse.tags[parse.heads[verb]] == "VB" and (helped or parse.tags[verb] in {"VBD", "VBZ", "VBP"})


def leaves_denial(parse: Parse, verb: int) -> bool:
    """Does a joined verb stand outside a "not" beside the verb before, or bring one of its own?

    "Not to fish and to remove", "to remove and not to fish": each has its own "to". "Will not be deterred and
    maintain": the second is no participle, so the passive's "will not be" does not reach it.
    """
    above = parse.heads[verb]
    denies_above, denies = (any(parse.deps[c] == "neg" for c in parse.children[v]) for v in (above, verb))
    alternative = any(parse.deps[c] == "cc" and parse.lower(c) in {"or", "nor"} for c in parse.children[above])
    if parse.deps[verb] != "conj" or alternative or denies_above == denies:
        return False
    own_to = any(parse.tags[c] == "TO" for c in parse.children[verb])
    passive = child(parse, above, "auxpass") is not None
    finite = parse.tags[verb] in {"VB", "VBP", "VBZ"} or child(parse, verb, "dobj") is not None  # "reserves", as a noun
    return own_to or (denies_above and passive and finite and parse.tags[verb] != "VBN")


def beyond_hyphen(parse: Parse, head: int) -> set[int]:
    """Tokens of a word the tokenizer split at its hyphen, and what hangs on its second half: "de-escalate the war"."""
    if head + 2 >= len(parse) or parse.word(head + 1) != "-" or parse.ends[head] != parse.starts[head + 1]:
        return set()
    return {head + 1, *(t for t in parse.subtree(head + 2) if t > head)}


def clause_tokens(parse: Parse, verb: int) -> list[int]:
    """Tokens of the clause itself, in text order: other clauses that hang on it are left out, its complements stay."""
    held, queue = [verb], [verb]
    while queue:
        token = queue.pop()
        for child in parse.children[token]:
            if _is_other_clause(parse, child):
                continue
            held.append(child)
            queue.append(child)
    return sorted(held)


@once_a_word
def _is_other_clause(parse: Parse, token: int) -> bool:
    """Infinitives stay ("allowed the guests to leave"); what has a tense of its own is another clause."""
    dep = parse.deps[token]
    if dep == "ccomp":
        return parse.tags[token] != "VB"
    if dep in ("conj", "dep"):
        return parse.pos[token] in ("VERB", "AUX")
    return dep in ("parataxis", "advcl", "punct", "cc")
