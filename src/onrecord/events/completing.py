"""How an action's verb stands among the verbs round it: what completes it, what it hangs on, whether it is an action at
all.

In:      a Parse and a verb
Out:     the verbs and action nouns that complete it, with what it makes of them; is its clause inside another's?
Source:  data/en/veridicality.csv; the lists "tells no action" and "only says" of data/en/words.csv
Shown:   tests/events/test_status.py
"""

from onrecord.events.nouns import noun_action
from onrecord.language.links import link_of
from onrecord.language.veridicality import Effect, signature
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse
from onrecord.terms.predications import WHAT, WHO, Predication

MAX_CLIMB = 12
LEADS = frozenset({"to", "passive to", "that", "ing"})
INSIDE = frozenset({"relcl", "pcomp", "advcl", "amod", "csubj"})


def completing(parse: Parse, verb: int) -> list[tuple[int, Effect]]:
    """What completes the verb, and what becomes of it: "failed to arrest", "stopped its attacks", "is able to fire"."""
    held = (verb, *(c for c in parse.children[verb] if parse.deps[c] in ("acomp", "prep", "prt", "advmod")))
    below = [c for t in held for c in parse.children[t] if parse.pos[c] == "VERB" or noun_action(parse, c) is not None]
    found = []
    for token in below:
        link = link_of(parse, token)
        effect = signature(parse, link.governor, *link.frames) if link is not None and link.governor in held else None
        if effect is not None:
            found.append((token, effect.affirmed))
    return found


def leads_on(parse: Parse, verb: int, says: Predication | None = None) -> bool:
    """Is the verb no action of its own: a state, a thought, or a word that only leads to an action ("decided to")?

    says: what its clause says, where that is known: "began work" says more than "began", "went to Minsk" than "went".
    """
    plain = not any(parse.deps[c] == "prt" for c in parse.children[verb])  # "hold", not "hold back"
    if says is not None and plain:
        somewhere = any(a.role not in (WHO, WHAT) and a.head[0].isupper() for a in says.arguments)
        plain = says.predicate == parse.lemmas[verb].lower() and not somewhere
    if parse.word(verb)[0] in "'’":
        return True  # "we're", whatever the parser takes it for
    if plain and parse.lemmas[verb].lower() in word_list("tells no action") | word_list("only says"):
        return True
    if says is not None and _carries_inside(parse, verb, says):
        return False
    below = (link_of(parse, c) for t in (verb, *parse.children[verb]) for c in parse.children[t])
    return any(k is not None and k.governor == verb and bool(LEADS & set(k.frames[:1])) for k in below)


def _carries_inside(parse: Parse, verb: int, says: Predication) -> bool:
    """ "Went back to enriching uranium": the action below is told nowhere else."""
    below = (t for c in parse.children[verb] for p in (c, *parse.children[c]) for t in parse.children[p])
    return any(parse.deps[t] == "pcomp" and parse.lemmas[t].lower() == says.predicate for t in below)


def is_inside(parse: Parse, verb: int) -> bool:
    """Does its clause hang on another, and complete no verb that does not?"""
    for _ in range(MAX_CLIMB):
        joined = parse.deps[verb] == "conj" and parse.tags[verb] != "VBD"
        if not joined and parse.deps[verb] != "xcomp":
            break
        verb = parse.heads[verb]
    if parse.deps[verb] == "acl":
        return parse.tags[verb] != "VBG"  # "troops arriving in"
    return parse.deps[verb] in INSIDE and parse.tags[verb] != "VBD"
