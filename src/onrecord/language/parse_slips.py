"""Slips the parser makes again and again, mended before anybody reads the tree.

In:      a Parse
Out:     the Parse, a token hung where it belongs
Refuses: to guess: only what no other reading of the words allows is moved
Source:  seen on pages; Quirk et al. 1985, 16.27, for verbs with an adjective before a heavy object ("set free the men")
Shown:   tests/language/test_parse_slips.py
"""

from dataclasses import replace

from onrecord.language.calendar import names
from onrecord.language.clauses import SUBJECTS, child
from onrecord.language.known_verbs import is_known_verb
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse


def mended(parse: Parse) -> Parse:
    """The Parse without the slips; the same object where there is none."""
    heads, deps = list(parse.heads), list(parse.deps)
    verbs: dict[int, str] = {}
    for verb in range(len(parse) - 1):
        after = verb + 1
        if _sets_free(parse, verb) and parse.deps[after] == "advcl" and parse.heads[after] < verb:
            # Hung on the verb of the clause above: "will reopen it only if Niger sets free the officers".
            heads[after], deps[after] = verb, "ccomp"
        elif _sets_free(parse, verb) and parse.heads[verb] == after:
            # Taken for the subject of "free": the clause is the setting's, with all that stands before it.
            above = parse.heads[after]
            heads[verb], deps[verb] = above if above != after else verb, parse.deps[after]
            heads[after], deps[after] = verb, "ccomp"
            for token in parse.children[after]:
                if token < verb:
                    heads[token] = verb
    for token in range(1, len(parse) - 1):
        if _day_before_name(parse, token):
            _part_day(parse, token, heads, deps)
        elif (base := _progressive(parse, token)) is not None:
            _raise_verb(parse, token, heads, deps)
            verbs[token] = base
    if deps == list(parse.deps):
        return parse
    places = range(len(parse))
    return replace(
        parse,
        heads=tuple(heads),
        deps=tuple(deps),
        lemmas=tuple(verbs.get(t, parse.lemmas[t]) for t in places),
        pos=tuple("VERB" if t in verbs else parse.pos[t] for t in places),
        tags=tuple("VBG" if t in verbs else parse.tags[t] for t in places),
    )


def _sets_free(parse: Parse, verb: int) -> bool:
    verbal = parse.pos[verb] == "VERB" and parse.lemmas[verb].lower() in word_list("sets something so")
    return (
        verbal and parse.pos[verb + 1] in ("ADJ", "VERB") and parse.lower(verb + 1) in word_list("particle of a verb")
    )


def _day_before_name(parse: Parse, day: int) -> bool:
    """ "On Sunday Beijing called off the talks": the day and who acts, taken for one name."""
    if parse.deps[day] != "compound" or parse.heads[day] != day + 1 or parse.pos[day + 1] != "PROPN":
        return False
    return parse.word(day).istitle() and parse.lower(day) in names("weekday") and parse.lower(day - 1) == "on"


def _part_day(parse: Parse, day: int, heads: list[int], deps: list[str]) -> None:
    on, name = day - 1, day + 1
    if parse.deps[name] == "pobj" and parse.heads[name] == on:
        verb = parse.heads[on]
        acts = child(parse, verb, *SUBJECTS)
        if acts is not None or not name < verb or parse.pos[verb] not in ("VERB", "AUX"):
            return
        passive = any(parse.deps[c] == "auxpass" for c in parse.children[verb])
        heads[name], deps[name] = verb, "nsubjpass" if passive else "nsubj"
    elif parse.deps[name] not in SUBJECTS or parse.children[on]:
        return
    heads[day], deps[day] = on, "pobj"


def _progressive(parse: Parse, verb: int) -> str | None:
    """ "Have been boarding convoys": the base of the verb, taken for what tells which; None of anything else."""
    be, noun = verb - 1, parse.heads[verb]
    if parse.deps[verb] not in ("amod", "compound") or noun < verb or parse.deps[noun] != "attr":
        return None
    word = parse.lower(verb)
    if not word.endswith("ing") or parse.heads[noun] != be or parse.lower(be) != "been":
        return None
    return next((base for base in (word[:-3], f"{word[:-3]}e", word[:-4]) if is_known_verb(base)), None)


def _raise_verb(parse: Parse, verb: int, heads: list[int], deps: list[str]) -> None:
    be, noun = verb - 1, parse.heads[verb]
    heads[verb], deps[verb] = (heads[be] if parse.heads[be] != be else verb), parse.deps[be]
    heads[be], deps[be] = verb, "aux"
    heads[noun], deps[noun] = verb, "dobj"
    for token in parse.children[be]:
        if token != noun:
            heads[token] = verb
