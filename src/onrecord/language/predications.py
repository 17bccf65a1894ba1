"""What a clause says: its predicate and who does what to what, where, with what, read off a dependency parse.

In:      a Parse, the verb or noun that heads the clause, the words it may take from, who the nouns name
Out:     Predication
Refuses: a word that says nothing by itself, "do", "it is" (None)
Source:  ClearNLP labels; action_nouns.py for nouns that tell a verb's action and verbs that are light; the lists
         "carries another action", "particle of a verb" and "empty" of data/en/words.csv
Shown:   tests/language/test_predications.py

A passive, a noun and a light verb say what the plain verb says: "the barge was seized by the coast guard", "the coast
guard's seizure of the barge" and "the coast guard seized the barge" are one predication.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from onrecord.language.action_nouns import leaves_state, light, verb_of
from onrecord.language.arguments import Arguments, arguments
from onrecord.language.clauses import by_agent, child, doer_of_complement, is_passive
from onrecord.language.known_verbs import is_known_verb
from onrecord.language.noun_phrases import conjuncts, hung_on, of_object, phrase_span
from onrecord.language.same_action import wording
from onrecord.language.words import word_list, word_values
from onrecord.terms.actors import Cast
from onrecord.terms.parses import Parse
from onrecord.terms.predications import ACTION, WHAT, WHO, Argument, Predication, plain
from onrecord.terms.spans import Span

NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
MAX_DEPTH = 4
# How the parser hangs a particle on its verb: "off", "back", "free".
BARE = frozenset({"prep", "advmod", "npadvmod", "oprd", "acomp", "advcl", "amod"})

# Whom a noun names: a code by its token, None where nobody is known.
Codes = Callable[[int], str | None]


def nobody(_: int) -> str | None:
    """Codes of a text whose names are not resolved."""
    return None


def named_by(cast: Cast) -> Callable[[Parse], Codes]:
    """Whom nouns name by the page's cast: the actor whose mention holds the noun, not one who only owns it."""

    def of(parse: Parse) -> Codes:
        def code(token: int) -> str | None:
            actor = cast.actor(cast.at(parse.starts[token]))
            return actor.code if actor is not None else None

        return code

    return of


def predication_of(
    parse: Parse, head: int, codes: Codes = nobody, *, within: Span | None = None, doer_outside: bool = False
) -> Predication | None:
    """What the clause or the noun phrase headed by `head` says; None where that is nothing by itself.

    within:       only words inside it count ("Any boarding of a vessel" of a longer sentence); None: all.
    doer_outside: the clause's subject counts though it stands outside ("Chad will" before "close the dam").
    """
    return _Reader(parse, codes, within, doer_outside=doer_outside).read(head, MAX_DEPTH)


def with_pronouns(asked: Predication, action: Predication, doer: str | None = None) -> Predication:
    """A condition whose "it" is what the action beside it is done to: "will not pay the toll unless a tribunal rules on
    it".

    doer: the code of who does the action, where its words do not tell it ("the movement").
    """
    named = tuple(replace(a, code=doer) if a.role == WHO and a.code is None else a for a in action.arguments)
    action = replace(action, arguments=named)
    held = [_meant(a, action) for a in asked.arguments]
    return replace(asked, arguments=_joined(tuple(held)))


def _meant(argument: Argument, action: Predication) -> Argument:
    """What a pronoun stands for: whoever acts where somebody is dealt with ("talks with it"), else what is acted on."""
    if argument.role == WHO or argument.head.lower() not in {"it", "them", "this", "that", "him", "her", "us"}:
        return argument
    person = argument.role in word_list("toward") or argument.head.lower() in {"him", "her", "us"}
    meant = action.all_of(WHO) if person else action.all_of(WHAT)
    if not meant or meant[0].head.lower() in word_list("points back"):
        return argument
    return replace(meant[0], role=argument.role)


