"""Is an action so? Event factuality: what the words round a predicate make of it, from its own clause up to the root.

In:      a Parse and the token of a predicate: a verb, or the noun of an action
Out:     Factuality: how it stands, the words that decide it, who says or denies it
Refuses: what the words leave open is UNCLEAR, never SO
Source:  FactBank (Sauri & Pustejovsky 2009) for the kinds; data/en/veridicality.csv for the words
Shown:   tests/language/test_factuality.py

It climbs from the predicate to the root; each word above it says what becomes of its complement (veridicality.py), and
what stands in no complement (a relative clause, "after X left") is told by whoever tells the sentence. When an action
is so, and whether it is over, is not asked here.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from onrecord.language.clauses import by_agent, child, doer, subject
from onrecord.language.denial import says_none
from onrecord.language.links import ClauseLink, link_of
from onrecord.language.once import once_a_word
from onrecord.language.retractions import headline_speaker, quoted_apart, says_it_wrongly, taken_back
from onrecord.language.unreal import effect_in_clause
from onrecord.language.veridicality import Effect, Signature, is_nominal, own_effect, signature
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse

MAX_CLIMB = 24


class Stands(StrEnum):
    """NEGATED: the text says it is not so. DENIED, CLAIMED: somebody does. UNCLEAR: the words leave it open."""

    SO = "so"
    NEGATED = "negated"
    DENIED = "denied"
    CLAIMED = "claimed"
    HYPOTHETICAL = "hypothetical"
    PLANNED = "planned"
    WANTED = "wanted"
    THREATENED = "threatened"
    ATTEMPTED = "attempted"
    ASKED = "asked"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Factuality:
    """evidence: tokens of the words that decide it, the nearest first; () where nothing speaks against it.

    source: head of the noun phrase of who says, claims or denies it; None where the writer does.
    """

    stands: Stands
    evidence: tuple[int, ...] = ()
    source: int | None = None

    @property
    def is_so(self) -> bool:
        """Is it told as a fact, by the writer or by somebody whose word is given as such?"""
        return self.stands is Stands.SO


SO = Factuality(Stands.SO)
DENIED_BY_THEIR_VERB = frozenset({"dobj", "dative", "attr", "oprd", "nsubjpass"})  # "there were no attacks"
OUTWEIGHS = frozenset({Stands.DENIED, Stands.CLAIMED, Stands.HYPOTHETICAL, Stands.ASKED})
PLAIN = {
    Effect.HYPOTHETICAL: Stands.HYPOTHETICAL,
    Effect.PLANNED: Stands.PLANNED,
    Effect.WANTED: Stands.WANTED,
    Effect.THREATENED: Stands.THREATENED,
    Effect.ATTEMPTED: Stands.ATTEMPTED,
    Effect.ASKED: Stands.ASKED,
    Effect.UNCLEAR: Stands.UNCLEAR,
    Effect.NOT: Stands.NEGATED,
    Effect.CLAIMED: Stands.CLAIMED,
    Effect.DENIED: Stands.DENIED,
}
TRANSPARENT = frozenset({Effect.SO, Effect.SAID, Effect.SAME, Effect.ABLE})


@once_a_word
def factuality_of(parse: Parse, token: int) -> Factuality:
    """How the action of this verb or noun stands."""
    found = _stands(parse, token, MAX_CLIMB)
    if found.stands in (Stands.SO, Stands.CLAIMED) and (mark := taken_back(parse, token)) is not None:
        return Factuality(Stands.NEGATED, (mark,))
    return found


def context_of(parse: Parse, token: int) -> Factuality:
    """How what the token's clause says stands by the words that govern it, its own left aside: of "did not say it will
    not leave" the saying alone."""
    return _around(parse, token, MAX_CLIMB)


def _stands(parse: Parse, token: int, left: int) -> Factuality:
    """The token's own clause or noun phrase, under what governs it."""
    if left == 0:
        return Factuality(Stands.UNCLEAR)
    around = _around(parse, token, left - 1)
    effect, mark = _own(parse, token)
    if effect is Effect.SO:
        return around
    marks = (mark,) if mark is not None else ()
    if around.stands is Stands.SO:
        if effect is Effect.NOT and around.source is not None:
            return Factuality(Stands.DENIED, (*marks, *around.evidence), around.source)
        source = around.source if effect in (Effect.CLAIMED, Effect.DENIED) else None
        return Factuality(PLAIN[effect], marks, source)
    if effect is Effect.NOT:
        if around.stands is Stands.CLAIMED:
            return Factuality(Stands.DENIED, (*marks, *around.evidence), around.source)
        return replace(around, stands=Stands.UNCLEAR)  # "urged it not to", "denied that it had not"
    return around


