"""Predicates and their words: who does what, read off a dependency parse.

In:      Parse, a token that heads a clause
Out:     its subject, auxiliaries, negation, complements; the words of its verb phrase
Source:  ClearNLP labels as the Parse carries them
Shown:   tests/commitments/test_clauses.py
"""

from collections.abc import Iterable, Set
from itertools import pairwise

from onrecord.commitments.tables import word_list
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span, trimmed

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "dative", "attr", "oprd"})

EDGES = " \t\r\n\xa0\"'“”‘’«».,;:!?-–—()[]"


def child(parse: Parse, token: int, *deps: str) -> int | None:
    """The first child with one of these labels; None when there is none."""
    return next((c for c in parse.children[token] if parse.deps[c] in deps), None)


def preposition(parse: Parse, token: int, word: str) -> int | None:
    """The child preposition `word` of a token ("on" in "call on"); None when it has none."""
    kinds = ("prep", "prt", "dative", "agent", "advmod")
    return next((c for c in parse.children[token] if parse.deps[c] in kinds and parse.lower(c) == word), None)


def subject(parse: Parse, verb: int) -> int | None:
    """The head of the verb's own subject; None when it has none of its own."""
    return child(parse, verb, *SUBJECTS)


def clause_subject(parse: Parse, verb: int) -> int | None:
    """The subject of a short clause, where the parser may take it for half a compound ("if Chile attacks")."""
    own = subject(parse, verb)
    return own if own is not None else child(parse, verb, "compound")


def understood_subject(parse: Parse, verb: int) -> int | None:
    """Who does it: the verb's own subject, else the one it shares with the verb above it.

    A relative pronoun gives the noun it stands for; "urged Iran to stop" gives Iran, "vowed to stop" who vowed.
    """
    seen = set()
    while verb not in seen:
        seen.add(verb)
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
    return None


def antecedent(parse: Parse, verb: int, pronoun: int) -> int:
    """The noun a relative pronoun stands for; the word itself when it is none."""
    if parse.tags[pronoun] in {"WDT", "WP"} and parse.deps[verb] == "relcl":
        return parse.heads[verb]
    return pronoun


def auxiliaries(parse: Parse, verb: int) -> tuple[int, ...]:
    """The verb's own auxiliaries in text order; of joined verbs that share one, it stands with the first."""
    own = [c for c in parse.children[verb] if parse.deps[c] in {"aux", "auxpass"}]
    own += [a for c in own for a in parse.children[c] if parse.deps[a] == "aux"]  # "will" of "will get rid"
    noun = subject(parse, verb)
    if noun is not None:  # "only then will Ukraine return": the parser hangs the modal on the subject behind it
        own += [c for c in parse.children[noun] if parse.deps[c] == "aux" and parse.tags[c] == "MD"]
    return tuple(sorted(own))


def negation(parse: Parse, verb: int) -> int | None:
    """The word that denies the verb: "not", "never", "no longer"; None when nothing does."""
    for c in parse.children[verb]:
        if parse.deps[c] == "neg" or (parse.lower(c) in {"never", "neither", "nor"} and c < verb):
            return c
        if parse.lower(c) == "longer" and any(parse.lower(g) == "no" for g in parse.children[c]):
            return c
    return None


def denied(parse: Parse, verb: int) -> bool:
    """Is the clause negative, by its verb, its subject ("no officer") or an object ("nothing")?"""
    if negation(parse, verb) is not None:
        return True
    own = subject(parse, verb)
    if child(parse, verb, "expl") is not None:
        there_is = child(parse, verb, "attr")
        return there_is is not None and says_none(parse, there_is)
    if own is None and parse.deps[verb] == "conj" and not any(parse.deps[c] == "aux" for c in parse.children[verb]):
        return parse.tags[verb] == "VB" and joined_by_or(parse, verb) and denied(parse, parse.heads[verb])
    return own is not None and says_none(parse, own)


