"""What could be reported speech, by syntax alone: a verb with a source, and the clause or the object it takes.

In:      a Parse and a verb
Out:     StatementCandidate; its frame names the complement, so that the table can say how often such a use is an
         attribution
Source:  complement frames after Quirk et al. 1985 §16.20-16.63; labels as in terms.parses
Shown:   tests/statements/test_indirect.py

The tagger reads more of these and reads them better. These few add what it overlooks; nouns, adjectives, passives,
infinitives and prepositions were tried and added more that was wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.language.clauses import auxiliaries
from onrecord.language.subtree_edges import Edges
from onrecord.language.words import word_list
from onrecord.statements.sources import Tokens, source_of
from onrecord.terms.parses import Parse

WH_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})
CUE_PARTS = frozenset({"aux", "auxpass", "neg", "advmod", "prt"})
# What opens a clause that belongs to the content even when the parser ties it to the cue word; PolNeAR train: in
# 22 of 28 cases annotators took it in.
CONDITIONS = word_list("opens a condition on the saying")


@dataclass(frozen=True, slots=True)
class StatementCandidate:
    """One reading of one cue word. All ranges are (first, last) tokens, both included."""

    trigger: int
    lemma: str
    frame: str
    source: tuple[Tokens, ...]
    cue: tuple[Tokens, ...]
    content: tuple[Tokens, ...]


def attempts_of(parse: Parse, edges: Edges, verb: int) -> Iterator[StatementCandidate]:
    """Every reading of a word: each clause it takes, else its object. None but for active verbs with a source; none
    for a part of a longer word ("so-called")."""
    if parse.pos[verb] != "VERB" or (parse.starts[verb] and parse.text[parse.starts[verb] - 1] in "-‑"):
        return
    below = parse.children[verb]
    source = source_of(parse, edges, verb)
    if not source or any(parse.deps[c] == "nsubjpass" for c in below):
        return
    particle = next((c for c in below if parse.deps[c] == "prt" and c > verb), None)
    lemma = parse.lemmas[verb].lower() + (f" {parse.lower(particle)}" if particle is not None else "")
    cue = (cue_of(parse, verb),)
    clauses = clauses_of(parse, edges, verb)
    for clause, frame in clauses:
        if frame is not None:
            content = with_condition(parse, edges, verb, reach(edges, clause, verb))
            yield StatementCandidate(verb, lemma, frame, source, cue, (content,))
    objects = [c for c in below if c > verb and parse.deps[c] in ("dobj", "oprd", "attr", "acomp")]
    if len(objects) == 1 and not clauses:
        yield StatementCandidate(verb, lemma, "object", source, cue, (reach(edges, objects[0], verb),))


def clauses_of(parse: Parse, edges: Edges, verb: int) -> list[tuple[int, str | None]]:
    """The clauses a verb takes with their frames; a question that the parser took for an adverbial is one."""
    below = [c for c in parse.children[verb] if c > verb]
    held = [(c, clause_frame(parse, edges, c)) for c in below if parse.deps[c] in ("ccomp", "xcomp", "advcl")]
    taken = [one for one in held if parse.deps[one[0]] != "advcl"]
    return taken or [one for one in held if one[1] == "wh"][:1]


def clause_frame(parse: Parse, edges: Edges, clause: int) -> str | None:
    """What sort of clause a complement is: "that", "clause" (bare), "wh"; None for one without a finite verb."""
    opens = {parse.lower(c) for c in parse.children[clause] if c < clause and parse.deps[c] == "mark"}
    if any(parse.tags[c] == "TO" for c in parse.children[clause] if c < clause):
        return None
    if opens & {"if", "whether"}:
        return "wh"
    if "that" in opens:
        return "that"
    if parse.tags[edges.left[clause]] in WH_TAGS:
        return "wh"
    participle = parse.tags[clause] in ("VBG", "VBN") and not auxiliaries(parse, clause)
    return "clause" if parse.pos[clause] in ("VERB", "AUX") and not participle else None


def cue_of(parse: Parse, trigger: int) -> Tokens:
    """The cue word with the auxiliaries, negation and adverbs that touch it."""
    first = last = trigger
    while first > 0 and parse.heads[first - 1] == trigger and parse.deps[first - 1] in CUE_PARTS:
        first -= 1
    while last + 1 < len(parse) and parse.heads[last + 1] == trigger and parse.deps[last + 1] in ("prt", "neg"):
        last += 1
    return (first, last)


def reach(edges: Edges, token: int, after: int) -> Tokens:
    """All that `token` governs behind a token."""
    return (min(max(edges.left[token], after + 1), token), edges.right[token])


def with_condition(parse: Parse, edges: Edges, verb: int, content: Tokens) -> Tokens:
    """The content with a condition or reason right behind it that the parser hung on the cue word: "said it would
    act if attacked"; likewise a second clause."""
    first, last = content
    for child in parse.children[verb]:
        if child <= last:
            continue
        gap = range(last + 1, edges.left[child])
        if len(gap) > 2 or any(parse.word(i)[0].isalnum() for i in gap):
            break
        if parse.deps[child] == "ccomp" or (
            parse.deps[child] == "advcl" and parse.lower(edges.left[child]) in CONDITIONS
        ):
            last = edges.right[child]
        elif parse.deps[child] != "punct":
            break
    return (first, last)