@once_a_word
def _own(parse: Parse, token: int) -> tuple[Effect, int | None]:
    if is_nominal(parse, token) and child(parse, token, "aux") is None:
        if parse.deps[token] not in DENIED_BY_THEIR_VERB and says_none(parse, token):
            return Effect.NOT, token
        for c in parse.children[token]:
            effect = own_effect(parse, c) if parse.deps[c] in ("amod", "advmod", "nmod", "compound") else None
            if effect is not None:
                return effect, c
        return Effect.SO, None
    verbal = parse.pos[token] in ("VERB", "AUX") or child(parse, token, "aux") is not None
    return effect_in_clause(parse, token) if verbal else (Effect.SO, None)


def _around(parse: Parse, token: int, left: int) -> Factuality:
    """How it stands by what governs it, its own words left aside."""
    link = link_of(parse, token)
    if link is None:
        return _told(parse, token)
    if link.kind == "joined":
        return _said_beside(parse, token) or _around(parse, link.governor, left - 1) if left else SO
    if link.kind == "aside":
        return _aside(parse, link, left)
    if link.effect is not None:
        return _under(parse, link.governor, Signature(link.effect, link.negated or link.effect), left)
    return _governed(parse, link, left)


@once_a_word
def _told(parse: Parse, root: int) -> Factuality:
    """Of a sentence's own verb: so, unless somebody is named who says it beside it ("..., two people alleged")."""
    speaker = headline_speaker(parse, root)
    if speaker is not None:
        return Factuality(Stands.CLAIMED, (speaker,), speaker)
    mark = quoted_apart(parse, root)
    if mark is not None:
        return Factuality(Stands.CLAIMED, (mark,))
    return _said_beside(parse, root) or SO


@once_a_word
def _said_beside(parse: Parse, verb: int) -> Factuality | None:
    """ "..., two people alleged", "according to the ministry"."""
    for c in parse.children[verb]:
        if parse.deps[c] == "parataxis" and (found := signature(parse, c, "that")) is not None:
            return _made(parse, c, SO, found)
        if parse.deps[c] == "prep" and parse.lower(c) == "according":
            nouns = (t for t in parse.subtree(c) if parse.pos[t] in ("NOUN", "PROPN", "PRON"))
            return Factuality(Stands.SO, (), next((t for t in nouns if parse.deps[t] != "compound"), c))
    return _said_behind(parse, verb)


@once_a_word
def _said_behind(parse: Parse, verb: int) -> Factuality | None:
    """ "..., two people alleged;": the parser may hang such words on anything."""
    sentence = parse.sentence_of(verb)
    for t in range(verb + 1, sentence.stop):
        who = subject(parse, t) if parse.pos[t] == "VERB" else None
        ends = t + 1 == sentence.stop or parse.word(t + 1) in (".", ";", ",")
        if who is None or not verb < who < t or not ends or parse.deps[t] in ("relcl", "advcl"):
            continue
        first = min(parse.subtree(who))
        found = signature(parse, t, "that")
        if found is not None and first > 0 and parse.word(first - 1) in (",", "”", '"'):
            return _made(parse, t, SO, found)
    return None


def _aside(parse: Parse, link: ClauseLink, left: int) -> Factuality:
    """What is told beside the main thing: only whose word it is reaches it."""
    if left == 0:
        return Factuality(Stands.UNCLEAR)
    around = _around(parse, link.governor, left - 1)
    if around.stands is Stands.CLAIMED or around.is_so:
        return around
    return SO


def _governed(parse: Parse, link: ClauseLink, left: int) -> Factuality:
    """Under a word: its row for the way the token hangs on it; of a noun, what becomes of its content comes first."""
    governor = link.governor
    if is_nominal(parse, governor):
        own = signature(parse, governor, *link.frames)
        fate = _fate(parse, governor, own, left)
        if fate is not None:
            return fate
    if parse.lemmas[governor] in ("be", "seem", "look", "become", "appear"):
        said_of_it = child(parse, governor, "acomp", "attr", "oprd")
        found = signature(parse, said_of_it, *link.frames) if said_of_it is not None else None
        if found is not None:
            return _under(parse, governor, found, left)
    found = signature(parse, governor, *link.frames)
    if found is None:
        found = Signature(link.default, link.default)
    if found.affirmed in (Effect.SAID, Effect.CLAIMED) and says_it_wrongly(parse, governor):
        found = Signature(Effect.UNTRUE, Effect.UNCLEAR)
    return _under(parse, governor, found, left)


