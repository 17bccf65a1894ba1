"""Which PLOVER type the action in some words has.

In:      a Parse and the span of the action ("send his forces over the border", "any attack")
Out:     EventType, or None when no row of the tables fits
Refuses: nothing: what fits no row is None, never a guess
Source:  PLOVER (Open Event Data Alliance) type names; docs/events.md; the tables in data/
Shown:   tests/events/test_actions.py

Code the action, not the saying: "threatened to shell" is ASSAULT.
"""

from dataclasses import dataclass, replace

from onrecord.events.action_tables import Operator, OperatorRow, VerbRow, ended, operator_rows, verb_rows
from onrecord.events.nouns import ABSTRACT, ANY, behind_partitive, is_abstract, noun_action, noun_classes, verb_of_noun
from onrecord.language.arguments import Arguments, arguments
from onrecord.language.noun_phrases import conjuncts, hung_on, led_to, of_object, tied
from onrecord.language.words import word_list
from onrecord.terms.events import EventType
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

MAX_DEPTH = 6  # "agreed to continue trying to stop ...": deeper nesting than this was never seen
FACT = "fact"
INFINITIVE = "to "  # begins the particle of a row that asks for a completing verb: "allow ... to use"
TOWARD = frozenset({"against", "at", "on", "over", "for"})  # what violence without an object is aimed at
# Classes of whoever acts, too, and of what things happen to by themselves ("the boat sank").
ACTING = frozenset({ANY, "person", "place", "org", "pron", "country", "civilian", "vehicle", "named", "business"})
NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ"})


class VerbCoder:
    """Codes actions by verb, object and particle; holds no state, costs nothing to make."""

    name = "verb tables"

    def code_action(self, parse: Parse, span: Span) -> EventType | None:
        """PLOVER type of the action; of co-ordinated actions the first that has one; None when none fits.

        A "not" outside the span is not part of the action: of "will not accept the offer" the action is to accept.
        """
        head = parse.head_of(span)
        if head is None:
            return None
        for token in conjuncts(parse, head):
            if parse.starts[token] >= span.end:
                break  # "will be changed, and cars that carry the old ones will be impounded"
            found = Coding(parse, span).of(token)
            if found is not None:
                return found
        return None


@dataclass(frozen=True, slots=True)
class Act:
    """The act a clause reports.

    reality: "fact", or "plan" or "wish" where the verb only leads up to the action.
    bare:    does it rest on the verb alone, whatever its object?
    denies:  is its "not" part of the act ("did not comply" is REJECT)?
    fixed:   do the table's words leave no choice ("allowed them to use its ports" is AID)?
    """

    type: EventType
    mode: str | None
    reality: str
    bare: bool
    denies: bool
    fixed: bool = False


def code_act(parse: Parse, verb: int) -> Act | None:
    """The act a clause reports with this verb, the saying included: "agreed to withdraw" is AGREE."""
    return Coding(parse, None).act(verb)


