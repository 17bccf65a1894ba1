"""Noun phrases: their words, what is joined to them, what "of", "by" and other prepositions tie to them.

In:      a Parse and a noun's or a verb's token
Out:     spans and tokens
Shown:   tests/language/test_clauses.py, tests/events/test_coding.py
"""

from onrecord.language.clauses import child, misjoined_subject, subject
from onrecord.language.once import once_a_word
from onrecord.language.word_runs import run_with, trimmed_span
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

LEFT = frozenset({"det", "amod", "compound", "poss", "nummod", "quantmod", "case", "nmod", "predet", "advmod"})
MAX_JOINED = 8


def noun_phrase(parse: Parse, head: int) -> Span:
    """The words of a noun phrase without the clauses that hang on it, nor the joined clause of another subject."""
    held = set(parse.subtree(head))
    for c in parse.children[head]:
        if parse.deps[c] in {"relcl", "advcl", "ccomp"} and c > head:
            held -= set(parse.subtree(c))
        if parse.deps[c] == "conj" and subject(parse, c) is not None:
            held -= set(parse.subtree(c))
        if parse.deps[c] == "conj" and _begins_a_clause(parse, c):
            held -= {*parse.subtree(c), *(k for k in parse.children[head] if parse.deps[k] == "cc" and k < c)}
    run = run_with(sorted(held), head)
    return trimmed_span(parse, parse.span(run[0], run[-1])) or parse.span(head, head)


@once_a_word
def phrase_span(parse: Parse, noun: int) -> Span:
    """The noun with its determiners, adjectives and possessors, and an "of" phrase after it; no clause of its own."""
    first, last = noun, noun
    queue = [noun]
    while queue:
        token = queue.pop()
        for c in parse.children[token]:
            if c < noun and parse.deps[c] in LEFT:
                first = min(first, c)
                queue.append(c)
    for c in parse.children[noun]:
        if parse.deps[c] == "prep" and parse.lower(c) == "of":
            below = [b for b in parse.children[c] if parse.deps[b] == "pobj"]
            last = max([last, *below])
    return parse.span(first, last)


@once_a_word
def conjuncts(parse: Parse, token: int) -> tuple[int, ...]:
    """The token and what is co-ordinated with it, in text order, MAX_JOINED at most."""
    held = [token]
    while len(held) < MAX_JOINED:
        below = child(parse, held[-1], "conj")
        if below is None or _begins_a_clause(parse, below):
            break
        held.append(below)
    return tuple(held)


def _begins_a_clause(parse: Parse, noun: int) -> bool:
    """ "Defeated the group and Turkey would be moving": the subject of the clause behind it, not joined at all."""
    after = noun + 1
    if after >= len(parse) or parse.deps[after] not in {"aux", "auxpass"}:
        return False
    return misjoined_subject(parse, parse.heads[after]) == noun


def neither_nor(parse: Parse, noun: int) -> tuple[int, ...]:
    """The nouns of "neither Cuba nor Chile", given the first; () where nothing is joined so."""
    both = conjuncts(parse, noun)
    owners = [c for c in parse.children[noun] if parse.deps[c] == "poss"]  # "neither Norway's king nor"
    opens = any(parse.lower(c) == "neither" and c < noun for n in (noun, *owners) for c in parse.children[n])
    nor = any(parse.lower(c) in {"nor", "or"} and parse.deps[c] == "cc" for n in both for c in parse.children[n])
    return both if opens and nor and len(both) > 1 else ()


def joined(parse: Parse, noun: int) -> tuple[int, ...]:
    """The noun and those co-ordinated with it; the parser takes the second of a list for an apposition of the first
    ("the US, Russia, and Switzerland")."""
    held = list(conjuncts(parse, noun))
    for c in parse.children[noun]:
        if parse.deps[c] == "appos" and len(conjuncts(parse, c)) > 1:
            held += conjuncts(parse, c)
    return tuple(held)


def of_object(parse: Parse, noun: int) -> int | None:
    """The noun that "of" ties to this one; None when none does."""
    return next(iter(tied(parse, noun, "of")), None)


def led_to(parse: Parse, noun: int) -> tuple[int, ...]:
    """Nouns that "to" or "against" ties to this one: "right to self-defence", "measures against smuggling"."""
    return (*tied(parse, noun, "to"), *tied(parse, noun, "against"))


def tied(parse: Parse, noun: int, preposition: str) -> tuple[int, ...]:
    """Nouns that a preposition ties to this one."""
    return tuple(below for word, below in hung_on(parse, noun) if word == preposition)


@once_a_word
def hung_on(parse: Parse, noun: int) -> tuple[tuple[str, int], ...]:
    """(preposition, its noun) of every prepositional phrase of a noun, in text order."""
    return tuple(
        (parse.lower(c), below)
        for c in parse.children[noun]
        if parse.deps[c] == "prep"
        for below in parse.children[c]
        if parse.deps[below] == "pobj"
    )


def preposition(parse: Parse, token: int, word: str) -> int | None:
    """The child preposition `word` of a token ("on" in "call on"); None when it has none."""
    kinds = ("prep", "prt", "dative", "agent", "advmod")
    return next((c for c in parse.children[token] if parse.deps[c] in kinds and parse.lower(c) == word), None)