def _fate(parse: Parse, noun: int, own: Signature | None, left: int) -> Factuality | None:
    """What a verb makes of the content of a noun: "rejected the charge of", "abandoned its plan to", "the report that
    ... is false"."""
    none = any(parse.lower(c) == "no" for c in parse.children[noun])
    if none and parse.lemmas[noun].lower() in word_list("no with these denies not"):
        return _stands(parse, parse.heads[noun], left - 1) if left and parse.heads[noun] != noun else SO
    link = link_of(parse, noun)
    if link is None or left == 0:
        return None
    verb = link.governor
    if link.kind == "subject" and parse.lemmas[verb] == "be":
        said_of_it = child(parse, verb, "acomp", "attr")
        found = signature(parse, said_of_it, "that") if said_of_it is not None else None
        return _under(parse, verb, found, left) if found is not None else None
    found = signature(parse, verb, "content")
    if found is None:
        return None
    if found.affirmed is Effect.DENIED and own is not None and own.affirmed not in (Effect.CLAIMED, *TRANSPARENT):
        found = Signature(Effect.NOT, Effect.UNCLEAR)  # an offer or a plan rejected is no denial
    return _under(parse, verb, found, left)


def _under(parse: Parse, governor: int, found: Signature, left: int) -> Factuality:
    if left == 0:
        return Factuality(Stands.UNCLEAR)
    return _made(parse, governor, _stands(parse, governor, left - 1), found)


def _made(parse: Parse, governor: int, over: Factuality, found: Signature) -> Factuality:
    """The governor stands so; what becomes of its complement?"""
    if over.stands in (Stands.NEGATED, Stands.DENIED):
        effect = found.negated
        own = subject(parse, governor)
        if found.affirmed is Effect.DENIED and own is not None and says_none(parse, own):
            effect = Effect.SO  # "nobody denies that"
        if effect in (Effect.SO, Effect.ABLE) and _lies_ahead(parse, over):
            return Factuality(Stands.PLANNED, over.evidence)  # "will not refuse to ratify": nobody has yet
        if effect in (Effect.SO, Effect.ABLE):
            return Factuality(Stands.SO, (), over.source if over.stands is Stands.DENIED else None)
        if effect is Effect.SAME:
            return over
        if effect is Effect.UNTRUE:
            return _untrue(parse, governor, over)
        return Factuality(PLAIN.get(effect, Stands.UNCLEAR), (governor, *over.evidence), over.source)
    effect = found.affirmed
    if not over.is_so:
        if effect in TRANSPARENT or over.stands in OUTWEIGHS:
            return over
        return Factuality(PLAIN.get(effect, Stands.UNCLEAR), (governor, *over.evidence), over.source)
    if effect is Effect.UNTRUE:
        return _untrue(parse, governor, over)
    if effect is Effect.ABLE:
        past = parse.tags[governor] == "VBD" or any(parse.tags[c] == "VBD" for c in parse.children[governor])
        head = parse.heads[governor]
        return over if past or parse.tags[head] == "VBD" else Factuality(Stands.HYPOTHETICAL, (governor,))
    if effect in (Effect.SO, Effect.SAME):
        return over
    who = _speaker(parse, governor)
    if effect is Effect.SAID:
        return Factuality(Stands.SO, (), who if who is not None else over.source)
    if effect in (Effect.CLAIMED, Effect.DENIED):
        return Factuality(PLAIN[effect], (governor,), who)
    return Factuality(PLAIN[effect], (governor,))


def _lies_ahead(parse: Parse, over: Factuality) -> bool:
    """Is it "will not", "would never" that denies it?"""
    ahead = word_list("future auxiliary") | word_list("reported future auxiliary")
    return any(parse.tags[t] == "MD" and parse.lower(t) in ahead for t in over.evidence[:1])


def _untrue(parse: Parse, word: int, over: Factuality) -> Factuality:
    """Somebody's denial, where somebody calls it untrue; else the text's own."""
    who = over.source if over.source is not None else _calls_it(parse, word)
    return Factuality(Stands.DENIED if who is not None else Stands.NEGATED, (word, *over.evidence), who)


def _calls_it(parse: Parse, word: int) -> int | None:
    """Who calls it so: "Beijing called it a fabrication that"; None where the writer does."""
    verb = parse.heads[word]
    if parse.deps[word] not in ("oprd", "ccomp", "dobj", "xcomp", "attr") or parse.lemmas[verb] == "be":
        return None
    return doer(parse, verb) if parse.pos[verb] == "VERB" else None


def _speaker(parse: Parse, governor: int) -> int | None:
    """Who says it: the doer of the verb, the owner of the noun ("Kyiv's claim")."""
    if parse.pos[governor] in ("VERB", "AUX"):
        return doer(parse, governor)
    owner = child(parse, governor, "poss")
    if owner is not None:
        return owner
    return by_agent(parse, governor)
