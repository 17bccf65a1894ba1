"""What sort of thing a noun names, and the action it may name itself.

In:      a Parse and the index of a noun's token
Out:     its classes (plover_nouns.csv; names by their entity type), its action, the verb it is the noun of
Shown:   tests/events/test_actions.py
"""

from onrecord.events.action_tables import NounRow, abstract_nouns, noun_rows
from onrecord.language.noun_phrases import of_object, tied
from onrecord.language.once import once_a_word
from onrecord.terms.events import EventType
from onrecord.terms.parses import Parse

ENTITY_CLASSES = {
    "PERSON": frozenset({"person"}),
    "GPE": frozenset({"place", "country"}),
    "LOC": frozenset({"place"}),
    "FAC": frozenset({"building", "place"}),
    "NORP": frozenset({"country"}),
    "ORG": frozenset({"org"}),
    "MONEY": frozenset({"money"}),
    "LAW": frozenset({"agreement"}),
}
PARTITIVE = "partitive"
ABSTRACT = "abstract"  # what nobody can lay hands on: an assault on it is a figure of speech
FIGURATIVE = "figurative"  # of a noun with its modifier: "trade war", "legal battle"
ANY = "any"
NAMED = "named"
TARGETS = ("against", "on", "over", "for", "of")
MAX_PARTITIVES = 3


@once_a_word
def noun_senses(parse: Parse, noun: int) -> tuple[NounRow, ...]:
    """Rows of the table that fit the noun and its modifiers; rows with a modifier first."""
    modifiers = {parse.lemmas[c].lower() for c in parse.children[noun] if parse.deps[c] in ("amod", "compound", "nmod")}
    lemma = parse.lemmas[noun].lower()
    solid = next((m + lemma for m in modifiers if m + lemma in noun_rows()), lemma)  # "cease-fire", "air strike"
    rows = noun_rows().get(solid, ())
    fitting = [r for r in rows if not r.modifier or r.modifier in modifiers]
    return tuple(sorted(fitting, key=lambda r: not r.modifier))


def behind_partitive(parse: Parse, noun: int) -> int:
    """ "a number of Russian troops": the noun counted; the noun itself when it counts nothing."""
    for _ in range(MAX_PARTITIVES):
        if not any(r.noun_class == PARTITIVE for r in noun_rows().get(parse.lemmas[noun].lower(), ())):
            break
        counted = of_object(parse, noun)
        if counted is None:
            break
        noun = counted
    return noun


def noun_classes(parse: Parse, noun: int) -> frozenset[str]:
    """Classes verbs select by: those of the table, the entity type's, the noun's own action by its PLOVER name."""
    noun = behind_partitive(parse, noun)
    classes = {ANY} | {row.noun_class for row in noun_senses(parse, noun) if row.noun_class}
    if FIGURATIVE in classes:
        return frozenset({ANY, FIGURATIVE, ABSTRACT})
    action = noun_action(parse, noun)
    if action is not None:
        classes.add(action.value)
    classes |= ENTITY_CLASSES.get(parse.entities[noun], frozenset())
    if parse.pos[noun] == "PRON":
        classes.add("pron")
    if parse.pos[noun] == "PROPN":
        classes.add(NAMED)
    if is_abstract(parse, noun):
        classes.add(ABSTRACT)
    return frozenset(classes)


@once_a_word
def noun_action(parse: Parse, noun: int) -> EventType | None:
    """The action the noun names by itself ("an attack", "military action"); None when it names none."""
    senses = noun_senses(parse, noun)
    if any(r.noun_class == FIGURATIVE for r in senses):
        return None
    action = next((r.type for r in senses if r.type), None)
    if action is EventType.ASSAULT and _on_abstract(parse, noun):
        return None  # "the war on poverty", "a fight against corruption"
    return action


def is_abstract(parse: Parse, noun: int) -> bool:
    """Does the noun name nothing that can be touched ("poverty", "deal")?"""
    return parse.pos[noun] == "NOUN" and parse.lemmas[noun].lower() in abstract_nouns()


def _on_abstract(parse: Parse, noun: int) -> bool:
    aims = [aim for word in TARGETS for aim in tied(parse, noun, word)]
    return bool(aims) and all(is_abstract(parse, aim) for aim in aims)


def verb_of_noun(parse: Parse, noun: int) -> str | None:
    """The verb whose act the noun names ("withdrawal": withdraw); None when it names none."""
    return next((r.verb for r in noun_senses(parse, noun) if r.verb), None)