class Coding:
    """One pass over the words under an action's head.

    within: words that may negate the action; None when all may.
    """

    def __init__(self, parse: Parse, within: Span | None) -> None:
        self._parse = parse
        self._within = within

    def act(self, verb: int) -> Act | None:
        """The row that fits the verb itself, its operators looked through unless they are acts of their own."""
        lemma = self._parse.lemmas[verb].lower()
        held = arguments(self._parse, verb)
        negated = self._negated(held)
        saying = any(r.saying for r in operator_rows().get(lemma, ()))
        row = best_row(self._parse, verb_rows().get(lemma, ()), held, negated=negated)
        if lemma in word_list("promising verb"):
            _, promised = self._operated(lemma, held, negated=negated, depth=0)
            if promised is EventType.ASSAULT:  # "vows continued war"
                return Act(EventType.THREATEN, "violence", FACT, bare=False, denies=False)
        if row is None or not (row.object_class or saying):
            told = tuple(c for c in held.complements if not self._has_subject(c))  # the others are clauses of their own
            operator, action = self._operated(lemma, replace(held, complements=told), negated=negated, depth=0)
            if operator is not None and action is not None:
                return Act(action, None, operator.reality, bare=False, denies=False)
        if row is None or row.type is None:
            return None
        bare = not (row.object_class or row.particle or saying)
        denies, fixed = row.particle == "not", row.particle.startswith(INFINITIVE)
        return Act(row.type, row.mode, FACT, bare=bare, denies=denies, fixed=fixed)

    def of(self, token: int, *, negated: bool = False, depth: int = 0) -> EventType | None:
        """The action a token heads; `negated` when the words above deny it."""
        parse = self._parse
        if depth > MAX_DEPTH:
            return None
        if parse.pos[token] == "ADP":
            below = [c for c in parse.children[token] if parse.deps[c] in ("pobj", "pcomp")]
            return self.of(below[0], negated=negated, depth=depth + 1) if below else None
        if parse.pos[token] in NOMINAL and not parse.tags[token].startswith("V"):
            return self._noun(token, depth)
        return self._verb(token, negated=negated, depth=depth)

    def _has_subject(self, verb: int) -> bool:
        return any(self._parse.deps[c] in ("nsubj", "nsubjpass") for c in self._parse.children[verb])

    def _negated(self, held: Arguments) -> bool:
        if held.negation is None:
            return False
        return self._within is None or self._within.start <= self._parse.starts[held.negation] < self._within.end

    def _verb(self, verb: int, *, negated: bool, depth: int) -> EventType | None:
        held = arguments(self._parse, verb)
        negated = negated or self._negated(held)
        return self._coded(self._parse.lemmas[verb].lower(), held, negated=negated, depth=depth)

    def _coded(self, lemma: str, held: Arguments, *, negated: bool, depth: int) -> EventType | None:
        """A row that names the object comes first, then what an operator completes, then the bare verb."""
        row = best_row(self._parse, verb_rows().get(lemma, ()), held, negated=negated)
        if row is not None and row.object_class:
            return row.type
        _, operated = self._operated(lemma, held, negated=negated, depth=depth)
        if operated is not None:
            return operated
        return row.type if row is not None else None

    def _operated(
        self, lemma: str, held: Arguments, *, negated: bool, depth: int
    ) -> tuple[OperatorRow | None, EventType | None]:
        """The operator and the action it works on; two Nones when there is no operator or its complement is no
        action."""
        for row in operator_rows().get(lemma, ()):
            for token in self._completing(row, held):
                action = self.of(token, negated=negated or row.operator is Operator.FAIL, depth=depth + 1)
                if action is not None:
                    return row, ended().get(action) if row.operator is Operator.END else action
        return None, None

    def _completing(self, row: OperatorRow, held: Arguments) -> tuple[int, ...]:
        """What the operator works on; () when the words it needs are not there."""
        objects = held.objects
        if row.object:
            if not any(self._parse.lemmas[o].lower() == row.object for o in objects):
                return ()
            objects = tuple(t for o in objects for t in led_to(self._parse, o))  # "its right to self-defence"
        if row.particle and row.particle not in {*held.particles, *(p for p, _ in held.prepositions)}:
            return ()
        goes_on = row.operator is Operator.CONTINUE  # "proceed with the strikes", not "end with the return of"
        prepositions = (o for p, o in held.prepositions if (p == "with" and goes_on) or row.particle or row.object)
        return (*held.complements, *objects, *prepositions)

    def _noun(self, noun: int, depth: int) -> EventType | None:
        """The action a noun names: as the noun of a verb with "of" its object, by itself, or by its infinitive."""
        parse = self._parse
        noun = behind_partitive(parse, noun)
        own = noun_action(parse, noun)
        verb = verb_of_noun(parse, noun)
        if verb is not None:
            counted = of_object(parse, noun)
            if counted is None and verb in operator_rows():
                counted = next(iter(tied(parse, noun, "to")), None)  # "an end to the war"
            objects = conjuncts(parse, counted) if counted is not None else ()
            prepositions = tuple((word, o) for word, o in hung_on(parse, noun) if word != "of")
            held = Arguments(objects, (), prepositions, frozenset(), (), None, ())
            row = best_row(parse, verb_rows().get(verb, ()), held, negated=False)
            if row is not None and row.object_class:
                return row.type
            _, coded = self._operated(verb, held, negated=False, depth=depth)
            return coded or own or (row.type if row is not None else None)
        if own is not None:
            return own
        for child in parse.children[noun]:
            if parse.deps[child] in ("acl", "relcl") and parse.tags[child] == "VB":
                return self.of(child, depth=depth + 1)
        return None


def best_row(parse: Parse, rows: tuple[VerbRow, ...], held: Arguments, *, negated: bool) -> VerbRow | None:
    """The row that asks most and gets it; ties go to the earlier row."""
    best, most = None, -1
    for row in rows:
        asked = _fit(parse, row, held, negated)
        if asked > most:
            best, most = row, asked
    return best


def _fit(parse: Parse, row: VerbRow, held: Arguments, negated: bool) -> int:
    """How much the row asks; -1 when it does not fit.

    A class of object asks four, any object two, an adverb of the verb's own ("fire back") two, a preposition one.
    """
    objects = held.objects or held.raised
    if not objects and row.object_class not in ACTING:
        objects = held.subjects  # "the talks resumed", "troops arrived": the thing it happens to
    if row.particle == "not":
        if not negated:
            return -1
    elif row.particle.startswith(INFINITIVE):
        completing = [c for c in held.complements if INFINITIVE + parse.lemmas[c].lower() == row.particle]
        completed = [arguments(parse, c) for c in completing]
        objects = tuple(o for c in completed for o in c.objects or c.subjects)
        objects = objects or (held.objects if completed else ())  # "they were let go"
        if not objects:
            return -1
    elif row.particle and row.particle not in held.particles:
        objects = tuple(o for p, o in held.prepositions if p == row.particle)
        if not objects:
            return -1
    asked = [row.object_class in noun_classes(parse, o) for o in objects] if row.object_class else [True]
    if not any(asked) or (row.object_class == ABSTRACT and not all(asked)):
        return -1  # "seized the initiative and the port" is no figure of speech
    if row.type is EventType.ASSAULT and not row.object_class:
        governed = row.particle and row.particle not in held.particles
        if _is_figure(parse, objects if governed else held.objects or _aims(held) or held.subjects):
            return -1
    asks = 0 if not row.object_class else 2 if row.object_class in (ANY, ABSTRACT) else 4
    return asks + (2 if row.particle in held.particles else bool(row.particle))


def _aims(held: Arguments) -> tuple[int, ...]:
    return tuple(o for p, o in held.prepositions if p in TOWARD)


def _is_figure(parse: Parse, suffering: tuple[int, ...]) -> bool:
    """Is violence told of what none can be done to: "attack poverty", "fight against corruption", "kill the bill"?"""
    return bool(suffering) and all(is_abstract(parse, o) for o in suffering)
