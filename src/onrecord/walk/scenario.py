"""A plain sentence read as a scenario: what it says happens, what it says does not, and what was left out.

In:      one sentence ("Belarusian troops invade Ukraine although no shot was fired"), the engines
Out:     Heard: events assumed, events denied, clauses dropped with the reason
Refuses: a sentence that assumes and denies nothing, since it only plans, threatens or supposes (NotAssumed)
Source:  docs/whatif.md
Shown:   tests/walk/test_scenario.py

Every clause is understood by its predicate and its arguments, whether a type of event fits it or not. The sentence is
set into a frame with a condition too, so that places, numbers and types are read as those of the conditions it meets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.language.clauses import child, clause_tokens
from onrecord.language.factuality import Stands
from onrecord.language.told import Told, told_in
from onrecord.reasoning.doers import party_of
from onrecord.terms.errors import OnRecordError
from onrecord.terms.parses import Parse
from onrecord.terms.patterns import EventPattern, Party
from onrecord.terms.predications import WHO, plain
from onrecord.terms.spans import Span
from onrecord.terms.times import TimeExpression, TimexType
from onrecord.times import find_times
from onrecord.walk.meets import WORDS_FOR, UnderstoodText, codes_of, heard, page_of
from onrecord.walk.open import Engines
from onrecord.walk.read import read

# A frame counts in which the whole sentence is the condition; of such the one in which most is understood, of two alike
# the earlier: the parser takes "attacks" for a noun in one and not in another. Who answers is no state of a scenario.
FRAMES = (
    "The Red Cross said it will respond with force if {sentence}.",
    "“We will retaliate if {sentence},” the prime minister of New Zealand said.",
    "The Red Cross said that if {sentence}, it will respond with force.",
    "If {sentence}, the Red Cross will respond with force.",
)

# What stands before a day: "on 3 March", "in 2027".
DATES = frozenset({"on", "in", "by", "during", "at"})

ANSWERERS = frozenset({"Red Cross", "NZL"})

# A scenario assumes that something happens. Of what is only conditional the sentence's own "if" would say the same.
DONE = frozenset({Stands.SO, Stands.HYPOTHETICAL, Stands.UNCLEAR})
_ASKS = re.compile(r"^(and )?what (happens |would happen |follows )?if\s+", re.IGNORECASE)


class NotAssumed(OnRecordError):
    """The sentence tells of an action, and not that it is done, nor that it is not."""


@dataclass(frozen=True, slots=True)
class Heard:
    """assumed, denied: in text order, each once. dropped: (the words, why) of clauses that say neither."""

    assumed: tuple[EventPattern, ...]
    denied: tuple[EventPattern, ...]
    dropped: tuple[tuple[str, str], ...]


NOTHING_HEARD = Heard((), (), ())


def read_scenario(sentence: str, engines: Engines) -> Heard:
    """What the sentence assumes and denies; NotAssumed where it tells of actions and does neither."""
    plain = _ASKS.sub("", " ".join(sentence.split())).rstrip(".!? ")
    held = heard(plain, engines)
    if held is None:
        return NOTHING_HEARD
    framed = _framed(plain, engines)
    assumed: list[EventPattern] = []
    denied: list[EventPattern] = []
    dropped: list[tuple[str, str]] = []
    main = list(_main(held))
    days = [t for t in find_times(held.document, held.parse) if _is_day(t)]
    for told in main:
        pattern = _dated(_pattern(told, held, framed, engines, alone=len(main) == 1), told, held, days)
        stands = told.stands.stands
        if told.denied and stands is Stands.NEGATED:
            denied.append(_outright(pattern))
        elif stands in DONE:
            assumed.append(pattern)
        else:
            dropped.append((pattern.words or plain, WORDS_FOR[stands]))
    if dropped and not assumed and not denied:
        words, why = dropped[0]
        raise NotAssumed(
            f"{sentence[:120]!r} does not say that “{words[:120]}” is done: {why}. Say what happens in one plain "
            "sentence, as in 'Belarus attacks Ukraine'"
        )
    return Heard(tuple(dict.fromkeys(assumed)), tuple(dict.fromkeys(denied)), tuple(dropped))


def _main(held: UnderstoodText) -> Iterator[Told]:
    """The clauses that tell something: not those that only say which man or ship is meant, nor nouns inside one."""
    parse = held.parse
    every = list(told_in(parse, codes_of(held)))
    below = [t for t in every if parse.pos[t.token] in ("VERB", "AUX") and t.stands.stands not in DONE]
    above = {token for told in below for token in told.stands.evidence if token != told.token}
    # "Asks Belarus to join" is an action of its own; "plans to join", "threatens to join" are none.
    leading = {token for token in above if not _has_somebody(parse, token)}
    for told in every:
        if told.token in leading:
            continue  # "plans to cut", "threatens to": what is told is the action below
        if parse.deps[told.token] == "advcl" and any(parse.tags[c] == "TO" for c in parse.children[told.token]):
            continue  # "to kill people" is what it is done for
        inside = parse.deps[told.token] in ("relcl", "acl") or parse.pos[told.token] == "NOUN"
        if not inside or parse.heads[told.token] == told.token:
            yield told


def _has_somebody(parse: Parse, verb: int) -> bool:
    """Whom it is asked, offered or proposed to."""
    to = (c for c in parse.children[verb] if parse.deps[c] == "prep" and parse.lower(c) == "to")
    named = any(parse.pos[b] == "PROPN" for c in to for b in parse.children[c])
    return named or child(parse, verb, "dobj", "dative", "nsubjpass") is not None


def _is_day(time: TimeExpression) -> bool:
    """Does it name a day, a month or a year by itself? "On Tuesday" and "for a week" tell no day of a scenario."""
    bounds = time.bounds
    named = time.type in (TimexType.DATE, TimexType.TIME)
    return named and bounds is not None and bounds.first is not None and bounds.last is not None


def _dated(pattern: EventPattern, told: Told, held: UnderstoodText, days: list[TimeExpression]) -> EventPattern:
    """With the day that its clause names, where it names one; a day is none of the action's parties and things."""
    parse = held.parse
    tokens = clause_tokens(parse, told.token)
    clause = parse.span(tokens[0], tokens[-1])
    inside = [time for time in days if clause.covers(time.span)]
    if len(inside) != 1:
        return pattern
    (time,) = inside
    assert time.bounds is not None  # asked for by the caller
    does = pattern.does
    if does is not None:
        words = {plain(parse.word(t)) for t in parse.tokens_in(time.span)}
        rest = tuple(a for a in does.arguments if a.role not in DATES or plain(a.head) not in words)
        does = replace(does, arguments=rest)
    return replace(pattern, since=time.bounds.first, until=time.bounds.last, does=does)


