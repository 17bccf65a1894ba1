"""Who the words of an attribution come from: the noun phrase that names the source of a cue.

In:      a Parse and a cue word
Out:     token ranges (first, last), both included; () when the sentence names nobody
Source:  PolNeAR annotation (Newell et al. 2018): the whole noun phrase, with appositions and relative clauses
Shown:   tests/statements/test_indirect.py
"""

from onrecord.language.clauses import auxiliaries, subject
from onrecord.language.subtree_edges import Edges
from onrecord.terms.parses import Parse

Tokens = tuple[int, int]
MAX_CLIMB = 12  # heads looked at for a subject: no sentence needs more, a broken parse might


def source_of(parse: Parse, edges: Edges, verb: int) -> tuple[Tokens, ...]:
    """The subject of a verb, or the one it shares with the verbs above it; the agent of a passive.

    A finite verb for which the parser has no subject takes the noun phrase right before it.
    """
    for child in parse.children[verb]:
        if parse.deps[child] == "agent":
            return by_phrase(parse, edges, child)
    found = climb(parse, edges, verb)
    if found or parse.tags[verb] not in ("VBD", "VBZ", "VBP"):
        return found
    return noun_before(parse, edges, verb)


def climb(parse: Parse, edges: Edges, verb: int) -> tuple[Tokens, ...]:
    """The nearest subject on the way up from a verb; () when there is none."""
    node = verb
    trailing = parse.deps[verb] == "advcl" and parse.tags[verb] == "VBG" and verb > 0 and parse.word(verb - 1) == ","
    for _ in range(MAX_CLIMB):
        passive = False
        if trailing and node != verb and parse.deps[node] == "ccomp" and subject(parse, parse.heads[node]) is not None:
            node = parse.heads[node]  # "she said he would go, adding ...": she added
            continue
        for child in parse.children[node]:
            if parse.deps[child] in ("nsubj", "csubj"):
                return (phrase(parse, edges, child, verb),)
            if parse.deps[child] == "nsubjpass":
                passive = True
                if node != verb:
                    return (phrase(parse, edges, child, verb),)
        if passive:
            return ()
        dep, head = parse.deps[node], parse.heads[node]
        if head == node or (node == verb and dep == "advcl" and is_passive_participle(parse, verb)):
            return ()
        if dep == "acl":
            return (relative_head(edges, head, node),)
        if dep == "relcl":
            return (relative_head(edges, head, node),)
        if dep == "xcomp":
            for child in parse.children[head]:
                if parse.deps[child] == "dobj" and head < child < node:
                    return (phrase(parse, edges, child, verb),)
        elif dep not in ("conj", "advcl", "ccomp", "pcomp", "prep", "dep", "aux", "parataxis"):
            return ()
        node = head
    return ()


def noun_before(parse: Parse, edges: Edges, verb: int) -> tuple[Tokens, ...]:
    """The noun phrase that ends right before a verb, or before the comma that closes its apposition."""
    last = verb - 1
    while last > 0 and parse.deps[last] in ("aux", "neg", "advmod") and parse.heads[last] == verb:
        last -= 1
    if last > 0 and parse.word(last) == ",":
        last -= 1
    noun = last
    for _ in range(MAX_CLIMB):
        head = parse.heads[noun] if noun >= 0 else noun
        if head == noun or head > last or head < 0 or edges.right[head] > last + 1:
            break
        noun = head
    if noun < 0 or parse.pos[noun] not in ("NOUN", "PROPN", "PRON") or edges.left[noun] > noun:
        return ()
    return ((edges.left[noun], max(noun, min(edges.right[noun], last))),)


def is_passive_participle(parse: Parse, verb: int) -> bool:
    """ "Asked whether he would go, she ...": somebody else asked."""
    return parse.tags[verb] == "VBN" and not auxiliaries(parse, verb)


def phrase(parse: Parse, edges: Edges, noun: int, verb: int) -> Tokens:
    """The whole noun phrase, on its own side of the verb."""
    first, last = edges.left[noun], edges.right[noun]
    if noun < verb:
        last = min(last, verb - 1)
        while last > noun and (parse.deps[last] in ("aux", "neg", "auxpass") and parse.heads[last] == verb):
            last -= 1
    else:
        first = max(first, verb + 1)
    return (min(first, noun), max(last, noun))


def by_phrase(parse: Parse, edges: Edges, by: int) -> tuple[Tokens, ...]:
    """The noun phrase after "by"; () when there is none."""
    for child in parse.children[by]:
        if parse.deps[child] == "pobj":
            return ((max(edges.left[child], by + 1), edges.right[child]),)
    return ()


def relative_head(edges: Edges, noun: int, clause: int) -> Tokens:
    """The noun phrase that a relative clause or participle belongs to, without that clause."""
    last = edges.right[noun]
    if edges.left[clause] > noun:
        last = min(last, edges.left[clause] - 1)
    return (edges.left[noun], max(last, noun))