def says_none(parse: Parse, noun: int) -> bool:
    """Does the noun phrase deny itself: "no officer", "nobody", "none of them"?"""
    if parse.lower(noun) in {"nobody", "none", "nothing", "noone"}:
        return True
    for c in parse.children[noun]:
        if parse.lower(c) in {"no", "neither"} and parse.deps[c] in {"det", "preconj"}:
            return True
        if parse.lower(c) in {"more", "further"} and any(parse.lower(g) == "no" for g in parse.children[c]):
            return True  # "no more talks"
    return False


def joined_by_or(parse: Parse, verb: int) -> bool:
    """Is the verb joined to its head by "or" or "nor"?"""
    return has_or(parse, parse.heads[verb])


def has_or(parse: Parse, verb: int) -> bool:
    """Does "or" or "nor" join something to the verb?"""
    return any(parse.deps[c] == "cc" and parse.lower(c) in {"or", "nor"} for c in parse.children[verb])


def noun_phrase(parse: Parse, head: int) -> Span:
    """The words of a noun phrase without the clauses that hang on it, nor the joined clause of another subject."""
    held = set(parse.subtree(head))
    for c in parse.children[head]:
        if parse.deps[c] in {"relcl", "advcl", "ccomp"} and c > head:
            held -= set(parse.subtree(c))
        if parse.deps[c] == "conj" and subject(parse, c) is not None:
            held -= set(parse.subtree(c))
    run = longest_run(sorted(held), must_hold=head)
    return trimmed_span(parse, parse.span(run[0], run[-1])) or parse.span(head, head)


def verb_phrase(parse: Parse, head: int, *, without: Set[int]) -> Span | None:
    """The words of a deed from its main verb on: without subject, modal, "to", "not", and the tokens of `without`.

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
    run = longest_run(words, must_hold=head) if head in held else []
    return trimmed_span(parse, parse.span(run[0], run[-1])) if run else None


def _first_word(parse: Parse, head: int) -> int:
    """Where the deed begins: at "be" of a passive, at an adverb of manner, else at the verb."""
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
    """Do the words of this child belong to the deed?"""
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
    """Does a joined verb bring its own subject, modal or tense, and so a clause of its own?"""
    if subject(parse, verb) is not None or any(parse.tags[c] == "MD" for c in parse.children[verb]):
        return True
    helped = any(parse.deps[c] == "aux" and parse.lemmas[c] == "have" for c in parse.children[verb])
    return parse.tags[parse.heads[verb]] == "VB" and (helped or parse.tags[verb] in {"VBD", "VBZ", "VBP"})


def longest_run(tokens: Iterable[int], *, must_hold: int | None) -> list[int]:
    """The longest stretch of neighbouring tokens, the one with `must_hold` when given; [] for no tokens."""
    held = list(tokens)
    runs: list[list[int]] = [held[:1]] if held else []
    for a, b in pairwise(held):
        if b == a + 1:
            runs[-1].append(b)
        else:
            runs.append([b])
    if must_hold is not None:
        return next((r for r in runs if must_hold in r), [must_hold])
    return max(runs, key=len, default=[])


def beyond_hyphen(parse: Parse, head: int) -> set[int]:
    """Tokens of a word the tokenizer split at its hyphen, and what hangs on its second half: "de-escalate the war"."""
    if head + 2 >= len(parse) or parse.word(head + 1) != "-" or parse.ends[head] != parse.starts[head + 1]:
        return set()
    return {head + 1, *(t for t in parse.subtree(head + 2) if t > head)}


def trimmed_span(parse: Parse, span: Span) -> Span | None:
    """The span without quotation marks and punctuation at its edges; a bracket or mark it opened itself stays."""
    found = trimmed(parse.text, span.start, span.end, drop=EDGES)
    if found is None:
        return None
    return _reopened(parse.text, found, span)


def _reopened(text: str, found: Span, whole: Span) -> Span:
    """Take back a closing bracket or a "%" that belongs to the words: "Parties (two)"."""
    words = found.of(text)
    closing = {"(": ")", "[": "]"}
    for opening, close in closing.items():
        if words.count(opening) > words.count(close) and found.end < whole.end and text[found.end] == close:
            return Span(found.start, found.end + 1)
    if text[found.end : found.end + 1] == "." and words[-2:-1] == "." and found.end < whole.end:
        return Span(found.start, found.end + 1)  # "the U.S."
    return found
