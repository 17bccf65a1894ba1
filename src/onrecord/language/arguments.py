"""What a verb governs: its objects, prepositions, particles, complements and negation.

In:      a Parse and the index of a verb's token
Out:     Arguments
Shown:   tests/events/test_actions.py
"""

from dataclasses import dataclass

from onrecord.language.clauses import antecedent
from onrecord.language.denial import negation
from onrecord.language.noun_phrases import conjuncts
from onrecord.language.once import once_a_word
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse

OBJECTS = frozenset({"dobj", "nsubjpass", "attr", "oprd", "dative"})
COMPLEMENTS = frozenset({"xcomp", "ccomp"})
MAX_OBJECTS = 8


@dataclass(frozen=True, slots=True)
class Arguments:
    """A verb's dependants, by what they do; token indices.

    objects:      heads of direct objects and passive subjects, their co-ordinated fellows after them.
    prepositions: (preposition, lower case; head of its object) in text order; a by-agent is not one.
    subjects:     heads of active subjects, of a participle the noun it modifies ("servicemen arriving").
    particles:    "out" in "pull out", and adverbs that stand as such ("walk together").
    complements:  heads of the clauses that complete the verb, those of its prepositions ("refrain from firing") and
                  of its objects ("took steps to withdraw") after its own.
    negation:     the word that denies the verb (denial.py); None when none does.
    raised:       who is let do it: "let the inspectors enter", "allowed the inspectors to enter".
    """

    objects: tuple[int, ...]
    subjects: tuple[int, ...]
    prepositions: tuple[tuple[str, int], ...]
    particles: frozenset[str]
    complements: tuple[int, ...]
    negation: int | None
    raised: tuple[int, ...]


@once_a_word
def arguments(parse: Parse, verb: int) -> Arguments:
    """What the verb governs; a relative clause's passive takes the noun it modifies as its object."""
    objects: list[int] = []
    subjects: list[int] = []
    prepositions: list[tuple[str, int]] = []
    particles: set[str] = set()
    complements: list[int] = []
    late: list[int] = []
    for child in parse.children[verb]:
        dep = parse.deps[child]
        if dep in {"oprd", "advcl"} and parse.pos[child] == "ADJ" and not parse.children[child]:
            particles.add(parse.lower(child))  # "set the hostages free"
        elif dep in OBJECTS and parse.pos[child] != "ADP":
            objects.append(antecedent(parse, verb, child))
        elif dep == "nsubj":
            subjects.append(antecedent(parse, verb, child))
        elif dep in ("prep", "agent", "dative"):  # "gave weapons to the rebels" has the dative at its "to"
            for below in parse.children[child]:
                if parse.deps[below] == "pobj" and dep != "agent":
                    prepositions.append((parse.lower(child), below))
                elif parse.deps[below] == "pcomp":
                    late.append(below)
                    prepositions.append((parse.lower(child), below))
            if not parse.children[child]:
                particles.add(parse.lower(child))
        elif dep in ("prt", "advmod", "advcl") and parse.pos[child] in ("ADP", "ADV", "PART"):
            particles.add(parse.lower(child))
        elif dep in COMPLEMENTS:
            complements.append(child)
    if not objects and parse.deps[verb] == "acl" and parse.tags[verb] == "VBN":
        objects.append(parse.heads[verb])
    if not subjects and parse.deps[verb] == "acl" and parse.tags[verb] == "VBG":
        subjects.append(parse.heads[verb])
    objects = [o for first in objects for o in conjuncts(parse, first)][:MAX_OBJECTS]
    for held in objects:
        late.extend(c for c in parse.children[held] if parse.deps[c] == "acl" and parse.tags[c] == "VB")
    return Arguments(
        objects=tuple(objects),
        subjects=tuple(subjects),
        prepositions=tuple(prepositions),
        particles=frozenset(particles),
        complements=(*complements, *late),
        negation=negation(parse, verb),
        raised=_raised(parse, verb, complements),
    )


def _raised(parse: Parse, verb: int, complements: list[int]) -> tuple[int, ...]:
    if parse.lemmas[verb].lower() not in word_list("letting verb"):
        return ()
    below = [c for c in complements if parse.tags[c] == "VB"]
    return tuple(s for c in below for s in parse.children[c] if parse.deps[s] == "nsubj")