def _outright(pattern: EventPattern) -> EventPattern:
    """A denial is of the action, whoever of the state would do it."""
    actor = pattern.actor
    return replace(pattern, actor=replace(actor, inferred=False)) if actor is not None else pattern


def _pattern(
    told: Told, held: UnderstoodText, framed: tuple[EventPattern, ...], engines: Engines, *, alone: bool
) -> EventPattern:
    """The clause, with the slots that the frames gave the same predicate; of a clause alone, the one they found."""
    parse = held.parse
    tokens = clause_tokens(parse, told.token)
    words = parse.span(tokens[0], tokens[-1]) if tokens else Span(0, len(parse.text))
    said = words.of(parse.text).rstrip(" .")
    like = next((p for p in framed if p.does is not None and p.does.predicate == told.says.predicate), None)
    if like is None and alone and len(framed) == 1:
        like = framed[0]
    if like is not None and not _is_answered(like, held):
        return replace(like, actor=like.actor or party_of(told.says), does=told.says, words=said, happens=True)
    codes = [a.code for a in told.says.arguments if a.role != WHO and a.code is not None]
    doer = party_of(told.says)
    others = [code for code in codes if doer is None or code != doer.code]
    return EventPattern(
        type=engines.action_coder.code_action(parse, words),
        actor=doer,
        recipient=Party(others[0]) if others else None,
        does=told.says,
        words=said,
    )


def _is_answered(framed: EventPattern, held: UnderstoodText) -> bool:
    """Was who answers in the frame taken for one who acts? Then the frame was misread."""
    absent = ANSWERERS - {actor.code for actor in held.cast.actors.values()}
    return bool(absent & framed.codes)


def _framed(plain: str, engines: Engines) -> tuple[EventPattern, ...]:
    """The condition the sentence makes in the frame in which most of it is understood."""
    inside = _inside(plain, engines)
    readings = [
        [n.trigger_pattern for n in read(page_of(frame.format(sentence=inside)), engines).norms if n.trigger_pattern]
        for frame in FRAMES
    ]
    fullest = max(readings, key=lambda found: _understood(found, inside))
    return tuple(p for p in fullest if p.type is not None)


def _understood(found: list[EventPattern], sentence: str) -> tuple[bool, bool, int]:
    events = [p for p in found if p.type is not None]
    return bool(events), any(e.words == sentence for e in events), sum(len(e.said()) for e in events)


def _inside(sentence: str, engines: Engines) -> str:
    """As it stands inside a sentence: "A soldier" begins small, "Ukraine" does not."""
    parse = engines.parser.parse(sentence, [Span(0, len(sentence))])
    begins_small = len(parse) and parse.pos[0] in ("DET", "PRON", "NUM")
    return sentence[0].lower() + sentence[1:] if begins_small else sentence