class _Reader:
    def __init__(self, parse: Parse, codes: Codes, within: Span | None, *, doer_outside: bool) -> None:
        self._parse, self._codes, self._within, self._doer_outside = parse, codes, within, doer_outside

    def read(self, head: int, depth: int) -> Predication | None:
        parse = self._parse
        verbal = parse.pos[head] in ("VERB", "AUX") or child(parse, head, "aux", "auxpass") is not None
        if not verbal:
            return self._nominal(head, depth)
        if parse.lemmas[head].lower() in ("be", "stay", "remain", "become", "get") and not is_passive(parse, head):
            state = self._state(head, depth)
            if state is not None:
                return state
        return self._verbal(head, depth)

    # --- clauses ---

    def _verbal(self, verb: int, depth: int) -> Predication | None:
        parse = self._parse
        held = arguments(parse, verb)
        lemma = self._lemma(verb)
        deeper = self._carried(lemma, verb, held, held.complements, depth)
        if deeper is not None:
            return deeper
        tokens = tuple(self._particles(verb))
        particles = tuple(parse.lower(t) for t in tokens)
        if tokens:
            # "Goes back to", "pulls its men out of": what the particle leads to is the verb's.
            led = [arguments(parse, t) for t in tokens]
            prepositions = (*held.prepositions, *(pair for a in led for pair in a.prepositions))
            held = replace(held, prepositions=tuple(dict.fromkeys(prepositions)))
            below = (*held.complements, *(c for a in led for c in a.complements))
            deeper = self._carried(" ".join((lemma, *particles)), verb, held, below, depth)
            if deeper is not None:
                return deeper
        if not held.objects and not particles:
            phrasal = self._phrasal(verb, lemma)
            if phrasal is not None:
                particles, held = (phrasal[0],), replace(held, objects=phrasal[1], prepositions=phrasal[2])
        predicate = plain(" ".join((lemma, *particles)))
        passive = is_passive(parse, verb)
        doer = by_agent(parse, verb) if passive else doer_of_complement(parse, verb)
        found: list[Argument] = []
        if doer is not None and doer != verb:
            found += self._each(WHO, doer)
        small = self._small_clause(verb)
        freed = child(parse, small, "nsubj", "dobj") if small is not None else None
        objects = tuple(o for o in held.objects if o != small)
        objects = (*objects, freed) if freed is not None else objects
        happens = self._happening(verb, lemma, particles, held, depth)
        if happens is None:
            happens = self._met_for(predicate, tuple(found), held, depth)
        if happens is not None:
            return happens
        phrase = self._phrase(lemma, held)
        if phrase is not None:
            return Predication(phrase, _joined(tuple(found), *(self._one(WHAT, o) for o in objects)))
        if objects:
            carried = self._light(predicate, objects[0], depth)
            if carried is not None:
                return replace(carried, arguments=_joined(tuple(found), carried.arguments, self._adjuncts(held)))
        subject = child(parse, verb, "nsubjpass")
        for noun in objects:
            # "Gives Kenya Airways its flights": the first of two is whom it is given to.
            dative = parse.deps[noun] == "dative" or (len(objects) > 1 and noun == objects[0] and self._is_given(noun))
            found += self._one("to" if dative else WHAT, noun, free=noun < verb or noun == subject)
            found += self._hung(noun)
        found += self._adjuncts(held)
        if lemma in word_list("supplies with"):
            found = [_supplied(a) for a in found]
        found += self._completed(held, depth)
        told = [a for a in found if a.head.lower() not in word_list("points back")]
        if lemma in word_list("tells no action by itself") and not told:
            return None
        return Predication(predicate, _joined(tuple(found)))

    def _happening(
        self, verb: int, lemma: str, particles: tuple[str, ...], held: Arguments, depth: int
    ) -> Predication | None:
        """ "An attack came from Lebanon", "talks took place in Oslo": the subject tells what was done."""
        objects = [self._parse.lower(o) for o in held.objects]
        said = " ".join((lemma, *particles, *objects))
        subject = child(self._parse, verb, "nsubj")
        if said not in word_list("an action happens") or subject is None or not depth:
            return None
        if not verb_of(self._parse.lemmas[subject].lower()):
            return None
        action = self._nominal(subject, depth - 1)
        return (
            replace(action, arguments=_joined(action.arguments, self._adjuncts(held))) if action is not None else None
        )

    def _met_for(self, predicate: str, doers: tuple[Argument, ...], held: Arguments, depth: int) -> Predication | None:
        """ "Sat down for direct talks with the M23": what they met for is what they did."""
        if predicate not in word_list("meets for an action") or not depth:
            return None
        for preposition, noun in held.prepositions:
            if preposition in ("for", "to") and verb_of(self._parse.lemmas[noun].lower()):
                action = self._nominal(noun, depth - 1)
                others = replace(held, prepositions=tuple(p for p in held.prepositions if p != (preposition, noun)))
                if action is not None:
                    return replace(action, arguments=_joined(doers, action.arguments, self._adjuncts(others)))
        return None

    def _phrase(self, lemma: str, held: Arguments) -> str | None:
        """ "Put on trial": the verb that a set phrase stands for."""
        for preposition, noun in held.prepositions:
            told = word_values("verb with its phrase").get(f"{lemma} {preposition} {self._parse.lemmas[noun].lower()}")
            if told is not None:
                return told
        return None

    def _completed(self, held: Arguments, depth: int) -> Iterator[Argument]:
        """ "Agreed to a meeting in Palau", "stopped driving people back": the action below, with what it is done to."""
        small = [c for c in held.complements if self._parse.lower(c) in word_list("particle of a verb")]
        for below in [c for c in held.complements if c not in small][:1]:
            inner = self.read(below, depth - 1) if depth > 0 and self._is_inside(below) else None
            if inner is not None:
                words = (w for a in inner.arguments if a.role != WHO for w in (*a.words, a.head))
                yield Argument(ACTION, inner.predicate, None, tuple(dict.fromkeys(w for w in words if " " not in w)))

    def _is_given(self, noun: int) -> bool:
        """Is it the first of two objects that nothing joins?"""
        after = conjuncts(self._parse, noun)
        others = [c for c in self._parse.children[self._parse.heads[noun]] if self._parse.deps[c] == "dobj"]
        return len(after) == 1 and len(others) > 1

    def _lemma(self, verb: int) -> str:
        """The verb; "pipes" and "piped" are no forms of "pip"."""
        lemma, word = self._parse.lemmas[verb].lower(), self._parse.lower(verb)
        silent = word == f"{lemma}ed" and lemma[-1:] not in "aeiouwxy" and lemma[-2:-1] in "aeiou"
        hissing = word == f"{lemma}es" and not lemma.endswith(("s", "x", "z", "ch", "sh", "o"))
        return f"{lemma}e" if (silent or hissing) and is_known_verb(f"{lemma}e") else lemma

    def _particles(self, verb: int) -> Iterator[int]:
        parse = self._parse
        objects = [c for c in parse.children[verb] if parse.deps[c] in ("dobj", "nsubjpass", "dative")]
        for c in sorted({*parse.children[verb], *(b for o in objects for b in parse.children[o] if b > o)}):
            bare = parse.deps[c] in BARE and all(parse.deps[b] == "prep" for b in parse.children[c])
            if parse.deps[c] == "prt" or (bare and c > verb and parse.lower(c) in word_list("particle of a verb")):
                yield c
        small = self._small_clause(verb)
        if small is not None:
            yield small

    def _phrasal(self, verb: int, lemma: str) -> tuple[str, tuple[int, ...], tuple[tuple[str, int], ...]] | None:
        """ "Hands over the men": (particle, its object, the other prepositions); the parser sees a preposition."""
        held = arguments(self._parse, verb)
        for preposition, noun in held.prepositions[:1]:
            close = any(self._parse.lower(t) == preposition for t in (verb + 1,) if t < len(self._parse))
            particle = preposition in word_list("particle of a verb") and is_known_verb(f"{lemma} {preposition}")
            if close and particle:
                return preposition, conjuncts(self._parse, noun), held.prepositions[1:]
        return None

    def _small_clause(self, verb: int) -> int | None:
        """ "Free" in "set the officers free", "set free the officers": the parser makes it a clause of its own."""
        parse, particles = self._parse, word_list("particle of a verb")
        for c in parse.children[verb]:
            stands = parse.deps[c] in ("ccomp", "oprd", "xcomp", "acomp") and parse.children[c]
            if stands and parse.lower(c) in particles:
                return c
        after = verb + 1
        if after < len(parse) and parse.lower(after) in particles and child(parse, after, "dobj") is not None:
            return after  # hung on another verb
        return None

    def _carried(
        self, said: str, verb: int, held: Arguments, complements: tuple[int, ...], depth: int
    ) -> Predication | None:
        """The action of "began to withdraw", "finished disarming", "managed to": they only say how it went."""
        if said not in word_list("carries another action") or held.objects or not depth:
            return None
        below = next((c for c in complements if self._is_inside(c) and not self._is_said(c, verb)), None)
        deeper = self.read(below, depth - 1) if below is not None else None
        return self._lent(deeper, verb, below, held) if deeper is not None and below is not None else None

    def _is_said(self, complement: int, verb: int) -> bool:
        """ "We support Palestine", he continued; he went on: "We do": what is said is no action that goes on."""
        return complement < verb or child(self._parse, complement, "nsubj", "nsubjpass") is not None

    def _lent(self, inner: Predication, verb: int, below: int, held: Arguments) -> Predication:
        """The action below with who does it and what stands beside the verb that leads to it ("resumed enriching to 60
        percent on Friday")."""
        beside = tuple(a for a in self._adjuncts(held) if not any(a.head == own.head for own in inner.arguments))
        if inner.all_of(WHO):
            return replace(inner, arguments=_joined(inner.arguments, beside))
        doer = doer_of_complement(self._parse, verb)
        lent = self._each(WHO, doer) if doer is not None and doer not in (verb, below) else ()
        return replace(inner, arguments=_joined(tuple(lent), inner.arguments, beside))

    def _light(self, lemma: str, noun: int, depth: int) -> Predication | None:
        """ "Gave its ruling", "held talks with", "made a payment to": the noun tells the action."""
        if lemma == "do" and self._is_bare_verb(noun):
            return Predication(plain(self._parse.lemmas[noun].lower()))  # "did attack": taken for an object
        if not depth or self._parse.pos[noun] != "NOUN":
            return None
        of = of_object(self._parse, noun) if self._parse.lemmas[noun].lower() in word_list("act of an action") else None
        noun = noun if of is None else of  # "an act of aggression", "a campaign of strikes"
        name = self._parse.lemmas[noun].lower()
        carries = lemma in word_list("begins an action")
        told = light(lemma, name) or (next(iter(verb_of(name)), None) if carries else None)
        if told is None:
            return None
        action = self._nominal(noun, depth - 1)
        held = tuple(a for a in action.arguments if a.role != "as") if action is not None else ()
        return Predication(told, held)

    def _is_bare_verb(self, noun: int) -> bool:
        bare = not self._parse.children[noun] and is_known_verb(self._parse.lower(noun))
        return self._parse.tags[noun] == "VB" or bare

    # --- states ---

    def _state(self, verb: int, depth: int) -> Predication | None:
        """ "The crossing is open", "there is a ceasefire", "the current was back"."""
        parse = self._parse
        subject = child(parse, verb, "nsubj", "nsubjpass", "csubj")
        attribute = next((c for c in parse.children[verb] if self._is_attribute(verb, c)), None)
        if child(parse, verb, "expl") is not None:
            there = child(parse, verb, "attr", "dobj", "nsubj")
            return self._nominal(there, depth) if there is not None else None
        if subject is None or attribute is None:
            return None
        who = self._each(WHO, subject) if self._parse.pos[subject] in NOUNS else ()
        if parse.deps[attribute] == "prep":
            where = self._adjuncts(arguments(parse, verb))
            noun = child(parse, attribute, "pobj")
            if noun is not None and not any(a.role == parse.lower(attribute) for a in where):
                return Predication(plain(f"be {parse.lower(attribute)} {parse.lower(noun)}"), _joined(who, where))
            return Predication("be", _joined(who, where)) if where else None
        word = parse.lemmas[attribute].lower()
        done = self._undergone(attribute, who, depth)
        if done is not None:
            return done
        action = leaves_state(word) or leaves_state(parse.lower(attribute))
        if action is not None:
            # What is free was set free, by whomever: the state says what the action was done to.
            return Predication(action, tuple(replace(a, role=WHAT) for a in who))
        rest = self._hung(attribute) if parse.pos[attribute] in NOUNS else ()
        return Predication(plain(f"be {word}"), _joined(who, rest, self._adjuncts(arguments(parse, verb))))

    def _undergone(self, noun: int, who: tuple[Argument, ...], depth: int) -> Predication | None:
        """ "Chad is the target of an attack by Mali": the action, done to who is said to be its target."""
        of = of_object(self._parse, noun)
        if self._parse.lemmas[noun].lower() not in word_list("undergoes an action") or of is None or not depth:
            return None
        above = (noun, of)
        if self._parse.lemmas[of].lower() in word_list("act of an action"):
            of = of_object(self._parse, of) or of
        if not verb_of(self._parse.lemmas[of].lower()):
            return None
        action = self._nominal(of, depth - 1)
        doer = next((b for n in (of, *above) for led_by, b in hung_on(self._parse, n) if led_by == "by"), None)
        acting = self._each(WHO, doer) if doer is not None else ()
        told = tuple(replace(a, role=WHAT) for a in who)
        return replace(action, arguments=_joined(acting, action.arguments, told)) if action is not None else None

    def _is_attribute(self, verb: int, token: int) -> bool:
        """What the subject is said to be; of "stayed closed" the parser makes a clause."""
        dep = self._parse.deps[token]
        if dep == "advmod" or dep == "prt":
            return self._parse.lower(token) in word_list("particle of a verb")
        stays = self._parse.lemmas[verb].lower() != "be" and leaves_state(self._parse.lower(token)) is not None
        return dep in ("acomp", "attr", "oprd", "prep") or (stays and token > verb)

    # --- nouns ---

    def _nominal(self, noun: int, depth: int) -> Predication | None:
        """An action told by a noun: its owner did it, "of" leads to what it was done to."""
        parse = self._parse
        lemma = parse.lemmas[noun].lower()
        verbs = (lemma,) if parse.tags[noun] == "VBG" else verb_of(lemma)
        found: list[Argument] = []
        for c in parse.children[noun]:
            if not self._is_inside(c):
                continue
            demonym = parse.deps[c] in ("compound", "amod", "nmod") and self._codes(c) is not None
            if parse.deps[c] == "poss" or demonym:
                found += self._one(WHO, c)
            elif parse.deps[c] == "compound" and verbs and parse.pos[c] == "NOUN":
                found += self._one(WHAT, c)
        for preposition, below in hung_on(parse, noun):
            if self._is_inside(below):
                role = {"of": WHAT, "by": WHO}.get(preposition, preposition)
                if preposition == "from" and verbs and self._is_somebody(below):
                    role = WHO  # "a request from the leadership"
                found += self._each(role, below)
        clause = child(parse, noun, "relcl", "acl") if not verbs and depth > 0 else None
        if clause is not None and self._is_inside(clause):
            return self._of_clause(noun, clause, depth - 1)
        if not verbs:
            if lemma in word_list("empty"):
                return None
            words = self._argument(WHAT, noun)
            own = tuple(w for w in words.words if w not in {x.head for x in found}) if words else ()
            named = (Argument("as", plain(lemma), None, tuple(map(plain, own))),) if own else ()
            return Predication(plain(f"be {lemma}"), _joined(tuple(found), named))
        return Predication(verbs[0], _joined(tuple(found)))

    def _is_somebody(self, noun: int) -> bool:
        """Is it who acts, and not where from: an actor, or what is a state's and no place?"""
        name = self._parse.lemmas[noun].lower()
        if name in word_list("noun of a place") | word_list("place noun"):
            return False
        return self._codes(noun) is not None or name in word_list("acting noun")

    def _of_clause(self, noun: int, clause: int, depth: int) -> Predication | None:
        """ "The next boat they hold", "any drone seen over the line": the action is that of the clause."""
        says = self._verbal(clause, depth)
        thing = self._one(WHAT, noun)
        if says is None or any(a.head == thing[0].head for a in says.arguments if thing):
            return says
        role = WHAT if says.all_of(WHO) or is_passive(self._parse, clause) else WHO
        return replace(says, arguments=_joined(says.arguments, tuple(replace(a, role=role) for a in thing)))

    # --- arguments ---

    def _adjuncts(self, held: Arguments) -> tuple[Argument, ...]:
        found: list[Argument] = []
        for preposition, noun in held.prepositions:
            manner = not self._parse.children[noun] and self._parse.lower(noun) in word_list("manner noun")
            manner = manner or self._is_per_cent(preposition, noun)
            if self._parse.pos[noun] in NOUNS and not manner:
                found += self._each(preposition, noun)
                found += self._hung(noun)
        return tuple(found)

    def _hung(self, noun: int) -> tuple[Argument, ...]:
        """Where, with whom, from what: the phrases behind an object may be the verb's as well as its own."""
        return tuple(
            argument
            for preposition, below in hung_on(self._parse, noun)
            if preposition != "of" and not self._is_per_cent(preposition, below)
            for argument in self._each(preposition, below)
        )

    def _each(self, role: str, noun: int) -> tuple[Argument, ...]:
        return tuple(a for token in conjuncts(self._parse, noun) for a in self._one(role, token))

    def _one(self, role: str, noun: int, *, free: bool = False) -> tuple[Argument, ...]:
        """free: it may stand before the words that count."""
        outside = self._doer_outside and (free or role == WHO)
        argument = self._argument(role, noun) if outside or self._is_inside(noun) else None
        return (argument,) if argument is not None else ()

    def _argument(self, role: str, noun: int) -> Argument | None:
        parse = self._parse
        head, whole = self._counted(noun), phrase_span(parse, noun)
        if self._within is not None and self._is_inside(noun) and not self._within.covers(whole):
            whole = Span(max(whole.start, self._within.start), min(whole.end, self._within.end))
        lemma = parse.lemmas[head] if parse.pos[head] == "PROPN" else parse.lemmas[head].lower()
        share = self._share(head)
        if share is not None:
            return Argument(plain(role), "percent", None, (plain(share),))
        if not any(map(str.isalnum, lemma)):
            return None
        own = set(wording(parse.word(head)).words)
        words = tuple(w for w in wording(whole.of(parse.text)).words if w not in own)
        code = self._codes(noun) or self._codes(head)
        return Argument(plain(role), plain(lemma), plain(code) if code else None, tuple(map(plain, words)))

    def _share(self, head: int) -> str | None:
        """The number of "60 percent", "60 per cent", "60%"; None of anything else."""
        after = [self._parse.lower(t) for t in range(head + 1, min(head + 3, len(self._parse)))]
        numeral = self._parse.pos[head] == "NUM"
        if numeral and (after[:1] in (["percent"], ["%"]) or after == ["per", "cent"]):
            number = head
        elif self._parse.lower(head) in ("percent", "%") or self._is_cent(head):
            before = [c for c in self._parse.children[head] if self._parse.pos[c] == "NUM"]
            number = before[0] if before else head
        else:
            return None
        return next(iter(wording(self._parse.word(number)).numbers), None)

    def _is_cent(self, head: int) -> bool:
        return self._parse.lower(head) == "cent" and head > 0 and self._parse.lower(head - 1) == "per"

    def _is_per_cent(self, preposition: str, noun: int) -> bool:
        return (preposition, self._parse.lower(noun)) == ("per", "cent")

    def _counted(self, noun: int) -> int:
        """ "Thousands of troops", "one of the five officers", "a batch of milk": what it is of."""
        parse = self._parse
        counts = ("vague number", "quantity", "unit of measure")
        if parse.pos[noun] != "NUM" and not any(parse.lower(noun) in word_list(name) for name in counts):
            return noun
        below = next((b for word, b in hung_on(parse, noun) if word == "of"), None)
        return below if below is not None else noun

    def _is_inside(self, token: int) -> bool:
        return self._within is None or self._within.start <= self._parse.starts[token] < self._within.end


def _supplied(argument: Argument) -> Argument:
    """ "Supplies Kyrgyzstan with power" is "supplies power to Kyrgyzstan"."""
    return replace(argument, role={WHAT: "to", "with": WHAT}.get(argument.role, argument.role))


def _joined(*some: tuple[Argument, ...]) -> tuple[Argument, ...]:
    return tuple(dict.fromkeys(a for held in some for a in held))
