"""The condition of a verb: an adverbial clause with "if" and its like, or a phrase with "without".

In:      a parse, a verb
Out:     Condition
Source:  codebook 2
Shown:   tests/bench/test_baselines.py
"""

from dataclasses import dataclass

from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

MARKS = {"if": "if", "unless": "unless", "until": "unless", "provided": "if", "once": "if", "should": "if"}
PHRASES = {"without": "unless", "until": "unless"}
LONG = ("as long as", "so long as", "on condition that", "in the event", "in exchange for", "in return for")


@dataclass(frozen=True, slots=True)
class Condition:
    """trigger: without its connective. first: the first token, connective included. negates: it is an "only if"."""

    mode: str
    trigger: Span
    first: int
    negates: bool


def condition_of(parse: Parse, verb: int) -> Condition | None:
    """The first condition among what the verb governs."""
    for child in parse.children[verb]:
        if parse.deps[child] in ("advcl", "prep", "ccomp", "acl", "pcomp"):
            found = of_clause(parse, child) if parse.deps[child] != "prep" else of_phrase(parse, child)
            if found:
                return found
    return None


def of_clause(parse: Parse, clause: int) -> Condition | None:
    """A clause whose mark is one of the connectives."""
    inside = parse.subtree(clause)
    for mark in inside:
        if parse.heads[mark] != clause or parse.deps[mark] not in ("mark", "advmod", "aux"):
            continue
        word = parse.lower(mark)
        inverted = word == "should" and mark == inside[0]
        if word not in MARKS or (word == "should" and not inverted) or mark + 1 >= len(parse):
            continue
        before = parse.lower(mark - 1) if mark else ""
        last = trimmed(parse, inside[-1])
        if last <= mark:
            return None
        mode = "even_if" if before == "even" else "unless" if before == "only" else MARKS[word]
        first = mark - 1 if before in ("even", "only") else mark
        return Condition(mode, parse.span(mark + 1, last), first, before == "only")
    return None


def of_phrase(parse: Parse, phrase: int) -> Condition | None:
    """A phrase: "without a mandate", "in exchange for food", "as long as"."""
    inside = parse.subtree(phrase)
    last = trimmed(parse, inside[-1])
    word = parse.lower(phrase)
    if word in PHRASES and last > phrase:
        return Condition(PHRASES[word], parse.span(phrase + 1, last), phrase, False)
    words = " ".join(parse.lower(i) for i in range(inside[0], min(inside[0] + 3, len(parse))))
    for said in LONG:
        if words.startswith(said) and last > inside[0] + 2:
            return Condition("if", parse.span(inside[0] + 3, last), inside[0], False)
    return None


def trimmed(parse: Parse, last: int) -> int:
    """The last token that is no mark."""
    while last > 0 and parse.pos[last] == "PUNCT":
        last -= 1
    return last
