"""What could be an attribution, by syntax alone: a word that may be a cue, and the complement it takes.

In:      a Parse, and the table's list of words that may be cues
Out:     Attempt, several a cue word; `frames` names the complement so that the table can say how often it is one
Source:  complement frames after Levin 1993 and Quirk et al. 1985 §16.20-16.63; labels as in terms.parses
Shown:   tests/statements/test_indirect.py
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.statements.edges import Edges
from onrecord.statements.sources import Tokens, noun_source, participle_source, relative_head, source_of
from onrecord.terms.parses import Parse

FAR_TOKENS = 16  # how far from its verb a that-clause is looked for
WH_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})
CUE_PARTS = frozenset({"aux", "auxpass", "neg", "advmod", "prt"})
# What opens a clause that belongs to the content even when the parser ties it to the cue word; PolNeAR train: in
# 22 of 28 cases annotators took it in.
CONDITIONS = frozenset({"if", "unless", "because", "when", "since", "until", "once", "provided", "only", "even"})


@dataclass(frozen=True, slots=True)
class Attempt:
    """One reading of one cue word. All ranges are (first, last) tokens, both included."""

    trigger: int
    lemma: str
    part: str
    frame: str
    source: tuple[Tokens, ...]
    cue: tuple[Tokens, ...]
    content: tuple[Tokens, ...]


def clause_frame(parse: Parse, edges: Edges, clause: int) -> str:
    """What sort of clause a complement is: "that", "clause" (bare), "wh", "infinitive", "object infinitive",
    "gerund" or "small" (no finite verb: "called it wrong")."""
    has_subject = False
    for child in parse.children[clause]:
        if child > clause:
            break
        if parse.tags[child] == "TO":
            return "object infinitive" if has_subject else "infinitive"
        if parse.deps[child] == "mark" and parse.lower(child) in ("if", "whether"):
            return "wh"
        if parse.deps[child] == "mark" and parse.lower(child) == "that":
            return "that"
        if parse.deps[child] in ("nsubj", "nsubjpass", "expl"):
            has_subject = True
    if parse.tags[edges.left[clause]] in WH_TAGS:
        return "wh"
    if parse.tags[clause] == "VBG" and not has_aux(parse, clause):
        return "gerund"
    if parse.pos[clause] not in ("VERB", "AUX") or (parse.tags[clause] == "VBN" and not has_aux(parse, clause)):
        return "small"
    return "clause"


def has_aux(parse: Parse, verb: int) -> bool:
    """Does the verb have an auxiliary?"""
    return any(parse.deps[c] in ("aux", "auxpass") for c in parse.children[verb])


def cue_of(parse: Parse, trigger: int, last: int | None = None) -> Tokens:
    """The cue word with the auxiliaries, negation and adverbs that touch it, up to `last` where given."""
    first = end = trigger
    if parse.deps[trigger] == "pcomp" and parse.lower(trigger - 1) == "as" and trigger > 1:
        said_of = parse.heads[parse.heads[trigger]]  # "was quoted as saying"
        if said_of == trigger - 2:
            first = said_of
            while first > 0 and parse.heads[first - 1] == said_of and parse.deps[first - 1] in CUE_PARTS:
                first -= 1
            return (first, trigger)
    while first > 0 and parse.heads[first - 1] == trigger and parse.deps[first - 1] in CUE_PARTS:
        first -= 1
    while end + 1 < len(parse) and parse.heads[end + 1] == trigger and parse.deps[end + 1] in ("prt", "neg"):
        end += 1
    return (first, max(end, last if last is not None else end))


def attempts_of(parse: Parse, edges: Edges, trigger: int) -> Iterator[Attempt]:
    """Every reading of one word; none when it takes no complement."""
    part = parse.pos[trigger]
    if parse.starts[trigger] and parse.text[parse.starts[trigger] - 1] in "-‑":
        return  # part of a longer word: "so-called"
    if part == "VERB":
        yield from verb_attempts(parse, edges, trigger)
    elif part == "NOUN":
        yield from noun_attempts(parse, edges, trigger)
    elif part == "ADJ":
        yield from adjective_attempts(parse, edges, trigger)


def reach(edges: Edges, token: int, *, after: int | None = None, before: int | None = None) -> Tokens:
    """All that `token` governs, cut so that it stays after or before a given token."""
    first, last = edges.left[token], edges.right[token]
    if after is not None:
        first = max(first, after + 1)
    if before is not None:
        last = min(last, before - 1)
    return (min(first, token), max(last, token))


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


def verb_attempts(parse: Parse, edges: Edges, verb: int) -> Iterator[Attempt]:
    """Readings of a verb."""
    lemma = parse.lemmas[verb].lower()
    particle = next((c for c in parse.children[verb] if parse.deps[c] == "prt" and c > verb), None)
    if particle is not None:
        lemma = f"{lemma} {parse.lower(particle)}"
    source = source_of(parse, edges, verb)
    below = [c for c in parse.children[verb] if c > verb]
    clauses = [c for c in below if parse.deps[c] in ("ccomp", "xcomp")]
    objects = [c for c in below if parse.deps[c] in ("dobj", "dative", "oprd", "attr", "acomp")]
    preps = [c for c in below if parse.deps[c] in ("prep", "agent")]
    subject = next((c for c in parse.children[verb] if parse.deps[c] == "nsubjpass"), None)
    cue = (cue_of(parse, verb),)

    def attempt(frame: str, *content: Tokens, cue: Iterable[Tokens] = cue) -> Attempt:
        return Attempt(verb, lemma, "VERB", frame, source, tuple(cue), content)

    for clause in clauses:
        frame = clause_frame(parse, edges, clause)
        content = with_condition(parse, edges, verb, reach(edges, clause, after=verb))
        if subject is not None:
            yield attempt("passive " + frame, content)
            if frame in ("infinitive", "small", "gerund"):
                yield attempt("passive raised " + frame, reach(edges, subject, before=verb), content)
        else:
            yield attempt(frame, content)
            near = [o for o in objects if o < clause]
            if near and frame in ("infinitive", "small", "gerund"):
                yield attempt("object " + frame, (edges.left[near[0]], content[1]))
    if not clauses:
        for clause in below:
            if parse.deps[clause] == "advcl" and clause_frame(parse, edges, clause) == "wh":
                yield attempt("wh", reach(edges, clause, after=verb))
                clauses = [clause]
                break
    if not clauses and subject is None and (far := far_that(parse, edges, verb)) is not None:
        yield attempt("far that", far)
    if not clauses and subject is None:
        named = [o for o in objects if parse.deps[o] != "dative"]
        if named:
            first = reach(edges, named[0], after=verb)
            last = reach(edges, named[-1], after=verb)
            yield attempt("object predicate" if len(named) > 1 else "object", (first[0], last[1]))
            for prep in preps:
                if prep > last[1] and parse.deps[prep] == "prep":
                    yield attempt("object + " + parse.lower(prep), (first[0], reach(edges, prep, after=verb)[1]))
                    yield from prep_attempts(parse, edges, verb, prep, lemma, "VERB", source, label="object ~ ")
        for prep in preps:
            if not named:
                yield from prep_attempts(parse, edges, verb, prep, lemma, "VERB", source)
    if not clauses and subject is not None:
        yield attempt("passive", reach(edges, subject, before=cue[0][0]))
        for prep in preps:
            if parse.deps[prep] == "prep":
                yield from prep_attempts(parse, edges, verb, prep, lemma, "VERB", source, label="passive ")
    head = parse.heads[verb]
    if parse.deps[verb] == "acl" and parse.tags[verb] == "VBN" and not clauses:
        yield Attempt(
            verb,
            lemma,
            "VERB",
            "participle",
            participle_source(parse, edges, verb),
            cue,
            (relative_head(edges, head, verb),),
        )
    if parse.deps[verb] == "relcl" and not clauses and not [o for o in objects if parse.tags[o] not in WH_TAGS]:
        who = next((c for c in parse.children[verb] if parse.deps[c] == "nsubj"), None)
        if who is not None and parse.tags[who] not in WH_TAGS and parse.lower(who) != "that":
            yield attempt("relative", relative_head(edges, head, verb))


def far_that(parse: Parse, edges: Edges, verb: int) -> Tokens | None:
    """A that-clause further on that the parser tied to a nearer noun: "said at a conference that ..."."""
    for i in range(verb + 1, min(verb + FAR_TOKENS, len(parse))):
        if parse.tags[i] in ("VBD", "VBZ", "VBP", "MD") or parse.word(i) in ".;:":
            return None
        if parse.lower(i) == "that" and parse.pos[i] in ("SCONJ", "PRON") and parse.tags[i] in ("IN", "WDT"):
            head = parse.heads[i]
            return (i, max(head, edges.right[head])) if head > i else None
    return None


def prep_attempts(
    parse: Parse,
    edges: Edges,
    trigger: int,
    prep: int,
    lemma: str,
    part: str,
    source: tuple[Tokens, ...],
    *,
    label: str = "",
) -> Iterator[Attempt]:
    """Readings in which a preposition leads to the content."""
    inner = next((c for c in parse.children[prep] if parse.deps[c] in ("pobj", "pcomp")), None)
    if inner is None or inner < prep:
        return
    first, last = cue_of(parse, trigger)
    cue: tuple[Tokens, ...] = ((first, prep),) if prep - last <= 1 else ((first, last), (prep, prep))
    word = parse.lower(prep)
    yield Attempt(trigger, lemma, part, label + word, source, cue, (reach(edges, inner, after=prep),))


def noun_attempts(parse: Parse, edges: Edges, noun: int) -> Iterator[Attempt]:
    """Readings of a noun: "the claim that", "a promise to", "criticism of", "the claim is that"."""
    lemma = parse.lemmas[noun].lower()
    source, cue_first = noun_source(parse, edges, noun)
    cue = ((cue_first, noun),)
    for child in parse.children[noun]:
        if child < noun:
            continue
        dep = parse.deps[child]
        if dep in ("acl", "ccomp", "relcl") and parse.tags[child] != "VBN":
            frame = clause_frame(parse, edges, child)
            if dep == "relcl" and parse.lower(edges.left[child]) != "that":
                continue
            if dep == "relcl":
                frame = "relative that"
            yield Attempt(noun, lemma, "NOUN", frame, source, cue, (reach(edges, child, after=noun),))
        elif dep == "prep":
            yield from (
                Attempt(noun, lemma, "NOUN", a.frame, source, ((cue_first, a.cue[-1][1]),), a.content)
                for a in prep_attempts(parse, edges, noun, child, lemma, "NOUN", source)
            )
    head = parse.heads[noun]
    if parse.deps[noun] == "nsubj" and parse.lemmas[head] == "be":
        for child in parse.children[head]:
            if child > head and parse.deps[child] in ("ccomp", "xcomp"):
                frame = "copula " + clause_frame(parse, edges, child)
                content = (reach(edges, child, after=head),)
                yield Attempt(noun, lemma, "NOUN", frame, source, ((cue_first, head),), content)


def adjective_attempts(parse: Parse, edges: Edges, adjective: int) -> Iterator[Attempt]:
    """Readings of an adjective: "is confident that", "ready to", "critical of"."""
    lemma = parse.lemmas[adjective].lower()
    copula = parse.heads[adjective]
    source: tuple[Tokens, ...] = ()
    cue: Tokens = (adjective, adjective)
    if parse.deps[adjective] in ("acomp", "conj", "oprd", "ccomp") and parse.pos[copula] in ("AUX", "VERB", "ADJ"):
        while parse.deps[copula] == "conj" and parse.pos[copula] == "ADJ":
            copula = parse.heads[copula]
        source = source_of(parse, edges, copula)
        if parse.deps[adjective] == "acomp" and 0 < adjective - copula <= 4:
            cue = (cue_of(parse, copula)[0], adjective)
    for child in parse.children[adjective]:
        if child < adjective:
            continue
        if parse.deps[child] in ("ccomp", "xcomp", "advcl"):
            frame = clause_frame(parse, edges, child)
            content = (reach(edges, child, after=adjective),)
            yield Attempt(adjective, lemma, "ADJ", frame, source, (cue,), content)
        elif parse.deps[child] == "prep":
            for found in prep_attempts(parse, edges, adjective, child, lemma, "ADJ", source):
                yield Attempt(adjective, lemma, "ADJ", found.frame, source, ((cue[0], child),), found.content)
